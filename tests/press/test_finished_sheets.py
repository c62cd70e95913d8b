"""The finished PDF of every layout: its numbers are read where they are printed, and the paper is worked by hand."""

from __future__ import annotations

import itertools

import pypdfium2
import pytest
from handwork import Face, come_out, leaf_through, open_out, read_zine, work
from leaflets import NUMBER_X_MM, NUMBER_Y_MM, leaflet, read_spots

from pamphlet.errors import PamphletError
from pamphlet.layouts import LayoutName
from pamphlet.press import Binding, Blanks, Imposition, PressJob, Printer, Stock, page_size_for, press_pdf
from pamphlet.units import PAPERS, Size, mm_to_pt

A3, A4, A5 = PAPERS["A3"], PAPERS["A4"], PAPERS["A5"]
PRINTERS = [
    Printer("short"),
    Printer("long"),
    Printer("hand", "long", "last-first"),
    Printer("hand", "short", "last-first"),
    Printer("hand", "long", "first-first"),
    Printer("hand", "short", "first-first"),
]
COUNTS = [3, 17]
BINDINGS: list[Binding] = ["left", "right"]
LEAVES: list[LayoutName] = [
    "booklet",
    "booklet-4up",
    "signatures",
    "perfect",
    "cut-and-stack",
    "handbills-2up",
    "handbills-4up",
]


def make_copies(
    name: LayoutName, pages: int, printer: Printer, binding: Binding, sheet: Size = A4
) -> tuple[Imposition, list[list[Face]]]:
    """Pages typeset for the layout, pressed, printed, worked and read."""
    page = page_size_for(name, sheet)
    job = PressJob(name, sheet, binding, printer, Stock(thickness_mm=0))
    pressed = press_pdf(leaflet(pages, page), job)
    steps, layout = pressed.imposition.steps, pressed.imposition.layout
    printed = come_out(
        read_spots(pressed.pdf),
        layout.sheet,
        two_sided=pressed.imposition.sheets[0].back is not None,
        duplex=printer.duplex,
        turn=printer.hand_turn,
        order=printer.hand_order,
    )
    piles = work(printed, steps)
    if name == "zine":
        return pressed.imposition, [read_zine(pile) for pile in piles]
    if name in {"letter-fold", "z-fold"}:
        return pressed.imposition, [open_out(pile) for pile in piles]
    return pressed.imposition, [leaf_through(pile) for pile in piles]


def assert_reads(faces: list[Face], pages: int, page: Size) -> None:
    """In order, upright, as far from foot and side as on the page; a cut leaf may keep half a millimetre."""
    numbered = [face for face in faces if face.number]
    assert [face.number for face in numbered] == list(range(1, pages + 1))
    for face in numbered:
        assert face.upright
        assert face.from_foot_mm == pytest.approx(NUMBER_Y_MM, abs=0.51)
        assert NUMBER_X_MM - 0.01 <= face.from_left_mm <= face.width_mm - page.width_mm + NUMBER_X_MM + 0.01


@pytest.mark.parametrize("binding", ["left", "right"])
@pytest.mark.parametrize("printer", PRINTERS[:4])
@pytest.mark.parametrize("pages", COUNTS)
@pytest.mark.parametrize("name", LEAVES)
def test_finished_copy_reads_in_order(name: LayoutName, pages: int, printer: Printer, binding: Binding) -> None:
    """Printed, cut, stacked and folded as the steps say, every copy gives all pages, upright, at their place."""
    _, copies = make_copies(name, pages, printer, binding)
    for faces in copies:
        assert_reads(faces, pages, page_size_for(name, A4))


@pytest.mark.parametrize("pages", [2, 3, 8, 13])
@pytest.mark.parametrize("name", ["booklet", "booklet-4up", "signatures", "perfect"])
def test_last_page_is_the_back_cover(name: LayoutName, pages: int) -> None:
    """Blanks stand before it, whatever holds the copy together; loose leaves have theirs at the end."""
    _, copies = make_copies(name, pages, Printer(), "left")
    assert [faces[-1].number for faces in copies] == [pages] * len(copies)
    _, [leaves] = make_copies("cut-and-stack", 13, Printer(), "left")
    assert [face.number for face in leaves[12:]] == [13, None, None, None]


STRIDE = 9
"""Of 200 numbers of pages, this share is read from finished sheets in every run; --every-job reads all of them."""


@pytest.mark.slow
@pytest.mark.parametrize("name", LEAVES)
def test_every_number_of_pages_reads_in_order(name: LayoutName, request: pytest.FixtureRequest) -> None:
    """One to two hundred pages, as finished files, with every printer and binding in turn, or each with each."""
    every = request.config.getoption("--every-job")
    for pages in range(1, 201, 1 if every else STRIDE):
        turn: tuple[Printer, Binding] = PRINTERS[pages % 6], "left" if pages // 6 % 2 else "right"
        for printer, binding in itertools.product(PRINTERS[:4], BINDINGS) if every else (turn,):
            _, copies = make_copies(name, pages, printer, binding)
            for faces in copies:
                assert_reads(faces, pages, page_size_for(name, A4))


@pytest.mark.parametrize("binding", ["left", "right"])
@pytest.mark.parametrize("printer", PRINTERS)
@pytest.mark.parametrize("name", ["letter-fold", "z-fold"])
def test_finished_leaflet_opens_out(name: LayoutName, printer: Printer, binding: Binding) -> None:
    """Cover on top, two three four inside, five and six outside; on the right hand from right to left."""
    _, [faces] = make_copies(name, 6, printer, binding)
    left, right = [1, 2, 3, 4, 5, 6], [1, 4, 3, 2, 6, 5]
    assert [face.number for face in faces] == (left if binding == "left" else right)
    assert all(face.upright for face in faces)


@pytest.mark.parametrize("binding", ["left", "right"])
@pytest.mark.parametrize("sheet", ["A4", "A3", "Letter"])
def test_finished_zine_reads_round(sheet: str, binding: Binding) -> None:
    """Eight pages, once each, upright."""
    _, [faces] = make_copies("zine", 8, Printer(), binding, PAPERS[sheet])
    assert_reads(faces, 8, page_size_for("zine", PAPERS[sheet]))


@pytest.mark.parametrize(("name", "room"), [("letter-fold", 6), ("z-fold", 6), ("zine", 8)])
def test_more_pages_than_panels_are_refused(name: LayoutName, room: int) -> None:
    """A leaflet cannot grow; a booklet can."""
    with pytest.raises(PamphletError, match=rf"a {name} has {room} pages, but the PDF has 9; leave out .*booklet"):
        press_pdf(leaflet(9, page_size_for(name, A4)), PressJob(name, A4))


@pytest.mark.parametrize("name", LEAVES)
def test_other_papers_hold_their_pages(name: LayoutName) -> None:
    """The American sheets, and one that has its own page."""
    for sheet in ("Letter", "Tabloid", "Legal", "A3", "A5"):
        size = PAPERS[sheet]
        if min(page_size_for(name, size)) > NUMBER_X_MM + 20:
            _, copies = make_copies(name, 9, Printer(), "left", size)
            for faces in copies:
                assert_reads(faces, 9, page_size_for(name, size))


# How far from the fold do the numbers of the outer side stand, on paper of 0.1 mm? A recto has its number 40 mm
# from the spine, and each sheet further in 0.1 mm less: by hand, for the first, second, middle and last sheet.
CREEP = {8: {0: 40.0, 1: 39.9}, 32: {0: 40.0, 1: 39.9, 4: 39.6, 7: 39.3}, 64: {0: 40.0, 1: 39.9, 8: 39.2, 15: 38.5}}


@pytest.mark.parametrize("pages", CREEP)
def test_creep_moves_inner_sheets_as_the_table_says(pages: int) -> None:
    """Read from the finished PDF."""
    pressed = press_pdf(leaflet(pages), PressJob("booklet", A4, stock=Stock(thickness_mm=0.1)))
    fronts = read_spots(pressed.pdf)[::2]
    for sheet, from_fold_mm in CREEP[pages].items():
        [recto] = [spot for spot in fronts[sheet] if spot.number == 2 * sheet + 1]
        assert recto.x_mm - 148.5 == pytest.approx(from_fold_mm, abs=0.001)


def test_each_signature_creeps_anew() -> None:
    """A signature's outermost sheet lies at the fold, whatever lies before it."""
    pressed = press_pdf(leaflet(32), PressJob("signatures", A4, stock=Stock(thickness_mm=1), signature_sheets=4))
    first_of_second = read_spots(pressed.pdf)[8]
    assert min(spot.x_mm for spot in first_of_second if spot.x_mm > 148.5) - 148.5 == pytest.approx(40, abs=0.001)


def test_poster_of_many_sheets_is_one_picture() -> None:
    """An A2 page on A4 sheets: the number is drawn at the same place of the page on every tile."""
    pressed = press_pdf(leaflet(1, Size(420, 594)), PressJob("poster", A4))
    spots = read_spots(pressed.pdf)
    [join] = pressed.imposition.steps
    columns, step_x, step_y = join.columns, join.step_x_mm, join.step_y_mm  # type: ignore[union-attr]
    places = {
        (round(spot.x_mm + tile % columns * step_x, 3), round(spot.y_mm - tile // columns * step_y, 3))
        for tile, [spot] in enumerate(spots)
    }
    assert len(places) == 1
    assert len(spots) == 8  # lying; upright ones would be nine


def test_poster_lies_from_the_upper_left_whatever_its_script() -> None:
    """A binding says nothing of what is not bound."""
    page = leaflet(1, Size(420, 594))
    left, right = (press_pdf(page, PressJob("poster", A4, binding)) for binding in ("left", "right"))
    assert read_spots(left.pdf) == read_spots(right.pdf)


def test_poster_that_fits_is_one_sheet() -> None:
    """In its middle, at its size."""
    pressed = press_pdf(leaflet(1, A5), PressJob("poster", A4))
    [[spot]] = read_spots(pressed.pdf)
    assert (spot.x_mm, spot.y_mm) == pytest.approx((31 + NUMBER_X_MM, 43.5 + NUMBER_Y_MM), abs=0.001)


def test_cropped_pages_lose_what_is_said() -> None:
    """A4 pages in an A4 booklet are cut to A5, and each page's loss is named."""
    pressed = press_pdf(leaflet(2, A4), PressJob("booklet", A4, fit="crop"))
    assert [loss.page for loss in pressed.losses] == [0, 1]
    assert str(pressed.losses[0]) == "page 1 loses 61.5 mm of its width and 87.0 mm of its height"


def darkest(pdf: bytes, side: int) -> int:
    """The darkest grey on a side, away from any page's number."""
    with pypdfium2.PdfDocument(pdf) as opened:
        grey = opened[side].render(scale=2).to_pil().convert("L")
    low, _ = grey.getextrema()
    return int(low) if isinstance(low, (int, float)) else 255


def test_blanks_are_white_unless_told_otherwise() -> None:
    """Three blanks of a lone page: nothing on the inner side; then ruled lines; then the slip."""
    slip = leaflet(1, A5)
    white = press_pdf(leaflet(1), PressJob())
    ruled = press_pdf(leaflet(1), PressJob(blanks=Blanks(ruled=True)))
    slipped = press_pdf(leaflet(1), PressJob(blanks=Blanks(slip=slip)))
    assert darkest(white.pdf, 1) == 255
    assert 100 < darkest(ruled.pdf, 1) < 230
    assert darkest(slipped.pdf, 1) == 0


@pytest.mark.parametrize(("binding", "rectos"), [("left", "right"), ("right", "left")])
def test_a_slip_stands_on_rectos(binding: Binding, rectos: str) -> None:
    """So that it is cut out with nothing of its own on the other side; loose blanks have one wherever they are."""
    pressed = press_pdf(leaflet(6), PressJob(binding=binding, blanks=Blanks(slip=leaflet(1, A5))))
    ones = [spot for side in read_spots(pressed.pdf) for spot in side if spot.number == 1]
    assert ["right" if spot.x_mm > 148.5 else "left" for spot in ones] == [rectos, rectos]  # the cover and the slip
    bills = press_pdf(leaflet(3), PressJob("handbills-2up", A4, blanks=Blanks(slip=leaflet(1, A5))))
    assert [spot.number for spot in read_spots(bills.pdf)[3]] == [1, 1]


@pytest.mark.parametrize("printer", PRINTERS)
def test_sides_come_in_the_order_of_printing(printer: Printer) -> None:
    """Duplex: front, back, front, back. By hand: all fronts, then all backs, the last sheet's first if so told."""
    pressed = press_pdf(leaflet(8), PressJob(printer=printer))
    numbers = [tuple(sorted(spot.number for spot in side)) for side in read_spots(pressed.pdf)]
    if printer.duplex != "hand":
        assert numbers == [(1, 8), (2, 7), (3, 6), (4, 5)]
    elif printer.hand_order == "last-first":
        assert numbers == [(1, 8), (3, 6), (4, 5), (2, 7)]
    else:
        assert numbers == [(1, 8), (3, 6), (2, 7), (4, 5)]


def test_sheet_has_the_paper_size() -> None:
    """In points, upright for what is cut twice."""
    pressed = press_pdf(leaflet(4, PAPERS["A6"]), PressJob("handbills-4up", A4))
    with pypdfium2.PdfDocument(pressed.pdf) as opened:
        assert opened[0].get_size() == pytest.approx((mm_to_pt(210), mm_to_pt(297)), abs=0.01)
