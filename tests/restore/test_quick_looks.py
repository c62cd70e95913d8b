"""What is not looked for could not have been found.

Where a pattern is slow, a quicker one is asked first whether it can be in a text at all.
"""

from __future__ import annotations

import re
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.readers.markdown import PLAIN, parse_marked, parse_run
from pamphlet.restore import bullets, contact, furniture, glued, hyphens, language, lines, lost, margins, notes
from pamphlet.restore.function_words import SCRIPTS

SIGNS: Final = "aeoIwxBZß 019⁰¹\u0661,.;:!?@/|#*_[]()^`~-–\u2010\u00ad\\'’\"”»“\t"
TEXTS: Final = st.text(st.sampled_from(SIGNS), max_size=40) | st.text(max_size=20)

# What is looked for first, and what is found by it alone?
LOOKS: Final = {
    "words glued at a point": (glued.CLOSE, glued.POINTED),
    "misread words": (lost.FIGURE, lost.MISREAD),
    "calls of notes": (notes.FIGURE, notes.CALL),
    "gaps between columns": (margins.WIDE, lines.GAP),
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
    assert contact.ADDRESSED.search(text) or contact.read_address(text) is None


@pytest.mark.parametrize("text", ["quay@harbour.example", "harbour.example", "0123 456789", "Signal: @quay"])
def test_an_address_is_found_by_its_signs(text: str) -> None:
    """Each kind of address has one of them."""
    assert contact.parse_address(text) is not None


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
def test_links_are_taken_out_wherever_they_are(text: str) -> None:
    """A text that has no sign of a link is as it was."""
    assert lines.without_links(text) == lines.LINK.sub("", text)


def test_no_script_by_which_a_language_is_told_is_ascii() -> None:
    """So a text of ASCII alone need not be searched for any."""
    assert not any(re.search(own, "".join(map(chr, range(128)))) for own, _ in SCRIPTS)
    assert language.detect_language("And nobody of us knew what to say. " * 20) == "en"


@given(st.from_regex(PLAIN, fullmatch=True))
def test_plain_words_are_read_as_if_they_were_marked(text: str) -> None:
    """A title of words alone is not handed to the library, and comes out the same."""
    assert parse_run(text, "a.md") == parse_marked(text, "a.md")
