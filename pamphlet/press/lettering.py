"""A text → the operators that set it in a font of ours, embedded with only the glyphs that it needs."""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pikepdf import Array, Dictionary, Name, Pdf, String

from pamphlet.fonts import load_font

if TYPE_CHECKING:
    from pikepdf import Object

FONT: Final = "SourceSansPro-Regular.ttf"
POSTSCRIPT_NAME: Final = "SourceSansPro-Regular"


@dataclass(slots=True)
class Lettering:
    """The font of marks and measures; letters that it lacks are set as a hyphen."""

    glyphs: dict[str, int] = field(default_factory=dict)
    _font: Any = None

    def show(self, text: str) -> str:
        """The text as a hexadecimal string of glyph numbers."""
        return f"<{''.join(f'{self.glyph_of(letter):04x}' for letter in text)}>"

    def glyph_of(self, letter: str) -> int:
        """The number of the letter's glyph, kept for embedding."""
        if self._font is None:
            self._font = measured_font()
        names = self._font.getBestCmap()
        name = names.get(ord(letter), names[ord("-")])
        return self.glyphs.setdefault(letter, self._font.getGlyphID(name))

    def width_em(self, text: str) -> float:
        """How wide the text runs, in ems."""
        order = [self.glyph_of(letter) for letter in text]
        names = self._font.getGlyphOrder() if order else []
        units = self._font["head"].unitsPerEm if order else 1
        return float(sum(self._font["hmtx"][names[glyph]][0] for glyph in order)) / units

    def embed(self, pdf: Pdf) -> Object:
        """The font with every glyph that was shown: ISO 32000-1, 9.7.4 (CIDFontType2, Identity-H)."""
        scale = 1000 / self._font["head"].unitsPerEm
        names = self._font.getGlyphOrder()
        widths = Array()
        for glyph in sorted(set(self.glyphs.values())):
            widths.append(glyph)
            widths.append(Array([round(self._font["hmtx"][names[glyph]][0] * scale)]))
        name = Name(f"/PAMPHL+{POSTSCRIPT_NAME}")
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            CIDToGIDMap=Name.Identity,
            FontDescriptor=pdf.make_indirect(self.describe(pdf, name, scale)),
            W=widths,
            DW=500,
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=name,
                Encoding=Name("/Identity-H"),
                DescendantFonts=[pdf.make_indirect(descendant)],
                ToUnicode=pdf.make_stream(map_to_unicode(self.glyphs)),
            )
        )

    def describe(self, pdf: Pdf, name: Name, scale: float) -> Dictionary:
        """The font's measures and its file."""
        head, hhea = self._font["head"], self._font["hhea"]
        box = [round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]
        return Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=32,
            FontBBox=Array(box),
            ItalicAngle=0,
            Ascent=round(hhea.ascent * scale),
            Descent=round(hhea.descent * scale),
            CapHeight=660,
            StemV=84,
            FontFile2=pdf.make_stream(subset_font(frozenset(self.glyphs.values()))),
        )


def open_font() -> Any:  # noqa: ANN401 - fontTools ships no types
    """The font's tables."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to import, and most sheets bear no words of ours

    return TTFont(io.BytesIO(load_font(FONT)), recalcTimestamp=False)


@functools.cache
def measured_font() -> Any:  # noqa: ANN401 - as above
    """The font's tables, opened once for looking things up."""
    return open_font()


@functools.lru_cache(maxsize=8)
def subset_font(glyphs: frozenset[int]) -> bytes:
    """The font file with these glyphs at their own numbers, the same on any day."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - as above

    options = Options(retain_gids=True, notdef_outline=True, layout_features=[], hinting=False, name_IDs=[])
    font = open_font()
    subsetter = Subsetter(options)
    subsetter.populate(gids=sorted(glyphs))
    subsetter.subset(font)
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def map_to_unicode(glyphs: dict[str, int]) -> bytes:
    """The ToUnicode map, so that marks can be searched and copied: ISO 32000-1, 9.10.3."""
    pairs = {glyph: letter for letter, glyph in reversed(glyphs.items())}
    lines = "\n".join(f"<{glyph:04x}> <{pairs[glyph].encode('utf-16-be').hex()}>" for glyph in sorted(pairs))
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Marks def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(pairs)} beginbfchar\n{lines}\nendbfchar\nendcmap end end"
    ).encode("ascii")
