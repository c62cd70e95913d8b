"""Pictures that claim too much, are not what they say, or are torn."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Final

from PIL import Image as Pillow

from .case import STATEMENT, Case, shown


def png(width: int, height: int, rows: bytes = b"", *chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG of grey that claims a measure and holds these rows (W3C PNG, 5 and 11)."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), *chunks, (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunked = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunked)


def picture(form: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: object) -> bytes:
    """A picture of one colour."""
    buffer = io.BytesIO()
    Pillow.new(mode, size).save(buffer, form, **options)
    return buffer.getvalue()


def animated(form: str) -> bytes:
    """Two frames."""
    return picture(form, save_all=True, append_images=[Pillow.new("RGB", (40, 30), "red")])


def many_scans() -> bytes:
    """A progressive JPEG whose last scan stands there a thousand times: a little file, and minutes of work."""
    whole = picture("JPEG", (2000, 2000), progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * 1000 + whole[-2:]


def webp_claim() -> bytes:
    """An extended WebP that claims the largest canvas there can be."""
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\x00" * 4 + b"\xff\x3f\x00" + b"\xff\x3f\x00"
    return b"RIFF" + struct.pack("<I", len(body)) + body


SMALL: Final = picture("PNG")
ROWS: Final = b"\0" * 41 * 30

# Which picture is refused, with which words?
REFUSED: Final[dict[str, tuple[bytes | Callable[[], bytes], str, str]]] = {
    "claims a billion pixels": (png(60_000, 60_000), "claims over 50 megapixels", "png"),
    "is vast in truth": (lambda: picture("PNG", (9000, 9000), "1"), "claims 9000 × 9000 pixels", "png"),
    "claims the longest line": (png(2**31 - 1, 1), "", "png"),
    "claims no width": (png(0, 5), "", "png"),
    "breaks off": (lambda: picture("PNG", (400, 300))[:-60], "damaged", "png"),
    "breaks off in its header": (SMALL[:20], "", "png"),
    "breaks off as a JPEG": (lambda: picture("JPEG", (400, 300))[:400], "", "jpg"),
    "has a bad checksum": (SMALL[:-24] + b"\xff" * 6 + SMALL[-18:], "", "png"),
    "is empty": (b"", "no picture", "png"),
    "is text": (b"not a picture at all", "no picture", "png"),
    "is a program for a printer": (b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file\n", "no picture", "png"),
    "is a TIFF": (lambda: picture("TIFF"), "no picture", "png"),
    "is a BMP": (lambda: picture("BMP"), "no picture", "png"),
    "is an icon": (lambda: picture("ICO"), "no picture", "png"),
    "is a PDF": (b"%PDF-1.7\n", "no picture", "png"),
    "is a page of HTML": (b"<script>alert(1)</script>", "no picture", "png"),
    "moves": (lambda: animated("GIF"), "moves", "gif"),
    "moves as a WebP": (lambda: animated("WEBP"), "moves", "webp"),
    "claims a vast GIF": (b"GIF89a\xff\xff\xff\xff\x00\x00\x00" + b"\x2c" + b"\0" * 9, "", "gif"),
    "claims a vast WebP": (webp_claim(), "", "webp"),
    "has a thousand scans": (many_scans, "scans", "jpg"),
    "swells in its words": (
        lambda: png(40, 30, ROWS, (b"zTXt", b"a\0\0" + zlib.compress(b"a" * 90_000_000))),
        "",
        "png",
    ),
    "swells in its profile": (
        lambda: png(40, 30, ROWS, (b"iCCP", b"a\0\0" + zlib.compress(b"a" * 90_000_000))),
        "",
        "png",
    ),
}

# Which one does no harm?
HARMLESS: Final[dict[str, tuple[bytes | Callable[[], bytes], str]]] = {
    "of one pixel": (lambda: picture("PNG", (1, 1)), "png"),
    "of one long row": (lambda: picture("PNG", (20_000, 1)), "png"),
    "of one tall column": (lambda: picture("PNG", (1, 20_000)), "png"),
    "with a zip behind it": (SMALL + b"PK\x03\x04" + b"\0" * 40, "png"),
    "under another ending": (lambda: picture("JPEG"), "png"),
    "in inks": (lambda: picture("JPEG", mode="CMYK"), "jpg"),
    "with a broken profile": (lambda: picture("JPEG", icc_profile=b"no profile"), "jpg"),
    "with broken facts of a camera": (lambda: picture("JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff"), "jpg"),
}

CASES: Final = (
    *(
        shown(f"a picture that {name}", "refused", words, content, kind=kind)
        for name, (content, words, kind) in REFUSED.items()
    ),
    *(shown(f"a picture {name}", "builds", "", content, kind=kind) for name, (content, kind) in HARMLESS.items()),
    shown("a picture of forty megapixels", "builds", "", lambda: picture("PNG", (8000, 5000)), bulky=True),
    shown(
        "a photograph of forty megapixels", "builds", "", lambda: picture("JPEG", (8000, 5000)), kind="jpg", bulky=True
    ),
    Case(
        "a picture shown a hundred times",
        "builds",
        "",
        {"a.md": STATEMENT + "\n" + "![A pump](p.png)\n\n" * 100, "p.png": SMALL},
        bulky=True,
    ),
    Case(
        "three hundred pictures",
        "refused",
        "over 200 pictures",
        {"a.md": STATEMENT + "\n" + "".join(f"![A pump](p{n}.png)\n\n" for n in range(300))}
        | {f"p{n}.png": SMALL for n in range(300)},
    ),
)
