"""A content stream → the same stream with its colours converted; every other operator stays as it is.

Colours are followed, not translated where they stand: what is painted is known only when it is painted, and text
may need another amount than a line in the same colour. So colour operators are taken out, and before each object
those are written that the printer does not have yet.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Protocol

from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Name, Object, Operator

from pamphlet.errors import PamphletError
from pamphlet.press.colour.conversion import BLACK, Amounts, Colour, Conversion
from pamphlet.press.colour.spaces import CMYK, GREY, PATTERN, RGB, Space, read_space

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Which operators set a colour in a device space at once? ISO 32000-1, table 74.
FILLS: Final[dict[str, Space]] = {"g": GREY, "rg": RGB, "k": CMYK}
STROKES: Final[dict[str, Space]] = {"G": GREY, "RG": RGB, "K": CMYK}
SETTERS: Final = frozenset({*FILLS, *STROKES, "cs", "CS", "sc", "scn", "SC", "SCN"})
SHOWS: Final = frozenset({"Tj", "TJ", "'", '"'})
# Before what must the colours be right? No colour may be set between a path's beginning and its painting.
PATHS: Final = frozenset({"m", "re"})
DRAWS: Final = frozenset({"Do", "sh"})
INVISIBLE: Final = 3


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour or a pattern, and None for what the caller of a form has set."""

    space: Space = GREY
    colour: Colour | None = BLACK
    pattern: Object | None = None


@dataclass(frozen=True, slots=True)
class State:
    """What the source has set, and what has been written so far."""

    fill: Paint = Paint()
    stroke: Paint = Paint()
    written_fill: Written | None = None
    written_stroke: Written | None = None
    render: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """A colour as it stands in the converted stream."""

    amounts: Amounts = ()
    pattern: str = ""


class PatternTable(Protocol):
    """Where uncoloured patterns get their colour space from."""

    def name_pattern_space(self) -> Name:
        """The name, in the stream's resources, of patterns over the printed space."""


@dataclass(slots=True)
class Rewriter:
    """One content stream on its way."""

    conversion: Conversion
    resources: Object | None
    patterns: PatternTable
    state: State
    kept: list[State] = field(default_factory=list)

    def rewrite(
        self, instructions: Iterable[ContentStreamInstruction | ContentStreamInlineImage]
    ) -> Iterator[ContentStreamInstruction]:
        """The stream's instructions, converted."""
        for instruction in instructions:
            if isinstance(instruction, ContentStreamInlineImage):
                raise PamphletError("the PDF has a broken picture in its text", advice="export it anew")
            operands, operator = list(instruction.operands), str(instruction.operator)
            if operator in SETTERS:
                self.set_colour(operator, operands)
            else:
                yield from self.prepare(operator)
                yield from self.pass_on(instruction, operator, operands)

    def pass_on(
        self, instruction: ContentStreamInstruction, operator: str, operands: list[Object]
    ) -> Iterator[ContentStreamInstruction]:
        """The instruction itself; text that leaves its ground alone is shown without ink."""
        match operator:
            case "q":
                self.kept.append(self.state)
            case "Q" if self.kept:
                self.state = self.kept.pop()
            case "Tr":
                self.state = replace(self.state, render=int(operands[0]))
            case _:
                pass
        if operator in SHOWS and self.hides_text():
            yield make("Tr", INVISIBLE)
            yield instruction
            yield make("Tr", self.state.render)
        else:
            yield instruction

    def hides_text(self) -> bool:
        """Whether this ink leaves the text's ground as it is."""
        colour = self.state.fill.colour
        return self.state.render == 0 and colour is not None and self.conversion.overprints(colour)

    def set_colour(self, operator: str, operands: list[Object]) -> None:
        """Take note of a colour."""
        filling = operator.islower()
        before = self.state.fill if filling else self.state.stroke
        device = FILLS.get(operator) or STROKES.get(operator)
        if device:
            paint = Paint(device, device.read(read_components(operands, device)))
        elif operator in {"cs", "CS"}:
            space = read_space(operands[0], self.resources)
            paint = Paint(space, space.initial)
        else:
            paint = self.read_paint(before, operands)
        self.state = replace(self.state, fill=paint) if filling else replace(self.state, stroke=paint)

    def read_paint(self, before: Paint, operands: list[Object]) -> Paint:
        """A colour in the space that was set before, or a pattern with its own colour underneath."""
        if operands and isinstance(operands[-1], Name):
            base = before.space.base
            under = base.read(read_components(operands[:-1], base)) if base and len(operands) > 1 else None
            return Paint(before.space, under, operands[-1])
        return Paint(before.space, before.space.read(read_components(operands, before.space)))

    def prepare(self, operator: str) -> Iterator[ContentStreamInstruction]:
        """The colours that what follows needs and that are not set yet."""
        if operator not in SHOWS | PATHS | DRAWS:
            return
        text = operator in SHOWS
        fill = self.amounts_of(self.state.fill, text=text)
        stroke = self.amounts_of(self.state.stroke, text=text)
        if fill and fill != self.state.written_fill:
            yield from self.write(fill, filling=True)
        if stroke and stroke != self.state.written_stroke:
            yield from self.write(stroke, filling=False)
        written_fill, written_stroke = fill or self.state.written_fill, stroke or self.state.written_stroke
        self.state = replace(self.state, written_fill=written_fill, written_stroke=written_stroke)

    def amounts_of(self, paint: Paint, *, text: bool) -> Written | None:
        """The paint as it is to be written; None for what the caller has set."""
        amounts = self.conversion.convert(paint.colour, text=text) if paint.colour else ()
        if paint.pattern is not None:
            return Written(amounts, str(paint.pattern))
        return Written(amounts) if paint.colour else None

    def write(self, written: Written, *, filling: bool) -> Iterator[ContentStreamInstruction]:
        """The operators that set it."""
        if not written.pattern:
            operator = "g" if self.conversion.space == "DeviceGray" else "k"
            yield make(operator if filling else operator.upper(), *written.amounts)
            return
        space = self.patterns.name_pattern_space() if written.amounts else Name.Pattern
        yield make("cs" if filling else "CS", space)
        yield make("scn" if filling else "SCN", *written.amounts, Name(written.pattern))


def read_components(operands: list[Object], space: Space) -> list[float]:
    """The operands as numbers, as many as the space has."""
    try:
        components = [float(operand) for operand in operands]
    except (TypeError, ValueError):
        components = []
    if len(components) != space.components or space is PATTERN:
        raise PamphletError("the PDF sets a colour that makes no sense", advice="export it anew")
    return components


def make(operator: str, *operands: object) -> ContentStreamInstruction:
    """An instruction of ours."""
    return ContentStreamInstruction(list(operands), Operator(operator))  # type: ignore[arg-type]
