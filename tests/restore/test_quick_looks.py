"""What is not looked for could not have been found.

Where a pattern is slow, a quicker one is asked first whether it can be in a text at all.
"""

from __future__ import annotations

import re
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.model.characters import HIDDEN
from pamphlet.patterns import Pattern
from pamphlet.readers.conversion import MARKED, make_converter
from pamphlet.readers.conversion import SIGNS as SIGNS_OF_MARKS
from pamphlet.readers.markdown import PLAIN, close_white, parse_marked, parse_run
from pamphlet.restore import (
    address_lines,
    bullets,
    characters,
    furniture,
    glued,
    headings,
    hyphens,
    inline,
    language,
    lines,
    lost,
    notes,
    spacing,
    web,
)
from pamphlet.restore.function_words import SCRIPTS

SIGNS: Final = "aeofIwxBZß 019⁰¹\u0661,.;:!?@/|#*_[]()<>&^`~-–\u2010\u00ad\\'’\"”»“\t•↩\x07\u202e"
TEXTS: Final = st.text(st.sampled_from(SIGNS), max_size=40) | st.text(max_size=20)

# What is looked for first, and what is found by it alone?
LOOKS: Final[dict[str, tuple[re.Pattern[str] | Pattern, re.Pattern[str] | Pattern]]] = {
    "words glued at a point": (glued.CLOSE, glued.POINTED),
    "misread words": (lost.FIGURE, lost.MISREAD),
    "calls of notes": (notes.FIGURE, notes.CALL),
    "items behind signs": (inline.SIGNS, inline.SIGN),
    "items behind dashes": (inline.DASHES, inline.DASH),
    "arrows that lead back to a call": (notes.ARROW, notes.BACK),
    "dates without spaces": (glued.FIGURE, glued.DATED),
    "spaces before points": (re.compile(r" [,.]"), spacing.SPACED),
    "words parted at a ligature": (re.compile("f f"), glued.PARTED),
    "words parted by soft hyphens": (re.compile("\u00ad"), characters.SOFT),
}


@pytest.mark.parametrize("look", LOOKS)
@given(text=TEXTS)
def test_a_quick_look_misses_nothing(look: str, text: str) -> None:
    """Where the quick pattern finds nothing, the slow one does not, either; nor once links are taken out."""
    quick, slow = LOOKS[look]
    assert quick.search(text) or not (slow.search(text) or slow.search(lines.without_links(text)))


@given(TEXTS)
def test_a_line_without_signs_of_an_address_is_none(text: str) -> None:
    """An address has an @, a figure, or a letter behind a point; and only addresses are read as such."""
    assert address_lines.ADDRESSED.search(text) or address_lines.read_address(text) is None


@pytest.mark.parametrize("text", ["quay@harbour.example", "harbour.example", "0123 456789", "Signal: @quay"])
def test_an_address_is_found_by_its_signs(text: str) -> None:
    """Each kind of address has one of them."""
    assert address_lines.parse_address(text) is not None


@given(TEXTS)
def test_a_cut_word_ends_its_line_with_a_hyphen(text: str) -> None:
    """So lines that end otherwise need not be searched for one."""
    cut = hyphens.CUT.search(text.rstrip())
    assert not cut or text.rstrip().endswith(hyphens.HYPHENS)


@given(TEXTS)
def test_a_break_ends_its_line_with_a_backslash(text: str) -> None:
    """As above; the line of a text has no line end."""
    assert text.endswith("\\") or not bullets.BREAK.search(text.replace("\n", ""))


@given(TEXTS)
def test_a_numbered_head_begins_or_ends_with_a_figure(text: str) -> None:
    """So lines that do neither need not be searched for one."""
    assert furniture.is_numbered(text) == bool(furniture.NUMBERED.search(text))


@given(TEXTS)
def test_what_marks_words_has_a_sign_of_it(text: str) -> None:
    """So a paragraph without any is not searched for each mark, nor one without this sign for this mark."""
    converter = make_converter()
    for pattern in converter.inlinePatterns:
        assert MARKED.search(text) or not any(pattern.getCompiledRegExp().finditer(text))
    for name, sign in SIGNS_OF_MARKS.items():
        sought = converter.inlinePatterns[name].getCompiledRegExp()
        assert sign in text or not sought.pattern.search(text)  # type: ignore[attr-defined] # it stands for a pattern


@given(TEXTS)
def test_a_row_of_links_begins_with_a_short_one(text: str) -> None:
    """So a line need not be parted if its beginning is not."""
    first, *others = web.PARTING.split(text)
    assert web.PARTING.search(text[: web.LONGEST_ITEM + 2]) or not others or len(first) > web.LONGEST_ITEM


@given(TEXTS)
def test_what_is_found_of_plain_texts_is_found_of_any(text: str) -> None:
    """Whatever way is taken: letters, words, single spaces, the marks about a line."""
    assert lines.letters_of(text) == "".join(filter(str.isalnum, text.casefold()))
    assert lines.gaps_of(text) or not lines.GAP.search(text)
    assert lines.single_spaced(text) == lines.WHITE.sub(" ", text).strip(" \t")
    assert close_white(text) == re.sub(r"[ \t\r\n]+", " ", text)
    assert language.find_words(text) == language.WORD.findall(text)
    if marked := headings.LEAD.fullmatch(text):
        assert headings.part_marks(text) == marked.groups(default="")


@given(TEXTS)
def test_what_can_be_printed_is_no_control_character(text: str) -> None:
    """And nothing hidden is ASCII."""
    assert not text.isprintable() or not characters.CONTROL.search(text)
    assert not text.isascii() or not HIDDEN.search(text)


@given(TEXTS)
def test_links_are_taken_out_wherever_they_are(text: str) -> None:
    """A text that has no sign of a link is as it was."""
    assert lines.without_links(text) == lines.LINK.sub("", text)


def test_no_script_by_which_a_language_is_told_is_ascii() -> None:
    """So a text of ASCII alone need not be searched for any."""
    assert not any(re.search(own, "".join(map(chr, range(128)))) for own, _ in SCRIPTS)
    others = list(filter(language.OWN_LETTER.search, map(chr, range(0x3000))))
    assert others == [each for each in map(chr, range(0x3000)) if any(re.search(own, each) for own, _ in SCRIPTS)]
    assert language.detect_language("And nobody of us knew what to say. " * 20) == "en"


@given(st.from_regex(PLAIN, fullmatch=True))
def test_plain_words_are_read_as_if_they_were_marked(text: str) -> None:
    """A title of words alone is not handed to the library, and comes out the same."""
    assert parse_run(text, "a.md") == parse_marked(text, "a.md")
