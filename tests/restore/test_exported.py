"""What a program adds to a text that it saves as Markdown, and that no reader was to see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.model.walk import plain_text, runs
from pamphlet.proof.ledger import Entry, draw_up
from pamphlet.restore.exported import drop_exported
from pamphlet.restore.rule import Context
from pamphlet.statements import SourceFile, restore_statement

from .manuscripts import lines_of, written

CONTEXT = Context("quay.md")


# What becomes of what pandoc writes of a word processor's document?
@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("# The quay {#the-quay .unnumbered}", "# The quay"),
        ("# []{#_Toc181 .anchor}The quay", "# The quay"),
        ("The quay {#quay}\n========", "The quay\n========"),
        ("## The quay {-}", "## The quay"),
        (": What it cost {#tbl:cost}", ": What it cost"),
        ("the [quay]{.underline} and [so\non]{.mark}", "the quay and so\non"),
        ('[[our page]{.underline}](https://quay.example "Us"){.uri}', '[our page](https://quay.example "Us")'),
        ('![A quay.](quay.png){width="6.3in" height="4.2in"}', "![A quay.](quay.png)"),
        ('![A quay.](quay.png){width="6.3in"\nheight="4.2in"}\nand so on', "![A quay.](quay.png)\nand so on"),
        ('a [mot]{lang="fr-CH" .foreign}', "a [mot]{lang=fr-CH}"),
        ('above\n::: {custom-style="Quote"}\nwithin\n:::\nbelow', "above\n\nwithin\n\nbelow"),
        (":::: {#one .section}\n::: demands\n- a\n:::\n::::", "\n::: demands\n- a\n:::\n"),
        ("- a\n\n<!-- -->\n\n1. b", "- a\n\n\n\n1. b"),
        ("a\n<!-- not yet\n\nchecked -->\nb", "a\n\n\n\nb"),
    ],
)
def test_what_an_export_adds_goes(text: str, left: str) -> None:
    """Attributes, marks of places, fences round styles, and comments; the words that they stood beside stay."""
    outcome = drop_exported(lines_of(text), CONTEXT)
    assert written(outcome.lines) == left
    assert drop_exported(outcome.lines, CONTEXT) == (outcome.lines, (), ())


# What is left alone, for this program reads it, or somebody may have meant it?
@pytest.mark.parametrize(
    "text",
    [
        'the [quay]{lang=fr}, the [NHS]{abbr="National Health Service"}',
        "![](rule.png){decorative}",
        "::: {lang=cy}\nEin porthladd.\n:::",
        "::: demands\n- a\n:::",
        "::: {.section}\nwhat no fence closes",
        "write {#name} or {.class} in braces",
        "write `[quay]{.underline}` for a line below",
        "```\n[quay]{.underline}\n<!-- so -->\n```",
        "a price <!-- of 5 --> was named",
        "<!-- what no mark closes",
        r"\[quay\]{.underline}",
        r"## The quay \{.underline}",
    ],
)
def test_what_was_meant_stays(text: str) -> None:
    """Languages, expansions, boxes, code, and braces that belong to nothing."""
    assert drop_exported(lines_of(text), CONTEXT) == (lines_of(text), (), ())


def test_every_word_that_goes_is_named() -> None:
    """With its line; and nothing else is lost between the source and the model."""
    text = "# The quay {#the-quay}\n\n::: {.box}\nIt [rose]{.mark} twice.\n:::\n\n<!-- ask Ada -->\n\nSo it went.\n"
    restored = restore_statement(SourceFile("quay.md", "quay.md", text.encode()))
    named = [(repair.line, repair.before, repair.after) for repair in restored.repairs if repair.rule == "export"]
    assert named == [
        (1, "{#the-quay}", ""),
        (3, "::: {.box}", ""),
        (4, "[rose]{.mark}", "rose"),
        (5, ":::", ""),
        (7, "<!-- ask Ada -->", ""),
    ]
    assert draw_up([Entry(restored.statement, restored.manuscript, restored.repairs)]).unaccounted == ()


@given(st.lists(st.sampled_from(["[", "]", "(", ")", "{.a}", "{#b}", "!", "word", " ", "\n", "`", "\\", "# ", ":::"])))
def test_no_word_goes_but_what_stands_in_braces(pieces: list[str]) -> None:
    """However brackets and code stand, and a second time nothing is left to do."""
    text = "".join(pieces)
    outcome = drop_exported(lines_of(text), CONTEXT)
    assert written(outcome.lines).count("word") == text.count("word")
    assert drop_exported(outcome.lines, CONTEXT).repairs == ()


# Which marks does a backslash make plain?
@pytest.mark.parametrize(
    ("written_so", "read"),
    [
        (r"the group\'s", "the group’s"),
        (r"\"no\"", "“no”"),
        (r"5 \< 6", "5 < 6"),
        (r"a \~ b \^ c \$ d", "a ~ b ^ c $ d"),
    ],
)
def test_any_mark_can_be_escaped(written_so: str, read: str) -> None:
    """As CommonMark has it: no backslash is printed."""
    text = f"# The quay\n\nWe say {written_so} here.\n"
    statement = restore_statement(SourceFile("quay.md", "quay.md", text.encode())).statement
    assert [plain_text(run) for run in runs(statement.blocks)] == [f"We say {read} here."]
