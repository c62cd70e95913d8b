"""Headings whose marks have no space behind them; and hashtags, which are none."""

from __future__ import annotations

import pytest

from pamphlet.restore.hashes import space_headings
from pamphlet.restore.rule import Context
from pamphlet.statements import SourceFile, restore_statement

from .manuscripts import lines_of, written

PROSE = "The lamp at the head of the slipway has been dark since March."


def mended(text: str, language: str = "en") -> tuple[str, list[int]]:
    """The text after the rule, and the lines that it flags."""
    outcome = space_headings(lines_of(text), Context("quay.md", language))
    assert space_headings(outcome.lines, Context("quay.md", language)).repairs == ()
    return written(outcome.lines), [warning.line for warning in outcome.warnings]


# What is a heading for certain?
@pytest.mark.parametrize(
    ("line", "spaced", "language"),
    [
        ("##Rents", "## Rents", "en"),
        ("###2031", "### 2031", "en"),
        ("##“Open the gate”", "## “Open the gate”", "en"),
        ("##Rents##", "## Rents", "en"),
        ("#Why we strike", "# Why we strike", "en"),
        ("#Was wir fordern", "# Was wir fordern", "de"),
        ("#Ce que nous voulons", "# Ce que nous voulons", "fr"),
        ("#The gate is open!", "# The gate is open!", "en"),
    ],
)
def test_a_heading_has_a_space_behind_its_marks(line: str, spaced: str, language: str) -> None:
    """Two marks open no hashtag, and no hashtag is a small word with others behind it."""
    assert mended(f"{PROSE}\n\n{line}\n\n{PROSE}", language) == (f"{PROSE}\n\n{spaced}\n\n{PROSE}", [])


# What may be either?
@pytest.mark.parametrize("line", ["#Strike for bread", "#Demands", "#LAMPS FOR ALL", "#Bread and roses!"])
def test_what_may_be_a_hashtag_is_left_and_flagged(line: str) -> None:
    """A word that anybody may search for, above a paragraph."""
    assert mended(f"{PROSE}\n\n{line}\n\n{PROSE}") == (f"{PROSE}\n\n{line}\n\n{PROSE}", [3])


def test_a_heading_without_its_space_makes_others_sure() -> None:
    """Whoever leaves it out once leaves it out again; one word alone, and the last line, are left."""
    text = f"#Why we strike\n\n{PROSE}\n\n#Bread and roses\n\n{PROSE}\n\n#Demands\n\n{PROSE}\n\n#Strike for bread!"
    spaced = text.replace("#Why", "# Why").replace("#Bread", "# Bread")
    assert mended(text) == (spaced, [9, 13])


# What is a hashtag, a number, or code?
@pytest.mark.parametrize(
    "line",
    [
        "#strike",
        "#RentFreeze",
        "#RentFreeze now",
        "#Strike2031 is on",
        "#strike #RentFreeze",
        "#Strike #Rents",
        "#strike for bread",
        "#Strike is on Monday.",
        "#1 of many",
        "    ##Rents",
        "\\#Why we strike",
        "```\n##Rents\n```",
        "Come to the quay. #Why we strike",
    ],
)
def test_a_hashtag_is_left(line: str) -> None:
    """In silence, for nobody would take it for a heading."""
    assert mended(f"{PROSE}\n\n{line}\n\n{PROSE}") == (f"{PROSE}\n\n{line}\n\n{PROSE}", [])


def test_marks_within_a_paragraph_are_flagged() -> None:
    """A line broken there would begin so, too; below a sentence or another heading it is one."""
    assert mended("We meet at\n##Rents and more") == ("We meet at\n##Rents and more", [2])
    assert mended("We meet.\n##Rents\n###More\nSo.") == ("We meet.\n## Rents\n### More\nSo.", [])


def test_the_title_may_lack_it_too() -> None:
    """It is the title then, and no sign is printed."""
    text = f"#The quay is ours\n\nBy Ada Brook\n\n##Rents\n\n{PROSE}"
    restored = restore_statement(SourceFile("10-quay.md", "10-quay.md", text.encode()))
    assert restored.statement.title[0].text == "The quay is ours"  # type: ignore[union-attr]
    assert [type(block).__name__ for block in restored.statement.blocks] == ["Heading", "Paragraph"]
