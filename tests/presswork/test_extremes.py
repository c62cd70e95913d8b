"""Any settings of [press]: what comes of them is files, or one sentence that says what to change."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet import presswork
from pamphlet.edition import PressSettings
from pamphlet.edition.press_checks import RANGES, check_press
from pamphlet.edition.press_table import CHOICES
from pamphlet.errors import PamphletError
from pamphlet.layouts import LayoutName
from pamphlet.press import Flip, plan_layout
from pamphlet.press.imposition import turns_head_over_foot
from pamphlet.press.lettering import Lettering
from pamphlet.presswork import Printed
from pamphlet.units import PAPERS, Size, mm_to_pt

A5 = PAPERS["A5"]
WORDS = "from edge to edge"


@cache
def lines_of(pages: int, size: Size = A5, margin_mm: float = 14) -> bytes:
    """Pages with a line of type at the head and one at the foot, this far from all edges."""
    lettering = Lettering()
    width, height, margin = map(mm_to_pt, (*size, margin_mm))
    type_pt = (width - 2 * margin) / lettering.width_em(WORDS)
    foot, head = margin + 0.3 * type_pt, height - margin - type_pt
    lines = f"{margin:.2f} {foot:.2f} Td {lettering.show(WORDS)} Tj 0 {head - foot:.2f} Td {lettering.show(WORDS)} Tj"
    file = BytesIO()
    with pikepdf.Pdf.new() as pdf:
        font, content = lettering.embed(pdf), pdf.make_stream(f"BT /F {type_pt:.2f} Tf {lines} ET".encode("ascii"))
        for _ in range(pages):
            page = pdf.add_blank_page(page_size=(width, height)).obj
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.Contents = content
        pdf.save(file)
    return file.getvalue()


def refuse(key: str, what: str, advice: str) -> NoReturn:
    """The error for a key."""
    raise PamphletError(what, advice=advice, where=key)


def press(pdf: bytes, **keys: Any) -> Printed:  # noqa: ANN401 - as TOML holds them
    """A PDF from elsewhere on sheets, with these keys stated."""
    chosen = check_press(PressSettings(**keys), keys.keys(), refuse)
    matter = presswork.read_matter(pdf, "lines")
    plan = presswork.plan_file(chosen, matter.page)
    return presswork.print_sheets(matter, plan, presswork.read_supplies(chosen, Path(), keys.keys()))


THINNER = "take thinner paper (`paper_thickness_mm`)"


@pytest.mark.parametrize(
    ("pages", "keys", "what", "advice"),
    [
        pytest.param(794, {}, "19.8 mm inside 198 sheets of 0.1 mm", f"{THINNER}, or several", marks=pytest.mark.slow),
        (80, {"paper_thickness_mm": 1.0}, "19.0 mm inside 19 sheets of 1 mm", f"{THINNER}, or several signatures"),
        (
            100,
            {"layout": "signatures", "signature_sheets": 25, "paper_thickness_mm": 0.8},
            "19.2 mm inside 24 sheets of 0.8 mm",
            "write a smaller `signature_sheets`, or " + THINNER,
        ),
        (8, {"gutter_mm": 20.0}, "`gutter_mm` cuts", "write a smaller number"),
        (8, {"back_shift_mm": (0.0, 20.0)}, "`back_shift_mm` cuts", "write a smaller number"),
        (8, {"layout": "perfect", "sheet": "A4", "gutter_mm": 20.0}, "`gutter_mm` cuts", "write a smaller number"),
    ],
)
def test_what_would_cut_text_is_refused(pages: int, keys: dict[str, Any], what: str, advice: str) -> None:
    """With the key that does it, how much, on which page, and what to do."""
    with pytest.raises(PamphletError) as refused:
        press(lines_of(pages), **keys)
    assert what in refused.value.what
    assert re.search(r"cuts \d\.\d mm of the text of page \d+$", refused.value.what)
    assert refused.value.advice.startswith(advice)


@pytest.mark.parametrize(
    ("pages", "keys"),
    [
        (200, {}),
        (8, {"gutter_mm": 13.0}),
        (8, {"back_shift_mm": (13.0, -13.0)}),
        (8, {"back_shift_mm": (20.0, 0.0), "sheet": "A3"}),
        (8, {"layout": "poster", "sheet": "A6"}),
        (8, {"sheet": "A5", "fit": "crop"}),
    ],
)
def test_what_only_comes_near_is_printed(pages: int, keys: dict[str, Any]) -> None:
    """A margin may go; and a PDF that is to be cropped is cropped."""
    assert press(lines_of(pages), **keys).files


def test_text_beside_the_page_of_somebody_elses_pdf_is_their_affair() -> None:
    """It would be cut off whatever the press does."""
    assert press(lines_of(4, A5, -2)).files


@pytest.mark.parametrize("sheet", ["10x10", "100x10", "20x30", "99x5000"])
@pytest.mark.parametrize("layout", ["booklet", "booklet-4up", "letter-fold", "zine", "poster", "cut-and-stack"])
def test_an_edition_is_not_set_on_what_nobody_could_read(layout: LayoutName, sheet: str) -> None:
    """Slips too narrow for a word, and walls."""
    chosen = check_press(PressSettings(layout=layout, sheet=sheet), ["sheet"], refuse)
    with pytest.raises(PamphletError, match=r"to set text on; name (larger|smaller) paper with `sheet`"):
        presswork.plan_edition(chosen, "A5", fill=True)


@pytest.mark.parametrize("flip", ["short", "long"])
def test_a_square_sheet_turns_as_it_would_if_it_lay(flip: Flip) -> None:
    """None of its edges is the short one: the press and the proof must agree on one."""
    square, lying = Size(300, 300), Size(301, 300)
    assert turns_head_over_foot(square, flip) == turns_head_over_foot(lying, flip)
    assert plan_layout("booklet", square).sheet == square


lengths = st.sampled_from([0.0, 0.1, 1.0, 5.0, 14.0, 20.0, 40.0])
PAPER_NAMES = [*PAPERS, "10x10", "20x90", "320x450", "5080x5080", "5081x10", "99x1000"]
VALUES: dict[str, st.SearchStrategy[Any]] = {
    **{key: st.sampled_from(choices) for key, choices in CHOICES.items() if key not in {"marks", "colour"}},
    **{key: st.sampled_from([low, high, -1.0, float("nan")]) for key, (low, high, _) in RANGES.items()},
    **dict.fromkeys(("printer_margin_mm", "gutter_mm", "bleed_mm"), lengths),
    "signature_sheets": st.sampled_from([0, 1, 25, 26]),
    "copies": st.sampled_from([0, 1, 10_000_000]),
    "sheet": st.sampled_from(PAPER_NAMES),
    "up": st.integers(0, 9),
    "marks": st.just(CHOICES["marks"]),
    "colour": st.sampled_from(["as-is", "grey", "black", "plates", "cmyk"]),
    "accent": st.sampled_from(["#ff4c65", "#ffffff", "#000000", "red"]),
    "accent_name": st.sampled_from(["Fluo Pink", "black", "-", "x" * 99]),
    "back_shift_mm": st.tuples(st.sampled_from([-20.0, 0.0, 14.0, 21.0]), st.sampled_from([-20.0, 0.0, 14.0])),
    "blanks": st.sampled_from(["white", "notes", "slip", "none.pdf", "dots"]),
    "price_sheet": st.sampled_from(["0.04", "0,04", 1e30, -1, "1e400", "nan", "cheap", 0.000001]),
    "currency": st.sampled_from(["€", "x" * 99]),
    "paper_weight": st.sampled_from([20.0, 600.0]),
}
stated_keys = st.fixed_dictionaries({}, optional={key: VALUES[key] for key in sorted(VALUES)})
pdfs = st.builds(
    lines_of,
    st.sampled_from([1, 4, 9, 33]),
    st.sampled_from([A5, PAPERS["A4"], A5.landscape, Size(97, 210), Size(20, 20), Size(1500, 900)]),
    st.sampled_from([2.0, 9.0]),
)


def try_keys(pdf: bytes, keys: dict[str, Any]) -> None:
    """Files and their ticket, or a sentence that says what is wrong; any other failure is the test's."""
    with suppress(PamphletError):
        chosen = check_press(PressSettings(**keys), keys.keys(), refuse)
        matter = presswork.read_matter(pdf, "lines")
        plan = presswork.plan_file(chosen, matter.page)
        supplies = presswork.read_supplies(chosen, Path(), keys.keys())
        _, files = presswork.print_with_ticket(matter, plan, supplies)
        assert all(file.content for file in files)


@settings(max_examples=8)
@given(pdfs, stated_keys)
def test_any_keys_give_files_or_a_sentence(pdf: bytes, keys: dict[str, Any]) -> None:
    """Never a failure of our own."""
    try_keys(pdf, keys)


@pytest.mark.slow
@settings(max_examples=200)
@given(pdfs, stated_keys)
def test_hundreds_of_keys_give_files_or_a_sentence(pdf: bytes, keys: dict[str, Any]) -> None:
    """The same, for longer."""
    try_keys(pdf, keys)


@pytest.mark.slow
@settings(max_examples=120)
@given(pdfs, st.sampled_from(sorted(VALUES)).flatmap(lambda key: VALUES[key].map(lambda value: {key: value})))
def test_one_extreme_key_gives_files_or_a_sentence(pdf: bytes, keys: dict[str, Any]) -> None:
    """Alone, so that it is not refused for its company."""
    try_keys(pdf, keys)
