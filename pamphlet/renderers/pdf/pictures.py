"""The pictures of the pamphlet → the names that the pages know them by, and their height in whole lines."""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from lxml import etree

from pamphlet.errors import PamphletError
from pamphlet.model import Image, Pamphlet
from pamphlet.renderers.pdf.geometry import PageGeometry
from pamphlet.renderers.pictures import fit_for_screen

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

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
# The shape of a drawing that states none.
HEIGHT_TO_WIDTH: Final = 0.75


def picture_paths(pamphlet: Pamphlet) -> dict[str, str]:
    """A picture's name in the edition → its path beside the page: a digest, for a name may be no fit path."""
    return {image.name: f"images/{_digest(image.name)}.{SUFFIXES[image.media_type]}" for image in pamphlet.images}


def picture_names(pamphlet: Pamphlet) -> dict[str, str]:
    """The path of a picture beside the page → its name in the edition."""
    return {path: name for name, path in picture_paths(pamphlet).items()}


def _digest(name: str) -> str:
    return hashlib.blake2b(name.encode(), digest_size=8).hexdigest()


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
    height_to_width = image.height_px / image.width_px if image.height_px and image.width_px else HEIGHT_TO_WIDTH
    lines = math.ceil(width_pt * height_to_width / geometry.leading_pt)
    return max(1, min(lines, math.floor(TALLEST_SHARE * geometry.lines)))


def picture_resources(pamphlet: Pamphlet, images: Mapping[str, bytes]) -> dict[str, bytes]:
    """The bytes of each picture by its path beside the page, as a page can show them."""
    paths = picture_paths(pamphlet)
    return {paths[image.name]: _as_printable(images[image.name], image.media_type) for image in pamphlet.images}


def _as_printable(content: bytes, media_type: str) -> bytes:
    """Upright, in RGB or grey of eight bits, and without what a camera adds: where and by whom it was taken."""
    if media_type == "image/svg+xml":
        return content
    from PIL import Image as Pillow  # noqa: PLC0415 - slow to import, and the e-book’s cover may be at hand
    from PIL import ImageOps  # noqa: PLC0415 - as above

    with Pillow.open(io.BytesIO(content)) as picture:
        if picture.mode.startswith("I"):  # 16 bits of grey
            content = _as_png(picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L"))
        elif picture.mode == "CMYK":
            content = _as_png(ImageOps.exif_transpose(picture).convert("RGB"))
    return fit_for_screen(content, media_type).content


def _as_png(picture: Picture) -> bytes:
    converted = io.BytesIO()
    picture.save(converted, "PNG")
    return converted.getvalue()


def words_in_drawings(pamphlet: Pamphlet, images: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The text that stands in each drawing, with the drawing's name."""
    for image in pamphlet.images:
        if image.media_type == "image/svg+xml":
            yield image.name, "".join(etree.fromstring(images[image.name]).itertext())
