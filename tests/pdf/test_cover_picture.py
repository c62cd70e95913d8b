"""The picture of the cover, as shops and libraries show it: the very cover of the PDF."""

from __future__ import annotations

from io import BytesIO

import pytest
from msgspec.structs import replace
from PIL import Image as Picture
from PIL import ImageStat

from pamphlet.model import Cover
from pamphlet.renderers.pdf import render_cover

from .editions import CLASSIC, draw, everything, image, pamphlet, paragraph, statement


@pytest.fixture(scope="module")
def picture() -> bytes:
    """The cover of the edition with everything in it."""
    return draw_cover()


def draw_cover() -> bytes:
    """The picture as it is made each time."""
    content = draw(800, 600)
    return render_cover(
        replace(everything(), images=(image("well.png", content),)), CLASSIC, images={"well.png": content}
    )


def test_the_picture_is_a_jpeg_of_the_usual_measure(picture: bytes) -> None:
    """1600 × 2560, RGB, and light enough to be sent."""
    with Picture.open(BytesIO(picture)) as opened:
        assert (opened.format, opened.mode, opened.size) == ("JPEG", "RGB", (1600, 2560))
    assert len(picture) < 500_000


def test_the_picture_shows_the_panel_and_the_paper(picture: bytes) -> None:
    """The accent above, white below and around."""
    with Picture.open(BytesIO(picture)) as opened:
        panel, paper = opened.getpixel((140, 1300)), opened.getpixel((40, 40))
        assert panel == pytest.approx((140, 27, 19), abs=6)
        assert paper == pytest.approx((255, 255, 255), abs=2)
        assert ImageStat.Stat(opened.convert("L").crop((180, 200, 1400, 1200))).extrema[0][1] > 240


def test_the_picture_is_the_same_every_time(picture: bytes) -> None:
    """Same input, same bytes."""
    assert draw_cover() == picture


def test_a_cover_with_a_photograph_is_light_enough_too() -> None:
    """Noise is the heaviest there is."""
    noise = Picture.effect_noise((1200, 900), 90).convert("RGB")
    buffer = BytesIO()
    noise.save(buffer, "JPEG")
    content = buffer.getvalue()
    cover = Cover(image="drop.jpg", alternative="Noise")
    edition = pamphlet(statement(paragraph("Short.")), cover=cover, images=(image("drop.jpg", content),))
    assert len(render_cover(edition, CLASSIC, images={"drop.jpg": content})) < 500_000
