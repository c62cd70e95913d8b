"""Any PDF → what a printer would trip over, as values, a table, JSON and an exit code."""

from pamphlet.press.preflight.checks import CHECKS, Expected, preflight
from pamphlet.press.preflight.job import preflight_job
from pamphlet.press.preflight.margins import measure_margins
from pamphlet.press.preflight.overruns import Overrun, find_overruns
from pamphlet.press.preflight.report import Finding, Preflight

__all__ = [
    "CHECKS",
    "Expected",
    "Finding",
    "Overrun",
    "Preflight",
    "find_overruns",
    "measure_margins",
    "preflight",
    "preflight_job",
]
