"""How many pages there are → on how few of them the matter is to be gathered, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from pamphlet.renderers.pdf.copyfitting import PAGES_A_SHEET
from pamphlet.renderers.pdf.plan import Aim, Gathered

DESCRIBED: Final[Mapping[tuple[Gathered, bool], str]] = {
    ("some", False): "the colophon stands below the imprint",
    ("some", True): "the colophon stands below the imprint, and the contact on the back cover",
    ("all", False): "the imprint stands on the back cover",
    ("all", True): "imprint and contact stand on the back cover",
}
"""By how it is gathered, and whether there is a contact."""


def ways_to_gather(kinds: Sequence[str], aim: Aim) -> list[Gathered]:
    """How matter may be gathered on fewer of these kinds of pages so that it helps: the best first, then the least."""
    pages, closing, imprint = len(kinds), kinds.count("closing"), kinds.count("imprint")
    foretold: dict[Gathered, int] = {"some": pages - closing, "all": pages - closing - imprint}
    helping = [way for way, fewer in foretold.items() if is_nearer(fewer, pages, aim)]
    return sorted(helping, key=lambda way: _distance(foretold[way], aim))


def is_nearer(pages: int, other: int, aim: Aim) -> bool:
    """Whether so many pages are fewer sheets than others, or nearer to the number that was asked for."""
    return _distance(pages, aim) < _distance(other, aim)


def _distance(pages: int, aim: Aim) -> int:
    """How far it is to what is wanted, in sheets or in pages."""
    return abs(pages - aim) if isinstance(aim, int) else -(-pages // PAGES_A_SHEET)


def describe(gathered: Gathered, aim: Aim, *, contact: bool) -> tuple[str, ...]:
    """What there is to say of it."""
    if gathered == "no":
        return ()
    spared = "" if isinstance(aim, int) else ", which saves a sheet a copy"
    return (f"{DESCRIBED[gathered, contact]}{spared}",)
