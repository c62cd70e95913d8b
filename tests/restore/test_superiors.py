"""Raised and lowered figures, struck words and breaks as pandoc writes them of a word processor’s document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.model import Code, Superscript, Text, ThematicBreak
from pamphlet.model.walk import plain_text, runs
from pamphlet.proof.ledger import Entry, draw_up
from pamphlet.renderers.markdown import render_statement
from pamphlet.restore.rule import Context
from pamphlet.restore.superiors import set_superiors
from pamphlet.statements import RestoredStatement, SourceFile, restore_statement

from .manuscripts import lines_of, written

CONTEXT = Context("quay.md")


def restore(text: str) -> RestoredStatement:
    """A statement below a title."""
    return restore_statement(SourceFile("quay.md", "quay.md", f"# The quay\n\n{text}\n".encode()), language="fr")


# What becomes of figures and breaks?
@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("on 12 m^2^, of 10^6^", "on 12 m², of 10⁶"),
        ("We said so.^1^ And again,^12^", "We said so.¹ And again,¹²"),
        ("^1^ See below.", "¹ See below."),
        ("H~2~O, CO~2~ and Ca(OH)~2~", "H₂O, CO₂ and Ca(OH)₂"),
        (r"\*\*\*", "* * *"),
        (r"  \* \* \*", "  * * *"),
    ],
)
def test_figures_and_breaks_are_what_they_were(text: str, mended: str) -> None:
    """Each is named; a second time nothing is left to do."""
    outcome = set_superiors(lines_of(text), CONTEXT)
    assert (written(outcome.lines), outcome.warnings) == (mended, ())
    assert {repair.rule for repair in outcome.repairs} == {"export"}
    assert set_superiors(outcome.lines, CONTEXT) == (outcome.lines, (), ())


# Where are such marks what they seem?
@pytest.mark.parametrize(
    "text",
    [
        "about ~5~ or ^5^ of them, and ^_^",
        "`m^2^` and `H~2~O`",
        "<https://quay.example/m^2^> and [us](https://quay.example/H~2~O) and https://quay.example/m^2^",
        r"m\^2\^ and H\~2\~O",
        "```\nm^2^\n```",
        r"\*\*\* and so on",
        r"\* one" + "\n" + r"\* two",
        "the 1^er^ May, 10^-3^",
    ],
)
def test_other_signs_are_left_alone(text: str) -> None:
    """Apart from words, in code, in addresses, behind a backslash; letters are for the reader."""
    assert set_superiors(lines_of(text), CONTEXT) == (lines_of(text), (), ())


# What is flagged, for no page shows it?
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("We ~~never~~ said so.", "“~~never~~” was struck out in the file; take the words away, or the ~~ round them"),
        ("We ~~never\never~~ said.", "“~~never ever~~” was struck out"),
        ("for n~i~ of them", "part of “n~i~” was set low"),
        ("as x^a+b^ of them", "part of “x^a+b^” was set high"),
    ],
)
def test_what_no_page_shows_is_flagged(text: str, message: str) -> None:
    """The words stay, with their marks."""
    outcome = set_superiors(lines_of(text), CONTEXT)
    assert (outcome.lines, outcome.repairs) == (lines_of(text), ())
    (warning,) = outcome.warnings
    assert warning.message.startswith(message)


def test_raised_letters_are_raised_and_every_word_is_accounted_for() -> None:
    """In running text, not in code; a row of asterisks parts."""
    restored = restore("Le 1^er^ mai, M^me^ Faure, 10^-3^ m^2^ : `1^er^`.\n\n\\*\\*\\*\n\nLa fin.")
    first, second, _ = restored.statement.blocks
    raised = [node.content for node in first.content if isinstance(node, Superscript)]  # type: ignore[union-attr] # a paragraph
    assert raised == [(Text("er"),), (Text("me"),), (Text("-3"),)]
    assert Code("1^er^") in first.content  # type: ignore[union-attr] # as above
    assert second == ThematicBreak()
    assert draw_up([Entry(restored.statement, restored.manuscript, restored.repairs)]).unaccounted == ()


@pytest.mark.parametrize(
    "text", ["Le 1^er^ mai.", "2^10^ m^2^", r"1\^er\^ et m\^2\^ et H\~2\~O", r"&#x2A;\*\*", r"&#x2A; \* \*", "a^e^b"]
)
def test_what_is_written_back_reads_as_itself(text: str) -> None:
    """Raised letters are written as such, and signs that mean themselves are escaped."""
    once = restore(text)
    written_back = render_statement(once.statement, once.contact)
    again = restore_statement(SourceFile("quay.md", "quay.md", written_back.encode()), language="fr")
    assert again.statement.blocks == once.statement.blocks
    assert again.repairs == ()


@given(
    st.lists(st.sampled_from(["^", "~", "~~", "2", "10", "a", " ", "\n", "`", "\\", "*", "(", ")", "<", ">", "://"]))
)
def test_no_letter_is_lost_or_added(pieces: list[str]) -> None:
    """However the signs stand."""
    text = "".join(pieces)
    restored = restore(f"word {text} word")
    assert plain_text(tuple(node for run in runs(restored.statement.blocks) for node in run)).count("a") == text.count(
        "a"
    )
    assert draw_up([Entry(restored.statement, restored.manuscript, restored.repairs)]).unaccounted == ()


def test_a_paragraph_that_begins_with_a_number_and_a_bracket_is_written_as_one() -> None:
    """And is no item when it is read again."""
    once = restore("1&#x2E;) So.")
    written_back = render_statement(once.statement, once.contact)
    assert (
        restore_statement(SourceFile("quay.md", "quay.md", written_back.encode())).statement.blocks
        == once.statement.blocks
    )
