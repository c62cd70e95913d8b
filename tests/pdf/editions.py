"""Editions to set: short builders, a text that never ends, and one edition with everything in it."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from random import Random
from typing import Any, Final

import pytest
from _pytest.mark import ParameterSet
from msgspec.structs import replace
from PIL import Image as Picture

from pamphlet.model import (
    Address,
    Alignment,
    Author,
    Block,
    BulletedList,
    Code,
    Colophon,
    Contact,
    Cover,
    Date,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Image,
    Inline,
    LanguageSpan,
    LineBreak,
    Link,
    ListItem,
    NoteReference,
    OrderedList,
    Pamphlet,
    Paragraph,
    Quotation,
    Row,
    Source,
    Statement,
    Strong,
    Superscript,
    Table,
    Text,
    ThematicBreak,
    Verse,
)
from pamphlet.readers.images import read_image
from pamphlet.renderers.pdf import render
from pamphlet.styles import Style, load_style
from pamphlet.units import PAPERS, Size

from .finished import Pdf

A5: Final = PAPERS["A5"]
TINY: Final = Size(74, 105)
CLASSIC: Final = load_style("classic")
WORDS: Final = tuple(
    "the meeting was called for seven and began at twenty past because hall locked key with one man who had not been "  # noqa: SIM905 - it reads as text
    "told nobody minded much it warm swifts were low over river there forty people on steps same since school closed "
    "reservoir remembered assembly afternoon committee questions neighbours".split()
)


def slow(*values: object) -> ParameterSet:
    """Parameters of a test that is left out of a quick run."""
    return pytest.param(*values, marks=pytest.mark.slow)


def run(*parts: str | Inline) -> tuple[Inline, ...]:
    """Inlines, where a plain string is text."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def paragraph(*parts: str | Inline) -> Paragraph:
    """A paragraph of these parts."""
    return Paragraph(run(*parts))


def prose(count: int, seed: int = 0) -> str:
    """So many words in sentences, always the same for a seed."""
    random = Random(seed)  # noqa: S311 - a text, not a secret
    words, since = [], 0
    for _ in range(count):
        word = random.choice(WORDS)
        words.append(word.capitalize() if since == 0 else word)
        since = 0 if since > 7 and random.random() < 0.3 else since + 1
        words[-1] += "." if since == 0 else ""
    return " ".join(words).rstrip(".") + "."


def paragraphs(count: int, seed: int = 0) -> tuple[Paragraph, ...]:
    """So many paragraphs of changing length."""
    lengths = Random(seed)  # noqa: S311 - as above
    return tuple(paragraph(prose(lengths.randint(8, 90), 1000 * seed + number)) for number in range(count))


def item(text: str, *blocks: Block) -> ListItem:
    """A list item of plain words, and what stands below them."""
    return ListItem((paragraph(text), *blocks))


def table(header: str, *rows: str, alignments: tuple[Alignment, ...] = ()) -> Table:
    """A table from lines whose cells are parted by bars."""
    cells = [Row(tuple(run(cell.strip()) for cell in line.split("|"))) for line in (header, *rows)]
    plain: Alignment = "none"
    return Table(cells[0], tuple(cells[1:]), alignments or (plain,) * len(cells[0].cells))


def note(label: str, text: str) -> Footnote:
    """A footnote of plain words."""
    return Footnote(label, (paragraph(text),))


def statement(*blocks: Block, title: str = "Water for all", slug: str = "water", **others: Any) -> Statement:  # noqa: ANN401 - the model's own types hold
    """A statement of these blocks, signed and dated unless it is said otherwise."""
    stated: dict[str, Any] = {
        "authors": (Author("Ada Brook", "well keeper"), Author("Ben Rill")),
        "date": Date("1 May 2031", "2031-05-01"),
        "language": "en",
        "source": f"{slug}.md",
    } | others
    return Statement(slug=slug, title=run(title), blocks=blocks, **stated)


def pamphlet(*statements: Statement, **others: Any) -> Pamphlet:  # noqa: ANN401 - as above
    """A bare edition of these statements."""
    stated = {
        "title": "Wells and springs",
        "subtitle": "",
        "slug": "wells",
        "language": "en",
        "date": None,
        "modified": "2031-06-21T03:04:05Z",
        "publisher": "The Mill Lane Assembly",
        "identifier": "urn:uuid:6f1c2b1e-2f2a-5c53-9e3d-0a7c1d2e3f40",
        "rights": "",
        "description": "",
        "cover": Cover(),
        "contact": Contact(),
        "colophon": Colophon("Pamphlet 0.1", tuple(Source(each.source, "a1" * 32) for each in statements)),
    } | others
    return Pamphlet(statements=statements, **stated)


def draw(width_px: int, height_px: int, form: str = "PNG", mode: str = "RGB", **options: Any) -> bytes:  # noqa: ANN401 - Pillow's own types hold
    """A plain picture of that size."""
    buffer = BytesIO()
    Picture.new("RGB", (width_px, height_px), (178, 58, 46)).convert(mode).save(buffer, form, **options)
    return buffer.getvalue()


def seeded(seed: int) -> Pamphlet:
    """An edition of one to five statements of any length, always the same for a seed."""
    chance = Random(seed)  # noqa: S311 - as above
    return pamphlet(
        *(_seeded_statement(100 * seed + number, number, chance) for number in range(chance.randint(1, 5))),
        contact=CONTACT,
    )


def _seeded_statement(seed: int, number: int, chance: Random) -> Statement:
    blocks: list[Block] = []
    for position in range(chance.randint(3, 40)):
        if position and chance.random() < 0.12:
            blocks.append(Heading(2, run(prose(chance.randint(2, 9), 50 * seed + position))))
        blocks.append(paragraph(prose(chance.randint(15, 140), 1000 * seed + position)))
    return statement(*blocks, title=prose(chance.randint(2, 8), seed).rstrip("."), slug=f"statement-{number}")


def set_pdf(
    edition: Pamphlet, page: Size = A5, *, style: Style = CLASSIC, pictures: Mapping[str, bytes] | None = None
) -> Pdf:
    """The finished PDF, with the pictures that it shows by their names."""
    images = pictures or {}
    listed = tuple(image(name, content) for name, content in images.items())
    return Pdf(render(replace(edition, images=listed), style, page=page, images=images))


def image(name: str, content: bytes) -> Image:
    """What the model says of a picture."""
    return read_image(content, name, name)


EVERY_BLOCK: tuple[Block, ...] = (
    paragraph(
        "The pump on Mill Lane has been dry ",
        Emphasis(run("since the thaw")),
        ", and ",
        Strong(run("nobody")),
        " was asked.",
        NoteReference("pump"),
        " We met on the 1",
        Superscript(run("st")),
        " of May, read ",
        Link("https://example.org/minutes?year=2031&page=2", run("the ", Emphasis(run("whole")), " minutes")),
        " and ran ",
        Code("diff old.txt new.txt"),
        ".",
        LineBreak(),
        "The word was ",
        LanguageSpan("de", run("Gemeingut")),
        ", <common> & free.",
    ),
    Heading(2, run("What we found")),
    BulletedList((item("No meter,", BulletedList((item("not one;"),))), item("no map.", paragraph("Nor a key.")))),
    Heading(3, run("In order")),
    OrderedList((item("Third, the sluice."), item("Fourth, the weir.")), start=3),
    Quotation((paragraph("Water is a matter of trust.", NoteReference("trust")),)),
    Verse((run("Drip by drip,"), run("ship by ship."))),
    ThematicBreak(),
    Figure("well.png", "A stone well with its lid off", run("The well in ", Emphasis(run("June")))),
    table("Street | Litres", "Mill Lane | 0", "Hill Street | 910", alignments=("none", "right")),
    paragraph("Once more: nobody.", NoteReference("pump")),
    note("trust", "So the waterworks in its report."),
    note("pump", "Built in 1911."),
    note("stray", "A note that nothing calls."),
)
CONTACT: Final = Contact(
    name="The Mill Lane Assembly",
    items=(
        paragraph("Come on Thursdays, or reach us here:"),
        Address("web", "example.org/water", "https://example.org/water"),
        Address("mail", "water@example.org", "mailto:water@example.org"),
        Address("telephone", "01632 960 001", "tel:+441632960001"),
        Address("post", "The Mill Lane Assembly\n2 Mill Lane\nWellham"),
    ),
)
WATER: Final = statement(
    *EVERY_BLOCK,
    title="Water & who owns it",
    slug="water",
    standfirst=run("A dry pump, and what it tells."),
)
# Its slug is also the name of a part of the book.
MEETING: Final = statement(
    *paragraphs(24, seed=3),
    title="What was said at the meeting of the valley in the autumn of that dry year",
    slug="contact",
    authors=(Author("Cem Bach"),),
)
TRUST: Final = statement(
    paragraph("Allen.", NoteReference("1"), " Und keinem allein."),
    note("1", "Auch den Enten."),
    title="Wem gehört das Wasser?",
    slug="wasser",
    authors=(),
    date=None,
    language="de",
)


def everything() -> Pamphlet:
    """Three statements, the second over several pages, the third in German and unsigned."""
    return pamphlet(
        WATER,
        MEETING,
        TRUST,
        subtitle="Three statements",
        date=Date("Summer 2031", "2031-06"),
        rights="Copy it & pass it on.",
        description="Who owns the water of a small town?",
        cover=Cover(kicker="A handbook"),
        contact=CONTACT,
    )


def set_everything() -> Pdf:
    """The edition with everything in it, on A5."""
    return set_pdf(everything(), pictures={"well.png": draw(800, 600)})
