"""Lines that end with a space where they go on: mails in format=flowed, and pages as MuPDF reads them."""

from __future__ import annotations

import pytest

from pamphlet.restore.flowed import part_flowed
from pamphlet.restore.rule import Context

from .manuscripts import lines_of, written

CONTEXT = Context("quay.txt")
PAGE = (
    "The lamp at the head of the slipway \nhas been dark since March, and the \nwarden says that it will stay so. \n\n"
    "Nobody was asked.\n\nWhat we want\nA lamp that is lit from dusk, and a \nstair on which nobody falls, and the \n"
    "gate open at night.\n\nOpen the gate."
)


def part(text: str) -> str:
    """A text with its paragraphs parted."""
    return written(part_flowed(lines_of(text), CONTEXT).lines)


def test_a_space_at_its_end_tells_that_a_line_goes_on() -> None:
    """Below white, too; a line without one ends a paragraph or is a heading."""
    parted = PAGE.replace("so. \n\nNobody", "so. \nNobody").replace("What we want\n", "What we want\n\n")
    assert part(PAGE) == parted
    assert part(parted) == parted


def test_every_change_is_in_the_proof() -> None:
    """By the words on both sides."""
    repairs = part_flowed(lines_of(PAGE), CONTEXT).repairs
    assert [(each.rule, "¶" in each.before, "¶" in each.after) for each in repairs] == [
        ("flowed", True, False),
        ("flowed", False, True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        PAGE.replace(" \n", "\n"),
        PAGE.replace("slipway \n", "slipway\n"),
        "One that \ngoes on.\n\nAnother.",
        PAGE.replace(" \n", "  \n"),
    ],
    ids=["no spaces", "some spaces", "a short text", "breaks that somebody wrote"],
)
def test_other_texts_are_left(text: str) -> None:
    """Where spaces stand by chance, they tell nothing."""
    assert part(text) == text


def test_verse_and_the_sign_of_a_signature_stay() -> None:
    """Lines of which none ends with a space may be verse; two hyphens and a space open a signature."""
    text = f"{PAGE.partition(chr(10) + 'What')[0]}\n\nOpen the gate,\nlight the lamp,\nmind the stair.\n-- \nAda Brook"
    assert part(text).endswith("\n\nOpen the gate,\nlight the lamp,\nmind the stair.\n-- \nAda Brook")
