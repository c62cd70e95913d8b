"""Finished files → a small picture of their cover, as PNG."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from PIL import Image as Picture

from pamphlet.pipeline import FinishedFile

HEIGHT_PX: Final = 320
COLOURS: Final = 32


def draw_cover(files: Sequence[FinishedFile]) -> bytes:
    """The first page of the PDF, or else of the booklet's; b"" where no pages were made."""
    pdf = next((file for kind in ("pdf", "booklet") for file in files if file.format == kind), None)
    if pdf is None:
        return b""
    import pypdfium2  # noqa: PLC0415 - where there are no pages, nobody needs it

    with pypdfium2.PdfDocument(pdf.content) as document:
        page = document[0]
        drawn = page.render(scale=HEIGHT_PX / page.get_height()).to_pil().convert("RGB")
    return _to_png(drawn)


def _to_png(drawn: Picture.Image) -> bytes:
    written = io.BytesIO()
    # Without dithering, a cover of a few colours is a third as long.
    drawn.quantize(COLOURS, dither=Picture.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()
