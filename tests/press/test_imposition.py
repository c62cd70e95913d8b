"""Every layout, as arithmetic: a spot on each page is laid on sheets, and the sheets are worked as the ticket says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spots import (
    A3,
    A4,
    A5,
    A6,
    assert_at_place,
    assert_in_order,
    bindings,
    counts,
    duplexes,
    few,
    flips,
    make,
    papers,
    plan,
)

from pamphlet.layouts import LayoutName
from pamphlet.press import (
    Binding,
    Duplex,
    Flip,
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


@few
@given(counts)
def test_single_pages_lie_in_the_middle_of_their_sheets(pages: int) -> None:
    """A sheet a page, on one side."""
    layout = plan_layout("single", A4, Wanted(A5))
    imposition = impose([A5] * pages, layout)
    assert [sheet.front.placements[0].page for sheet in imposition.sheets] == list(range(pages))
    assert {(each.ground.x_mm, each.ground.y_mm) for each in imposition.sheets[0].front.placements} == {(31, 43.5)}


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
