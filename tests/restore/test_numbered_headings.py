"""Headings that count up through a text, and items that do."""

from __future__ import annotations

import pytest

from pamphlet.restore.numbered import mark_numbered
from pamphlet.restore.rule import Context

from .manuscripts import lines_of, written

PROSE = "In May they said that there was to be no rise, and in June that there was one."


def mark(text: str) -> str:
    return written(mark_numbered(lines_of(text), Context("library.txt")).lines)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_numbers_with_prose_between_them_are_headings(gap: str) -> None:
    """With blank lines about them or not."""
    text = gap.join(["Why we sit here", "1. Because of the fees", PROSE, "2. Because of us?", PROSE])
    marked = [line for line in mark(text).split("\n") if line]
    assert marked == ["Why we sit here", "## 1. Because of the fees", PROSE, "## 2. Because of us?", PROSE]


@pytest.mark.parametrize(
    "text",
    [
        f"1. Because of the fees\n\n{PROSE}",
        f"1. Because of the fees\n2. Because of us\n\n{PROSE}",
        f"1. Because of the fees.\n\n{PROSE}\n\n2. Because of us.\n\n{PROSE}",
        f"1. Because of the fees\n\n{PROSE}\n\n3. Because of us\n\n{PROSE}",
        f"1. Because of fees\n\nand of us, who have been here for so long, and of all who come.\n\n2. So\n\n{PROSE}",
        f"# Why\n\n1. Because of the fees\n\n{PROSE}\n\n2. Because of us\n\n{PROSE}",
        f"1. Because of **the fees**\n\n{PROSE}\n\n2. Because of us\n\n{PROSE}",
        f"1. Mai 2023\n\n{PROSE}\n\n2. Juni 2023\n\n{PROSE}",
    ],
)
def test_other_numbers_are_left(text: str) -> None:
    """One alone, a list, sentences, a gap in the count, an item that goes on, dates, and what has marks of Markdown."""
    assert mark(text) == text


def test_a_numbered_heading_may_be_a_question_of_spanish_and_prose_may_begin_with_a_quotation() -> None:
    """Their first letters stand behind marks."""
    prose = "«\u202fNous attendons depuis trois ans\u202f», dit-elle, et le toit fuit toujours, et il pleut chez nous."
    text = f"1. ¿Quién decide?\n\n{prose}\n\n2. Las cifras\n\n{prose}"
    assert [line for line in mark(text).split("\n") if line] == [
        "## 1. ¿Quién decide?",
        prose,
        "## 2. Las cifras",
        prose,
    ]
