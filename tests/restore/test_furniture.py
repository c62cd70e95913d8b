"""Page numbers and running heads that were caught in the text."""

from __future__ import annotations

import pytest

from pamphlet.restore.furniture import drop_furniture
from pamphlet.restore.rule import Context

from .manuscripts import lines_of, written

TITLED = Context("quay.md", "en", "Who owns the quay?")


def drop(text: str) -> str:
    """The text without furniture, its blank lines as one."""
    lines = written(drop_furniture(lines_of(text), TITLED).lines).split("\n")
    return "\n".join(line for line in lines if line)


@pytest.mark.parametrize("form", ["{}", "- {} -", "– {} –", "Page {}", "[{}]", "{}/12", "Seite {}"])
def test_numbers_that_count_up_are_those_of_pages(form: str) -> None:
    """In any dress, alone between blank lines."""
    text = f"The rent rose.\n\n{form.format(3)}\n\nIt rose again.\n\n{form.format(4)}\n\nSo."
    assert drop(text) == "The rent rose.\nIt rose again.\nSo."


def test_a_number_in_the_middle_of_a_sentence_is_that_of_a_page() -> None:
    """Even if it is the only one."""
    assert drop("The rent\n\n7\n\nrose again.") == "The rent\nrose again."


@pytest.mark.parametrize(
    ("line", "left"), [("- 2 -", ""), ("– 12 –", ""), ("—3—", ""), ("- 2", "- 2\n"), ("-2-3-", "-2-3-\n")]
)
def test_a_number_between_dashes_is_that_of_a_page(line: str, left: str) -> None:
    """It would be read as an item of a list."""
    assert drop(f"The rent rose.\n\n{line}\n\nIt rose again.") == f"The rent rose.\n{left}It rose again."


def test_a_number_that_tells_nothing_is_left_and_flagged() -> None:
    """It may be a year, or a verse."""
    outcome = drop_furniture(lines_of("The rent rose.\n\n7\n\nIt rose again."), TITLED)
    assert "7" in written(outcome.lines)
    assert [(warning.rule, warning.line) for warning in outcome.warnings] == [("furniture", 3)]


@pytest.mark.parametrize("head", ["THE QUAY BULLETIN {}", "{} The Quay Bulletin", "The Quay Bulletin | {}"])
def test_a_line_that_recurs_with_a_number_is_a_running_head(head: str) -> None:
    """Whatever the number."""
    text = f"The rent rose.\n\n{head.format(2)}\n\nIt rose again.\n\n{head.format(3)}\n\nSo."
    assert drop(text) == "The rent rose.\nIt rose again.\nSo."


def test_the_title_among_the_text_is_a_running_head() -> None:
    """It stands above the text already."""
    assert drop("The rent rose.\n\nWHO OWNS THE QUAY?\n\nIt rose again.") == "The rent rose.\nIt rose again."


def test_a_refrain_stays() -> None:
    """It recurs, and breaks no sentence."""
    text = "The rent rose.\n\nOpen the gate!\n\nIt rose again.\n\nOpen the gate!"
    assert drop(text) == text.replace("\n\n", "\n")


def test_each_line_that_goes_is_named() -> None:
    """With the words that it had."""
    (repair,) = drop_furniture(lines_of("The rent\n\nPage 7\n\nrose."), TITLED).repairs
    assert (repair.rule, repair.line, repair.before, repair.after) == ("furniture", 3, "Page 7", "")


@pytest.mark.parametrize("head", ["WHO OWNS THE QUAY?      2", "2       Who owns the quay"])
def test_the_title_far_from_a_number_is_a_running_head_inside_a_paragraph_too(head: str) -> None:
    """Programs that show PDFs set no white around it; a blank line is left, for a page ended there."""
    outcome = drop_furniture(lines_of(f"The rent rose.\n{head}\nIt rose again."), TITLED)
    assert written(outcome.lines) == "The rent rose.\n\nIt rose again."
    assert [(repair.rule, repair.line, repair.before) for repair in outcome.repairs] == [
        ("furniture", 2, " ".join(head.split()))
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Who owns the quay? 2",
        "Who owns the quay    and 2 boats",
        "Who owns it?    2",
        "```\nWho owns the quay?     2\n```",
    ],
)
def test_words_near_a_number_stay(line: str) -> None:
    """So do other words, and what is kept as it was typed."""
    text = f"The rent rose.\n{line}\nIt rose again."
    assert written(drop_furniture(lines_of(text), TITLED).lines) == text


def test_numbers_between_fences_are_no_pages() -> None:
    """They number the verses of a song."""
    song = "```\n1\n\nThe tide came in.\n\n2\n\nThe tide went out.\n```"
    assert written(drop_furniture(lines_of(f"We sang:\n\n{song}"), TITLED).lines) == f"We sang:\n\n{song}"


def test_a_sentence_that_pages_cut_twice_alike_is_no_running_head() -> None:
    """It ends with a comma, as no head does."""
    text = "The rent has risen since the spring,\n\n7\n\nand wages have not.\n\nSo.\n\n"
    assert drop(text + text.replace("7", "8")).count("The rent has risen since the spring,") == 2
