"""What the setter took each glyph of a font to say → the same where a ligature's letters went to a neighbour."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from pamphlet.fonts import coded_letters
from pamphlet.renderers.pdf.library import ffi, harfbuzz

# How are the letters of a glyph named? https://github.com/adobe-type-tools/agl-specification
LETTERS: Final = re.compile(r"[a-z](?:_[a-z])*")

READ_ONLY: Final = 1
"""HB_MEMORY_MODE_READONLY."""
LONGEST_NAME: Final = 64
"""Bytes; glyph names have at most 63 letters."""


def mend_texts(texts: Mapping[int, str], font: bytes) -> dict[int, str]:
    """Glyph numbers and their words, with every glyph saying its own letters.

    Where a font draws one cluster of letters with two glyphs, as `ff` and `i`, WeasyPrint 70.0 gives all the letters
    to one and none to the other, for the whole book.
    """
    doubtful = [glyph for glyph, text in texts.items() if len(text) != 1]
    if not doubtful:
        return dict(texts)
    names, coded = _name_glyphs(doubtful, font), coded_letters(font)
    return {**texts, **{glyph: _choose(texts[glyph], names[glyph], coded.get(glyph, "")) for glyph in doubtful}}


def _name_glyphs(glyphs: Sequence[int], font: bytes) -> dict[int, str]:
    """What the font calls these glyphs, "" where it has no names; fontTools would read all outlines for that."""
    content = ffi.from_buffer(font)
    blob = harfbuzz.hb_blob_create(content, len(font), READ_ONLY, ffi.NULL, ffi.NULL)
    face = harfbuzz.hb_face_create(blob, 0)
    opened = harfbuzz.hb_font_create(face)
    name = ffi.new("char[]", LONGEST_NAME)
    try:
        return {
            glyph: ffi.string(name).decode()
            if harfbuzz.hb_font_get_glyph_name(opened, glyph, name, LONGEST_NAME)
            else ""
            for glyph in glyphs
        }
    finally:
        harfbuzz.hb_font_destroy(opened)
        harfbuzz.hb_face_destroy(face)
        harfbuzz.hb_blob_destroy(blob)


def _choose(text: str, name: str, coded: str) -> str:
    """What a glyph says: what the text tells, unless the font knows otherwise of a cluster."""
    own = _spell(name) or unicodedata.normalize("NFKC", coded)
    return text if not own or unicodedata.normalize("NFKC", text) == own else own


def _spell(name: str) -> str:
    """The letters that a glyph's name says: f_f_i is “ffi”, whatever its variant."""
    stem = name.split(".", maxsplit=1)[0]
    return stem.replace("_", "") if LETTERS.fullmatch(stem) else ""
