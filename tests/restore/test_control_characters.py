"""Characters that no page can print, and what takes their place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.model import Line, Repair
from pamphlet.model.characters import UNPRINTABLE
from pamphlet.restore.characters import drop_control_characters
from pamphlet.restore.rule import Context


def clean(text: str) -> tuple[str, tuple[Repair, ...]]:
    """One line cleaned, and the entry for the proof."""
    lines, repairs, _ = drop_control_characters((Line(7, text),), Context("quay.txt"))
    return lines[0].text, repairs


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("rent", "rent"),
        ("re\x00nt", "rent"),
        ("re\ufeffnt", "rent"),
        ("re\x7fnt", "rent"),
        ("rent\x0bdue", "rent due"),
        ("rent\x0cdue", "rent due"),
        ("rent\x1edue", "rent due"),
        ("don\x92t", "don’t"),
        ("\x93rent\x94 \x96 5 \x80", "“rent” – 5 €"),
        ("re\x81nt", "rent"),
        ("re\u00adnt", "re\u00adnt"),
        ("rent\tdue\u00a0now", "rent\tdue\u00a0now"),
        ("rent\u2028due\u2029now", "rent due now"),
    ],
)
def test_no_word_is_changed_or_run_into_the_next(text: str, cleaned: str) -> None:
    """What parted words becomes a space; what was a mark in Windows becomes the mark."""
    assert clean(text)[0] == cleaned


def test_the_proof_names_each_character_by_its_number() -> None:
    """It could not be shown otherwise; what may be a letter has a sign in its place."""
    note = "U+0092 U+0007"
    assert clean("don\x92t\x07") == (
        "don’t",
        (Repair("control-character", "quay.txt", 7, "don\N{REPLACEMENT CHARACTER}t", "don’t", note=note),),
    )
    assert clean("re\x07nt")[1] == (Repair("control-character", "quay.txt", 7, "", "", note="U+0007"),)


@given(st.text())
def test_cleaning_is_idempotent_and_leaves_nothing_unprintable(text: str) -> None:
    """One pass does it all."""
    cleaned, _ = clean(text)
    assert not UNPRINTABLE.search(cleaned)
    assert clean(cleaned) == (cleaned, ())


@given(st.text())
def test_no_letter_or_digit_is_lost_in_cleaning(text: str) -> None:
    """Only controls go."""
    kept = [character for character in clean(text)[0] if character.isalnum()]
    assert [character for character in text if character.isalnum()] == [
        character for character in kept if character in text
    ]
