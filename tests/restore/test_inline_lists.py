"""Items that stand one behind the other in a paragraph."""

from __future__ import annotations

import pytest

from pamphlet.restore.inline import part_items
from pamphlet.restore.rule import Context

from .manuscripts import lines_of, written

CONTEXT = Context("quay.md")


def parted(text: str) -> tuple[str, list[int]]:
    """The text after the rule, and the lines that it flags; each line has a number of its own."""
    outcome = part_items(lines_of(text), CONTEXT)
    numbers = [line.number for line in outcome.lines if not line.blank]
    assert len(numbers) == len(set(numbers))
    assert part_items(outcome.lines, CONTEXT).repairs == ()
    return written(outcome.lines), [warning.line for warning in outcome.warnings]


# Which items are a list for certain?
@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("We want: • a lamp; • a stair.", "We want:\n\n- a lamp;\n- a stair."),
        ("We want:\n• a lamp; • a stair", "We want:\n\n- a lamp;\n- a stair"),
        ("• a lamp for us • a stair for all", "- a lamp for us\n- a stair for all"),
        ("We want: ■ lamps ■ stairs ■ a say", "We want:\n\n- lamps\n- stairs\n- a say"),
        ("We want: • a lamp\nat the gate; • a\nstair.", "We want:\n\n- a lamp\n  at the gate;\n- a\n  stair."),
        ("We want: - a lamp; - a stair; - a say.", "We want:\n\n- a lamp;\n- a stair;\n- a say."),
        ("We want: – a lamp; – a stair; – a say.", "We want:\n\n- a lamp;\n- a stair;\n- a say."),
    ],
)
def test_items_behind_one_sign_are_a_list(text: str, listed: str) -> None:
    """A colon leads to them, or the first sign opens the paragraph."""
    assert parted(text) == (listed, [])


# Which may be none, or end earlier than the paragraph?
@pytest.mark.parametrize(
    "text",
    [
        "What we say • that the lamp is dark • that the stair is worn",
        "We want: • a lamp; • a stair. And we want it now.",
        "We want: • lamps for all; • lamps for all;",
        "• a lamp for all of us • a stair for all of us •",
    ],
)
def test_what_may_be_a_list_is_left_and_flagged(text: str) -> None:
    """The words stay as they stand."""
    assert parted(text) == (text, [1])


@pytest.mark.parametrize(
    "text",
    [
        "Monday • Tuesday • Friday",
        "• STRIKE • STRIKE • STRIKE",
        "We want: • a lamp",
        "• a lamp\n• a stair",
        "A lamp – or a stair – or a say; but not: – none.",
        "We say – again – that it is: dark – and cold.",
        "| We want: • a lamp • a stair |",
        "    We want: • a lamp; • a stair",
        "```\nWe want: • a lamp; • a stair\n```",
        "We want: • a lamp; ■ a stair",
    ],
)
def test_other_signs_are_left(text: str) -> None:
    """Signs between names, a slogan, lists as they ought to be, dashes of sentences, tables and code."""
    assert parted(text) == (text, [])


def test_each_item_is_a_repair() -> None:
    """With the last words before it, for the proof."""
    outcome = part_items(lines_of("We want: • a lamp; • a stair."), CONTEXT)
    assert [(each.before, each.after) for each in outcome.repairs] == [
        ("We want: • a lamp;", "We want: ¶ - a lamp;"),
        ("We want: a lamp; • a stair.", "We want: a lamp; ¶ - a stair."),
    ]
