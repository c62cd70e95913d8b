"""Characters that show nothing, and those that turn the direction of writing: out of the text, named, and in doubt."""

from __future__ import annotations

import pytest

from pamphlet.errors import PamphletError
from pamphlet.model.walk import plain_text, runs
from pamphlet.statements import RestoredStatement, SourceFile, restore_statement


def restore(text: str, off: frozenset[str] = frozenset()) -> RestoredStatement:
    """The statement that a text is."""
    return restore_statement(SourceFile("quay.md", "quay.md", text.encode()), language="en", off=off)


# Which character, and what is said of it?
TAKEN = {
    "\u202e": "turns the direction",
    "\u202a": "turns the direction",
    "\u2066": "turns the direction",
    "\u200f": "nobody can see",
    "\u061c": "nobody can see",
    "\u3164": "nobody can see",
    "\u034f": "nobody can see",
    "\U000e0041": "nobody can see",
    "\ufe0f": "nobody can see",
}


@pytest.mark.parametrize("character", TAKEN, ids=lambda character: f"U+{ord(character):04X}")
def test_it_is_taken_out_named_and_in_doubt(character: str) -> None:
    """Nobody can say what was meant by it; no edition can switch that off."""
    restored = restore(f"# The {character}quay\n\nIt is o{character}urs.\n", off=frozenset({"hidden"}))
    assert plain_text(restored.statement.title) == "The quay"
    assert [plain_text(run) for run in runs(restored.statement.blocks)] == ["It is ours."]
    assert [(each.rule, each.line, each.note) for each in restored.repairs] == [
        ("hidden", line, f"U+{ord(character):04X}") for line in (1, 3)
    ]
    assert [each.line for each in restored.warnings] == [1, 3]
    assert TAKEN[character] in restored.warnings[0].message


@pytest.mark.parametrize("selector", ["\ufe0e", "\ufe0f"])
def test_what_only_colours_a_sign_is_named_and_not_in_doubt(selector: str) -> None:
    """Telephones put it behind every ☎; in a header, where nothing is repaired, it goes without a word."""
    restored = restore(f"---\ntitle: The ☎{selector}\n---\n\nCall ☎{selector} 12.\n")
    assert plain_text(restored.statement.title) == "The ☎"
    assert [plain_text(run) for run in runs(restored.statement.blocks)] == ["Call ☎ 12."]
    assert [(each.rule, each.line) for each in restored.repairs] == [("hidden", 5)]
    assert restored.warnings == ()


def test_marks_of_direction_stay_among_hebrew_and_arabic_letters() -> None:
    """There they are spelling; what overrides the letters' own direction is not."""
    restored = restore("# Quay\n\nWe say שלום\u200f! and \u202eno.\n")
    assert "שלום\u200f!" in plain_text(next(iter(runs(restored.statement.blocks))))
    assert [each.note for each in restored.repairs] == ["U+202E"]


@pytest.mark.parametrize("reference", ["&#x202E;", "&#8238;", "&rlm;", "&#7;", "&#x2066;"])
def test_a_reference_to_one_stays_as_the_words_that_it_is(reference: str) -> None:
    """It does not become the character by a back door."""
    restored = restore(f"# Quay\n\nIt is {reference} ours.\n")
    assert plain_text(next(iter(runs(restored.statement.blocks)))) == f"It is {reference} ours."


@pytest.mark.parametrize("key", ["title", "author"])
def test_none_comes_into_a_header(key: str) -> None:
    """Whoever wrote it there can take it out."""
    with pytest.raises(PamphletError, match=r"quay\.md:2: the header holds the character U\+202E; take it out"):
        restore(f"---\n{key}: Ada\u202e Brook\n---\n\nWords.\n")
