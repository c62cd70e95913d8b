"""Lines → lines of columns that stood side by side, two or more, one column after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.restore.insets import indent_of, read_page, set_groups
from pamphlet.restore.lines import (
    ENDS_SENTENCE,
    STRUCTURE,
    as_lines,
    first_words,
    gaps_of,
    group_lines,
    measure_of,
)
from pamphlet.restore.room import may_end
from pamphlet.restore.rule import MOST_COLUMNS, RIGHT_COLUMN, Context, Outcome

RULE: Final = "columns"
MOST_DEEP: Final = MOST_COLUMNS.bit_length() - 2
"""How often a half may be halved again."""

FEWEST_ROWS: Final = 3
FEWEST_NARROW_ROWS: Final = 4
FEWEST_WITHIN: Final = 2
WIDE: Final = 4
"""Letters of white between the columns, where there are few rows: less may be spaces typed twice."""
FEWEST_WORDS: Final = 2.5
"""Of a half row, on the average: fewer are the cells of a table."""

GUTTER: Final = 3
"""Letters of white between columns at the least."""

SLIP: Final = 2
"""Letters by which a column may begin too early in a row, where letters have many widths."""

DEEPEST: Final = 8
"""Spaces by which items and quotations of the right column are set in."""


def part_columns(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Rows whose right halves all begin in one column of letters: the left halves first, then the right ones."""
    return _part(lines, context, MOST_DEEP)


def _part(lines: Sequence[Line], context: Context, deep: int) -> Outcome:
    """The lines with their columns one after the other; halves may be columns themselves, halved so `deep` again."""
    parted: list[Line] = []
    repairs: list[Repair] = []
    warnings: list[Warning] = []
    place = done = 0
    begins = _common_begins(lines)
    while place < len(lines):
        start, stop, column = _find_region(lines, place, place - done, begins, within=deep < MOST_DEEP)
        if start == stop:
            parted.append(lines[place])
            place += 1
            continue
        rows = lines[start:stop]
        del parted[len(parted) - (place - start) :]
        ordered = _read_columns(rows, column, context, deep)
        repairs += (_moved(rows, ordered.lines, context), *ordered.repairs)
        parted += ordered.lines
        warnings += ordered.warnings
        place = done = stop
    return Outcome(tuple(parted), tuple(repairs), tuple(warnings))


def _common_begins(lines: Sequence[Line]) -> frozenset[int]:
    """Where words begin behind white in so many rows that columns may begin there, or be set in."""
    begins = Counter(gap.end() for line in lines for gap in gaps_of(line.text))
    found = (column for column, rows in begins.items() if rows >= FEWEST_ROWS)
    return frozenset(place for column in found for place in range(column - SLIP, column + DEEPEST + 1))


def _find_region(
    lines: Sequence[Line], place: int, above: int, begins: Collection[int], *, within: bool
) -> tuple[int, int, int]:
    """Where a region of two columns with this row begins and ends, and where its right column begins.

    Up to so many rows `above` may belong to it, too: the right column may begin higher or lower than the left one.
    """
    nowhere = place, place, 0
    gaps = gaps_of(lines[place].text)
    if not gaps or "|" in lines[place].text:
        return nowhere
    column = _leftmost(lines[place:], gaps[0].end(), begins)
    start = stop = place
    while stop < len(lines) and _is_row(lines[stop].text, column, begins):
        stop += 1
    while place - start < above and not lines[start - 1].blank and _is_row(lines[start - 1].text, column, begins):
        start -= 1
    halves = [_halves(line.text, column) for line in lines[start:stop]]
    # The left column may be longer; what stands below a blank line is no column any more.
    last = max((number for number, (_, right) in enumerate(halves) if right), default=0)
    while last + 1 < len(halves) and halves[last + 1][0]:
        last += 1
    # Inside a half, whatever is left stands beside a column: the page ends where that does.
    last = len(halves) - 1 if within else _with_paragraph_cut(halves, last)
    white = column - max((len(lines[start + n].text[:column].rstrip()) for n in range(last + 1)), default=0)
    sure = _are_columns(halves[: last + 1], white, within=within)
    return (start, start + last + 1, column) if sure else nowhere


def _are_columns(halves: Sequence[tuple[str, str]], white: int, *, within: bool) -> bool:
    """Whether rows are those of two columns, by the letters of white between them; `within` a half, fewer tell."""
    both = [pair for pair in halves if all(pair)]
    if within and len(both) >= FEWEST_WITHIN:
        # A column stands to the right already: each side may have lines where the other has none.
        sides = [[half for half in side if half] for side in zip(*halves, strict=True)]
        wordy = all(sum(len(half.split()) for half in side) >= FEWEST_WORDS * len(side) for side in sides)
        return wordy and min(map(len, sides)) >= FEWEST_ROWS
    if white < WIDE and len(both) < FEWEST_NARROW_ROWS:
        return False
    words = sum(len(half.split()) for pair in both for half in pair)
    return len(both) >= FEWEST_ROWS and words >= FEWEST_WORDS * 2 * len(both)


def _with_paragraph_cut(halves: Sequence[tuple[str, str]], last: int) -> int:
    """The last row with those of one more paragraph of the left column, if the right one goes on with it."""
    left = next((left for left, _ in reversed(halves[: last + 1]) if left), "")
    right = next((right for _, right in halves if right), "")
    end = last + 2
    while end < len(halves) and halves[end][0]:
        end += 1
    below = halves[last + 1 : end]
    cut = len(below) > 1 and not below[0][0] and not ENDS_SENTENCE.search(below[-1][0])
    cut = cut and not any(STRUCTURE.match(left) for left, _ in below)
    return end - 1 if cut and ENDS_SENTENCE.search(left) and right[:1].islower() else last


def _is_row(text: str, column: int, begins: Collection[int]) -> bool:
    """Whether a line has nothing in the white between the columns, and its right half begins where the others do."""
    if not text.strip():
        return True
    white, right = text[max(0, column - GUTTER) : column], text[column:]
    indent = len(right) - len(right.lstrip())
    # What stands so far right is a column further on, beside which this one has nothing.
    return not white.strip() and (indent <= DEEPEST or column + indent in begins)


def _leftmost(lines: Sequence[Line], column: int, begins: Collection[int]) -> int:
    """Where the right column begins that has a row at a column of letters: the first row may be set in."""
    found = column
    for line in lines:
        if not (_is_row(line.text, found, begins) or _is_row(line.text, column - DEEPEST, begins)):
            break
        gaps = gaps_of(line.text)
        # A row without a left half may begin further left than those beside one: an item's number does.
        first = gaps[0].end() if gaps else indent_of(line)
        found = first if column - DEEPEST <= first < found else found
    return found


def _halves(text: str, column: int) -> tuple[str, str]:
    return text[:column].strip(), text[column:].strip()


def _read_columns(rows: Sequence[Line], column: int, context: Context, deep: int) -> Outcome:
    """The lines of both halves, set in as they were, with the blank ones that part them from what follows."""
    left = [Line(row.number, row.text[:column].rstrip()) for row in rows]
    # Each halving has a binary digit of its own, so that no two lines have one number: see RIGHT_COLUMN.
    right = [Line((RIGHT_COLUMN << deep) + row.number, row.text[column:].rstrip()) for row in rows]
    if _alternate(rows, column):
        # The lines of one column stand between those of the other: a row without a half parts no paragraph.
        left = [half for half, row in zip(left, rows, strict=True) if not half.blank or row.blank]
        right = [half for half, row in zip(right, rows, strict=True) if not half.blank or row.blank]
    first, second = (_read_half(half, context, deep) for half in (left, right))
    upper = list(first.lines)
    while upper and upper[-1].blank:
        upper.pop()
    # A paragraph that the foot of the column cut goes on at the head of the next: its last line had no room.
    ended = upper and ENDS_SENTENCE.search(upper[-1].text) and _has_room(upper, second.lines)
    between = [Line(upper[-1].number, "")] if ended else []
    lines = (*upper, *between, *second.lines, Line(rows[-1].number, ""))
    doubts = () if ended else tuple(_doubt_end(upper, second.lines, context.file))
    return Outcome(lines, (*first.repairs, *second.repairs), (*first.warnings, *second.warnings, *doubts))


def _doubt_end(left: Sequence[Line], right: Sequence[Line], file: str) -> Iterator[Warning]:
    """A doubt where a column ends with a sentence and a full line, and the next begins a sentence."""
    below = next((line for line in right if not line.blank), None)
    if left and below and may_end(left[-1], below):
        message = f"a paragraph may begin with “{first_words((below,))}”: the column before it ends with a full line"
        yield Warning(RULE, file, below.number, message)


def _read_half(half: Sequence[Line], context: Context, deep: int) -> Outcome:
    """What stands in one half, in order: a column, or several."""
    if deep:
        inner = _part(half, context, deep - 1)
        if any(each.rule == RULE for each in inner.repairs):
            return inner._replace(repairs=tuple(each for each in inner.repairs if each.rule != RULE))
        if column := _find_apart(half):
            return _read_columns(half, column, context, deep - 1)
    return _set_insets(half, context.file)


def _find_apart(half: Sequence[Line]) -> int:
    """Where a second column begins of which no line stands beside one of the first; 0 where there is none."""
    filled = [line for line in half if not line.blank]
    inset = [line for line in filled if indent_of(line) > DEEPEST]
    flush = [line for line in filled if indent_of(line) <= DEEPEST]
    column = min(map(indent_of, inset), default=0)
    apart = all(len(line.text.rstrip()) + GUTTER <= column for line in flush)
    alike = all(indent_of(line) <= column + DEEPEST for line in inset)
    return column if apart and alike and min(len(inset), len(flush)) >= FEWEST_ROWS else 0


def _set_insets(column: Sequence[Line], file: str) -> Outcome:
    """A column without the space before its lines; prose that was set in is a quotation."""
    groups = group_lines(column)
    inset = set_groups(column, groups, read_page(groups, measure_of(column)), (), file)
    return inset._replace(lines=tuple(replace(line, text=line.text.strip()) for line in inset.lines))


def _alternate(rows: Sequence[Line], column: int) -> bool:
    """Whether a third of the rows at the least have no left half, and a third no right one."""
    halves = [_halves(row.text, column) for row in rows if not row.blank]
    return all(3 * sum(not pair[side] for pair in halves) >= len(halves) for side in (0, 1))


def _moved(rows: Sequence[Line], ordered: Iterable[Line], context: Context) -> Repair:
    note = "columns are read one after the other"
    return Repair(RULE, context.file, rows[0].number, as_lines(rows), as_lines(ordered), rows[-1].number, note)


def _has_room(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the first word of the right column would have gone into the last line of the left one."""
    measure = max(len(line.text) for line in left)
    first = next((line.text.split()[0] for line in right if not line.blank), "")
    if not right[0].blank and left[-1].text.rstrip().endswith(";") and first[:1].islower():
        return False
    return right[0].blank or len(left[-1].text) + 1 + len(first) <= measure
