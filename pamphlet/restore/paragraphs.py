"""Lines → lines with a blank one between paragraphs that stood on a line each, or end with a line that had room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from pamphlet.model import Line, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.restore.bylines import read_byline
from pamphlet.restore.lines import ENDS_SENTENCE, Group, fenced_lines, first_words, group_lines, is_structure
from pamphlet.restore.room import Room, find_ends, find_room, may_end
from pamphlet.restore.rule import Context, Outcome, parted

FEWEST: Final = 3
HEAD: Final = 5
"""Lines of a title, a byline and a date, and the first of the text."""

FEWEST_ENDS: Final = 2
FEWEST_SHARE: Final = 0.25
"""Of the paragraphs between blank lines: if so many hold ends of others, blank lines do not part all paragraphs."""
LONG: Final = 60
"""Letters: lines that are longer than this in the middle are paragraphs, or prose broken to a measure, and no verse."""


def part_paragraphs(lines: tuple[Line, ...], context: Context) -> Outcome:
    """A blank line before each paragraph that lacks one: each stands on a line, or has a last line that ends early."""
    groups = [group for group in group_lines(lines) if len(group) > 1 and not any(map(is_structure, group))]
    if len(groups) == 1 and _are_paragraphs(groups[0]):
        apart = _part(lines, list(pairwise(groups[0])), context)
        others = any(len(group[0].text) > LONG for group in group_lines(lines) if group != groups[0])
        return apart._replace(
            warnings=(Warning("paragraph", context.file, *_may_be_list(groups[0])),) if others else ()
        )
    room = find_room(lines)
    ends = _ends_by_room(lines, room)
    apart = _part(lines, ends, context)
    doubts = tuple(_doubt_ends(apart.lines, room, context.file)) if room and ends else ()
    return apart._replace(warnings=doubts)


def _may_be_list(group: Group) -> tuple[int, str]:
    """The doubt about lines that are paragraphs, in a text that has blank lines between others."""
    words = first_words(group)
    return group[
        0
    ].number, f"the lines from “{words}” on stood below each other; write - before each if they are a list"


def _doubt_ends(lines: tuple[Line, ...], room: Room, file: str) -> Iterator[Warning]:
    """A doubt wherever a sentence ends with a full line: a paragraph may end there."""
    for group in group_lines(lines):
        for line, below in pairwise(group):
            if may_end(line, below) and not room.has(line, below):
                message = f"a paragraph may begin with “{first_words((below,))}”: the line above is full, and ends"
                yield Warning("paragraph", file, below.number, message)


def _ends_by_room(lines: tuple[Line, ...], room: Room | None) -> list[tuple[Line, Line]]:
    """Where paragraphs end by the room of their last lines, in a text that has too few blank lines; and the byline."""
    fenced = fenced_lines(lines)
    groups = [group for group in group_lines(lines) if group[0].number not in fenced]
    found = [list(find_ends(group, room)) if room else [] for group in groups]
    # One is a slip of whoever filled the lines; blank lines between most paragraphs are all that there are.
    prose = sum(len(group) > 1 for group in groups)
    ends = [pair for pairs in found for pair in pairs]
    enough = len(ends) >= FEWEST_ENDS and FEWEST_SHARE * prose <= sum(map(bool, found))
    signed = [pair for pair in _find_signed(groups) if pair not in ends]
    return sorted((*(ends if enough else ()), *signed), key=lambda pair: pair[0].number)


def _find_signed(groups: Sequence[Group]) -> Iterator[tuple[Line, Line]]:
    """The end of a byline with its date right below the title, in one line or several, however long it is."""
    top = groups[0][:HEAD] if groups else ()
    for first in range(1, len(top)):
        for last in range(first, len(top) - 1):
            byline = read_byline(top[first : last + 1])
            if byline and byline.authors and byline.date:
                yield top[last], top[last + 1]
                return


def _part(lines: tuple[Line, ...], ends: Sequence[tuple[Line, Line]], context: Context) -> Outcome:
    others = {below.number for _, below in ends}
    apart = [part for line in lines for part in ((Line(line.number, ""), line) if line.number in others else (line,))]
    repairs = (parted("paragraph", context.file, (above,), (below,)) for above, below in ends)
    return Outcome(tuple(apart), tuple(repairs))


def _are_paragraphs(group: Group) -> bool:
    lengths = sorted(len(line.text.strip()) for line in group)
    ended = all(ENDS_SENTENCE.search(line.text.rstrip()) for line in group)
    return len(group) >= FEWEST and ended and lengths[len(lengths) // 2] > LONG and _has_room(group)


def _has_room(group: Group) -> bool:
    """Whether some line ends although the first word of the next would not have passed the longest."""
    measure = max(len(line.text.strip()) for line in group)
    return any(len(line.text.strip()) + 1 + len(below.text.split()[0]) < measure for line, below in pairwise(group))
