"""Trees of blocks and inlines of every kind, for properties that hold for all of them."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from pamphlet.model import (
    Abbreviation,
    Block,
    Box,
    BulletedList,
    Code,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    LanguageSpan,
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
    Superscript,
    Table,
    Text,
    ThematicBreak,
    Verse,
)
from pamphlet.model.inlines import PageBreak
from pamphlet.model.walk import Run

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)
LEAVES: st.SearchStrategy[Inline] = st.one_of(
    st.builds(Text, WORDS),
    st.builds(Code, WORDS),
    st.builds(LineBreak),
    st.builds(NoteReference, WORDS),
    st.builds(Picture, WORDS, WORDS),
    st.builds(PageBreak, st.integers(1, 99)),
)


def _runs(inlines: st.SearchStrategy[Inline]) -> st.SearchStrategy[Run]:
    return st.lists(inlines, max_size=3).map(tuple)


INLINES: st.SearchStrategy[Inline] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Emphasis, _runs(inner)),
        st.builds(Strong, _runs(inner)),
        st.builds(Superscript, _runs(inner)),
        st.builds(Link, WORDS, _runs(inner)),
        st.builds(LanguageSpan, st.just("de"), _runs(inner)),
        st.builds(Abbreviation, WORDS, _runs(inner)),
    ),
    max_leaves=6,
)
RUNS = _runs(INLINES)
ROWS = st.builds(Row, st.tuples(RUNS, RUNS))
FLAT: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, RUNS),
    st.builds(Heading, st.integers(2, 6), RUNS),
    st.builds(Verse, st.lists(RUNS, max_size=2).map(tuple)),
    st.builds(Figure, WORDS, WORDS, RUNS),
    st.builds(Table, ROWS, st.lists(ROWS, max_size=2).map(tuple), st.just(("left", "none"))),
    st.builds(ThematicBreak),
)


def _several(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[tuple[Block, ...]]:
    return st.lists(blocks, max_size=2).map(tuple)


def _items(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[tuple[ListItem, ...]]:
    return st.lists(st.builds(ListItem, _several(blocks)), max_size=2).map(tuple)


BLOCKS: st.SearchStrategy[Block] = st.recursive(
    FLAT,
    lambda inner: st.one_of(
        st.builds(BulletedList, _items(inner)),
        st.builds(OrderedList, _items(inner), st.integers(0, 99)),
        st.builds(Quotation, _several(inner)),
        st.builds(Box, st.sampled_from(("demands", "pull", "slip")), _several(inner)),
        st.builds(Footnote, WORDS, _several(inner)),
    ),
    max_leaves=4,
)
TEXTS = st.lists(BLOCKS, max_size=3).map(tuple)

INLINE_KINDS = get_args(Inline)
BLOCK_KINDS = get_args(Block)
EVERY_INLINE: Run = (
    Text("a"),
    Emphasis((Text("b"),)),
    Strong((Text("c"),)),
    Superscript((Text("d"),)),
    Code("e"),
    Link("https://harbour.example", (Text("f"),)),
    LineBreak(),
    LanguageSpan("de", (Text("g"),)),
    Abbreviation("not a word of the text", (Text("v"),)),
    NoteReference("1"),
    Picture("w.png", "w"),
    PageBreak(7),
)
EVERY_BLOCK: tuple[Block, ...] = (
    Paragraph(EVERY_INLINE),
    Heading(2, (Text("h"),)),
    BulletedList((ListItem((Paragraph((Text("i"),)), Quotation((Paragraph((Text("j"),)),)))),)),
    OrderedList((ListItem((Paragraph((Text("k"),)),)),), 3),
    Quotation((Paragraph((Text("l"),)),)),
    Verse(((Text("m"),), (), (Text("n"),))),
    Figure("o.png", "not a word of the text", (Text("o"),)),
    Table(Row(((Text("p"),), (Text("q"),))), (Row(((Text("r"),), (Text("s"),))),), ("left", "none")),
    ThematicBreak(),
    Box("demands", (Paragraph((Text("t"),)),)),
    Footnote("1", (Paragraph((Text("u"),)),)),
)
