"""Lines below a title → the names that sign and the date, and the lines after them."""

from __future__ import annotations

from typing import Final

from pamphlet.model import Author, Line
from pamphlet.restore.bylines import Byline, read_byline
from pamphlet.restore.lines import Group, group_lines

MOST_NAMES: Final = 4
"""Groups of lines that may be names above a date."""


def take_byline(lines: tuple[Line, ...]) -> tuple[Byline, tuple[Line, ...]]:
    """Authors and date from the group or two below the title, and the lines after them."""
    groups = group_lines(lines)[:2]
    first = read_byline(groups[0]) if groups else None
    if first is None:
        return _take_names(group_lines(lines)[: MOST_NAMES + 1], lines)
    second = read_byline(groups[1]) if len(groups) > 1 else None
    if second and not (first.date and second.date) and not (first.authors and second.authors):
        return Byline(first.authors or second.authors, first.date or second.date), lines_below(groups[1], lines)
    return first, lines_below(groups[0], lines)


def _take_names(groups: tuple[Group, ...], lines: tuple[Line, ...]) -> tuple[Byline, tuple[Line, ...]]:
    """Names, each in a paragraph by itself, above a date alone."""
    authors: tuple[Author, ...] = ()
    for place, group in enumerate(groups):
        byline = read_byline(group)
        if byline and byline.date and not byline.authors and place:
            return Byline(authors, byline.date), lines_below(group, lines)
        name = read_byline(group, dated=True)
        if name is None or name.date:
            break
        authors += name.authors
    return Byline(), lines


def lines_below(group: Group, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines after those of a group."""
    return tuple(line for line in lines if line.number > group[-1].number)
