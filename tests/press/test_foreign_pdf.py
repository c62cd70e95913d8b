"""PDFs that we did not make: turned pages, boxes in odd places, locked and damaged files."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

import pytest
from folding import fold
from hypothesis import given, settings
from hypothesis import strategies as st
from leaflets import A4, A5, NUMBER_X_MM, NUMBER_Y_MM, booklet_of, leaflet, make_leaflet, read_sheets, to_bytes
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, String

from pamphlet.errors import PamphletError
from pamphlet.units import PAPERS, Size, mm_to_pt


def assert_reads(source: Pdf) -> None:
    """Five pages read in order from the folded sheets, each upright and at its place."""
    booklet = booklet_of(to_bytes(source), paper_thickness_mm=0)
    read = fold(read_sheets(booklet), A4.landscape, flip="short", binding="left")
    assert [page.number for page in read] == [1, 2, 3, 4, None, None, None, 5]
    for page in read:
        if page.number:
            from_spine_mm = NUMBER_X_MM if page.spine == "left" else A5.width_mm - NUMBER_X_MM
            assert page.upright
            assert page.from_spine_mm == pytest.approx(from_spine_mm, abs=0.001)
            assert page.from_foot_mm == pytest.approx(NUMBER_Y_MM, abs=0.001)


@pytest.mark.parametrize("rotate", [90, 180, 270, -90, 450])
def test_turned_pages_are_laid_as_they_are_seen(rotate: int) -> None:
    """A page that is stored lying down and shown upright is printed upright."""
    assert_reads(make_leaflet(5, rotate=rotate, origin_mm=(-7, 3), margin_mm=10))


def test_turn_that_is_no_quarter_is_ignored() -> None:
    """ISO 32000 allows quarter turns only; viewers show anything else unturned."""
    source = make_leaflet(5)
    for page in source.pages:
        page.obj.Rotate = 45
    assert_reads(source)


@pytest.mark.parametrize("origin_mm", [(-8.5, -8.5), (3, -20), (1000, 1000)])
def test_media_may_start_anywhere(origin_mm: tuple[float, float]) -> None:
    """Pages are placed by their trim, wherever the file's coordinates begin."""
    assert_reads(make_leaflet(5, origin_mm=origin_mm, margin_mm=8.5))


@pytest.mark.parametrize("boxes", [(), ("CropBox",)])
def test_page_without_trim_is_placed_by_what_is_shown(boxes: tuple[str, ...]) -> None:
    """The CropBox stands in for the trim, and the MediaBox for the CropBox."""
    assert_reads(make_leaflet(5, boxes=boxes, margin_mm=12 if boxes else 0, origin_mm=(-5, -5)))


def test_media_is_inherited() -> None:
    """A box that stands at the root of the page tree holds for every page."""
    source = make_leaflet(5, boxes=())
    source.Root.Pages.MediaBox = source.pages[0].obj.MediaBox
    for page in source.pages:
        del page.obj.MediaBox
    assert_reads(source)


def test_box_reaching_off_the_media_ends_with_it() -> None:
    """A CropBox larger than the page, as careless tools write it, does not enlarge the page."""
    source = make_leaflet(5, boxes=())
    for page in source.pages:
        page.obj.CropBox = Array([-50, -50, 999, 999])
    assert_reads(source)


def test_corners_may_be_swapped() -> None:
    """A box names any two opposite corners."""
    source = make_leaflet(5, origin_mm=(-4, -4))
    for page in source.pages:
        left, foot, right, head = page.trimbox.as_list()
        page.obj.TrimBox = Array([right, foot, left, head])
    assert_reads(source)


def test_large_units_are_honoured() -> None:
    """A page measured in units of 1/36 inch is printed at the size that it has."""
    assert_reads(make_leaflet(5, unit=2, margin_mm=5, origin_mm=(-5, 5)))


def test_content_in_pieces_is_whole_on_the_sheet() -> None:
    """A page's content may be cut into several streams between any two operands."""
    source = make_leaflet(5)
    for page in source.pages:
        head, tail = page.obj.Contents.read_bytes().split(b" Tf ")
        page.obj.Contents = Array([source.make_stream(head), source.make_stream(b"Tf " + tail)])
    assert_reads(source)


def test_page_without_content_is_an_empty_page() -> None:
    """An empty page of the source is a page, not a blank that moves the back cover."""
    source = make_leaflet(4)
    del source.pages[1].obj.Contents
    booklet = booklet_of(to_bytes(source))
    read = fold(read_sheets(booklet), A4.landscape, flip="short", binding="left")
    assert [page.number for page in read] == [1, None, 3, 4]


def test_sizes_that_differ_by_rounding_are_one_size() -> None:
    """A5 written as 420 × 595 points is A5."""
    source = make_leaflet(4)
    source.pages[2].obj.TrimBox = Array([0, 0, 420, 595])
    assert booklet_of(to_bytes(source))


def test_hidden_layers_stay_hidden() -> None:
    """The list of layers that are off is carried along with the layers."""
    source = make_leaflet(4)
    layer = source.make_indirect(Dictionary(Type=Name.OCG, Name=String("draft")))
    source.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))
    source.pages[0].obj.Resources.Properties = Dictionary(L1=layer)
    with Pdf.open(BytesIO(booklet_of(to_bytes(source)))) as booklet:
        form = booklet.pages[0].obj.Resources.XObject["/Page1"]
        [hidden] = booklet.Root.OCProperties.D.OFF.as_list()
        assert hidden.objgen == form.Resources.Properties.L1.objgen


def test_title_may_stand_in_the_xmp_only() -> None:
    """PDF 2.0 has no title elsewhere."""
    source = make_leaflet(4)
    with source.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = "Water for All"
    with Pdf.open(BytesIO(booklet_of(to_bytes(source)))) as booklet:
        assert booklet.docinfo[Name.Title] == "Water for All (booklet)"


def test_broken_date_is_left_out() -> None:
    """What is no date in the source is none in the booklet."""
    source = make_leaflet(4)
    source.docinfo[Name.CreationDate] = String("last Tuesday")
    with Pdf.open(BytesIO(booklet_of(to_bytes(source)))) as booklet:
        assert Name.CreationDate not in booklet.docinfo


@pytest.mark.parametrize(
    ("page", "sheet", "advice"),
    [("A5", "A5", "print on A4"), ("A4", "A4", "print on A3"), ("Letter", "A3", "print on Tabloid")],
)
def test_sheet_that_is_too_small_is_refused(page: str, sheet: str, advice: str) -> None:
    """Text is never shrunk to fit: the error names the paper that would do."""
    with pytest.raises(PamphletError, match=rf"do not fit on a sheet of .*; {advice}$"):
        booklet_of(leaflet(4, PAPERS[page]), sheet=PAPERS[sheet])


def test_pages_too_large_for_any_paper_are_refused() -> None:
    """Where no paper would do, a smaller page would."""
    with pytest.raises(PamphletError, match=r"two pages of 500 × 700 mm .*; typeset it at a smaller page size"):
        booklet_of(leaflet(4, Size(500, 700)), sheet=PAPERS["A3"])


def test_mixed_page_sizes_are_refused() -> None:
    """A booklet has one page size: the first page that differs is named."""
    source = make_leaflet(4)
    source.pages[3].obj.TrimBox = Array([0, 0, mm_to_pt(105), mm_to_pt(148)])
    with pytest.raises(PamphletError, match="page 4 measures 105 × 148 mm but page 1 measures 148 × 210 mm"):
        booklet_of(to_bytes(source))


@pytest.mark.parametrize("user", ["secret", ""])
def test_encrypted_pdf_is_refused(user: str) -> None:
    """Whether it needs a password to open or only forbids things, it is not ours to unlock."""
    locked = to_bytes(make_leaflet(4), encryption=Encryption(owner="owner", user=user))
    with pytest.raises(PamphletError, match="the PDF is encrypted; save a copy without a password"):
        booklet_of(locked)


@pytest.mark.parametrize("rubbish", [b"%PDF-1.7\n%%EOF", leaflet(4)[:200]])
def test_rubbish_is_refused(rubbish: bytes) -> None:
    """Only the beginning of a PDF is said to be damaged."""
    with pytest.raises(PamphletError, match="the PDF is damaged and cannot be read; export it anew"):
        booklet_of(rubbish)


@pytest.mark.parametrize("other", [b"", b"not a PDF", b"PK\x03\x04"])
def test_what_is_no_pdf_is_said_to_be_none(other: bytes) -> None:
    """Whatever its name ends in."""
    with pytest.raises(PamphletError, match="this is no PDF; name one, or a statement to be set"):
        booklet_of(other)


def test_pdf_without_pages_is_refused() -> None:
    """There is no booklet of nothing."""
    with pytest.raises(PamphletError, match="the PDF has no pages"):
        booklet_of(to_bytes(Pdf.new()))


@pytest.mark.parametrize(
    ("box", "fault"),
    [
        (Array([0, 0, 420]), "a page box that is not four numbers"),
        (Array([0, 0, 420, Name.Wide]), "a page box that is not four numbers"),
        (Array([900, 900, 999, 999]), "page boxes that leave nothing to print"),
        (Array([0, 0, 0, 595]), "page boxes that leave nothing to print"),
    ],
)
def test_broken_box_is_refused(box: Array, fault: str) -> None:
    """The error names the page."""
    source = make_leaflet(4)
    source.pages[2].obj.TrimBox = box
    with pytest.raises(PamphletError, match=f"page 3 has {fault}; export the PDF anew"):
        booklet_of(to_bytes(source))


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_damaged_pdf_is_imposed_or_refused(data: st.DataObject) -> None:
    """Whatever bytes are lost, the user reads a sentence and never a traceback."""
    whole = leaflet(4)
    start = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(1, 60))
    filler = data.draw(st.binary(max_size=20))
    with suppress(PamphletError):
        booklet_of(whole[:start] + filler + whole[start + length :])
