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
COLOURS_OF_PICTURES: Final = 64
MOST_PLAIN: Final = 4096
"""More colours than a cover without a photograph has, with all the shades at the edges of its letters."""


def draw_cover(files: Sequence[FinishedFile]) -> bytes:
    """The first page of the PDF, or else the e-book's cover, which is that page; b"" where there is neither."""
    by_format = {file.format: file.content for file in files}
    if "pdf" in by_format:
        return to_png(_first_page(by_format["pdf"]))
    return to_png(_cover_inside(by_format["epub"])) if "epub" in by_format else b""


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


def to_png(drawn: Picture.Image) -> bytes:
    """The picture in a few colours: the best of a plain cover’s; of a photograph’s, which have no end, quickly."""
    is_plain = drawn.getcolors(MOST_PLAIN) is not None
    method = Picture.Quantize.MAXCOVERAGE if is_plain else Picture.Quantize.FASTOCTREE
    # Without dithering, a cover of a few colours is a third as long.
    few = drawn.quantize(COLOURS if is_plain else COLOURS_OF_PICTURES, method=method, dither=Picture.Dither.NONE)
    written = io.BytesIO()
    few.save(written, "PNG")
    return written.getvalue()
