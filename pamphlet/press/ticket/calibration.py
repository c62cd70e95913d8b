"""A paper and a printer → a sheet whose two sides are held against the light, and the shift that it tells."""

from __future__ import annotations

from typing import Final

from pikepdf import Dictionary, Pdf

from pamphlet.press.imposition import Printer, turns_head_over_foot
from pamphlet.press.lettering import Lettering
from pamphlet.press.metadata import set_printing
from pamphlet.press.sheets import save
from pamphlet.press.ticket.words import FALLBACK, Words, words_for
from pamphlet.units import Size, mm_to_pt, pt_to_mm

# How far do the scales reach to either side, and how long are their strokes?
REACH_MM: Final = 8
STROKE_MM: Final = 3.0
TEXT_PT: Final = 9.0
# What does the sheet itself say, how wide and how far below its middle at most, and how far apart are its lines?
TOLD: Final = ("calibrate_hold", "calibrate_read", "calibrate_type")
TOLD_WIDTH_MM: Final = 150.0
TOLD_BELOW_MM: Final = 20.0
LINE_MM: Final = 4.5
EDGE_MM: Final = 12.0


def make_calibration(sheet: Size, printer: Printer | None = None, *, language: str = FALLBACK) -> bytes:
    """Two sides: scales on the front, a cross on the back that should meet the scales' zero.

    `sheet` is as it lies before the reader: a printer may turn sheets that lie the other way. What the sheet says
    is in English where we lack the language. The
    back is printed with the shift that the printer has already, so that a second print shows what is left.
    """
    printer = printer or Printer()
    with Pdf.new() as pdf:
        lettering = Lettering()
        front, back = draw_scales(sheet, lettering, words_for(language)), draw_cross(sheet, printer)
        font = lettering.embed(pdf)
        for content in (front, back):
            page = pdf.add_blank_page(page_size=(mm_to_pt(sheet.width_mm), mm_to_pt(sheet.height_mm)))
            page.obj.Resources = Dictionary(Font=Dictionary(F=font))
            page.obj.Contents = pdf.make_stream(content.encode("ascii"))
        set_printing(pdf, printer, one_sided=False)
        return save(pdf, "1.7")


def shift_for(right_mm: float, up_mm: float, printer: Printer, sheet: Size) -> tuple[float, float]:
    """The new `back_shift_mm`, from where the cross is seen on the scales: to the right and up, from the front.

    What lies too far right on the front lies too far left on a back that is turned like a page, and is moved to
    the right there; turned head over foot, it is right and left that keep, and head and foot that change.
    """
    x_mm, y_mm = printer.back_shift_mm
    if turns_head_over_foot(sheet, printer.flip):
        return tidy(x_mm - right_mm), tidy(y_mm + up_mm)
    return tidy(x_mm + right_mm), tidy(y_mm - up_mm)


def tidy(length_mm: float) -> float:
    """To the hundredth, and no minus before zero."""
    return round(length_mm, 2) + 0.0


def draw_scales(sheet: Size, lettering: Lettering, words: Words) -> str:
    """A scale across and a scale up, with a stroke a millimetre and a number every five, and an arrow up."""
    x, y = sheet.width_mm / 2, sheet.height_mm / 2
    lines = [stroke(x - REACH_MM, y, x + REACH_MM, y), stroke(x, y - REACH_MM, x, y + REACH_MM)]
    written = []
    for step in range(-REACH_MM, REACH_MM + 1):
        length = STROKE_MM if step % 5 == 0 else STROKE_MM / 2
        lines += [stroke(x + step, y, x + step, y - length), stroke(x, y + step, x - length, y + step)]
        if step and step % 5 == 0:
            number = f"{step:+d}"
            written += [(x + step - 1, y - STROKE_MM - 8, number), (x - STROKE_MM - 6, y + step - 1, number)]
    written += [(x + REACH_MM + 2, y - 1, "x"), (x - 1, y + REACH_MM + 2, "y")]
    written += tell_reader(sheet, lettering, words)
    return f"0 G 0 g 0.25 w {' '.join(lines)} {' '.join(write(*word, lettering) for word in written)}"


def tell_reader(sheet: Size, lettering: Lettering, words: Words) -> list[tuple[float, float, str]]:
    """What to do, in lines that the sheet is wide enough for, with their places."""
    widest = min(TOLD_WIDTH_MM, sheet.width_mm - 2 * EDGE_MM)
    lines = [line for key in TOLD for line in break_line(words.say(key), widest, lettering)]
    x = (sheet.width_mm - max(width_of(line, lettering) for line in lines)) / 2
    return [(x, sheet.height_mm / 2 - TOLD_BELOW_MM - LINE_MM * place, line) for place, line in enumerate(lines)]


def break_line(text: str, widest_mm: float, lettering: Lettering) -> list[str]:
    """The text in lines of at most this width, each as full as it goes."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and width_of(f"{lines[-1]} {word}", lettering) <= widest_mm:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def width_of(text: str, lettering: Lettering) -> float:
    """How wide the text runs, in millimetres."""
    return pt_to_mm(lettering.width_em(text) * TEXT_PT)


def draw_cross(sheet: Size, printer: Printer) -> str:
    """The cross, in the middle but for the shift, as long as the scales."""
    shift_x, shift_y = printer.back_shift_mm
    x, y = sheet.width_mm / 2 + shift_x, sheet.height_mm / 2 + shift_y
    return f"0 G 0.25 w {stroke(x - REACH_MM, y, x + REACH_MM, y)} {stroke(x, y - REACH_MM, x, y + REACH_MM)}"


def stroke(x_mm: float, y_mm: float, to_x_mm: float, to_y_mm: float) -> str:
    """A line."""
    ends = " ".join(f"{mm_to_pt(length):.4f}" for length in (x_mm, y_mm))
    return f"{ends} m {mm_to_pt(to_x_mm):.4f} {mm_to_pt(to_y_mm):.4f} l S"


def write(x_mm: float, y_mm: float, text: str, lettering: Lettering) -> str:
    """A few letters."""
    place = f"{mm_to_pt(x_mm):.4f} {mm_to_pt(y_mm):.4f} Td"
    return f"BT /F {TEXT_PT} Tf {place} {lettering.show(text)} Tj ET"
