"""The words that the edition adds, a file for each language."""

from __future__ import annotations

from importlib import resources

import pytest
from msgspec.structs import astuple, fields

from pamphlet.press.ticket.words import read_words
from pamphlet.wording import LANGUAGES, Wording, wording_for


def test_the_languages_are_the_files_that_there_are() -> None:
    """And those of the ticket, so that no pamphlet is in two."""
    files = {path.name for path in resources.files("pamphlet.wording").iterdir() if path.name.endswith(".toml")}
    assert files == {f"{language}.toml" for language in LANGUAGES}
    assert set(read_words()) == LANGUAGES


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_nothing_is_left_to_say_in_a_language(language: str) -> None:
    """A file has all words, and none is empty."""
    wording = wording_for(language)
    assert wording.language == language
    assert all(astuple(wording))
    assert len(astuple(wording)) == len(fields(Wording))


def test_a_colon_stands_as_the_language_sets_it() -> None:
    """In French behind a no-break space."""
    assert (wording_for("fr-CA").colon, wording_for("de").colon) == ("\u00a0:", ":")


@pytest.mark.parametrize(("tag", "contents"), [("pt-BR", "Índice"), ("NL", "Inhoud"), ("cy", "Contents")])
def test_a_language_is_known_by_its_primary_tag(tag: str, contents: str) -> None:
    """Where we have no words of it, they are English."""
    assert wording_for(tag).contents == contents
