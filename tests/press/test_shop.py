"""Single pages for a print shop: boxes, bleed that is really painted, marks outside, nothing loose."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from leaflets import make_leaflet, to_bytes
from pikepdf import Array, Dictionary, Name, Pdf
from test_preflight import ink_to_the_trim, loose_font, sound

from pamphlet.errors import PamphletError
from pamphlet.press import Marks
from pamphlet.press.shop import BLEED_INCH_MM, ShopJob, check_shop_pages, make_shop_pages
from pamphlet.units import mm_to_pt, pt_to_mm

Colour = tuple[int, int, int]


def boxes(pdf: bytes, page: int = 0) -> dict[str, list[float]]:
    """The page's boxes in millimetres."""
    with Pdf.open(BytesIO(pdf)) as opened:
        found = opened.pages[page].obj
        return {
            name: [round(pt_to_mm(float(edge)), 2) for edge in found[f"/{name}"].as_list()]
            for name in ("MediaBox", "TrimBox", "BleedBox")
        }


def colour_at(pdf: bytes, x_mm: float, y_mm: float, page: int = 0) -> Colour:
    """What is printed there, from the paper's lower left."""
    with pypdfium2.PdfDocument(pdf) as opened:
        picture = opened[page].render(scale=10 / mm_to_pt(1)).to_pil().convert("RGB")
    seen = picture.getpixel((round(10 * x_mm), picture.height - round(10 * y_mm)))
    assert isinstance(seen, tuple)
    return seen[0], seen[1], seen[2]


@pytest.mark.parametrize("bleed_mm", [3, BLEED_INCH_MM])
def test_page_states_trim_and_bleed(bleed_mm: float) -> None:
    """The trim is the page, the bleed lies around it, and marks have nine millimetres beyond."""
    made = make_shop_pages(to_bytes(sound()), ShopJob(bleed_mm))
    margin = bleed_mm + 9
    expected = [margin, margin, 148 + margin, 210 + margin]
    found = boxes(made.pdf)
    assert found["TrimBox"] == pytest.approx(expected, abs=0.01)
    grown = [expected[0] - bleed_mm, expected[1] - bleed_mm, expected[2] + bleed_mm, expected[3] + bleed_mm]
    assert found["BleedBox"] == pytest.approx(grown, abs=0.01)
    assert found["MediaBox"] == pytest.approx([0, 0, 148 + 2 * margin, 210 + 2 * margin], abs=0.01)


def test_without_marks_the_paper_ends_with_the_bleed() -> None:
    """As some shops want it."""
    found = boxes(make_shop_pages(to_bytes(sound()), ShopJob(marks=Marks())).pdf)
    assert found["MediaBox"] == found["BleedBox"]


def painted(*, bleed: bool) -> Pdf:
    """Pages in an embedded font whose left half is red and right half blue, up to the trim or past it."""
    pdf = sound(bleed=bleed)
    past = 20 if bleed else 0
    half, height = mm_to_pt(74), mm_to_pt(210)
    for page in pdf.pages:
        left = f"1 0 0 rg {-past} {-past} {half + past} {height + 2 * past} re f"
        right = f"0 0 1 rg {half} {-past} {half + past} {height + 2 * past} re f"
        page.contents_add(f"q {left} {right} Q".encode(), prepend=True)
    return pdf


@pytest.mark.parametrize("bleed", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_bleed_is_painted(*, bleed: bool) -> None:
    """From the PDF where it has bleed; else mirrored at the page's edges and corners."""
    made = make_shop_pages(to_bytes(painted(bleed=bleed)))
    assert made.mirrored == (() if bleed else (1, 2, 3, 4))
    for x_mm, y_mm in ((10, 100), (10, 10), (50, 10), (50, 224)):
        assert colour_at(made.pdf, x_mm, y_mm) == (255, 0, 0)
    for x_mm, y_mm in ((162, 100), (162, 10), (110, 10), (110, 224)):
        assert colour_at(made.pdf, x_mm, y_mm) == (0, 0, 255)
    for x_mm, y_mm in ((8, 100), (50, 8), (164, 100)):
        assert colour_at(made.pdf, x_mm, y_mm) == (255, 255, 255)


def test_white_edges_need_no_bleed() -> None:
    """Nothing is mirrored where nothing runs off."""
    assert make_shop_pages(to_bytes(sound(bleed=False))).mirrored == ()


def test_missing_bleed_may_be_refused() -> None:
    """The error names the page."""
    pdf = sound(bleed=False)
    ink_to_the_trim(pdf)
    with pytest.raises(PamphletError, match="ink runs to the trim of page 2, but the PDF has no 3 mm of bleed"):
        make_shop_pages(to_bytes(pdf), ShopJob(missing_bleed="refuse"))


def test_loose_font_is_refused() -> None:
    """The shop may not have it."""
    pdf = sound()
    loose_font(pdf)
    with pytest.raises(PamphletError, match="the font Helvetica is not embedded in the PDF; export it with all fonts"):
        make_shop_pages(to_bytes(pdf))


@pytest.mark.parametrize("bleed", [True, False])
def test_made_pages_pass_our_checks(*, bleed: bool) -> None:
    """Print-shop ready, by our own names for it."""
    made = make_shop_pages(
        to_bytes(painted(bleed=bleed)), ShopJob(marks=Marks(crops=True, registration=True, slug="Übung"))
    )
    report = check_shop_pages(made.pdf)
    assert [finding for finding in report.findings if finding.level == "error"] == []


def test_links_and_comments_are_left_out_and_stamps_are_printed() -> None:
    """What has an appearance on paper becomes part of the page; no annotation is left."""
    pdf = sound()
    look = pdf.make_stream(b"1 0 0 rg 0 0 60 60 re f")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 60, 60])
    stamp = Dictionary(
        Type=Name.Annot, Subtype=Name.Stamp, Rect=[100, 100, 160, 160], F=4, AP=Dictionary(N=pdf.make_indirect(look))
    )
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(stamp), pdf.make_indirect(link)])
    made = make_shop_pages(to_bytes(pdf))
    with Pdf.open(BytesIO(made.pdf)) as opened:
        assert not any("/Annots" in page for page in opened.pages)
    assert colour_at(made.pdf, 12 + pt_to_mm(130), 12 + pt_to_mm(130)) == (255, 0, 0)


def test_turned_pages_stand_upright() -> None:
    """A page that is stored lying down comes out as it is seen."""
    pdf = make_leaflet(1, rotate=90, margin_mm=5)
    for page in pdf.pages:
        page.obj.Resources = Dictionary()
        page.obj.Contents = pdf.make_stream(b"")
    found = boxes(make_shop_pages(to_bytes(pdf)).pdf)
    assert found["TrimBox"] == pytest.approx([12, 12, 160, 222], abs=0.01)


@pytest.mark.needs("gs", "--version")
def test_another_renderer_reads_the_file(tmp_path: Path) -> None:
    """Ghostscript draws it without a complaint."""
    file = tmp_path / "shop.pdf"
    file.write_bytes(make_shop_pages(to_bytes(painted(bleed=False))).pdf)
    done = subprocess.run(
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", str(file)], capture_output=True, text=True, check=True
    )
    assert done.stdout + done.stderr == ""


def test_slug_line_is_no_text_of_the_page() -> None:
    """It stands beside the bleed, where it may be cut off."""
    marks = Marks(slug="Water for All")
    checked = check_shop_pages(make_shop_pages(to_bytes(sound()), ShopJob(marks=marks)).pdf)
    assert checked.level_of("safe area") == "ok"
    assert checked.level_of("creep") == "ok"
