"""Every layout, as arithmetic: a spot on each page is laid on sheets, and the sheets are worked as the ticket says."""

from __future__ import annotations

import pytest
from handwork import Face, Paper, Spot, leaf_through, look_through, open_out, read_zine, work
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.press import (
    Binding,
    Duplex,
    Flip,
    Imposition,
    Layout,
    LayoutName,
    Placement,
    Printer,
    Stock,
    Wanted,
    find_sheet_for,
    impose,
    page_size_for,
    plan_layout,
)
from pamphlet.press.catalogue import page_fits
from pamphlet.press.order import LONGEST_SIGNATURE, Nested, divide_signatures
from pamphlet.units import PAPERS, Size

A3, A4, A5, A6 = PAPERS["A3"], PAPERS["A4"], PAPERS["A5"], PAPERS["A6"]
SPOT_X_MM, SPOT_Y_MM = 10.0, 20.0
FLAT = Stock(thickness_mm=0)

flips: st.SearchStrategy[Flip] = st.sampled_from(["short", "long"])
duplexes: st.SearchStrategy[Duplex] = st.sampled_from(["short", "long", "hand"])
bindings: st.SearchStrategy[Binding] = st.sampled_from(["left", "right"])
papers = st.sampled_from(["A3", "A4", "A5", "Letter", "Legal", "Tabloid"])
counts = st.integers(1, 200)
few = settings(max_examples=25, deadline=None)


def plan(name: LayoutName, paper: str, binding: Binding = "left", **wanted: int) -> tuple[Layout, Size]:
    """A layout and the page that is to be set for it."""
    page = page_size_for(name, PAPERS[paper], up=wanted.get("up", 2))
    return plan_layout(name, PAPERS[paper], Wanted(page, binding, **wanted)), page


def print_spot(placement: Placement) -> Spot | None:
    """A spot at the same place on every page, where the placement brings it."""
    ground = placement.ground
    if placement.page is None:
        return None
    if placement.rotation == 0:
        return Spot(placement.page + 1, ground.x_mm + SPOT_X_MM, ground.y_mm + SPOT_Y_MM)
    return Spot(placement.page + 1, ground.right_mm - SPOT_X_MM, ground.head_mm - SPOT_Y_MM, upright=False)


def print_sheets(imposition: Imposition, flip: Flip) -> list[Paper]:
    """The sheets as they leave the printer."""
    size = imposition.layout.sheet
    printed = []
    for sheet in imposition.sheets:
        front, back = (
            tuple(spot for placement in side.placements if (spot := print_spot(placement))) if side else ()
            for side in (sheet.front, sheet.back)
        )
        printed.append(Paper(size, front, look_through(back, size, flip)))
    return printed


def make(pages: int, layout: Layout, page: Size, printer: Printer | None = None) -> tuple[Imposition, list[list[Face]]]:
    """The imposition, and the faces of every finished copy."""
    printer = printer or Printer()
    imposition = impose([page] * pages, layout, printer=printer, stock=FLAT)
    piles = work(print_sheets(imposition, printer.flip), imposition.steps)
    return imposition, [leaf_through(pile) for pile in piles]


def assert_in_order(faces: list[Face], pages: int) -> None:
    """Every page once, in order, upright."""
    assert [face.number for face in faces if face.number] == list(range(1, pages + 1))
    assert all(face.upright for face in faces)


def assert_at_place(faces: list[Face], page: Size, binding: Binding) -> None:
    """The spot is as far from the fold as on the page: against the left edge of every other page."""
    for number, face in enumerate(faces):
        if face.number:
            spine_on_left = (number % 2 == 0) == (binding == "left")
            from_left_mm = SPOT_X_MM if spine_on_left else face.width_mm - page.width_mm + SPOT_X_MM
            assert face.from_left_mm == pytest.approx(from_left_mm)


@few
@given(counts, papers, duplexes, flips, bindings)
def test_every_booklet_reads_from_cover_to_cover(
    pages: int, paper: str, duplex: Duplex, turn: Flip, binding: Binding
) -> None:
    """Folded and leafed through, it gives all pages in order, upright, the spot at its place."""
    layout, page = plan("booklet", paper, binding)
    _, [faces] = make(pages, layout, page, Printer(duplex, turn))
    assert_in_order(faces, pages)
    assert_at_place(faces, page, binding)


@few
@given(counts, papers, duplexes, flips, bindings)
def test_both_copies_of_a_4up_booklet_read_from_cover_to_cover(
    pages: int, paper: str, duplex: Duplex, turn: Flip, binding: Binding
) -> None:
    """Cut through the middle and folded, the sheets are the same booklet twice."""
    layout, page = plan("booklet-4up", paper, binding)
    _, [upper, lower] = make(pages, layout, page, Printer(duplex, turn))
    assert [face.number for face in upper] == [face.number for face in lower]
    for faces in (upper, lower):
        assert_in_order(faces, pages)
        assert_at_place(faces, page, binding)


@few
@given(counts, st.integers(0, 8), duplexes, flips, bindings)
def test_every_signature_follows_the_one_before(
    pages: int, length: int, duplex: Duplex, turn: Flip, binding: Binding
) -> None:
    """Gathered, folded and laid upon one another, signatures of any length read as one book."""
    layout, page = plan("signatures", "A4", binding, signature_sheets=length)
    imposition, [faces] = make(pages, layout, page, Printer(duplex, turn))
    assert_in_order(faces, pages)
    assert_at_place(faces, page, binding)
    assert max(imposition.signatures) <= (length or LONGEST_SIGNATURE)


@few
@given(counts, st.sampled_from([1, 2, 4, 8]), duplexes, flips, bindings)
def test_cut_piles_are_in_order_upon_one_another(
    pages: int, up: int, duplex: Duplex, turn: Flip, binding: Binding
) -> None:
    """The stack reads from the first page to the last, with blanks at the end."""
    layout, page = plan("cut-and-stack", "A3", binding, up=up)
    _, [faces] = make(pages, layout, page, Printer(duplex, turn))
    assert_in_order(faces, pages)
    numbers = [face.number for face in faces]
    assert numbers[:pages] == list(range(1, pages + 1))


@few
@given(counts, duplexes, flips, bindings)
def test_perfect_binding_is_a_block_of_leaves(pages: int, duplex: Duplex, turn: Flip, binding: Binding) -> None:
    """Its leaves are glued in order along the binding edge."""
    layout, page = plan("perfect", "A4", binding)
    imposition, [faces] = make(pages, layout, page, Printer(duplex, turn))
    assert_in_order(faces, pages)
    assert imposition.steps[-1].edge == binding  # type: ignore[union-attr]  # it is Glue


@few
@given(st.integers(1, 30), st.sampled_from(["handbills-2up", "handbills-4up"]), duplexes, flips)
def test_every_pile_of_handbills_is_the_same(pages: int, name: LayoutName, duplex: Duplex, turn: Flip) -> None:
    """Each leaf bears an odd page and the next one behind it, upright, as often as leaves are cut from a sheet."""
    layout, page = plan(name, "A4")
    _, piles = make(pages, layout, page, Printer(duplex, turn))
    assert len(piles) == (2 if name == "handbills-2up" else 4)
    for faces in piles:
        assert_in_order(faces, pages)


def test_handbill_of_one_page_is_printed_on_one_side() -> None:
    """An empty back need not go through the printer."""
    layout, page = plan("handbills-4up", "A4")
    [sheet] = impose([page], layout).sheets
    assert sheet.back is None


# The last page is the back panel, and blanks stand before it.
SIX_PANELS = {
    1: [1, None, None, None, None, None],
    2: [1, None, None, None, None, 2],
    3: [1, 2, None, None, None, 3],
    4: [1, 2, 3, None, None, 4],
    5: [1, 2, 3, 4, None, 5],
    6: [1, 2, 3, 4, 5, 6],
}


@pytest.mark.parametrize("binding", ["left", "right"])
@pytest.mark.parametrize("printer", [Printer("short"), Printer("long"), Printer("hand"), Printer("hand", "short")])
@pytest.mark.parametrize("name", ["letter-fold", "z-fold"])
@pytest.mark.parametrize("pages", SIX_PANELS)
def test_leaflet_opens_on_two_three_four(pages: int, name: LayoutName, printer: Printer, binding: Binding) -> None:
    """The cover is on top; opened, the inside runs across in reading direction; behind it are five and the back."""
    layout, page = plan(name, "A4", binding)
    imposition = impose([page] * pages, layout, printer=printer, stock=FLAT)
    [pile] = work(print_sheets(imposition, printer.flip), imposition.steps)
    cover, *opened = open_out(pile)
    inside, outside = opened[:3], opened[3:]
    if binding == "right":
        inside, outside = inside[::-1], outside[::-1]
    assert [face.number for face in (cover, *inside, *outside)] == SIX_PANELS[pages]
    assert all(face.upright for face in (cover, *opened))


@pytest.mark.parametrize("name", ["letter-fold", "z-fold"])
@pytest.mark.parametrize("paper", ["A4", "Letter", "Legal"])
def test_folded_leaflet_is_as_wide_as_its_cover(name: LayoutName, paper: str) -> None:
    """No panel sticks out, and a tucked flap is narrower by three millimetres, or it would buckle."""
    layout, page = plan(name, paper)
    imposition = impose([page] * 6, layout, stock=FLAT)
    [pile] = work(print_sheets(imposition, "short"), imposition.steps)
    left, right = pile[0].spans(0)
    assert all(left <= facet.spans(0)[0] + 0.001 and facet.spans(0)[1] <= right + 0.001 for facet in pile)
    narrowest = min(high - low for low, high in (facet.spans(0) for facet in pile))
    assert right - left - narrowest == pytest.approx(3 if name == "letter-fold" else 0)


def test_letter_fold_of_a4_has_the_panels_of_the_trade() -> None:
    """97, 100, 100 mm on the outside, from the left; text is set for the narrowest."""
    layout, page = plan("letter-fold", "A4")
    assert [cell.ground.width_mm for cell in layout.cells] == [97, 100, 100]
    assert page == Size(97, 210)


@pytest.mark.parametrize("binding", ["left", "right"])
@pytest.mark.parametrize("pages", range(1, 9))
def test_zine_reads_round_its_cross(pages: int, binding: Binding) -> None:
    """Slit, folded and pushed, one side of a sheet is a book of eight pages, each upright under the fold."""
    layout, page = plan("zine", "A4", binding)
    imposition = impose([page] * pages, layout, stock=FLAT)
    [pile] = work(print_sheets(imposition, "short"), imposition.steps)
    faces = read_zine(pile)
    blanks = [None] * (8 - pages)
    expected = [1, *blanks] if pages == 1 else [*range(1, pages), *blanks, pages]
    assert [face.number for face in faces] == expected
    assert all(face.upright for face in faces)
    assert [sheet.back for sheet in imposition.sheets] == [None]


def test_slit_of_a_zine_is_the_middle_half_of_its_fold() -> None:
    """A quarter of the sheet stays whole at either end."""
    slit, fold, push = plan("zine", "A4")[0].steps
    assert (slit.y_mm, slit.from_mm, slit.to_mm) == (105, 74.25, 222.75)  # type: ignore[union-attr]
    assert fold.at_mm == 105  # type: ignore[union-attr]
    assert push.creases_mm == (74.25, 148.5, 222.75)  # type: ignore[union-attr]


@few
@given(counts)
def test_single_pages_lie_in_the_middle_of_their_sheets(pages: int) -> None:
    """A sheet a page, on one side."""
    layout = plan_layout("single", A4, Wanted(A5))
    imposition = impose([A5] * pages, layout)
    assert [sheet.front.placements[0].page for sheet in imposition.sheets] == list(range(pages))
    assert {(each.ground.x_mm, each.ground.y_mm) for each in imposition.sheets[0].front.placements} == {(31, 43.5)}


@few
@given(st.floats(100, 1500), st.floats(100, 1500), st.sampled_from([A4, A3]))
def test_tiles_of_a_poster_meet_in_one_picture(width_mm: float, height_mm: float, sheet: Size) -> None:
    """Joined as the ticket says, all sheets show the same page at the same place, and together the whole of it."""
    page = Size(width_mm, height_mm)
    imposition = impose([page], plan_layout("poster", sheet, Wanted(page)), stock=FLAT)
    [pile] = work(print_sheets(imposition, "short"), imposition.steps)
    tiles = [each.front.placements[0] for each in imposition.sheets]
    grounds = {
        (round(tile.ground.x_mm + facet.shift[0], 6), round(tile.ground.y_mm + facet.shift[1], 6))
        for tile, facet in zip(tiles, pile, strict=True)
    }
    assert len(grounds) == 1
    windows = [tile.window.moved(*facet.shift) for tile, facet in zip(tiles, pile, strict=True)]
    [(x_mm, y_mm)] = grounds
    shown = min(window.x_mm for window in windows), max(window.right_mm for window in windows)
    assert shown[0] <= x_mm + 0.36
    assert shown[1] >= x_mm + width_mm - 0.36
    assert min(window.y_mm for window in windows) <= y_mm + 0.36
    assert max(window.head_mm for window in windows) >= y_mm + height_mm - 0.36


@few
@given(st.integers(2, 200), duplexes, bindings)
def test_blanks_stand_before_the_back_cover(pages: int, duplex: Duplex, binding: Binding) -> None:
    """At most three pages stay empty, and only the last page comes after them."""
    layout, page = plan("booklet", "A4", binding)
    imposition, [faces] = make(pages, layout, page, Printer(duplex))
    assert [face.number for face in faces] == [*range(1, pages), *[None] * imposition.blanks, pages]
    assert imposition.blanks in range(4)


@pytest.mark.parametrize(
    ("pages", "sheets", "blanks"),
    [(0, 0, 0), (1, 1, 3), (2, 1, 2), (3, 1, 1), (4, 1, 0), (5, 2, 3), (16, 4, 0), (33, 9, 3)],
)
def test_job_counts_sheets_and_blanks(pages: int, sheets: int, blanks: int) -> None:
    """A sheet carries four pages; what the last pages leave free is blank."""
    imposition = impose([A5] * pages, plan("booklet", "A4")[0])
    assert (len(imposition.sheets), imposition.pages, imposition.blanks) == (sheets, pages, blanks)


@pytest.mark.parametrize(
    ("sheets", "stated", "signatures"),
    [
        (0, 0, ()),
        (5, 0, (5,)),
        (6, 0, (3, 3)),
        (11, 0, (4, 4, 3)),
        (9, 4, (4, 4, 1)),
        (8, 4, (4, 4)),
        (9, None, (9,)),
    ],
)
def test_signatures_are_even_or_of_the_stated_length(
    sheets: int, stated: int | None, signatures: tuple[int, ...]
) -> None:
    """Left alone, they differ by one sheet at most; at a stated length only the last is shorter."""
    assert divide_signatures(sheets, Nested(stated)) == signatures


def test_lone_page_is_a_front_cover() -> None:
    """One page lies outside on the right, and nothing is printed anywhere else."""
    [sheet] = impose([A5], plan("booklet", "A4")[0]).sheets
    assert sheet.back is not None
    assert [each.page for each in (*sheet.front.placements, *sheet.back.placements)] == [0, None, None, None]
    assert sheet.front.placements[0].ground.x_mm == 148.5


def test_gutter_moves_every_page_away_from_the_fold() -> None:
    """Where the sheet has room, the inner margin grows on rectos and versos alike."""
    layout = plan_layout("booklet", A3, Wanted(A5))
    [sheet] = impose([A5] * 4, layout, stock=Stock(0, gutter_mm=4)).sheets
    cover, other = sheet.front.placements
    assert (cover.ground.x_mm, other.ground.right_mm) == (214, 206)


@pytest.mark.parametrize(
    ("printer", "moved_mm"),
    [(Printer("short", back_shift_mm=(1, 2)), (1, 2)), (Printer("long", back_shift_mm=(1, 2)), (1, 2))],
)
def test_calibrated_backs_are_shifted_as_they_are_read(printer: Printer, moved_mm: tuple[float, float]) -> None:
    """To the right and up on the finished back, whichever way the printer turns; fronts stay."""
    layout = plan("booklet", "A4")[0]
    [sheet] = impose([A5] * 4, layout, printer=printer).sheets
    [still] = impose([A5] * 4, layout, printer=Printer(printer.duplex)).sheets
    assert sheet.front == still.front
    assert sheet.back
    assert still.back
    for after, before in zip(sheet.back.placements, still.back.placements, strict=True):
        assert after.ground == before.ground.moved(*moved_mm)


@pytest.mark.parametrize(
    ("name", "page", "sheet"),
    [
        ("booklet", "A4", "A3"),
        ("booklet", "A5", "A4"),
        ("booklet", "A6", "A5"),
        ("booklet", "Letter", "Tabloid"),
        ("booklet", "half-letter", "Letter"),
        ("booklet-4up", "A6", "A4"),
        ("booklet-4up", "A5", "A3"),
        ("handbills-4up", "A6", "A4"),
        ("single", "A4", "A4"),
    ],
)
def test_smallest_paper_for_a_layout(name: LayoutName, page: str, sheet: str) -> None:
    """Each page size has a paper that holds it."""
    assert find_sheet_for(name, PAPERS[page]) == sheet


def test_no_paper_for_two_large_pages() -> None:
    """Two A3 pages are more than any paper that we know holds."""
    assert find_sheet_for("booklet", A3) is None


@pytest.mark.parametrize(
    ("name", "sheet", "page"),
    [
        ("booklet", "A4", A5),
        ("booklet", "A3", A4),
        ("booklet", "A5", A6),
        ("booklet", "Tabloid", PAPERS["Letter"]),
        ("booklet-4up", "A4", A6),
        ("perfect", "A4", A5),
        ("z-fold", "A4", Size(99, 210)),
        ("zine", "A4", Size(74.25, 105)),
        ("single", "A4", A4),
    ],
)
def test_text_is_set_at_the_size_that_the_layout_needs(name: LayoutName, sheet: str, page: Size) -> None:
    """Type is never scaled, so the layout says how large its pages are."""
    assert page_size_for(name, PAPERS[sheet]) == pytest.approx(page)


def test_legal_folds_to_pages_of_its_own() -> None:
    """Seven by eight and a half inches."""
    assert page_size_for("booklet", PAPERS["Legal"]) == pytest.approx((177.8, 215.9))


def test_boxes_rounded_to_points_still_fit() -> None:
    """A4 is often written as 596 × 842 points, a hair more than half of A3."""
    assert page_fits(Size(210.26, 297.04), Size(210, 297))
    assert not page_fits(Size(211, 297), Size(210, 297))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["booklet", "booklet-4up", "signatures", "perfect", "cut-and-stack", "handbills-4up"])
@pytest.mark.parametrize(
    "printer", [Printer("short"), Printer("long"), Printer("hand", "long"), Printer("hand", "short")]
)
@pytest.mark.parametrize("binding", ["left", "right"])
def test_every_number_of_pages_comes_out_in_order(name: LayoutName, printer: Printer, binding: Binding) -> None:
    """One to two hundred, without exception."""
    layout, page = plan(name, "A4", binding)
    for pages in range(1, 201):
        for faces in make(pages, layout, page, printer)[1]:
            assert_in_order(faces, pages)
