"""An accent's colour → whether words can be read in it, and the same colour for a screen by day and by night."""

from __future__ import annotations

import re
from typing import Final

HEX: Final = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
THREE_FIGURES: Final = 4
"""The length of a colour such as `#c00`, each of whose figures counts twice (CSS Color 4, 5.2)."""
BLACK: Final = "#000000"
WHITE: Final = "#ffffff"
# WCAG 2.2, 1.4.3: what text must stand out by from its ground, and 1.4.11: what marks must.
LEAST_FOR_WORDS: Final = 4.5
ADVICE: Final = 'write "black", or a darker colour as six figures of hexadecimal, such as "#8c1b13"'
# So bright is a mark that stands out by 3 to 1 from white, sepia (#f4ecd8), dark grey (#222222) and black alike.
DARKEST_ON_SCREEN: Final = 0.155
BRIGHTEST_ON_SCREEN: Final = 0.235
STEPS: Final = 64


def parse_accent(stated: str) -> str:
    """A colour as `#rrggbb`; "" where it is none."""
    if stated.strip().lower() == "black":
        return BLACK
    return in_full(stated.strip().lower()) if HEX.fullmatch(stated.strip()) else ""


def in_full(stated: str) -> str:
    """A colour such as `#c00` with six figures; whatever else as it is."""
    short = HEX.fullmatch(stated) and len(stated) == THREE_FIGURES
    return "#" + "".join(figure * 2 for figure in stated[1:]) if short else stated


def refusal(stated: str) -> str:
    """Why an accent cannot be used, after its name; "" if it can."""
    colour = parse_accent(stated)
    if not colour:
        return f"“{stated}” is no colour"
    stands_out = contrast(colour, WHITE)
    if stands_out < LEAST_FOR_WORDS:
        return f"“{stated}” is too pale for words: {stands_out:.1f} to 1 against white paper, where 4.5 is the least"
    return ""


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """How bright a colour is, from 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = (part / 255 for part in _parts(colour))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def on_screen(colour: str) -> str:
    """The colour, lightened or darkened until it stands out from every ground that readers choose."""
    towards = WHITE if luminance(colour) < DARKEST_ON_SCREEN else BLACK
    mixed = (_mix(colour, towards, step / STEPS) for step in range(STEPS + 1))
    return next(each for each in mixed if DARKEST_ON_SCREEN <= luminance(each) <= BRIGHTEST_ON_SCREEN)


def _mix(colour: str, other: str, share: float) -> str:
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(part + (aim - part) * share):02x}" for part, aim in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue
