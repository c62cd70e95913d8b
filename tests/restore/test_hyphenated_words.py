"""Words that a line's end had cut in two."""

from __future__ import annotations

import pytest

from pamphlet.restore.hyphens import join_hyphenated
from pamphlet.restore.rule import Context

from .manuscripts import lines_of, written


def join(text: str, language: str = "en") -> str:
    """The text with its words whole, as one line."""
    return " ".join(written(join_hyphenated(lines_of(text), Context("quay.md", language)).lines).split())


@pytest.mark.parametrize(
    ("text", "language", "whole"),
    [
        ("the associ-\nation met", "en", "the association met"),
        ("the neigh\u2010\nbourhood met", "en", "the neighbourhood met"),
        ("the coun\u00ad\ncil met", "en", "the council met"),
        ("die Mieter-\nversammlung", "de", "die Mieterversammlung"),
        ("la néces-\nsité", "fr", "la nécessité"),
        ("the xylo-\nquay, and the xyloquay", "en", "the xyloquay, and the xyloquay"),
    ],
)
def test_a_word_is_joined_where_something_tells(text: str, language: str, whole: str) -> None:
    """The text's own words, then the language's."""
    assert join(text, language) == whole


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("a right-\nwing paper", "en"),
        ("the well-\nknown pier", "en"),
        ("le rendez-\nvous", "fr"),
        ("the North-\nSouth pier", "en"),
    ],
)
def test_a_compound_keeps_its_hyphen(text: str, language: str) -> None:
    """It would stand there without a line's end too."""
    assert join(text, language) == text.replace("\n", "")


@pytest.mark.parametrize("text", ["short- and long-term", "Bus-\nund Bahnlinien", "two-\nand three-storey"])
def test_a_suspended_hyphen_keeps_its_space(text: str) -> None:
    """The other half comes later."""
    assert join(text, "de" if "und" in text else "en") == " ".join(text.split())


@pytest.mark.parametrize(("text", "language"), [("dry rot and wood-\nworm", "en"), ("que debe-\nría saber", "es")])
def test_a_rare_word_whose_halves_are_common_keeps_its_hyphen_and_is_flagged(text: str, language: str) -> None:
    """It may be one word or a compound, and the list of words does not tell."""
    outcome = join_hyphenated(lines_of(text), Context("quay.md", language))
    assert " ".join(written(outcome.lines).split()) == text.replace("\n", "")
    assert [(warning.rule, warning.line) for warning in outcome.warnings] == [("hyphen", 1)]


def test_a_word_that_the_end_of_a_page_cut_makes_its_paragraph_whole() -> None:
    """The blank lines between its halves go with the hyphen."""
    outcome = join_hyphenated(lines_of("the associ-\n\nation met"), Context("quay.md"))
    assert [line.text for line in outcome.lines] == ["the association", "met"]


def test_the_proof_has_both_halves_and_their_lines() -> None:
    """So that the ledger can follow them."""
    (repair,) = join_hyphenated(lines_of("the associ-\nation, met"), Context("quay.md")).repairs
    assert (repair.line, repair.last_line) == (1, 2)
    assert (repair.before, repair.after) == ("associ- ation,", "association,")
