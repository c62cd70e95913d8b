"""Paragraphs that a page end cut in two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.model import Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.restore.hyphens import join_hyphenated
from pamphlet.restore.pages import join_paragraphs
from pamphlet.restore.rule import Context

from .manuscripts import lines_of, written

CONTEXT = Context("quay.md")

WRAPPED = (
    "The harbour office set the new rent in the spring without a word to any\n"
    "of those who pay it, and when they asked for the reason they were told"
)


def join(text: str) -> tuple[str, tuple[Repair, ...], tuple[Warning, ...]]:
    """A text with its paragraphs joined."""
    lines, repairs, warnings = join_paragraphs(lines_of(text), CONTEXT)
    return written(lines).strip("\n"), repairs, warnings


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The office said that it would", "look into it."),
        ("A right to the water, a basic one,", "is all we ask."),
        ("The office said that it would", "“look into” it."),
        ("The office said that it would", '"look into" it.'),
        ("The office said that it would", "*look into* it."),
        ("The office (that is, the clerk)", "would look into it."),
        ("The office—that is, the clerk—", "would look into it."),
        ("The office said that the “owner”", "would look into it."),
        ("The office said that it would", "étudier la question."),
        (WRAPPED, "to write a letter.\nNobody wrote back."),
    ],
)
def test_a_sentence_that_goes_on_below_in_small_letters_is_whole_again(before: str, after: str) -> None:
    """However many lines each part has."""
    joined, repairs, warnings = join(f"{before}\n\n{after}")
    assert joined == f"{before}\n{after}"
    assert [repair.rule for repair in repairs] == ["cut-paragraph"]
    assert warnings == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The rent rose.", "Nobody was asked."),
        ("The rent rose", "Nobody was asked."),
        ("What did they say?", "nothing at all."),
        ("Stop it!", "now."),
        ("We ask for this:", "bread;"),
        ("bread;", "and roses."),
        ("So it went on…", "and on."),
        ("So it went “on.”", "Now it stops."),
        ("The rent rose.[^1]", "Nobody was asked."),
        ("And the rent?[^1][^2]", "not a word."),
        ("And the rent?¹²", "not a word."),
        ("## What we ask", "bread and roses"),
        ("> What they said", "and what we heard"),
        ("The rent rose", "- bread"),
        ("The rent rose", "1. bread"),
        ("The rent rose", "> bread"),
        ("The rent rose", "![a boat](boat.png)"),
        ("The rent rose", "[^1]: a note"),
        ("[quay]: https://harbour.example", "[pier]: https://pier.example"),
        ("a | b\n--|--\n1 | 2", "and so it went"),
        ("| a | b |\n|--|--|\n| 1 | 2 |", "and so it went"),
        ("    a verse", "and so it went"),
        ("The tide comes in  \nand out", "and takes the boats  \nto sea"),
        ("The tide comes in\\\nand out,", "and takes the boats\\\nto sea"),
        ("The rent rose", "1984 was worse."),
        ("- a stop to the fees", "  and to the rents"),
    ],
)
def test_whole_paragraphs_stay_apart(before: str, after: str) -> None:
    """And so does whatever is no paragraph: a stanza, a table, a list."""
    text = f"{before}\n\n{after}"
    assert join(text) == (text, (), ())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It was all the doing of the office of St.", "mary’s."),
        ("- a stop to the fees and to all", "that comes with them."),
        ("1. a stop to the fees and to all", "that comes with them."),
    ],
)
def test_what_is_likely_but_not_certain_is_left_with_a_warning(before: str, after: str) -> None:
    """A comma before a name, an abbreviation, a list item."""
    text = f"{before}\n\n{after}"
    joined, repairs, warnings = join(text)
    assert (joined, repairs) == (text, ())
    assert [(warning.rule, warning.line) for warning in warnings] == [("cut-paragraph", 3)]


def test_a_short_salutation_is_no_doubt() -> None:
    """It ends in a comma as well."""
    assert join("Dear tenants,\n\nThe rent rose.")[2] == ()


def test_lines_between_fences_are_left_alone() -> None:
    """Letter by letter, with their blank lines."""
    text = "```\nfirst\n\nsecond\n\nthird\n```\n\nText."
    assert join(text) == (text, (), ())


def test_a_sentence_cut_by_two_pages_is_joined_twice() -> None:
    """A long sentence, a small leaflet."""
    joined, repairs, _ = join("The rent\n\nrose and\n\n\nrose.")
    assert joined == "The rent\nrose and\nrose."
    assert [(repair.line, repair.before, repair.after) for repair in repairs] == [
        (3, "The rent ¶ rose and", "The rent rose and"),
        (6, "The rent rose and ¶ rose.", "The rent rose and rose."),
    ]


def test_lines_keep_their_numbers() -> None:
    """The proof names places in the source."""
    lines, _, _ = join_paragraphs(lines_of("The rent\n\nrose.\n\nSo."), CONTEXT)
    assert [(line.number, line.text) for line in lines if line.text] == [(1, "The rent"), (3, "rose."), (5, "So.")]


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("the zwq-\nxvk fair", ["zwq-"]),
        ("the zwq- \nxvk fair", ["zwq-"]),
        ("two-\nand three-storey sheds", []),
        ("the North-\nSouth pier", []),
        ("it rose—\nand fell", []),
        ("pages 3-\n4", []),
        ("-\na", []),
        ("```\ninter-\nnational\n```", []),
    ],
)
def test_a_word_that_a_line_end_may_have_cut_is_doubted(text: str, warned: list[str]) -> None:
    """Only somebody who knows the word can tell whether the hyphen is its own."""
    warnings = join_hyphenated(lines_of(text), CONTEXT).warnings
    assert [warning.message.split("“")[1].split("”")[0] for warning in warnings] == warned


PIECES = st.sampled_from(
    [
        "the rent",
        "The rent,",
        "rose.",
        "and so",
        "- a",
        "1. b",
        "## c",
        "> d",
        "    e",
        "```",
        "a  ",
        "f\\",
        "a | b",
        "--|--",
    ]
)


@given(st.lists(st.lists(PIECES, min_size=1, max_size=3).map("\n".join), max_size=6).map("\n\n".join))
def test_joining_is_idempotent_and_loses_no_line(text: str) -> None:
    """Only blank lines go."""
    once = join(text)[0]
    assert join(once)[:2] == (once, ())
    assert [line for line in once.split("\n") if line] == [line for line in text.split("\n") if line]


@pytest.mark.parametrize("greeting", ["To whom it may concern,", "Sehr geehrte Damen und Herren,", "Chères amies,"])
def test_a_salutation_is_no_half_of_a_paragraph(greeting: str) -> None:
    """In some languages the letter goes on with a small letter, and nothing is in doubt."""
    lines = lines_of(f"{greeting}\n\non 3 March the lamp went out.")
    outcome = join_paragraphs(lines, Context("quay.md"))
    assert (written(outcome.lines).strip(), outcome.warnings) == (written(lines), ())


def test_prose_that_ends_without_a_point_above_a_capital_is_flagged() -> None:
    """A name may stand on the next page; letters set apart are no prose."""
    prose = "On Saturday we are going to walk the route of the bus, all seven miles of it, from Fennick"
    spaced = "W H A T W E A S K F O R N O W"
    below = "Cross to the hospital gates, at the speed of the bus. Prams are welcome."
    for text, doubts in ((f"{prose}\n\n{below}", 1), (f"{spaced}\n\n{below}", 0), (f"{prose}.\n\n{below}", 0)):
        outcome = join_paragraphs(lines_of(text), CONTEXT)
        assert len(outcome.warnings) == doubts
        assert written(outcome.lines).strip() == text


@pytest.mark.parametrize("greeting", ["Care famiglie,", "Prezados vizinhos,", "Szanowni Państwo,", "Уважаемые соседи,"])
def test_a_letter_that_begins_small_is_not_cut(greeting: str) -> None:
    """Its greeting stands by itself."""
    assert join(f"{greeting}\n\nda gennaio la mensa serve pasti freddi.")[1] == ()
