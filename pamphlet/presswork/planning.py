"""Press settings and a page → the sheet to print on, the size at which pages are set, and the press's own job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pamphlet.edition import PressSettings
from pamphlet.errors import PamphletError
from pamphlet.press import (
    Blanks,
    Layout,
    Marks,
    PressJob,
    Printer,
    Stock,
    Wanted,
    find_sheet_for,
    is_american,
    page_fits,
    page_size_for,
    plan_layout,
)
from pamphlet.units import PAPERS, Size, find_size

if TYPE_CHECKING:
    from pamphlet.layouts import LayoutName

# Which layouts have pages of their own, whatever [page] says? Panels, and the wall.
OWN_PAGES: Final[frozenset[LayoutName]] = frozenset({"letter-fold", "z-fold", "zine", "poster"})


# Between which lengths must the sides of a page lie for text to be set on it? Styles know no page beyond them.
SMALLEST_MM: Final = 30.0
LARGEST_MM: Final = 1000.0


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings, the sheet with its name, and the size at which pages are set or were set.

    `ready` says that they were set elsewhere: what lies beside them, or is to be cropped, may be lost.
    """

    settings: PressSettings
    sheet: Size
    sheet_name: str
    page: Size
    ready: bool = False

    @property
    def page_name(self) -> str:
        """The page as people call it."""
        known = (name for name, paper in PAPERS.items() if page_fits(self.page, paper) and page_fits(paper, self.page))
        return next(known, self.page.measures)


def plan_edition(settings: PressSettings, page: str, *, fill: bool = False) -> Plan:
    """The plan for pages that are yet to be set.

    `page` is the paper's name that the edition has for its pages. They keep that size where it fits; with `fill`,
    and where a layout has pages of its own, they fill their place on the sheet instead. Type is never scaled.
    """
    layout, stated = settings.layout, find_size(page) or PAPERS["A5"]
    if layout == "single":
        return Plan(settings, stated, page, stated)
    if layout == "booklet" and not fill:
        name = settings.sheet or find_sheet_for(layout, stated) or _refuse_booklet(page)
        return Plan(settings, _size(name), name, stated)
    name = settings.sheet or ("Letter" if is_american(stated) else "A4")
    ground = plan_layout(layout, _size(name), Wanted(up=settings.up)).page
    if fill or layout in OWN_PAGES or not page_fits(stated, ground):
        chosen = page_size_for(layout, _size(name), up=settings.up)
        _refuse_extreme(chosen, settings, name)
        return Plan(settings, _size(name), name, chosen)
    return Plan(settings, _size(name), name, stated)


def _refuse_extreme(page: Size, settings: PressSettings, sheet: str) -> None:
    """Nothing can be set on a page that is narrower than a word, or wider than a wall."""
    if min(page) >= SMALLEST_MM and max(page) <= LARGEST_MM:
        return
    wrong, better = ("small", "larger") if min(page) < SMALLEST_MM else ("large", "smaller")
    what = f"a {settings.layout} on {sheet} has pages of {page.measures}, too {wrong} to set text on"
    raise PamphletError(what, advice=f"name {better} paper with `sheet`")


def _refuse_booklet(page: str) -> str:
    advice = "name a `sheet` in [press] of edition.toml, or leave the booklet out with --formats epub,pdf"
    raise PamphletError(f"no usual paper holds two pages of {page} for a booklet", advice=advice)


def plan_file(settings: PressSettings, page: Size) -> Plan:
    """The plan for pages that are there already, by the size of the first."""
    layout = settings.layout
    if layout == "single":
        return Plan(settings, page, "", page, ready=True)
    wanted = Wanted(page, settings.binding, settings.signature_sheets, settings.up, settings.printer_margin_mm)
    name = settings.sheet or ("A4" if layout == "poster" else find_sheet_for(layout, page, wanted))
    if name is None:
        what = f"no usual paper holds pages of {page.measures} as a {layout}"
        raise PamphletError(what, advice="name the sheet, as --sheet A3 --fit crop or --sheet 450x640")
    return Plan(settings, _size(name), name, page, ready=True)


def layout_of(plan: Plan) -> Layout:
    """The layout for the plan's sheet and pages."""
    settings = plan.settings
    wanted = Wanted(plan.page, settings.binding, settings.signature_sheets, settings.up, settings.printer_margin_mm)
    return plan_layout(settings.layout, plan.sheet, wanted)


def _size(name: str) -> Size:
    size = find_size(name)
    if size is None:
        raise PamphletError(f"no sheet is called “{name}”", advice=f"choose one of {', '.join(PAPERS)}")
    return size


def job_for(plan: Plan, *, slug: str, slip: bytes = b"") -> PressJob:
    """The press's job; `slug` is what the line of that name says of it."""
    settings = plan.settings
    return PressJob(
        layout=settings.layout,
        sheet=plan.sheet,
        binding=settings.binding,
        printer=printer_for(settings),
        stock=Stock(settings.paper_thickness_mm, settings.gutter_mm),
        signature_sheets=settings.signature_sheets,
        up=settings.up,
        fit=settings.fit,
        blanks=Blanks(ruled=settings.blanks == "notes", slip=slip),
        marks=marks_for(settings, slug),
    )


def printer_for(settings: PressSettings) -> Printer:
    """The machine."""
    return Printer(
        duplex=settings.duplex,
        hand_turn=settings.hand_turn,
        hand_order=settings.hand_order,
        margin_mm=settings.printer_margin_mm,
        back_shift_mm=settings.back_shift_mm,
    )


def marks_for(settings: PressSettings, slug: str) -> Marks:
    """The marks that are wanted."""
    wanted = settings.marks
    return Marks(
        folds="folds" in wanted,
        crops="crops" in wanted,
        registration="registration" in wanted,
        staples="staples" in wanted,
        slug=slug if "slug" in wanted else None,
    )
