"""Tables drawn with rules of dashes, as pandoc and typists write them → tables that Markdown knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from msgspec.structs import replace

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.lines import ITEM, as_lines, as_words, fenced_lines
from pamphlet.restore.rule import Context, Outcome

# `-----  -----`, below a header or above rows and below them; and a rule as wide as the table, where rows take lines.
COLUMNS: Final = Pattern(r"[ \t]*-{2,}(?: +-{2,})+[ \t]*")
WHOLE: Final = Pattern(r"[ \t]*-{5,}[ \t]*")
GRID: Final = Pattern(r"[ \t]*\+(?::?[-=]+:?\+)+[ \t]*")
PIPED: Final = Pattern(r"[ \t]*\|.*\|[ \t]*")
BULLET: Final = Pattern(r"^\s*(?:[-*+•–—▪●◦]|\\\*)\s")
CAPTION: Final = Pattern(r"^[ \t]*(?P<mark>(?:Table)?:)[ \t]+(?=\S)")
NOTE: Final = "rows of a table, by the rules between them"
ENTITLED: Final = "what follows is the table's caption"
LISTED: Final = "the list in the cell “{}” is set as one line; see whether it reads well there"
HEADLESS: Final = "the table has no header, so its first row, “{}”, is set as one; see whether it is"

Lines = tuple[Line, ...]
Row = tuple[Line, ...]
"""The lines of a row: its cells may go on from one to the next."""


class _Table(NamedTuple):
    """How many lines a table takes, its rows, whether the first is a header, and its rule, which tells the columns."""

    length: int
    rows: tuple[Row, ...]
    headed: bool
    rule: str
    bars: bool = False


def set_ruled(lines: Lines, context: Context) -> Outcome:
    """Tables with rules of dashes, or drawn as grids; and a caption's colon goes, which only marks it."""
    if not any("--" in line.text or CAPTION.match(line.text) for line in lines):
        return Outcome(lines)
    fenced = fenced_lines(lines)
    kept: list[Line] = []
    repairs: list[Repair] = []
    warnings: list[Warning] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        table = _find(lines, place) if line.number not in fenced and (not place or lines[place - 1].blank) else None
        piped = _piped(table) if table else ()
        if table and piped:
            gone = lines[place : place + table.length]
            words = as_lines(piped)
            repairs.append(Repair("table", context.file, line.number, as_lines(gone), words, gone[-1].number, NOTE))
            warnings += _doubt_lists(table, context.file)
            if not table.headed:
                message = HEADLESS.format(as_words(table.rows[0]))
                warnings.append(Warning("table", context.file, line.number, message))
            kept += piped
        else:
            caption = CAPTION.match(line.text) if _captions(kept) else None
            if caption:
                kept += [replace(line, text="")] if not kept[-1].blank else []
                repairs.append(Repair("table", context.file, line.number, caption["mark"], "", note=ENTITLED))
            kept.append(replace(line, text=line.text[caption.end() :]) if caption else line)
        place += table.length if table and piped else 1
    return Outcome(tuple(kept), tuple(repairs), tuple(warnings))


def _captions(above: list[Line]) -> bool:
    """Whether a table stands right above, or above a blank line or two."""
    last = next((line for line in above[:-4:-1] if not line.blank), None)
    return last is not None and bool(PIPED.fullmatch(last.text))


def _find(lines: Lines, place: int) -> _Table | None:
    """The table that begins on a line, if one does."""
    text = lines[place].text
    if GRID.fullmatch(text):
        return _grid(lines, place)
    if WHOLE.fullmatch(text):
        return _tall(lines, place)
    if COLUMNS.fullmatch(text):
        return _headless(lines, place)
    below = lines[place + 1].text if place + 1 < len(lines) else ""
    return _simple(lines, place) if not lines[place].blank and COLUMNS.fullmatch(below) else None


def _simple(lines: Lines, place: int) -> _Table | None:
    """A header, a rule, and a row a line, down to a blank line or a rule."""
    stop = _next(lines, place + 2, lambda line: line.blank or _is_rule(line))
    closed = stop < len(lines) and _is_rule(lines[stop])
    rows = tuple((line,) for line in (lines[place], *lines[place + 2 : stop]))
    return _Table(stop + closed - place, rows, headed=True, rule=lines[place + 1].text) if len(rows) > 1 else None


def _tall(lines: Lines, place: int) -> _Table | None:
    """A rule, a header, a rule that parts columns, rows with blank lines between, and a rule."""
    parting = _next(lines, place + 1, lambda line: line.blank or _is_rule(line))
    if parting in (place + 1, len(lines)) or not COLUMNS.fullmatch(lines[parting].text):
        return None
    stop = _next(lines, parting + 1, _is_rule)
    if stop == len(lines) or not WHOLE.fullmatch(lines[stop].text):
        return None
    rule = lines[parting].text
    rows = (lines[place + 1 : parting], *_part_rows(lines[parting + 1 : stop], rule))
    return _Table(stop + 1 - place, rows, headed=True, rule=rule) if len(rows) > 1 else None


def _headless(lines: Lines, place: int) -> _Table | None:
    """Two rules that part columns, and rows between them."""
    rule = lines[place].text
    stop = _next(lines, place + 1, _is_rule)
    if stop == len(lines) or lines[stop].text.rstrip() != rule.rstrip():
        return None
    rows = _part_rows(lines[place + 1 : stop], rule)
    return _Table(stop + 1 - place, rows, headed=False, rule=rule) if len(rows) > 1 else None


def _grid(lines: Lines, place: int) -> _Table | None:
    """Rows between lines of `+---+`, the header above one of `+===+`."""
    rule = lines[place].text.rstrip()
    stop = _next(lines, place, lambda line: not line.text.lstrip().startswith(("+", "|")))
    body = lines[place + 1 : stop]
    runs = [(is_rule, tuple(run)) for is_rule, run in groupby(body, lambda line: bool(GRID.fullmatch(line.text)))]
    edges = [edge.start() for edge in re.finditer(r"\+", rule)]
    drawn = all(
        line.text[edge : edge + 1] == ("+" if is_rule else "|")
        for is_rule, run in runs
        for line in run
        for edge in edges
    )
    rows = tuple(run for is_rule, run in runs if not is_rule)
    if not drawn or len(rows) < 2 or not runs[-1][0]:
        return None
    header = next((run[0].text for is_rule, run in runs if is_rule and "=" in run[0].text), "")
    return _Table(stop - place, rows, headed=bool(header), rule=header or rule, bars=True)


def _next(lines: Lines, place: int, wanted: Callable[[Line], bool]) -> int:
    """The place of the next line of a kind, or of none."""
    return next((each for each in range(place, len(lines)) if wanted(lines[each])), len(lines))


def _is_rule(line: Line) -> bool:
    return bool(COLUMNS.fullmatch(line.text) or WHOLE.fullmatch(line.text))


def _part_rows(lines: Lines, rule: str) -> tuple[Row, ...]:
    """Rows with blank lines between them; without any, a row a line, where each has words in the first column."""
    second = _starts(rule)[1]
    if not any(line.blank for line in lines) and all(line.text[:second].strip() for line in lines):
        return tuple((line,) for line in lines)
    return tuple(tuple(run) for blank, run in groupby(lines, lambda line: line.blank) if not blank)


def _starts(rule: str) -> list[int]:
    return [found.start() for found in re.finditer(r"-+", rule)]


def _piped(table: _Table) -> Lines:
    """The rows with bars between their cells; none where words stand across two columns, or items of a list."""
    spans = _spans(table)
    rows = [_cells(row, spans) for row in table.rows]
    across = (
        any(line.text[start - 1 : start].strip() for row in table.rows for line in row for start, _ in spans[1:])
        and not table.bars
    )
    listed = any(map(_items, (cell for row in rows for cell in row)))
    if across or (listed and not table.bars):
        return ()
    below = _alignments(table, spans)
    first, *rest = (
        replace(row[0], text=f"| {' | '.join(map(_joined, cells))} |")
        for row, cells in zip(table.rows, rows, strict=True)
    )
    return first, replace(first, text=f"| {' | '.join(below)} |"), *rest


def _cells(row: Row, spans: list[tuple[int, int]]) -> list[list[str]]:
    """The lines of each cell of a row."""
    return [[line.text[start:stop] for line in row] for start, stop in spans]


def _items(cell: list[str]) -> int:
    """How many items of a list a cell holds, if it holds several: a date or a figure may look like one."""
    count = sum(bool(ITEM.match(part)) for part in cell)
    return count if count > 1 else 0


def _doubt_lists(table: _Table, file: str) -> Iterator[Warning]:
    """A warning at each cell that holds a list: no cell can, in print or in the e-book."""
    for row in table.rows:
        for cell in _cells(row, _spans(table)):
            if _items(cell):
                yield Warning("table", file, row[0].number, LISTED.format(_joined(cell)))


def _joined(cell: list[str]) -> str:
    """The words of a cell in one line; the items of a list keep a bullet each."""
    parts = [BULLET.sub("• ", part) for part in cell] if _items(cell) else cell
    return re.sub(r"(?<!\\)\|", r"\|", " ".join(" ".join(parts).split()))


def _spans(table: _Table) -> list[tuple[int, int]]:
    """Where the columns of a table begin and end: under the dashes of its rule, or between the bars of its grid."""
    if table.bars:
        edges = [edge.start() for edge in re.finditer(r"\+", table.rule)]
        return [(left + 1, right) for left, right in pairwise(edges)]
    starts = _starts(table.rule)
    ends = [*starts[1:], max(len(line.text) for row in table.rows for line in row)]
    return list(zip([0, *starts[1:]], ends, strict=True))


def _alignments(table: _Table, spans: list[tuple[int, int]]) -> Iterator[str]:
    """As pandoc has them: by where the header stands over the dashes, or by the colons of a grid."""
    for start, stop in spans:
        rule = table.rule[start:stop].rstrip()
        left = len(rule) - len(rule.lstrip())
        over = [line.text[start : start + len(rule)].ljust(len(rule)) for line in table.rows[0]]
        flush_left = not table.bars and any(text[left : left + 1].strip() for text in over)
        flush_right = not table.bars and any(text[-1:].strip() for text in over)
        if rule.endswith(":") or (flush_right and not flush_left):
            yield ":---:" if rule.startswith(":") and table.bars else "---:"
        else:
            yield "---" if table.bars or flush_left else ":---:"
