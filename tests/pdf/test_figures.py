"""Pictures: inside the text block, on the grid, with their words; in colours and forms that every printer takes."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace
from PIL import ExifTags
from PIL import Image as Bitmap

from pamphlet.errors import PamphletError
from pamphlet.means import Means
from pamphlet.model import Block, Figure, Picture
from pamphlet.renderers.pdf import PagePlan, compositor, typeset

from .editions import (
    A5,
    CLASSIC,
    CONTACT,
    draw,
    image,
    pamphlet,
    paragraph,
    paragraphs,
    prose,
    run,
    set_pdf,
    slow,
    statement,
)
from .finished import Page, Pdf

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">'
    b'<rect width="200" height="100" fill="#8c1b13"/><text x="20" y="60" font-size="30">Sluice</text></svg>'
)


def illustrated(**pictures: bytes) -> Pdf:
    """A statement with each picture between two paragraphs; `mill_png` is called mill.png."""
    named = {name.replace("_", "."): content for name, content in pictures.items()}
    blocks: list[Block] = []
    for name in named:
        blocks += [paragraph(prose(30)), Figure(name, f"What {name} shows", run(f"Caption of {name.split('.')[0]}"))]
    return set_pdf(pamphlet(statement(*blocks, paragraph(prose(30))), contact=CONTACT), pictures=named)


def page_with_picture(pdf: Pdf) -> Page:
    """The page that the picture stands on."""
    return next(page for page in pdf.pages if page.pictures)


@pytest.mark.parametrize("size", [slow((4000, 3000)), slow((600, 4000)), slow((4000, 300)), (30, 20), slow((1, 1))])
def test_a_picture_stays_inside_the_text_block(size: tuple[int, int]) -> None:
    """Whatever its shape, undistorted, its caption on the same page."""
    page = page_with_picture(illustrated(mill_png=draw(*size)))
    (picture,) = page.pictures
    assert 45 < picture["x0"] < picture["x1"] < page.width - 44
    assert picture["height"] < 0.61 * page.height
    assert picture["width"] / picture["height"] == pytest.approx(size[0] / size[1], rel=0.02)
    assert page.line("Caption of mill").baseline > picture["bottom"]


def followed(lines: int) -> Pdf:
    """A picture that takes some 17 lines, below so many short paragraphs and above others."""
    short = [paragraph(f"Line {number}.") for number in range(lines)]
    figure = Figure("mill.png", "A mill", run("The mill"))
    text = statement(*short, figure, *(paragraph("After.") for _ in range(30)))
    return set_pdf(pamphlet(text, contact=CONTACT), pictures={"mill.png": draw(1600, 1200)})


@pytest.mark.slow
def test_a_picture_that_nearly_has_room_is_made_lower() -> None:
    """It stands on the page that would else end white, undistorted, and a third lower at most."""
    usual = page_with_picture(followed(3)).pictures[0]
    lowered = page_with_picture(followed(8))
    (picture,) = lowered.pictures
    assert "Line 7." in lowered.text
    assert 0.66 * usual["height"] < picture["height"] < usual["height"]
    assert picture["width"] / picture["height"] == pytest.approx(4 / 3, rel=0.02)


def lose_notes_where_lowered(slug: str, usual_px: float) -> Callable[[Any], frozenset[str]]:
    """What tells which notes a document has lost: one of this statement if its picture is lower than usual."""

    def lost_notes(document: Any) -> frozenset[str]:  # noqa: ANN401 - weasyprint has no types
        boxes = [box for page in document.pages for box in page._page_box.descendants()]  # noqa: SLF001 - the one way
        sections = [
            box for box in boxes if box.element_tag == "section" and box.element.get("id") == f"statement-{slug}"
        ]
        pictures = [box for section in sections for box in section.descendants() if box.element_tag == "img"]
        return frozenset({f"note-{slug}-1"} if any(box.height < usual_px for box in pictures) else ())

    return lost_notes


@pytest.mark.slow
@pytest.mark.parametrize("is_whole", [True, False])
def test_a_picture_keeps_its_height_where_its_statement_would_lose_a_note(
    monkeypatch: pytest.MonkeyPatch,
    is_whole: bool,  # noqa: FBT001 - a parameter
) -> None:
    """Those of other statements are lowered, whether all are set at once or each by itself."""
    usual = page_with_picture(followed(3)).pictures[0]["height"]
    monkeypatch.setattr(compositor, "lost_notes", lose_notes_where_lowered("s1", usual / 0.75 - 1))
    figure = Figure("mill.png", "A mill", run("The mill"))
    short = tuple(paragraph(f"Line {number}.") for number in range(8))
    edition = pamphlet(
        *(
            statement(*short, figure, *paragraphs(6, seed=3), title=f"No. {number}", slug=f"s{number}")
            for number in range(4)
        )
    )
    named = {"mill.png": draw(1600, 1200)}
    edition = replace(edition, images=tuple(image(name, content) for name, content in named.items()))
    made = typeset(edition, CLASSIC, PagePlan(A5), images=named, means=Means(whole=is_whole))
    heights = [picture["height"] for page in Pdf(made.content).pages for picture in page.pictures]
    assert [height < usual - 1 for height in heights] == [True, False, True, True]


@pytest.mark.slow
def test_a_picture_is_made_lower_where_pages_are_fitted_to_sheets() -> None:
    """But for those of the last statement, for how full its last page is was said."""
    figure = Figure("mill.png", "A mill", run("The mill"))
    short = tuple(paragraph(f"Line {number}.") for number in range(10))
    texts = (statement(*short, figure, *paragraphs(14, seed=seed), slug=f"s{seed}") for seed in range(2))
    named = {"mill.png": draw(1600, 1200)}
    edition = replace(pamphlet(*texts), images=(image("mill.png", named["mill.png"]),))
    made = Pdf(typeset(edition, CLASSIC, PagePlan(A5, "sheets"), images=named).content)
    first, last = (picture["height"] for page in made.pages for picture in page.pictures)
    assert first < last - 1
    assert len(made.pages) % 4 == 0


@pytest.mark.slow
def test_a_picture_that_has_too_little_room_stands_overleaf_as_it_is() -> None:
    """Better some white than a picture in which nothing is to be seen."""
    usual = page_with_picture(followed(3)).pictures[0]
    page = page_with_picture(followed(18))
    assert "Line 17." not in page.text
    assert page.pictures[0]["height"] == pytest.approx(usual["height"], abs=0.1)


@pytest.mark.slow
def test_a_small_picture_is_not_blown_up() -> None:
    """No coarser than 150 dots an inch, nor than its whole lines allow."""
    (picture,) = page_with_picture(illustrated(mill_png=draw(300, 200))).pictures
    assert picture["width"] <= 300 * 72 / 150 * 1.1


def test_the_text_after_a_picture_is_on_the_grid() -> None:
    """Whole lines, whatever the picture's height."""
    pdf = illustrated(mill_png=draw(400, 333), weir_png=draw(500, 127))
    for page in pdf.pages_of("Water for all"):
        text = [line for line in page.lines if line.size == 10.5]
        for before, after in pairwise(text):
            lines = (after.baseline - before.baseline) / 14
            assert lines == pytest.approx(round(lines), abs=0.01)


@pytest.mark.slow
def test_every_kind_of_bitmap_is_set() -> None:
    """In RGB or grey, which the output intent is for, and never smoothed (ISO 19005-3, 6.2.4 and 6.2.8)."""
    bitmaps = {
        "grey_png": draw(401, 300, mode="L"),
        "deep_png": draw(402, 300, mode="I;16"),
        "palette_png": draw(403, 300, mode="P"),
        "clear_png": draw(404, 300, mode="RGBA"),
        "bits_png": draw(405, 300, mode="1"),
        "photo_jpg": draw(406, 300, "JPEG"),
        "press_jpg": draw(407, 300, "JPEG", mode="CMYK"),
        "still_gif": draw(408, 300, "GIF"),
        "web_webp": draw(409, 300, "WEBP"),
    }
    pdf = illustrated(**bitmaps)
    streams = [entry for entry in pdf.pikepdf.objects if isinstance(entry, pikepdf.Stream)]
    images = [stream for stream in streams if stream.get("/Subtype") == "/Image"]
    assert {int(image.Width) for image in images} == set(range(401, 410))
    assert {str(image.ColorSpace) for image in images} <= {"/DeviceRGB", "/DeviceGray"}
    assert not any(image.Interpolate for image in images)


@pytest.mark.slow
def test_a_cmyk_picture_keeps_its_look() -> None:
    """Red stays red."""
    drawing = illustrated(press_jpg=draw(400, 300, "JPEG", mode="CMYK"))
    page = page_with_picture(drawing)
    (picture,) = page.pictures
    at = (round((picture["x0"] + picture["x1"]) / 2), round((picture["top"] + picture["bottom"]) / 2))
    assert page.draw(72).getpixel(at) == pytest.approx(95, abs=25)


@pytest.fixture(scope="module")
def gallery() -> Pdf:
    """A photograph taken sideways, which says by whom; glass; and a drawing with words."""
    exif, glass = Bitmap.Exif(), BytesIO()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Artist] = "Somebody who wants no name"
    Bitmap.new("RGBA", (400, 300), (178, 58, 46, 128)).save(glass, "PNG")
    photograph = draw(900, 600, "JPEG", exif=exif, comment=b"no name")
    return illustrated(mill_jpg=photograph, clear_png=glass.getvalue(), gate_svg=DRAWING)


def test_a_photograph_taken_sideways_stands_upright(gallery: Pdf) -> None:
    """As every telephone takes them."""
    picture, *_ = page_with_picture(gallery).pictures
    assert picture["width"] / picture["height"] == pytest.approx(2 / 3, rel=0.02)


def test_a_photograph_says_nothing_of_where_and_by_whom_it_was_taken(gallery: Pdf) -> None:
    """Whoever hands out a pamphlet hands out no addresses."""
    assert b"no name" not in gallery.content


def test_a_gradient_is_a_pattern_of_its_own() -> None:
    """Not a cell of one unit that is tiled, which viewers built on Poppler draw a dot high."""
    shaded = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60"><defs><linearGradient id="g">'
        b'<stop offset="0" stop-color="#b00"/><stop offset="1" stop-color="#f60"/></linearGradient></defs>'
        b'<rect style="fill:url(#g)" width="120" height="60"/></svg>'
    )
    pdf = set_pdf(pamphlet(statement(Figure("gate.svg", "A gate"))), pictures={"gate.svg": shaded})
    (pattern,) = (
        each for each in pdf.pikepdf.objects if isinstance(each, pikepdf.Dictionary) and "/PatternType" in each
    )
    assert pattern.PatternType == 2
    assert [float(number) for number in pattern.Shading.Function.Functions[0].C1] == pytest.approx([1, 0.4, 0])


def test_a_gradient_that_lets_shine_through_stays_as_it_was() -> None:
    """A pattern alone has no opacity."""
    clear = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60"><defs><linearGradient id="g">'
        b'<stop offset="0" stop-color="#b00"/><stop offset="1" stop-color="#b00" stop-opacity="0"/></linearGradient>'
        b'</defs><rect style="fill:url(#g)" width="120" height="60"/></svg>'
    )
    pdf = set_pdf(pamphlet(statement(Figure("gate.svg", "A gate"))), pictures={"gate.svg": clear})
    kinds = [
        each.PatternType for each in pdf.pikepdf.objects if isinstance(each, pikepdf.Stream) and "/PatternType" in each
    ]
    assert 1 in kinds


@pytest.mark.slow
def test_a_drawing_without_a_measure_takes_the_measure_of_the_text() -> None:
    """In the commonest shape."""
    bare = b'<svg xmlns="http://www.w3.org/2000/svg"><text x="2" y="60">Sluice</text></svg>'
    page = next(page for page in illustrated(gate_svg=bare).pages if "Sluice" in page.text)
    assert page.line("Caption of gate").baseline - page.line("Sluice").baseline > 60


def test_transparency_is_kept(gallery: Pdf) -> None:
    """As a soft mask, which PDF/A-3 allows."""
    assert any(isinstance(entry, pikepdf.Stream) and "/SMask" in entry for entry in gallery.pikepdf.objects)


def test_words_in_a_drawing_are_printed_as_words(gallery: Pdf) -> None:
    """In the style's fonts, found and copied like any others."""
    assert "Sluice" in gallery.text


def test_a_figure_without_a_caption_has_none() -> None:
    """Nor a line for it."""
    edition = pamphlet(statement(paragraph("Look."), Figure("mill.png", "A mill")))
    assert set_pdf(edition, pictures={"mill.png": draw(40, 30)}).page(4).text.endswith("Look.")


def test_a_picture_that_the_edition_lacks_is_refused() -> None:
    """With the statement that shows it."""
    with pytest.raises(PamphletError, match=r"^water\.md: the text shows the picture “gone\.png”"):
        set_pdf(pamphlet(statement(Figure("gone.png", "Nothing"))))


def test_a_small_picture_stands_in_its_line() -> None:
    """As high as the letters, within the measure, read aloud among the words; the lines stay on the grid."""
    signs = (inline for word in prose(90).split() for inline in (f"{word} ", Picture("sign.png", "a sign"), " "))
    pdf = set_pdf(pamphlet(statement(paragraph(*signs))), pictures={"sign.png": draw(60, 60)})
    page = next(page for page in pdf.pages if page.pictures)
    text = [line for line in page.lines if line.size == 10.5]
    assert {round(picture["height"], 1) for picture in page.pictures} == {10.5}
    assert max(picture["x1"] for picture in page.pictures) < page.width - 44
    feet = sorted({round(line.baseline, 2) for line in text if line.baseline < page.height - 60})
    assert all(abs((later - first) % 14) < 0.1 for first, later in pairwise(feet))
    assert [str(figure.Alt) for figure in pdf.tagged("Figure")] == ["a sign"] * 90
    assert {str(figure.P.S) for figure in pdf.tagged("Figure")} == {"/P", "/NonStruct"}  # the latter goes on overleaf
