"""A PDF of single pages → a PDF of sheets to print on both sides, fold in the middle and staple."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, PasswordError, Pdf, PdfError

from pamphlet.errors import PamphletError
from pamphlet.press.boxes import find_bleed, lay_upright, measure_page
from pamphlet.press.imposition import ROUNDING_MM, SaddleStitch, find_sheet_for, impose, pages_fit
from pamphlet.press.job import carry_metadata, set_printing
from pamphlet.units import Size, mm_to_pt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Page

    from pamphlet.press.imposition import Binding, Flip, Placement, Side


def impose_booklet(
    pdf: bytes,
    *,
    sheet: Size,
    flip: Flip = "short",
    binding: Binding = "left",
    paper_thickness_mm: float = 0.1,
) -> bytes:
    """Lay the pages at their full size on landscape sheets, front and back in turn, outermost sheet first.

    Links, notes, outline and structure stay behind: the sheets are for the printer, not for the screen.
    """
    with open_source(pdf) as source, Pdf.new() as booklet:
        page = measure_pages(source)
        check_sheet(page, sheet)
        stitch = SaddleStitch(page, sheet, flip, binding, paper_thickness_mm)
        for folded in impose(len(source.pages), stitch).sheets:
            for side in (folded.front, folded.back):
                print_side(booklet, source, side, sheet.landscape)
        carry_layers(source, booklet)
        carry_metadata(source, booklet)
        set_printing(booklet, flip)
        return save(booklet, source.pdf_version)


def count_pages(pdf: bytes) -> int:
    """How many pages the PDF has."""
    with open_source(pdf) as source:
        return len(source.pages)


@contextmanager
def open_source(pdf: bytes) -> Iterator[Pdf]:
    """The opened PDF; damage that comes to light while its pages are copied is reported too."""
    try:
        with Pdf.open(BytesIO(pdf)) as source:
            refuse_encryption(source)
            yield source
    except PasswordError:
        raise report_encryption() from None
    except PdfError as error:
        raise PamphletError("the PDF is damaged and cannot be read", advice="export it anew") from error


def refuse_encryption(source: Pdf) -> None:
    """Stop at a PDF that opens without a password but forbids its reader something."""
    if source.is_encrypted:
        raise report_encryption()


def report_encryption() -> PamphletError:
    """The error for a PDF that is locked in any way."""
    return PamphletError("the PDF is encrypted", advice="save a copy without a password and impose that")


def measure_pages(source: Pdf) -> Size:
    """The size that all pages have, give or take a rounded point."""
    sizes = [measure_page(page) for page in source.pages]
    if not sizes:
        raise PamphletError("the PDF has no pages", advice="give one with at least one page")
    for number, size in enumerate(sizes, start=1):
        if any(abs(length - first) > ROUNDING_MM for length, first in zip(size, sizes[0], strict=True)):
            message = f"page {number} measures {name_size(size)} but page 1 measures {name_size(sizes[0])}"
            raise PamphletError(message, advice="give all pages of a booklet one size")
    return sizes[0]


def check_sheet(page: Size, sheet: Size) -> None:
    """Stop when two pages would have to be shrunk to lie on the sheet."""
    if pages_fit(page, sheet):
        return
    paper = find_sheet_for(page)
    message = f"two pages of {name_size(page)} do not fit on a sheet of {name_size(sheet.landscape)}"
    raise PamphletError(message, advice=f"print on {paper}" if paper else "typeset it at a smaller page size")


def name_size(size: Size) -> str:
    """A size as people write it: `148 × 210 mm`."""
    return f"{size.width_mm:.4g} × {size.height_mm:.4g} mm"


def print_side(booklet: Pdf, source: Pdf, side: Side, sheet: Size) -> None:
    """Add one side of a sheet with its two pages."""
    width_pt, height_pt = mm_to_pt(sheet.width_mm), mm_to_pt(sheet.height_mm)
    printed = booklet.add_blank_page(page_size=(width_pt, height_pt))
    forms: dict[str, Object] = {}
    strokes = []
    for placement, half_pt in ((side.left, 0.0), (side.right, width_pt / 2)):
        if placement.page is not None:
            page, name = source.pages[placement.page], f"/Page{placement.page + 1}"
            forms[name] = booklet.copy_foreign(wrap_page(page))
            strokes.append(draw_page(page, name, placement, (half_pt, width_pt / 2, height_pt)))
    printed.obj.Resources = Dictionary(XObject=Dictionary(forms))
    printed.obj.Contents = booklet.make_stream(b"\n".join(strokes))


def wrap_page(page: Page) -> Object:
    """The page as a form in its own coordinates, cut off where its bleed ends."""
    form = page.as_form_xobject(handle_transformations=False)
    bleed = find_bleed(page)
    form.BBox = Array([bleed.llx, bleed.lly, bleed.urx, bleed.ury])
    return form


def draw_page(page: Page, name: str, placement: Placement, half_pt: tuple[float, float, float]) -> bytes:
    """The operators that draw the page, clipped at the fold so that no bleed runs onto its neighbour.

    `half_pt` is the half of the sheet that the page may cover: left edge, width and height.
    """
    left_pt, width_pt, height_pt = half_pt
    matrix = lay_upright(page, placement.rotation, mm_to_pt(placement.x_mm), mm_to_pt(placement.y_mm))
    clip = f"{left_pt:.5f} 0 {width_pt:.5f} {height_pt:.5f} re W n"
    return f"q {clip} {matrix.encode().decode('ascii')} cm {name} Do Q".encode("ascii")


def carry_layers(source: Pdf, booklet: Pdf) -> None:
    """Keep hidden layers hidden: without this dictionary every layer prints. ISO 32000-1, 8.11.4."""
    if Name.OCProperties in source.Root:
        layers = source.make_indirect(source.Root.OCProperties)
        booklet.Root.OCProperties = booklet.copy_foreign(layers)


def save(booklet: Pdf, version: str) -> bytes:
    """The finished file: an identifier made of its content, and no clock."""
    finished = BytesIO()
    # Duplex came with PDF 1.7.
    booklet.save(
        finished,
        deterministic_id=True,
        min_version=max(version, "1.7"),
        object_stream_mode=ObjectStreamMode.generate,
    )
    return finished.getvalue()
