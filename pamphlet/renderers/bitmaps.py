"""A bitmap → the file that a screen needs of it: small, upright, in the colours of screens, and without its history."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image as Pillow
from PIL import ImageCms, ImageFile, ImageOps

LONGEST_SIDE_PX: Final = 1600
"""As many as a large telephone or a page at 300 dpi can show."""
JPEG_QUALITY: Final = 82
MOST_COLOURS: Final = 256
"""A drawing has no more; a photograph has, and is smaller as JPEG."""
HISTORY: Final = frozenset({"exif", "icc_profile", "comment", "xmp", "photoshop"})
"""What a camera or a program leaves in a JPEG: where it was taken, and by whom."""


def fit_bitmap(content: bytes) -> tuple[bytes, str]:
    """The picture, of at most `LONGEST_SIDE_PX`, as a PNG or a JPEG, whichever suits it; and its media type."""
    # WeasyPrint sets this to True when it is imported.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with Pillow.open(io.BytesIO(content)) as opened:
        is_bare_jpeg = opened.format == "JPEG" and not opened.info.keys() & HISTORY
        has_few_colours = opened.format != "JPEG" and _has_few_colours(opened)
        fitted = _fit(opened)
        fits = fitted.size == opened.size
    if has_few_colours or fitted.mode == "RGBA":
        return _as_png(fitted, has_few_colours=has_few_colours), "image/png"
    drawn = _as_jpeg(fitted, JPEG_QUALITY)
    keeps = is_bare_jpeg and fits and len(content) <= len(drawn)
    return content if keeps else drawn, "image/jpeg"


def shrink_bitmap(content: bytes, most_bytes: int) -> bytes:
    """The picture, as a JPEG of less quality."""
    with Pillow.open(io.BytesIO(content)) as opened:
        picture = opened.convert("RGB")
    shrunk = (_as_jpeg(picture, quality) for quality in range(JPEG_QUALITY, 0, -9))
    return next((each for each in shrunk if len(each) <= most_bytes), content)


def _has_few_colours(picture: Pillow.Image) -> bool:
    return picture.convert("RGBA").getcolors(MOST_COLOURS) is not None


def _fit(picture: Pillow.Image) -> Pillow.Image:
    """Upright, in sRGB, no larger than the limit, and without metadata."""
    upright = _in_srgb(ImageOps.exif_transpose(picture))
    is_transparent = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
    fitted = upright.convert("RGBA" if is_transparent else "L" if upright.mode in {"1", "L"} else "RGB")
    if fitted.mode == "RGBA" and fitted.getchannel("A").getextrema() == (255, 255):
        fitted = fitted.convert("RGB")
    fitted.thumbnail((LONGEST_SIDE_PX, LONGEST_SIDE_PX), Pillow.Resampling.LANCZOS)
    # A new picture, for Pillow carries comments and profiles over.
    bare = Pillow.new(fitted.mode, fitted.size)
    bare.paste(fitted)
    return bare


def _in_srgb(picture: Pillow.Image) -> Pillow.Image:
    """The picture in the colours that every screen knows, if it brings a profile of its own."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "CMYK"}:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture  # a broken profile: its colours are anybody's guess, and these the likeliest
    return converted or picture


def _as_png(picture: Pillow.Image, *, has_few_colours: bool) -> bytes:
    drawn = io.BytesIO()
    (picture.quantize(MOST_COLOURS) if has_few_colours and picture.mode == "RGB" else picture).save(
        drawn, "PNG", optimize=True
    )
    return drawn.getvalue()


def _as_jpeg(picture: Pillow.Image, quality: int) -> bytes:
    drawn = io.BytesIO()
    picture.save(drawn, "JPEG", quality=quality, optimize=True, progressive=True)
    return drawn.getvalue()
