"""Plain lines alone between paragraphs that part a text are its headings; a name, an hour or a slogan is none."""

from __future__ import annotations

import pytest

from pamphlet.restore.lone import mark_lone
from pamphlet.restore.rule import Context

from .manuscripts import lines_of, written

CONTEXT = Context("quay.txt")
PROSE = "The lamp at the head of the slipway has been dark since March."


def around(*lines: str) -> str:
    """Prose with these lines alone in it."""
    return "\n\n".join([PROSE, *(part for line in lines for part in (line, f"{PROSE} Again."))])


def mended(text: str, context: Context = CONTEXT) -> str:
    """The text after the rule."""
    return written(mark_lone(lines_of(text), context).lines)


# Which two lines part a text?
@pytest.mark.parametrize(
    ("lines", "language"),
    [
        (("Why we strike", "What you can do"), "en"),
        (("The Price of Bread", "Our Demands"), "en"),
        (("Buses, beds and books", "A promise of 2019"), "en"),
        (("WHAT WE DECIDED", "WHAT WE ASK OF OTHERS"), "en"),
        (("Unsere Forderungen", "Mieten und Löhne"), "de"),
        (("Ce qu’ils disent", "Nos revendications"), "fr"),
        (("Qué pedimos", "Quién es el dueño"), "es"),
        (("Perché scioperiamo", "Che cosa chiediamo"), "it"),
    ],
)
def test_two_lines_that_part_a_text_are_headings(lines: tuple[str, str], language: str) -> None:
    """Each is a repair, and nothing more is done to them the next time."""
    outcome = mark_lone(lines_of(around(*lines)), Context("quay.txt", language))
    assert written(outcome.lines) == around(*(f"## {line}" for line in lines))
    assert [(each.rule, each.before) for each in outcome.repairs] == [("lone-heading", line) for line in lines]
    assert outcome.warnings == ()
    assert mark_lone(outcome.lines, Context("quay.txt", language)).repairs == ()


# What else may stand alone between paragraphs?
@pytest.mark.parametrize(
    "line",
    [
        "Mara Quint",
        "Mara Quint, docker",
        "Union of the Quay",
        "Ludwig van Hove",
        "Ludwig van Hove and Mara Quint",
        "Water",
        "Who decides?",
        "Open the gate!",
        "Saturday at 18.30",
        "12 Quay Street",
        "£14 a week",
        "“Open the gate”",
        "What we want and",
    ],
)
def test_what_may_be_a_name_an_hour_or_a_saying_is_left_in_doubt(line: str) -> None:
    """Beside two headings it is named, where it could be one."""
    outcome = mark_lone(lines_of(around("Why we strike", line, "What you can do")), CONTEXT)
    assert written(outcome.lines) == around("## Why we strike", line, "## What you can do")
    assert [each.message.split("”")[0].strip("“") for each in outcome.warnings] in ([line], [line.strip("“”")], [])


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        ("Mara Quint", "“Mara Quint” may be a heading, or a name that signs; write ## before it, or By"),
        ("Who decides?", "“Who decides?” may be a heading; write ## before it"),
    ],
)
def test_the_doubt_says_what_a_line_may_be(line: str, doubt: str) -> None:
    """A question is no name."""
    outcome = mark_lone(lines_of(around("Why we strike", line, "What you can do")), CONTEXT)
    assert [each.message for each in outcome.warnings] == [doubt]


@pytest.mark.parametrize(
    "text",
    [
        around("Why we strike"),
        around("Why we strike", "Why we strike"),
        around("Mara Quint", "Oleg Baran"),
        around("## Why we strike", "What you can do", "How to join us"),
        around("Why we strike", "What you can do").replace("dark", "**dark**"),
    ],
    ids=["one line", "a refrain", "names", "a text with headings", "a text with marks of Markdown"],
)
def test_other_texts_are_left(text: str) -> None:
    """One line may be a slogan; who knows Markdown has the headings that he wrote."""
    assert mended(text) == text


def test_a_text_with_a_header_is_left() -> None:
    """Somebody prepared it."""
    text = around("Why we strike", "What you can do")
    assert mended(text, Context("quay.txt", headed=True)) == text


def test_who_is_quoted_stands_below_the_quotation() -> None:
    """Two of them are no headings."""
    said = "“I went down to the quay at four and nobody was there but the gulls.”"
    text = f"{said}\n\nA docker of the night shift\n\n{said}\n\nA nurse of the day shift\n\n{PROSE}"
    assert mended(text) == text


def test_a_heading_at_the_end_heads_nothing_and_is_flagged() -> None:
    """Columns read in disorder leave it there; a name or a cry is none."""
    for line, flagged in (("What we ask", 1), ("Mara Quint", 0), ("Open the gate!", 0)):
        outcome = mark_lone(lines_of(f"{around('Why we strike', 'What you can do')}\n\n{line}"), CONTEXT)
        assert len(outcome.warnings) == flagged


def test_what_a_heading_heads_may_end_with_the_next_one() -> None:
    """Below a full line nothing parts it from the paragraph above."""
    text = f"{PROSE}\n\nWhy we strike\n\n{PROSE}\nMara Quint said so.\nWhat we ask\n\n- a lamp\n\nWho pays\n\n{PROSE}"
    assert mended(text) == text.replace("Why we", "## Why we").replace("Who pays", "## Who pays")
