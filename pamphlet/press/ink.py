"""A PDF → where its pages bear ink and text, seen by rendering them; nothing that is printed comes from here."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Final, NamedTuple

from pikepdf import Array, Page, Pdf, Rectangle

from pamphlet.press.boxes import find_bleed, find_trim, user_unit
from pamphlet.units import mm_to_pt, pt_to_mm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

# How many pixels has a millimetre, and a page at most? How far from the trim is its edge looked at; what is white?
PIXELS_PER_MM: Final = 2
MOST_PIXELS: Final = 20_000_000
EDGE_MM: Final = 1.0
WHITE: Final = 250
# How much of an inked edge may end at the trim before its bleed counts as missing? Antialiasing takes a little.
UNPAINTED_SHARE: Final = 0.02


Margins = tuple[float, float, float, float]
"""How far text keeps from the trim at the left, the foot, the right and the head, in millimetres; below 0 past it."""


class Seen(NamedTuple):
    """What a page shows: the share of its area that bears ink, its mean darkness, its edges, its text's margins.

    Margins are those of the page as it is drawn, before it is turned to be read; None where there is no text.
    """

    inked: float
    darkness: float
    edge_inked: bool
    bleed_painted: bool
    text_margins_mm: Margins | None


def look_at_pages(source: Pdf, bleed_mm: float = 3.0) -> Iterator[Seen]:
    """Each page as it is printed, with so much bleed around it."""
    import pypdfium2  # noqa: PLC0415 - only who wants to see needs it

    with Pdf.new() as copy:
        boxes = []
        for page in source.pages:
            boxes.append((find_trim(page), find_bleed(page), user_unit(page)))
            copy.pages.append(page)
        for page, (trim, _, unit) in zip(copy.pages, boxes, strict=True):
            frame_page(page, trim, mm_to_pt(bleed_mm) / unit)
        file = io.BytesIO()
        copy.save(file)
    with pypdfium2.PdfDocument(file.getvalue()) as opened:
        for number, (trim, bleed, unit) in enumerate(boxes):
            shown = opened[number]
            # PDFium measures a page in its own units.
            per_mm = fineness(pt_to_mm(trim.width * unit) * pt_to_mm(trim.height * unit))
            picture = shown.render(scale=per_mm * unit / mm_to_pt(1), may_draw_forms=False).to_pil().convert("L")
            yield judge(picture, per_mm, bleed_mm, bleed_reach(trim, bleed, unit), measure_text(shown, trim, unit))
            shown.close()


def fineness(area_mm2: float) -> float:
    """How many pixels a millimetre is seen in: fewer on a page for a whole wall."""
    return min(PIXELS_PER_MM, math.sqrt(MOST_PIXELS / area_mm2))


def frame_page(page: Page, trim: Rectangle, bleed: float) -> None:
    """Show the page's trim and a frame around it, upright or not."""
    frame = Array([trim.llx - bleed, trim.lly - bleed, trim.urx + bleed, trim.ury + bleed])
    for name in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/UserUnit", "/Rotate", "/Annots"):
        if name in page.obj:
            del page.obj[name]
    page.obj.MediaBox = frame
    page.obj.Rotate = 0


def bleed_reach(trim: Rectangle, bleed: Rectangle, unit: float) -> float:
    """How far the bleed reaches past the trim on the side where it reaches least."""
    reach = (trim.llx - bleed.llx, trim.lly - bleed.lly, bleed.urx - trim.urx, bleed.ury - trim.ury)
    return max(0.0, pt_to_mm(min(reach) * unit))


def judge(
    picture: Image.Image, per_mm: float, bleed_mm: float, reach_mm: float, text_margins_mm: Margins | None
) -> Seen:
    """What the rendered page shows."""
    frame = round(bleed_mm * per_mm)
    page = picture.crop((frame, frame, picture.width - frame, picture.height - frame))
    values = page.histogram()
    pixels = max(1, sum(values))
    inked = sum(values[:WHITE]) / pixels
    darkness = sum((255 - value) * count for value, count in enumerate(values)) / (255 * pixels)
    edges, outside = (
        read_frame(picture, frame, EDGE_MM * per_mm, inside=True),
        read_frame(picture, frame, bleed_mm * per_mm, inside=False),
    )
    marked = [at for at, value in enumerate(edges) if value < WHITE]
    bare = sum(outside[at] >= WHITE for at in marked if at < len(outside))
    # Rounding page boxes to points costs a third of a millimetre.
    painted = not marked or (reach_mm >= bleed_mm - 0.4 and bare <= UNPAINTED_SHARE * len(marked))
    return Seen(inked, darkness, bool(marked), painted, text_margins_mm)


def read_frame(picture: Image.Image, frame: int, away: float, *, inside: bool) -> bytes:
    """The pixels along the four edges of the page, so many inside its trim at most, or outside where its bleed ends."""
    off = frame + round(away / 2) if inside else max(1, frame - round(away) + 1)
    width, height = picture.size
    left, foot, right, head = frame, height - frame, width - frame, frame
    lines = (
        (left, off, right, off + 1),
        (left, height - off - 1, right, height - off),
        (off, head, off + 1, foot),
        (width - off - 1, head, width - off, foot),
    )
    return b"".join(picture.crop(line).tobytes() for line in lines)


def measure_text(shown: object, trim: Rectangle, unit: float) -> Margins | None:
    """The margins around all text of the page; None for a page without text."""
    text = shown.get_textpage()  # type: ignore[attr-defined]
    boxes = [text.get_rect(number) for number in range(text.count_rects())]
    text.close()
    # What lies wholly beside the page is no part of it: a slug line.
    inside = [
        (left - trim.llx, foot - trim.lly, trim.urx - right, trim.ury - head)
        for left, foot, right, head in boxes
        if right >= trim.llx and left <= trim.urx and head >= trim.lly and foot <= trim.ury
    ]
    if not inside:
        return None
    left, foot, right, head = (pt_to_mm(min(side) * unit) for side in zip(*inside, strict=True))
    return left, foot, right, head
