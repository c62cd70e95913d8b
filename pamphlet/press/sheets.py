"""A PDF of single pages and a job → a PDF of sheets to print, cut, fold and bind, made in a single pass."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf

from pamphlet.cache import NO_CACHE, Cache
from pamphlet.press.boxes import lay_upright
from pamphlet.press.catalogue import Wanted, plan_layout
from pamphlet.press.fit import Fit, Loss, check_pages, find_losses
from pamphlet.press.imposition import Imposition, Printer, Stock, impose
from pamphlet.press.marks import Furniture, Marks, draw_marks, draw_notes, measure_bleed
from pamphlet.press.metadata import carry_metadata, set_printing
from pamphlet.press.source import measure_pages, open_source, print_annotations
from pamphlet.press.wrapping import carry_page, wrap_page
from pamphlet.units import PAPERS, Size, mm_to_pt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pikepdf import Object, Page

    from pamphlet.layouts import LayoutName
    from pamphlet.press.imposition import Placement, Side
    from pamphlet.press.layout import Binding


@dataclass(frozen=True, slots=True)
class Blanks:
    """What stands on pages that stay empty: nothing, ruled lines, or on rectos a PDF's first page, such as a slip."""

    ruled: bool = False
    slip: bytes = b""


@dataclass(frozen=True, slots=True)
class PressJob:
    """All that turns pages into sheets.

    `signature_sheets` 0 divides signatures evenly; `up` is how many leaves a sheet holds when it is cut and
    stacked; `fit` says whether pages that are too large are refused or cut off.
    """

    layout: LayoutName = "booklet"
    sheet: Size = PAPERS["A4"]
    binding: Binding = "left"
    printer: Printer = field(default_factory=Printer)
    stock: Stock = field(default_factory=Stock)
    signature_sheets: int = 0
    up: int = 2
    fit: Fit = "refuse"
    blanks: Blanks = field(default_factory=Blanks)
    marks: Marks = field(default_factory=Marks)


@dataclass(frozen=True, slots=True)
class Pressed:
    """The finished sheets, how they were imposed, and what of the pages was cut off."""

    pdf: bytes
    imposition: Imposition
    losses: tuple[Loss, ...] = ()


@dataclass(slots=True)
class Press:
    """The sheets while they are printed; each page is copied once, however often it is laid down."""

    pages: Sequence[Page]
    sheets: Pdf
    job: PressJob
    imposition: Imposition
    furniture: Furniture
    forms: dict[int, Object] = field(default_factory=dict)
    cache: Cache = NO_CACHE

    def form_of(self, number: int) -> Object:
        """The page as a form in the sheets."""
        if number not in self.forms:
            self.forms[number] = carry_page(self.pages[number], self.sheets, self.cache)
        return self.forms[number]


def press_pdf(pdf: bytes, job: PressJob, *, cache: Cache = NO_CACHE) -> Pressed:
    """Lay the pages at their full size on sheets.

    Links, notes, outline and structure stay behind: the sheets are for the printer, not for the screen.
    """
    with open_source(pdf) as source, Pdf.new() as sheets:
        sizes = measure_pages(source)
        wanted = Wanted(sizes[0], job.binding, job.signature_sheets, job.up, job.printer.margin_mm)
        layout = plan_layout(job.layout, job.sheet, wanted)
        check_pages(sizes, layout, wanted, job.fit)
        print_annotations(source)
        imposition = impose(sizes, layout, printer=job.printer, stock=job.stock)
        furniture = Furniture(sheets, imposition, job.marks, job.printer, measure_bleed(source))
        press = Press(list(source.pages), sheets, job, imposition, furniture, cache=cache)
        slip = read_slip(sheets, job.blanks)
        for side, number, back in order_sides(imposition, job.printer):
            print_side(press, side, number, back=back, slip=slip)
        carry_layers(source, sheets)
        carry_metadata(source, sheets, job.layout)
        set_printing(sheets, job.printer, one_sided=imposition.sides == len(imposition.sheets))
        return Pressed(save(sheets, source.pdf_version), imposition, find_losses(imposition))


def order_sides(imposition: Imposition, printer: Printer) -> Iterator[tuple[Side, int, bool]]:
    """Each side with its sheet's number from 0 and whether it is a back, in the order of printing.

    By hand, all fronts come before all backs.
    """
    sides = [(sheet.front, number, False) for number, sheet in enumerate(imposition.sheets)]
    backs = [(sheet.back, number, True) for number, sheet in enumerate(imposition.sheets) if sheet.back]
    if printer.duplex == "hand":
        yield from sides
        yield from reversed(backs) if printer.hand_order == "last-first" else backs
    else:
        behind = {number: (side, number, back) for side, number, back in backs}
        for side in sides:
            yield side
            if side[1] in behind:
                yield behind[side[1]]


def print_side(press: Press, side: Side, number: int, *, back: bool, slip: Object | None) -> None:
    """Add one side of a sheet with its pages and marks."""
    size = press.imposition.layout.sheet
    printed = press.sheets.add_blank_page(page_size=(mm_to_pt(size.width_mm), mm_to_pt(size.height_mm)))
    forms: dict[str, Object] = {}
    strokes = []
    for placement in side.placements:
        if placement.page is not None:
            name = f"/Page{placement.page + 1}"
            forms[name] = press.form_of(placement.page)
            strokes.append(draw_page(press.pages[placement.page], name, placement))
        elif slip is not None and bears_slip(placement, press.imposition):
            forms["/Slip"] = slip
            strokes.append(draw_slip(placement))
        elif press.job.blanks.ruled:
            strokes.append(draw_notes(placement))
    marks, resources = draw_marks(press.furniture, side, number, back=back)
    printed.obj.Resources = Dictionary({"/XObject": Dictionary(forms), **resources})
    printed.obj.Contents = press.sheets.make_stream(b"\n".join([*strokes, *marks]))


def draw_page(page: Page, name: str, placement: Placement) -> bytes:
    """The operators that draw the page, clipped at the fold so that no bleed runs onto its neighbour."""
    ground = placement.ground
    matrix = lay_upright(page, placement.rotation, mm_to_pt(ground.x_mm), mm_to_pt(ground.y_mm))
    return f"q {clip_to(placement)} {matrix.encode().decode('ascii')} cm {name} Do Q".encode("ascii")


def clip_to(placement: Placement) -> str:
    """The operators that keep ink inside the placement's window."""
    edges = (f"{mm_to_pt(length):.5f}".rstrip("0").rstrip(".") for length in placement.window)
    return f"{' '.join(edges)} re W n"


def read_slip(sheets: Pdf, blanks: Blanks) -> Object | None:
    """The slip as a form whose lower left corner is at the origin."""
    if not blanks.slip:
        return None
    with open_source(blanks.slip) as source:
        measure_pages(source)
        page = source.pages[0]
        form = wrap_page(page)
        matrix = lay_upright(page, 0, 0, 0)
        form.Matrix = Array(matrix.as_array())
        return sheets.copy_foreign(form)


def bears_slip(placement: Placement, imposition: Imposition) -> bool:
    """Whether a slip stands on this blank: on rectos alone where any is blank, so that it can be cut out once."""
    sides = (side for sheet in imposition.sheets for side in (sheet.front, sheet.back) if side)
    blanks = {each.spine for side in sides for each in side.placements if each.page is None}
    recto = imposition.layout.binding
    return placement.spine == recto or recto not in blanks


def draw_slip(placement: Placement) -> bytes:
    """The slip at its size, its lower left corner on the page's."""
    ground = placement.ground
    turn = "1 0 0 1" if placement.rotation == 0 else "-1 0 0 -1"
    x_mm, y_mm = (ground.x_mm, ground.y_mm) if placement.rotation == 0 else (ground.right_mm, ground.head_mm)
    return f"q {clip_to(placement)} {turn} {mm_to_pt(x_mm):.5f} {mm_to_pt(y_mm):.5f} cm /Slip Do Q".encode("ascii")


def part_sides(pdf: bytes, fronts: int) -> tuple[bytes, bytes]:
    """The first `fronts` sides of finished sheets, and the rest, each as a file of its own."""
    parts = []
    for kept in (slice(None, fronts), slice(fronts, None)):
        with Pdf.open(BytesIO(pdf)) as sheets:
            wanted = {page.objgen for page in sheets.pages[kept]}
            for index in reversed(range(len(sheets.pages))):
                if sheets.pages[index].objgen not in wanted:
                    del sheets.pages[index]
            parts.append(save(sheets, sheets.pdf_version))
    return parts[0], parts[1]


def carry_layers(source: Pdf, sheets: Pdf) -> None:
    """Keep hidden layers hidden: without this dictionary every layer prints. ISO 32000-1, 8.11.4."""
    if Name.OCProperties in source.Root:
        layers = source.make_indirect(source.Root.OCProperties)
        sheets.Root.OCProperties = sheets.copy_foreign(layers)


def save(sheets: Pdf, version: str) -> bytes:
    """The finished file: an identifier made of its content, and no clock."""
    finished = BytesIO()
    # Duplex came with PDF 1.7.
    sheets.save(
        finished,
        deterministic_id=True,
        min_version=max(version, "1.7"),
        object_stream_mode=ObjectStreamMode.generate,
    )
    return finished.getvalue()
