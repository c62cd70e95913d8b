"""Markdown in, blocks and inlines out; and a note of whatever they do not hold."""

from __future__ import annotations

import pytest

from pamphlet.errors import PamphletError
from pamphlet.model import (
    Block,
    BulletedList,
    Code,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListItem,
    NoteReference,
    OrderedList,
    Paragraph,
    Picture,
    Quotation,
    Row,
    Strong,
    Table,
    Text,
    ThematicBreak,
    Verse,
)
from pamphlet.readers.markdown import parse_blocks, parse_run

QUAY = "https://harbour.example/quay"


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a text that loses nothing."""
    blocks, losses = parse_blocks(text, "quay.md")
    assert losses == ()
    return blocks


def parse_line(text: str) -> tuple[Inline, ...]:
    """The inlines of a text that is one paragraph."""
    (block,) = parse(text)
    assert isinstance(block, Paragraph)
    return block.content


def lose(text: str) -> list[str]:
    """What a text loses."""
    return [message for _, message in parse_blocks(text, "quay.md").losses]


def paragraph(text: str) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph((Text(text),))


def item(text: str, *blocks: Block) -> ListItem:
    """A list item of plain words, and what stands below them."""
    return ListItem((paragraph(text), *blocks))


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("One\ntwo   three.", paragraph("One two three.")),
        ("- a\n- b", BulletedList((item("a"), item("b")))),
        ("* a\n\n* b", BulletedList((item("a"), item("b")))),
        ("1. a\n2. b", OrderedList((item("a"), item("b")))),
        ("3. a\n4. b", OrderedList((item("a"), item("b")), start=3)),
        ("> a\n> b", Quotation((paragraph("a b"),))),
        ("> a\n>\n> b", Quotation((paragraph("a"), paragraph("b")))),
        ("    a\n      b\n\n    c", Verse(((Text("a"),), (Text("\u00a0\u00a0b"),), (), (Text("c"),)))),
        ("```\na\n\nb\n```", Verse(((Text("a"),), (), (Text("b"),)))),
        ("***", ThematicBreak()),
        ("## a", Heading(2, (Text("a"),))),
        ('![a boat](boat.png "Low tide")', Figure("boat.png", "a boat", (Text("Low tide"),))),
        ("![](boat.png){decorative}", Figure("boat.png", "")),
        (
            "| a | b | c | d |\n|:--|:-:|--:|---|\n| 1 | 2 |\n",
            Table(
                Row(((Text("a"),), (Text("b"),), (Text("c"),), (Text("d"),))),
                (Row(((Text("1"),), (Text("2"),), (), ())),),
                ("left", "center", "right", "none"),
            ),
        ),
    ],
)
def test_each_kind_of_block(text: str, block: Block) -> None:
    """One line of Markdown, one node."""
    assert parse(text) == (block,)


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("*a* _b_", (Emphasis((Text("a"),)), Text(" "), Emphasis((Text("b"),)))),
        ("**a** __b__", (Strong((Text("a"),)), Text(" "), Strong((Text("b"),)))),
        ("***a***", (Strong((Emphasis((Text("a"),)),)),)),
        ("`*a*  b`", (Code("*a*  b"),)),
        (f"[a *b*]({QUAY})", (Link(QUAY, (Text("a "), Emphasis((Text("b"),)))),)),
        (f"<{QUAY}>", (Link(QUAY, (Text(QUAY),)),)),
        (f"[the quay]\n\n[the quay]: {QUAY}", (Link(QUAY, (Text("the quay"),)),)),
        ("<ada@harbour.example>", (Link("mailto:ada@harbour.example", (Text("ada@harbour.example"),)),)),
        ("[call](tel:+441632960147)", (Link("tel:+441632960147", (Text("call"),)),)),
        ("a  \nb", (Text("a"), LineBreak(), Text("b"))),
        ("a\\\nb", (Text("a"), LineBreak(), Text("b"))),
        ("a\u00a0b\u2009c", (Text("a\u00a0b\u2009c"),)),
    ],
)
def test_each_kind_of_inline(text: str, run: tuple[Inline, ...]) -> None:
    """Spaces stand where they stood, and nowhere else."""
    assert parse_line(text) == run


@pytest.mark.parametrize(
    "text",
    [
        "snake_case_word and 5 * 3 * 2",
        "The rent* rose and so did the fees*",
        "<b>bold</b> <br/> <!-- a note --> <script>x()</script>",
        "<div>",
        "AT&T & Sons; a < b > c",
        "[the quay] and [the quay][] and [a][b] and [^a]",
        "H~2~O, x^2^, ~~gone~~, ==marked==, :smile:",
        "#SaveTheQuay is our word",
        "Term\u2028: no definition",
        "*[HTML]: no abbreviation",
        "///Footnotes Go Here///",
        "klzzwxh:0000 and wzxhzdk:0",
        "99999999999999999999. This is no list",
        "1984. That was a year",
        "[Ada]: Yes",
        "[Ada]: https://harbour.example 'Rent report'",
        "| a bar",
        "{: onclick=x}",
    ],
)
def test_what_is_no_markup_stays_as_it_was_written(text: str) -> None:
    """Every character of it is to be read."""
    assert parse_line(text) == (Text(text),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("&amp; &copy; &mdash; &lt;b&gt;", "& © — <b>"),
        ("&#8217; &#x2019; &nbsp;", "’ ’ \u00a0"),
        ("&#146;", "’"),
        ("&#7; &#x1f; &#0; &#xD800; &#xFFFE; &#1114112;", "&#7; &#x1f; &#0; &#xD800; &#xFFFE; &#1114112;"),
        (f"&#{'9' * 5000};", f"&#{'9' * 5000};"),
        (r"\# \* \_ \\ \[a\](b) \a", r"# * _ \ [a](b) \a"),
    ],
)
def test_entities_and_escapes_stand_for_their_character(text: str, words: str) -> None:
    """Those that no page can print stay as they were written."""
    assert parse_line(text) == (Text(words),)


def test_code_holds_entities_and_backslashes_as_they_are() -> None:
    """Letter by letter."""
    assert parse_line("`&amp; \\* &#7;`") == (Code("&amp; \\* &#7;"),)


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# a\n\n# b", [2, 2]),
        ("## a\n\n#### b\n\n## c", [2, 3, 2]),
        ("### a\n\n## b\n\n### c", [2, 2, 3]),
        ("# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f", [2, 3, 4, 5, 6, 6]),
        ("a\n=\n\nb\n-", [2, 3]),
    ],
)
def test_headings_count_from_two_without_a_gap(text: str, levels: list[int]) -> None:
    """Level 1 is the statement's title."""
    assert [block.level for block in parse(text) if isinstance(block, Heading)] == levels


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("## In C#", "In C#"),
        ("## We are number #1 ##", "We are number #1"),
        ("  ## Indented", "Indented"),
        ("## \\#quay", "#quay"),
    ],
)
def test_a_number_sign_in_a_heading_stays(text: str, words: str) -> None:
    """Only those that stand apart at its ends are marks."""
    assert parse(text) == (Heading(2, (Text(words),)),)


def test_an_empty_heading_is_none() -> None:
    """It would be a stop in the contents that leads to nothing."""
    assert parse("##\n\na\n\n## ") == (paragraph("a"),)


def test_a_list_may_be_nested_by_the_width_of_its_marker() -> None:
    """As CommonMark has it, and most editors; four spaces do as well."""
    nested = BulletedList((item("a", BulletedList((item("b", BulletedList((item("c"),))),))), item("d")))
    assert parse("- a\n  - b\n    - c\n- d") == (nested,)
    assert parse("- a\n    - b\n        - c\n- d") == (nested,)


def test_an_item_ends_what_stands_below_the_item_before() -> None:
    """Without a blank line between."""
    assert parse("- a\n  1. b\n\n  c\n  d\n- e") == (
        BulletedList((item("a", OrderedList((item("b"),)), paragraph("c d")), item("e"))),
    )


@pytest.mark.parametrize("indent", ["   ", "    ", "\t"])
def test_what_is_indented_below_an_item_belongs_to_it(indent: str) -> None:
    """The list goes on after it with the next number."""
    assert parse(f"1. a\n\n{indent}b\n\n2. c") == (OrderedList((item("a", paragraph("b")), item("c"))),)


def test_lines_in_a_fence_are_left_alone() -> None:
    """Neither a bullet nor a definition is one there."""
    lines = ("- a", "  - b", "[Ada]: Yes", "1984. c")
    kept = tuple((Text(line.replace("  ", "\u00a0\u00a0")),) for line in lines)
    assert parse("```\n" + "\n".join(lines) + "\n```") == (Verse(kept),)


def test_a_fence_that_is_never_closed_fences_nothing() -> None:
    """The lines below it are a text like any other."""
    assert parse("```\n[Ada]: Yes") == (paragraph("``` [Ada]: Yes"),)
    assert parse("```\na\n~~~\n\n- b\n  - c") == (
        paragraph("``` a ~~~"),
        BulletedList((item("b", BulletedList((item("c"),))),)),
    )


def test_pictures_alone_in_a_paragraph_are_a_figure_each() -> None:
    """In lines or side by side."""
    figures = (Figure("a.png", "one"), Figure("b.png", "two"))
    assert parse("![one](a.png)\n![two](b.png)") == figures
    assert parse("![one](a.png) ![two](b.png)") == figures


def test_a_note_is_called_by_its_label_as_often_as_the_text_likes() -> None:
    """It stands last, wherever it was written, without the marks that lead back."""
    assert parse("[^b]: Said *twice*.\n\n    And more.\n\nOne[^b], two[^b].") == (
        Paragraph((Text("One"), NoteReference("b"), Text(", two"), NoteReference("b"), Text("."))),
        Footnote("b", (Paragraph((Text("Said "), Emphasis((Text("twice"),)), Text("."))), paragraph("And more."))),
    )


def test_a_picture_that_ends_a_note_is_a_figure() -> None:
    """The marks that lead back do not stand beside it."""
    assert parse('x[^b]\n\n[^b]: Said.\n\n    ![one](a.png "A crane")') == (
        Paragraph((Text("x"), NoteReference("b"))),
        Footnote("b", (paragraph("Said."), Figure("a.png", "one", (Text("A crane"),)))),
    )


def test_no_space_stands_beside_a_line_end_inside_emphasis() -> None:
    """As in plain words."""
    assert parse_line("*one  \ntwo*") == (Emphasis((Text("one"), LineBreak(), Text("two"))),)


@pytest.mark.parametrize("marker", ["- ", "1. "])
def test_verse_in_an_item_keeps_the_indents_of_its_lines(marker: str) -> None:
    """However wide the item's marker is."""
    (block,) = parse(f"{marker}said:\n\n        one\n          two\n\n        three")
    assert isinstance(block, (BulletedList, OrderedList))
    assert block.items[0].blocks[1] == Verse(((Text("one"),), (Text("\u00a0\u00a0two"),), (), (Text("three"),)))


def test_a_note_that_nothing_calls_keeps_its_words() -> None:
    """No word is to be lost."""
    assert parse("a\n\n[^b]: never called") == (paragraph("a"), Footnote("b", (paragraph("never called"),)))


@pytest.mark.parametrize("label", ["1", "a:b", "é x", "a&b", "<", "fn"])
def test_a_note_may_bear_any_label(label: str) -> None:
    """The renderers number the notes anyhow."""
    assert parse(f"x[^{label}]\n\n[^{label}]: y") == (
        Paragraph((Text("x"), NoteReference(label))),
        Footnote(label, (paragraph("y"),)),
    )


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "20-fees.md",
        "#part",
        "/x",
        "ftp://harbour.example",
        "data:text/html,x",
        "",
        "https:",
        "tel:",
    ],
)
def test_a_link_that_no_reader_can_open_keeps_its_words_and_is_reported(target: str) -> None:
    """The target stands nowhere else."""
    blocks, losses = parse_blocks(f"see [the *fees*]({target})!", "quay.md")
    assert blocks == (Paragraph((Text("see the "), Emphasis((Text("fees"),)), Text("!"))),)
    assert [loss.words for loss in losses] == [target]


@pytest.mark.parametrize("target", ["<https://harbour.example/a b>", "https://[harbour"])
def test_a_link_that_is_no_address_is_reported_too(target: str) -> None:
    """An EPUB that held it would be invalid."""
    assert parse_blocks(f"[a]({target})", "quay.md").blocks == (paragraph("a"),)
    assert lose(f"[a]({target})")


def test_the_words_of_a_links_title_are_reported() -> None:
    """They show on no paper."""
    assert lose(f'[a]({QUAY} "Low tide")') == ["the title of the link “a” is not printed: Low tide"]


@pytest.mark.parametrize("text", ["See ![a boat](boat.png) sail.", "- ![a boat](boat.png)", "## ![a boat](boat.png)"])
def test_a_picture_among_words_stands_among_them(text: str) -> None:
    """As a small one, with its words."""
    assert lose(text) == []
    assert str(Picture("boat.png", "a boat")) in str(parse_blocks(text, "quay.md").blocks)


def test_a_photograph_among_words_is_reported() -> None:
    """At the height of a line hardly anything is seen of it."""
    assert lose("See ![a boat](boat.JPG) sail.") == [
        "the photograph boat.JPG stands among words, so it is no higher than they are"
    ]
    assert lose("![a boat](boat.jpg)") == []


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a\n\n[^b]: one\n\n[^b]: two", 5, "two notes [^b]"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |", 4, "a table of 2 columns has a row of 3 cells"),
        ("a\n\n" + "[" * 60, 3, "over 50 brackets"),
        ("![" * 60, 1, "over 50 brackets"),
        ("<a " * 60, 1, "over 50 brackets"),
        (">" * 400 + " a", None, "nested too deep"),
        ("> " * 1500 + "a", None, "nested too deep"),
        ("\n".join("    " * depth + "- a" for depth in range(80)), None, "nested too deep"),
    ],
)
def test_what_would_lose_words_or_never_end_is_refused(text: str, line: int | None, what: str) -> None:
    """The error says where, and what to do."""
    with pytest.raises(PamphletError) as refused:
        parse_blocks(text, "quay.md")
    assert what in refused.value.what
    assert (refused.value.where, refused.value.line) == ("quay.md", line)
    assert refused.value.advice


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("Who *owns* the quay?", (Text("Who "), Emphasis((Text("owns"),)), Text(" the quay?"))),
        ("1984. A year", (Text("1984. A year"),)),
        ("- a dash", (Text("- a dash"),)),
        ("# a sign", (Text("# a sign"),)),
        ("#SaveTheQuay", (Text("#SaveTheQuay"),)),
        ("> more", (Text("> more"),)),
        ("***", (Text("***"),)),
        ("[^1]: note", (Text("[^1]: note"),)),
        ("", ()),
    ],
)
def test_one_line_is_inlines_whatever_it_begins_with(text: str, run: tuple[Inline, ...]) -> None:
    """A title is never a list."""
    assert parse_run(text, "quay.md").run == run


def test_what_was_read_before_leaves_no_trace() -> None:
    """Notes, the targets of links, lists and refusals of one text are unknown to the next."""
    text = "Words[^1] and [a link][there] and [^2].\n\n- one\n- two\n\n[^1]: A note.\n\n[there]: https://quay.example\n"
    bare = "Words[^1] and [a link][there] and [^2].\n"
    before = parse_blocks(text, "a.md"), parse_blocks(bare, "b.md")
    with pytest.raises(PamphletError):
        parse_blocks("- an item\n\n::: demands\n\n> - another[^1]\n\n[^1]: Never closed.\n", "c.md")
    assert (parse_blocks(text, "a.md"), parse_blocks(bare, "b.md")) == before
    assert parse_blocks(bare, "b.md").blocks != parse_blocks(text, "a.md").blocks[:1]


def test_a_note_that_defines_another_gives_both() -> None:
    """The library finds the second only while it goes through the first."""
    text = "A word[^1] and[^2] another[^3].\n\n[^2]: [^1]: The note.\n\n[^3]: The third.\n"
    notes = [block for block in parse_blocks(text, "a.md").blocks if isinstance(block, Footnote)]
    assert {note.label for note in notes} == {"1", "2", "3"}
