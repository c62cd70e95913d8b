"""A colour → the amounts that are printed: grey, black, CMYK, or one ink of several."""

from __future__ import annotations

import functools
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple, Protocol

from pamphlet.errors import PamphletError

Rgb = tuple[float, float, float]
Inks = tuple[float, float, float, float]
Amounts = tuple[float, ...]

# How bright does each primary look? ITU-R BT.601; also ISO 32000-1, 10.3.3.
LUMA: Final = (0.299, 0.587, 0.114)
# Text darker than this is printed solid in black only; what is lighter stays a tint, so that it reads on dark ground.
SOLID_BELOW: Final = 0.6
NEUTRAL: Final = 0.004


class Colour(NamedTuple):
    """A colour as the source states it: always as red, green and blue, and as inks where it names them."""

    rgb: Rgb
    cmyk: Inks | None = None
    spots: tuple[tuple[str, float], ...] = ()

    @property
    def grey(self) -> float:
        """How light it is, from 0 for black to 1."""
        return sum(share * part for share, part in zip(LUMA, self.rgb, strict=True))

    @property
    def neutral(self) -> bool:
        """Whether it is a grey."""
        return max(self.rgb) - min(self.rgb) < NEUTRAL


def from_grey(grey: float) -> Colour:
    """A DeviceGray colour."""
    return Colour((grey, grey, grey), (0.0, 0.0, 0.0, 1 - grey))


def from_cmyk(cyan: float, magenta: float, yellow: float, black: float) -> Colour:
    """A DeviceCMYK colour: ISO 32000-1, 10.3.5."""
    red, green, blue = (1 - min(1.0, ink + black) for ink in (cyan, magenta, yellow))
    return Colour((red, green, blue), (cyan, magenta, yellow, black))


BLACK: Final = from_grey(0.0)


class Conversion(Protocol):
    """What becomes of a colour; `space` says what the amounts mean."""

    @property
    def space(self) -> Literal["DeviceGray", "DeviceCMYK"]:
        """The colour space of the result."""

    def __hash__(self) -> int: ...

    def convert(self, colour: Colour, *, text: bool = False) -> Amounts:
        """The amounts to print."""

    def overprints(self, colour: Colour) -> bool:
        """Whether text in this colour leaves what lies under it alone."""


@dataclass(frozen=True, slots=True)
class Grey:
    """Every colour as light as it looks."""

    space: Literal["DeviceGray"] = "DeviceGray"

    def convert(self, colour: Colour, *, text: bool = False) -> Amounts:  # noqa: ARG002 - see Conversion
        """Its lightness."""
        return (tidy(colour.grey),)

    def overprints(self, colour: Colour) -> bool:  # noqa: ARG002 - see Conversion
        """Never."""
        return False


@dataclass(frozen=True, slots=True)
class Black:
    """Black ink alone: text solid, all else in tints of it."""

    space: Literal["DeviceGray"] = "DeviceGray"

    def convert(self, colour: Colour, *, text: bool = False) -> Amounts:
        """Black for dark text, else its lightness."""
        return (0.0,) if text and colour.grey < SOLID_BELOW else (tidy(colour.grey),)

    def overprints(self, colour: Colour) -> bool:  # noqa: ARG002 - see Conversion
        """Never."""
        return False


@dataclass(frozen=True, slots=True)
class Ink:
    """A Riso drum beside the black one: its name, and how it looks in full on white paper."""

    name: str
    rgb: Rgb


@dataclass(frozen=True, slots=True)
class PlateOf:
    """One plate of two: the accent's, or the black one's, as grey."""

    accent: Ink
    which: Literal["black", "accent"]
    space: Literal["DeviceGray"] = "DeviceGray"

    def convert(self, colour: Colour, *, text: bool = False) -> Amounts:  # noqa: ARG002 - see Conversion
        """White where this ink is not needed."""
        black, accent = split_inks(colour, self.accent)
        return (tidy(1 - (black if self.which == "black" else accent)),)

    def overprints(self, colour: Colour) -> bool:
        """Black text prints over the accent: drums never meet to the hair."""
        black, accent = split_inks(colour, self.accent)
        return self.which == "accent" and black > 0.9 and accent < 0.1


def split_inks(colour: Colour, accent: Ink) -> tuple[float, float]:
    """How much black and how much accent come nearest to the colour, together: least squares on what is dark.

    A spot colour of the accent's name is that ink as it stands.
    """
    for name, tint in colour.spots:
        if name.casefold() == accent.name.casefold():
            return 0.0, tint
    dark = [1 - part for part in colour.rgb]
    hue = [1 - part for part in accent.rgb]
    square, cross = sum(part * part for part in hue), sum(hue)
    seen_hue = sum(one * other for one, other in zip(dark, hue, strict=True))
    seen_black = sum(dark)
    fixed = 3 * square - cross * cross
    if fixed < NEUTRAL:
        raise PamphletError(f"the ink “{accent.name}” is a grey", advice="state the accent's own colour")
    amount = (3 * seen_hue - cross * seen_black) / fixed
    if amount <= 0:
        return limit(seen_black / 3), 0.0
    black = (seen_black - amount * cross) / 3
    if black <= 0:
        return 0.0, limit(seen_hue / square)
    return limit(black), limit(amount)


@dataclass(frozen=True, slots=True)
class Cmyk:
    """Process inks by the printer's ICC profile; greys are black ink alone, and no spot bears more than the limit."""

    profile: bytes
    limit: float = 3.0
    space: Literal["DeviceCMYK"] = "DeviceCMYK"

    def convert(self, colour: Colour, *, text: bool = False) -> Amounts:
        """The four inks, from 0 to 1."""
        if colour.cmyk is not None:
            inks = colour.cmyk
        elif colour.neutral or (text and colour.grey < 0.1):
            inks = (0.0, 0.0, 0.0, 1 - colour.grey)
        else:
            inks = transform(self.profile, colour.rgb)
        return self.tidied(inks)

    def convert_grid(self, steps: int) -> list[Amounts]:
        """The inks for colours at even steps of red, then green, then blue."""
        levels = [step / (steps - 1) for step in range(steps)]
        grid = [(red, green, blue) for blue in levels for green in levels for red in levels]
        return [
            self.convert(Colour(rgb)) if Colour(rgb).neutral else self.tidied(inks)
            for rgb, inks in zip(grid, transform_all(self.profile, grid), strict=True)
        ]

    def tidied(self, inks: Inks) -> Amounts:
        """The inks within the limit."""
        return tuple(tidy(ink) for ink in limit_inks(inks, self.limit))

    def overprints(self, colour: Colour) -> bool:  # noqa: ARG002 - see Conversion
        """Never."""
        return False


def limit_inks(inks: Inks, most: float) -> Inks:
    """Less cyan, magenta and yellow where all inks together are too much; black stays."""
    cyan, magenta, yellow, black = inks
    colours = cyan + magenta + yellow
    if colours + black <= most or not colours:
        return inks
    share = max(0.0, most - black) / colours
    return cyan * share, magenta * share, yellow * share, black


@functools.lru_cache(maxsize=65536)
def transform(profile: bytes, rgb: Rgb) -> Inks:
    """One sRGB colour → the profile's inks."""
    [inks] = transform_all(profile, (rgb,))
    return inks


def transform_all(profile: bytes, colours: Sequence[Rgb]) -> list[Inks]:
    """SRGB → the profile's inks, relative colorimetric with black point compensation, all at once."""
    from PIL import Image  # noqa: PLC0415 - only CMYK needs it

    pixels = bytes(round(255 * part) for rgb in colours for part in rgb)
    picture = Image.frombytes("RGB", (len(colours), 1), pixels)
    inks = open_transform(profile).apply(picture).tobytes()
    amounts = [value / 255 for value in inks]
    return list(zip(amounts[::4], amounts[1::4], amounts[2::4], amounts[3::4], strict=True))


@functools.lru_cache(maxsize=4)
def open_transform(profile: bytes) -> Any:  # noqa: ANN401 - ImageCms's own type
    """The transform from sRGB; a profile of another kind is refused."""
    from PIL import ImageCms  # noqa: PLC0415 - as above

    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"),
            opened,
            "RGB",
            "CMYK",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (OSError, ImageCms.PyCMSError):
        message = "the ICC profile is none for CMYK printing"
        raise PamphletError(message, advice="ask the print shop for theirs") from None


def limit(amount: float) -> float:
    """The amount between nothing and all."""
    return min(max(amount, 0.0), 1.0)


def tidy(amount: float) -> float:
    """The amount to four places: finer than any press."""
    return round(limit(amount), 4)
