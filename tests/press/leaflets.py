"""PDFs to impose, each page carrying its number as text, and the numbers read back from the sheets."""

from __future__ import annotations

from io import BytesIO
from math import copysign
from typing import Any, Final

import pdfplumber
from folding import PrintedSheet
from handwork import Spot
from pikepdf import Array, Dictionary, Encryption, Matrix, Name, Object, Pdf, parse_content_stream

from pamphlet.press import Binding, Flip, PressJob, Printer, Stock, press_pdf
from pamphlet.units import PAPERS, Size, mm_to_pt, pt_to_mm

# What the reader of PDFs tells of a glyph: text, size, matrix.
Glyph = dict[str, Any]

A4, A5 = PAPERS["A4"], PAPERS["A5"]

# Where does the number stand on its page? Nearer to one corner, so that no turn or mirroring goes unseen.
NUMBER_X_MM: Final = 40.0
NUMBER_Y_MM: Final = 60.0
NUMBER_SIZE_PT: Final = 24


def make_leaflet(  # noqa: PLR0913 - each argument is one way in which a foreign PDF differs
    pages: int,
    size: Size = A5,
    *,
    origin_mm: tuple[float, float] = (0, 0),
    margin_mm: float = 0,
    bleed_mm: float | None = None,
    boxes: tuple[str, ...] = ("TrimBox",),
    rotate: int = 0,
    unit: int = 1,
    paint: bool = False,
) -> Pdf:
    """A PDF whose pages, held upright, have the given size and show their number at the same place.

    `origin_mm` is the trim's lower left corner in the page's coordinates, `margin_mm` the media around it,
    `boxes` those that name the trim; `paint` fills the media, red on odd pages and blue on even ones.
    """
    pdf = Pdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    width, height = size if rotate % 180 == 0 else (size.height_mm, size.width_mm)
    trim = (origin_mm[0], origin_mm[1], origin_mm[0] + width, origin_mm[1] + height)
    for number in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=(72, 72)).obj
        page.MediaBox = box(trim, margin_mm, unit)
        for name in boxes:
            page[f"/{name}"] = box(trim, 0, unit)
        if bleed_mm is not None:
            page.BleedBox = box(trim, bleed_mm, unit)
        if rotate:
            page.Rotate = rotate
        if unit != 1:
            page.UserUnit = unit
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        colour = ("1 0 0" if number % 2 else "0 0 1") if paint else "1 1 1"
        fill = f"{colour} rg -999 -999 1999 1999 re f 0 g"
        turn = place_number(trim, rotate % 360)
        text = f"BT /F1 {NUMBER_SIZE_PT / unit:g} Tf {turn[0]} {points(*turn[1], unit)} Tm ({number}) Tj ET"
        page.Contents = pdf.make_stream(f"{fill} {text}".encode())
    return pdf


def place_number(trim: tuple[float, ...], rotate: int) -> tuple[str, tuple[float, float]]:
    """The text's direction and origin (mm) that look upright, at the agreed place, after a clockwise turn."""
    left, foot, right, head = trim
    return {
        0: ("1 0 0 1", (left + NUMBER_X_MM, foot + NUMBER_Y_MM)),
        90: ("0 1 -1 0", (right - NUMBER_Y_MM, foot + NUMBER_X_MM)),
        180: ("-1 0 0 -1", (right - NUMBER_X_MM, head - NUMBER_Y_MM)),
        270: ("0 -1 1 0", (left + NUMBER_Y_MM, head - NUMBER_X_MM)),
    }[rotate]


def box(trim: tuple[float, ...], margin_mm: float, unit: int) -> Array:
    """The trim in the page's units, grown on all sides."""
    left, foot, right, head = trim
    grown = (left - margin_mm, foot - margin_mm, right + margin_mm, head + margin_mm)
    return Array([round(mm_to_pt(edge) / unit, 4) for edge in grown])


def points(x_mm: float, y_mm: float, unit: int) -> str:
    """A place in millimetres as two operands in the page's units."""
    return f"{mm_to_pt(x_mm) / unit:.4f} {mm_to_pt(y_mm) / unit:.4f}"


def to_bytes(pdf: Pdf, *, encryption: Encryption | None = None) -> bytes:
    """The PDF as a file."""
    file = BytesIO()
    pdf.save(file, encryption=encryption or False, deterministic_id=encryption is None)
    return file.getvalue()


def leaflet(pages: int, size: Size = A5) -> bytes:
    """A plain PDF with that many numbered pages."""
    return to_bytes(make_leaflet(pages, size))


def booklet_of(
    pdf: bytes, *, sheet: Size = A4, flip: Flip = "short", binding: Binding = "left", paper_thickness_mm: float = 0.1
) -> bytes:
    """The sheets of a booklet made of that PDF."""
    job = PressJob("booklet", sheet, binding, Printer(flip), Stock(paper_thickness_mm))
    return press_pdf(pdf, job).pdf


def read_sheets(pdf: bytes) -> list[PrintedSheet]:
    """The numbers on the finished sheets, by their glyphs' places in the PDF; sides come in pairs."""
    with pdfplumber.open(BytesIO(pdf)) as opened:
        sides = [read_side(page.chars, float(page.width) / 2) for page in opened.pages]
    return [PrintedSheet(front, back) for front, back in zip(sides[::2], sides[1::2], strict=True)]


def read_side(glyphs: list[Glyph], fold_pt: float) -> tuple[Spot, ...]:
    """The numbers left and right of the fold."""
    left = [glyph for glyph in glyphs if origin(glyph)[0] < fold_pt]
    right = [glyph for glyph in glyphs if origin(glyph)[0] >= fold_pt]
    return tuple(read_number(half) for half in (left, right) if half)


def read_number(glyphs: list[Glyph]) -> Spot:
    """The number that the glyphs spell; it stands upright or on its head, and nothing is scaled."""
    assert {round(glyph["size"], 3) for glyph in glyphs} == {NUMBER_SIZE_PT}
    [turn] = {tuple(copysign(1, part) if part else 0 for part in glyph["matrix"][:4]) for glyph in glyphs}
    assert turn in {(1, 0, 0, 1), (-1, 0, 0, -1)}
    x_pt, y_pt = origin(glyphs[0])
    number = int("".join(glyph["text"] for glyph in glyphs))
    return Spot(number, pt_to_mm(x_pt), pt_to_mm(y_pt), upright=turn == (1, 0, 0, 1))


def origin(glyph: Glyph) -> tuple[float, float]:
    """Where the glyph's origin lies on the sheet, in points."""
    return glyph["matrix"][4], glyph["matrix"][5]


def read_spots(pdf: bytes) -> list[tuple[Spot, ...]]:
    """The numbers on every side, by following the operators that draw the pages: quicker than reading glyphs."""
    with Pdf.open(BytesIO(pdf)) as opened:
        return [tuple(trace_numbers(page.obj, Matrix())) for page in opened.pages]


def trace_numbers(drawn: Object, start: Matrix) -> list[Spot]:
    """The numbers of a page or a form, where the matrix brings them."""
    spots: list[Spot] = []
    own = drawn.get("/Matrix")
    matrix = Matrix(own) @ start if isinstance(own, Array) else start
    kept, text, size = [matrix], Matrix(), 0.0
    for instruction in parse_content_stream(drawn):
        operands = list(instruction.operands)
        match str(instruction.operator):
            case "q":
                kept.append(matrix)
            case "Q":
                matrix = kept.pop() if len(kept) > 1 else matrix
            case "cm":
                matrix = Matrix(*(float(operand) for operand in operands)) @ matrix
            case "Do":
                form = drawn.Resources.XObject[str(operands[0])]
                if form.Subtype == Name.Form and form.objgen != drawn.objgen:
                    spots += trace_numbers(form, matrix)
            case "Tm":
                text = Matrix(*(float(operand) for operand in operands)) @ matrix
            case "Tf":
                size = float(operands[1])
            case "Tj" if str(operands[0]).isdigit():
                assert round(abs(text.a) * size, 3) == NUMBER_SIZE_PT
                assert round(text.b, 6) == 0
                spots.append(Spot(int(str(operands[0])), pt_to_mm(text.e), pt_to_mm(text.f), upright=text.a > 0))
            case _:
                pass
    return spots
