"""Words that have lost the space or the hyphen between them."""

from __future__ import annotations

import pytest

from pamphlet.restore.glued import doubt_glued
from pamphlet.restore.rule import Context

from .manuscripts import lines_of, written

BROKEN = "The depot has six crews where it had eleven, and two of those are hired\nby the week."


def doubted(text: str, language: str = "en") -> list[str]:
    outcome = doubt_glued(lines_of(text), Context("quay.txt", language))
    assert written(outcome.lines) == text
    return [warning.message.split("”")[0].strip("“") for warning in outcome.warnings]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He is not to blame,andwewaved. The report was short;theyread it.", ["blame,andwewaved", "short;theyread"]),
        ("Quay Tenants, 14March2024", ["14March2024"]),
        (f"{BROKEN} Wehavevisitedeleven of them, and youhave too.", ["Wehavevisitedeleven", "youhave"]),
        (f"{BROKEN} So says the ViceChancellor.", ["ViceChancellor"]),
    ],
)
def test_words_that_are_several_are_flagged(text: str, words: list[str]) -> None:
    """By a point inside them, by a capital, by a date, or by the words that they fall into."""
    assert doubted(text) == words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"{BROKEN} So says Ada McKay on YouTube, to internationalists everywhere.", "en"),
        (f"{BROKEN} Youhave one.", "en"),
        ("So says the ViceChancellor.", "en"),
        ("Die Kolleginnen und KollegInnen aus dem Krankenhausförderverein sind da, und alle\\nkommen.", "de"),
        ("Write to ab,cd@quay.example or to quay.example/EastGate.", "en"),
    ],
)
def test_names_compounds_and_addresses_are_left_in_peace(text: str, language: str) -> None:
    """And capitals inside words, in a text that no page broke."""
    assert doubted(text.replace("\\n", "\n"), language) == []


JOINED = "There were thirty crews at the gate in the spring, and there are twentyfour of them now, hired by the week."


def test_a_word_that_lost_its_hyphen_at_the_end_of_a_line_is_flagged() -> None:
    """It stands where the line would have ended, in a line too long by far; elsewhere it may be a word of its own."""
    assert doubted(f"{BROKEN}\n\n{BROKEN}\n\n{JOINED}") == ["twentyfour"]
    assert doubted(f"{BROKEN}\n\n{BROKEN}\n\nThere are twentyfour of them.") == []
    assert doubted(f"{BROKEN}\n\n{BROKEN}\n\n{JOINED.replace('twentyfour', 'Stonehaven')}") == []


def test_a_word_with_a_space_where_a_ligature_was_is_flagged() -> None:
    """Its beginning is no word by itself; two words that meet so are left in peace."""
    assert doubted("Few can af ford it, and Dif ferent people say so.") == ["af ford", "Dif ferent"]
    assert doubted("A bag of flour, if found, for the ref for the elf from Quay.") == []


def test_nouns_of_german_that_have_lost_their_hyphen_are_flagged() -> None:
    """Behind letters or figures one stands; names of people and of laws have none there."""
    text = "Die SPDFraktion fuhr mit der UBahn in die 35Stunden-Woche."
    assert doubted(text, "de") == ["SPDFraktion", "UBahn", "35Stunden"]
    assert doubted("Zwei DGBler und eine SPDlerin der XY GmbH bekamen BAföG für LKWs, seit 2031, in 3D.", "de") == []
    assert doubted(text, "en") == []
