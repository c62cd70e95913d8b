"""The lines of laid-out pages → how much room each statement takes, and how much it would take in another setting."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.renderers.pdf.geometry import PageGeometry
from pamphlet.renderers.pdf.lines import SetLine, SetPage

STATEMENT: Final = "statement"
# Blocks whose lines grow and shrink with the measure; everything else keeps its height in lines.
RUNNING: Final = frozenset({"p", "li"})
# Widow control and headings leave so much of a page empty, in lines, where no page tells.
USUALLY_LOST: Final = 0.3
SAFE_FILL: Final = (0.05, 0.95)


class StatementExtent(Struct, frozen=True):
    """A statement's room: the widths of its blocks in ems, what else it takes in lines, and its words.

    `lost` is what its pages leave empty at the foot, in lines a page; `stretch` corrects the lines that are foretold by
    those that were counted.
    """

    widths_em: tuple[float, ...]
    rigid_lines: float
    words: int
    pages: int
    fill: float
    lost: float
    stretch: float = 1.0

    def lines(self, measure_em: float) -> float:
        """How many lines it takes, as far as can be told, when its text is set to another measure."""
        running = sum(math.ceil(width / measure_em - 0.02) for width in self.widths_em)
        return self.rigid_lines + self.stretch * running


class Extent(Struct, frozen=True):
    """A laid-out pamphlet's pages, and the statements on them; `recto` says that each opens on a recto."""

    pages: int
    before: int
    after: int
    statements: tuple[StatementExtent, ...]
    recto: bool = False

    @property
    def fill(self) -> float:
        """How full the last page of text is, from 0 to 1."""
        return self.statements[-1].fill if self.statements else 1.0

    @property
    def words(self) -> int:
        """The words of the statements."""
        return sum(statement.words for statement in self.statements)


class Forecast(Struct, frozen=True):
    """How many pages a setting would take, how full the last page of text would be, and the lines of all text.

    `risks` counts the statements whose last page is so full, or so empty, that a line more or less changes the pages.
    """

    pages: int
    fill: float
    lines: float
    risks: int


def measure_extent(pages: Sequence[SetPage], geometry: PageGeometry, *, recto: bool = False) -> Extent:
    """What was laid out in this geometry; `recto` says that statements open on rectos."""
    text = [page for page in pages if page.kind == STATEMENT]
    groups = by_statement(text)
    statements = tuple(_measure_statement(group, geometry) for group in groups)
    first = text[0].number if text else len(pages) + 1
    last = text[-1].number if text else len(pages)
    return Extent(len(pages), first - 1, len(pages) - last, statements, recto)


def forecast(extent: Extent, geometry: PageGeometry) -> Forecast:
    """What the same text would come to in another geometry."""
    measure_em = geometry.measure_pt / geometry.text_pt
    page, fill, total, risks = extent.before, 1.0, 0.0, 0
    for statement in extent.statements:
        # The pages so far; where they are odd, a recto is the one after the next.
        page += page % 2 if extent.recto else 0
        lines = statement.lines(measure_em)
        room = geometry.lines - statement.lost
        whole = max(1, math.ceil((lines - geometry.lines) / room - 0.001) + 1)
        fill = (lines - (whole - 1) * room) / geometry.lines
        risks += not SAFE_FILL[0] <= fill <= SAFE_FILL[1]
        page, total = page + whole, total + lines
    return Forecast(page + extent.after, fill, total, risks)


def by_statement(pages: Sequence[SetPage]) -> list[list[SetPage]]:
    """The pages of text, parted where a title stands."""
    groups: list[list[SetPage]] = []
    for page in pages:
        if not groups or page.opens:
            groups.append([])
        groups[-1].append(page)
    return groups


def _measure_statement(pages: Sequence[SetPage], geometry: PageGeometry) -> StatementExtent:
    running = [line for page in pages for line in page.lines if line.tag in RUNNING]
    blocks = [list(lines) for _, lines in groupby(sorted(running, key=_block), key=_block)]
    widths = tuple(sum(line.natural_pt for line in lines) / lines[0].size_pt for lines in blocks)
    used = [_used_lines(page, geometry) for page in pages]
    empty = [geometry.lines - lines for lines in used[:-1]]
    extent = StatementExtent(
        widths,
        rigid_lines=sum(used) - len(running),
        words=sum(line.words for line in running),
        pages=len(pages),
        fill=used[-1] / geometry.lines,
        lost=(sum(empty) + USUALLY_LOST) / (len(empty) + 1),
    )
    foretold = extent.lines(geometry.measure_pt / geometry.text_pt) - extent.rigid_lines
    stretch = len(running) / foretold if foretold else 1.0
    return replace(extent, stretch=stretch)


def _block(line: SetLine) -> int:
    return line.block


def _used_lines(page: SetPage, geometry: PageGeometry) -> float:
    if not page.lines:
        return float(geometry.lines)
    bottom = max(line.top_pt for line in page.lines) + geometry.leading_pt
    return min((bottom - page.head_pt) / geometry.leading_pt, geometry.lines)
