"""Press settings, from edition.toml or the command line → the same with usual names, or what makes no sense."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple, NoReturn

from msgspec.structs import replace

from pamphlet.edition.press_table import PressSettings
from pamphlet.units import PAPERS, find_size, paper_name

RefuseKey = Callable[[str, str, str], NoReturn]
"""Raise the error for a key of `[press]`: the key, what is wrong, and what to do."""

ACCENT: Final = re.compile(r"#[0-9a-fA-F]{6}")
BLANKS: Final = ("white", "notes", "slip")
GRIDS: Final = (1, 2, 4, 8)


# How far off does a printer put its backs, what does a sheet cost at most, and how long are names on the ticket?
LARGEST_SHIFT_MM: Final = 20
HIGHEST_PRICE: Final = 1_000_000
LONGEST_NAME: Final = 20

# How long may a sheet be? A page of a PDF measures 14,400 units at most: ISO 32000-1, annex C.2.
LONGEST_SHEET_MM: Final = 5080


class Range(NamedTuple):
    """From where to where a number makes sense, and what to write instead."""

    low: float
    high: float
    advice: str


RANGES: Final = {
    "paper_thickness_mm": Range(0, 1, "office paper is about 0.1"),
    "paper_weight": Range(20, 600, "office paper has 80"),
    "printer_margin_mm": Range(0, 40, "most office printers leave 4 to 5 mm white"),
    "gutter_mm": Range(0, 40, "write how many millimetres pages are to keep from the spine"),
    "bleed_mm": Range(0, 20, "shops ask for 3, or 3.175 (an eighth of an inch)"),
    "ink_limit": Range(100, 400, "write a percentage; shops ask for 240 to 330"),
    "signature_sheets": Range(0, 25, "4 or 5 sheets fold flat; 0 divides them evenly"),
    "copies": Range(1, 10_000_000, "write how many copies are wanted"),
}


class Bound(NamedTuple):
    """A key that has a meaning only beside another."""

    key: str
    needs: str
    values: tuple[str, ...]


BOUND: Final = (
    Bound("signature_sheets", "layout", ("signatures",)),
    Bound("up", "layout", ("cut-and-stack",)),
    Bound("hand_turn", "duplex", ("hand",)),
    Bound("hand_order", "duplex", ("hand",)),
    Bound("accent", "colour", ("plates",)),
    Bound("accent_name", "colour", ("plates",)),
    Bound("icc_profile", "colour", ("cmyk",)),
    Bound("ink_limit", "colour", ("cmyk",)),
    Bound("bleed_mm", "layout", ("single",)),
    Bound("missing_bleed", "layout", ("single",)),
)


def with_drum(press: PressSettings, accent: str) -> PressSettings:
    """The settings, with the edition's one colour for the second drum where plates are wanted and none is stated."""
    wanted = press.colour == "plates" and not press.accent and ACCENT.fullmatch(accent)
    return replace(press, accent=accent) if wanted else press


def check_press(press: PressSettings, stated: Collection[str], refuse: RefuseKey) -> PressSettings:
    """The settings with papers by their usual names; `stated` are the keys that were written down together."""
    _check_numbers(press, refuse)
    _check_words(press, refuse)
    _check_company(press, stated, refuse)
    return replace(press, sheet=_check_sheet(press, stated, refuse))


def _check_numbers(press: PressSettings, refuse: RefuseKey) -> None:
    for key, (low, high, advice) in RANGES.items():
        if not low <= getattr(press, key) <= high:
            refuse(key, f"`{key}` is out of range", advice)
    if not all(abs(length) <= LARGEST_SHIFT_MM for length in press.back_shift_mm):  # not-a-number is no length
        refuse("back_shift_mm", "`back_shift_mm` is out of range", "print the calibration sheet and read it again")
    if press.up not in GRIDS:
        refuse("up", f"no sheet is cut into {press.up} leaves", f"choose one of {', '.join(map(str, GRIDS))}")
    if press.price_sheet != "" and price_of(press) is None:
        refuse("price_sheet", f"`price_sheet` is “{press.price_sheet}”", "write the price of a sheet as 0.04")


def price_of(press: PressSettings) -> Decimal | None:
    """What a sheet costs; None where nobody says, or where it is no price."""
    try:
        price = Decimal(str(press.price_sheet).replace(",", "."))
    except InvalidOperation:
        return None
    return price if price.is_finite() and 0 <= price <= HIGHEST_PRICE else None


def _check_words(press: PressSettings, refuse: RefuseKey) -> None:
    if press.blanks not in BLANKS and not press.blanks.lower().endswith(".pdf"):
        refuse("blanks", f"`blanks` is “{press.blanks}”", "write white, notes, slip, or the name of a PDF")
    if press.accent and not ACCENT.fullmatch(press.accent):
        refuse("accent", f"`accent` is “{press.accent}”", "write the drum's colour as red, green, blue: #ff4c65")
    if press.accent_name and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 -]*", press.accent_name):
        refuse("accent_name", f"`accent_name` is “{press.accent_name}”", "use letters and figures: it names files")
    if max(len(press.accent_name), len(press.currency)) > LONGEST_NAME:
        key = "accent_name" if len(press.accent_name) > LONGEST_NAME else "currency"
        refuse(key, f"`{key}` is too long for the ticket", f"write {LONGEST_NAME} letters at most")
    if press.accent_name.casefold() == "black":
        refuse("accent_name", "`accent_name` is “black”", "name the other drum; the black one is there anyway")


def _check_sheet(press: PressSettings, stated: Collection[str], refuse: RefuseKey) -> str:
    size = find_size(press.sheet) if press.sheet else None
    if press.sheet and size is None:
        known = ", ".join(PAPERS)
        refuse("sheet", f"no sheet is called “{press.sheet}”", f"choose one of {known}, or write 320x450 (mm)")
    if size and max(size) > LONGEST_SHEET_MM:
        refuse("sheet", f"a sheet of {press.sheet} is too long for a PDF", f"write {LONGEST_SHEET_MM} mm at most")
    if press.layout == "single" and {"sheet", "layout"} <= set(stated) and press.sheet:
        refuse("sheet", "`sheet` has no meaning for single pages", "leave it out: the shop chooses its own sheet")
    return paper_name(press.sheet) if press.sheet else ""


def _check_price(press: PressSettings, stated: Collection[str], refuse: RefuseKey) -> None:
    """The price is that of a sheet which one prints oneself."""
    if press.layout == "single" and {"price_sheet", "layout"} <= set(stated):
        refuse("price_sheet", "`price_sheet` has no meaning for single pages", "leave it out: the shop names its price")


def _check_company(press: PressSettings, stated: Collection[str], refuse: RefuseKey) -> None:
    """Refuse keys that contradict one another, or lack one that they need."""
    for key, needs, values in BOUND:
        if key in stated and getattr(press, needs) not in values:
            wanted = f"with `{needs}` {values[0]}, not {getattr(press, needs)}"
            refuse(key, f"`{key}` has a meaning only {wanted}", "leave one of the two out")
    if press.colour == "plates" and not press.accent:
        refuse("colour", "plates need the colour of the second drum", "add `accent`, such as #ff4c65")
    if press.colour == "cmyk" and not press.icc_profile:
        refuse("colour", "CMYK needs the print shop's profile", "add `icc_profile`, a file that the shop gives you")
    _check_price(press, stated, refuse)
    if press.currency and press.price_sheet == "":
        refuse("currency", "`currency` stands there without a price", "add `price_sheet`")


def stated_keys(press: PressSettings) -> frozenset[str]:
    """The keys that differ from what holds without them."""
    usual = PressSettings()
    return frozenset(key for key in press.__struct_fields__ if getattr(press, key) != getattr(usual, key))
