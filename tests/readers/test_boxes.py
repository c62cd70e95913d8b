"""Boxes: demands, lines pulled out, and slips, as `:::` sets them apart."""

from __future__ import annotations

import pytest

from pamphlet.errors import PamphletError
from pamphlet.model import Box, BulletedList, Heading, ListItem, OrderedList, Paragraph, Text, Verse
from pamphlet.readers.markdown import parse_blocks


def words(text: str) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph((Text(text),))


def parse(text: str) -> tuple[object, ...]:
    """The blocks of a text."""
    return parse_blocks(text, "a.md").blocks


@pytest.mark.parametrize("kind", ["demands", "pull", "slip", "page"])
def test_what_stands_between_colons_is_a_box(kind: str) -> None:
    """With whatever blocks are in it, and the text going on behind."""
    blocks = parse(f"Before.\n\n::: {kind}\nInside.\n\n- One\n:::\n\nBehind.")
    box = Box(kind, (words("Inside."), BulletedList((ListItem((words("One"),)),))))  # type: ignore[arg-type] # a parameter
    assert blocks == (words("Before."), box, words("Behind."))


@pytest.mark.parametrize("text", ["::: pull\nNow.\n:::", ":::pull\n\nNow.\n\n:::", ":::: Pull  \nNow.\n::::"])
def test_blank_lines_and_capitals_make_no_difference(text: str) -> None:
    """People write them either way."""
    assert parse(text) == (Box("pull", (words("Now."),)),)


def test_a_list_may_begin_right_under_the_opening() -> None:
    """And end right above the closing."""
    items = (ListItem((words("One"),)), ListItem((words("Two"),)))
    assert parse("::: demands\n1. One\n2. Two\n:::") == (Box("demands", (OrderedList(items),)),)


def test_headings_in_a_box_skip_no_level() -> None:
    """As those around it."""
    assert parse("## A\n\n::: slip\n##### B\n:::")[1] == Box("slip", (Heading(3, (Text("B"),)),))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One.\n\n::: demands\nTwo.", "a.md:3: a box is opened and not closed; write ::: in a line below it"),
        ("::: demand\nTwo.\n:::", "a.md:1: no box is called “demand”; choose one of demands, pull, slip, page"),
        ("::: slip\n\n::: pull\nTwo.\n:::", "a.md:1: a box is opened and not closed"),
    ],
)
def test_a_box_that_cannot_be_meant_is_refused(text: str, sentence: str) -> None:
    """With its line."""
    with pytest.raises(PamphletError) as refused:
        parse(text)
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize("text", [":::", "::: news :::", "::: harbour\nWords.", "Words ::: pull"])
def test_colons_that_open_nothing_are_words(text: str) -> None:
    """An ornament of somebody's leaflet, or another program's mark."""
    assert not any(isinstance(block, Box) for block in parse(text))


def test_a_fence_keeps_colons_as_they_are() -> None:
    """Letter by letter."""
    assert parse("```\n::: pull\n```") == (Verse(((Text("::: pull"),),)),)


def test_verse_keeps_the_indents_of_its_lines() -> None:
    """Beyond the line that is furthest out, as no-break spaces; and what is indented as a whole is not."""
    nbsp = "\u00a0"
    lines = ((Text("Round"),), (Text(f"{nbsp * 4}and round"),), (), (Text(f"{nbsp * 2}it goes"),))
    assert parse("```\n  Round\n      and round\n\n    it goes\n```") == (Verse(lines),)
