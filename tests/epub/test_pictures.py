"""What becomes of a picture on its way into the book."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
from msgspec.structs import replace
from PIL import Image as Picture

from pamphlet.model import Figure, Image, Pamphlet, Paragraph, Text
from pamphlet.model import Picture as InlinePicture
from pamphlet.renderers.bitmaps import LONGEST_SIDE_PX
from pamphlet.renderers.epub import render
from pamphlet.renderers.epub.pictures import LARGEST_COVER_BYTES
from pamphlet.renderers.pictures import fit_for_screen

from .conftest import COVER, STYLESHEET, build, draw
from .finished import Epub

ORIENTATION = 0x0112
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0H4"/></svg>'


def photograph(width_px: int, height_px: int, form: str, **options: object) -> bytes:
    """A picture of more colours than any drawing."""
    noise = random.Random(4).randbytes(width_px * height_px * 3)  # noqa: S311 - the same picture every time
    return saved(Picture.frombytes("RGB", (width_px, height_px), noise), form, **options)


def saved(picture: Picture.Image, form: str, **options: object) -> bytes:
    """The bytes of a picture in a form."""
    buffer = BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()


def opened(content: bytes) -> Picture.Image:
    """The picture that some bytes are."""
    return Picture.open(BytesIO(content))


@pytest.mark.parametrize(
    ("content", "media_type", "fitted"),
    [
        (photograph(40, 30, "JPEG"), "image/jpeg", "image/jpeg"),
        (photograph(40, 30, "PNG"), "image/png", "image/jpeg"),
        (photograph(40, 30, "WEBP"), "image/webp", "image/jpeg"),
        (draw(40, 30, "PNG"), "image/png", "image/png"),
        (draw(40, 30, "GIF"), "image/gif", "image/png"),
        (saved(Picture.new("RGBA", (9, 9), (9, 9, 9, 99)), "PNG"), "image/png", "image/png"),
        (saved(Picture.new("CMYK", (9, 9), (0, 99, 99, 0)), "JPEG"), "image/jpeg", "image/jpeg"),
        (SVG, "image/svg+xml", "image/svg+xml"),
    ],
)
def test_photographs_become_jpeg_and_drawings_png(content: bytes, media_type: str, fitted: str) -> None:
    """Both are shown by readers of every age; what is transparent stays so."""
    picture = fit_for_screen(content, media_type)
    assert picture.media_type == fitted
    assert picture == fit_for_screen(content, media_type)


def test_a_drawing_in_vectors_stays_as_it_is() -> None:
    """It has no pixels to save."""
    assert fit_for_screen(SVG, "image/svg+xml").content == SVG


def test_a_drawing_keeps_every_colour() -> None:
    """A palette loses none."""
    picture = Picture.new("RGB", (16, 16))
    picture.putdata([(n, 255 - n, n // 2) for n in range(256)])
    fitted = opened(fit_for_screen(saved(picture, "PNG"), "image/png").content).convert("RGB")
    assert list(fitted.get_flattened_data()) == list(picture.get_flattened_data())


@pytest.mark.parametrize(("width_px", "height_px", "size"), [(3200, 100, (1600, 50)), (100, 3200, (50, 1600))])
def test_no_side_is_longer_than_a_screen(width_px: int, height_px: int, size: tuple[int, int]) -> None:
    """The longer side meets the limit, and the shape stays."""
    assert max(size) == LONGEST_SIDE_PX
    assert opened(fit_for_screen(photograph(width_px, height_px, "JPEG"), "image/jpeg").content).size == size


def test_a_picture_stands_upright_and_tells_nothing_of_its_making() -> None:
    """The camera's orientation is carried out; place, time and comments are gone."""
    exif = Picture.Exif()
    exif[ORIENTATION] = 6
    fitted = opened(fit_for_screen(photograph(40, 30, "JPEG", exif=exif, comment=b"home"), "image/jpeg").content)
    assert fitted.size == (30, 40)
    assert not fitted.info.keys() & {"exif", "comment", "icc_profile", "xmp"}


def test_a_small_photograph_is_not_compressed_twice() -> None:
    """One without a history that is as small as ours is ours."""
    content = photograph(40, 30, "JPEG", quality=40)
    assert fit_for_screen(content, "image/jpeg").content == content


@pytest.mark.slow
def test_a_cover_has_less_than_half_a_megabyte(pamphlet: Pamphlet) -> None:
    """However much noise is on it; its measure stays."""
    cover = photograph(1600, 2560, "JPEG", quality=95)
    epub = Epub(render(pamphlet, stylesheet=STYLESHEET, images={"the well.png": draw(4, 3, "PNG")}, cover=cover))
    fitted = epub.read("EPUB/images/cover.jpg")
    assert len(cover) > LARGEST_COVER_BYTES >= len(fitted)
    assert opened(fitted).size == (1600, 2560)


def test_the_book_names_a_picture_by_what_it_became(pamphlet: Pamphlet) -> None:
    """A photograph that came as PNG is a JPEG in the manifest too."""
    statement = replace(pamphlet.statements[1], blocks=(Figure("pump.png", "A pump"),))
    edition = replace(pamphlet, statements=(statement,), images=(Image("pump.png", "image/png", 40, 30, "a" * 64),))
    epub = Epub(render(edition, stylesheet=STYLESHEET, images={"pump.png": photograph(40, 30, "PNG")}, cover=COVER))
    item = epub.manifest["picture-1"]
    assert (item.attribute("href"), item.attribute("media-type")) == ("images/1.jpg", "image/jpeg")


def test_a_picture_that_only_decorates_is_passed_over_in_reading(pamphlet: Pamphlet) -> None:
    """It has no words, and says that it needs none."""
    statement = replace(pamphlet.statements[1], blocks=(Figure("the well.png", ""),))
    epub = Epub(build(replace(pamphlet, statements=(statement,))))
    picture = epub.document("statements/contact.xhtml").one("//h:figure/h:img")
    assert (picture.attribute("alt"), picture.attribute("role")) == ("", "presentation")


def test_a_small_picture_stands_in_its_line(pamphlet: Pamphlet) -> None:
    """Among the words, and with words of its own."""
    sign = InlinePicture("the well.png", "a well")
    statement = replace(pamphlet.statements[1], blocks=(Paragraph((Text("At the "), sign, Text(" turn."))),))
    epub = Epub(build(replace(pamphlet, statements=(statement,))))
    picture = epub.document("statements/contact.xhtml").one("//h:p/h:img[@class='inline']")
    assert (picture.attribute("alt"), picture.attribute("src")) == ("a well", "../images/1.png")
