"""Hypothesis strategies: statements as restoring leaves them, full of characters that Markdown could take amiss."""

from __future__ import annotations

from hypothesis import strategies as st

from pamphlet.model import (
    Alignment,
    Author,
    Block,
    Box,
    BulletedList,
    Code,
    Date,
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
    Quotation,
    Row,
    Statement,
    Strong,
    Table,
    Text,
    ThematicBreak,
    Verse,
)

# Words and scraps that are markup somewhere; straight quotation marks are not among them, for those are mended.
SCRAPS = r"""
water meadow The Council 1. 2) 3) - + * ** _ __ ` `` # ## > | || \ \\ [ ] [x] [^1] [a]: ( ) < > <b> </b> & &amp; &copy;
&#65; ! ![ ~ ~~~ ``` === --- *** : ; ’ “so” – — … • ▪ a_b a*b *c* _d_ __e__ `f` x@y.org https://x.org/a_b www.x.org
{.c} {#i} :smile: $ % ^ ^^ 5 1986. By Contact By: ? x. été 日本 🌊
"""
WORDS = """water meadow council neighbour library street assembly harbour winter bread"""


def texts(fewest: int = 1, most: int = 6) -> st.SearchStrategy[str]:
    """Scraps with single spaces between them."""
    return st.lists(st.sampled_from(SCRAPS.split()), min_size=fewest, max_size=most).map(" ".join)


words = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=3).map(" ".join)
codes = st.lists(st.sampled_from(("a", "*b*", "_", "`", "``", "\\", "|", "<i>", "&amp;", "#")), min_size=1).map(
    " ".join
)
targets = st.sampled_from(
    (
        "https://example.org/",
        "https://example.org/a_b_c?x=1&y=2&copy=3#top",
        "https://example.org/(so)",
        "https://example.org/a*b*c",
        "https://example.org/it's",
        "mailto:water@example.org",
        "tel:+441632960001",
    )
)


def plain() -> st.SearchStrategy[Inline]:
    """Text alone."""
    return texts().map(Text)


def marked(deeper: bool = True) -> st.SearchStrategy[Inline]:  # noqa: FBT001, FBT002 - once is enough
    """What is more than text; emphasis holds words, and other kinds of emphasis."""
    inner = st.lists(marked(False), max_size=1) if deeper else st.just([])
    content = st.tuples(words.map(Text), inner, words.map(Text)).map(
        lambda parts: parts[:1] if not parts[1] else (Text(parts[0].text + " "), *parts[1], Text(" " + parts[2].text))
    )
    kinds: list[st.SearchStrategy[Inline]] = [content.map(Emphasis), content.map(Strong), codes.map(Code)]
    if deeper:
        kinds.append(st.builds(Link, targets, content))
    return st.one_of(kinds)


@st.composite
def runs(draw: st.DrawFn, notes: tuple[str, ...] = (), *, lines: bool = True) -> tuple[Inline, ...]:
    """Text, marked words and notes, with spaces between them, and here and there an end of line."""
    nodes: list[Inline] = [Text(draw(texts()))]
    for _ in range(draw(st.integers(0, 3))):
        nodes += [Text(" "), draw(marked()), Text(" " + draw(texts(1, 3)))]
        calls_note: bool = draw(st.booleans())
        if notes and calls_note:
            nodes.append(NoteReference(draw(st.sampled_from(notes))))
        if lines and draw(st.integers(0, 4)) == 0:
            nodes += [LineBreak(), Text(draw(texts(1, 3)))]
    return join(nodes)


def join(nodes: list[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one, as the reader of Markdown leaves them."""
    joined: list[Inline] = []
    for node in nodes:
        if joined and isinstance(node, Text) and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + node.text)
        else:
            joined.append(node)
    return tuple(joined)


def paragraphs(notes: tuple[str, ...] = ()) -> st.SearchStrategy[Block]:
    """Paragraphs that end as sentences do, or do not."""
    return runs(notes).map(Paragraph)


def items() -> st.SearchStrategy[tuple[ListItem, ...]]:
    """List items of one paragraph, of two, or with a list below."""
    below = st.one_of(
        st.just(()),
        paragraphs().map(lambda block: (block,)),
        st.lists(paragraphs().map(lambda block: ListItem((block,))), min_size=1, max_size=2).map(
            lambda inner: (BulletedList(tuple(inner)),)
        ),
    )
    item = st.tuples(paragraphs(), below).map(lambda parts: ListItem((parts[0], *parts[1])))
    return st.lists(item, min_size=1, max_size=3).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of two or three columns."""
    columns = draw(st.integers(2, 3))
    row = st.lists(runs(lines=False), min_size=columns, max_size=columns).map(lambda cells: Row(tuple(cells)))
    alignment: st.SearchStrategy[Alignment] = st.sampled_from(("none", "left", "right", "center"))
    alignments = draw(st.lists(alignment, min_size=columns, max_size=columns))
    return Table(draw(row), tuple(draw(st.lists(row, min_size=1, max_size=3))), tuple(alignments))


def blocks(notes: tuple[str, ...]) -> st.SearchStrategy[Block]:
    """A block of any kind that a statement can hold."""
    quoted = st.lists(paragraphs(), min_size=1, max_size=2).map(lambda inner: Quotation(tuple(inner)))
    boxed = st.lists(st.one_of(paragraphs(), items().map(OrderedList)), min_size=1, max_size=2).map(_apart)
    indent = st.integers(0, 3).map("\u00a0".__mul__)
    line = st.builds(lambda indent, text: (Text(indent + text),), indent, words)
    stanzas = st.lists(st.lists(line, min_size=1, max_size=2), min_size=1, max_size=2)
    figure = st.builds(
        Figure,
        st.sampled_from(("well.png", "sub/the well (1).jpg")),
        st.one_of(st.just(""), texts()),  # without words, it only decorates
        st.one_of(st.just(()), texts().map(lambda text: (Text(text),))),
    )
    return st.one_of(
        paragraphs(notes),
        paragraphs(notes),
        runs(lines=False).map(lambda run: Heading(2, run)),
        items().map(BulletedList),
        st.builds(OrderedList, items(), st.integers(1, 90)),
        quoted,
        stanzas.map(lambda each: Verse(tuple(line for stanza in each for line in (*stanza, ()))[:-1])).map(_dedented),
        st.builds(Box, st.sampled_from(("demands", "pull", "slip")), boxed),
        figure,
        tables(),
        st.just(ThematicBreak()),
    )


def _dedented(verse: Verse) -> Verse:
    """With one line that is furthest out."""
    texts = ["".join(node.text for node in line if isinstance(node, Text)) for line in verse.lines]
    outermost = min(len(text) - len(text.lstrip()) for text in texts if text)
    return Verse(tuple((Text(text[outermost:]),) if text else () for text in texts))


def _apart(made: list[Block]) -> tuple[Block, ...]:
    """Without neighbours that Markdown cannot tell apart: two lists of one kind, two quotations."""
    kept: list[Block] = []
    for block in made:
        if not kept or type(block) is not type(kept[-1]) or isinstance(block, (Paragraph, Heading, Figure)):
            kept.append(block)
    return tuple(kept)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    """Statements with a title, signatories, a date or none, and notes that are called in order."""
    labels = tuple(draw(st.lists(st.sampled_from(("1", "2", "a-b", "note")), max_size=2, unique=True)))
    body = _apart(draw(st.lists(blocks(()), min_size=1, max_size=5)))
    called = tuple(Paragraph((Text(f"See {label}"), NoteReference(label), Text("."))) for label in labels)
    notes = tuple(Footnote(label, (draw(paragraphs()),)) for label in labels)
    return Statement(
        slug="statement",
        title=draw(runs(lines=False)),
        authors=tuple(draw(st.lists(st.builds(Author, words, st.one_of(st.just(""), words)), max_size=2))),
        date=draw(st.sampled_from((None, Date("1 May 2031", "2031-05-01"), Date("harvest", "")))),
        language=draw(st.sampled_from(("en", "fr"))),
        blocks=(*body, *called, *notes),
        source="statement.md",
        standfirst=draw(st.one_of(st.just(()), runs(lines=False))),
    )
