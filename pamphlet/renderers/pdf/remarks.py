"""The lines of finished pages → what there is to say of them, for information."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from pamphlet.renderers.pdf.extent import by_statement
from pamphlet.renderers.pdf.flaws import Advance, find_flaws
from pamphlet.renderers.pdf.lines import SetPage

Uneven = Literal["", "text", "held"]
"""Whether a page ends on another line than the next, and if so, whether there is text alone on both."""
# Pages end on different lines if so many ems lie between them: half a line is more.
UNEVEN_EM: Final = 0.6
WHY: Final[Mapping[Uneven, str]] = {
    "text": "no paragraph there can give or take a line",
    "held": "a picture, a table or notes stand there",
}


class Blemish(NamedTuple):
    """How many loose lines and rivers there are on a page, and whether it ends on another line than the next."""

    loose: int = 0
    rivers: int = 0
    uneven: Uneven = ""


Blemishes = Mapping[int, Blemish]
"""By the number of the page; those without any are left out."""


def find_blemishes(pages: Sequence[SetPage], advance: Advance) -> dict[int, Blemish]:
    """What is loose on pages of text, and which of them end unevenly, whether they face each other or not."""
    count = Counter((flaw.line.page, flaw.kind) for flaw in find_flaws(pages, advance))
    uneven = dict(_find_uneven(pages))
    found = {
        page.number: Blemish(count[page.number, "loose"], count[page.number, "river"], uneven.get(page.number, ""))
        for page in pages
    }
    return {page: blemish for page, blemish in found.items() if any(blemish)}


def _find_uneven(pages: Sequence[SetPage]) -> Iterator[tuple[int, Uneven]]:
    """Pages that end on another line than the next, but for the last of a statement."""
    for statement in by_statement(pages):
        for one, other in pairwise(statement[:-1]):
            size = max((line.size_pt for page in (one, other) for line in page.lines if line.tag == "p"), default=0.0)
            if abs(one.ends_pt - other.ends_pt) > UNEVEN_EM * size:
                is_held = one.noted or other.noted or one.held or other.held
                yield one.number, "held" if is_held else "text"


def remark_on(blemishes: Blemishes) -> tuple[str, ...]:
    """What there is to say: 3 loose lines (pages 4 and 7), 1 river (page 9); and which facing pages end unevenly."""
    loose = {page: blemish.loose for page, blemish in blemishes.items() if blemish.loose}
    rivers = {page: blemish.rivers for page, blemish in blemishes.items() if blemish.rivers}
    said = [_say(name, on) for name, on in (("loose line", loose), ("river", rivers)) if on]
    openings = [_say_uneven(page, blemish.uneven) for page, blemish in sorted(blemishes.items()) if page % 2 == 0]
    uneven = ", ".join(filter(None, openings))
    return tuple(filter(None, (", ".join(said), uneven and f"facing pages end on different lines: {uneven}")))


def _say_uneven(page: int, uneven: Uneven) -> str:
    return f"{page} and {page + 1} ({WHY[uneven]})" if uneven else ""


def _say(name: str, on: Mapping[int, int]) -> str:
    total = sum(on.values())
    *others, last = map(str, sorted(on))
    where = f"pages {', '.join(others)} and {last}" if others else f"page {last}"
    return f"{total} {name}{'s' * (total != 1)} ({where})"
