"""The calibration sheet: a crooked printer, two numbers read off, and fronts and backs that align."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pytest
from handwork import Spot, come_out
from leaflets import leaflet, read_spots

from pamphlet.press import Flip, PressJob, Printer, press_pdf
from pamphlet.press.ticket import make_calibration, shift_for, words_for
from pamphlet.press.ticket.words import read_words
from pamphlet.units import PAPERS, Size, pt_to_mm

A4 = PAPERS["A4"]


def cross_of(pdf: bytes) -> tuple[float, float]:
    """Where the cross stands on the back, in millimetres."""
    with pdfplumber.open(BytesIO(pdf)) as opened:
        page = opened.pages[1]
        level, upright = sorted(page.lines, key=lambda line: line["height"])
        return pt_to_mm(upright["x0"]), pt_to_mm(float(page.height) - level["top"])


@pytest.mark.parametrize("sheet", [A4, A4.landscape, PAPERS["Letter"].landscape])
def test_scales_and_cross_meet_on_a_true_printer(sheet: Size) -> None:
    """Both in the middle of the sheet; the scales are numbered in fives, and the sheet says what to do."""
    pdf = make_calibration(sheet)
    assert cross_of(pdf) == pytest.approx((sheet.width_mm / 2, sheet.height_mm / 2), abs=0.01)
    with pdfplumber.open(BytesIO(pdf)) as opened:
        words = [word["text"] for word in opened.pages[0].extract_words()]
    assert sorted(words[:6]) == sorted(["+5", "+5", "-5", "-5", "x", "y"])
    assert " ".join(words[6:]).startswith("Hold this side towards you, against the light")


@pytest.mark.parametrize("sheet", [A4, A4.landscape])
@pytest.mark.parametrize("flip", ["short", "long"])
@pytest.mark.parametrize("error_mm", [(1.5, -2.0), (-0.7, 0.4)])
def test_read_numbers_align_fronts_and_backs(flip: Flip, error_mm: tuple[float, float], sheet: Size) -> None:
    """A printer that prints backs askew, seen through the paper; with the shift, the cross is at zero.

    Seen from the front, the error is mirrored across the edge that the sheet was turned over.
    """
    printer = Printer(flip)
    for _ in range(2):  # the second print shows what the first correction left
        x_mm, y_mm = cross_of(make_calibration(sheet, printer))
        printed = Spot(1, x_mm + error_mm[0], y_mm + error_mm[1])
        [seen] = come_out([(), (printed,)], sheet, two_sided=True, duplex=flip, turn=flip, order="last-first")
        right, up = seen.back[0].x_mm - sheet.width_mm / 2, seen.back[0].y_mm - sheet.height_mm / 2
        printer = Printer(flip, back_shift_mm=shift_for(right, up, printer, sheet))
    assert printer.back_shift_mm == pytest.approx((-error_mm[0], -error_mm[1]), abs=0.011)
    assert (right, up) == pytest.approx((0, 0), abs=0.011)


def test_calibrated_job_moves_its_backs() -> None:
    """By as much, on every back and no front."""
    plain = read_spots(press_pdf(leaflet(8), PressJob()).pdf)
    shifted = read_spots(press_pdf(leaflet(8), PressJob(printer=Printer(back_shift_mm=(1.5, -0.5)))).pdf)
    assert shifted[::2] == plain[::2]
    for before, after in zip(plain[1::2], shifted[1::2], strict=True):
        for one, other in zip(before, after, strict=True):
            assert (other.x_mm - one.x_mm, other.y_mm - one.y_mm) == pytest.approx((1.5, -0.5), abs=0.001)


@pytest.mark.parametrize(
    "sheet",
    [
        PAPERS["A6"].landscape,
        pytest.param(PAPERS["A6"], marks=pytest.mark.slow),
        pytest.param(A4, marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("language", sorted(read_words()))
def test_calibration_sheet_speaks_the_editions_language(language: str, sheet: Size) -> None:
    """Every sentence of it, in lines that stay on the sheet and below the scales, with the command to type."""
    with pdfplumber.open(BytesIO(make_calibration(sheet, language=language))) as opened:
        words = [word for word in opened.pages[0].extract_words() if word["top"] > opened.pages[0].height / 2 + 40]
        assert all(word["x0"] > 0 and word["x1"] < opened.pages[0].width for word in words)
        assert max(word["bottom"] for word in words) < opened.pages[0].height - 10
    sentences = [words_for(language).say(key) for key in ("calibrate_hold", "calibrate_read", "calibrate_type")]
    assert " ".join(word["text"] for word in words) == " ".join(" ".join(sentences).split())
    assert sentences[-1].endswith("pamphlet press --calibrate --seen X,Y")


def test_calibration_sheet_is_the_same_on_any_day() -> None:
    assert make_calibration(A4.landscape) == make_calibration(A4.landscape)
