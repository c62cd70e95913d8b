"""A picture's bytes → its kind and measure, once it is known to be whole and harmless."""

from __future__ import annotations

import hashlib
import io
import warnings
from typing import Final

from PIL import ExifTags, ImageFile, UnidentifiedImageError
from PIL import Image as Pillow

from pamphlet.errors import PamphletError
from pamphlet.limits import HOW_TO_ALLOW, LIMITS, Limits
from pamphlet.model import Image
from pamphlet.readers.drawings import read_drawing

FORMATS: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
# What a camera calls a JPEG with a second, small picture in it: every reader shows the first.
SEVERAL_IN_ONE: Final = "MPO"
MOST_SCANS: Final = 100
"""A progressive JPEG has some ten; each goes over the whole picture (start of scan: ITU T.81, B.1.1.3)."""
START_OF_SCAN: Final = b"\xff\xda"


def read_image(content: bytes, name: str, where: str, limits: Limits = LIMITS) -> Image:
    """The picture as the model names it; `where` is its path as the user would type it."""
    if name.lower().endswith(".svg"):
        media_type, width, height = "image/svg+xml", *read_drawing(content, where, limits)
    else:
        media_type, width, height = _read_bitmap(content, where, limits)
    return Image(name, media_type, width, height, hashlib.sha256(content).hexdigest())


def _read_bitmap(content: bytes, where: str, limits: Limits) -> tuple[str, int, int]:
    # WeasyPrint sets this to True when it is imported, and then a torn picture prints in silence.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with _open(content) as picture:
            _refuse_unfit(picture, content, where, limits)
            picture.load()
            form = "JPEG" if picture.format == SEVERAL_IN_ONE else picture.format or ""
            width, height = picture.size
            # EXIF, 4.6.4: from 5 on, a camera was held on its side.
            sideways = picture.getexif().get(ExifTags.Base.Orientation, 1) >= 5
            return (FORMATS[form], height, width) if sideways else (FORMATS[form], width, height)
    except UnidentifiedImageError:
        raise PamphletError("no picture that we can read", advice="save it as PNG, JPEG or SVG", where=where) from None
    except PamphletError:
        raise
    except Pillow.DecompressionBombError:
        what, advice = f"the picture claims over {limits.picture_megapixels} megapixels", "save it smaller"
        raise PamphletError(what, advice=advice, where=where) from None
    except Exception as error:  # noqa: BLE001 - Pillow's readers raise whatever the damage leads them into
        raise PamphletError(f"the picture is damaged ({error})", advice="save it again", where=where) from None


def _open(content: bytes) -> Pillow.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the limit on pixels is ours, and what is torn is refused
        return Pillow.open(io.BytesIO(content), formats=tuple(FORMATS))


def _refuse_unfit(picture: Pillow.Image, content: bytes, where: str, limits: Limits) -> None:
    """Refuse, before it is unpacked, what moves, or would take the machine's memory or time."""
    if getattr(picture, "is_animated", False) and picture.format != SEVERAL_IN_ONE:
        raise PamphletError("the picture moves", advice="save one frame of it as PNG", where=where)
    advice = f"save it smaller, or {HOW_TO_ALLOW}"
    if picture.width * picture.height > limits.picture_megapixels * 1_000_000:
        what = f"the picture claims {picture.width} × {picture.height} pixels"
        raise PamphletError(what, advice=advice, where=where)
    if picture.format == "JPEG" and content.count(START_OF_SCAN) > MOST_SCANS:
        raise PamphletError(f"the JPEG has over {MOST_SCANS} scans", advice="save it again", where=where)
