"""Lines as a page had them, set in from its edge → lines that Markdown does not take for verse."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair
from pamphlet.restore.lines import (
    ENDS_SENTENCE,
    OPENING_MARKS,
    STRUCTURE,
    Group,
    as_words,
    fenced_lines,
    group_lines,
    measure_of,
)
from pamphlet.restore.rule import Context, Outcome

CENTRED: Final = 8
"""Spaces: a single line that is set in so far is a heading or a page's number, and no verse."""

MOST_CENTRED: Final = 5
"""Groups: title, byline, date and the like, in the middle of the page above the text."""

FIRST_LINE: Final = range(2, 9)
"""Spaces by which the first line of a paragraph is set in."""

FULL: Final = 0.7
"""Of the measure: lines that are so long end where the page did."""


def set_flush(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Without the margin of a page, and without the space before centred lines and before first lines."""
    fenced = fenced_lines(lines)
    if fenced:
        return Outcome(lines)
    margin = min((_indent(line) for line in lines if not line.blank), default=0)
    flush = tuple(replace(line, text=_without(line, margin)) for line in lines)
    changes: dict[int, tuple[Line, ...]] = {}
    groups, measure = group_lines(flush), measure_of(flush)
    for place, group in enumerate(groups):
        if set_in := _set_group(group, measure, head=place < MOST_CENTRED and _is_above_text(groups, place)):
            changes |= {line.number: new for line, new in zip(group, set_in, strict=True)}
    repairs = (Repair("margin", context.file, number, "", "", note=_note(new)) for number, new in changes.items())
    margins = (Repair("margin", context.file, 1, "", "", note=f"the text was set in by {margin}"),) if margin else ()
    return Outcome(tuple(part for line in flush for part in changes.get(line.number, (line,))), (*margins, *repairs))


def _note(new: tuple[Line, ...]) -> str:
    if len(new) > 1:
        return "a paragraph begins with this line, which was set in"
    return "a quotation was set in" if new[0].text.startswith(">") else "the line was set in"


def _indent(line: Line) -> int:
    text = line.text.expandtabs(4)
    return len(text) - len(text.lstrip(" "))


def _without(line: Line, spaces: int) -> str:
    return line.text.expandtabs(4)[spaces:] if spaces else line.text


def _is_above_text(groups: tuple[Group, ...], place: int) -> bool:
    """Whether all groups so far are set in, and one below is not."""
    return all(_indent(line) for group in groups[: place + 1] for line in group) and any(
        not _indent(group[0]) for group in groups[place + 1 :]
    )


def _set_group(group: Group, measure: int, *, head: bool) -> tuple[tuple[Line, ...], ...]:
    """What each line of a group becomes, or nothing where all of it stays."""
    indents = [_indent(line) for line in group]
    if any(STRUCTURE.match(line.text) for line in group) or not any(indents):
        return ()
    centred = len(group) == 1 and indents[0] >= CENTRED
    if (head and len(group) <= 3) or centred:
        return tuple((replace(line, text=line.text.strip()),) for line in group)
    if 0 in indents:
        return _part_by_indent(group, indents)
    return _as_quotation(group, measure) if min(indents) >= 4 else ()


def _part_by_indent(group: Group, indents: list[int]) -> tuple[tuple[Line, ...], ...]:
    """A paragraph at each line that is set in, where the line above it ends a sentence."""
    begins = [place for place, indent in enumerate(indents) if indent]
    sound = all(
        indents[place] in FIRST_LINE and (not place or ENDS_SENTENCE.search(group[place - 1].text.rstrip()))
        for place in begins
    )
    # Two lines set in, one below the other, are verse or a quotation.
    apart = all(after - before > 1 for before, after in pairwise(begins))
    if not sound or not apart or begins[-1] == len(group) - 1 == 0:
        return ()
    return tuple(
        (*([Line(line.number, "")] if place in begins and place else []), replace(line, text=line.text.strip()))
        if place in begins
        else (line,)
        for place, line in enumerate(group)
    )


def _as_quotation(group: Group, measure: int) -> tuple[tuple[Line, ...], ...]:
    """Prose that is set in from both edges: its lines are full, and words run on from one to the next."""
    widest = max(len(line.text.rstrip()) for line in group)
    full = all(len(line.text.rstrip()) >= FULL * max(measure, widest) for line in group[:-1])
    small = any(line.text.strip().lstrip(OPENING_MARKS)[:1].islower() for line in group[1:])
    if len(group) < 2 or not (full and small) or not re.search(r"\w", as_words(group)):
        return ()
    return tuple((replace(line, text=f"> {line.text.strip()}"),) for line in group)
