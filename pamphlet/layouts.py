"""What somebody calls a layout → its name, or the one that was probably meant."""

from __future__ import annotations

import difflib
from typing import Final, Literal, get_args

LayoutName = Literal[
    "booklet",
    "booklet-4up",
    "signatures",
    "perfect",
    "cut-and-stack",
    "handbills-2up",
    "handbills-4up",
    "letter-fold",
    "z-fold",
    "zine",
    "poster",
    "single",
]
LAYOUTS: Final[tuple[LayoutName, ...]] = get_args(LayoutName)

# What else are layouts called? By printers, print dialogs and makers of zines.
OTHER_NAMES: Final[dict[str, LayoutName]] = {
    "trifold": "letter-fold",
    "tri-fold": "letter-fold",
    "c-fold": "letter-fold",
    "accordion": "z-fold",
    "concertina": "z-fold",
    "saddle": "booklet",
    "saddle-stitch": "booklet",
    "pamphlet": "booklet",
    "booklet-2up": "booklet",
    "perfect-binding": "perfect",
    "stack": "cut-and-stack",
    "flyers": "handbills-2up",
    "handbills": "handbills-2up",
    "mini-zine": "zine",
    "tiles": "poster",
    "print-shop": "single",
}

# How alike must a misspelt name be to the one that is suggested? From 0 to 1, as difflib counts.
ALIKE: Final = 0.6


def find_layout(called: str) -> LayoutName | None:
    """The layout that is called so, in whatever case, with hyphens, spaces, underscores or none between the words."""
    return {_joined(name): layout for name, layout in _names().items()}.get(_joined(called))


def suggest_layout(called: str) -> LayoutName | None:
    """The layout whose name, or other name, is nearest to a misspelling; None where none is near."""
    names = {_joined(name): layout for name, layout in _names().items()}
    near = difflib.get_close_matches(_joined(called), names, n=1, cutoff=ALIKE)
    return names[near[0]] if near else None


def advise_layout(called: str) -> str:
    """What to do about a name that no layout has."""
    near = suggest_layout(called)
    return f"{f'did you mean {near}? ' if near else ''}choose one of {', '.join(LAYOUTS)}"


def _names() -> dict[str, LayoutName]:
    return {**{layout: layout for layout in LAYOUTS}, **OTHER_NAMES}


def _joined(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
