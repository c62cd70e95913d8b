"""A table → the widths of its columns and the size of its words, so that what belongs together stands on one line.

A browser gives a column room by how long its longest cell is, and so breaks a date to spare a sentence. Here short
cells are never broken, headers may take two lines, and what room is left goes to the long ones. Where even that is
too wide, the words are made smaller, as far as anybody can read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from pamphlet.model import Inline, Row, Table
from pamphlet.model.walk import plain_text

Advance = Callable[[str], float]
"""Words → their width in ems, as the text's font sets them."""

# Between two columns (pt): at least, as a rule, and where there is room to spare.
GAPS_PT: Final = (8.0, 14.0, 24.0)
# Where so much saves lines.
SPARING_PT: Final = 10.5
# A style may set the outer cells in from the ends of the rules by so much (pt).
EDGE_PT: Final = 5.0
# A cell of so many letters, in as many words, is a date or a measure, and is not broken.
SHORT_LETTERS: Final = 16
SHORT_WORDS: Final = 3
# Narrower than this (em), a column of sentences is a column of words.
NARROWEST_PROSE_EM: Final = 8.0
# By so much smaller are the words of a table made that would be too wide, one step at a time.
STEP: Final = 0.02
# A column of sentences is worth making a table's words so much smaller, and no more.
WORTH_IT: Final = 0.85
# And less white between its columns is worth it if the table so takes no more than this share of its lines.
FEWER_LINES: Final = 0.9
# Semibold headers and lining figures are wider than the regular letters that are measured.
WIDER: Final = 1.08
# A table that takes more of the measure than this takes all of it in a style whose text does not.
FILLING: Final = 0.82


class Columns(NamedTuple):
    """A table's words in ems of the text, the white between its columns (pt), and their widths with it (pt).

    `whole` is False where words must be broken, for there is no room for them at any size.
    """

    cell: float
    gap_pt: float
    widths_pt: tuple[float, ...]
    whole: bool = True

    @property
    def width_pt(self) -> float:
        """The width of the table."""
        return sum(self.widths_pt)


class _Demand(NamedTuple):
    """The widths (em) that a column wants: for its longest word, for what is not to be broken, and for its lines.

    `widest` has every cell on one line; `modest` may break the header.
    """

    word: float
    kept: float
    modest: float
    widest: float


def fit_columns(
    table: Table, measure_pt: float, advance: Advance, *, text_pt: float, sizes: tuple[float, float]
) -> Columns:
    """The columns of a table within a measure.

    `sizes` are the usual and the smallest that its words may have, in ems of the text.
    """
    usual, smallest = sizes
    demands = [_demand(cells, partial(_width, advance)) for cells in _columns(table)]
    between = len(demands) - 1

    def room(cell: float, gap_pt: float) -> float:
        return (measure_pt - between * gap_pt - 2 * EDGE_PT) / (cell * text_pt)

    def columns(cell: float, gap_pt: float, widths: Sequence[float], *, whole: bool = True) -> Columns:
        return Columns(cell, gap_pt, tuple(_with_gaps([width * cell * text_pt for width in widths], gap_pt)), whole)

    least, wonted, ample = GAPS_PT
    for wanted, gap_pt in (("widest", ample), ("widest", wonted), ("modest", wonted)):
        widths = [getattr(demand, wanted) for demand in demands]
        if sum(widths) <= room(usual, gap_pt):
            return columns(usual, gap_pt, widths)
    modest = [demand.modest for demand in demands]
    for wanted, lowest in (("kept", WORTH_IT * usual), ("word", smallest)):
        floors = [getattr(demand, wanted) for demand in demands]
        for cell, gap_pt in _sizes(usual, max(lowest, smallest), (wonted, least)):
            if sum(floors) <= room(cell, gap_pt):
                sparing = min(gap_pt, SPARING_PT)
                wider, closer = (_share(floors, modest, room(cell, gap)) for gap in (gap_pt, sparing))
                if _count_lines(table, closer, advance) <= FEWER_LINES * _count_lines(table, wider, advance):
                    return columns(cell, sparing, closer)
                return columns(cell, gap_pt, wider)
    width = room(smallest, least) / len(demands)
    return columns(smallest, least, [width] * len(demands), whole=False)


def _columns(table: Table) -> Iterator[tuple[str, list[str]]]:
    """The header of each column, and its cells."""
    words = [_words(row) for row in (table.header, *table.rows)]
    for header, *cells in zip(*words, strict=True):
        yield header, cells


def _words(row: Row) -> list[str]:
    return [_cell(cell) for cell in row.cells]


def _cell(run: tuple[Inline, ...]) -> str:
    return plain_text(run)


def _width(advance: Advance, words: str) -> float:
    return WIDER * advance(words)


def _demand(column: tuple[str, list[str]], width: Callable[[str], float]) -> _Demand:
    header, cells = column
    word = max((width(word) for cell in (header, *cells) for word in _unbroken(cell)), default=0.0)
    widest = max(map(width, cells), default=0.0)
    short = max((width(cell) for cell in cells if _is_short(cell)), default=0.0)
    prose = min(widest, NARROWEST_PROSE_EM)
    modest = max(word, widest, _in_two_lines(header, width))
    return _Demand(word, max(word, short, prose), modest, max(widest, width(header)))


def _unbroken(cell: str) -> list[str]:
    """What of a cell no line ends in; a hyphen lets one."""
    return cell.replace("-", "- ").replace("\u2010", "\u2010 ").replace("–", "– ").split(" ")


def _is_short(cell: str) -> bool:
    return len(cell) <= SHORT_LETTERS and len(cell.split()) <= SHORT_WORDS


def _in_two_lines(header: str, width: Callable[[str], float]) -> float:
    """The narrowest column in which a header takes no more than two lines."""
    words = header.split()
    splits = ((" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words)))
    return min((max(width(first), width(second)) for first, second in splits), default=width(header))


def _sizes(usual: float, smallest: float, gaps_pt: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Each size from the usual down to the smallest, with one gap after another."""
    steps = int((usual - smallest) / STEP + 1e-9) + 1
    sizes = dict.fromkeys((*(round(usual - STEP * step, 3) for step in range(steps)), round(smallest, 3)))
    for gap_pt in gaps_pt:
        yield from ((size, gap_pt) for size in sizes)


def _share(floors: Sequence[float], wanted: Sequence[float], room: float) -> list[float]:
    """Floors, and what of the room is left shared out among columns that want more, by how much more they want."""
    lacking = [max(0.0, more - floor) for floor, more in zip(floors, wanted, strict=True)]
    share = min(1.0, (room - sum(floors)) / (sum(lacking) or 1.0))
    return [floor + share * more for floor, more in zip(floors, lacking, strict=True)]


def _count_lines(table: Table, widths: Sequence[float], advance: Advance) -> int:
    """How many lines its rows take in columns of these widths (em)."""
    rows = (zip(_words(row), widths, strict=True) for row in (table.header, *table.rows))
    return sum(max((_fill_lines(cell, width, advance) for cell, width in row), default=1) for row in rows)


def _fill_lines(cell: str, room: float, advance: Advance) -> int:
    """How many lines a cell takes in a column."""
    lines, used, space = 1, 0.0, _width(advance, " ")
    for word in _unbroken(cell):
        width = _width(advance, word)
        if used and used + space + width > room:
            lines, used = lines + 1, 0.0
        used += width + (space if used else 0.0)
    return lines


def _with_gaps(widths_pt: Sequence[float], gap_pt: float) -> Iterator[float]:
    """Widths with half of the gap on either side, and what a style may keep free at the ends."""
    last = len(widths_pt) - 1
    for number, width_pt in enumerate(widths_pt):
        left = EDGE_PT if number == 0 else gap_pt / 2
        right = EDGE_PT if number == last else gap_pt / 2
        yield width_pt + left + right


def open_table(columns: Columns, measure_pt: float) -> str:
    """The table's opening tag, and its columns as shares of its width: where it stands inside a box, it is narrower."""
    kinds = {"filling": columns.width_pt > FILLING * measure_pt, "cut": not columns.whole}
    stated = " ".join(kind for kind, holds in kinds.items() if holds)
    named = f' class="{stated}"' if stated else ""
    style = f"--cell: {columns.cell}; --gap: {columns.gap_pt}pt; width: {columns.width_pt:.2f}pt"
    shares = "".join(f'<col style="width: {width / columns.width_pt:.3%}"/>' for width in columns.widths_pt)
    return f'<table{named} style="{style}"><colgroup>{shares}</colgroup>'
