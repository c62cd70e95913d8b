"""Lines as a page had them, set in from its edge → lines that Markdown does not take for verse."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise, takewhile
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair
from pamphlet.restore.columns import FEWEST_ROWS, GAP
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
from pamphlet.restore.room import ITEM
from pamphlet.restore.rule import Context, Outcome

CENTRED: Final = 8
"""Spaces: a single line that is set in so far is a heading or a page's number, and no verse."""

MOST_CENTRED: Final = 5
"""Groups: title, byline, date and the like, in the middle of the page above the text."""

MOST_LINES: Final = 4
"""Of one of these."""

FIRST_LINE: Final = range(2, 9)
"""Spaces by which the first line of a paragraph is set in."""

SHORT: Final = 0.85
"""Of the measure: what is longer is no line in its middle."""

DEEPEST: Final = 24
"""Spaces by which one is set in at the most: what stands further right is a column."""

INSET: Final = 3
"""Spaces by which a quotation is set in at the least."""

HALF: Final = 0.6
"""Of the widest line: a shorter one ends where the author ended it."""

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
    measure = measure_of(flush)
    flush = _part_head(flush)
    columns = _right_columns(flush)
    groups = tuple(group for group in group_lines(flush) if not any(_indent(line) in columns for line in group))
    indented = sum(map(_is_indented, groups)) > 1
    for place, group in enumerate(groups):
        head = place < MOST_CENTRED and _is_above_text(groups, place)
        if set_in := _set_group(group, measure, head=head, indented=indented):
            changes |= {line.number: new for line, new in zip(group, set_in, strict=True)}
    repairs = (Repair("margin", context.file, number, "", "", note=_note(new)) for number, new in changes.items())
    margins = (Repair("margin", context.file, 1, "", "", note=f"the text was set in by {margin}"),) if margin else ()
    kept = (part for line in flush for part in ((line,) if line.blank else changes.get(line.number, (line,))))
    return Outcome(tuple(kept), (*margins, *repairs))


def _right_columns(lines: tuple[Line, ...]) -> set[int]:
    """Where right columns begin: what is set in so far is a part of one."""
    gaps = Counter(gap.end() for line in lines if (gap := GAP.search(line.text.expandtabs(4))))
    return {column for column, count in gaps.items() if count >= FEWEST_ROWS}


def _part_head(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines with a blank one below those of the first group that stand in the middle of the page above its text."""
    first = next(iter(group_lines(lines)), ())
    measure = measure_of(lines)
    set_in = tuple(takewhile(lambda line: _indent(line) >= INSET and _is_short(line, measure), first))
    middle = [place for place, line in enumerate(set_in) if _is_in_the_middle(line, measure)]
    above = set_in[: middle[-1] + 1] if middle else ()
    if not above or len(above) > MOST_CENTRED or len(first) - len(above) < len(above) + 1:
        return lines
    if any(STRUCTURE.match(line.text) for line in above):
        return lines
    below = first[len(above)].number
    return tuple(part for line in lines for part in ((Line(below, ""), line) if line.number == below else (line,)))


def _is_short(line: Line, measure: int) -> bool:
    return len(line.text.strip()) <= SHORT * measure


def _is_in_the_middle(line: Line, measure: int) -> bool:
    """Whether the white on both sides of a line is about the same, and enough to be seen."""
    white, length = _indent(line), len(line.text.strip())
    return white >= CENTRED or (white >= INSET and abs(measure - length - 2 * white) <= CENTRED)


def _note(new: tuple[Line, ...]) -> str:
    if len(new) > 1 and not new[-1].text.startswith(">"):
        return "a paragraph begins with this line, which was set in"
    return "a quotation was set in" if new[-1].text.startswith(">") else "the line was set in"


def _indent(line: Line) -> int:
    text = line.text.expandtabs(4)
    return len(text) - len(text.lstrip(" "))


def _without(line: Line, spaces: int) -> str:
    return line.text.expandtabs(4)[spaces:] if spaces else line.text


def _is_above_text(groups: tuple[Group, ...], place: int) -> bool:
    """Whether all groups so far are set in, or have a line in the middle of the page, and one below is not."""
    above = all(all(map(_indent, group)) or _is_centred(group) for group in groups[: place + 1])
    return above and any(not all(map(_indent, group)) for group in groups[place + 1 :])


def _is_centred(group: Group) -> bool:
    """Whether some lines are a long one and a short one in the middle below it."""
    return len(group) <= MOST_LINES and any(_indent(line) >= CENTRED for line in group)


def _set_group(group: Group, measure: int, *, head: bool, indented: bool) -> tuple[tuple[Line, ...], ...]:
    """What each line of a group becomes, or nothing where all of it stays."""
    indents = [_indent(line) for line in group]
    if any(STRUCTURE.match(line.text) for line in group) or not any(indents):
        return ()
    centred = len(group) == 1 and indents[0] >= CENTRED
    apart = min(indents) > DEEPEST and len(group) <= MOST_LINES
    lone = len(group) == 1 and indented and indents[0] in FIRST_LINE
    if (head and len(group) <= MOST_LINES) or centred or apart or lone:
        return tuple((replace(line, text=line.text.strip()),) for line in group)
    if 0 in indents:
        return _part_by_indent(group, indents) or _part_quotations(group, indents)
    return _as_quotation(group, measure) if 4 <= min(indents) <= DEEPEST else ()


def _part_by_indent(group: Group, indents: list[int]) -> tuple[tuple[Line, ...], ...]:
    """A paragraph at each line that is set in, where the line above it ends a sentence."""
    begins = [place for place, indent in enumerate(indents) if indent]
    widest = max(len(line.text) for line in group)
    sound = all(indents[place] in FIRST_LINE and (not place or _may_end(group[place - 1], widest)) for place in begins)
    # Two lines set in, one below the other, are verse or a quotation.
    apart = all(after - before > 1 or _may_end(group[before], widest) for before, after in pairwise(begins))
    apart = apart and len(begins) <= len(group) / 2
    if not sound or not apart or begins[-1] == len(group) - 1 == 0:
        return ()
    return tuple(
        (*([Line(line.number, "")] if place in begins and place else []), replace(line, text=line.text.strip()))
        if place in begins
        else (line,)
        for place, line in enumerate(group)
    )


def _may_end(line: Line, widest: int) -> bool:
    """Whether a paragraph may end with a line: a sentence does, or the line is short, as salutations are."""
    return bool(ENDS_SENTENCE.search(line.text.rstrip())) or len(line.text) < HALF * widest


def _part_quotations(group: Group, indents: list[int]) -> tuple[tuple[Line, ...], ...]:
    """Lines of prose set in between lines that are not: a quotation, for its words run on from line to line."""
    if any(ITEM.match(line.text) for line in group):
        return ()
    parts: list[tuple[Line, ...]] = []
    found = False
    for deep, run in groupby(zip(group, indents, strict=True), key=lambda pair: pair[1] if pair[1] >= INSET else 0):
        inner = tuple(line for line, _ in run)
        quoted = bool(deep) and len(inner) > 1 and any(_is_small(line) for line in inner[1:])
        apart = [Line(inner[0].number, "")] if parts and (quoted or found) else []
        found = quoted
        lines = [(replace(line, text=f"> {line.text.strip()}") if quoted else line,) for line in inner]
        parts += [(*apart, *lines[0]), *lines[1:]]
    return tuple(parts) if any(part[-1].text.startswith("> ") for part in parts) else ()


def _is_small(line: Line) -> bool:
    return line.text.strip().lstrip(OPENING_MARKS)[:1].islower()


def _is_indented(group: Group) -> bool:
    """Whether the first line of a paragraph is set in, and its others are not."""
    return len(group) > 1 and _indent(group[0]) in FIRST_LINE and not any(map(_indent, group[1:]))


def _as_quotation(group: Group, measure: int) -> tuple[tuple[Line, ...], ...]:
    """Prose that is set in from both edges: its lines are full, and words run on from one to the next."""
    widest = max(len(line.text.rstrip()) for line in group)
    full = all(len(line.text.rstrip()) >= FULL * max(measure, widest) for line in group[:-1])
    small = any(map(_is_small, group[1:]))
    if len(group) < 2 or not (full and small) or not re.search(r"\w", as_words(group)):
        return ()
    return tuple((replace(line, text=f"> {line.text.strip()}"),) for line in group)
