"""Any text at all, as Markdown: read or refused, soon, and with its letters in order."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.errors import PamphletError
from pamphlet.model.walk import plain_text, runs
from pamphlet.readers.dialect import to_dialect
from pamphlet.readers.markdown import parse_blocks, parse_run

MARKS = st.text(st.sampled_from(list("ab *_`[]()!<>#-+=|\\\n\"'&;:.^~1\t")), max_size=60)
PLAIN = st.lists(st.text("aäb’“”—,.!? ", min_size=1, max_size=40), max_size=5).map("\n\n".join)


@given(st.text(max_size=200) | MARKS)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but an error for the user is ever raised."""
    with suppress(PamphletError):
        parse_blocks(text, "quay.md")
    with suppress(PamphletError):
        parse_run(text.replace("\n", " "), "quay.md")


@given(PLAIN)
def test_plain_words_stay_as_they_are(text: str) -> None:
    """What has no marks loses no character but the space at line ends."""
    words = " ".join(plain_text(run) for run in runs(parse_blocks(text, "quay.md").blocks))
    assert words.split() == text.split()


@given(MARKS)
@settings(max_examples=200)
def test_the_dialect_changes_no_word(text: str) -> None:
    """Only indents and escapes."""
    assert to_dialect(text).replace("\\", "").split() == text.replace("\\", "").split()


@pytest.mark.parametrize(
    "text",
    [
        "*" * 5000,
        "*_" * 2500,
        "` " * 3000,
        "[ ]" * 2000,
        "<" * 5000,
        "&#" * 3000,
        "|" * 5000,
        "**a*b**c*" * 300,
        "a" * 100_000,
    ],
    ids=lambda text: text[:4],
)
def test_a_long_run_of_marks_is_read_at_once(text: str) -> None:
    """The slowest of these takes a tenth of a second."""
    parse_blocks(text, "quay.md")
