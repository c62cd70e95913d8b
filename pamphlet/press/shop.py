"""A PDF → single pages for a print shop: trim and painted bleed, marks outside, no annotations, fonts embedded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from pikepdf import Array, Dictionary, Name, Pdf

from pamphlet.errors import PamphletError
from pamphlet.press.boxes import lay_upright
from pamphlet.press.imposition import Imposition, Placement, Printer, Sheet, Side
from pamphlet.press.ink import look_at_pages
from pamphlet.press.layout import Cell, Layout, Rect
from pamphlet.press.marks import Furniture, Marks, draw_marks
from pamphlet.press.metadata import carry_metadata
from pamphlet.press.order import Singles
from pamphlet.press.preflight.checks import Expected, preflight
from pamphlet.press.preflight.facts import fonts_of
from pamphlet.press.sheets import carry_layers, draw_page, save
from pamphlet.press.source import measure_pages, open_source, print_annotations
from pamphlet.press.wrapping import wrap_page
from pamphlet.units import MM_PER_INCH, Size, mm_to_pt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Page

    from pamphlet.press.preflight.report import Preflight

BLEED_MM: Final = 3.0
BLEED_INCH_MM: Final = MM_PER_INCH / 8
# How much paper is left around the bleed for marks and the slug line?
MARGIN_MM: Final = 9.0


@dataclass(frozen=True, slots=True)
class ShopJob:
    """What the shop asks for; where the PDF has no bleed it is mirrored from the page's edge, or refused."""

    bleed_mm: float = BLEED_MM
    missing_bleed: Literal["mirror", "refuse"] = "mirror"
    marks: Marks = field(default_factory=lambda: Marks(crops=True, registration=True))


@dataclass(frozen=True, slots=True)
class ShopPages:
    """The file for the shop, and the pages (from 1) whose bleed was mirrored."""

    pdf: bytes
    mirrored: tuple[int, ...]


def make_shop_pages(pdf: bytes, job: ShopJob | None = None) -> ShopPages:
    """Single pages that carry all that a shop asks for; what cannot be had is refused."""
    job = job or ShopJob()
    with open_source(pdf) as source, Pdf.new() as pages:
        sizes = measure_pages(source)
        refuse_loose_fonts(source)
        print_annotations(source)
        bare = tuple(
            number for number, seen in enumerate(look_at_pages(source, job.bleed_mm), start=1) if not seen.bleed_painted
        )
        refuse_missing_bleed(bare, job)
        furniture: dict[Size, Furniture] = {}
        for number, (page, size) in enumerate(zip(source.pages, sizes, strict=True), start=1):
            if size not in furniture:
                furniture[size] = furnish(pages, size, len(sizes), job)
            print_page(pages, page, furniture[size], number, mirror=number in bare)
        carry_layers(source, pages)
        carry_metadata(source, pages, "single")
        carry_intent(source, pages)
        return ShopPages(save(pages, source.pdf_version), bare)


def check_shop_pages(pdf: bytes, *, bleed_mm: float = BLEED_MM) -> Preflight:
    """Our own checks of what is ready for a print shop; they certify nothing."""
    return preflight(pdf, Expected(folded=False, for_shop=True, bleed_mm=bleed_mm))


def refuse_loose_fonts(source: Pdf) -> None:
    """Stop at a font that the shop may not have."""
    loose = sorted(name for name, embedded in fonts_of(source).items() if not embedded)
    if loose:
        message = f"the font {loose[0]} is not embedded in the PDF"
        raise PamphletError(message, advice="export it with all fonts embedded")


def refuse_missing_bleed(bare: tuple[int, ...], job: ShopJob) -> None:
    """Stop where ink ends at the trim, if bleed is not to be made up."""
    if bare and job.missing_bleed == "refuse":
        message = f"ink runs to the trim of page {bare[0]}, but the PDF has no {job.bleed_mm:g} mm of bleed there"
        raise PamphletError(message, advice="export it with bleed")


def furnish(pages: Pdf, size: Size, count: int, job: ShopJob) -> Furniture:
    """The paper of one page size, with its marks."""
    margin_mm = job.bleed_mm + (MARGIN_MM if job.marks != Marks() else 0)
    ground = Rect(margin_mm, margin_mm, *size)
    paper = ground.grown(margin_mm).size
    window = ground.grown(job.bleed_mm)
    layout = Layout("single", paper, (Cell(ground, window=window),), Singles(), one_sided=True)
    placement = Placement(0, ground, window)
    imposition = Imposition(layout, (Sheet(Side((placement,)), None),) * count, count)
    return Furniture(pages, imposition, job.marks, Printer(margin_mm=0.5), job.bleed_mm)


def print_page(pages: Pdf, page: Page, furniture: Furniture, number: int, *, mirror: bool) -> None:
    """Add one page with its boxes and marks."""
    paper = furniture.imposition.layout.sheet
    side = furniture.imposition.sheets[0].front
    placement = side.placements[0]
    printed = pages.add_blank_page(page_size=(mm_to_pt(paper.width_mm), mm_to_pt(paper.height_mm)))
    name = f"/Page{number}"
    strokes = list(draw_mirrored(page, name, placement)) if mirror else []
    marks, resources = draw_marks(furniture, side, number - 1, back=False)
    form: Object = pages.copy_foreign(wrap_page(page))
    printed.obj.Resources = Dictionary({"/XObject": Dictionary({name: form}), **resources})
    printed.obj.Contents = pages.make_stream(b"\n".join([*strokes, draw_page(page, name, placement), *marks]))
    printed.obj.TrimBox, printed.obj.BleedBox = box(placement.ground), box(placement.window)


def box(rect: Rect) -> Array:
    """A rectangle as a page box."""
    edges = (rect.x_mm, rect.y_mm, rect.right_mm, rect.head_mm)
    return Array([round(mm_to_pt(edge), 4) for edge in edges])


def draw_mirrored(page: Page, name: str, placement: Placement) -> Iterator[bytes]:
    """The page eight times around itself, mirrored at its edges and corners, as far as the bleed reaches.

    It is marked as an artifact: words in it are no words of the page.
    """
    ground, window = placement.ground, placement.window
    upright = lay_upright(page, 0, mm_to_pt(ground.x_mm), mm_to_pt(ground.y_mm)).encode().decode("ascii")
    columns = mirror_lines(ground.x_mm, ground.right_mm, window.x_mm, window.right_mm)
    rows = mirror_lines(ground.y_mm, ground.head_mm, window.y_mm, window.head_mm)
    yield b"/Artifact BMC"
    for x_way, x_shift, left, right in columns:
        for y_way, y_shift, foot, head in rows:
            if (x_way, y_way) == (1, 1):
                continue
            clip = " ".join(f"{mm_to_pt(edge):.4f}" for edge in (left, foot, right - left, head - foot))
            turn = f"{x_way} 0 0 {y_way} {mm_to_pt(x_shift):.4f} {mm_to_pt(y_shift):.4f} cm"
            yield f"q {clip} re W n {turn} {upright} cm {name} Do Q".encode("ascii")
    yield b"EMC"


def mirror_lines(start: float, end: float, low: float, high: float) -> tuple[tuple[int, float, float, float], ...]:
    """Before, on and behind the page: the way, the shift, and from where to where it is shown."""
    return (-1, 2 * start, low, start), (1, 0.0, start, end), (-1, 2 * end, end, high)


def carry_intent(source: Pdf, pages: Pdf) -> None:
    """Keep the profile that CMYK was made for."""
    stated = source.Root.get("/OutputIntents")
    if not isinstance(stated, Array):
        return
    kept = [pages.copy_foreign(source.make_indirect(each)) for each in stated.as_list() if is_for_print(each)]
    if kept:
        pages.Root.OutputIntents = Array(kept)


def is_for_print(intent: Object) -> bool:
    """Whether the intent names a press, not an archive."""
    return bool(intent.get("/S") == Name.GTS_PDFX)
