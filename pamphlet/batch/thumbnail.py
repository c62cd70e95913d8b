"""Finished files → a small picture of their cover, as PNG."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final
from zipfile import ZipFile

from PIL import Image as Picture

from pamphlet.pipeline import FinishedFile

HEIGHT_PX: Final = 320
COVER_INSIDE: Final = "cover.jpg"
"""The cover's picture in an e-book (renderers/epub/items.py)."""
COLOURS: Final = 32


def draw_cover(files: Sequence[FinishedFile]) -> bytes:
    """The first page of the PDF, or else the e-book's cover, which is that page; b"" where there is neither."""
    by_format = {file.format: file.content for file in files}
    if "pdf" in by_format:
        return _to_png(_first_page(by_format["pdf"]))
    return _to_png(_cover_inside(by_format["epub"])) if "epub" in by_format else b""


def _first_page(pdf: bytes) -> Picture.Image:
    import pypdfium2  # noqa: PLC0415 - where there are no pages, nobody needs it

    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        drawn: Picture.Image = page.render(scale=HEIGHT_PX / page.get_height()).to_pil().convert("RGB")
    return drawn


def _cover_inside(epub: bytes) -> Picture.Image:
    with ZipFile(io.BytesIO(epub)) as archive:
        name = next(name for name in archive.namelist() if PurePosixPath(name).name == COVER_INSIDE)
        drawn = Picture.open(io.BytesIO(archive.read(name)), formats=["JPEG"])
    return drawn.resize((round(drawn.width * HEIGHT_PX / drawn.height), HEIGHT_PX))


def _to_png(drawn: Picture.Image) -> bytes:
    written = io.BytesIO()
    # Without dithering, a cover of a few colours is a third as long.
    drawn.quantize(COLOURS, dither=Picture.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()
