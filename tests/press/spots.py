"""A spot on every page, laid on sheets by arithmetic and worked as the ticket says."""

from __future__ import annotations

import pytest
from handwork import Face, Paper, Spot, leaf_through, look_through, work
from hypothesis import settings
from hypothesis import strategies as st

from pamphlet.layouts import LayoutName
from pamphlet.press import (
    Binding,
    Duplex,
    Flip,
    Imposition,
    Layout,
    Placement,
    Printer,
    Stock,
    Wanted,
    impose,
    page_size_for,
    plan_layout,
)
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
