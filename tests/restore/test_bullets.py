"""Bullets that doubled or changed on their way, and numbers in brackets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.model import Line
from pamphlet.restore.bullets import mend_bullets
from pamphlet.restore.rule import Context

from .manuscripts import lines_of, written

CONTEXT = Context("quay.md")


def mend(text: str) -> str:
    """A text with its bullets mended."""
    return written(mend_bullets(lines_of(text), CONTEXT)[0])


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        (r"- \* no new fees", "- no new fees"),
        (r"* \* no new fees", "- no new fees"),
        (r"- \- no new fees", "- no new fees"),
        ("- • no new fees", "- no new fees"),
        ("- · no new fees", "- no new fees"),
        ("• no new fees", "- no new fees"),
        ("•no new fees", "- no new fees"),
        ("▪\tno new fees", "- no new fees"),
        ("    • no new fees", "- no new fees"),
        (r"- \* *no* new fees", "- *no* new fees"),
    ],
)
def test_an_item_bears_one_bullet(line: str, mended: str) -> None:
    """Whatever the leaflet's bullet became."""
    assert mend(line) == mended


@pytest.mark.parametrize(
    "text",
    [
        "- no new fees",
        "* no new fees",
        "1. no new fees",
        r"\* the rent of May",
        r"\*not emphasised\*",
        "– he said",
        "- -5 degrees",
        "- *new* fees",
        "a • b",
        "•",
        "```\n• a drawing\n1) and a number\n```",
        "[^1]: Namely:\n\n    - at noon\n    - at night",
    ],
)
def test_other_lines_stay_as_they_are(text: str) -> None:
    """One escaped asterisk alone is the mark of a note, and a fence is taken letter by letter."""
    assert mend_bullets(lines_of(text), CONTEXT) == (lines_of(text), (), ())


def test_escaped_asterisks_in_several_lines_are_bullets() -> None:
    """One would be the mark of a note."""
    assert mend("\\* no new fees\n\n\\* no new rents") == "- no new fees\n\n- no new rents"


def test_a_list_numbered_with_brackets_is_numbered_with_points() -> None:
    """Markdown as we read it knows no other."""
    assert mend("1) no fees\n2) no rents\nand more\n3) no end") == "1. no fees\n2. no rents\nand more\n3. no end"


@pytest.mark.parametrize(
    "text",
    ["– no fees\n– no rents", "o no fees\n\no no rents", "· no fees\n· no rents", "— no fees\n— no rents"],
)
def test_a_doubtful_bullet_is_one_where_another_follows(text: str) -> None:
    """A dash alone opens speech, and a letter alone a word."""
    assert mend(text).replace("\n\n", "\n") == "- no fees\n- no rents"
    assert mend(text.split("\n", maxsplit=1)[0]) == text.split("\n", maxsplit=1)[0]


@pytest.mark.parametrize(
    "text", ["(a) no fees\n(b) no rents", "a) no fees\nb) no rents", "1\\. no fees\n2\\. no rents"]
)
def test_letters_and_escaped_numbers_count_from_one(text: str) -> None:
    """A list is numbered by itself."""
    assert mend(text) == "1. no fees\n2. no rents"


def test_a_line_below_a_written_break_begins_no_item() -> None:
    """Speech goes on in its paragraph; a backslash that is meant as one breaks nothing."""
    text = "She asked:\\\n— Whose is it?\\\n— Ours."
    assert mend(text) == text
    assert mend("a\\\\\n— no fees\n— no rents") == "a\\\\\n\n- no fees\n- no rents".replace("\n\n", "\n")


def test_a_bracket_in_the_midst_of_a_paragraph_closes_one() -> None:
    """A line may begin with anything."""
    text = "So it is said (see points 2 and\n3) which is so."
    assert mend(text) == text


def test_the_proof_has_the_line_before_and_after() -> None:
    """Without its indent."""
    (repair,) = mend_bullets(lines_of("a\n\n  - \\* no new fees"), CONTEXT)[1]
    assert (repair.rule, repair.line, repair.before, repair.after) == (
        "bullet",
        3,
        r"- \* no new fees",
        "- no new fees",
    )


MARKS = st.lists(st.text(st.sampled_from(list("-*+\\•·▪1).` \tab")), max_size=12)).map("\n".join)


@given(MARKS)
def test_mending_twice_is_mending_once_where_nothing_is_nested(text: str) -> None:
    """A bullet behind a bullet behind a bullet takes a pass each; a second pass never loses a word."""
    once = mend(text)
    assert [character for character in mend(once) if character.isalnum()] == [
        character for character in text if character.isalnum()
    ]


def test_a_list_that_was_set_in_stands_at_the_margin() -> None:
    """Markdown would take it for verse; a list inside another keeps its place."""
    assert mend("We need:\n o  tea\n o  bread") == "We need:\n- tea\n- bread"
    assert mend("- tea\n\n    • black\n    • green") == "- tea\n\n    - black\n    - green"


def test_letters_below_a_number_are_a_list_inside_its_item() -> None:
    """The numbers go on after them."""
    assert mend("4. Buses:\n(a) by day;\n(b) by night.") == "4. Buses:\n    1. by day;\n    2. by night."


def test_a_blank_line_is_no_item() -> None:
    """Though it bears the number of one, as those do that a rule has set."""
    lines = lines_of("- a lamp\n- a stair\no a gate\no a quay")
    apart = (*lines[:2], Line(lines[2].number, ""), *lines[2:])
    assert written(mend_bullets(apart, CONTEXT).lines) == "- a lamp\n- a stair\n\n- a gate\n- a quay"


def test_other_bullets_below_some_are_a_list_inside_their_item() -> None:
    """A page sets both at one margin; a single one may be a slip of whoever read it."""
    text = "• a lamp\n• a stair\n– of iron\n– of oak\n• a gate"
    assert mend(text) == "- a lamp\n- a stair\n    - of iron\n    - of oak\n- a gate"
    assert mend("• a lamp\n▪ a stair\n• a gate") == "- a lamp\n- a stair\n- a gate"


def test_a_list_far_inside_a_list_stands_as_far_as_markdown_knows() -> None:
    """Four spaces a level, however far a typeface had set it in."""
    text = "     – a lamp\n     – a stair\n           – of iron\n           – of oak\n     – a gate"
    assert mend(text) == "- a lamp\n- a stair\n    - of iron\n    - of oak\n- a gate"


def test_a_number_with_a_point_and_a_bracket_counts_items() -> None:
    """As German has them."""
    assert mend("1.) Licht.\n2.) Wasser.") == "1. Licht.\n2. Wasser."
