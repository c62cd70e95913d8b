"""The `[press]` table of edition.toml as a frozen value: how pages become sheets."""

from __future__ import annotations

from typing import Final, Literal, get_args, get_type_hints

from msgspec import Struct

from pamphlet.layouts import LayoutName

Mark = Literal["folds", "crops", "registration", "staples", "slug"]
MARKS: Final[tuple[Mark, ...]] = get_args(Mark)


class PressSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[press]` table; docs/press.md says what each key means.

    `sheet` "" is the paper that the pages need; `signature_sheets` 0 divides evenly; `blanks` may name a PDF;
    `back_shift_mm` counts right and up; `ink_limit` is a percentage; `price_sheet` is in `currency`.
    """

    layout: LayoutName = "booklet"
    sheet: str = ""
    binding: Literal["left", "right"] = "left"
    signature_sheets: int = 0
    up: int = 2
    fit: Literal["refuse", "crop"] = "refuse"
    duplex: Literal["short", "long", "hand"] = "short"
    hand_turn: Literal["long", "short"] = "long"
    hand_order: Literal["last-first", "first-first"] = "last-first"
    printer_margin_mm: float = 5.0
    back_shift_mm: tuple[float, float] = (0.0, 0.0)
    paper_thickness_mm: float = 0.1
    paper_weight: float = 80.0
    gutter_mm: float = 0.0
    blanks: str = "white"
    marks: tuple[Mark, ...] = ()
    colour: Literal["as-is", "grey", "black", "cmyk", "plates"] = "as-is"
    accent: str = ""
    accent_name: str = ""
    icc_profile: str = ""
    ink_limit: float = 300.0
    bleed_mm: float = 3.0
    missing_bleed: Literal["mirror", "refuse"] = "mirror"
    copies: int = 1
    price_sheet: str | int | float = ""
    currency: str = ""


def _choices() -> dict[str, tuple[str, ...]]:
    hints = {name: get_args(hint) for name, hint in get_type_hints(PressSettings).items()}
    stated = {name: args for name, args in hints.items() if args and all(isinstance(each, str) for each in args)}
    return {**stated, "marks": MARKS}


# Which values may a key have? Those that are not listed take any text or number, within reason.
CHOICES: Final = _choices()
