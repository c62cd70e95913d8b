"""Leaflets, zines and posters, as arithmetic: folded, pushed and joined as the ticket says."""

from __future__ import annotations

import pytest
from handwork import look_at, open_out, read_zine, work
from hypothesis import given
from hypothesis import strategies as st
from spots import (
    A3,
    A4,
    FLAT,
    few,
    plan,
    print_sheets,
)

from pamphlet.layouts import LayoutName
from pamphlet.press import Binding, Printer, Wanted, impose, plan_layout
from pamphlet.units import Size

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


@pytest.mark.parametrize(("name", "behind"), [("letter-fold", 6), ("z-fold", 4)])
@pytest.mark.parametrize("binding", ["left", "right"])
def test_folded_leaflet_shows_its_back(name: LayoutName, behind: int, binding: Binding) -> None:
    """A letter fold tucks its flap in and ends with the back panel; a Z fold turns its last inner panel outside."""
    layout, page = plan(name, "A4", binding)
    imposition = impose([page] * 6, layout, stock=FLAT)
    [pile] = work(print_sheets(imposition, "short"), imposition.steps)
    assert look_at(pile[0], from_above=True).number == 1
    assert look_at(pile[-1], from_above=False).number == behind
    assert len(pile) == 3


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
