"""A PDF and a conversion → the PDF with every page, form, pattern, blend and picture converted."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    Page,
    Pdf,
    Stream,
    String,
    parse_content_stream,
    unparse_content_stream,
)

from pamphlet.press.colour.content import Paint, Rewriter, State
from pamphlet.press.colour.conversion import Cmyk, Conversion, Ink, PlateOf
from pamphlet.press.colour.images import convert_image
from pamphlet.press.colour.shadings import convert_shading
from pamphlet.press.source import content_of, open_source, print_annotations

# What a form finds set when it is drawn: the colours of its caller, which are converted there.
INHERITED = State(Paint(colour=None), Paint(colour=None))
PATTERN_SPACE = "/PamphletPattern"


class Plate(NamedTuple):
    """One ink's pages as a grey PDF."""

    ink: str
    pdf: bytes


def convert_colours(pdf: bytes, conversion: Conversion) -> bytes:
    """The same pages in the inks that are printed; text stays text."""
    with open_source(pdf) as source:
        print_annotations(source)
        converter = Converter(source, conversion)
        for number, page in enumerate(source.pages, start=1):
            with content_of(number):
                converter.convert_page(page)
        state_intent(source, conversion)
        finished = BytesIO()
        source.save(finished, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return finished.getvalue()


def separate_inks(pdf: bytes, accent: Ink) -> tuple[Plate, Plate]:
    """A plate for the black drum and one for the accent's."""
    return (
        Plate("black", convert_colours(pdf, PlateOf(accent, "black"))),
        Plate(accent.name, convert_colours(pdf, PlateOf(accent, "accent"))),
    )


def state_intent(source: Pdf, conversion: Conversion) -> None:
    """Name the profile that the inks are meant for; what was stated for other colours no longer holds."""
    if Name.OutputIntents in source.Root:
        del source.Root.OutputIntents
    if isinstance(conversion, Cmyk):
        profile = source.make_stream(conversion.profile)
        profile.N = 4
        intent = Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFX,
            OutputConditionIdentifier=String("Custom"),
            Info=String("The ICC profile that the print shop gave"),
            DestOutputProfile=profile,
        )
        source.Root.OutputIntents = Array([source.make_indirect(intent)])


@dataclass(slots=True)
class Converter:
    """The whole file on its way; each form, pattern and picture is converted once, however often it is used."""

    pdf: Pdf
    conversion: Conversion
    done: set[tuple[int, int]] = field(default_factory=set)
    images: dict[tuple[int, int], Stream] = field(default_factory=dict)

    def convert_page(self, page: Page) -> None:
        """The page's content, and all that it draws."""
        page.externalize_inline_images()
        resources = own_resources(page)
        page.contents_coalesce()
        if Name.Contents in page.obj:
            page.obj.Contents = self.pdf.make_stream(self.rewrite(page.obj, resources, State()))
        self.convert_resources(resources)
        self.convert_group(page.obj)

    def rewrite(self, drawn: Object, resources: Object, state: State) -> bytes:
        """The content with its colours converted."""
        rewriter = Rewriter(self.conversion, resources, PatternSpaces(resources, self.conversion), state)
        return unparse_content_stream(list(rewriter.rewrite(parse_content_stream(drawn))))

    def convert_resources(self, resources: Object) -> None:
        """All that the resources hold; spaces that stand in for device spaces no longer may."""
        spaces = resources.get("/ColorSpace")
        for name in ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK"):
            if isinstance(spaces, Dictionary) and name in spaces:
                del spaces[name]
        for pattern in entries(resources, "/Pattern").values():
            self.convert_pattern(pattern, resources)
        for name, shading in entries(resources, "/Shading").items():
            resources.Shading[name] = self.convert_blend(shading, resources)
        for font in entries(resources, "/Font").values():
            self.convert_font(font, resources)
        drawn = entries(resources, "/XObject")
        for name, each in drawn.items():
            if each.get("/Subtype") == Name.Image:
                resources.XObject[name] = self.convert_image(each, resources)
            elif each.get("/Subtype") == Name.Form:
                self.convert_form(each, resources)

    def convert_image(self, image: Object, resources: Object) -> Stream:
        """The picture, converted where it is used first."""
        assert isinstance(image, Stream)  # noqa: S101 - entries gives streams for drawn objects
        if image.objgen not in self.images:
            converted = convert_image(self.pdf, image, self.conversion, resources)
            self.images[image.objgen] = converted
            self.images[self.pdf.make_indirect(converted).objgen] = converted
        return self.images[image.objgen]

    def convert_blend(self, shading: Object, resources: Object) -> Object:
        """The blend, converted once: it gets a number of its own to be known by."""
        numbered = self.pdf.make_indirect(shading)
        if self.is_new(numbered):
            convert_shading(self.pdf, numbered, self.conversion, resources)
        return numbered

    def convert_form(self, form: Object, outer: Object, state: State = INHERITED) -> None:
        """A form or a glyph or a pattern's cell: content with resources of its own, or its caller's."""
        if not isinstance(form, Stream) or not self.is_new(form):
            return
        resources = form.get("/Resources", outer)
        form.write(self.rewrite(form, resources, state))
        if "/Resources" in form:
            self.convert_resources(resources)
        self.convert_group(form)

    def convert_pattern(self, pattern: Object, outer: Object) -> None:
        """A tiling pattern that has colours of its own, or a blend."""
        if int(pattern.get("/PatternType", 0)) == 2:
            pattern.Shading = self.convert_blend(pattern.Shading, outer)
        elif int(pattern.get("/PaintType", 1)) == 1:
            self.convert_form(pattern, outer, State())
        elif isinstance(pattern, Stream) and self.is_new(pattern) and "/Resources" in pattern:
            self.convert_resources(pattern.Resources)

    def convert_font(self, font: Object, outer: Object) -> None:
        """A font whose glyphs are drawings may have colours in them."""
        if font.get("/Subtype") != Name.Type3 or not self.is_new(font):
            return
        resources = font.get("/Resources", outer)
        for glyph in entries(font, "/CharProcs").values():
            if isinstance(glyph, Stream) and b"d0" in glyph.read_bytes():
                glyph.write(self.rewrite(glyph, resources, INHERITED))
        if "/Resources" in font:
            self.convert_resources(resources)

    def convert_group(self, drawn: Object) -> None:
        """Transparency is mixed in the space that is printed.

        Grey is left to the sheet: a group in DeviceGray that is put on a sheet in CMYK comes out in four inks.
        Without a space of its own a group has that of the sheet: ISO 32000-1, table 147 (CS).
        """
        group = drawn.get("/Group")
        if isinstance(group, Dictionary) and "/CS" in group:
            del group.CS
            if self.conversion.space != "DeviceGray":
                group.CS = Name(f"/{self.conversion.space}")

    def is_new(self, source: Object) -> bool:
        """Whether this is the first sight of an object."""
        seen = source.objgen in self.done
        self.done.add(source.objgen)
        return not seen


@dataclass(slots=True)
class PatternSpaces:
    """Gives a stream's resources a space for patterns that have no colour of their own."""

    resources: Object
    conversion: Conversion

    def name_pattern_space(self) -> Name:
        """The space's name; it is entered when it is needed."""
        if "/ColorSpace" not in self.resources:
            self.resources.ColorSpace = Dictionary()
        self.resources.ColorSpace[PATTERN_SPACE] = Array([Name.Pattern, Name(f"/{self.conversion.space}")])
        return Name(PATTERN_SPACE)


def own_resources(page: Page) -> Object:
    """The page's resources, moved down to it where it inherits them, so that they can be changed."""
    if "/Resources" not in page.obj:
        page.obj.Resources = page.resources
    return page.obj.Resources


def entries(source: Object, kind: str) -> dict[str, Object]:
    """The named objects of a kind."""
    table = source.get(kind)
    if not isinstance(table, Dictionary):
        return {}
    # What a file names but lacks is None.
    return {str(name): each for name, each in table.items() if hasattr(each, "keys")}
