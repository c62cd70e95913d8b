"""A picture's bytes → its kind and measure, once it is known to be whole and harmless."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from typing import Final

from lxml import etree
from PIL import ExifTags, ImageFile, UnidentifiedImageError
from PIL import Image as Pillow

from pamphlet.errors import PamphletError
from pamphlet.model import Image

MOST_PIXELS: Final = 100_000_000
FORMATS: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
# What a camera calls a JPEG with a second, small picture in it: every reader shows the first.
SEVERAL_IN_ONE: Final = "MPO"
LARGEST_MEASURE: Final = 1_000_000
SVG: Final = "{http://www.w3.org/2000/svg}"
# What in an SVG can run or fetch: https://www.w3.org/TR/SVG2/interact.html, linking.html; and what in it can move:
# https://svgwg.org/specs/animations/ (the EPUB states that nothing in it does).
ACTIVE_ELEMENTS: Final = frozenset(
    {"script", "foreignObject", "iframe", "audio", "video", "handler", "listener"}
    | {"animate", "animateColor", "animateMotion", "animateTransform", "set", "discard"}
)
FETCHING: Final = re.compile(r"@import|url\(\s*[\"']?\s*(?!#)[^\s\"')]", re.IGNORECASE)
MOVING: Final = re.compile(r"@keyframes|(?:^|[\s;{-])(?:animation|transition|offset-path)[\w-]*\s*:", re.IGNORECASE)


def read_image(content: bytes, name: str, where: str) -> Image:
    """The picture as the model names it; `where` is its path as the user would type it."""
    if name.lower().endswith(".svg"):
        media_type, width, height = _read_svg(content, where)
    else:
        media_type, width, height = _read_bitmap(content, where)
    return Image(name, media_type, width, height, hashlib.sha256(content).hexdigest())


def _read_bitmap(content: bytes, where: str) -> tuple[str, int, int]:
    # WeasyPrint sets this to True when it is imported, and then a torn picture prints in silence.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with _open(content) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PamphletError(
                    f"the picture claims {picture.width} × {picture.height} pixels",
                    advice=f"keep it under {MOST_PIXELS // 1_000_000} million",
                    where=where,
                )
            picture.load()
            form = "JPEG" if picture.format == SEVERAL_IN_ONE else picture.format or ""
            if getattr(picture, "is_animated", False) and picture.format != SEVERAL_IN_ONE:
                raise PamphletError("the picture moves", advice="save one frame of it as PNG", where=where)
            width, height = picture.size
            # EXIF, 4.6.4: from 5 on, a camera was held on its side.
            sideways = picture.getexif().get(ExifTags.Base.Orientation, 1) >= 5
            return (FORMATS[form], height, width) if sideways else (FORMATS[form], width, height)
    except UnidentifiedImageError:
        raise PamphletError("no picture that we can read", advice="save it as PNG, JPEG or SVG", where=where) from None
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError) as error:
        raise PamphletError(f"the picture is damaged ({error})", advice="save it again", where=where) from None


def _open(content: bytes) -> Pillow.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)  # the limit on pixels is ours
        return Pillow.open(io.BytesIO(content), formats=tuple(FORMATS))


def _read_svg(content: bytes, where: str) -> tuple[str, int, int]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise PamphletError(f"not a well-formed SVG ({error.msg})", advice="save it again", where=where) from None
    if root.tag != f"{SVG}svg" or root.getroottree().docinfo.doctype:
        raise PamphletError("no plain SVG", advice="save it as plain SVG without a DOCTYPE", where=where)
    if any(isinstance(node, etree._ProcessingInstruction) for node in root.itersiblings(preceding=True)):  # noqa: SLF001 - the class that etree.PI makes
        raise PamphletError("the SVG names a stylesheet", advice="save it with everything inside", where=where)
    for element in root.iter(etree.Element):
        _refuse_active(element, where)
    width, height = _svg_measure(root)
    return "image/svg+xml", width, height


def _refuse_active(element: etree._Element, where: str) -> None:
    tag = etree.QName(element).localname
    attributes = [(etree.QName(key).localname, str(value)) for key, value in element.attrib.items()]
    css = [value for name, value in attributes if name == "style"]
    css += ["".join(map(str, element.itertext()))] if tag == "style" else []
    active = tag in ACTIVE_ELEMENTS or any(name.startswith("on") for name, _ in attributes)
    leading = any(name == "href" and not value.startswith("#") for name, value in attributes)
    # A backslash can spell any of these words so that we do not see it: https://www.w3.org/TR/css-syntax-3/#escaping
    fetching = any(FETCHING.search(value) for _, value in attributes) or any(map(FETCHING.search, css))
    moving = any(MOVING.search(rules) or "\\" in rules for rules in css)
    if active or leading or fetching or moving:
        raise PamphletError(
            f"the SVG's <{tag}> runs, moves or fetches something",
            advice="save it as plain SVG with everything inside",
            where=where,
            line=element.sourceline,
        )


def _svg_measure(root: etree._Element) -> tuple[int, int]:
    box = [float(number) for number in re.findall(r"-?\d+\.?\d*", str(root.get("viewBox", "")))]
    if len(box) == 4:  # min-x, min-y, width, height: SVG 2, 8.2
        return _rounded(box[2]), _rounded(box[3])
    sides = (re.match(r"\d+\.?\d*", str(root.get(side, ""))) for side in ("width", "height"))
    width, height = (_rounded(float(side[0])) if side else 0 for side in sides)
    return width, height


def _rounded(length: float) -> int:
    return round(min(max(length, 0), LARGEST_MEASURE))
