"""A PDF → facts about each page, before anybody judges them."""

from __future__ import annotations

from dataclasses import dataclass

from pikepdf import Array, Name, Page, Pdf

from pamphlet.press.boxes import find_bleed, find_trim, measure_page, quarter_turn, user_unit
from pamphlet.press.ink import Margins, Seen, bleed_reach, look_at_pages
from pamphlet.press.preflight.tracing import Drawn, Tracer
from pamphlet.press.source import content_of, measure_pages, open_source
from pamphlet.units import Size


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page: its boxes, what it draws and what it shows; None where there is nothing to measure."""

    number: int
    size: Size
    trim_declared: bool
    bleed_mm: float
    fonts: tuple[tuple[str, bool], ...]
    spaces: tuple[str, ...]
    image_ppi: float | None
    smallest_type_pt: float | None
    thinnest_line_pt: float | None
    most_ink: float
    rich_black: bool
    transparent: bool
    lacking: tuple[str, ...]
    annotations: int
    inked: float
    darkness: float
    edge_inked: bool
    bleed_painted: bool
    text_margin_mm: float | None
    text_margins_mm: Margins | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """The whole file."""

    pages: tuple[PageFacts, ...]
    output_intent: bool


def inspect_pdf(pdf: bytes, *, bleed_mm: float = 3.0) -> Facts:
    """The facts of every page; a file that cannot be printed at all is refused."""
    with open_source(pdf) as source:
        measure_pages(source)
        seen = list(look_at_pages(source, bleed_mm))
        pages = tuple(gather(page, look) for page, look in zip(source.pages, seen, strict=True))
        return Facts(pages, Name.OutputIntents in source.Root)


def gather(page: Page, seen: Seen) -> PageFacts:
    """One page's facts."""
    drawn = trace(page)
    listed = page.obj.get("/Annots")
    trim, bleed, unit = find_trim(page), find_bleed(page), user_unit(page)
    resolutions = [image.pixels_per_inch for image in drawn.images if image.space != "stencil"]
    return PageFacts(
        number=page.index + 1,  # type: ignore[operator]  # the stub takes the property for a method
        size=measure_page(page),
        trim_declared="/TrimBox" in page,
        bleed_mm=bleed_reach(trim, bleed, unit),
        fonts=tuple(sorted(drawn.fonts.items())),
        spaces=tuple(sorted(drawn.spaces)),
        image_ppi=min(resolutions, default=None),
        smallest_type_pt=drawn.smallest_type_pt,
        thinnest_line_pt=drawn.thinnest_line_pt,
        most_ink=drawn.most_ink,
        rich_black=drawn.rich_black,
        transparent=drawn.transparent,
        lacking=tuple(sorted(drawn.lacking)),
        annotations=len(listed) if isinstance(listed, Array) else 0,
        inked=seen.inked,
        darkness=seen.darkness,
        edge_inked=seen.edge_inked,
        bleed_painted=seen.bleed_painted,
        text_margin_mm=None if seen.text_margins_mm is None else min(seen.text_margins_mm),
        text_margins_mm=turn_margins(seen.text_margins_mm, quarter_turn(page)),
    )


def turn_margins(margins: Margins | None, turned: int) -> Margins | None:
    """The margins as they lie when the page is turned clockwise by so many degrees to be read."""
    if margins is None:
        return None
    past = turned // 90
    left, foot, right, head = (margins[(side + past) % 4] for side in range(4))
    return left, foot, right, head


def trace(page: Page) -> Drawn:
    """What the page draws."""
    tracer = Tracer(Drawn())
    with content_of(page.index + 1):  # type: ignore[operator]  # as above
        tracer.trace_page(page)
    return tracer.drawn


def fonts_of(pdf: Pdf) -> dict[str, bool]:
    """Every font of the file, and whether it is embedded."""
    return {name: embedded for page in pdf.pages for name, embedded in trace(page).fonts.items()}
