"""Preflight: one fault at a time, each found on its page and named; a sound file passes."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from io import BytesIO

import pytest
from leaflets import make_leaflet, to_bytes
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from pamphlet.errors import PamphletError
from pamphlet.press import PressJob, Stock
from pamphlet.press.lettering import Lettering
from pamphlet.press.preflight import CHECKS, Expected, Preflight, preflight, preflight_job
from pamphlet.press.preflight.report import name_pages
from pamphlet.units import PAPERS, Size, mm_to_pt

A5 = PAPERS["A5"]


def sound(*, bleed: bool = True) -> Pdf:
    """Four A5 pages with bleed, in an embedded font, in black."""
    return Pdf.open(BytesIO(set_sound(bleed=bleed)))


@cache
def set_sound(*, bleed: bool) -> bytes:
    """The file, made once."""
    pdf = make_leaflet(4, bleed_mm=3 if bleed else None, margin_mm=3 if bleed else 0)
    lettering = Lettering()
    shown = lettering.show("Words on a page")
    font = lettering.embed(pdf)
    for page in pdf.pages:
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(f"0 g BT /F1 10 Tf 100 300 Td {shown} Tj ET".encode())
    return to_bytes(pdf)


def draw(pdf: Pdf, content: str, page: int = 2) -> None:
    """Add to the content of a page, from 1."""
    pdf.pages[page - 1].contents_add(content.encode())


def check(pdf: Pdf, expected: Expected | None = None) -> Preflight:
    """The report on a PDF."""
    return preflight(to_bytes(pdf), expected)


def faults(report: Preflight) -> list[tuple[str, str, tuple[int, ...]]]:
    """Check, level and pages of everything found."""
    return [(finding.check, finding.level, finding.pages) for finding in report.findings]


@pytest.mark.parametrize("for_shop", [False, True])
def test_sound_file_passes_every_check(*, for_shop: bool) -> None:
    """Nothing to complain of, at the office or in the shop."""
    report = check(sound(), Expected(for_shop=for_shop))
    assert faults(report) == []
    assert report.exit_code == 0
    assert [level for _, level, _ in report.to_rows()] == ["ok"] * len(CHECKS)


def odd_count(pdf: Pdf) -> None:
    del pdf.pages[3]


def odd_size(pdf: Pdf) -> None:
    pdf.pages[1].obj.TrimBox = Array([0, 0, 300, 400])


def no_trim(pdf: Pdf) -> None:
    for name in ("/TrimBox", "/BleedBox"):
        del pdf.pages[1].obj[name]
    pdf.pages[1].obj.MediaBox = Array([0, 0, mm_to_pt(148), mm_to_pt(210)])


def ink_to_the_trim(pdf: Pdf) -> None:
    draw(pdf, f"0.5 g 0 0 60 {mm_to_pt(210)} re f")


def painted_bleed(pdf: Pdf) -> None:
    draw(pdf, "0.5 g -20 -20 80 900 re f")


def text_at_the_edge(pdf: Pdf) -> None:
    draw(pdf, "BT /F1 10 Tf 3 300 Td <00010002> Tj ET")


def loose_font(pdf: Pdf) -> None:
    pdf.pages[1].obj.Resources = Dictionary(
        Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    )
    pdf.pages[1].obj.Contents = pdf.make_stream(b"BT /F1 10 Tf 100 300 Td (a) Tj ET")


def mixed_spaces(pdf: Pdf) -> None:
    draw(pdf, "1 0 0 rg 90 90 9 9 re f 0 1 0 0 k 60 60 9 9 re f")


def process_without_intent(pdf: Pdf) -> None:
    draw(pdf, "0 1 0 0 k 90 90 9 9 re f")


def rich_black(pdf: Pdf) -> None:
    draw(pdf, "0.5 0.5 0.5 1 k BT /F1 10 Tf 100 200 Td <00010002> Tj ET")


def wet(pdf: Pdf) -> None:
    draw(pdf, "1 1 1 0.9 k 90 90 9 9 re f")


def dark(pdf: Pdf) -> None:
    draw(pdf, f"0 g 30 30 {mm_to_pt(120)} {mm_to_pt(180)} re f")


def coarse_picture(pdf: Pdf) -> None:
    picture = Stream(pdf, b"\x80" * 100)
    picture.Type, picture.Subtype, picture.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
    picture.Width = picture.Height = 10
    picture.BitsPerComponent = 8
    pdf.pages[1].obj.Resources = Dictionary(
        Font=pdf.pages[1].obj.Resources.Font, XObject=Dictionary(P=pdf.make_indirect(picture))
    )
    draw(pdf, "q 72 0 0 72 100 100 cm /P Do Q")


def hairline(pdf: Pdf) -> None:
    draw(pdf, "q 0.5 0 0 0.5 0 0 cm 0.2 w 200 200 m 400 200 l S Q")


def small_type(pdf: Pdf) -> None:
    draw(pdf, "BT /F1 1 Tf 5 0 0 5 100 200 Tm <00010002> Tj ET")


def see_through(pdf: Pdf) -> None:
    pdf.pages[1].obj.Resources = Dictionary(
        Font=pdf.pages[1].obj.Resources.Font, ExtGState=Dictionary(G=Dictionary(ca=0.5))
    )
    draw(pdf, "/G gs 90 90 9 9 re f")


def link(pdf: Pdf) -> None:
    pdf.pages[1].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])])


OFFICE, SHOP = Expected(), Expected(for_shop=True)
FAULTS: list[tuple[Callable[[Pdf], None], Expected, list[tuple[str, str, tuple[int, ...]]]]] = [
    (odd_count, OFFICE, [("page count", "note", ())]),
    (odd_count, Expected(folded=False), []),
    (odd_size, OFFICE, [("page size", "error", (2,))]),
    (no_trim, OFFICE, [("boxes", "note", (2,))]),
    (no_trim, SHOP, [("boxes", "error", (2,))]),
    (ink_to_the_trim, OFFICE, [("bleed", "warning", (2,))]),
    (ink_to_the_trim, SHOP, [("bleed", "error", (2,))]),
    (painted_bleed, SHOP, []),
    (painted_bleed, Expected(margin_mm=5), [("printer margin", "note", (2,))]),
    (text_at_the_edge, OFFICE, [("safe area", "warning", (2,))]),
    (text_at_the_edge, Expected(margin_mm=5, safe_mm=0), [("printer margin", "error", (2,))]),
    (text_at_the_edge, Expected(margin_mm=5, page_margin_on_sheet_mm=5, safe_mm=0), []),
    (loose_font, OFFICE, [("fonts", "warning", (2,))]),
    (loose_font, SHOP, [("fonts", "error", (2,))]),
    (mixed_spaces, OFFICE, [("colour spaces", "warning", ())]),
    (process_without_intent, SHOP, [("colour spaces", "warning", ())]),
    (rich_black, OFFICE, [("rich black", "warning", (2,))]),
    (wet, OFFICE, [("ink coverage", "warning", (2,))]),
    (dark, OFFICE, [("ink coverage", "note", (2,))]),
    (coarse_picture, OFFICE, [("image resolution", "warning", (2,))]),
    (hairline, OFFICE, [("hairlines", "warning", (2,))]),
    (small_type, OFFICE, [("smallest type", "warning", (2,))]),
    (see_through, OFFICE, [("transparency", "note", (2,))]),
    (see_through, SHOP, [("transparency", "warning", (2,))]),
    (link, OFFICE, []),
    (link, SHOP, [("annotations", "error", (2,))]),
]


@pytest.mark.parametrize(("spoil", "expected", "found"), FAULTS)
def test_each_fault_is_found_on_its_page(
    spoil: Callable[[Pdf], None], expected: Expected, found: list[tuple[str, str, tuple[int, ...]]]
) -> None:
    """It alone, and as grave as it is for an office or a shop."""
    pdf = sound()
    spoil(pdf)
    report = check(pdf, expected)
    assert faults(report) == found
    assert report.exit_code == any(level == "error" for _, level, _ in found)


def test_creep_is_held_against_the_narrowest_margin() -> None:
    """Ten millimetres of margin do not bear six of creep."""
    pdf = sound()
    draw(pdf, f"BT /F1 10 Tf {mm_to_pt(10)} 300 Td <00010002> Tj ET")
    assert faults(check(pdf, Expected(innermost_creep_mm=6))) == [("creep", "warning", ())]
    assert faults(check(pdf, Expected(innermost_creep_mm=2))) == []


def test_facts_are_measured_at_the_placed_size() -> None:
    """Through forms and matrices: ten pixels on an inch, type of 5 pt, a line of 0.1 pt."""
    pdf = sound()
    for spoil in (coarse_picture, hairline, small_type):
        spoil(pdf)
    page = check(pdf).facts.pages[1]
    assert page.image_ppi == pytest.approx(10)
    assert page.smallest_type_pt == pytest.approx(5)
    assert page.thinnest_line_pt == pytest.approx(0.1)
    assert page.size == pytest.approx(A5, abs=0.01)


def test_forms_are_looked_into() -> None:
    """Most programs draw through forms."""
    pdf = sound()
    form = Stream(pdf, b"0.1 w 0 0 m 99 99 l S")
    form.Type, form.Subtype, form.BBox, form.Matrix = (
        Name.XObject,
        Name.Form,
        Array([0, 0, 99, 99]),
        Array([2, 0, 0, 2, 0, 0]),
    )
    pdf.pages[1].obj.Resources = Dictionary(
        Font=pdf.pages[1].obj.Resources.Font, XObject=Dictionary(F=pdf.make_indirect(form))
    )
    draw(pdf, "/F Do")
    assert check(pdf).facts.pages[1].thinnest_line_pt == pytest.approx(0.2)


def test_ink_is_measured_on_the_rendered_page() -> None:
    """Half a page of black is half inked."""
    pdf = sound()
    pdf.pages[0].obj.Contents = pdf.make_stream(f"0 g 0 0 {mm_to_pt(74)} {mm_to_pt(210)} re f".encode())
    page = check(pdf).facts.pages[0]
    assert page.inked == pytest.approx(0.5, abs=0.01)
    assert page.darkness == pytest.approx(0.5, abs=0.01)


def test_report_is_a_table_json_and_an_exit_code() -> None:
    """The same findings in each form."""
    pdf = sound()
    odd_size(pdf)
    report = check(pdf)
    sentence = "page 2: the page is not 148 × 210 mm; give all pages one size"
    assert f"page size           error    {sentence}" in report.to_table()
    stated = json.loads(report.to_json())
    assert stated["exit_code"] == report.exit_code == 1
    assert stated["checks"]["page size"] == "error"
    assert stated["facts"]["pages"][1]["number"] == 2


@pytest.mark.parametrize(("pages", "name"), [((3,), "page 3"), ((1, 2, 3, 7), "pages 1–3, 7"), ((2, 4), "pages 2, 4")])
def test_pages_are_named_as_people_write_them(pages: tuple[int, ...], name: str) -> None:
    assert name_pages(pages) == name


def test_damaged_content_is_a_sentence() -> None:
    """The error names the page."""
    pdf = sound()
    pdf.pages[2].obj.Contents = pdf.make_stream(b"/F1 Tf (no size) Tj cm")
    with pytest.raises(PamphletError, match="the content of page 3 is damaged; export the PDF anew"):
        check(pdf)


def test_pages_that_lie_or_use_large_units_are_measured_upright() -> None:
    """Rotation and UserUnit do not mislead the rendering."""
    pdf = make_leaflet(4, Size(148, 210), rotate=90, unit=2, margin_mm=5, bleed_mm=3)
    facts = preflight(to_bytes(pdf)).facts
    assert facts.pages[0].size == pytest.approx(A5, abs=0.01)
    assert facts.pages[0].smallest_type_pt == pytest.approx(24)
    assert facts.pages[0].text_margin_mm
    assert 35 < facts.pages[0].text_margin_mm < 45


def near_the_edge() -> bytes:
    """Text that comes within 4.2 mm of the trim."""
    pdf = sound()
    draw(pdf, f"BT /F1 10 Tf {mm_to_pt(4.2)} 300 Td <00010002> Tj ET")
    return to_bytes(pdf)


def test_job_holds_pages_against_its_sheet() -> None:
    """An A5 pair fills A4, whose edges the printer leaves white; on A3 there is room for all."""
    pdf = near_the_edge()
    assert faults(preflight_job(pdf, PressJob(sheet=PAPERS["A4"]))) == [("printer margin", "error", (2,))]
    assert faults(preflight_job(pdf, PressJob(sheet=PAPERS["A3"]))) == []


def test_job_knows_its_creep_and_whether_it_folds() -> None:
    """Eight pages are two sheets: the inner one moves by one thickness; handbills neither fold nor creep."""
    pdf = Pdf.open(BytesIO(set_sound(bleed=True)))
    for page in list(pdf.pages):
        pdf.pages.append(page)
    del pdf.pages[7]
    thick = Stock(thickness_mm=30)
    checks = [check for check, _, _ in faults(preflight_job(to_bytes(pdf), PressJob(sheet=PAPERS["A3"], stock=thick)))]
    assert checks == ["page count", "creep"]
    assert faults(preflight_job(to_bytes(pdf), PressJob("handbills-2up", PAPERS["A3"], stock=thick))) == []
