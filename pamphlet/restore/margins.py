"""Lines as a page had them, set in from its edge → lines that Markdown does not take for verse."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair
from pamphlet.restore.columns import FEWEST_ROWS
from pamphlet.restore.insets import CENTRED, INSET, MOST_LINES, indent_of, read_page, set_groups
from pamphlet.restore.lines import STRUCTURE, Group, fenced_lines, gaps_of, group_lines, measure_of
from pamphlet.restore.rule import Context, Outcome

MOST_CENTRED: Final = 5
"""Groups: title, byline, date and the like, in the middle of the page above the text."""

SHORT: Final = 0.85
"""Of the measure: what is longer is no line in its middle."""


def set_flush(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Without the margin of a page, and without the space before centred lines and before first lines."""
    fenced = fenced_lines(lines)
    if fenced:
        return Outcome(lines)
    # The rows of tables were set before, and have no margin.
    margin = min((indent_of(line) for line in lines if not (line.blank or line.text.startswith("|"))), default=0)
    flush = tuple(replace(line, text=_without(line, margin)) for line in lines)
    measure = measure_of(flush)
    flush = _part_head(flush)
    columns = _right_columns(flush)
    groups = tuple(group for group in group_lines(flush) if columns.isdisjoint(_begins(group)))
    heads = [place for place in range(min(MOST_CENTRED, len(groups))) if _is_above_text(groups, place)]
    set_in = set_groups(flush, groups, read_page(groups, measure), heads, context.file)
    margins = (Repair("margin", context.file, 1, "", "", note=f"the text was set in by {margin}"),) if margin else ()
    return Outcome(set_in.lines, (*margins, *set_in.repairs))


def _begins(group: Group) -> Iterator[int]:
    """Where the words of lines begin, and those behind a gap."""
    for line in group:
        gap = _gap(line)
        yield from (indent_of(line), gap.end()) if gap else (indent_of(line),)


def _gap(line: Line) -> re.Match[str] | None:
    gaps = gaps_of(line.text.expandtabs(4) if "\t" in line.text else line.text)
    return gaps[0] if gaps else None


def _right_columns(lines: tuple[Line, ...]) -> set[int]:
    """Where right columns begin: what is set in so far is a part of one."""
    gaps = Counter(gap.end() for line in lines if (gap := _gap(line)))
    return {column for column, count in gaps.items() if count >= FEWEST_ROWS}


def _part_head(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines with a blank one below those of a group that stand in the middle of the page above its text.

    It is the first group, or the second below a running head that stands there by itself.
    """
    groups = group_lines(lines)
    measure = measure_of(lines)
    headed = len(groups) > 1 and len(groups[0]) == 1 and indent_of(groups[0][0]) >= INSET
    below = _below_head(groups[1 if headed else 0], measure) if groups else None
    return tuple(part for line in lines for part in ((Line(line.number, ""), line) if line is below else (line,)))


def _below_head(first: Group, measure: int) -> Line | None:
    """The line of a group at which the text begins, below lines in the middle of the page."""
    top = 1 if indent_of(first[0]) < INSET and _is_short(first[0], measure) else 0
    centred = takewhile(lambda line: indent_of(line) >= INSET and _is_short(line, measure), first[top:])
    set_in = (*first[:top], *centred)
    middle = [place for place, line in enumerate(set_in) if _is_in_the_middle(line, measure)]
    above = set_in[: middle[-1] + 1] if middle else ()
    text = first[len(above) :]
    begun = len(text) > len(above) or (text and not indent_of(text[0]) and not _is_short(text[0], measure))
    if not above or len(above) > MOST_CENTRED or not begun:
        return None
    return None if any(STRUCTURE.match(line.text) for line in above) else first[len(above)]


def _is_short(line: Line, measure: int) -> bool:
    return len(line.text.strip()) <= SHORT * measure


def _is_in_the_middle(line: Line, measure: int) -> bool:
    """Whether the white on both sides of a line is about the same, and enough to be seen."""
    white, length = indent_of(line), len(line.text.strip())
    return white >= CENTRED or (white >= INSET and abs(measure - length - 2 * white) <= CENTRED)


def _without(line: Line, spaces: int) -> str:
    return line.text.expandtabs(4)[spaces:] if spaces and not line.text.startswith("|") else line.text


def _is_above_text(groups: tuple[Group, ...], place: int) -> bool:
    """Whether all groups so far are set in, or have a line in the middle of the page, and one below is not."""
    above = all(all(map(indent_of, group)) or _is_centred(group) for group in groups[: place + 1])
    return above and any(not all(map(indent_of, group)) for group in groups[place + 1 :])


def _is_centred(group: Group) -> bool:
    """Whether some lines are a long one and a short one in the middle below it."""
    return len(group) <= MOST_LINES and any(indent_of(line) >= CENTRED for line in group)
