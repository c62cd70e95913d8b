"""Lines that end with a space where their sentence goes on → paragraphs that end where no space does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from pamphlet.model import Line, Repair
from pamphlet.restore.lines import ITEM, fenced_lines, is_structure
from pamphlet.restore.mails import SIGNATURE
from pamphlet.restore.room import runs_on
from pamphlet.restore.rule import Context, Outcome, joined, parted

FEWEST: Final = 4
"""Lines that run on, by which it is told that a space means it."""

HYPHENS: Final = ("-", "\u00ad")
"""A word that is cut has no space behind its first half."""

NEARLY_ALL: Final = 0.95
"""Of them end with one."""


def part_flowed(lines: tuple[Line, ...], context: Context) -> Outcome:
    """In format=flowed (RFC 3676, 4.2), and as MuPDF gives some pages: a line without a space ends its paragraph."""
    if fenced_lines(lines) or not _is_flowed(lines):
        return Outcome(lines)
    kept: list[Line] = []
    repairs: list[Repair] = []
    filled = [line for line in lines if not line.blank]
    after = dict(zip((line.number for line in filled), filled[1:], strict=False))
    for place, line in enumerate(lines):
        above = next((each for each in reversed(kept) if not each.blank), None)
        if line.blank:
            below = after.get(above.number) if above else None
            if above and below and _goes_on(above, below):
                continue
        elif above and lines[place - 1].blank and _goes_on(above, line):
            repairs.append(joined("flowed", context.file, (above,), (line,)))
        elif above and not lines[place - 1].blank and _ends(above, line, lines[place - 2 : place - 1], after):
            kept.append(Line(line.number, ""))
            repairs.append(parted("flowed", context.file, (above,), (line,)))
        kept.append(line)
    return Outcome(tuple(kept), tuple(repairs))


def _is_flowed(lines: Sequence[Line]) -> bool:
    soft = [_is_soft(line) for line, _ in _running(lines) if not line.text.endswith(HYPHENS)]
    return len(soft) >= FEWEST and sum(soft) >= NEARLY_ALL * len(soft)


def _running(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """The pairs of lines that are one sentence, with white between them or not."""
    return (pair for pair in pairwise([line for line in lines if not line.blank]) if runs_on(*pair))


def _is_soft(line: Line) -> bool:
    """Whether a line ends with one space: two are a break that somebody wrote, and `-- ` opens a signature."""
    return line.text.endswith(" ") and not line.text.endswith("  ") and not SIGNATURE.fullmatch(line.text)


def _is_plain(line: Line) -> bool:
    return not is_structure(line) and not ITEM.match(line.text) and "|" not in line.text


def _goes_on(above: Line, below: Line) -> bool:
    """Whether a paragraph goes on below white: its line ends with a space."""
    return _is_soft(above) and _is_plain(below)


def _ends(above: Line, line: Line, before: Sequence[Line], after: dict[int, Line]) -> bool:
    """Whether a paragraph ends above a line that goes on; lines of which none ends with a space may be verse."""
    alone = not before or before[0].blank or _is_soft(before[0]) or not _is_plain(above)
    return not _is_soft(above) and alone and _is_plain(line) and _is_soft(line) and line.number in after
