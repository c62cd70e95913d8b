"""Finished sheets are read back by halves, as they are folded: each way of printing, binding and marking them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pamphlet.press import Binding, Blanks, Duplex, Marks, PressJob, Printer, part_sides, press_pdf
from pamphlet.proof import Sheets
from pamphlet.proof.booklet_text import missing_pages
from pamphlet.units import PAPERS

from .conftest import Built


@pytest.fixture(scope="module")
def pages(built: Built) -> bytes:
    """The pages of a small edition."""
    return built.files["pdf"].content


def press(pages: bytes, printer: Printer, binding: Binding = "left", marks: Marks | None = None) -> Sheets:
    """The pages as a booklet, with what the proof is told of it."""
    pressed = press_pdf(pages, PressJob(binding=binding, printer=printer, marks=marks or Marks()))
    by_hand = printer.hand_order if printer.duplex == "hand" else ""
    return Sheets(pages, ((pressed.pdf,),), flip=printer.flip, binding=binding, by_hand=by_hand)


@pytest.mark.parametrize("binding", ["left", "right"])
@pytest.mark.parametrize("order", ["last-first", "first-first"])
@pytest.mark.parametrize("duplex", ["short", "long", "hand"])
def test_a_sound_booklet_lacks_nothing(pages: bytes, duplex: Duplex, order: str, binding: Binding) -> None:
    """Whatever turns the sheets, and from whichever side it is read."""
    printer = Printer(duplex, hand_order="last-first" if order == "last-first" else "first-first")
    assert list(missing_pages(press(pages, printer, binding))) == []


def test_backs_that_are_moved_are_read_beside_a_moved_fold(pages: bytes) -> None:
    """However far a printer is out."""
    sheets = press(pages, Printer(back_shift_mm=(20.0, 0.0)))
    assert list(missing_pages(sheets)) != []
    assert list(missing_pages(replace(sheets, back_shift_mm=20.0))) == []


def test_a_booklet_that_is_read_otherwise_lacks_pages(pages: bytes) -> None:
    """Bound on the other side, turned over the other edge, or with backs in the other order."""
    sheets = press(pages, Printer())
    by_hand = press(pages, Printer("hand"))
    assert list(missing_pages(replace(sheets, binding="right"))) != []
    assert list(missing_pages(replace(sheets, flip="long"))) != []
    assert list(missing_pages(replace(by_hand, by_hand="first-first"))) != []


def test_a_slug_line_is_no_word_of_a_page(pages: bytes) -> None:
    """But other words beside a page are a fault."""
    pressed = press_pdf(pages, PressJob(sheet=PAPERS["A3"], marks=Marks(slug="Who owns the quay")))
    sheets = Sheets(pages, ((pressed.pdf,),), slug="Who owns the quay")
    assert list(missing_pages(sheets)) == []
    assert list(missing_pages(replace(sheets, slug="x"))) != []
    assert list(missing_pages(replace(sheets, slug=""))) != []


def test_a_slip_may_fill_blanks_and_no_page(pages: bytes) -> None:
    """Its words are on no page."""
    pressed = press_pdf(pages, PressJob(blanks=Blanks(slip=pages)))
    sheets = Sheets(pages, ((pressed.pdf,),), slip=True)
    assert list(missing_pages(sheets)) == []


def test_other_layouts_are_searched_for_every_page(pages: bytes) -> None:
    """On whatever side it stands; what is missing is named."""
    pressed = press_pdf(pages, PressJob("perfect"))
    sheets = Sheets(pages, ((pressed.pdf,),), layout="perfect")
    assert list(missing_pages(sheets)) == []
    first_sheet_alone, _ = part_sides(pressed.pdf, 2)
    assert list(missing_pages(replace(sheets, plates=((first_sheet_alone,),)))) != []
