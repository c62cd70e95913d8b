"""The finished sheets of a booklet: what they read like once folded, and what they say of themselves."""

from __future__ import annotations

import time
from io import BytesIO
from typing import TYPE_CHECKING

import pdfplumber
import pypdfium2
import pytest
from folding import Page, fold
from leaflets import A4, A5, NUMBER_X_MM, NUMBER_Y_MM, booklet_of, leaflet, make_leaflet, read_sheets, to_bytes
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from pamphlet.units import PAPERS, Size, mm_to_pt

if TYPE_CHECKING:
    from collections.abc import Callable

    from pamphlet.press import Binding, Flip

COUNTS = [1, 4, 5, 33]
Colour = tuple[int, int, int]

SOURCE_DATE = "D:20250301120000Z"


def leaf_through(booklet: bytes, flip: Flip = "short", binding: Binding = "left") -> list[Page]:
    """The pages of a folded A4 booklet in the order in which a reader meets them."""
    return fold(read_sheets(booklet), A4.landscape, flip=flip, binding=binding)


def reading_order(pages: int) -> list[int | None]:
    """Cover, inner pages, blanks, back cover; a lone page has only a cover."""
    blanks = [None] * (-pages % 4)
    return [1, *blanks] if pages == 1 else [*range(1, pages), *blanks, pages]


def titled(title: str = "Water for All") -> Pdf:
    """A leaflet with a title and dates."""
    pdf = make_leaflet(4)
    pdf.docinfo[Name.Title] = String(title)
    pdf.docinfo[Name.CreationDate] = String(SOURCE_DATE)
    pdf.docinfo[Name.ModDate] = String(SOURCE_DATE)
    return pdf


def open_booklet(source: Pdf, flip: Flip = "short") -> Pdf:
    """The booklet made of a source, opened again."""
    return Pdf.open(BytesIO(booklet_of(to_bytes(source), flip=flip)))


@pytest.mark.parametrize("binding", ["left", "right"])
@pytest.mark.parametrize("flip", ["short", "long"])
@pytest.mark.parametrize("pages", COUNTS)
def test_folded_booklet_reads_in_order(pages: int, flip: Flip, binding: Binding) -> None:
    """Printed on both sides, stacked and folded, it reads from the first page to the last."""
    booklet = booklet_of(leaflet(pages), flip=flip, binding=binding)
    assert [page.number for page in leaf_through(booklet, flip, binding)] == reading_order(pages)


@pytest.mark.parametrize("binding", ["left", "right"])
@pytest.mark.parametrize("flip", ["short", "long"])
@pytest.mark.parametrize("pages", COUNTS)
def test_every_page_stands_upright_at_its_place(pages: int, flip: Flip, binding: Binding) -> None:
    """The number stands where the source has it: the page is neither turned, mirrored, moved nor scaled."""
    booklet = booklet_of(leaflet(pages), flip=flip, binding=binding, paper_thickness_mm=0)
    for page in leaf_through(booklet, flip, binding):
        if page.number:
            from_spine_mm = NUMBER_X_MM if page.spine == "left" else A5.width_mm - NUMBER_X_MM
            assert page.upright
            assert page.from_spine_mm == pytest.approx(from_spine_mm, abs=0.001)
            assert page.from_foot_mm == pytest.approx(NUMBER_Y_MM, abs=0.001)


@pytest.mark.parametrize("binding", ["left", "right"])
def test_odd_pages_open_on_the_side_of_the_binding(binding: Binding) -> None:
    """The first page's spine is on the binding edge, and sides alternate from there."""
    read = leaf_through(booklet_of(leaflet(8), binding=binding), binding=binding)
    assert {page.spine for page in read[::2]} == {binding}
    assert {page.spine for page in read[1::2]} == {"left", "right"} - {binding}


# How far from the fold does the number stand, sheet by sheet, on paper of 0.1 mm? A recto has it 40 mm from
# the spine, a verso 148 − 40 = 108 mm, and each sheet further in 0.1 mm less.
CREEP_TABLES = {
    8: [(40.0, 108.0), (39.9, 107.9)],
    32: [
        (40.0, 108.0),
        (39.9, 107.9),
        (39.8, 107.8),
        (39.7, 107.7),
        (39.6, 107.6),
        (39.5, 107.5),
        (39.4, 107.4),
        (39.3, 107.3),
    ],
}


@pytest.mark.parametrize("flip", ["short", "long"])
@pytest.mark.parametrize("pages", CREEP_TABLES)
def test_inner_sheets_move_towards_the_spine(pages: int, flip: Flip) -> None:
    """The further in a sheet lies, the more its neighbours push it out, and its pages make up for it."""
    booklet = booklet_of(leaflet(pages), flip=flip, paper_thickness_mm=0.1)
    table = CREEP_TABLES[pages]
    there_and_back = [place for leaf in (*table, *reversed(table)) for place in leaf]
    places = [page.from_spine_mm for page in leaf_through(booklet, flip)]
    assert places == pytest.approx(there_and_back, abs=0.001)


def test_same_input_gives_same_bytes() -> None:
    """Neither the clock nor chance gets in."""
    source = to_bytes(titled())
    first = booklet_of(source)
    time.sleep(1.1)  # PDF identifiers and dates count whole seconds
    assert booklet_of(source) == first


@pytest.mark.parametrize("sheet", [A4, A4.landscape])
def test_sheets_lie_on_their_long_edge(sheet: Size) -> None:
    """However the paper is named, the sheet is landscape and has the paper's size."""
    with Pdf.open(BytesIO(booklet_of(leaflet(4), sheet=sheet))) as booklet:
        boxes = [[float(edge) for edge in page.mediabox.as_list()] for page in booklet.pages]
    assert boxes == [pytest.approx([0, 0, mm_to_pt(297), mm_to_pt(210)], abs=0.001)] * 2


def test_small_pages_lie_in_the_middle_of_a_large_sheet() -> None:
    """A5 on A3: against the fold, and as far from the head as from the foot."""
    booklet = booklet_of(leaflet(4), sheet=PAPERS["A3"], paper_thickness_mm=0)
    [sheet] = read_sheets(booklet)
    recto = sheet.front[1]
    assert recto.number == 1
    assert recto.x_mm == pytest.approx(210 + NUMBER_X_MM, abs=0.001)
    assert recto.y_mm == pytest.approx((297 - 210) / 2 + NUMBER_Y_MM, abs=0.001)


def test_text_stays_text() -> None:
    """What could be searched and copied on the page can be on the sheet."""
    with pdfplumber.open(BytesIO(booklet_of(leaflet(4)))) as booklet:
        assert [page.extract_text() for page in booklet.pages] == ["4 1", "2 3"]


def test_fonts_are_shared() -> None:
    """Thirty-three pages set in one font carry it once."""
    with Pdf.open(BytesIO(booklet_of(leaflet(33)))) as booklet:
        objects = [item for item in booklet.objects if isinstance(item, Dictionary)]
    assert sum(item.get("/Type") == Name.Font for item in objects) == 1


RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)

# Two pages of 60 × 80 mm on a sheet of 140 × 100: they lie from 10 to 130 mm across, from 10 to 90 mm up, and
# the fold is at 70 mm. Which places see the left page's colour, which the right one's?
COLOURED_PAGE, SMALL_SHEET = Size(60, 80), Size(140, 100)
ON_LEFT = [(11, 50), (69, 50), (69, 11), (69, 89)]
ON_RIGHT = [(71, 50), (129, 50), (71, 11), (71, 89)]
LEFT_BLEED = [(8, 50), (69, 8), (69, 92)]
RIGHT_BLEED = [(132, 50), (71, 8), (71, 92)]
BEYOND = [(6, 50), (134, 50), (69, 6), (71, 94)]


@pytest.mark.parametrize(
    ("flip", "side", "left", "right"),
    [
        ("short", 0, BLUE, RED),
        ("short", 1, BLUE, RED),
        ("long", 0, BLUE, RED),
        ("long", 1, RED, BLUE),
    ],
)
def test_bleed_shows_outside_but_not_across_the_fold(flip: Flip, side: int, left: Colour, right: Colour) -> None:
    """3 mm of colour surround each pair of pages; at the fold one page ends where the other begins."""
    source = make_leaflet(4, COLOURED_PAGE, margin_mm=6, bleed_mm=3, paint=True)
    seen = render(booklet_of(to_bytes(source), sheet=SMALL_SHEET, flip=flip), side)
    assert {seen(place) for place in ON_LEFT + LEFT_BLEED} == {left}
    assert {seen(place) for place in ON_RIGHT + RIGHT_BLEED} == {right}
    assert {seen(place) for place in BEYOND} == {WHITE}


def test_page_that_declares_no_bleed_ends_at_its_trim() -> None:
    """Beyond the trim may stand printer's marks, which belong to the single page."""
    source = make_leaflet(4, COLOURED_PAGE, margin_mm=6, paint=True)
    seen = render(booklet_of(to_bytes(source), sheet=SMALL_SHEET), 0)
    assert {seen(place) for place in ON_LEFT} == {BLUE}
    assert {seen(place) for place in LEFT_BLEED + RIGHT_BLEED + BEYOND} == {WHITE}


def test_inner_sheets_are_cut_at_the_fold_too() -> None:
    """However far creep moves the pages, the fold stays where it is and parts them."""
    source = make_leaflet(8, COLOURED_PAGE, paint=True)
    seen = render(booklet_of(to_bytes(source), sheet=SMALL_SHEET, paper_thickness_mm=4), 2)
    assert (seen((69, 50)), seen((71, 50))) == (BLUE, RED)
    assert (seen((13, 50)), seen((127, 50))) == (WHITE, WHITE)


def render(booklet: bytes, side: int) -> Callable[[tuple[float, float]], Colour]:
    """The side's colours by place, rendered at ten pixels a millimetre."""
    with pypdfium2.PdfDocument(booklet) as opened:
        image = opened[side].render(scale=10 / mm_to_pt(1)).to_pil().convert("RGB")

    def see(place_mm: tuple[float, float]) -> Colour:
        colour: Colour = image.getpixel((round(10 * place_mm[0]), image.height - round(10 * place_mm[1])))
        return colour

    return see


@pytest.mark.parametrize(("flip", "duplex"), [("short", Name.DuplexFlipShortEdge), ("long", Name.DuplexFlipLongEdge)])
def test_print_dialogue_is_asked_for_both_sides_at_full_size(flip: Flip, duplex: Name) -> None:
    """The file names the edge over which it is to be turned, and forbids scaling."""
    with open_booklet(make_leaflet(4), flip) as booklet:
        preferences = booklet.Root.ViewerPreferences
        assert preferences.Duplex == duplex
        assert preferences.PrintScaling == Name("/None")


def test_booklet_carries_title_and_dates_of_its_source() -> None:
    """The title says that this is the booklet; the dates are those of the edition."""
    with open_booklet(titled()) as booklet:
        assert booklet.docinfo[Name.Title] == "Water for All (booklet)"
        assert booklet.docinfo[Name.CreationDate] == booklet.docinfo[Name.ModDate] == SOURCE_DATE
        xmp = booklet.open_metadata()
        assert xmp["dc:title"] == "Water for All (booklet)"
        assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2025-03-01T12:00:00+00:00"


def test_untitled_source_gives_untitled_booklet() -> None:
    """Nothing is invented where the source says nothing."""
    with open_booklet(make_leaflet(4)) as booklet:
        assert dict(booklet.docinfo) == {}


def test_booklet_claims_no_standard() -> None:
    """A source marked PDF/A-3 and PDF/UA-1 gives sheets that claim neither."""
    source = titled()
    with source.open_metadata(set_pikepdf_as_editor=False) as xmp:
        xmp["pdfaid:part"], xmp["pdfaid:conformance"] = "3", "A"
        xmp["pdfuaid:part"] = "1"
    source.Root.OutputIntents = Array([Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1)])
    with open_booklet(source) as booklet:
        assert b"pdfaid" not in booklet.Root.Metadata.read_bytes()
        assert b"pdfuaid" not in booklet.Root.Metadata.read_bytes()
        assert "/OutputIntents" not in booklet.Root


def test_what_serves_the_screen_stays_behind() -> None:
    """Structure, outline and links mean nothing on a sheet of paper."""
    source = make_leaflet(4)
    source.Root.MarkInfo = Dictionary(Marked=True)
    source.Root.StructTreeRoot = source.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], Border=[0, 0, 1])
    source.pages[0].obj.Annots = Array([source.make_indirect(link)])
    with source.open_outline() as outline:
        outline.root.append(OutlineItem("First", 0))
    with open_booklet(source) as booklet:
        assert set(booklet.Root.keys()) == {"/Type", "/Pages", "/Metadata", "/ViewerPreferences"}
        assert not any("/Annots" in page for page in booklet.pages)
