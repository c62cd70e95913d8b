"""Three columns and more that stand side by side."""

from __future__ import annotations

from itertools import zip_longest

import pytest

from pamphlet.restore.columns import part_columns
from pamphlet.restore.rule import Context, Outcome

from .manuscripts import lines_of

FIRST = [
    "The lamp at the head",
    "of the slipway has",
    "been dark since March,",
    "",
    "So we wrote again in",
    "May, and nobody",
]
SECOND = [
    "answered us. There is",
    "no lamp to be had, they",
    "said, nor a stair.",
    "",
    "We asked for both of",
    "them at the gate.",
]
THIRD = ["In June there was a", "meeting of all that", "live on the quay, and", "it was dark.", "", "Nobody fell."]


def page(*columns: list[str], gutter: int = 5) -> str:
    """Rows of the columns' lines, white between them."""
    wide = [max(map(len, column)) + gutter for column in columns]
    rows = zip_longest(*columns, fillvalue="")
    return "\n".join("".join(f"{line:<{w}}" for line, w in zip(row, wide, strict=True)).rstrip() for row in rows)


def read(text: str) -> Outcome:
    return part_columns(lines_of(text), Context("quay.txt"))


def words(outcome: Outcome) -> str:
    return " ".join(" ".join(line.text for line in outcome.lines).split())


@pytest.mark.parametrize("gutter", [3, 5, 12])
@pytest.mark.parametrize("columns", [(FIRST, SECOND), (FIRST, SECOND, THIRD), (FIRST, SECOND, THIRD, FIRST)])
def test_columns_are_read_from_the_left_whatever_their_number(columns: tuple[list[str], ...], gutter: int) -> None:
    """The proof has one entry for all of them, and nothing more is done the next time."""
    outcome = read(page(*columns, gutter=gutter))
    assert words(outcome) == " ".join(" ".join(" ".join(column) for column in columns).split())
    assert [each.rule for each in outcome.repairs] == ["columns"]
    assert part_columns(outcome.lines, Context("quay.txt")).repairs == ()


def test_columns_may_begin_and_end_at_other_heights() -> None:
    """As beside a picture: the first row has the second and the third alone."""
    outcome = read(page(["", "", *FIRST], SECOND, THIRD[:4]))
    assert words(outcome) == " ".join(" ".join([*FIRST, *SECOND, *THIRD[:4]]).split())


def test_the_lines_of_one_column_may_stand_between_those_of_another() -> None:
    """Where their baselines differ, rows have one of the two."""
    apart = [line for each in SECOND[:3] for line in (each, "")]
    outcome = read(page([line for each in FIRST[:3] for line in ("", each)], apart, [*THIRD[:4], *THIRD[:2]]))
    assert words(outcome).startswith(" ".join([*FIRST[:3], *SECOND[:3]]))


def test_an_item_in_a_column_may_begin_left_of_the_words_beside_it() -> None:
    """Its number hangs out."""
    items = ["   A lamp at the head of", "   the slipway;", "2. A stair that no rain", "   can wear;", "3. A say."]
    outcome = read(page(FIRST[:5], items, THIRD[:4]))
    assert "2. A stair that no rain can wear; 3. A say." in words(outcome)


def test_a_column_that_ends_with_a_full_line_is_flagged() -> None:
    """The next may begin a paragraph, and nothing tells."""
    full = [*FIRST[:2], "been as dark as night."]
    outcome = read(page([*full, *full], ["Nobody fell there yet", "in all of these years", "of darkness,", *THIRD[:3]]))
    assert [warning.rule for warning in outcome.warnings] == ["columns"]
    assert "“Nobody fell there yet”" in outcome.warnings[0].message


def test_a_heading_below_the_columns_is_in_none() -> None:
    """Though the right column goes on with a sentence that the left one began."""
    left = ["The lamp at the head", "of the slipway is dark;", "so is all of the quay;"]
    text = page(left, ["there is no oil to be", "had in this town for", "any money at all."])
    lines = [line.text for line in read(f"{text}\n\n## What we ask\n\nA lamp.").lines if not line.blank]
    assert lines[-2:] == ["## What we ask", "A lamp."]


def test_a_column_between_two_may_end_below_a_line_of_white() -> None:
    """With the first line of a paragraph that the next one goes on with, though that begins with a capital."""
    long = [*FIRST, "that we met had come."]
    outcome = read(page(long, [*SECOND[:3], "", "", "", "There we met Mara"], ["Quint, who has lit it", *THIRD[:3]]))
    assert "There we met Mara Quint, who has lit it" in words(outcome)
