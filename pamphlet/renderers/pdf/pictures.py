"""The pictures of the pamphlet → the names that the pages know them by, and their height in whole lines."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree
from PIL import Image as Pillow

from pamphlet.errors import PamphletError
from pamphlet.model import Image, Pamphlet
from pamphlet.renderers.pdf.geometry import PageGeometry

SUFFIXES: Final = {
    "image/gif": "gif",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/webp": "webp",
}
# A bitmap is set no larger than this resolution allows; a drawing has none and takes the measure.
LEAST_DPI: Final = 150
TALLEST_SHARE: Final = 0.6
PRINTABLE_MODES: Final = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA"})


def picture_paths(pamphlet: Pamphlet) -> dict[str, str]:
    """A picture's name in the edition → its path beside the page; numbered, for a name may be no fit path."""
    return {
        image.name: f"images/{number}.{SUFFIXES[image.media_type]}" for number, image in enumerate(pamphlet.images, 1)
    }


def find_path(paths: Mapping[str, str], name: str, where: str) -> str:
    """The path of the picture that a text shows; one that the edition lacks is refused."""
    if name not in paths:
        raise PamphletError(
            f"the text shows the picture “{name}”, which is not part of the edition",
            advice="put it beside the statements",
            where=where,
        )
    return paths[name]


def picture_css(pamphlet: Pamphlet, geometry: PageGeometry) -> str:
    """Each figure's height as a whole number of lines, so that the text below stays on the grid."""
    paths = picture_paths(pamphlet)
    heights = {paths[image.name]: count_lines(image, geometry) * geometry.leading_pt for image in pamphlet.images}
    return "".join(f'figure img[src="{path}"] {{ height: {height}pt }}\n' for path, height in heights.items())


def count_lines(image: Image, geometry: PageGeometry) -> int:
    """How many lines a picture takes when it is as wide as the measure or its resolution allow."""
    measure_pt = geometry.measure_pt
    widest_pt = measure_pt if image.media_type == "image/svg+xml" else image.width_px * 72 / LEAST_DPI
    width_pt = min(measure_pt, widest_pt)
    lines = math.ceil(width_pt * image.height_px / max(image.width_px, 1) / geometry.leading_pt)
    return max(1, min(lines, math.floor(TALLEST_SHARE * geometry.lines)))


def picture_resources(pamphlet: Pamphlet, images: Mapping[str, bytes]) -> dict[str, bytes]:
    """The bytes of each picture by its path beside the page, in colours that the page has."""
    return {path: _as_printable(images[name], path) for name, path in picture_paths(pamphlet).items()}


def _as_printable(content: bytes, path: str) -> bytes:
    """The same picture as RGB if it is in CMYK or deeper than eight bits, for a page has one kind of colour."""
    if path.endswith(".svg"):
        return content
    with Pillow.open(io.BytesIO(content)) as picture:
        if picture.mode in PRINTABLE_MODES:
            return content
        deep = picture.mode.startswith("I")  # 16 bits of grey
        plain = (
            picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L") if deep else picture.convert("RGB")
        )
    converted = io.BytesIO()
    plain.save(converted, "PNG")
    return converted.getvalue()


def words_in_drawings(pamphlet: Pamphlet, images: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The text that stands in each drawing, with the drawing's name."""
    for image in pamphlet.images:
        if image.media_type == "image/svg+xml":
            yield image.name, "".join(etree.fromstring(images[image.name]).itertext())
