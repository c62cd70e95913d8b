"""What the setter took each glyph of a font to say → the same where a ligature's letters went to a neighbour."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Mapping
from typing import Final

# How are the letters of a glyph named? https://github.com/adobe-type-tools/agl-specification
LETTERS: Final = re.compile(r"[a-z](?:_[a-z])*")


def mend_texts(texts: Mapping[int, str], font: bytes) -> dict[int, str]:
    """Glyph numbers and their words, with every glyph saying its own letters.

    Where a font draws one cluster of letters with two glyphs, as `ff` and `i`, WeasyPrint 70.0 gives all the letters
    to one and none to the other, for the whole book.
    """
    if all(len(text) == 1 for text in texts.values()):
        return dict(texts)
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to import, and only ligatures want it

    with TTFont(io.BytesIO(font), lazy=True) as opened:
        names = opened.getGlyphOrder()
        coded = {name: chr(code) for code, name in sorted(opened.getBestCmap().items(), reverse=True)}
    return {glyph: _choose(text, names[glyph], coded.get(names[glyph], "")) for glyph, text in texts.items()}


def _choose(text: str, name: str, coded: str) -> str:
    """What a glyph says: what the text tells, unless the font knows otherwise of a cluster."""
    own = _spell(name) or unicodedata.normalize("NFKC", coded)
    return text if len(text) == 1 or not own or unicodedata.normalize("NFKC", text) == own else own


def _spell(name: str) -> str:
    """The letters that a glyph's name says: f_f_i is “ffi”, whatever its variant."""
    stem = name.split(".", maxsplit=1)[0]
    return stem.replace("_", "") if LETTERS.fullmatch(stem) else ""
