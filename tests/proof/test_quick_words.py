"""Words that are found without the patterns for markup are those that the patterns leave."""

from __future__ import annotations

import unicodedata
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from pamphlet.model import Line
from pamphlet.proof import comparison
from pamphlet.proof.words import (
    GLUE,
    GLUED,
    INVISIBLE,
    MARKED,
    WORD,
    Reading,
    may_be_marked,
    split_words,
    without_invisible,
    without_markup,
)

SIGNS: Final = "aeé1\u0301ﬁ\u00ad\u200b…“’—\u00a0\t\x07\x1f %£@&;#<>[](){}|\\`*_!:.+-=~^\"'\ufdd0"
TEXTS: Final = st.text(st.sampled_from(SIGNS), max_size=30) | st.text(st.characters(max_codepoint=127)) | st.text()


@given(TEXTS)
def test_a_text_is_split_as_the_pattern_for_words_splits_it(text: str) -> None:
    """Though what is ASCII, or but for its quotation marks, is not searched letter by letter."""
    assert without_invisible(text) == INVISIBLE.sub("", text)
    plain = unicodedata.normalize("NFKC", INVISIBLE.sub("", text))
    if not MARKED.search(plain):
        assert split_words(text) == WORD.findall(plain)


@given(TEXTS)
def test_a_line_without_a_sign_of_markup_has_no_words_that_are_markup(text: str) -> None:
    """So its words are what it says."""
    text = without_invisible(text)
    if not may_be_marked(text):
        reading = Reading.of((Line(1, text),), verse=(), said=(text,))
        for in_head in (False, True):
            assert split_words(without_markup(text, reading, in_head=in_head)) == split_words(text)


@given(TEXTS)
def test_words_are_glued_only_where_marks_part_something(text: str) -> None:
    """And these are looked for first."""
    assert GLUED.search(text) or not any(GLUE.match(text, word.end()) for word in WORD.finditer(text))


@given(TEXTS)
def test_words_that_are_compared_lose_markup_only_where_a_sign_of_it_stands(text: str) -> None:
    """So that the proof's page need not search each word for it."""
    assert comparison.SIGN.search(text) or not comparison.MARKUP.search(text)
