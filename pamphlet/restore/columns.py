"""Lines → lines of columns that stood side by side, one column after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair
from pamphlet.restore.insets import read_page, set_groups
from pamphlet.restore.lines import ENDS_SENTENCE, GAP, as_lines, group_lines, measure_of
from pamphlet.restore.rule import RIGHT_COLUMN, Context, Outcome

FEWEST_ROWS: Final = 3
FEWEST_NARROW_ROWS: Final = 4
WIDE: Final = 4
"""Letters of white between the columns, where there are few rows: less may be spaces typed twice."""
FEWEST_WORDS: Final = 2.5
"""Of a half row, on the average: fewer are the cells of a table."""

DEEPEST: Final = 8
"""Spaces by which items and quotations of the right column are set in."""


def part_columns(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Rows whose right halves all begin in one column of letters: the left halves first, then the right ones."""
    parted: list[Line] = []
    repairs: list[Repair] = []
    place = done = 0
    while place < len(lines):
        start, stop, column = _find_region(lines, place, place - done)
        if start == stop:
            parted.append(lines[place])
            place += 1
            continue
        rows = lines[start:stop]
        del parted[len(parted) - (place - start) :]
        columns = _read_columns(rows, column)
        repairs += _moved(rows, columns, context)
        for each in columns:
            inset = _set_insets(each, context.file)
            parted += inset.lines
            repairs += inset.repairs
        place = done = stop
    return Outcome(tuple(parted), tuple(repairs))


def _find_region(lines: Sequence[Line], place: int, above: int) -> tuple[int, int, int]:
    """Where a region of two columns with this row begins and ends, and where its right column begins.

    Up to so many rows `above` may belong to it, too: the right column may begin higher or lower than the left one.
    """
    nowhere = place, place, 0
    gap = GAP.search(lines[place].text)
    if not gap or "|" in lines[place].text:
        return nowhere
    column = _leftmost(lines[place:], gap.end())
    start = stop = place
    while stop < len(lines) and _is_row(lines[stop].text, column):
        stop += 1
    while place - start < above and not lines[start - 1].blank and _is_row(lines[start - 1].text, column):
        start -= 1
    halves = [_halves(line.text, column) for line in lines[start:stop]]
    # The left column may be longer; what stands below a blank line is no column any more.
    last = max((number for number, (_, right) in enumerate(halves) if right), default=0)
    while last + 1 < len(halves) and halves[last + 1][0]:
        last += 1
    last = _with_paragraph_cut(halves, last)
    both = [pair for pair in halves[: last + 1] if all(pair)]
    white = column - max((len(lines[start + n].text[:column].rstrip()) for n in range(last + 1)), default=0)
    if white < WIDE and len(both) < FEWEST_NARROW_ROWS:
        return nowhere
    words = sum(len(half.split()) for pair in both for half in pair)
    if len(both) < FEWEST_ROWS or words < FEWEST_WORDS * 2 * len(both):
        return nowhere
    return start, start + last + 1, column


def _with_paragraph_cut(halves: Sequence[tuple[str, str]], last: int) -> int:
    """The last row with those of one more paragraph of the left column, if the right one goes on with it."""
    left = next((left for left, _ in reversed(halves[: last + 1]) if left), "")
    right = next((right for _, right in halves if right), "")
    end = last + 2
    while end < len(halves) and halves[end][0]:
        end += 1
    cut = end > last + 2 and not halves[last + 1][0] and not ENDS_SENTENCE.search(halves[end - 1][0])
    return end - 1 if cut and ENDS_SENTENCE.search(left) and right[:1].islower() else last


def _is_row(text: str, column: int) -> bool:
    """Whether a line has nothing in the white between the columns, and its right half begins where the others do."""
    if not text.strip():
        return True
    white, right = text[max(0, column - 3) : column], text[column:]
    return not white.strip() and len(right) - len(right.lstrip()) <= DEEPEST


def _leftmost(lines: Sequence[Line], column: int) -> int:
    """Where the right column begins that has a row at a column of letters: the first row may be set in."""
    found = column
    for line in lines:
        if not (_is_row(line.text, found) or _is_row(line.text, column - DEEPEST)):
            break
        gap = GAP.search(line.text)
        found = gap.end() if gap and column - DEEPEST <= gap.end() < found else found
    return found


def _halves(text: str, column: int) -> tuple[str, str]:
    return text[:column].strip(), text[column:].strip()


def _read_columns(rows: Sequence[Line], column: int) -> tuple[list[Line], list[Line]]:
    """The lines of both columns, set in as they were, with the blank ones that part them from what follows."""
    left = [Line(row.number, row.text[:column].rstrip()) for row in rows]
    right = [Line(RIGHT_COLUMN + row.number, row.text[column:].rstrip()) for row in rows]
    if _alternate(rows, column):
        # The lines of one column stand between those of the other: a row without a half parts no paragraph.
        left = [half for half, row in zip(left, rows, strict=True) if not half.blank or row.blank]
        right = [half for half, row in zip(right, rows, strict=True) if not half.blank or row.blank]
    while left and left[-1].blank:
        left.pop()
    # A paragraph that the foot of the column cut goes on at the head of the next: its last line had no room.
    ended = left and ENDS_SENTENCE.search(left[-1].text) and _has_room(left, right)
    between = [Line(left[-1].number, "")] if ended else []
    return [*left, *between], [*right, Line(rows[-1].number, "")]


def _set_insets(column: Sequence[Line], file: str) -> Outcome:
    """A column without the space before its lines; prose that was set in is a quotation."""
    groups = group_lines(column)
    inset = set_groups(column, groups, read_page(groups, measure_of(column)), (), file)
    return inset._replace(lines=tuple(replace(line, text=line.text.strip()) for line in inset.lines))


def _alternate(rows: Sequence[Line], column: int) -> bool:
    """Whether a third of the rows at the least have no left half, and a third no right one."""
    halves = [_halves(row.text, column) for row in rows if not row.blank]
    return all(3 * sum(not pair[side] for pair in halves) >= len(halves) for side in (0, 1))


def _moved(rows: Sequence[Line], columns: Iterable[Iterable[Line]], context: Context) -> tuple[Repair]:
    words = as_lines(chain.from_iterable(columns))
    note = "columns are read one after the other"
    return (Repair("columns", context.file, rows[0].number, as_lines(rows), words, rows[-1].number, note),)


def _has_room(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the first word of the right column would have gone into the last line of the left one."""
    measure = max(len(line.text) for line in left)
    first = next((line.text.split()[0] for line in right if not line.blank), "")
    return right[0].blank or len(left[-1].text) + 1 + len(first) <= measure
