"""Pictures: their kind and measure, and why some are refused."""

from __future__ import annotations

import hashlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow

from pamphlet.errors import PamphletError
from pamphlet.limits import LIMITS
from pamphlet.model import Image
from pamphlet.readers.images import read_image

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'


def draw(form: str, *, frames: int = 1) -> bytes:
    """A small picture, or several in one file."""
    pictures = [Pillow.new("RGB", (4, 3), (60 * number, 90, 60)) for number in range(frames)]
    buffer = io.BytesIO()
    pictures[0].save(buffer, form, **({"save_all": True, "append_images": pictures[1:]} if frames > 1 else {}))
    return buffer.getvalue()


def svg(body: str = "", attributes: str = 'viewBox="0 0 40 30"') -> bytes:
    """A drawing with something in it."""
    return SVG.format(attributes, body).encode()


def refuse(content: bytes, name: str) -> PamphletError:
    """The error that a picture is refused with."""
    with pytest.raises(PamphletError) as refused:
        read_image(content, name, "sources/" + name)
    assert refused.value.where == "sources/" + name
    assert refused.value.advice
    return refused.value


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("GIF", "image/gif"), ("WEBP", "image/webp")],
)
def test_a_bitmap_is_known_by_its_bytes(form: str, media_type: str) -> None:
    """Whatever its name says."""
    content = draw(form)
    sha256 = hashlib.sha256(content).hexdigest()
    assert read_image(content, "a.bin", "a.bin") == Image("a.bin", media_type, 4, 3, sha256)


def test_a_cameras_jpeg_with_a_second_picture_is_a_jpeg() -> None:
    """Many telephones save one so (MPO), under the name of a JPEG."""
    image = read_image(draw("MPO", frames=2), "quay.jpg", "quay.jpg")
    assert (image.media_type, image.width_px, image.height_px) == ("image/jpeg", 4, 3)


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_a_picture_that_moves_is_refused(form: str) -> None:
    """The EPUB states that nothing in it does."""
    assert refuse(draw(form, frames=2), "quay.gif").what == "the picture moves"


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_torn_picture_is_refused(form: str) -> None:
    """It would print in part, in silence."""
    buffer = io.BytesIO()
    Pillow.effect_noise((64, 64), 90).save(buffer, form)
    assert "damaged" in refuse(buffer.getvalue()[:-400], "quay.png").what


def test_a_picture_too_large_to_set_is_refused_before_it_is_unpacked() -> None:
    """Its header alone tells."""
    side = int((LIMITS.picture_megapixels * 1_000_000) ** 0.5) + 1
    buffer = io.BytesIO()
    Pillow.new("1", (side, side)).save(buffer, "PNG")
    assert refuse(buffer.getvalue(), "quay.png").what == f"the picture claims {side} × {side} pixels"


@pytest.mark.parametrize("content", [b"", b"BM", b"%PDF-1.7", b"<svg/>", draw("TIFF"), draw("BMP")])
def test_another_kind_of_file_is_refused(content: bytes) -> None:
    """A kind that readers or printers do not show."""
    assert refuse(content, "quay.png").what == "no picture that we can read"


@pytest.mark.parametrize(
    ("attributes", "measure"),
    [
        ('viewBox="0 0 40 30"', (40, 30)),
        ('viewBox="-5,-5,40.4,29.6" width="9"', (40, 30)),
        ('width="40mm" height="30mm"', (40, 30)),
        ('width="40"', (40, 0)),
        ("", (0, 0)),
        (f'viewBox="0 0 {"9" * 400} 30"', (1_000_000, 30)),
        (f'width="{"9" * 400}" height="1"', (1_000_000, 1)),
    ],
)
def test_a_drawing_measures_what_its_view_box_or_its_sides_say(attributes: str, measure: tuple[int, int]) -> None:
    """In units of its own."""
    image = read_image(svg(attributes=attributes), "quay.SVG", "quay.SVG")
    assert (image.media_type, image.width_px, image.height_px) == ("image/svg+xml", *measure)


@pytest.mark.parametrize(
    "body",
    [
        '<g fill="url(#a)"><use href="#b"/><use xlink:href="#b"/></g>',
        "<style>path { fill: url(#a); stroke: red }</style>",
        '<path style="fill:url(#a);stroke-width:2"/>',
        "<!-- url(http://harbour.example) --><title>On the quay</title>",
        '<text y="20" font-size="1" xml:lang="en">The animation: a film about transitions</text>',
    ],
)
def test_a_still_and_whole_drawing_is_taken(body: str) -> None:
    """It may lead to its own parts."""
    assert read_image(svg(body), "quay.svg", "quay.svg").width_px == 40


@pytest.mark.parametrize(
    "body",
    [
        "<script>x()</script>",
        '<rect onclick="x()"/>',
        "<foreignObject/>",
        '<image href="http://harbour.example/a.png"/>',
        '<image href="#a" xlink:href="b.png"/>',
        '<image xlink:href="b.png" href="#a"/>',
        '<image href="data:image/png;base64,AA"/>',
        '<a href="https://harbour.example"/>',
        '<rect fill="url(http://harbour.example)"/>',
        "<rect style=\"fill: url( 'a.svg#b')\"/>",
        "<style>@import 'a.css';</style>",
        "<style>path { fill: red }<!-- -->@import 'a.css';</style>",
        "<style>path { fill: URL(//harbour.example) }</style>",
        "<style>path { fill: u\\72l(//harbour.example) }</style>",
        '<rect><animate attributeName="x"/></rect>',
        '<rect><set attributeName="x"/></rect>',
        "<animateTransform/>",
        "<animateMotion/>",
        "<discard/>",
        "<style>@keyframes a {}</style>",
        "<style>rect{animation:a 1s}</style>",
        "<style>rect{fill:red; -webkit-animation-name: a}</style>",
        '<rect style="transition: all 1s"/>',
    ],
)
def test_a_drawing_that_runs_moves_or_fetches_is_refused_at_its_line(body: str) -> None:
    """A book is whole, still and harmless."""
    error = refuse(svg(f"\n{body}"), "quay.svg")
    assert "runs, moves or fetches something" in error.what
    assert error.line == 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg>",
        svg() + b"x",
        b"<svg/>",
        draw("PNG"),
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"),
        b'<?xml-stylesheet href="http://harbour.example/a.css"?>' + svg(),
        svg("<g>" * 300 + "</g>" * 300),
    ],
    ids=["nothing", "open", "more after it", "no namespace", "a bitmap", "entities", "a stylesheet", "too deep"],
)
def test_what_is_no_plain_drawing_is_refused(content: bytes) -> None:
    """Nothing is loaded to find out."""
    refuse(content, "quay.svg")


def test_a_drawing_may_name_the_program_that_made_it() -> None:
    """Most do, in a comment above."""
    content = b'<?xml version="1.0"?>\n<!-- Drawn with a pencil -->\n' + svg()
    assert read_image(content, "quay.svg", "quay.svg").width_px == 40


@given(st.binary(max_size=60) | st.binary(max_size=60).map(lambda tail: draw("PNG")[:40] + tail))
def test_any_bytes_are_refused_as_a_picture(content: bytes) -> None:
    """Nothing but an error for the user is ever raised."""
    refuse(content, "quay.png")
    refuse(content, "quay.svg")
