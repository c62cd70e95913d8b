"""Footnotes that were recovered as raised or bracketed figures."""

from __future__ import annotations

import pytest

from pamphlet.model import Footnote
from pamphlet.proof.ledger import Entry, draw_up
from pamphlet.renderers.markdown import render_statement
from pamphlet.restore.notes import mark_notes
from pamphlet.restore.rule import Context
from pamphlet.statements import SourceFile, restore_statement

from .manuscripts import lines_of, written

CONTEXT = Context("quay.md")


def mark(text: str) -> str:
    """The text with its notes marked, its blank lines as one."""
    return "\n".join(line for line in written(mark_notes(lines_of(text), CONTEXT).lines).split("\n") if line)


@pytest.mark.parametrize(
    ("call", "lead"), [("¹", "¹ "), ("¹", "1 "), ("[1]", "[1] "), ("[1]", "1. "), ("[1]", "[1]: ")]
)
def test_a_call_and_its_note_find_each_other(call: str, lead: str) -> None:
    """However the leaflet had set them."""
    text = f"The rent rose.{call} So.\n\n{lead}By a third."
    assert mark(text) == "The rent rose.[^1] So.\n[^1]: By a third."


def test_several_notes_may_stand_in_one_group() -> None:
    """Each becomes a paragraph of its own."""
    assert mark("One.¹ Two.²\n\n¹ First.\n² Second.") == "One.[^1] Two.[^2]\n[^1]: First.\n[^2]: Second."


@pytest.mark.parametrize("text", ["The rent rose.[1]", "1 quay and 20 m²", "One.¹\n\n² Second.", "[1] First.\n\nText."])
def test_what_has_no_counterpart_stays(text: str) -> None:
    """A call without a note, a note without a call, a square metre."""
    assert mark(text) == text.replace("\n\n", "\n")


def test_a_number_that_is_everywhere_calls_no_note() -> None:
    """It counts something else; a note may well be called twice."""
    assert mark("One.[1] Two.[1]\n\n[1] First.") == "One.[^1] Two.[^1]\n[^1]: First."
    text = "\n".join(["One.[1]"] * 60 + ["[1] First."])
    assert mark(text) == text


def test_a_recovered_note_takes_no_label_that_its_author_gave() -> None:
    """Two notes of one name would be refused; the book numbers them by their order in any case."""
    text = "One.[^1] Two.¹ Three.²\n\n[^1]: By the author.\n\n¹ First.\n\n² Second."
    assert mark(text) == "One.[^1] Two.[^2] Three.[^3]\n[^1]: By the author.\n[^2]: First.\n[^3]: Second."


def test_a_statement_with_notes_of_both_kinds_is_whole() -> None:
    """Every word of it is accounted for, and what is written of it reads back as itself."""
    text = "# Quay\n\nOne.[^1] Two.¹\n\n[^1]: By the author.\n\n¹ First."
    restored = restore_statement(SourceFile("quay.md", "quay.md", text.encode()))
    assert [note.label for note in restored.statement.blocks if isinstance(note, Footnote)] == ["1", "2"]
    assert draw_up([Entry(restored.statement, restored.manuscript, restored.repairs)]).unaccounted == ()
    written = render_statement(restored.statement, restored.contact).encode()
    again = restore_statement(SourceFile("quay.md", "quay.md", written))
    assert (again.statement, again.repairs) == (restored.statement, ())


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("One.[^1] Two.[^b]\n\n[^2]: A note.", ["1", "b"]),
        ("One.[^1] Two.¹ Three.[^4]\n\n[^1]: A note.\n\n¹ First.", ["4"]),
        ("One.[^1]\n\n[^1]: A note.", []),
        ("Write `[^1]`, or \\[^1].\n\n```\n[^2]\n```", []),
    ],
)
def test_a_call_whose_note_is_nowhere_is_doubted(text: str, labels: list[str]) -> None:
    """It would be printed as it stands; what is code, or escaped, calls none."""
    warnings = mark_notes(lines_of(text), CONTEXT).warnings
    assert [each.message.partition("] ")[0] for each in warnings] == [f"[^{label}" for label in labels]
    assert all(each.rule == "note" for each in warnings)


def test_a_number_inside_a_note_is_a_word_of_it() -> None:
    """Where a web page led back from the note, no number stands before it."""
    text = "The rent rose.1 Nobody was asked.\n\nThe order of 30 October 2018, in full.↩"
    notes = written(mark_notes(lines_of(text), CONTEXT).lines).split("\n")
    assert notes[-1] == "[^1]: The order of 30 October 2018, in full."


def test_a_power_calls_no_note() -> None:
    """12 m² are a measure, and the note of that number is called elsewhere."""
    text = "On 12 m² it rose.¹ On 3 km² it fell.²\n\n¹ By a third.\n\n² By half."
    marked = "On 12 m² it rose.[^1] On 3 km² it fell.[^2]\n[^1]: By a third.\n[^2]: By half."
    assert mark(text) == marked


def test_raised_numbers_that_do_not_count_up_are_flagged() -> None:
    """Each has a line that begins with it, but one between them is lost."""
    text = "It rose.¹ It fell.³\n\n¹ By a third.\n\n³ By half."
    outcome = mark_notes(lines_of(text), CONTEXT)
    assert written(outcome.lines) == text
    assert [warning.message for warning in outcome.warnings] == [
        "“rose.¹” may end with the call of a note; write [^1], and [^1]: at its note",
        "“fell.³” may end with the call of a note; write [^3], and [^3]: at its note",
    ]


def test_a_note_that_nothing_calls_is_none_of_the_one_above() -> None:
    """Its call may have been taken for a part of a number."""
    text = "There were 118 cleaners.1 In 2031 there are 61.2 So.\n\n1. Annual report.\n2. Answer to a question."
    outcome = mark_notes(lines_of(text), CONTEXT)
    assert (written(outcome.lines), outcome.repairs) == (text, ())
    assert [warning.message for warning in outcome.warnings] == [
        "“2. Answer to a question.” may be a note that nothing calls; write [^2] where it belongs, and [^2]: before it"
    ]
