"""A text as it was laid out → the operators that show its glyphs, as WeasyPrint 70.0 writes them, sooner.

The library looks at each glyph by itself, through several objects. Here a run is read at once, and how a glyph is
written that is as wide as before is known: https://github.com/Kozea/WeasyPrint/blob/v70.0/weasyprint/draw/text.py#L79
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final, NamedTuple

import pamphlet.renderers.pdf.placing  # noqa: F401 - before anything else of WeasyPrint, whose rounding it corrects

# isort: split
import weasyprint
import weasyprint.draw.text
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, pango

from pamphlet.renderers.pdf.logotypes import Glyph, Logotype, case_of, part_line, read_glyphs
from pamphlet.renderers.pdf.measuring import SetText
from pamphlet.renderers.pdf.starting import KNOWN_VERSION

TELLS_ITS_SIZE: Final = 14802
"""Since this version of Pango's, a font has the size that it was asked for: GNOME/pango, issue 530."""
SPACES: Final = frozenset({" ", "\u00a0"})
SMALLEST: Final = 1e-6
"""What is set smaller is not drawn."""


class _Face(NamedTuple):
    """A font as the file will hold it, its size, and as Pango has it."""

    font: Any
    size: float
    pango: Any


class _Run(NamedTuple):
    """Glyphs of one font: each with its width and how far to the right it is moved, in units of Pango's.

    `begins` says that the run before has another font.
    """

    item: Any
    font: Any
    size: float
    begins: bool
    glyphs: tuple[tuple[int, int, int], ...]


def ink(draw: Callable[..., Any]) -> Callable[..., Any]:
    """Draw a line of text; what is cut short, raised, coloured or has no glyph is drawn by the library."""

    def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:  # noqa: ANN401 - weasyprint has no types
        runs: tuple[_Run, ...] | None = None
        is_whole = text_overflow != "ellipsis" and block_ellipsis == "none" and textbox.text.strip()
        if is_whole and textbox.style["font_size"] >= SMALLEST:
            if _show_words(stream, textbox, matrix):
                return []
            runs = _read_runs(stream, textbox.pango_layout.layout)
        if runs is None:
            return draw(stream, textbox, text_overflow, block_ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        _show(stream, runs, textbox.pango_layout.text)
        return []

    return draw_first_line


def _show_words(stream: Any, textbox: Any, matrix: Any) -> bool:  # noqa: ANN401 - as above
    """Show a line word by word, if all of them were cast; whether it was shown."""
    line, style = textbox.pango_layout, textbox.style
    stretch = int(line.justification_spacing * TO_UNITS)
    pieces = part_line(line.text, stretch) if isinstance(line, SetText) else []
    case = case_of(style) if pieces else None
    words = case.find(pieces, style) if case and case.is_plain else None
    if case is None or words is None:
        return False
    font, size = stream.add_font(case.font)
    if _is_odd(font):
        return False
    face = _Face(font, size, case.font)
    known: dict[Any, str] = font.__dict__.setdefault("_words", {}).setdefault(case, {})
    last = len(pieces) - 1
    keys = [
        (piece, stretch, (place == last) - (place == 0)) if piece in SPACES else piece
        for place, piece in enumerate(pieces)
    ]
    for key, word in zip(keys, words, strict=True):
        if key not in known:
            known[key] = _spell_word(stream, face, word if isinstance(key, str) else word.stretched(*key[1:]))
    stream.set_text_matrix(*matrix.values)
    stream.set_font_size(font.hash, size)
    stream.show_text("".join(map(known.__getitem__, keys)))
    return True


def _spell_word(stream: Any, face: _Face, word: Logotype) -> str:  # noqa: ANN401 - as above
    """A word or a space, with its brackets."""
    glyphs = zip(*word, strict=True)
    return _bracketed("".join(_spell_glyph(stream, face, glyph, partial(str, letters)) for glyph, letters in glyphs))


def _bracketed(spelled: str) -> str:
    """The glyphs of a run; after the last may stand what the next is moved by."""
    return f"<{spelled[:-1]}" if spelled.endswith("<") else f"<{spelled}>"


def _is_odd(font: Any) -> bool:  # noqa: ANN401 - as above
    """Whether a font's glyphs are pictures, or coloured."""
    return bool(font.bitmap or font.png or font.svg or font.colr)


def _read_runs(stream: Any, layout: Any) -> tuple[_Run, ...] | None:  # noqa: ANN401 - as above
    """The runs of a line, if all are plain."""
    pango.pango_layout_set_single_paragraph_mode(layout, True)
    run, last, runs = pango.pango_layout_get_line_readonly(layout, 0).runs[0], None, []
    while run != ffi.NULL:
        item, string = run.data, run.data.glyphs
        begins = item.item.analysis.font != last
        if begins:
            last = item.item.analysis.font
            font, size = stream.add_font(last)
        glyphs = read_glyphs(string)
        if glyphs is None or _is_odd(font):
            return None
        runs.append(_Run(item, font, size, begins, glyphs))
        run = run.next
    return tuple(runs)


def _show(stream: Any, runs: tuple[_Run, ...], text: str) -> None:  # noqa: ANN401 - as above
    """Show the glyphs of runs, those of one font together."""
    shown = ""
    for run in runs:
        if run.begins:
            if shown:
                stream.show_text(shown)
            shown = ""
            stream.set_font_size(run.font.hash, run.size)
        shown += _bracketed(_spell(stream, run, text))
    stream.show_text(shown)


def _spell(stream: Any, run: _Run, text: str) -> str:  # noqa: ANN401 - as above
    """The glyphs in hexadecimal, each with what the next is moved by."""
    known: dict[tuple[int, int, int], str] = run.font.__dict__.setdefault("_spelled", {}).setdefault(run.size, {})
    for place, glyph in enumerate(run.glyphs):
        if glyph not in known:
            face = _Face(run.font, run.size, run.item.item.analysis.font)
            known[glyph] = _spell_glyph(stream, face, glyph, partial(_letters, run, place, text))
    return "".join(map(known.__getitem__, run.glyphs))


def _spell_glyph(stream: Any, face: _Face, placed: Glyph, letters: Callable[[], str]) -> str:  # noqa: ANN401 - as above
    """A glyph, which the font is told of; what is reckoned is reckoned in the library's order, for it is rounded."""
    (glyph, width, right), (font, size, set_in) = placed, face
    if glyph not in font.to_unicode:
        font.to_unicode[glyph] = letters()
    if glyph not in font.widths:
        pango.pango_font_get_glyph_extents(set_in, glyph, stream.ink_rect, stream.logical_rect)
        font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    moved = right / size
    kerning = font.widths[glyph] + moved - width * 1000 * FROM_UNITS / size
    return f"{f'>{-moved}<' if moved else ''}{glyph:04x}{f'>{round(kerning)}<' if kerning else ''}"


def _letters(run: _Run, place: int, text: str) -> str:
    """The letters that a glyph stands for."""
    item, clusters = run.item.item, run.item.glyphs.log_clusters
    if item.analysis.level % 2:  # from right to left
        end = item.length if place == 0 else clusters[place - 1]
    else:
        end = item.length if place == len(run.glyphs) - 1 else clusters[place + 1]
    return text.encode()[item.offset + clusters[place] : item.offset + end].decode()


DRAW: Final = weasyprint.draw.text.draw_first_line
"""How the library does it."""
if weasyprint.__version__ == KNOWN_VERSION and pango.pango_version() >= TELLS_ITS_SIZE:
    weasyprint.draw.text.draw_first_line = ink(DRAW)
