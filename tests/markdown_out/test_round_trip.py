"""A statement written as Markdown, and read and restored again."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from pamphlet.model import (
    Abbreviation,
    Block,
    BulletedList,
    Figure,
    Heading,
    LanguageSpan,
    Link,
    ListItem,
    Paragraph,
    Picture,
    Quotation,
    Statement,
    Text,
    Verse,
)
from pamphlet.renderers.markdown import render_statement
from pamphlet.statements import RestoredStatement, SourceFile, restore_statement

from .inventing import statements


def read_back(statement: Statement) -> RestoredStatement:
    """The statement that its Markdown gives."""
    content = render_statement(statement).encode()
    return restore_statement(SourceFile(statement.source, statement.source, content))


def assert_comes_back(statement: Statement) -> None:
    """Title, signatories and blocks are equal, whatever characters they hold, and nothing had to be mended again."""
    once = read_back(statement).statement
    again = read_back(once)
    assert again.statement.blocks == once.blocks
    assert again.statement.title == once.title
    assert again.statement.authors == once.authors
    assert again.statement.date == once.date
    assert again.contact.items == ()


EVERY = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


@settings(EVERY, max_examples=3)
@given(statements())
def test_what_was_restored_is_written_so_that_it_reads_back_as_the_same(statement: Statement) -> None:
    """A few invented statements in every run."""
    assert_comes_back(statement)


@pytest.mark.slow
@EVERY
@given(statements())
def test_many_that_were_restored_read_back_as_the_same(statement: Statement) -> None:
    """A hundred invented statements."""
    assert_comes_back(statement)


def statement(*blocks: Block, title: str = "Water") -> Statement:
    """A statement without a byline."""
    return Statement("s", (Text(title),), (), None, "en", blocks, "s.md")


def says(text: str) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph((Text(text),))


@pytest.mark.parametrize(
    "blocks",
    [
        (says("By Ada Brook"), says("Then it began.")),
        (says("1 May 2031"), says("Ada Brook"), says("Then it began.")),
        (says("Water"), says("It is ours.")),
        (says("It is ours."), says("Water"), says("And nobody else’s.")),
        (Heading(2, (Text("Water"),)), says("It is ours.")),
        (Quotation((says("water!"),)), says("It is ours.")),
        (BulletedList((ListItem((says("Water"),)),)), says("It is ours.")),
        (says("It is ours."), says("They came, and"), says("went away.")),
        (BulletedList((ListItem((says("the water"),)),)), says("and the well"), says("and the quay")),
        (says("It is ours."), says("To contact us, write to"), says("water@example.org")),
        (Paragraph((Text("So "), LanguageSpan("fr", (Text("les mots"),)), Text(" are."))), Figure("rule.png", "")),
        (Paragraph((Text("At "), Picture("signs/a [b].png", "a *sign*"), Text(", "), Picture("c.png", ""))),),
        (Paragraph((Text("The "), Abbreviation("National Health Service", (Text("NHS"),)), Text("."))),),
        (Quotation((says("Namely:"), BulletedList((ListItem((says("one"),)), ListItem((says("two"),)))))),),
        (Verse(((LanguageSpan("fr", (Text("À l’aube"),)),),)), says("It is ours.")),
        (Figure("a.png", "a lamp", (LanguageSpan("fr", (Text("Une lampe"),)),)), says("It is ours.")),
        (Paragraph((LanguageSpan("fr", (Text("Il est à nous."),)),)), says("Ours too.")),
        (
            Heading(2, (Text("Of {.braces}"),)),
            Paragraph((Link("https://quay.example", (Text("We"),)), Text("{#so} say."))),
        ),
        (
            says("[so]{.mark} it goes"),
            says("::: {.quay}"),
            says("<!-- it goes -->"),
            says(":::"),
            says("[so](quay){.x}"),
        ),
        (says("• no list"), says("* none either"), says("1. nor this"), says("+ nor that"), says("# nor a heading.")),
    ],
)
def test_words_that_look_like_something_else_stay_where_they_are(blocks: tuple[Block, ...]) -> None:
    """A byline, a date, the title once more, half a sentence, a contact, a list: the model says that they are none."""
    restored = read_back(statement(*blocks))
    assert restored.statement.blocks == blocks
    assert restored.statement.authors == ()
    assert (restored.repairs, restored.contact.items) == ((), ())


@pytest.mark.parametrize("title", ["-", "- ", "> so", "+ x"])
def test_a_title_that_begins_with_a_mark_is_not_repeated_by_words_that_do(title: str) -> None:
    """Both are written with that mark by its number."""
    restored = read_back(statement(says(title.strip()), title=title.strip()))
    assert (restored.statement.blocks, restored.repairs) == ((says(title.strip()),), ())


def test_plain_words_stay_plain() -> None:
    """Nothing is escaped that means nothing."""
    text = "It costs £3 (or 4 < 5), said R&D’s file_name_1—at 10 p.m.; isn’t it?"
    assert f"\n\n{text}\n" in render_statement(statement(says(text)))
