"""How many pages a pamphlet is to have → the setting that fills them, found with few layouts, and what others cost."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import product
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.errors import PamphletError
from pamphlet.renderers.pdf.extent import Extent, Forecast, forecast
from pamphlet.renderers.pdf.geometry import PageGeometry, Setting, geometry_of
from pamphlet.renderers.pdf.plan import Aim
from pamphlet.units import Size

PAGES_A_SHEET: Final = 4
MOST_LAYOUTS: Final = 6
"""Some are left for mending lines and for pages of notes: 8 in all."""
LEAST_FILL: Final = 0.6
# A last page is meant to be this full, so that a line more or less than foretold does no harm.
AIMED_FILL: Final = (0.66, 0.96)
# How far may a setting stray from the usual one, and still be in taste?
SMALLEST_TEXT: Final = 0.88
LARGEST_TEXT: Final = 1.14
LEADINGS: Final = (-0.05, -0.025, 0.0, 0.025, 0.05)
MEASURES: Final = (-0.02, 0.0, 0.02)
BLOCKS: Final = (-0.025, 0.0, 0.025)
STEP_PT: Final = 0.1

LayOut = Callable[[Setting], Extent]


class Taste(Struct, frozen=True):
    """A trimmed page and its usual setting; type that a style has `fixed` may grow, and never shrinks."""

    trim: Size
    usual: Setting
    fixed: bool = False

    def settings(self) -> Iterator[Setting]:
        """Every setting that a typographer might choose for this page."""
        usual = self.usual
        ratio = usual.leading_pt / usual.text_pt
        smallest = usual.text_pt if self.fixed else SMALLEST_TEXT * usual.text_pt
        first, last = math.ceil(smallest / STEP_PT - 0.001), round(LARGEST_TEXT * usual.text_pt / STEP_PT)
        for steps, more, measure, block in product(range(first, last + 1), LEADINGS, MEASURES, BLOCKS):
            text_pt = round(steps * STEP_PT, 1)
            yield replace(
                usual,
                text_pt=text_pt,
                leading_pt=round(text_pt * (ratio + more), 1),
                measure_share=usual.measure_share + measure,
                block_share=usual.block_share + block,
            )
        yield usual

    def distance(self, one: Setting, other: Setting) -> float:
        """How unlike two settings look: 1 is as much as one of their measures may stray."""
        parts = (
            (one.text_pt - other.text_pt) / (0.12 * self.usual.text_pt),
            (one.leading_pt / one.text_pt - other.leading_pt / other.text_pt) / 0.05,
            (one.measure_share - other.measure_share) / 0.03,
            (one.block_share - other.block_share) / 0.035,
        )
        return math.fsum(part * part for part in parts)


class Fitted(Struct, frozen=True):
    """The setting that was chosen, what it came to, how many layouts it took, and what there is to say of it.

    `notes_pages` are wanted before the closing pages to fill the last sheet.
    """

    setting: Setting
    extent: Extent
    layouts: int
    remarks: tuple[str, ...]
    notes_pages: int = 0


class _Trial(Struct, frozen=True):
    """A setting that was laid out, and what it came to."""

    setting: Setting
    extent: Extent


class _Choice(Struct, frozen=True):
    """A setting that was not laid out yet, what it is foretold to come to, and how far it strays."""

    setting: Setting
    foretold: Forecast
    strain: float


def fit_pages(taste: Taste, aim: Aim, lay_out: LayOut) -> Fitted:
    """The setting nearest to the usual one that fills whole sheets, or has so many pages.

    Raises PamphletError where no setting in taste has the pages that were asked for.
    """
    trials = [_Trial(taste.usual, lay_out(taste.usual))]
    while not _fits(trials[-1].extent, aim) and len(trials) < MOST_LAYOUTS:
        choice = next(_choices(taste, aim, trials), None)
        if choice is None:
            break
        trials.append(_Trial(choice.setting, lay_out(choice.setting)))
    chosen = min(trials, key=lambda trial: _shortfall(trial, aim))
    if isinstance(aim, int) and chosen.extent.pages != aim:
        raise _cannot_have(aim, taste, trials)
    missing = 0 if isinstance(aim, int) else -chosen.extent.pages % PAGES_A_SHEET
    neighbours = _neighbours(taste, chosen, trials, missing)
    remarks = (_described(chosen, missing), *neighbours, *_reasons(chosen, len(trials), missing))
    return Fitted(chosen.setting, chosen.extent, len(trials), remarks, missing)


def _fits(extent: Extent, aim: Aim) -> bool:
    return _counts(extent.pages, aim) and extent.fill >= LEAST_FILL


def _counts(pages: int, aim: Aim) -> bool:
    return pages == aim if isinstance(aim, int) else pages % PAGES_A_SHEET == 0


def _shortfall(trial: _Trial, aim: Aim) -> tuple[int, float]:
    """How far a layout is from what was asked for; the least is the best, and of equals the first."""
    pages = trial.extent.pages
    missing = abs(pages - aim) if isinstance(aim, int) else -pages % PAGES_A_SHEET
    return missing, max(0.0, LEAST_FILL - trial.extent.fill)


def _choices(taste: Taste, aim: Aim, trials: list[_Trial]) -> Iterator[_Choice]:
    """The settings that are foretold to do, the least strained and the safest first."""
    tried = {trial.setting for trial in trials}
    counting = (choice for choice in _foretell(taste, trials) if _counts(choice.foretold.pages, aim))
    yield from sorted((choice for choice in counting if choice.setting not in tried), key=_misgiving)


def _misgiving(choice: _Choice) -> float:
    """How far a choice strays from the usual setting and from a page well filled, and what its forecast risks."""
    low, high = AIMED_FILL
    fill = choice.foretold.fill
    return choice.strain + 8 * max(0.0, low - fill) + 4 * max(0.0, fill - high) + 0.4 * choice.foretold.risks


def _foretell(taste: Taste, trials: list[_Trial]) -> Iterator[_Choice]:
    for setting in taste.settings():
        nearest = min(trials, key=lambda trial: taste.distance(setting, trial.setting))
        foretold = forecast(nearest.extent, geometry_of(taste.trim, setting))
        yield _Choice(setting, foretold, taste.distance(setting, taste.usual))


def _described(chosen: _Trial, missing: int) -> str:
    pages, setting = chosen.extent.pages + missing, chosen.setting
    fill = round(100 * chosen.extent.fill)
    return f"{_cost(pages, setting)}: the last page of text is {fill} % full"


def _cost(pages: int, setting: Setting) -> str:
    sheets = -(-pages // PAGES_A_SHEET)
    copies = f"{sheets} sheet{'s' if sheets > 1 else ''} a copy"
    return f"{pages} pages at {setting.text_pt:g} on {setting.leading_pt:g} pt, {copies}"


def _neighbours(taste: Taste, chosen: _Trial, trials: list[_Trial], missing: int) -> Iterator[str]:
    """What a sheet less and a sheet more would be."""
    choices = list(_foretell(taste, trials))
    whole = chosen.extent.pages + missing
    for pages in (whole - PAGES_A_SHEET, whole + PAGES_A_SHEET):
        fitting = [choice for choice in choices if choice.foretold.pages == pages]
        if best := min(fitting, key=lambda choice: choice.strain, default=None):
            yield f"or about {_cost(pages, best.setting)}"


def _reasons(chosen: _Trial, layouts: int, missing: int) -> Iterator[str]:
    """Why the last sheet or the last page of text is not full."""
    if missing:
        leaves = "a page for notes fills" if missing == 1 else f"{missing} pages for notes fill"
        yield f"no setting in good taste fills whole sheets with text: {leaves} the last sheet"
    if chosen.extent.fill < LEAST_FILL:
        tried = f"of {layouts} settings that were tried, none" if layouts > 1 else "no other setting"
        yield f"{tried} fills the last page of text further"


def _cannot_have(aim: int, taste: Taste, trials: list[_Trial]) -> PamphletError:
    """What is missing, in words of the text: too many for the tightest setting, or too few for the loosest."""
    choices = list(_foretell(taste, trials))
    tightest = min(choices, key=lambda choice: (choice.foretold.pages, choice.foretold.lines))
    loosest = max(choices, key=lambda choice: (choice.foretold.pages, choice.foretold.lines))
    extent = trials[-1].extent
    near = tightest if aim < tightest.foretold.pages else loosest
    geometry = geometry_of(taste.trim, near.setting)
    lines = _excess(near.foretold, aim, geometry)
    words = max(10, round(abs(lines) * extent.words / max(near.foretold.lines, 1) / 10) * 10)
    best, pages = near.foretold.pages, f"{aim} pages" if aim > 1 else "one page"
    if lines > 0:
        return PamphletError(
            f"the text is about {words} words too long for {pages}, even at {near.setting.text_pt:g} pt",
            advice=f"cut it, or ask for `pages = {best}`",
        )
    return PamphletError(
        f"the text is about {words} words too short for {pages}, even at {near.setting.text_pt:g} pt",
        advice=f"add to it, or ask for `pages = {best}`",
    )


def _excess(foretold: Forecast, aim: int, geometry: PageGeometry) -> float:
    """The lines that are too many for the pages asked for; below 0, those that are too few."""
    if foretold.pages > aim:
        return (foretold.pages - aim - 1 + foretold.fill) * geometry.lines
    return -((aim - foretold.pages - foretold.fill + LEAST_FILL) * geometry.lines)
