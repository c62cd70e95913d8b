"""Lines → lines with a blank one between paragraphs that stood on a line each."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from pamphlet.model import Line
from pamphlet.restore.lines import ENDS_SENTENCE, Group, group_lines, is_structure
from pamphlet.restore.rule import Context, Outcome, parted

FEWEST: Final = 3
LONG: Final = 60
"""Letters: lines that are longer than this in the middle are paragraphs, or prose broken to a measure, and no verse."""


def part_paragraphs(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Where a text has no blank lines, and each line ends a sentence though the next word had room, each is one."""
    groups = [group for group in group_lines(lines) if len(group) > 1 and not any(map(is_structure, group))]
    if len(groups) != 1 or not _are_paragraphs(groups[0]):
        return Outcome(lines)
    others = {line.number for line in groups[0][1:]}
    apart = [part for line in lines for part in ((Line(line.number, ""), line) if line.number in others else (line,))]
    repairs = (parted("paragraph", context.file, (above,), (line,)) for above, line in pairwise(groups[0]))
    return Outcome(tuple(apart), tuple(repairs))


def _are_paragraphs(group: Group) -> bool:
    lengths = sorted(len(line.text.strip()) for line in group)
    ended = all(ENDS_SENTENCE.search(line.text.rstrip()) for line in group)
    return len(group) >= FEWEST and ended and lengths[len(lengths) // 2] > LONG and _has_room(group)


def _has_room(group: Group) -> bool:
    """Whether some line ends although the first word of the next would not have passed the longest."""
    measure = max(len(line.text.strip()) for line in group)
    return any(len(line.text.strip()) + 1 + len(below.text.split()[0]) < measure for line, below in pairwise(group))
