"""The bytes of a finished PDF → what somebody with a rule and a loupe would find in the lines of its statements.

Nothing of the program is asked. Glyphs and their places come from PDFium; what is a paragraph, a heading or an item of
a list, from the structure tree in the file.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from ctypes import addressof, c_double
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import groupby, pairwise
from statistics import mean, median
from typing import Any, Final, NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

HEADINGS: Final = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
RUNNING: Final = HEADINGS | {"P", "LBody", "Caption"}
BLOCKS: Final = RUNNING | {"TH", "TD"}
NESTING: Final = BLOCKS | {"L", "LI", "Lbl", "Table", "BlockQuote", "Figure"}
HYPHENS: Final = ("-", "\u2010")
# Smaller letters than so much of their block's are marks that call notes, and stand above the line.
LEAST_SHARE: Final = 0.8
# And blocks of smaller letters than so much of the text's are notes.
SMALLEST_SHARE: Final = 0.84
SAME_LINE_PT: Final = 0.5
# What counts as what?
WIDEST_SPACE_EM: Final = 0.5
MOST_HYPHENS: Final = 2
OFF_GRID_PT: Final = 0.1
OVERFULL_PT: Final = 1.0
INDENT_PT: Final = 4.0


class Glyph(NamedTuple):
    """A letter: from where to where it reaches, its baseline (points from the page's lower left corner), its size."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


class Block(NamedTuple):
    """An element that has lines of its own: its kind, what it stands in, whether it has a label, its page and marks."""

    kind: str
    path: tuple[str, ...]
    labelled: bool
    page: int
    marks: frozenset[int]


@dataclass(frozen=True)
class Row:
    """A line: its page and block, where it stands (points), how large it is, and the mean of its word spaces in ems.

    What stands between letters, as in small capitals, is not counted where it is beside a word space.
    """

    page: int
    block: Block
    baseline: float
    left: float
    right: float
    size: float
    words: tuple[str, ...]
    space_em: float

    @property
    def is_cut(self) -> bool:
        """Whether it ends in a hyphen."""
        return self.words[-1].endswith(HYPHENS)


@dataclass(frozen=True)
class Leaf:
    """A page of a statement: its width, its lines from head to foot, those of its notes, where its pictures end."""

    number: int
    width: float
    rows: tuple[Row, ...]
    notes: tuple[Row, ...]
    pictures: tuple[float, ...]

    @property
    def opens(self) -> bool:
        """Whether a statement opens on it."""
        return any(row.block.kind == "H1" for row in self.rows)

    @property
    def foot(self) -> float:
        """The lowest baseline, or end of a picture."""
        return min(*(row.baseline for row in (*self.rows, *self.notes)), *self.pictures, 10_000.0)


class Findings(NamedTuple):
    """How many of what were counted, and how many of them are amiss."""

    pages: int
    lines: int
    off_grid: int
    openings: int
    uneven: int
    loose: int
    hyphens: int
    ladders: int
    turned: int
    orphans: int
    widows: int
    stranded: int
    headings: int
    overfull: int

    def __add__(self, other: Findings) -> Findings:  # type: ignore[override] # two sums, not a longer tuple
        """The sums of both."""
        return Findings(*(one + more for one, more in zip(self, other, strict=True)))


def look_over(content: bytes) -> Findings:
    """What there is to find in a PDF's statements."""
    return Looked(content).findings


class Looked:
    """A PDF that is looked over."""

    def __init__(self, content: bytes) -> None:
        self.leaves = tuple(_read_leaves(content))
        self.rows = [row for leaf in self.leaves for row in leaf.rows]

    @cached_property
    def findings(self) -> Findings:
        """What was found."""
        facing = list(self._facing())
        return Findings(
            pages=len(self.leaves),
            lines=len(self.rows),
            off_grid=len(self.off_grid),
            openings=len(facing),
            uneven=len(self.uneven),
            loose=len(self.loose),
            hyphens=sum(row.is_cut for row in self.rows),
            ladders=sum(len(self._ladders(rows)) for rows in self.blocks),
            turned=sum(upper.is_cut for upper, _, _ in self._parted()),
            orphans=sum(rows[0] is upper for upper, _, rows in self._parted()),
            widows=sum(rows[-1] is lower for _, lower, rows in self._parted()),
            stranded=len(self.stranded),
            headings=len(self.headings_at_feet),
            overfull=len(self.overfull),
        )

    @cached_property
    def leading(self) -> float:
        """How far lines of most paragraphs are apart."""
        apart = (round(upper.baseline - lower.baseline, 2) for rows in self.blocks for upper, lower in pairwise(rows))
        return Counter(each for each in apart if each > 0).most_common(1)[0][0]

    @cached_property
    def blocks(self) -> list[list[Row]]:
        """The lines of each block of running text, over the ends of pages."""
        blocks: list[list[Row]] = []
        for leaf in self.leaves:
            margin = min((row.left for row in leaf.rows), default=0.0)
            for at, (block, group) in enumerate(groupby(leaf.rows, key=lambda row: row.block)):
                rows = list(group)
                if block.kind not in RUNNING:
                    continue
                if at == 0 and not leaf.opens and blocks and _goes_on(blocks[-1][-1], rows, leaf, margin):
                    blocks[-1].extend(rows)
                else:
                    blocks.append(rows)
        return blocks

    @cached_property
    def off_grid(self) -> list[Row]:
        """Lines that do not lie beside those of other pages; titles and notes after the text have their own."""
        usual_size = Counter(round(row.size, 2) for row in self.rows).most_common(1)[0][0]
        text = [row for row in self.rows if row.block.kind != "H1" and row.size > SMALLEST_SHARE * usual_size]
        places = Counter(round(row.baseline % self.leading, 2) for row in text)
        usual = places.most_common(1)[0][0] if places else 0.0
        return [row for row in text if OFF_GRID_PT < (row.baseline - usual) % self.leading < self.leading - OFF_GRID_PT]

    def _facing(self) -> Iterator[tuple[Leaf, Leaf]]:
        """Openings, but for those with a page on which a statement ends."""
        for verso, recto, following in zip(self.leaves, self.leaves[1:], self.leaves[2:], strict=False):
            is_opening = verso.number % 2 == 0 and recto.number == verso.number + 1
            if is_opening and not recto.opens and not following.opens:
                yield verso, recto

    @cached_property
    def uneven(self) -> list[tuple[Leaf, Leaf]]:
        """Openings whose pages end on different lines."""
        return [(verso, recto) for verso, recto in self._facing() if abs(verso.foot - recto.foot) > self.leading / 2]

    @cached_property
    def loose(self) -> list[Row]:
        """Lines with wide word spaces."""
        return [row for rows in self.blocks for row in rows if row.space_em > WIDEST_SPACE_EM]

    @cached_property
    def stranded(self) -> list[Row]:
        """Last lines of one word."""
        return [rows[-1] for rows in self.blocks if len(rows) > 1 and len(rows[-1].words) == 1]

    def _ladders(self, rows: Sequence[Row]) -> list[Row]:
        cut = groupby(rows, key=lambda row: row.is_cut)
        return [row for is_cut, group in cut if is_cut for row in list(group)[MOST_HYPHENS:]]

    def _parted(self) -> Iterator[tuple[Row, Row, list[Row]]]:
        """The lines above and below each end of a page within a block."""
        for rows in self.blocks:
            for upper, lower in pairwise(rows):
                if upper.page != lower.page:
                    yield upper, lower, rows

    @cached_property
    def headings_at_feet(self) -> list[Row]:
        """Headings that what they head does not follow."""
        return [leaf.rows[-1] for leaf in self.leaves if leaf.rows and leaf.rows[-1].block.kind in HEADINGS]

    @cached_property
    def overfull(self) -> list[Row]:
        """Lines that reach over the edge that most lines have, and into the margin.

        That of a verso is as wide on the right as that of a recto on the left.
        """
        edges = {side: self._edge(side) for side in (0, 1)}
        return [row for row in self.rows if row.right > edges[row.page % 2] + OVERFULL_PT]

    def _edge(self, side: int) -> float:
        rights = Counter(round(row.right) for row in self.rows if row.page % 2 == side)
        lefts = [row.left for row in self.rows if row.page % 2 != side]
        margin = self.leaves[0].width - min(lefts) if lefts else 0.0
        return max(margin, rights.most_common(1)[0][0] if rights else 0.0)


def _goes_on(last: Row, rows: Sequence[Row], leaf: Leaf, margin: float) -> bool:
    """Whether the first block of a page is the rest of the last one of the page before."""
    block = rows[0].block
    if (block.kind, block.path) != (last.block.kind, last.block.path) or block.labelled or block.kind in HEADINGS:
        return False
    column = min((row.left for row in leaf.rows if row.block.path == block.path), default=margin)
    return rows[0].left < column + INDENT_PT


def _read_leaves(content: bytes) -> Iterator[Leaf]:
    with pikepdf.open(BytesIO(content)) as tree:
        blocks = list(_read_blocks(tree))
    by_page: defaultdict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        by_page[block.page].append(block)
    with pypdfium2.PdfDocument(content) as document:
        for number in sorted(by_page):
            page = document[number - 1]
            yield _read_leaf(page, number, by_page[number])
            page.close()


def _read_blocks(tree: pikepdf.Pdf) -> Iterator[Block]:
    """The blocks of statements, whose pages are parts of the document, and the notes at the feet of these."""
    pages = {page.objgen: number for number, page in enumerate(tree.pages, start=1)}
    document = next(_kids(tree.Root.StructTreeRoot))
    for part in _kids(document):
        if part.S == "/Part":
            yield from _blocks_in(part, ("Part",), pages, labelled=False)
        elif part.S == "/NonStruct" and (marked := list(_marked(part, pages))):
            yield Block("Notes", (), False, marked[0][0], frozenset(mark for _, mark in marked))


def _blocks_in(element: Any, path: tuple[str, ...], pages: Mapping[Any, int], *, labelled: bool) -> Iterator[Block]:  # noqa: ANN401 - pikepdf's objects are of any kind
    kids = list(_kids(element))
    if path[-1] in BLOCKS and (marked := list(_marked(element, pages))):
        yield Block(path[-1], path[:-1], labelled, marked[0][0], frozenset(mark for _, mark in marked))
    labelled = path[-1] == "LI" and any(kid.S == "/Lbl" for kid in kids)
    for kid in kids:
        if kid.S != "/Lbl":
            yield from _blocks_in(kid, (*path, str(kid.S)[1:]), pages, labelled=labelled)


def _marked(element: Any, pages: Mapping[Any, int]) -> Iterator[tuple[int, int]]:  # noqa: ANN401 - as above
    """The pages and marks of the content that is an element's own."""
    for kid in _all_kids(element):
        if isinstance(kid, int):
            yield pages[element.Pg.objgen], kid
        elif "/S" in kid and str(kid.S)[1:] not in NESTING:
            yield from _marked(kid, pages)


def _kids(element: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    return (kid for kid in _all_kids(element) if not isinstance(kid, int) and "/S" in kid)


def _all_kids(element: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    kids = element.get("/K", [])
    yield from kids if isinstance(kids, pikepdf.Array) else [kids]


def _read_leaf(page: pypdfium2.PdfPage, number: int, blocks: Sequence[Block]) -> Leaf:
    glyphs = _glyphs_by_mark(page)
    drawn = ([each for mark in sorted(block.marks) for each in glyphs[mark]] for block in blocks)
    rows = [row for block, own in zip(blocks, drawn, strict=True) for row in _rows(block, own)]
    notes = tuple(row for row in rows if row.block.kind == "Notes")
    pictures = [each.get_bounds()[1] for each in page.get_objects() if each.type == pdfium.FPDF_PAGEOBJ_IMAGE]
    text = tuple(row for row in rows if row.block.kind != "Notes")
    return Leaf(number, page.get_width(), text, notes, tuple(pictures))


def _glyphs_by_mark(page: pypdfium2.PdfPage) -> defaultdict[int, list[Glyph]]:
    """The letters of each marked content, in the order in which they are drawn."""
    textpage = page.get_textpage()
    x, y, box, matrix = c_double(), c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    found: defaultdict[int, list[Glyph]] = defaultdict(list)
    marks: dict[int, int] = {}
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        drawn = pdfium.FPDFText_GetTextObject(textpage, index)
        if not drawn:
            continue
        address = _address(drawn)
        if address not in marks:
            marks[address] = pdfium.FPDFPageObj_GetMarkedContentID(drawn)
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
        pdfium.FPDFText_GetMatrix(textpage, index, matrix)
        size = pdfium.FPDFText_GetFontSize(textpage, index) * abs(matrix.d)
        text = chr(pdfium.FPDFText_GetUnicode(textpage, index))
        found[marks[address]].append(Glyph("-" if text == "\x02" else text, x.value, box.right, y.value, size))
    textpage.close()
    return found


def _address(pointer: Any) -> int:  # noqa: ANN401 - a C pointer
    return addressof(pointer.contents)


def _rows(block: Block, glyphs: Sequence[Glyph]) -> Iterator[Row]:
    """The lines of a block."""
    largest = max((glyph.size for glyph in glyphs if glyph.text.strip()), default=0.0)
    lines: list[list[Glyph]] = []
    for glyph in glyphs:
        if glyph.size < LEAST_SHARE * largest:
            continue
        if not lines or abs(lines[-1][-1].baseline - glyph.baseline) > SAME_LINE_PT:
            lines.append([])
        lines[-1].append(glyph)
    for line in lines:
        words = list(_words(line))
        if words:
            gaps = [right[0].left - left[-1].right for left, right in pairwise(words)]
            apart = [right.left - left.right for word in words for left, right in pairwise(word)]
            yield Row(
                page=block.page,
                block=block,
                baseline=line[0].baseline,
                left=words[0][0].left,
                right=words[-1][-1].right,
                size=largest,
                words=tuple("".join(glyph.text for glyph in word) for word in words),
                space_em=(mean(gaps) - 2 * median(apart or [0.0])) / largest if gaps else 0.0,
            )


def _words(line: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    word: list[Glyph] = []
    for glyph in line:
        if not glyph.text.isspace():
            word.append(glyph)
        elif word:
            yield word
            word = []
    if word:
        yield word
