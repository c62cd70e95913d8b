"""Press settings and pages, an edition's or anybody's → the files that go to the printer, and their ticket."""

from pamphlet.presswork.editions import matter_of, prove_printed, set_matter, sheets_of
from pamphlet.presswork.planning import Plan, plan_edition, plan_file, printer_for
from pamphlet.presswork.printing import Matter, PressedFile, Printed, print_sheets, print_with_ticket, read_matter
from pamphlet.presswork.supplies import Supplies, read_supplies

__all__ = [
    "Matter",
    "Plan",
    "PressedFile",
    "Printed",
    "Supplies",
    "matter_of",
    "plan_edition",
    "plan_file",
    "print_sheets",
    "print_with_ticket",
    "printer_for",
    "prove_printed",
    "read_matter",
    "read_supplies",
    "set_matter",
    "sheets_of",
]
