"""Text out of pages that has no blank lines: what tells where a paragraph, a heading or a list ends."""

from __future__ import annotations

import pytest

from pamphlet.restore.lost import doubt_losses, mark_items, part_lines
from pamphlet.restore.paragraphs import part_paragraphs
from pamphlet.restore.rule import Context, Outcome, Rule

from .manuscripts import lines_of, written

PAGE = """The depot has six crews where it had eleven, and two of those are hired by
the week from a firm that nobody at the gate has met. When a lorry breaks
down there is no other.
What it costs
The council has paid for a year of advice, and when we asked what the advice
was we were sent a reply of eleven words, of which four were our own name and
address.
We ask for the weekly round, for crews who are paid as crews, and for the report
that was written in the autumn and put away before anybody could read it."""


def apply(rule: Rule, text: str, language: str = "en") -> Outcome:
    return rule(lines_of(text), Context("depot.txt", language))


def test_a_last_line_that_had_room_ends_its_paragraph() -> None:
    """And a short line between two of them, which ends no sentence, is one by itself."""
    parts = [part.split("\n")[0] for part in written(apply(part_paragraphs, PAGE).lines).split("\n\n")]
    assert parts == [
        "The depot has six crews where it had eleven, and two of those are hired by",
        "What it costs",
        "The council has paid for a year of advice, and when we asked what the advice",
        "We ask for the weekly round, for crews who are paid as crews, and for the report",
    ]


def test_every_end_is_an_entry_of_the_proof() -> None:
    """With the words on both sides."""
    assert [repair.line for repair in apply(part_paragraphs, PAGE).repairs] == [4, 5, 8]


def test_what_is_parted_stays_as_it_is() -> None:
    """Done twice, it changes nothing more."""
    once = apply(part_paragraphs, PAGE)
    assert part_paragraphs(once.lines, Context("depot.txt")).repairs == ()


def test_a_sentence_that_ends_with_a_full_line_is_in_doubt() -> None:
    """A paragraph may end there, and nothing tells."""
    full = PAGE.replace(
        "the week from a firm that nobody at the gate has met. When a lorry breaks\n",
        "the week from a firm that nobody who works at the gate has ever met.\nWhen a lorry breaks ",
    )
    doubts = apply(part_paragraphs, full).warnings
    assert [warning.line for warning in doubts] == [3]
    assert "a paragraph may begin with “When a lorry breaks down”" in doubts[0].message


def test_one_short_line_is_a_slip_of_whoever_filled_the_lines() -> None:
    """Where blank lines part the paragraphs, a line that ends early inside one means nothing."""
    filled = PAGE.replace("down there is no other.\nWhat it costs\n", "down there is no other.\n\n").replace(
        "address.\nWe ask", "address.\n\nWe ask"
    )
    assert apply(part_paragraphs, filled.replace("has met. When a", "has met.\nWhen a")).repairs == ()


@pytest.mark.parametrize("greeting", ["Dear neighbours,", "Liebe Nachbarinnen und Nachbarn,", "3 May 2024"])
def test_a_salutation_or_a_date_stands_by_itself(greeting: str) -> None:
    """Whatever is below it."""
    parted = written(apply(part_paragraphs, f"{greeting}\n{PAGE}").lines)
    assert parted.startswith(f"{greeting}\n\nThe depot")


def test_lines_that_a_machine_tore_tell_nothing() -> None:
    """Some programs end a line at every wide space."""
    torn = PAGE.replace("The council has paid", "The\ncouncil has paid").replace("when we asked", "when\nwe asked")
    assert apply(part_paragraphs, torn).repairs == ()


def test_items_without_their_bullets_are_items_again() -> None:
    """Two or more end with semicolons, all begin small, and the last ends the sentence."""
    text = "What we ask for\nthe weekly\nround;\nfair pay;\nthe report.\nCome on Monday."
    items = "- the weekly\n  round;\n- fair pay;\n- the report."
    assert written(apply(mark_items, text).lines) == f"What we ask for\n\n{items}\n\nCome on Monday."


@pytest.mark.parametrize(
    "text",
    [
        "They came; they saw;\nand they went; nobody asked.",
        "the lamp is out;\nthe rain is not.",
        "Leave the lamp;\nLeave the gate;\nLeave us.",
    ],
)
def test_clauses_between_semicolons_are_no_items(text: str) -> None:
    """One alone, several in a line, or lines that begin with capitals."""
    assert written(apply(mark_items, text).lines) == text


def test_lines_of_a_web_page_are_paragraphs_that_may_be_a_list() -> None:
    """Where some line is as long as no page is wide, the author ended every line; its bullets are not copied."""
    long = "The depot has six crews where it had eleven, and " * 4 + "that is all."
    lines = (
        "The weekly round must come back by the first of May.",
        "The crews must be paid what crews were always paid.",
    )
    text = f"{long}\n\n{lines[0]}\n{lines[1]}"
    outcome = apply(part_lines, text)
    assert written(outcome.lines).endswith("\n\n".join(lines))
    assert [warning.rule for warning in outcome.warnings] == ["line"]


def test_a_heading_of_a_word_processor_stands_above_its_text() -> None:
    """It knows no blank lines; where a line is as long as no page is wide, its author ended it."""
    long = "The depot has six crews where it had eleven, and " * 3 + "that is all."
    prose = "A round by hand costs us seven hours. The lorry took one and a half, and came back."
    text = f"What was lost\n{long}\nWhat it costs\n{prose}"
    assert written(apply(part_lines, text).lines) == f"What was lost\n\n{long}\n\nWhat it costs\n\n{prose}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The h0use is c1osed.", "seems to be misread"),
        ("Item\n\nBudget\n\nGlass\n\n$4.0 million\n\n$7.7 million\n\nSo it went.", "may have been a table"),
    ],
)
def test_what_is_lost_for_good_is_flagged(text: str, words: str) -> None:
    """The words stay as they are."""
    outcome = apply(doubt_losses, text)
    assert written(outcome.lines) == text
    assert any(words in warning.message for warning in outcome.warnings)


def test_words_with_figures_and_addresses_are_no_losses() -> None:
    """B12, 5th, h2o and a mail address are as they are meant."""
    text = "Take B12 on the 5th, write to ab,cd@quay.example or to a1b.example; see A4 and the 20mph sign."
    assert apply(doubt_losses, text).warnings == ()


def test_a_byline_over_two_lines_ends_where_its_date_does() -> None:
    """Though no line of the text tells how much room there is."""
    head = "The lamp is out\nQuay Tenants’ Forum\n3 May 2031"
    outcome = apply(part_paragraphs, f"{head}\nNobody came.\nNobody will.")
    assert written(outcome.lines) == f"{head}\n\nNobody came.\nNobody will."


def test_a_paragraph_right_below_a_list_is_none_of_its_items() -> None:
    """Where no line is broken by a measure, and each item takes a line; the proof names it."""
    long = "The council has paid for a year of advice, and when we asked what the advice was we were sent eleven words."
    text = f"We ask:\n\n1. that the lamps are lit.\n2. that the stair is mended.\nNobody answers.\n\n{long} And {long}"
    outcome = apply(part_lines, text)
    assert written(outcome.lines) == text.replace("\nNobody", "\n\nNobody")
    assert [repair.line for repair in outcome.repairs] == [5]
    within = text.replace("2. that the stair", "And so it is.\n2. that the stair").replace("\nNobody answers.", "")
    assert written(apply(part_lines, within).lines) == within


def test_a_heading_below_items_and_above_others_stands_alone() -> None:
    """The items of a list have white behind them, and so has it."""
    items = "- no split shifts;\n- eleven hours of rest;\n- a report by the autumn."
    page = PAGE.replace("What it costs", f"What we ask\n{items}\nWhat it costs")
    parts = written(apply(part_paragraphs, page).lines).split("\n\n")
    assert "What it costs" in parts


def test_lines_that_are_paragraphs_among_others_may_be_a_list() -> None:
    """A web page loses the numbers of a list, and has blank lines elsewhere."""
    line = "The depot has six crews where it had eleven, and two of those are new."
    last = "No, it has not: two of the crews are hired by the week, as we have said again and again."
    text = f"{line}\n\n{line}\n{line} So.\n{last}\n\n{line}"
    assert [warning.line for warning in apply(part_paragraphs, text).warnings] == [3]
