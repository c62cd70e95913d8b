"""A picture's bytes → its kind and measure, once it is known to be whole and harmless."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from typing import Final

from lxml import etree
from PIL import Image as Pillow
from PIL import ImageFile, UnidentifiedImageError

from pamphlet.errors import PamphletError
from pamphlet.model import Image

MOST_PIXELS: Final = 100_000_000
FORMATS: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
SVG: Final = "{http://www.w3.org/2000/svg}"
# What in an SVG can run or fetch: https://www.w3.org/TR/SVG2/interact.html, linking.html
ACTIVE_ELEMENTS: Final = frozenset({"script", "foreignObject", "iframe", "audio", "video", "handler", "listener"})


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
        with warnings.catch_warnings(), Pillow.open(io.BytesIO(content), formats=tuple(FORMATS)) as picture:
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)  # the limit below is ours
            if picture.width * picture.height > MOST_PIXELS:
                raise PamphletError(
                    f"the picture claims {picture.width} × {picture.height} pixels",
                    advice=f"keep it under {MOST_PIXELS // 1_000_000} million",
                    where=where,
                )
            picture.load()
            return FORMATS[picture.format or ""], picture.width, picture.height
    except UnidentifiedImageError:
        raise PamphletError("no picture that we can read", advice="save it as PNG, JPEG or SVG", where=where) from None
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError) as error:
        raise PamphletError(f"the picture is damaged ({error})", advice="save it again", where=where) from None


def _read_svg(content: bytes, where: str) -> tuple[str, int, int]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise PamphletError(f"not a well-formed SVG ({error.msg})", advice="save it again", where=where) from None
    if root.tag != f"{SVG}svg" or root.getroottree().docinfo.doctype:
        raise PamphletError("no plain SVG", advice="save it as plain SVG without a DOCTYPE", where=where)
    for element in root.iter():
        _refuse_active(element, where)
    width, height = _svg_measure(root)
    return "image/svg+xml", width, height


def _refuse_active(element: etree._Element, where: str) -> None:
    if not isinstance(element.tag, str):
        return
    tag = etree.QName(element).localname
    references = (
        value
        for key, value in element.attrib.items()
        if etree.QName(key).localname == "href" and not str(value).startswith("#")
    )
    active = tag in ACTIVE_ELEMENTS or any(etree.QName(key).localname.startswith("on") for key in element.attrib)
    fetching = next(references, None) or (tag == "style" and re.search(r"@import|url\(", element.text or ""))
    if active or fetching:
        raise PamphletError(
            f"the SVG's <{tag}> runs or fetches something",
            advice="save it as plain SVG with everything inside",
            where=where,
            line=element.sourceline,
        )


def _svg_measure(root: etree._Element) -> tuple[int, int]:
    box = [float(number) for number in re.findall(r"-?\d+\.?\d*", str(root.get("viewBox", "")))]
    if len(box) == 4:  # min-x, min-y, width, height: SVG 2, 8.2
        return round(box[2]), round(box[3])
    sides = (re.match(r"\d+\.?\d*", str(root.get(side, ""))) for side in ("width", "height"))
    width, height = (round(float(side[0])) if side else 0 for side in sides)
    return width, height
