"""What stands in braces behind words and pictures: their language, or that a picture only decorates."""

from __future__ import annotations

import pytest

from pamphlet.errors import PamphletError
from pamphlet.model import (
    Abbreviation,
    Block,
    BulletedList,
    Emphasis,
    Figure,
    Heading,
    LanguageSpan,
    Link,
    ListItem,
    Paragraph,
    Text,
    Verse,
)
from pamphlet.readers.markdown import parse_blocks


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a text."""
    return parse_blocks(text, "water.md").blocks


def refuse(text: str) -> str:
    """The sentence that a text is refused with."""
    with pytest.raises(PamphletError) as refused:
        parse(text)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        # What is in another language?
        ("Some [mots]{lang=fr}.", (Text("Some "), LanguageSpan("fr", (Text("mots"),)), Text("."))),
        ('[Worte]{lang="de-AT"}', (LanguageSpan("de-AT", (Text("Worte"),)),)),
        ("[a *b* c]{lang=fr}", (LanguageSpan("fr", (Text("a "), Emphasis((Text("b"),)), Text(" c"))),)),
        ("*[mots]{lang=fr}*", (Emphasis((LanguageSpan("fr", (Text("mots"),)),)),)),
        (
            "[[un](https://harbour.example) deux]{lang=fr}",
            (LanguageSpan("fr", (Link("https://harbour.example", (Text("un"),)), Text(" deux"))),),
        ),
        ("[un [two]{lang=en}]{lang=fr}", (LanguageSpan("fr", (Text("un "), LanguageSpan("en", (Text("two"),)))),)),
        # What do letters stand for?
        ('The [m]{abbr="metre"}', (Text("The "), Abbreviation("metre", (Text("m"),)))),
        (
            '[[RER]{abbr="réseau express régional"}]{lang=fr}',
            (LanguageSpan("fr", (Abbreviation("réseau express régional", (Text("RER"),)),)),),
        ),
    ],
)
def test_words_in_brackets_may_state_what_they_are(text: str, content: tuple[object, ...]) -> None:
    """As pandoc has it."""
    assert parse(text) == (Paragraph(content),)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["[mots] {lang}", "[mots]{fr}", "`[mots]{lang=}`", r"\[mots]\{lang\}", "{a=b}"])
def test_other_braces_are_words(text: str) -> None:
    """Nothing is taken for an attribute that is none."""
    assert isinstance(parse(text)[0], Paragraph)


def test_a_passage_is_in_its_language_block_by_block() -> None:
    """Whatever it is made of; the lines that bound it need no blank ones around."""
    text = "Before.\n::: {lang=fr}\n## Les mots\n\nUn.\n\n- deux\n:::\nAfter."
    assert parse(text) == (
        Paragraph((Text("Before."),)),
        Heading(2, (LanguageSpan("fr", (Text("Les mots"),)),)),
        Paragraph((LanguageSpan("fr", (Text("Un."),)),)),
        BulletedList((ListItem((Paragraph((LanguageSpan("fr", (Text("deux"),)),)),)),)),
        Paragraph((Text("After."),)),
    )


def test_colons_in_code_bound_no_passage() -> None:
    """They are taken letter by letter."""
    assert parse("```\n::: {lang=fr}\n```") == (Verse(((Text("::: {lang=fr}"),),)),)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        # What is refused, and with what advice?
        ("One.\n\n[mots]{lang=}", "water.md:3: {lang=} says the language of nothing; write [mots]{lang=fr}, "),
        ("[mots]{lang=français}", "water.md:1: {lang=français} says the language of nothing; "),
        ("mots {lang=fr}", "water.md:1: {lang=fr} says the language of nothing; "),
        ("One.\n\n::: {lang=fr}\n\nUn.", "water.md:3: a passage does not end; write ::: on a line of its own below it"),
        ("::: {lang=fr}\n\nUn.\n\n::: {lang=de}\n\nEins.\n\n:::", "water.md:1: a passage does not end; "),
        ('[NHS]{abbr=""}', 'water.md:1: {abbr=""} stands for nothing; write [NHS]{abbr="National Health Service"}'),
        (
            "One.\n\n![](quay.png)",
            (
                "water.md:3: the picture quay.png has no words for those who cannot see it; "
                "write ![what it shows](quay.png), or ![](quay.png){decorative} if it says nothing"
            ),
        ),
        (
            'At ![A quay](quay.png "The quay").',
            "water.md:1: the picture quay.png stands among words and has a caption; give it a paragraph of its own, ",
        ),
        (
            'At ![A quay](https://harbour\n .example "The quay").',
            "water.md:1: the picture https://harbour .example stands among words and has a caption; ",  # on one line
        ),
        ("![A quay](quay.png){width=50%}", "water.md:1: a picture has no {width=50%}; write {decorative} if it "),
    ],
)
def test_what_belongs_to_nothing_is_refused(text: str, sentence: str) -> None:
    """With the line and what to do."""
    assert refuse(text).startswith(sentence)


def test_the_right_one_of_several_pictures_is_named() -> None:
    """By the line on which it stands without words."""
    text = "![A quay](quay.png)\n\n![A boat](boat.png)\n\n![ ](boat.png)\n"
    assert refuse(text).startswith("water.md:5: the picture boat.png")


def test_a_picture_may_only_decorate() -> None:
    """Then it has no words; it may have a caption, which is text."""
    assert parse("![](rule.png){decorative}") == (Figure("rule.png", ""),)
    assert parse('![](rule.png "A rule."){decorative}') == (Figure("rule.png", "", (Text("A rule."),)),)
