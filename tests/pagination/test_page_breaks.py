"""Where a page begins on paper, a mark stands in the model."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.model import (
    Author,
    Block,
    BulletedList,
    Code,
    Colophon,
    Contact,
    Cover,
    Date,
    Emphasis,
    EntryPage,
    Figure,
    Footnote,
    Inline,
    LineBreak,
    Link,
    ListItem,
    MatterPages,
    NoteReference,
    PageBreak,
    Pamphlet,
    Paragraph,
    Quotation,
    Row,
    Source,
    Statement,
    Table,
    Text,
    Verse,
    from_json,
    to_json,
)
from pamphlet.model.walk import plain_text, runs
from pamphlet.pagination import paginate
from pamphlet.pagination.placing import place_words
from pamphlet.proof.printed import PrintedText, PrintedWord, Reading
from pamphlet.proof.words import split_words


def pamphlet(*blocks: Block, title: tuple[Inline, ...] = (Text("Water"),), statements: int = 1) -> Pamphlet:
    """A pamphlet of statements that all say the same."""
    return Pamphlet(
        title="Wells",
        subtitle="",
        slug="wells",
        language="en",
        date=None,
        modified="2031-01-01T00:00:00Z",
        publisher="",
        identifier="urn:uuid:6f1c2b1e-2f2a-5c53-9e3d-0a7c1d2e3f40",
        rights="",
        description="",
        cover=Cover(),
        statements=tuple(
            Statement(f"s{number}", title, (Author("Ada"),), Date("1 May", ""), "en", blocks, f"s{number}.md")
            for number in range(1, statements + 1)
        ),
        contact=Contact(),
        colophon=Colophon("Pamphlet 0.1", (Source("s1.md", "a1" * 32), Source("t2.md", "b2" * 32))),
    )


def printed(*pages: str, first: int = 4, closing: tuple[str, ...] = ("Set with s1 md t2 md", "back")) -> PrintedText:
    """The text of a file: matter, one statement on these pages, and the closing; "-" ends a line in a word."""
    matter = ("Wells", "Wells", "Contents Water")[: first - 1]
    words = [
        PrintedWord(word.removesuffix("~"), number, joint=word.endswith("~"))
        for number, page in enumerate((*matter, *pages, *closing), start=1)
        for word in page.split()
    ]
    count = len(matter) + len(pages) + len(closing)
    return PrintedText.of(Reading(tuple(words)), {"statement-s1": first, "_closing": first + len(pages)}, count)


HEAD = "Water Ada 1 May"


def shown(run: tuple[Inline, ...]) -> str:
    """A run as words, with a page's number in brackets where it begins."""
    return "".join(
        f"[{node.page}]"
        if isinstance(node, PageBreak)
        else shown(node.content)
        if isinstance(node, (Emphasis, Link))
        else plain_text((node,))
        for node in run
    )


def shown_pages(*blocks: Block, pages: tuple[str, ...]) -> list[str]:
    """Every run of the first statement's text, paginated."""
    statement = paginate(pamphlet(*blocks), printed(*pages)).statements[0]
    return [shown(run) for run in runs(statement.blocks)]


def says(*nodes: Inline | str) -> Paragraph:
    """A paragraph of words and other nodes."""
    return Paragraph(tuple(Text(node) if isinstance(node, str) else node for node in nodes))


def test_a_statement_opens_with_the_break_of_its_page() -> None:
    """Inside its title, before the first word, outside of any emphasis."""
    statement = paginate(pamphlet(says("So."), title=(Emphasis((Text("Water"),)),)), printed(f"{HEAD} So")).statements[
        0
    ]
    assert statement.title == (PageBreak(4), Emphasis((Text("Water"),)))


@pytest.mark.parametrize(
    ("block", "pages", "expected"),
    [
        (says("One two three four."), ("One two", "three four"), "One two [5]three four."),
        (says("One ", Emphasis((Text("two three"),)), " four."), ("One two", "three four"), "One two [5]three four."),
        (says("One ", Link("https://x.org", (Text("two three"),))), ("One", "two three"), "One [5]two three"),
        (says("One ", Code("two three"), " four"), ("One two", "three four"), "One two [5]three four"),
        (says("One “two” three"), ("One", "two three"), "One [5]“two” three"),
        (says("One (‘two’) three"), ("One", "two three"), "One [5](‘two’) three"),
        (says("One—two three"), ("One", "two three"), "One—[5]two three"),
        (says("One well-known two"), ("One well", "known two"), "One well-[5]known two"),
        (says("« Un » «\u202fdeux\u202f»"), ("Un", "deux"), "« Un » [5]«\u202fdeux\u202f»"),
        (says("One", NoteReference("n"), " two"), ("One 1", "two"), "One [5]two"),
        (says("One", LineBreak(), "two"), ("One", "two"), "One [5]two"),
        (says("One under\u00adstanding two"), ("One under~", "standing two"), "One under\u00adstanding [5]two"),
        (says("One understanding two"), ("One under~", "standing two"), "One understanding [5]two"),
        (says("One ﬁne e\u0301te\u0301 two"), ("One", "fine été two"), "One [5]ﬁne e\u0301te\u0301 two"),
        (says("One two three"), ("One", "", "two three"), "One [5][6]two three"),
        (says("One two"), ("One two", ""), "One two[5]"),
        (BulletedList((ListItem((says("One two"),)),)), ("One", "two"), "One [5]two"),
        (Quotation((says("One two"),)), ("One", "two"), "One [5]two"),
        (Verse(((Text("One two"),),)), ("One", "two"), "One [5]two"),
    ],
)
def test_a_page_begins_before_its_first_word(block: Block, pages: tuple[str, ...], expected: str) -> None:
    """Wherever that word stands, with the marks that open it; a word cut in two stays on the page where it starts."""
    set_pages = (f"{HEAD} {pages[0]}", *pages[1:])
    assert " ".join(shown_pages(block, pages=set_pages)) == expected


def test_a_page_may_begin_in_a_cell() -> None:
    """Even where its header is printed once more above."""
    table = Table(Row(((Text("Street"),),)), (Row(((Text("Mill"),),)), Row(((Text("Hill"),),))), ("none",))
    pages = (f"{HEAD} Street Mill", "Street Hill")
    assert shown_pages(table, pages=pages) == ["Street", "Mill", "[5]Hill"]


@pytest.mark.parametrize(
    ("caption", "expected"), [((Text("June"),), ["So", "[5]June", "End"]), ((), ["So", "[5]", "End"])]
)
def test_a_page_that_begins_with_a_picture_begins_at_its_caption(
    caption: tuple[Inline, ...], expected: list[str]
) -> None:
    """The caption's head is the nearest place that the model has; it holds the break even without a word."""
    figure = Figure("well.png", "A stone well", caption)
    words = " ".join(("A stone well", plain_text(caption), "End"))
    assert shown_pages(says("So"), figure, says("End"), pages=(f"{HEAD} So", words)) == expected


def test_notes_hold_no_breaks() -> None:
    """They stand at the foot of the page that calls them, whatever page that is."""
    text = says("One", NoteReference("n"), " two")
    note = Footnote("n", (says("One two"),))
    assert shown_pages(note, text, pages=(f"{HEAD} One", "two")) == ["One two", "One [5]two"]


def test_a_break_in_the_byline_waits_for_the_text() -> None:
    """Names hold no breaks."""
    assert shown_pages(says("So"), pages=("Water", "Ada 1 May So")) == ["[5]So"]


def test_paginating_again_changes_nothing() -> None:
    """And paginating for other pages forgets the old ones."""
    edition = pamphlet(says("One ", Emphasis((Text("two three"),)), " four ", Code("five six")))
    first, second = printed(f"{HEAD} One two", "three four five", "six"), printed(f"{HEAD} One two three four five six")
    once = paginate(edition, first)
    assert paginate(once, first) == once
    assert paginate(once, second) == paginate(edition, second)


def test_the_matter_has_its_pages() -> None:
    """Cover, imprint and contents before the first statement, the colophon behind the last."""
    pages = paginate(pamphlet(says("So")), printed(f"{HEAD} So")).pages
    assert pages == MatterPages(cover=1, imprint=2, contents=3, contact=0, colophon=5)


def test_a_list_of_sources_may_go_on_over_a_page() -> None:
    """The page begins with the source whose name it begins with."""
    pages = paginate(pamphlet(says("So")), printed(f"{HEAD} So", closing=("Set with s1 md", "t2 md", "back"))).pages
    assert pages is not None
    assert pages.sources == (EntryPage(6, 1),)


def test_a_statement_that_is_not_in_the_pages_gets_none() -> None:
    """Without an anchor nobody knows where to look."""
    found = printed(f"{HEAD} So")
    statement = paginate(pamphlet(says("So")), PrintedText(found.parts, {}, found.pages)).statements[0]
    assert statement.title == (Text("Water"),)


def test_page_breaks_survive_json() -> None:
    """`pamphlet dump` shows them."""
    paginated = paginate(pamphlet(says("One two")), printed(f"{HEAD} One", "two"))
    assert from_json(to_json(paginated)) == paginated


@given(st.text(alphabet=st.sampled_from("ab1 -—“”’\u00ad\u0301\u0327\u200b ﬁ²½e%&…_(\u202f한각ᄒ"), max_size=30))
def test_words_are_found_where_the_ledger_finds_them(text: str) -> None:
    """The same words in the same order, each at the character that it begins with."""
    placed = list(place_words(text))
    assert [word for word, _ in placed] == split_words(text)
    starts = [start for _, start in placed]
    assert starts == sorted(starts)
    for word, start in placed:
        assert word[0] in unicodedata.normalize("NFKC", text[start:])
