"""Facts and what is expected → findings; one function a check, in the order in which a printer asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from pamphlet.press.layout import ROUNDING_MM
from pamphlet.press.preflight.facts import Facts, PageFacts, inspect_pdf
from pamphlet.press.preflight.report import Finding, Level, Preflight
from pamphlet.units import Size


@dataclass(frozen=True, slots=True)
class Expected:
    """What the job asks of the PDF.

    `margin_mm` is what the office printer leaves white on `sheet`; 0 for a shop that trims. `innermost_creep_mm`
    is how far the innermost sheet moves. `ink_limit` is 3.0 for three times solid.
    """

    folded: bool = True
    for_shop: bool = False
    bleed_mm: float = 3.0
    safe_mm: float = 4.0
    margin_mm: float = 0.0
    page_margin_on_sheet_mm: float = 0.0
    innermost_creep_mm: float = 0.0
    smallest_type_pt: float = 6.0
    thinnest_line_pt: float = 0.25
    least_ppi: float = 150.0
    ink_limit: float = 3.0
    page: Size | None = None


Check = Callable[[Facts, Expected], Iterator[Finding]]


def preflight(pdf: bytes, expected: Expected | None = None) -> Preflight:
    """All checks on any PDF."""
    expected = expected or Expected()
    facts = inspect_pdf(pdf, bleed_mm=expected.bleed_mm)
    findings = [finding for check in CHECKS.values() for finding in check(facts, expected)]
    return Preflight(tuple(CHECKS), tuple(findings), facts)


def pages_where(facts: Facts, holds: Callable[[PageFacts], bool]) -> tuple[int, ...]:
    """The numbers of the pages of which it holds."""
    return tuple(page.number for page in facts.pages if holds(page))


def check_page_count(facts: Facts, expected: Expected) -> Iterator[Finding]:
    """A folded sheet has four pages."""
    blanks = -len(facts.pages) % 4
    if expected.folded and blanks:
        what = f"{len(facts.pages)} {'page leaves' if len(facts.pages) == 1 else 'pages leave'} {blanks} blank"
        yield Finding("page count", "note", what, "use them for notes or a reply slip")


def check_page_size(facts: Facts, expected: Expected) -> Iterator[Finding]:
    """All pages have one size, and it is the one that is wanted."""
    first = expected.page or facts.pages[0].size
    others = pages_where(facts, lambda page: differs(page.size, first))
    if others:
        what = f"the page is not {first.measures}"
        yield Finding("page size", "error", what, "give all pages one size", others)


def differs(one: Size, other: Size) -> bool:
    """Whether two sizes differ by more than a rounded point."""
    return any(abs(a - b) > ROUNDING_MM for a, b in zip(one, other, strict=True))


def check_boxes(facts: Facts, expected: Expected) -> Iterator[Finding]:
    """The TrimBox says where a page ends."""
    missing = pages_where(facts, lambda page: not page.trim_declared)
    if missing:
        level: Level = "error" if expected.for_shop else "note"
        yield Finding("boxes", level, "no TrimBox", "the whole page counts as trimmed", missing)


def check_bleed(facts: Facts, expected: Expected) -> Iterator[Finding]:
    """Ink that runs to the trim must run past it, or a white edge shows."""
    bare = pages_where(facts, lambda page: page.edge_inked and not page.bleed_painted)
    if bare:
        level: Level = "error" if expected.for_shop else "warning"
        what = f"ink runs to the trim without {expected.bleed_mm:g} mm of painted bleed"
        yield Finding("bleed", level, what, "export it with bleed, or keep ink off the edge", bare)


def check_safe_area(facts: Facts, expected: Expected) -> Iterator[Finding]:
    """Text near the trim may be cut."""
    near = pages_where(
        facts, lambda page: page.text_margin_mm is not None and page.text_margin_mm < expected.safe_mm - 0.01
    )
    if near:
        what = f"text comes nearer than {expected.safe_mm:g} mm to the trim"
        yield Finding("safe area", "warning", what, "move it inwards", near)


def check_printer_margin(facts: Facts, expected: Expected) -> Iterator[Finding]:
    """An office printer leaves the edge of its sheet white."""
    reach_mm = expected.margin_mm - expected.page_margin_on_sheet_mm
    cut = pages_where(facts, lambda page: page.text_margin_mm is not None and page.text_margin_mm < reach_mm)
    if expected.margin_mm and cut:
        what = f"text lies where the printer leaves {expected.margin_mm:g} mm white"
        yield Finding("printer margin", "error", what, "move it inwards, or print on larger paper and trim", cut)
    pale = pages_where(facts, lambda page: page.edge_inked and page.number not in cut)
    if expected.margin_mm > expected.page_margin_on_sheet_mm and pale:
        what = f"colour at the edge will end {expected.margin_mm:g} mm before it"
        yield Finding("printer margin", "note", what, "print on larger paper and trim, or let it be", pale)


def check_creep(facts: Facts, expected: Expected) -> Iterator[Finding]:
    """The innermost sheet moves into the gutter, and its fore edge is trimmed by as much."""
    margins = [page.text_margin_mm for page in facts.pages if page.text_margin_mm is not None]
    if margins and expected.innermost_creep_mm > max(0.0, min(margins) / 2):
        what = f"creep of {expected.innermost_creep_mm:.1f} mm takes more than half of the narrowest margin"
        yield Finding("creep", "warning", what, "use signatures, thinner paper or wider margins")


def check_content(facts: Facts, expected: Expected) -> Iterator[Finding]:
    """What a page draws with, a font or a picture, must be in the file, or nothing is printed in its place."""
    del expected
    bare = pages_where(facts, lambda page: bool(page.lacking))
    if bare:
        lacking = sorted({name for page in facts.pages for name in page.lacking})
        yield Finding("content", "error", f"the file lacks what is called {lacking[0]}", "export the PDF anew", bare)


def check_fonts(facts: Facts, expected: Expected) -> Iterator[Finding]:
    """A font that is not in the file is replaced by whatever the printer has."""
    loose = sorted({name for page in facts.pages for name, embedded in page.fonts if not embedded})
    for name in loose:
        pages = pages_where(facts, lambda page, name=name: (name, False) in page.fonts)  # type: ignore[misc]
        level: Level = "error" if expected.for_shop else "warning"
        yield Finding("fonts", level, f"{name} is not embedded", "export the PDF with its fonts", pages)


def check_colour_spaces(facts: Facts, expected: Expected) -> Iterator[Finding]:
    """Which kinds of colour there are; a mixture converts differently part by part."""
    used = {space for page in facts.pages for space in page.spaces}
    if {"DeviceRGB", "DeviceCMYK"} <= used:
        yield Finding("colour spaces", "warning", "RGB and CMYK are mixed", "convert all to one of them")
    elif "DeviceCMYK" in used and expected.for_shop and not facts.output_intent:
        yield Finding("colour spaces", "warning", "CMYK without an output intent", "ask the shop for its ICC profile")
    if "unknown" in used:
        yield Finding("colour spaces", "error", "a picture has an unknown colour space", "export it in RGB")


def check_rich_black(facts: Facts, expected: Expected) -> Iterator[Finding]:
    """Black type of four inks blurs where they do not meet."""
    rich = pages_where(facts, lambda page: page.rich_black)
    if rich:
        level: Level = "error" if expected.for_shop else "warning"
        yield Finding("rich black", level, "black type is mixed of several inks", "convert to black only", rich)


def check_ink(facts: Facts, expected: Expected) -> Iterator[Finding]:
    """Too much ink does not dry, and large dark areas empty a copier."""
    wet = pages_where(facts, lambda page: page.most_ink > expected.ink_limit + 0.001)
    if wet:
        what = f"more than {100 * expected.ink_limit:.0f} % of ink on one spot"
        yield Finding("ink coverage", "warning", what, "convert it with the shop's ink limit", wet)
    dark = pages_where(facts, lambda page: page.darkness > 0.3)
    if dark and not expected.for_shop:
        yield Finding("ink coverage", "note", "over a third of the toner of a black page", "mind the cost", dark)


def check_resolution(facts: Facts, expected: Expected) -> Iterator[Finding]:
    """Coarse pictures show their pixels at the size at which they are printed."""
    coarse = pages_where(facts, lambda page: page.image_ppi is not None and page.image_ppi < expected.least_ppi)
    if coarse:
        lowest = min(page.image_ppi for page in facts.pages if page.image_ppi is not None)
        what = f"pictures have as little as {lowest:.0f} pixels an inch"
        yield Finding("image resolution", "warning", what, f"give them {expected.least_ppi:.0f} or more", coarse)


def check_hairlines(facts: Facts, expected: Expected) -> Iterator[Finding]:
    """Lines thinner than a hair vanish on plates and break on toner."""
    thin = pages_where(
        facts,
        lambda page: page.thinnest_line_pt is not None and page.thinnest_line_pt < expected.thinnest_line_pt - 0.001,
    )
    if thin:
        what = f"lines thinner than {expected.thinnest_line_pt:g} pt"
        yield Finding("hairlines", "warning", what, "draw them thicker", thin)


def check_type_size(facts: Facts, expected: Expected) -> Iterator[Finding]:
    """Small type cannot be read by everybody."""
    small = pages_where(
        facts,
        lambda page: page.smallest_type_pt is not None and page.smallest_type_pt < expected.smallest_type_pt - 0.01,
    )
    if small:
        lowest = min(page.smallest_type_pt for page in facts.pages if page.smallest_type_pt is not None)
        what = f"type as small as {lowest:.1f} pt"
        yield Finding("smallest type", "warning", what, f"use {expected.smallest_type_pt:g} pt or more", small)


def check_transparency(facts: Facts, expected: Expected) -> Iterator[Finding]:
    """Old machines flatten transparency in their own way."""
    through = pages_where(facts, lambda page: page.transparent)
    if through:
        level: Level = "warning" if expected.for_shop else "note"
        yield Finding("transparency", level, "parts are transparent", "look at a proof", through)


def check_annotations(facts: Facts, expected: Expected) -> Iterator[Finding]:
    """Links and comments mean nothing on paper."""
    annotated = pages_where(facts, lambda page: page.annotations > 0)
    if annotated and expected.for_shop:
        yield Finding("annotations", "error", "annotations on the page", "make print-shop pages of it", annotated)


CHECKS: Final[dict[str, Check]] = {
    "page count": check_page_count,
    "page size": check_page_size,
    "boxes": check_boxes,
    "bleed": check_bleed,
    "safe area": check_safe_area,
    "printer margin": check_printer_margin,
    "creep": check_creep,
    "content": check_content,
    "fonts": check_fonts,
    "colour spaces": check_colour_spaces,
    "rich black": check_rich_black,
    "ink coverage": check_ink,
    "image resolution": check_resolution,
    "hairlines": check_hairlines,
    "smallest type": check_type_size,
    "transparency": check_transparency,
    "annotations": check_annotations,
}
