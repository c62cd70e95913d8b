"""Press settings and pages → the same pages in the inks that are printed, a file for each plate."""

from __future__ import annotations

from pamphlet.edition import PressSettings
from pamphlet.errors import PamphletError
from pamphlet.press.colour import Black, Cmyk, Conversion, Grey, Ink, convert_colours, separate_inks


def name_accent(settings: PressSettings) -> str:
    """What the second drum's plate is called."""
    return settings.accent_name or "accent"


def colour_pages(pdf: bytes, settings: PressSettings, profile: bytes) -> dict[str, bytes]:
    """The pages by the name of their plate: one of them, "", unless they are separated."""
    if settings.colour == "plates":
        return {plate.ink: plate.pdf for plate in separate_inks(pdf, accent_of(settings))}
    conversion = conversion_of(settings, profile)
    return {"": pdf if conversion is None else convert_colours(pdf, conversion)}


def conversion_of(settings: PressSettings, profile: bytes) -> Conversion | None:
    """What becomes of each colour; None where colours stay."""
    match settings.colour:
        case "grey":
            return Grey()
        case "black":
            return Black()
        case "cmyk":
            return Cmyk(profile, settings.ink_limit / 100)
        case _:
            return None


def accent_of(settings: PressSettings) -> Ink:
    """The drum beside the black one."""
    red, green, blue = (int(settings.accent[at : at + 2], 16) / 255 for at in (1, 3, 5))
    if max(red, green, blue) - min(red, green, blue) < 0.02:
        raise PamphletError(f"the accent {settings.accent} is a grey", advice="state the second drum's own colour")
    return Ink(name_accent(settings), (red, green, blue))
