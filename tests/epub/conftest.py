"""An edition with every kind of block, and its finished EPUB."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Picture

from pamphlet.model import (
    Address,
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
from pamphlet.renderers.epub import render

from .finished import Epub

STYLESHEET = (Path(__file__).parents[2] / "styles/base/epub/epub.css").read_text(encoding="utf-8")


def draw(width_px: int, height_px: int, form: str) -> bytes:
    """A plain picture of that size."""
    buffer = BytesIO()
    Picture.new("RGB", (width_px, height_px), (178, 58, 46)).save(buffer, form)
    return buffer.getvalue()


COVER = draw(1600, 2560, "JPEG")
IMAGES = {"the well.png": draw(40, 30, "PNG"), "unused.png": draw(10, 10, "PNG")}


def paragraph(text: str) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph((Text(text),))


def item(text: str, *blocks: Block) -> ListItem:
    """A list item of plain words, and what stands below them."""
    return ListItem((paragraph(text), *blocks))


EVERY_BLOCK: tuple[Block, ...] = (
    Paragraph(
        (
            Text("The pump on Mill Lane has been dry "),
            Emphasis((Text("since the thaw"),)),
            Text(", and "),
            Strong((Text("nobody"),)),
            Text(" was asked."),
            NoteReference("pump"),
            Text(" We met on the 1"),
            Superscript((Text("st"),)),
            Text(" of May, read "),
            Link("https://example.org/minutes?year=2031&page=2", (Text("the minutes"),)),
            Text(" and ran "),
            Code("diff old.txt new.txt"),
            Text("."),
            LineBreak(),
            Text("The word was "),
            LanguageSpan("de", (Text("Gemeingut"),)),
            Text(", <common> & free 🌊."),
        )
    ),
    Heading(2, (Text("What we found"),)),
    BulletedList((item("No meter,", BulletedList((item("not one;"),))), item("no map.", paragraph("Nor a key.")))),
    Heading(3, (Text("In order"),)),
    OrderedList((item("Third, the sluice."), item("Fourth, the weir.")), start=3),
    Quotation((Paragraph((Text("Water is a matter of trust."), NoteReference("trust"))),)),
    Verse(((Text("Drip by drip,"),), (Text("ship by ship."),))),
    ThematicBreak(),
    Figure("the well.png", "A stone well with its lid off", (Text("The well in "), Emphasis((Text("June"),)))),
    Table(
        header=Row(((Text("Street"),), (Text("Litres"),))),
        rows=(Row(((Text("Mill Lane"),), (Text("0"),))), Row(((Text("Hill Street"),), (Text("910"),)))),
        alignments=("none", "right"),
    ),
    Paragraph((Text("Once more: nobody."), NoteReference("pump"))),
    Footnote("trust", (paragraph("So the waterworks, in its yearly report."), paragraph("Page two."))),
    Footnote("pump", (paragraph("Built in 1911."),)),
)


def edition() -> Pamphlet:
    """Three statements, the third in German, by three signatories of whom one signs twice."""
    first = Statement(
        slug="01-water",
        title=(Text("Water & "), Emphasis((Text("who"),)), Text(" owns it")),
        authors=(Author("Ada Brook", "well keeper"), Author("Ben Rill")),
        date=Date("1 May 2031", "2031-05-01"),
        language="en",
        blocks=EVERY_BLOCK,
        source="sources/01-water.md",
        standfirst=(Text("A dry pump, and what it tells."),),
    )
    second = Statement(
        slug="contact",
        title=(Text("Write to us"),),
        authors=(Author("Ada Brook"),),
        date=Date("June 2031", "2031-06"),
        language="en",
        blocks=(paragraph("It takes a minute."),),
        source="sources/02-write.md",
    )
    third = Statement(
        slug="03-wasser",
        title=(Text("Wem gehört das Wasser?"),),
        authors=(Author("Cem Bach"),),
        date=None,
        language="de",
        blocks=(
            Paragraph((Text("Allen."), NoteReference("1"))),
            Footnote("1", (paragraph("Und keinem allein."),)),
        ),
        source="sources/03-wasser.md",
    )
    return Pamphlet(
        title='Wells & "Springs" <for all>',
        subtitle="Three statements 🌊",
        slug="wells",
        language="en",
        date=Date("Summer 2031", "2031-06"),
        modified="2031-06-21T03:04:05Z",
        publisher="The Mill Lane Assembly",
        identifier="urn:uuid:6f1c2b1e-2f2a-5c53-9e3d-0a7c1d2e3f40",
        rights="Copy it & pass it on.",
        description="Who owns the water of a small town?",
        cover=Cover(kicker="Statements", alternative="A drop of water on red ground"),
        statements=(first, second, third),
        contact=Contact(
            name="The Mill Lane Assembly",
            items=(
                paragraph("Come on Thursdays, or reach us here:"),
                Address("web", "example.org/water", "https://example.org/water"),
                Address("mail", "water@example.org", "mailto:water@example.org"),
                Address("telephone", "01632 960 001", "tel:+441632960001"),
                Address("post", "The Mill Lane Assembly\n2 Mill Lane\nWellham"),
            ),
        ),
        colophon=Colophon(
            program="Pamphlet 0.1",
            sources=(
                Source("sources/01-water.md", "a1" * 32),
                Source("sources/02-write.md", "b2" * 32),
                Source("sources/03-wasser.md", "c3" * 32),
            ),
        ),
        images=(
            Image("unused.png", "image/png", 10, 10, "d4" * 32),
            Image("the well.png", "image/png", 40, 30, "e5" * 32),
        ),
    )


def build(pamphlet: Pamphlet) -> bytes:
    """The EPUB of an edition, with the base style."""
    return render(pamphlet, stylesheet=STYLESHEET, images=IMAGES, cover=COVER)


@pytest.fixture(scope="session")
def pamphlet() -> Pamphlet:
    """The edition with every kind of block."""
    return edition()


@pytest.fixture(scope="session")
def epub(pamphlet: Pamphlet) -> Epub:
    """Its finished EPUB."""
    return Epub(build(pamphlet))
