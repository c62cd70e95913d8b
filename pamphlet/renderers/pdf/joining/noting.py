"""What WeasyPrint draws, noted as it does so: by which text each typeface was found, and where numbers stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import Any, Final

import pamphlet.renderers.pdf.setter  # noqa: F401 - before WeasyPrint, which it imports as it wants to be imported

# isort: split
import weasyprint.draw.text
from weasyprint.matrix import Matrix
from weasyprint.text.line_break import split_first_line

from pamphlet.renderers.pdf.joining.fragment import Face, Glyphs, InseparableError, Numeral, name_digest
from pamphlet.renderers.pdf.needs import UNKNOWN_DIGEST

DIGITS: Final = "0123456789"
HEXADECIMAL: Final = "0123456789abcdef"


def glyphs_used(fonts: Mapping[Any, Any]) -> tuple[Glyphs, ...]:
    """What was drawn of each typeface, by its name."""
    found: dict[str, Glyphs] = {}
    for font in fonts.values():
        if font.missing:
            raise InseparableError("a character has no glyph")
        known = found.get(font.hash)
        texts = {**font.to_unicode, **(known.texts if known else {})}
        widths = {**font.widths, **(known.widths if known else {})}
        found[font.hash] = Glyphs(
            known.face if known else font.face, dict(sorted(texts.items())), dict(sorted(widths.items()))
        )
    return tuple(found[name] for name in sorted(found))


def _note_faces(draw: Callable[..., Any]) -> Callable[..., Any]:
    """Draw a text as the library does, and note by which text each typeface was found."""

    def draw_and_note(stream: Any, textbox: Any, *rest: Any) -> Any:  # noqa: ANN401 - as above
        known = len(stream._fonts)  # noqa: SLF001 - as above
        drawn = draw(stream, textbox, *rest)
        for font in list(stream._fonts.values())[known:]:  # noqa: SLF001 - as above
            sample = next(iter(font.to_unicode.values()), "")
            font.face = Face(font.hash, _css_of(textbox.style), textbox.style["lang"] or "", sample)
        for numerals in _noted:
            numerals.note(stream, textbox)
        return drawn

    return draw_and_note


def _css_of(style: Any) -> str:  # noqa: ANN401 - as above
    families = ", ".join(f'"{family}"' for family in style["font_family"])
    return (
        f"font-family: {families}; font-style: {style['font_style']}; font-weight: {style['font_weight']}; "
        f"font-stretch: {style['font_stretch']}; font-variant-caps: {style['font_variant_caps']}"
    )


class Numerals:
    """The page numbers of other parts in what is being drawn, digests, and where in its streams they stand."""

    def __init__(self, pages: Mapping[str, int]) -> None:
        self._pages = pages
        self._digests = count()
        self.found: list[tuple[Any, int, Numeral]] = []
        self.fixed = False

    def note(self, stream: Any, textbox: Any) -> None:  # noqa: ANN401 - as above
        """If the text that was just drawn is such a number, note it."""
        if _is_digest(textbox):
            name, digits, length = name_digest(next(self._digests)), HEXADECIMAL, len(textbox.text)
        else:
            name, digits, length = self._place_of(textbox) or "", DIGITS, None
        if not name:
            return
        # A digest stands at the end of its line: its letters may be as wide as they like.
        glyphs = _shape_digits(stream, textbox, digits, alike=digits == DIGITS)
        if glyphs is None:
            self.fixed = True
            return
        self.found.append((stream, len(stream.stream) - 1, Numeral(name, glyphs, length)))

    def _place_of(self, textbox: Any) -> str | None:  # noqa: ANN401 - as above
        element = getattr(textbox, "element", None)  # a text in a drawing has none
        if element is None or "::" not in (textbox.element_tag or "") or not textbox.text.isdecimal():
            return None
        named = (value[1:] for value in element.attrib.values() if value.startswith("#"))
        return next((place for place in named if str(self._pages.get(place)) == textbox.text), None)


def _is_digest(textbox: Any) -> bool:  # noqa: ANN401 - as above
    element = getattr(textbox, "element", None)
    return element is not None and element.get("class") == "digest" and UNKNOWN_DIGEST.startswith(textbox.text)


_noted: list[Numerals] = []


@contextmanager
def noting(numerals: Numerals) -> Iterator[None]:
    """Note the page numbers that are drawn."""
    _noted.append(numerals)
    try:
        yield
    finally:
        _noted.remove(numerals)


def _shape_digits(stream: Any, textbox: Any, digits: str, *, alike: bool) -> tuple[str, ...] | None:  # noqa: ANN401 - as above
    """The glyphs of the digits in hexadecimal, if none is kerned and, where they must be alike, all are as wide."""
    line = split_first_line(digits, textbox.style, None, None, 0)[0]
    shaped = textbox.copy()
    shaped.text, shaped.pango_layout = digits, line
    scratch = stream.clone(tags=None)
    line.reactivate(textbox.style)
    DRAW_FIRST_LINE(scratch, shaped, "clip", "none", Matrix(d=-1))
    line.deactivate()
    glyphs, widths = _spread(scratch.stream[-1], scratch, stream)
    if len(glyphs) != len(digits) or (alike and len(widths) != 1):
        return None
    return glyphs


def _spread(shown: bytes, scratch: Any, stream: Any) -> tuple[tuple[str, ...], set[int]]:  # noqa: ANN401 - as above
    """The glyphs that are shown and their widths; none where they are not all of one font, each at its own width."""
    glyphs = re.findall(rb"[0-9a-f]{4}", b"".join(re.findall(rb"<([0-9a-f]*)>", shown)))
    adjusted = [float(each) for each in re.findall(rb">(-?[\d.]+)<", shown)]
    font = next((font for font in stream._fonts.values() if font.hash == scratch._current_font[0]), None)  # noqa: SLF001 - as above
    if font is None or any(adjusted):
        return (), set()
    return tuple(glyph.decode() for glyph in glyphs), {font.widths[int(glyph, 16)] for glyph in glyphs}


DRAW_FIRST_LINE: Final = weasyprint.draw.text.draw_first_line
weasyprint.draw.text.draw_first_line = _note_faces(DRAW_FIRST_LINE)
