"""Words that a line's end had cut in two."""

from __future__ import annotations

import pytest

from pamphlet.restore.characters import drop_invisible
from pamphlet.restore.hyphens import join_hyphenated, join_soft_hyphens
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


@pytest.mark.parametrize(
    ("text", "language", "flagged"),
    [
        ("There are twenty\u00adfour of them.", "en", ["twentyfour"]),
        ("Il y en a quarante\u00addeux.", "fr", ["quarantedeux"]),
        ("Under the main\u00adten\u00adance, Stone\u00adhaven and the lamp\u00ads.", "en", []),
        ("Die Miet\u00adwohnung.", "de", []),
    ],
)
def test_a_soft_hyphen_may_have_been_the_authors(text: str, language: str, flagged: list[str]) -> None:
    """Some programs make one of every hyphen at the end of a line: two known words that make none are flagged."""
    outcome = drop_invisible(lines_of(text), Context("quay.txt", language))
    assert "\u00ad" not in written(outcome.lines)
    assert [each.message.split("”")[0].strip("“") for each in outcome.warnings] == flagged


def test_a_soft_hyphen_at_the_end_of_a_line_may_be_the_authors_too() -> None:
    """The word is joined, and flagged; where the text writes it with its hyphen, it has one."""
    cut = "There are twenty\u00ad\nfour of them."
    outcome = join_soft_hyphens(lines_of(cut), Context("quay.txt"))
    assert written(outcome.lines) == "There are twentyfour\nof them."
    assert [each.rule for each in outcome.warnings] == ["hyphen"]
    known = join_soft_hyphens(lines_of(f"{cut}\n\nTwenty-four!"), Context("quay.txt"))
    assert written(known.lines).startswith("There are twenty-four\nof them.")
    assert known.warnings == ()


def test_a_word_of_three_that_was_cut_behind_the_first_is_one() -> None:
    """“two- and three-storey” has its hyphen from its author."""
    assert join("It would save two-\nand-a-half of them.") == "It would save two-and-a-half of them."
    assert join("It has two-\nand three-storey sheds.") == "It has two- and three-storey sheds."
