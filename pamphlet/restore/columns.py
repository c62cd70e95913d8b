"""Lines → lines of columns that stood side by side, one column after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pamphlet.model import Line, Repair
from pamphlet.restore.lines import ENDS_SENTENCE, as_lines
from pamphlet.restore.rule import RIGHT_COLUMN, Context, Outcome

FEWEST_ROWS: Final = 4
GAP: Final = re.compile(r"(?<=\S)\s{3,}(?=\S)")


def part_columns(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Rows whose right halves all begin in one column of letters: the left halves first, then the right ones."""
    parted: list[Line] = []
    repairs: list[Repair] = []
    place = 0
    while place < len(lines):
        stop, column = _find_region(lines, place)
        if stop == place:
            parted.append(lines[place])
            place += 1
            continue
        rows = lines[place:stop]
        parted += _read_columns(rows, column)
        repairs += _moved(rows, column, context)
        place = stop
    return Outcome(tuple(parted), tuple(repairs))


def _find_region(lines: Sequence[Line], start: int) -> tuple[int, int]:
    """Where a region of two columns that begins here ends, and where its right column begins."""
    gap = GAP.search(lines[start].text)
    if not gap or "|" in lines[start].text:
        return start, 0
    column = gap.end()
    stop = start
    while stop < len(lines) and _is_row(lines[stop].text, column):
        stop += 1
    while stop > start and lines[stop - 1].blank:
        stop -= 1
    both = sum(
        bool(_halves(line.text, column)[0]) and bool(_halves(line.text, column)[1]) for line in lines[start:stop]
    )
    return (stop, column) if both >= FEWEST_ROWS else (start, 0)


def _is_row(text: str, column: int) -> bool:
    """Whether a line has nothing in the white between the columns, and its right half begins where the others do."""
    if not text.strip():
        return True
    white, right = text[max(0, column - 3) : column], text[column:]
    return not white.strip() and (not right or not right[0].isspace())


def _halves(text: str, column: int) -> tuple[str, str]:
    return text[:column].strip(), text[column:].strip()


def _read_columns(rows: Sequence[Line], column: int) -> list[Line]:
    left = [Line(row.number, _halves(row.text, column)[0]) for row in rows]
    right = [Line(RIGHT_COLUMN + row.number, _halves(row.text, column)[1]) for row in rows]
    while left and left[-1].blank:
        left.pop()
    # A sentence that the foot of the column cut goes on at the head of the next.
    between = [Line(left[-1].number, "")] if left and ENDS_SENTENCE.search(left[-1].text) else []
    return [*left, *between, *right, Line(rows[-1].number, "")]


def _moved(rows: Sequence[Line], column: int, context: Context) -> tuple[Repair]:
    words = as_lines(_read_columns(rows, column))
    note = "columns are read one after the other"
    return (Repair("columns", context.file, rows[0].number, as_lines(rows), words, rows[-1].number, note),)
