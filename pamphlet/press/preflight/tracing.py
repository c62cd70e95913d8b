"""A page's content → what it draws: type sizes, lines, pictures, colours, transparency."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, field, replace
from typing import Final

from pikepdf import (
    Array,
    ContentStreamInlineImage,
    Dictionary,
    Matrix,
    Name,
    Object,
    Page,
    Stream,
    parse_content_stream,
)

from pamphlet.errors import PamphletError
from pamphlet.press.boxes import user_unit
from pamphlet.press.colour.content import FILLS, SHOWS, STROKES
from pamphlet.press.colour.conversion import BLACK, Colour
from pamphlet.press.colour.document import entries
from pamphlet.press.colour.images import filters
from pamphlet.press.colour.spaces import GREY, Space, read_space

# Which operators paint a line, and which an area? ISO 32000-1, table 60.
STROKING: Final = frozenset({"S", "s", "B", "B*", "b", "b*"})
FILLING: Final = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
DEEPEST: Final = 28
OWN_SPACES: Final = {
    "L": "DeviceGray",
    "LA": "DeviceGray",
    "RGB": "DeviceRGB",
    "RGBA": "DeviceRGB",
    "CMYK": "DeviceCMYK",
}


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """A picture where it is drawn: its pixels an inch on paper, the coarser of both directions, and its space."""

    pixels_per_inch: float
    space: str


@dataclass(slots=True)
class Drawn:
    """What the pages' content was seen to draw."""

    fonts: dict[str, bool] = field(default_factory=dict)
    spaces: set[str] = field(default_factory=set)
    images: list[PlacedImage] = field(default_factory=list)
    smallest_type_pt: float | None = None
    thinnest_line_pt: float | None = None
    most_ink: float = 0.0
    rich_black: bool = False
    transparent: bool = False
    lacking: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Pen:
    """The graphics state, as far as it is watched."""

    matrix: Matrix
    text: Matrix = field(default_factory=Matrix)
    width: float = 1.0
    size: float = 0.0
    render: int = 0
    font: str = ""
    fill: Colour = BLACK
    stroke: Colour = BLACK
    fill_space: Space = GREY
    stroke_space: Space = GREY


@dataclass(slots=True)
class Tracer:
    """Follows a page's operators and the forms that it draws."""

    drawn: Drawn
    type3: set[str] = field(default_factory=set)

    def trace_page(self, page: Page) -> None:
        """All of the page."""
        unit = user_unit(page)
        if "/Group" in page.obj and page.obj.Group.get("/S") != Name.Transparency:
            self.drawn.transparent = True
        self.trace(page.obj, page.obj.get("/Resources", page.resources), Pen(Matrix(unit, 0, 0, unit, 0, 0)), 0)

    def trace(self, source: Object, resources: Object, pen: Pen, depth: int) -> None:
        """A page or a form; what nests deeper than any program draws is left."""
        if depth > DEEPEST or (isinstance(source, Dictionary) and "/Contents" not in source):
            return
        for name, font in entries(resources, "/Font").items():
            self.note_font(name, font)
        kept: list[Pen] = []
        for instruction in parse_content_stream(source):
            if isinstance(instruction, ContentStreamInlineImage):
                self.note_image(instruction.iimage.obj, resources, pen)
                continue
            operator, operands = str(instruction.operator), list(instruction.operands)
            if operator == "q":
                kept.append(pen)
            elif operator == "Q":
                pen = kept.pop() if kept else pen
            elif operator == "Do":
                self.trace_object(self.look_up("/XObject", operands[0], resources), resources, pen, depth)
            else:
                pen = self.follow(operator, operands, pen, resources)
                self.note_painting(operator, pen)

    def look_up(self, kind: str, name: Object, resources: Object) -> Object | None:
        """What the content draws with, by its name in the resources, if it is there."""
        found = entries(resources, kind).get(str(name))
        if found is None:
            self.drawn.lacking.add(str(name))
        return found

    def trace_object(self, drawn: Object | None, outer: Object, pen: Pen, depth: int) -> None:
        """A picture, or a form in its own place."""
        if not isinstance(drawn, Stream):
            return
        if drawn.get("/Subtype") == Name.Image:
            self.note_image(drawn, outer, pen)
        elif drawn.get("/Subtype") == Name.Form:
            own = drawn.get("/Matrix")
            matrix = Matrix(own) @ pen.matrix if isinstance(own, Array) else pen.matrix
            self.trace(drawn, drawn.get("/Resources", outer), replace(pen, matrix=matrix), depth + 1)

    def follow(self, operator: str, operands: list[Object], pen: Pen, resources: Object) -> Pen:
        """The graphics state after an operator."""
        if operator in {"Tf", "Tr", "w", "cm", "Tm", "BT", "gs"}:
            return self.follow_state(operator, operands, pen, resources)
        if operator in FILLS or operator in STROKES or operator in {"cs", "CS", "sc", "scn", "SC", "SCN"}:
            return self.follow_colour(operator, operands, pen, resources)
        return pen

    def follow_state(self, operator: str, operands: list[Object], pen: Pen, resources: Object) -> Pen:
        """Matrix, type and line."""
        match operator:
            case "cm":
                return replace(pen, matrix=Matrix(*read_floats(operands)) @ pen.matrix)
            case "Tm":
                return replace(pen, text=Matrix(*read_floats(operands)))
            case "BT":
                return replace(pen, text=Matrix())
            case "Tf":
                self.look_up("/Font", operands[0], resources)
                return replace(pen, font=str(operands[0]), size=read_floats(operands[1:])[0])
            case "Tr":
                return replace(pen, render=int(read_floats(operands)[0]))
            case "w":
                return replace(pen, width=read_floats(operands)[0])
            case _:
                state = entries(resources, "/ExtGState").get(str(operands[0]))
                return self.follow_extended(state, pen) if state is not None else pen

    def follow_extended(self, state: Object, pen: Pen) -> Pen:
        """A graphics state dictionary: line width, and any transparency."""
        masked = state.get("/SMask", Name("/None")) != Name("/None")
        blended = state.get("/BM", Name.Normal) not in (Name.Normal, Name.Compatible)
        faint = min(float(state.get("/ca", 1)), float(state.get("/CA", 1))) < 1
        self.drawn.transparent |= masked or blended or faint
        return replace(pen, width=float(state.LW)) if "/LW" in state else pen

    def follow_colour(self, operator: str, operands: list[Object], pen: Pen, resources: Object) -> Pen:
        """A colour; one that makes no sense is left for the conversion to refuse."""
        filling = operator.islower()
        space = FILLS.get(operator) or STROKES.get(operator)
        try:
            if operator in {"cs", "CS"}:
                space = read_space(operands[0], resources)
                colour = space.initial
            else:
                space = space or (pen.fill_space if filling else pen.stroke_space)
                colour = space.read(read_floats(operands)) if space.components == len(operands) else BLACK
        except (PamphletError, TypeError, ValueError, IndexError):
            return pen
        if filling:
            return replace(pen, fill=colour, fill_space=space)
        return replace(pen, stroke=colour, stroke_space=space)

    def note_painting(self, operator: str, pen: Pen) -> None:
        """What the operator puts on paper."""
        scale = math.sqrt(abs(pen.matrix.a * pen.matrix.d - pen.matrix.b * pen.matrix.c))
        if operator in STROKING:
            self.note_colour(pen.stroke, pen.stroke_space)
            self.drawn.thinnest_line_pt = smaller(self.drawn.thinnest_line_pt, pen.width * scale)
        if operator in FILLING:
            self.note_colour(pen.fill, pen.fill_space)
        if operator in SHOWS and pen.render != 3:
            self.note_colour(pen.fill, pen.fill_space)
            self.drawn.rich_black |= is_rich_black(pen.fill)
            if pen.font not in self.type3:
                placed = pen.text @ pen.matrix
                size = abs(pen.size) * math.hypot(placed.c, placed.d)
                self.drawn.smallest_type_pt = smaller(self.drawn.smallest_type_pt, size)

    def note_colour(self, colour: Colour, space: Space) -> None:
        """The colour's space, and how much ink it asks for."""
        self.drawn.spaces.add(space.family)
        if colour.cmyk is not None:
            self.drawn.most_ink = max(self.drawn.most_ink, sum(colour.cmyk))

    def note_font(self, name: str, font: Object) -> None:
        """The font's name, and whether the file is in the PDF."""
        if font.get("/Subtype") == Name.Type3:
            self.type3.add(name)
            return
        described = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        descriptor = described.get("/FontDescriptor", Dictionary())
        embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        called = str(font.get("/BaseFont", "/unnamed"))[1:]
        self.drawn.fonts[called] = embedded

    def note_image(self, image: Object, resources: Object, pen: Pen) -> None:
        """The picture's resolution at the size at which it is drawn."""
        across = math.hypot(pen.matrix.a, pen.matrix.b) / 72
        up = math.hypot(pen.matrix.c, pen.matrix.d) / 72
        width, height = int(image.get("/Width", 0)), int(image.get("/Height", 0))
        family = "stencil" if image.get("/ImageMask", False) else name_space(image, resources)
        if min(across, up) > 0:
            self.drawn.images.append(PlacedImage(min(width / across, height / up), family))
        if family != "stencil":
            self.drawn.spaces.add(family)
        if "/SMask" in image:
            self.drawn.transparent = True


def name_space(image: Object, resources: Object) -> str:
    """The family of a picture's colours."""
    if "/ColorSpace" not in image and "/JPXDecode" in map(str, filters(image)):
        return name_own_space(image.read_raw_bytes())
    try:
        space = read_space(image.get("/ColorSpace"), resources)
    except PamphletError:
        return "unknown"
    return space.base.family if space.family == "Indexed" and space.base else space.family


def name_own_space(jpeg_2000: bytes) -> str:
    """The family of colours that the picture's own file states: ISO 32000-1, 7.4.9."""
    from PIL import Image  # noqa: PLC0415 - only pictures need it

    try:
        with Image.open(io.BytesIO(jpeg_2000), formats=("JPEG2000",)) as opened:
            return OWN_SPACES.get(opened.mode, "unknown")
    except (OSError, SyntaxError, Image.DecompressionBombError):  # Pillow's for a file that is broken
        return "unknown"


def is_rich_black(colour: Colour) -> bool:
    """Whether black type is mixed of several inks, which never meet to the hair."""
    return colour.cmyk is not None and colour.cmyk[3] > 0.8 and sum(colour.cmyk[:3]) > 0.05


def smaller(one: float | None, other: float) -> float:
    """The smaller of two, when there are two."""
    return other if one is None else min(one, other)


def read_floats(operands: list[Object]) -> list[float]:
    """The operands as numbers."""
    return [float(operand) for operand in operands]
