"""Rows whose cells stand below each other, with white between them → a table that Markdown knows, or a doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.lines import (
    ENDS_SENTENCE,
    ITEM,
    Group,
    as_lines,
    fenced_lines,
    first_words,
    gaps_of,
    group_lines,
    is_structure,
)
from pamphlet.restore.rule import Context, Outcome, apply_rules
from pamphlet.restore.ruled import GRID, set_ruled

FEWEST_HALVED: Final = 2
"""Rows that begin anew behind white in the same place: too few to part them."""

FEWEST_ROWS: Final = 3
LONGEST_CELL: Final = 40
LONGEST_ROW: Final = 240
MOST_WORDS: Final = 6
"""In a cell: more are prose, and what stands side by side are columns."""

# A number of a telephone has more figures than the numbers of tables, or an address stands beside it.
ADDRESS: Final = Pattern(r"@|://|www\.|(?:\d[\s/-]?){9,}")
ENDS_IN_FIGURES: Final = Pattern(r"\s[^\w\s]*\d[\d.,:’']*[^\w\s]*(?:\s[^\W\d_]{1,9})?$")
# A cell of figures alone, with their unit: £1,250, 14 %, 9.40, $3.9 million.
FIGURES: Final = Pattern(r"[^\w\s]*\d[\d.,:’' ]*(?:[^\w\s]+|\s?[^\W\d_]{1,9})?[^\w\s]*")


def set_tables(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Rows that rules part, and rows that white parts → tables."""
    return apply_rules(lines, (set_ruled, _set_spaced), context)


def _set_spaced(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Three rows or more that one white gutter or several run through, with figures in a column → a table."""
    fenced = fenced_lines(lines)
    changes: dict[int, tuple[Line, ...]] = {}
    repairs: list[Repair] = []
    for group in group_lines(lines):
        if group[0].number in fenced or not (cells := _cells(group)):
            continue
        rows = [replace(line, text=_row(row)) for line, row in zip(group, cells, strict=True)]
        rule = replace(group[0], text=_row(["---"] * len(cells[0])))
        changes |= {line.number: (row,) for line, row in zip(group, rows, strict=True)}
        changes[group[0].number] = (rows[0], rule)
        note = "rows of a table, by the white between their cells"
        before, after, last = as_lines(group), as_lines(rows), group[-1].number
        repairs.append(Repair("table", context.file, group[0].number, before, after, last, note))
    kept = (part for line in lines for part in ((line,) if line.blank else changes.get(line.number, (line,))))
    return Outcome(tuple(kept), tuple(repairs))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(group: Group) -> list[list[str]]:
    """The cells of rows that are surely a table: each has all of them, and in a column but the first are figures."""
    texts = [line.text.expandtabs(4).rstrip() for line in group]
    if len(group) < FEWEST_ROWS or max(map(len, texts)) > LONGEST_ROW or any(map(_is_no_row, group)):
        return []
    gutters = _gutters(texts)
    starts, ends = [0, *(stop for _, stop in gutters)], [*(start for start, _ in gutters), max(map(len, texts))]
    rows = [[text[start:end].strip() for start, end in zip(starts, ends, strict=True)] for text in texts]
    short = all(cell and len(cell) <= LONGEST_CELL and len(cell.split()) <= MOST_WORDS for row in rows for cell in row)
    figures = any(all(FIGURES.fullmatch(row[place]) for row in rows[1:]) for place in range(1, len(rows[0])))
    return rows if gutters and short and figures else []


def _is_no_row(line: Line) -> bool:
    plain = replace(line, text=line.text.strip())
    return is_structure(plain) or bool(ITEM.match(plain.text) or ADDRESS.search(plain.text)) or "|" in plain.text


def _gutters(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Where white runs through all rows, behind their first words, and is wide in one of them."""
    width = max(map(len, texts))
    white = [all(text[place : place + 1] in ("", " ") for text in texts) for place in range(width)]
    first = min(len(text) - len(text.lstrip()) for text in texts)
    runs = [(key, [place for place, _ in run]) for key, run in groupby(enumerate(white), key=lambda pair: pair[1])]
    found = [(places[0], places[-1] + 1) for key, places in runs if key and places[0] > first]
    return [gutter for gutter in found if any(_is_wide(text, *gutter) for text in texts)]


def _is_wide(text: str, start: int, stop: int) -> bool:
    return any(gap.start() <= start and stop <= gap.end() for gap in gaps_of(text))


def doubt_tables(lines: tuple[Line, ...], context: Context) -> Outcome:
    """A warning at lines below each other that may be the rows of a table: short ones with figures, or with gaps."""
    return Outcome(lines, (), tuple(_doubts(lines, context.file)))


def _doubts(lines: tuple[Line, ...], file: str) -> Iterator[Warning]:
    fenced = fenced_lines(lines)
    for group in group_lines(lines):
        if group[0].number not in fenced and any(GRID.fullmatch(line.text) for line in group):
            message = "a table that is drawn with lines is left as it stands, for its cells are not all of one kind"
            yield Warning("table", file, group[0].number, message)
        if group[0].number in fenced or any("|" in line.text for line in group):
            continue
        gaps = Counter(gap.end() for line in group for gap in gaps_of(_without_sign(line.text)))
        alike = max(gaps.values(), default=0)
        if alike >= FEWEST_ROWS or _are_rows(group):
            message = f"the lines from “{first_words(group[:1])}” on may have been a table; see how they belong"
            yield Warning("table", file, group[0].number, message)
        elif alike >= FEWEST_HALVED:
            message = f"the lines from “{first_words(group[:1])}” on may be columns side by side; see how they are read"
            yield Warning("table", file, group[0].number, message)


def _without_sign(text: str) -> str:
    """A line with white in place of the sign of an item, behind which more white says nothing."""
    item = ITEM.match(text)
    return " " * item.end() + text[item.end() :] if item else text


def _are_rows(group: Group) -> bool:
    """Whether short lines that kept their ends all end with figures, but for the first."""
    texts = [line.text.strip(" \\") for line in group]
    if len(group) < FEWEST_ROWS or not all(line.text.endswith(("  ", "\\")) for line in group[:-1]):
        return False
    if any(ENDS_SENTENCE.search(text) or ADDRESS.search(text) for text in texts):
        return False
    return all(ENDS_IN_FIGURES.search(text) for text in texts[1:])
