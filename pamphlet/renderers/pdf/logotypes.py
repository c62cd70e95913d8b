"""Words of a style → their glyphs, shaped once: each word is cast in one piece, as a printer's logotype is.

In a justified line Pango shapes each word by itself, for the spaces between have another width. So a word has the same
glyphs in every such line of its style, and a space those of its own, with the stretch of the line added to its width.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

import pamphlet.renderers.pdf.library  # noqa: F401 - before anything else of WeasyPrint

# isort: split
from weasyprint.text.ffi import TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout

from pamphlet.renderers.pdf.measuring import BESIDE, LETTERS, MARKS, Gauge, gauge_of

NUMBERS: Final = ffi.typeof("gint *")
NUMBERS_A_GLYPH: Final = ffi.sizeof("PangoGlyphInfo") // ffi.sizeof("gint")
"""Its number, its width, where it stands beside its place, and what nobody asks for here."""
LAST_PLAIN: Final = pango.PANGO_GLYPH_EMPTY
"""Numbers from here on stand for no glyph."""
LETTER: Final = re.compile(f"[{LETTERS}]")
PLAIN: Final = re.compile(f"[{LETTERS}{MARKS}]+")
SPACE: Final = re.compile("([ \u00a0])")
MOST_KEPT: Final = 20_000
"""So many words of a style are kept."""

Glyph = tuple[int, int, int]
"""A glyph's number, its width, and how far to the right it is moved, in units of Pango's."""


class Logotype(NamedTuple):
    """A word or a space: its glyphs, and the letters that each stands for."""

    glyphs: tuple[Glyph, ...]
    letters: tuple[str, ...]

    def stretched(self, stretch: int, edge: int = 0) -> Logotype:
        """A space as Pango widens it by so many units: the smaller half, or a whole number of pixels, on its left.

        Where a text begins (-1) or ends (1) with a space, Pango drops what is on that side, and so the library asks for
        twice as much: https://github.com/Kozea/WeasyPrint/blob/v70.0/weasyprint/text/line_break.py#L187
        """
        ((glyph, width, _),) = self.glyphs
        wider = 2 * stretch if edge else stretch
        left = int(wider / 2)
        if wider % TO_UNITS == 0:
            left = (left + TO_UNITS // 2) // TO_UNITS * TO_UNITS
        if edge < 0:
            return Logotype(((glyph, width + wider - left, 0),), self.letters)
        return Logotype(((glyph, width + (left if edge else wider), left),), self.letters)


class Case:
    """The words of one style that were cast, all of one `font`."""

    def __init__(self, gauge: Gauge, style: Any) -> None:  # noqa: ANN401 - weasyprint has no types
        self._gauge = gauge
        self._specimen = Layout(style)  # holds the font
        self._specimen.set_text(BESIDE)
        self.font = self._specimen.get_first_line()[0].runs[0].data.item.analysis.font
        self._words: dict[str, Logotype | None] = {}
        apart = style["word_spacing"], style["letter_spacing"]
        self.is_plain = style["direction"] == "ltr" and apart in {(0, "normal"), (0, 0)}

    def find(self, pieces: Sequence[str], style: Any) -> list[Logotype] | None:  # noqa: ANN401 - as above
        """The words and spaces of a justified line; nothing if one takes another font, or glyphs that are not plain."""
        missing = [piece for piece in dict.fromkeys(pieces) if piece not in self._words]
        if missing:
            if len(self._words) > MOST_KEPT:
                self._words.clear()
                missing = list(dict.fromkeys(pieces))
            self._cast(missing, style)
        found = [self._words[piece] for piece in pieces]
        return None if None in found else found  # type: ignore[return-value] # none of them is None

    def _cast(self, missing: Sequence[str], style: Any) -> None:  # noqa: ANN401 - as above
        """Shape what is missing, together, in a line that is stretched by a pixel a space."""
        words = [piece for piece in missing if PLAIN.fullmatch(piece)]
        pieces = [BESIDE, "\u00a0", *(each for word in words for each in (word, " ")), BESIDE, " ", BESIDE]
        shaped = self._shape("".join(pieces), style)
        self._words.update(dict.fromkeys(missing))
        offset = 0
        for piece in pieces:
            length = len(piece.encode())
            cast = shaped.get((offset, length))
            if SPACE.match(piece):
                # Back to its own width, if it is one glyph.
                cast = cast.stretched(-TO_UNITS) if cast and len(cast.glyphs) == 1 else None
            self._words[piece] = cast
            offset += length

    def _shape(self, text: str, style: Any) -> dict[tuple[int, int], Logotype]:  # noqa: ANN401 - as above
        """What a line holds in plain glyphs of the font, by its place and length in bytes."""
        settled = self._gauge.settle(text)
        settled.justification_spacing = 1.0
        settled.reactivate(style)
        pango.pango_layout_set_single_paragraph_mode(settled.layout, True)
        encoded, found = text.encode(), {}
        run = pango.pango_layout_get_line_readonly(settled.layout, 0).runs[0]
        while run != ffi.NULL:
            item, string = run.data.item, run.data.glyphs
            if item.analysis.font == self.font and (glyphs := read_glyphs(string)):
                ends = [*string.log_clusters[0 : string.num_glyphs], item.length]
                places = ((item.offset + start, item.offset + end) for start, end in pairwise(ends))
                letters = (encoded[start:end].decode() for start, end in places)
                found[item.offset, item.length] = Logotype(glyphs, tuple(letters))
            run = run.next
        settled.deactivate()
        return found


def read_glyphs(string: Any) -> tuple[Glyph, ...] | None:  # noqa: ANN401 - as above
    """The glyphs of a run, if all are plain and none is raised."""
    numbers = ffi.unpack(ffi.cast(NUMBERS, string.glyphs), NUMBERS_A_GLYPH * string.num_glyphs)
    glyphs, widths, rights, rises = (numbers[place::NUMBERS_A_GLYPH] for place in range(4))
    if any(rises) or max(glyphs, default=0) >= LAST_PLAIN:
        return None
    return tuple(zip(glyphs, widths, rights, strict=True))


def part_line(text: str, stretch: int) -> list[str]:
    """The words and spaces of a line in turn; none where it must be shaped as a whole."""
    pieces = SPACE.split(text)
    if stretch:  # before or after an emphasis, say; the library does not know a wider space of two bytes at the end
        pieces = pieces[pieces[0] == "" : len(pieces) - text.endswith(" ")]
    if not LETTER.search(text) or "" in pieces or (len(pieces) > 1 and not stretch):
        return []
    return pieces


def case_of(style: Any) -> Case:  # noqa: ANN401 - as above
    """The case of a style, kept with its gauge."""
    gauge = gauge_of(style)
    known: Case | None = gauge.__dict__.get("_case")
    if known is None:
        known = gauge.__dict__["_case"] = Case(gauge, style)
    return known
