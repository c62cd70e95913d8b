"""Lists that begin right below the words that lead to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.restore.lists import doubt_levels, doubt_numbers, join_items, part_lists
from pamphlet.restore.rule import Context

from .manuscripts import lines_of, written

CONTEXT = Context("quay.md")


def part(text: str) -> str:
    """A text with its lists parted from the words above."""
    return written(part_lists(lines_of(text), CONTEXT)[0])


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("We ask for:\n- a stop", "We ask for:\n\n- a stop"),
        ("We ask for:\n- a stop\n- a say", "We ask for:\n\n- a stop\n- a say"),
        ("We ask\n- a stop\n- a say", "We ask\n\n- a stop\n- a say"),
        ("We ask\nfor these:\n- a stop", "We ask\nfor these:\n\n- a stop"),
        ("We ask for:  \n* a stop", "We ask for:  \n\n* a stop"),
        ("We ask for:\n1. a stop\n2. a say", "We ask for:\n\n1. a stop\n2. a say"),
        ("We ask for:\n3) a stop", "We ask for:\n\n3) a stop"),
        ("We ask\n1. a stop\nat once\n2. a say", "We ask\n\n1. a stop\nat once\n2. a say"),
    ],
)
def test_a_list_stands_apart_from_its_lead_in(text: str, parted: str) -> None:
    """A colon tells, or a second item."""
    assert part(text) == parted


@pytest.mark.parametrize(
    "text",
    [
        "We ask for:\n\n- a stop",
        "- a stop\n- a say",
        "- a stop:\n  - at once\n  - for all",
        "All that came in the summer of\n1984. We were there.",
        "All that came in the summers of\n1984. We were there in\n1985. And after.",
        "The rent\n- which rose -\nis due.",
        "We ask for 1 or\n2. Not more.",
        "## We ask for:\n- a stop",
        "> We ask for:\n> - a stop",
        "a | b\n---|---:\n- c | d",
        "```\nWe ask for:\n- a stop\n```",
        "    We ask for:\n    - a stop",
        "We ask for:\n-no space",
    ],
)
def test_a_dash_or_a_year_at_a_lines_head_makes_no_list(text: str) -> None:
    """Nor is anything parted that Markdown parts by itself."""
    assert part_lists(lines_of(text), CONTEXT) == (lines_of(text), (), ())


def test_the_proof_has_the_words_on_both_sides() -> None:
    """At the line of the first item."""
    (repair,) = part_lists(lines_of("a\n\nAnd so we ask for this:\n- a stop"), CONTEXT)[1]
    assert (repair.rule, repair.line) == ("list", 4)
    assert (repair.before, repair.after) == ("so we ask for this: - a stop", "so we ask for this: ¶ - a stop")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1. a\n2. b\n3. c", []),
        ("1. a\n2. b\n4. d\n5. e", [3, 4]),
        ("1. a\n\n3. c", [3]),
        ("1. a\n\n    more\n\n3. c", [5]),
        ("3. c\n4. d", []),
        ("1. a\n1. b\n1. c", []),
        ("1. a\n\nAnd then:\n\n3. c", []),
        ("1. a\n2. b\n\n1. c", []),
        ("- a\n- 3. c", []),
        ("```\n1. a\n3. c\n```", []),
    ],
)
def test_a_number_that_is_not_the_next_is_doubted(text: str, lines: list[int]) -> None:
    """A list counts by itself; all ones are a way to let it."""
    assert [warning.line for warning in doubt_numbers(lines_of(text), CONTEXT).warnings] == lines


LINES = st.sampled_from(
    ["", "We ask:", "we ask", "- a", "• b", "1. c", "2) d", "1984. e", "  - f", "```", "> g", "a | b:"]
)


@given(st.lists(LINES, max_size=10).map("\n".join))
def test_parting_is_idempotent_and_adds_blank_lines_alone(text: str) -> None:
    """Every line stays, in its order."""
    once = part(text)
    assert part(once) == once
    assert [line for line in once.split("\n") if line] == [line for line in text.split("\n") if line]


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("- One\n- Two\n\n- Three\n- Four\n\n- Five", [4]),
        ("- One\n- Two\n\n- Three\n- Four", []),
        ("- One\n\n- Two\n\n- Three", []),
        ("- One\n- Two\n\nSo.\n\n- Three\n- Four\n\n- Five", []),
    ],
)
def test_items_that_white_sets_apart_may_be_a_list_in_a_list(text: str, flagged: list[int]) -> None:
    """Where some stand close and others apart; a page end parts a list but once."""
    outcome = doubt_levels(lines_of(text), CONTEXT)
    assert (written(outcome.lines), [each.line for each in outcome.warnings]) == (text, flagged)


@pytest.mark.parametrize(("rest", "joined"), [("2031;", True), ("2031", False), ("2031. So.", False)])
def test_an_item_may_be_cut_before_a_figure(rest: str, joined: bool) -> None:  # noqa: FBT001 - a column of the table
    """With a semicolon behind it, and another item below."""
    text = f"- the gate shut;\n- a lamp until\n\n{rest}\n\n- a say."
    whole = f"- the gate shut;\n- a lamp until\n  {rest}\n\n- a say."
    assert written(join_items(lines_of(text), CONTEXT).lines) == (whole if joined else text)
