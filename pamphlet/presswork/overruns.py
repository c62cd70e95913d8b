"""Text that would be cut off, and the keys of [press] → the sentence that says which key to change, and how."""

from __future__ import annotations

from collections.abc import Iterable

from pamphlet.errors import PamphletError
from pamphlet.press.imposition import CREEP_PER_THICKNESS
from pamphlet.press.preflight import Overrun
from pamphlet.presswork.planning import Plan


def refuse_overruns(overruns: Iterable[Overrun], plan: Plan) -> None:
    """Stop where text would be cut, at the page that loses most.

    Pages that are there already may have text past their trim, and are cropped if that was asked for.
    """
    kept = [each for each in overruns if not (plan.ready and each.cause in {"page", "crop"})]
    if kept:
        what, advice = explain_overrun(max(kept, key=lambda each: each.over_mm), plan)
        raise PamphletError(what, advice=advice)


def explain_overrun(overrun: Overrun, plan: Plan) -> tuple[str, str]:
    """What is wrong, and what to do."""
    settings = plan.settings
    creep_mm = CREEP_PER_THICKNESS * settings.paper_thickness_mm * overrun.depth
    shift_mm = max(map(abs, settings.back_shift_mm))
    cut = f"cuts {overrun.over_mm:.1f} mm of the text of page {overrun.page}"
    if overrun.cause == "page":
        what = f"a page of {plan.page_name} {cut}, which has words wider than that"
        return what, "take larger paper, or a layout with fewer pages on a sheet"
    if overrun.cause == "crop":
        return f"a place for {plan.page_name} on a sheet of {plan.sheet_name} {cut}", "name larger paper with `sheet`"
    if overrun.cause == "fold" and creep_mm > shift_mm:
        around = f"{overrun.depth} sheets of {settings.paper_thickness_mm:g} mm"
        return f"the creep of {creep_mm:.1f} mm inside {around} {cut}", advise_thinner(plan)
    key = "gutter_mm" if settings.gutter_mm > shift_mm else "back_shift_mm"
    return f"`{key}` {cut}", "write a smaller number"


def advise_thinner(plan: Plan) -> str:
    """Fewer sheets inside one another, or thinner ones."""
    if plan.settings.layout == "signatures":
        return "write a smaller `signature_sheets`, or take thinner paper (`paper_thickness_mm`)"
    return "take thinner paper (`paper_thickness_mm`), or several signatures (`layout` signatures)"
