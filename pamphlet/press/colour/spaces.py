"""A PDF colour space → the colour that its components mean: ISO 32000-1, 8.6."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Stream

from pamphlet.errors import PamphletError
from pamphlet.press.colour.conversion import BLACK, Colour, from_cmyk, from_grey
from pamphlet.press.colour.functions import read_function


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space: its family, how many components it has, and what they mean."""

    family: str
    components: int
    read: Callable[[Sequence[float]], Colour]
    base: Space | None = None

    @property
    def initial(self) -> Colour:
        """The colour before any is set."""
        zeros = [0.0] * self.components
        match self.family:
            case "DeviceCMYK":
                return BLACK
            case "Separation" | "DeviceN":
                return self.read([1.0] * self.components)
            case _:
                return self.read(zeros)


def read_rgb(components: Sequence[float]) -> Colour:
    """Red, green and blue, taken for sRGB."""
    red, green, blue = components
    return Colour((red, green, blue))


def read_grey(components: Sequence[float]) -> Colour:
    """A grey."""
    return from_grey(components[0])


def read_cmyk(components: Sequence[float]) -> Colour:
    """Process inks."""
    cyan, magenta, yellow, black = components
    return from_cmyk(cyan, magenta, yellow, black)


GREY: Final = Space("DeviceGray", 1, read_grey)
RGB: Final = Space("DeviceRGB", 3, read_rgb)
CMYK: Final = Space("DeviceCMYK", 4, read_cmyk)
PATTERN: Final = Space("Pattern", 0, lambda _: BLACK)

# Names stand for spaces without parameters; the short ones are those of inline images.
NAMED: Final[dict[str, Space]] = {
    "/DeviceGray": GREY,
    "/G": GREY,
    "/CalGray": GREY,
    "/DeviceRGB": RGB,
    "/RGB": RGB,
    "/CalRGB": RGB,
    "/DeviceCMYK": CMYK,
    "/CMYK": CMYK,
    "/Pattern": PATTERN,
}
BY_COMPONENTS: Final = {1: GREY, 3: RGB, 4: CMYK}


def read_space(source: Object | None, resources: Object | None = None) -> Space:
    """The colour space that a name or an array states; names are looked up in the resources first."""
    if isinstance(source, Name):
        return read_named(source, resources)
    if isinstance(source, Array) and len(source) > 0:
        return read_array(source, resources)
    raise report_space(source)


def read_named(name: Object, resources: Object | None) -> Space:
    """A device space, or one of the page's own."""
    own = resources.get("/ColorSpace") if isinstance(resources, Dictionary) else None
    if isinstance(own, Dictionary) and name in own and str(name) not in NAMED:
        return read_space(own[str(name)], resources)
    if str(name) in NAMED:
        return NAMED[str(name)]
    raise report_space(name)


def read_array(source: Array, resources: Object | None) -> Space:
    """A space with parameters."""
    family = str(source[0])
    match family:
        case "/ICCBased":
            return read_profile(source[1])
        case "/Lab":
            return Space("Lab", 3, read_lab)
        case "/Indexed" | "/I":
            return read_indexed(source, resources)
        case "/Separation" | "/DeviceN":
            return read_spots(source, resources)
        case "/Pattern":
            return Space("Pattern", 0, lambda _: BLACK, read_space(source[1], resources) if len(source) > 1 else None)
        case _ if family in NAMED:
            return NAMED[family]
        case _:
            raise report_space(source)


def read_profile(stream: Object) -> Space:
    """A profile's components, taken for those of the device space of as many."""
    count = int(stream.get("/N", 0))
    if count not in BY_COMPONENTS:
        raise report_space(stream)
    return BY_COMPONENTS[count]


def read_lab(components: Sequence[float]) -> Colour:
    """CIE L*a*b* → sRGB; its white becomes the paper."""
    lightness, a, b = components
    middle = (lightness + 16) / 116
    relative = [unbend(middle + a / 500), unbend(middle), unbend(middle - b / 200)]
    return Colour(xyz_to_rgb([part * share for part, share in zip(relative, D65, strict=True)]))


# The white of sRGB, and the way from XYZ to its primaries: IEC 61966-2-1.
D65: Final = (0.9505, 1.0, 1.089)
PRIMARIES: Final = ((3.2406, -1.5372, -0.4986), (-0.9689, 1.8758, 0.0415), (0.0557, -0.204, 1.057))


def unbend(value: float) -> float:
    """The inverse of CIELAB's curve."""
    return value**3 if value > 6 / 29 else 3 * (6 / 29) ** 2 * (value - 4 / 29)


def xyz_to_rgb(xyz: Sequence[float]) -> tuple[float, float, float]:
    """XYZ → sRGB with its curve."""
    linear = [sum(share * part for share, part in zip(row, xyz, strict=True)) for row in PRIMARIES]
    red, green, blue = (bend(min(max(part, 0.0), 1.0)) for part in linear)
    return red, green, blue


def bend(value: float) -> float:
    """Linear light → sRGB's curve."""
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def read_indexed(source: Array, resources: Object | None) -> Space:
    """A palette of another space's colours."""
    base = read_space(source[1], resources)
    lookup = source[3]
    table = lookup.read_bytes() if isinstance(lookup, Stream) else bytes(lookup)
    last = int(source[2])

    def read(components: Sequence[float]) -> Colour:
        entry = min(max(int(components[0]), 0), last) * base.components
        return base.read([value / 255 for value in table[entry : entry + base.components]])

    return Space("Indexed", 1, read, base)


def read_spots(source: Array, resources: Object | None) -> Space:
    """Named inks; /All is every plate, and /None is none."""
    names = source[1]
    inks = [str(name)[1:] for name in (names.as_list() if isinstance(names, Array) else [names])]
    alternate = read_space(source[2], resources)
    tint = read_function(source[3])

    def read(components: Sequence[float]) -> Colour:
        if inks in (["All"], ["Black"]):
            return from_grey(1 - components[0])
        if inks == ["None"]:
            return from_grey(1.0)
        seen = alternate.read(tint(components))
        return seen._replace(spots=tuple(zip(inks, components, strict=False)))

    return Space(str(source[0])[1:], len(inks), read, alternate)


def report_space(source: object) -> PamphletError:
    """The error for a space that nobody knows."""
    name = str(source) if isinstance(source, Name) else "a colour space"
    return PamphletError(f"the PDF uses {name}, which cannot be converted", advice="export it in RGB, CMYK or grey")
