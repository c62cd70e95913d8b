"""A pamphlet and its page → what the templates of its cover ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from pamphlet.model import Pamphlet
from pamphlet.renderers.pdf.cover import CoverWords, drawn_size, fit_title, plan_cover, title_room
from pamphlet.renderers.pdf.geometry import PageGeometry
from pamphlet.renderers.pdf.headlines import FilledLine, fill_lines
from pamphlet.renderers.pdf.pictures import picture_paths
from pamphlet.styles import Style

# More names than these would fill the cover's foot; the contents have them all.
MOST_NAMES_ON_COVER: Final = 3


def compose_cover(
    pamphlet: Pamphlet, style: Style, geometry: PageGeometry, signed_titles: Sequence[tuple[str, str]]
) -> dict[str, object]:
    """The title in its size, the list of statements below it, and the names at its foot, by the templates' names.

    `signed_titles` are each statement's title and its signatories, in plain words.
    """
    authors = all_authors(pamphlet)
    signatories = authors if len(authors) <= MOST_NAMES_ON_COVER else []
    publishers = [pamphlet.publisher] if pamphlet.publisher else signatories
    publisher = ", ".join(publishers)
    words = CoverWords(_listed(signed_titles, pamphlet.title, publisher), publisher, bool(pamphlet.cover.image))
    cover, title_list = plan_cover(
        geometry.trim, style.facts.cover, words, style.text_em, fore_edge_mm=geometry.fore_edge_mm
    )
    kicker, subtitle = pamphlet.cover.kicker, pamphlet.subtitle
    room = title_room(drawn_size(geometry.trim), cover, style.text_em, kicker=kicker, subtitle=subtitle)
    filled = title_filler(style)(pamphlet.title, room, largest_pt=cover.largest_pt) if cover.fill else ()
    return {
        "publisher": publisher,
        "publishers": publishers,
        "title_list": title_list,
        "cover_picture": picture_paths(pamphlet).get(pamphlet.cover.image, ""),
        "cover_title": fit_title(pamphlet.title, room, cover, style.title_em),
        "cover_title_lines": filled,
        "title_leading": cover.title_leading,
    }


def title_filler(style: Style) -> Callable[..., tuple[FilledLine, ...]]:
    """`fill_lines` in the font of the style's titles; letters that it lacks, that of the text sets."""
    return partial(fill_lines, advance=style.title_em, leading=style.facts.cover.title_leading)


def all_authors(pamphlet: Pamphlet) -> list[str]:
    """Whoever signed a statement, each once, in the order of the statements."""
    return list(dict.fromkeys(author.name for statement in pamphlet.statements for author in statement.authors))


def _listed(signed_titles: Sequence[tuple[str, str]], title: str, publisher: str) -> Sequence[tuple[str, str]]:
    """What a cover lists, but for what its title and its foot say already."""
    if [statement_title for statement_title, _ in signed_titles] != [title]:
        return signed_titles
    ((_, authors),) = signed_titles
    return [("", authors)] if authors not in {"", publisher} else []
