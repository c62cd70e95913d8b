"""A PDF and the job that it is for → its preflight, with what the job's sheets ask of it."""

from __future__ import annotations

from pamphlet.press.catalogue import Wanted, plan_layout
from pamphlet.press.fit import check_capacity
from pamphlet.press.imposition import CREEP_PER_THICKNESS, Imposition, impose
from pamphlet.press.order import Nested
from pamphlet.press.preflight.checks import Expected, preflight
from pamphlet.press.preflight.report import Preflight
from pamphlet.press.sheets import PressJob
from pamphlet.press.source import measure_pages, open_source


def preflight_job(pdf: bytes, job: PressJob) -> Preflight:
    """All checks, with the printer's margin, the creep and the folds of this job."""
    with open_source(pdf) as source:
        sizes = measure_pages(source)
    wanted = Wanted(sizes[0], job.binding, job.signature_sheets, job.up, job.printer.margin_mm)
    layout = plan_layout(job.layout, job.sheet, wanted)
    check_capacity(len(sizes), layout)
    imposition = impose(sizes, layout, printer=job.printer, stock=job.stock)
    deepest = max((sheet.depth for sheet in imposition.sheets), default=0)
    asked = Expected(
        folded=isinstance(layout.order, Nested),
        margin_mm=job.printer.margin_mm,
        page_margin_on_sheet_mm=margin_on_sheet(imposition),
        innermost_creep_mm=CREEP_PER_THICKNESS * job.stock.thickness_mm * deepest,
    )
    return preflight(pdf, asked)


def margin_on_sheet(imposition: Imposition) -> float:
    """How much of the sheet lies beside the pages where they come nearest to its edge."""
    width_mm, height_mm = imposition.layout.sheet
    grounds = [placement.ground for sheet in imposition.sheets for placement in sheet.front.placements]
    margins = (
        min(ground.x_mm, ground.y_mm, width_mm - ground.right_mm, height_mm - ground.head_mm) for ground in grounds
    )
    return max(0.0, min(margins, default=0.0))
