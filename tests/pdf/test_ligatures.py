"""Ligatures: drawn as one, read and copied as the letters that they are."""

from __future__ import annotations

import io
from itertools import permutations

import pypdfium2
import pytest

from pamphlet.fonts import load_font
from pamphlet.model import Emphasis
from pamphlet.renderers.pdf.ligatures import mend_texts

from .editions import TINY, pamphlet, paragraph, run, set_pdf, slow, statement

SERIF = load_font("SourceSerifPro-Regular.otf")
WORDS = ("off", "office", "affix", "fly", "flaffle")


def glyph(name: str) -> int:
    """The number of a glyph in the serif."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to import

    with TTFont(io.BytesIO(SERIF)) as font:
        return int(font.getGlyphID(name))


@pytest.mark.parametrize("first", [slow(None), *WORDS])
def test_words_with_ligatures_are_read_back_in_any_order(first: str | None) -> None:
    """Whichever comes first decides what the library takes a glyph to say."""
    orders = [order for order in permutations(WORDS) if order[0] == first][:1] if first else permutations(WORDS)
    text = [" ".join(order) for order in orders]
    pdf = set_pdf(pamphlet(statement(*(paragraph(Emphasis(run(line)), " or ", line) for line in text))), TINY)
    with pypdfium2.PdfDocument(pdf.content) as document:
        found = " ".join(page.get_textpage().get_text_range() for page in document)
    read = " ".join(found.replace("\ufffe", "").replace("\u2010\r\n", "").split())
    for line in text:
        assert f"{line} or {line}".replace(" ", "").casefold() in read.replace(" ", "").casefold()


def test_letters_of_a_cluster_go_to_their_own_glyphs() -> None:
    """Where one of two glyphs got all the letters, and the other none."""
    f_f, i = glyph("f_f"), glyph("i")
    assert mend_texts({f_f: "", i: "ffi"}, SERIF) == {f_f: "ff", i: "i"}


def test_what_a_text_says_of_a_glyph_stays() -> None:
    """A letter of its own, and the letters of a ligature that is seen whole."""
    texts = {glyph("f_f"): "ff", glyph("a"): "a"}
    assert mend_texts(texts, SERIF) == texts
