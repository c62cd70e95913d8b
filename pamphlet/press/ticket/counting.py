"""A pressed job and an order → how much paper, time on the copier and money it takes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pamphlet.press.sheets import Pressed, PressJob

REAM: Final = 500
# How heavy is office paper, in g/m²?
OFFICE_GRAMMAGE: Final = 80


@dataclass(frozen=True, slots=True)
class PrintFile:
    """A file that goes to the printer, and its SHA-256 in hexadecimal."""

    name: str
    checksum: str


@dataclass(frozen=True, slots=True)
class Order:
    """How many copies of what are made, on which paper, at which price a sheet.

    `files` in the order of printing; `date` is that of the matter, in ISO 8601. `bleed_mm` is for a print shop, and
    `checks` is how many checks its pages passed, 0 where one found an error. `inks` are the drums' names where each
    file is a plate; else the printer prints `in_colour` or not.
    """

    title: str
    files: tuple[PrintFile, ...]
    paper_name: str = "A4"
    language: str = "en"
    date: str = "1980-01-01T00:00:00Z"
    copies: int = 1
    price_a_sheet: Decimal | None = None
    currency: str = ""
    grammage: float = OFFICE_GRAMMAGE
    bleed_mm: float = 0.0
    checks: int = 0
    in_colour: bool = True
    inks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ticket:
    """The numbers on the ticket."""

    runs: int
    sheets_a_run: int
    copies_a_run: int
    sheets: int
    reams: int
    grams_a_copy: float
    kilograms: float
    thickness_mm: float
    cost: Decimal | None


def count(pressed: Pressed, job: PressJob, order: Order) -> Ticket:
    """What the order needs."""
    imposition = pressed.imposition
    sheets_a_run, copies_a_run = len(imposition.sheets), imposition.copies
    runs = math.ceil(order.copies / copies_a_run)
    sheets = runs * sheets_a_run
    sheet = imposition.layout.sheet
    grams_a_sheet = sheet.width_mm * sheet.height_mm / 1e6 * order.grammage
    price = None if imposition.layout.name == "single" else order.price_a_sheet  # a shop names its own
    layers = sheets_a_run * len(imposition.layout.cells) / copies_a_run
    if imposition.layout.name == "poster":
        layers = 1
    if imposition.layout.name == "single":
        layers = math.ceil(imposition.pages / 2)
    return Ticket(
        runs=runs,
        sheets_a_run=sheets_a_run,
        copies_a_run=copies_a_run,
        sheets=sheets,
        reams=math.ceil(sheets / REAM),
        grams_a_copy=grams_a_sheet * sheets_a_run / copies_a_run,
        kilograms=grams_a_sheet * sheets / 1000,
        thickness_mm=layers * job.stock.thickness_mm,
        cost=None if price is None else price * sheets,
    )
