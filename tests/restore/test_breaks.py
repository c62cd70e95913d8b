"""Doubts about what the lines of a page tell, but not for certain."""

from __future__ import annotations

import pytest

from pamphlet.restore.breaks import doubt_breaks
from pamphlet.restore.rule import Context

from .manuscripts import lines_of, written

PROSE = """The depot has six crews where it had eleven, and two of those are hired by
the week from a firm that nobody at the gate has met. When a lorry breaks
down there is no other to be had, and the round of the day is left for the
next, or for the one after that, as the clerk who answers tells whoever asks."""


def doubts(text: str) -> list[tuple[int, str]]:
    outcome = doubt_breaks(lines_of(text), Context("depot.txt"))
    assert written(outcome.lines) == text
    return [(warning.line, warning.message.split("”")[0].split("“")[-1]) for warning in outcome.warnings]


def test_a_line_that_ends_early_is_flagged_where_the_next_begins() -> None:
    """The first word of the next line would have had room."""
    advice = "The council has paid for advice, and when we asked for it we were sent a\nreply of eleven words."
    rest = "Four of these were our own name and address, and the rest were the name of the\nclerk."
    assert doubts(f"{PROSE}\n\n{advice}\n(See below.)\n{rest}") == [(8, "(See below.)"), (9, "Four of these were our")]


@pytest.mark.parametrize(
    "part",
    [
        "The tide comes in,  \nthe rent goes up,  \nthe gate stays shut.",
        "    The tide comes in,\n    The rent goes up.",
        "- One\n- Two\n- Three",
        "> One.\n>\n> Two.",
        "| One | Two |\n| --- | --- |\n| A | B |",
        "[^1]: One.\nTwo.",
    ],
)
def test_lines_that_their_author_ended_are_not(part: str) -> None:
    """Verse, lists, tables, notes and the paragraphs of quotations."""
    assert doubts(f"{PROSE}\n\n{part}") == []


def test_a_text_broken_by_its_sense_has_no_measure() -> None:
    """A sentence or a clause in each line, with few that run on."""
    clauses = (
        "We ask for the round.\nWe ask for crews,\nand we ask for pay,\nin that order.\nNobody answers.\nSo we wait."
    )
    assert doubts(f"{clauses}\n\n{clauses}") == []


def test_lines_narrower_than_the_others_may_be_a_quotation() -> None:
    """Their measure is less than letters differ in width."""
    narrow = "Those of us with children put them to bed at eight, and it is\nthe only hour of the day that is ours."
    assert doubts(f"{PROSE}\n\n{narrow}\n\n{PROSE}") == [(6, "Those of us with children")]
    assert doubts(f"{PROSE}\n\n{narrow.replace('Those', 'those')}\n\n{PROSE}") == []


def test_prose_set_in_below_a_list_is_flagged_in_a_text_without_headings() -> None:
    """Whoever types a number sign knows what Markdown makes of it."""
    text = "We ask for:\n\n- crews\n- pay\n\n  They said that we should wait.\n\nSo we wait."
    assert doubts(text) == [(6, "They said that we should")]
    assert doubts(f"## So\n\n{text}") == []
    assert doubts("- crews\n\n  They said that we should wait.\n\n- pay") == []


def test_where_no_line_runs_on_each_may_be_a_paragraph() -> None:
    """Long lines that are sentences, and those below an item; verse has short ones."""
    long = "The depot has six crews where it had eleven, and two of them are new."
    assert doubts(f"{long}\n{long}") == [(2, "The depot has six crews")]
    assert doubts("1. We ask for crews.\n2. We ask for pay.\nNobody answers.") == [(3, "Nobody answers.")]
    assert doubts("The tide comes in.\nThe rent goes up.\nThe gate stays shut.") == []
    assert doubts(f"What we say\n{long}") == [(2, "The depot has six crews")]


def test_prose_above_verse_is_flagged_where_it_ends() -> None:
    """In a text that has more verse than prose, too."""
    verse = "The tide comes in,\nthe rent goes up,\nthe gate stays shut;\nand so do we."
    prose = "In the year in which the gate was shut there were eleven crews and they\nsang at noon."
    assert doubts(f"{prose}\n{verse.capitalize()}\n\n{prose}") == [(3, "The tide comes in,")]
