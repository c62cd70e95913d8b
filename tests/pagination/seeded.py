"""A seed → an edition of invented words that has every kind of block and inline, in two languages."""

from __future__ import annotations

import hashlib
import io
import random
from collections.abc import Callable
from typing import Final

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

# Real words, so that the patterns of hyphenation find something to do.
ENGLISH: Final = (
    "water meadow council neighbour library agreement understanding responsibility gathering window market "
    "morning petition assembly harbour cooperative transportation winter bread allotment kitchen necessary "
    "afternoon particularly pavement rent children building information everybody remember lantern repair "
    "street the of and to in a that with for on by from this we they our it is was are have will can"
)
GERMAN: Final = (
    "Wasser Versammlung Nachbarschaft Bücherei Vereinbarung Verantwortung Fenster Markt Morgen Unterschrift "
    "Hafen Genossenschaft Verkehrsbetriebe Winter Brot Gartenkolonie Küche notwendig Nachmittag besonders "
    "Gehweg Miete Gebäude Öffentlichkeit jedermann Straße die der und zu in ein mit für auf von wir sie ist"
)
WORDS: Final = {"en": ENGLISH.split(), "de": GERMAN.split()}
QUOTES: Final = {"en": ("“", "”"), "de": ("„", "“")}


def draw(seed: int, width_px: int = 900, height_px: int = 500) -> bytes:
    """A picture of two colours that no other seed has."""
    picture = Picture.new("RGB", (width_px, height_px), (seed * 37 % 256, seed * 91 % 256, 120))
    picture.paste((240, 240, 240), (40, 40, width_px // 2, height_px // 2))
    drawn = io.BytesIO()
    picture.save(drawn, "PNG")
    return drawn.getvalue()


class Invention:
    """Whatever a statement is made of, drawn from one source of chance."""

    def __init__(self, chance: random.Random, language: str, pictures: tuple[str, ...]) -> None:
        self.chance, self.language, self.pictures = chance, language, pictures
        self.notes: list[Footnote] = []

    def words(self, fewest: int, most: int) -> str:
        """Some words, a few of them compounds, numbers or in quotation marks."""
        chosen = self.chance.choices(WORDS[self.language], k=self.chance.randint(fewest, most))
        return " ".join(self._dress(word) for word in chosen)

    def _dress(self, word: str) -> str:
        opening, closing = QUOTES[self.language]
        dressed = {
            0: f"{opening}{word}{closing}",
            1: f"{word}-{self.chance.choice(WORDS[self.language])}",
            2: f"({word})",
            3: f"{word},",
            4: f"{self.chance.randint(2, 980)}\u00a0%",
            5: f"{word}—{self.chance.choice(WORDS[self.language])}",
            6: f"{word}’s",
        }
        return dressed.get(self.chance.randrange(60), word)

    def sentence(self) -> str:
        """Words with a capital and a full stop."""
        words = self.words(6, 22)
        return f"{words[:1].upper()}{words[1:]}."

    def run(self, sentences: int) -> tuple[Inline, ...]:
        """Sentences, with a few words in each that are more than text."""
        nodes: list[Inline] = []
        for _ in range(sentences):
            nodes += [Text(f"{self.sentence()} "), *self._marked(), Text(" ")]
        return (*nodes[:-1], Text(f" {self.sentence()}"))

    def _marked(self) -> tuple[Inline, ...]:
        text = (Text(self.words(2, 9)),)
        kinds: tuple[Callable[[], tuple[Inline, ...]], ...] = (
            lambda: (Emphasis(text),),
            lambda: (Strong(text),),
            lambda: (Link("https://example.org/minutes", text),),
            lambda: (Emphasis((Text("so "), Strong(text), Text(" indeed"))),),
            lambda: (Code("diff old new"), LineBreak()),
            lambda: (LanguageSpan("en" if self.language == "de" else "de", text),),
            lambda: (Text("the 1"), Superscript((Text("st"),))),
            self._note,
        )
        return self.chance.choice(kinds)()

    def _note(self) -> tuple[Inline, ...]:
        label = f"n{len(self.notes) + 1}"
        self.notes.append(Footnote(label, (Paragraph((Text(self.sentence()),)),)))
        return Text(self.words(1, 3)), NoteReference(label)

    def paragraph(self) -> Paragraph:
        """One to four sentences and what is between them."""
        return Paragraph(self.run(self.chance.randint(1, 4)))

    def block(self) -> tuple[Block, ...]:
        """A block of any kind; most are paragraphs."""
        kinds: tuple[Callable[[], tuple[Block, ...]], ...] = (
            lambda: (Heading(2, (Text(self.words(2, 6)),)), self.paragraph()),
            lambda: (BulletedList((self._item(), self._item(), self._item())),),
            lambda: (OrderedList((self._item(nested=True), self._item()), start=3),),
            lambda: (Quotation((self.paragraph(), Paragraph((Text("— Ada Brook"),)))),),
            lambda: (Verse(tuple((Text(self.words(3, 6)),) for _ in range(4))), self.paragraph()),
            lambda: (self._figure(), self.paragraph()),
            lambda: (self._table(), self.paragraph()),
            lambda: (ThematicBreak(), self.paragraph()),
        )
        return self.chance.choice(kinds)() if self.chance.random() < 0.45 else (self.paragraph(),)

    def _item(self, *, nested: bool = False) -> ListItem:
        below = (BulletedList((ListItem((self.paragraph(),)),)),) if nested else ()
        return ListItem((self.paragraph(), *below))

    def _figure(self) -> Figure:
        caption = (Text(self.words(3, 8)),) if self.chance.random() < 0.6 else ()
        return Figure(self.chance.choice(self.pictures), self.sentence(), caption)

    def _table(self) -> Table:
        rows = tuple(Row(((Text(self.words(1, 2)),), (Text(str(n)),))) for n in range(self.chance.randint(2, 4)))
        return Table(Row(((Text("Street"),), (Text("Litres"),))), rows, ("none", "right"))


def statement(number: int, chance: random.Random, pictures: tuple[str, ...]) -> Statement:
    """A statement of one to a few pages."""
    language = "de" if number % 5 == 0 else "en"
    invention = Invention(chance, language, pictures)
    blocks = tuple(block for _ in range(chance.randint(1, 3)) for block in invention.block())
    return Statement(
        slug=f"s{number}",
        title=(Text(f"{invention.words(2, 7)} "), Emphasis((Text(invention.words(1, 2)),))),
        authors=(Author("Ada Brook", "well keeper"), Author("Ben Rill")),
        date=Date("1 May 2031", "2031-05-01"),
        language=language,
        blocks=(*blocks, *invention.notes),
        source=f"{number:03}-{chance.choice(WORDS['en'])}.md",
        standfirst=(Text(invention.sentence()),) if number % 3 == 0 else (),
    )


def edition(statements: int, *, seed: int) -> tuple[Pamphlet, dict[str, bytes]]:
    """An edition of that many statements, and the bytes of its pictures."""
    chance = random.Random(seed)  # noqa: S311 - the same words on every day are the point
    images = {f"picture {number}.png": draw(number) for number in range(1, 4)}
    made = tuple(statement(number, chance, tuple(images)) for number in range(1, statements + 1))
    pamphlet = Pamphlet(
        title="Wells and Weirs",
        subtitle="Statements of a dry year",
        slug="wells",
        language="en",
        date=Date("June 2031", "2031-06"),
        modified="2031-06-01T00:00:00Z",
        publisher="The Mill Lane Assembly",
        identifier="urn:uuid:6f1c2b1e-2f2a-5c53-9e3d-0a7c1d2e3f40",
        rights="Copy it and pass it on.",
        description="Who owns the water of a small town?",
        cover=Cover(kicker="Statements"),
        statements=made,
        contact=Contact(
            name="The Mill Lane Assembly",
            items=(
                Paragraph((Text("Come on Thursdays, or reach us here:"),)),
                Address("web", "example.org/water", "https://example.org/water"),
            ),
        ),
        colophon=Colophon("Pamphlet 0.1", tuple(Source(each.source, "a1" * 32) for each in made)),
        images=tuple(
            Image(name, "image/png", 900, 500, hashlib.sha256(content).hexdigest()) for name, content in images.items()
        ),
    )
    return pamphlet, images
