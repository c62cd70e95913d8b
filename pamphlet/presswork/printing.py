"""Pages and a plan → the finished files of sheets, and the ticket that goes with them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from pamphlet.cache import NO_CACHE, Cache
from pamphlet.edition.press_checks import price_of
from pamphlet.errors import PamphletError
from pamphlet.press import Imposition, Pressed, PressJob, describe_pdf, impose, part_sides, plan_layout, press_pdf
from pamphlet.press.preflight import Finding, Preflight, find_overruns, measure_margins, preflight_job
from pamphlet.press.shop import ShopJob, check_shop_pages, make_shop_pages
from pamphlet.press.ticket import Order, PrintFile, make_ticket, typeset_ticket
from pamphlet.presswork.colouring import colour_pages, name_accent
from pamphlet.presswork.overruns import refuse_overruns
from pamphlet.presswork.planning import Plan, job_for, marks_for
from pamphlet.presswork.slip import set_slip
from pamphlet.presswork.supplies import Supplies
from pamphlet.renderers.pdf.finish import finish_pdf
from pamphlet.renderers.pdf.setter import set_pages
from pamphlet.units import Size

EPOCH: Final = "1980-01-01T00:00:00Z"
UNCHECKED: Final[tuple[int, tuple[Finding, ...]]] = (0, ())


@dataclass(frozen=True, slots=True)
class Matter:
    """What is printed: the pages as a PDF, and what the ticket says of them.

    `name` begins the names of files, `page` is the first page's trimmed size, `date` is in ISO 8601.
    """

    name: str
    pdf: bytes
    page: Size
    title: str
    language: str
    date: str
    contact: tuple[str, ...] = ()


class PressedFile(NamedTuple):
    """A finished file: what it is to the printer, and how many sides it prints."""

    name: str
    content: bytes
    kind: Literal["sheets", "ticket"]
    sides: int = 0


class Printed(NamedTuple):
    """The files of sheets in the order of printing, those of each plate together, and how they were pressed."""

    plates: tuple[tuple[PressedFile, ...], ...]
    pressed: Pressed
    job: PressJob
    checks: int
    findings: tuple[Finding, ...]
    mirrored: tuple[int, ...] = ()

    @property
    def files(self) -> tuple[PressedFile, ...]:
        """All of them."""
        return tuple(file for plate in self.plates for file in plate)

    @property
    def imposition(self) -> Imposition:
        """How the pages lie on the sheets."""
        return self.pressed.imposition


def read_matter(pdf: bytes, name: str) -> Matter:
    """A PDF from elsewhere with what it says of itself; its name is its title where it has none."""
    described = describe_pdf(pdf)
    page, title = described.sizes[0], described.title or name
    return Matter(name, pdf, page, title, described.language or "en", described.date or EPOCH)


def print_sheets(
    matter: Matter, plan: Plan, supplies: Supplies, *, checked: bool = True, cache: Cache = NO_CACHE
) -> Printed:
    """Every file of sheets that the plan asks for; if `checked`, with what a printer would trip over.

    Text that would be cut is refused.
    """
    plates = colour_pages(matter.pdf, plan.settings, supplies.profile)
    stem = f"{matter.name}-{plan.settings.layout}"
    if plan.settings.layout == "single":
        return print_for_shop(stem, plates, plan, matter.title, checked=checked)
    slip = slip_for(matter, plan, supplies)
    slips = colour_pages(slip, plan.settings, supplies.profile) if slip else {}
    files = []
    for ink, pages in plates.items():
        job = job_for(plan, slug=matter.title, slip=slips.get(ink, b""))
        pressed = press_pdf(pages, job, cache=cache)
        files.append(name_files(name_plate(stem, ink), pressed, job))
    pages = next(iter(plates.values()))
    if checked:
        found = look_over(pages, job, pressed.imposition, plan)
    else:
        found = UNCHECKED
        refuse_overruns(find_overruns(pressed.imposition, measure_margins(pages, cache=cache)), plan)
    return Printed(tuple(files), pressed, job, *found)


def look_over(pages: bytes, job: PressJob, imposition: Imposition, plan: Plan) -> tuple[int, tuple[Finding, ...]]:
    """How many checks found no error, 0 where one did; and what a printer would trip over.

    A page that cannot be traced can still be printed as it is; one whose text would be cut is refused.
    """
    try:
        report = preflight_job(pages, job)
    except PamphletError as error:
        return 0, (Finding("content", "warning", error.what, "look at the printed page"),)
    refuse_overruns(find_overruns(imposition, [page.text_margins_mm for page in report.facts.pages]), plan)
    return doubts(report)


def doubts(report: Preflight) -> tuple[int, tuple[Finding, ...]]:
    """How many checks there were, or 0 where one found an error; its errors and warnings."""
    checks = 0 if report.exit_code else len(report.checks)
    return checks, tuple(finding for finding in report.findings if finding.level != "note")


def name_plate(stem: str, ink: str) -> str:
    """How the files of a plate begin: its ink stands last."""
    return f"{stem}-{ink.casefold().replace(' ', '-')}" if ink else stem


def slip_for(matter: Matter, plan: Plan, supplies: Supplies) -> bytes:
    """The slip for blank pages: the one that is supplied, ours, or none."""
    if plan.settings.blanks == "slip":
        return set_slip(plan.page, language=matter.language, title=matter.title, contact=matter.contact)
    return supplies.slip


def name_files(stem: str, pressed: Pressed, job: PressJob) -> tuple[PressedFile, ...]:
    """One file, or by hand one of fronts and one of backs."""
    sheets, sides = len(pressed.imposition.sheets), pressed.imposition.sides
    if job.printer.duplex != "hand" or sides == sheets:
        return (PressedFile(f"{stem}.pdf", pressed.pdf, "sheets", sides),)
    fronts, backs = part_sides(pressed.pdf, sheets)
    return (
        PressedFile(f"{stem}-1-fronts.pdf", fronts, "sheets", sheets),
        PressedFile(f"{stem}-2-backs.pdf", backs, "sheets", sides - sheets),
    )


def print_for_shop(stem: str, plates: dict[str, bytes], plan: Plan, title: str, *, checked: bool) -> Printed:
    """Single pages with bleed and marks, as a print shop takes them."""
    settings, job = plan.settings, job_for(plan, slug=title)
    marks = marks_for(settings, title) if settings.marks else ShopJob().marks
    files = []
    for ink, pages in plates.items():
        shop = make_shop_pages(pages, ShopJob(settings.bleed_mm, settings.missing_bleed, marks))
        sizes = describe_pdf(pages).sizes
        files.append((PressedFile(f"{name_plate(stem, ink)}.pdf", shop.pdf, "sheets", len(sizes)),))
    imposition = impose(sizes, plan_layout("single", plan.sheet), printer=job.printer)
    checks, findings = doubts(check_shop_pages(shop.pdf, bleed_mm=settings.bleed_mm)) if checked else UNCHECKED
    return Printed(tuple(files), Pressed(shop.pdf, imposition), job, checks, findings, shop.mirrored)


def print_with_ticket(matter: Matter, plan: Plan, supplies: Supplies) -> tuple[Printed, tuple[PressedFile, ...]]:
    """The sheets, and all files with the ticket as a PDF and as a page for the screen."""
    printed = print_sheets(matter, plan, supplies)
    settings = plan.settings
    order = Order(
        title=matter.title,
        files=tuple(PrintFile(file.name, hashlib.sha256(file.content).hexdigest()) for file in printed.files),
        paper_name=plan.sheet_name,
        language=matter.language,
        date=matter.date,
        copies=settings.copies,
        price_a_sheet=price_of(settings),
        currency=settings.currency,
        grammage=settings.paper_weight,
        bleed_mm=settings.bleed_mm,
        checks=printed.checks,
        in_colour=settings.colour in {"as-is", "cmyk"},
        inks=("black", name_accent(settings)) if settings.colour == "plates" else (),
    )
    stem = f"{matter.name}-{settings.layout}-ticket"
    page = typeset_ticket(printed.pressed, printed.job, order, set_html)
    screen = make_ticket(printed.pressed, printed.job, order)
    tickets = (
        PressedFile(f"{stem}.pdf", page, "ticket", 1),
        PressedFile(f"{stem}.html", screen.encode(), "ticket"),
    )
    return printed, (*printed.files, *tickets)


def set_html(html: str, css: str, files: dict[str, bytes]) -> bytes:
    """One HTML document → a PDF, by the same setter as the pages."""
    return set_pages(html, css, files, finisher=finish_pdf)
