r"""A seed → a clean statement as a value of the model, so that what a damaged text ought to become is known.

Conventions: what does a careful restorer make of each mark? The generator and the score hold these.

Words and letters
- Capital letters stay as they stand: a title in CAPITALS is the truth in capitals, unless the text repeats it in small
  letters. Letter-spaced capitals are joined (R E N T S → RENTS) and stay capitals.
- A word hyphenated at a line end is joined; a compound (right-wing) keeps its hyphen; a suspended hyphen (short- and
  long-term, Bus- und Bahnlinien) keeps its hyphen and its space.
- Ligature glyphs become letters. Soft hyphens, zero-width characters and controls go; a control that parts words (form
  feed, vertical tab) is a space. Runs of spaces are one space. A no-break space counts as a space, except beside French
  marks, where any no-break space counts as any other (U+00A0, U+202F) but a plain one does not.

Marks
- Typographic marks stay as the author chose them. Straight quotation marks become those of the language: “ ‘ ’ ” in
  English, „ ‚ ‘ “ in German, « » with U+202F in French, « » without spaces in Spanish. Apostrophes are ’ in all.
- `--` between two words is —; ` -- ` and ` - ` between spaces are ` – `; `...` is …. Hyphens stay, and
  between figures (3–4) a hyphen and a dash count as alike.
- French: a no-break space before ; : ! ? and inside « ».
- After a figure, a straight mark may stay straight or become ′ or ″.

Blocks
- Parts of one sentence are one block again, whatever stood between: blank lines, page numbers, running heads and feet,
  which go. A salutation (“Dear neighbours,”) and other short lines that end without a stop are blocks of their own.
- A bold line alone is a heading of level 2. A repeated title, byline and date go, and so does a list of contents.
- Verse and postal addresses in the text keep their line ends: `Verse`, or a paragraph with line breaks at them.
- (a), 1) and `1\.` make an ordered list from 1; the letters of (a) are numbers of the list and no words.
- A note is a `Footnote`, its call a `NoteReference`; labels may change, order and place may not.
- Side-by-side columns are read one after the other.

Head and foot
- Authors are names; what follows a comma or stands in brackets is the role. “By” goes. A date counts by its day.
- The contact holds every address, and words from nowhere else; it may be in any place of the source. The imprint line
  (“Published by …”) is either in the contact or a paragraph of the text. A rule that parts them from the text goes. The
  words of labels (“Tel:”) may go, for they stand for the kind of an address. A closing sentence with addresses (“To
  contact us, write to …”) may be either the contact or the last paragraph.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from random import Random
from typing import Final

from msgspec import Struct

from pamphlet.model import (
    Address,
    Author,
    Block,
    BulletedList,
    Contact,
    Date,
    Emphasis,
    Footnote,
    Heading,
    Inline,
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
from pamphlet.restore.dates import write_date

from . import words

# How often does a statement have a feature that no kind of damage asks for?
LIKELIHOOD: Final[dict[str, float]] = {
    "headings": 0.5,
    "bullets": 0.4,
    "numbers": 0.25,
    "nested": 0.12,
    "quotation": 0.25,
    "long-quotation": 0.12,
    "verse": 0.1,
    "address": 0.1,
    "table": 0.1,
    "notes": 0.12,
    "rule": 0.12,
    "salutation": 0.12,
    "standfirst": 0.0,
    "contact": 0.6,
    "imprint": 0.25,
    "roles": 0.0,
    "social": 0.2,
    "primes": 0.04,
    "signed": 0.1,
}
MARKUP: Final = re.compile(
    r"\*\*(?P<strong>[^*]+)\*\*|\*(?P<emphasis>[^*]+)\*|\[\^(?P<note>\w+)\]|\[(?P<words>[^\]]+)\]\((?P<target>[^)]+)\)"
)


class Truth(Struct, frozen=True):
    """What a restored text ought to be. `imprint` is the line that election law can require, or ""."""

    statement: Statement
    contact: Contact = Contact()
    imprint: str = ""


def parse_markup(text: str) -> tuple[Inline, ...]:
    """The inlines of our own word material: `*emphasis*`, `**strong**`, `[words](target)` and `[^note]`."""
    return tuple(_inlines(text))


def _inlines(text: str) -> Iterator[Inline]:
    end = 0
    for mark in MARKUP.finditer(text):
        if mark.start() > end:
            yield Text(text[end : mark.start()])
        end = mark.end()
        if mark["strong"]:
            yield Strong((Text(mark["strong"]),))
        elif mark["emphasis"]:
            yield Emphasis((Text(mark["emphasis"]),))
        elif mark["note"]:
            yield NoteReference(mark["note"])
        else:
            yield Link(mark["target"], (Text(mark["words"]),))
    if end < len(text):
        yield Text(text[end:])


def write_truth(rng: Random, needs: frozenset[str] = frozenset(), *, matter: bool = True) -> Truth:
    """A statement that has the features needed; without `matter` it has no contact and no imprint."""
    return _Writer(rng, needs).write(matter=matter)


class _Writer:
    """Draws words and blocks from the material of one language."""

    def __init__(self, rng: Random, needs: frozenset[str]) -> None:
        self.rng = rng
        self.needs = needs
        plain = bool(needs & {"en", "close-dash", "nested-quotes"}) or rng.random() < 0.8
        self.language = "fr" if "fr" in needs else "en" if plain else rng.choice(("de", "fr", "es"))
        close = self.language == "en" and rng.random() < 0.5
        self.decks: dict[int, list[str]] = {}
        self.dash = " – " if "spaced-dash" in needs else "—" if close or "close-dash" in needs else " – "

    def has(self, feature: str) -> bool:
        """Whether the statement is to have a feature."""
        return feature in self.needs or self.rng.random() < LIKELIHOOD[feature]

    def fill(self, template: str) -> str:
        """A template with words drawn for its slots, no word twice in a sentence."""
        pools = words.POOLS[self.language]
        used: set[str] = set()

        def draw(slot: re.Match[str]) -> str:
            if slot[1] == "dash":
                return self.dash
            pool = [word for word in pools[slot[1]] if word not in used]
            word = self.rng.choice(pool or pools[slot[1]])
            used.add(word)
            return word

        text = re.sub(r"\{(\w+)\}", draw, template)
        if self.language == "en":
            return re.sub(r"\b([Aa]) (?=[aeiou])", r"\1n ", text)
        return re.sub(r"\bde el\b", "del", text) if self.language == "es" else text

    def draw(self, table: dict[str, tuple[str, ...]]) -> str:
        """One filled template of the language; none comes again before all have been drawn."""
        deck = self.decks.setdefault(id(table), [])
        if not deck:
            deck += self.rng.sample(table[self.language], len(table[self.language]))
        return self.fill(deck.pop())

    def sentences(self, count: int) -> list[str]:
        """Different sentences, about one in four of which quotes somebody."""
        return [self.draw(words.QUOTING if self.rng.random() < 0.25 else words.SENTENCES) for _ in range(count)]

    def paragraph(self) -> Block:
        return Paragraph(parse_markup(" ".join(self.sentences(self.rng.randint(2, 5)))))

    def write(self, *, matter: bool) -> Truth:
        rng = self.rng
        title = self.draw(words.TITLES)
        title = title[0].upper() + title[1:]
        blocks = self.place_features(list(self.sections()))
        blocks = self.add_notes(blocks) if self.has("notes") else blocks
        standfirst = parse_markup(" ".join(self.sentences(1))) if self.has("standfirst") else ()
        day = dt.date(rng.randint(2014, 2026), rng.randint(1, 12), rng.randint(13, 28))
        written = write_date(day.isoformat(), self.language)
        statement = Statement(
            slug="statement",
            title=parse_markup(title),
            authors=tuple(self.authors()),
            date=Date(written.text, written.iso),
            language=self.language,
            blocks=tuple(blocks),
            source="statement.txt",
            standfirst=standfirst,
        )
        contact = Contact(items=tuple(self.contact())) if matter and self.has("contact") else Contact()
        imprint = rng.choice(words.POOLS[self.language]["imprint"]) if matter and self.has("imprint") else ""
        return Truth(statement, contact, imprint)

    def authors(self) -> Iterator[Author]:
        count = self.rng.choice((1, 1, 1, 2, 2, 3))
        roles = self.has("roles")
        for name in self.rng.sample(words.POOLS[self.language]["person"], count):
            yield Author(name, self.rng.choice(words.POOLS[self.language]["role"]) if roles else "")

    def sections(self) -> Iterator[Block]:
        rng = self.rng
        headed = self.has("headings")
        count = rng.randint(3, 4) if "headings" in self.needs else rng.randint(1, 3)
        names = rng.sample(words.HEADINGS[self.language], count)
        for number, name in enumerate(names):
            if headed and (number or rng.random() < 0.5 or "headings" in self.needs):
                level = 3 if number > 1 and rng.random() < 0.2 else 2
                yield Heading(level, parse_markup(self.fill(name)))
            for _ in range(rng.randint(4, 5) if "prose" in self.needs else rng.randint(2, 4)):
                yield self.paragraph()
            if number == 0 and "quotes" in self.needs:
                yield Paragraph(parse_markup(" ".join(self.draw(words.QUOTING) for _ in range(2))))

    def place_features(self, blocks: list[Block]) -> list[Block]:
        """The blocks with lists, quotations, verse and the like between them, never two side by side."""
        makers = {
            "bullets": self.bulleted,
            "numbers": self.numbered,
            "quotation": self.quotation,
            "long-quotation": self.long_quotation,
            "verse": self.verse,
            "address": self.address,
            "table": self.table,
            "rule": self.rule,
            "dash": self.dashed,
            "ellipsis": self.elliptic,
            "accents": self.accented,
            "primes": self.primed,
            "nested-quotes": self.nested_quotes,
        }
        for feature, make in makers.items():
            if feature in self.needs or self.rng.random() < LIKELIHOOD.get(feature, 0):
                ends = [n for n in range(1, len(blocks)) if self.is_between_paragraphs(blocks, n)] or [len(blocks)]
                place = self.rng.choice(ends)
                blocks[place:place] = [*make(), self.paragraph()]
        if self.has("salutation"):
            blocks.insert(0, Paragraph((Text(words.SALUTATIONS[self.language]),)))
            if isinstance(blocks[1], Heading):
                blocks.insert(1, self.paragraph())
        if self.has("signed"):
            blocks.append(Paragraph((Text(self.rng.choice(words.POOLS[self.language]["person"])),)))
        return blocks

    @staticmethod
    def is_between_paragraphs(blocks: list[Block], place: int) -> bool:
        return isinstance(blocks[place - 1], Paragraph) and isinstance(blocks[place], Paragraph | Heading)

    def demands(self) -> list[tuple[Inline, ...]]:
        count = self.rng.randint(3, len(words.DEMANDS[self.language]))
        end = self.rng.choice(("", ".", ";"))
        items = [self.fill(each) for each in self.rng.sample(words.DEMANDS[self.language], count)]
        # French sets a no-break space before the mark, as everywhere.
        mark = "\u202f;" if end == ";" and self.language == "fr" else end
        return [parse_markup(item + ("." if end == ";" and item is items[-1] else mark)) for item in items]

    def opener(self) -> Block:
        return Paragraph((Text(words.OPENERS[self.language]),))

    def bulleted(self) -> list[Block]:
        items = [ListItem((Paragraph(item),)) for item in self.demands()]
        if "flat" not in self.needs and self.has("nested") and len(items) > 3:
            inner = BulletedList(tuple(items[1:3]))
            items[0:3] = [ListItem((*items[0].blocks, inner))]
        return [self.opener(), BulletedList(tuple(items))]

    def numbered(self) -> list[Block]:
        return [self.opener(), OrderedList(tuple(ListItem((Paragraph(item),)) for item in self.demands()))]

    def quotation(self) -> list[Block]:
        return [Quotation(tuple(self.paragraph() for _ in range(self.rng.choice((1, 1, 2)))))]

    def long_quotation(self) -> list[Block]:
        """A quotation over two paragraphs: the first is not closed, the second opens again."""
        marks = {"en": ("“", "”"), "de": ("„", "“"), "fr": ("«\u202f", "\u202f»"), "es": ("«", "»")}[self.language]
        plain = [each for each in words.SENTENCES[self.language] if not re.search("[“„«*\\[]", each)]
        said = [self.fill(each) for each in self.rng.sample(plain, 4)]
        return [
            Paragraph(parse_markup(f"{marks[0]}{said[0]} {said[1]}")),
            Paragraph(parse_markup(f"{marks[0]}{said[2]} {said[3]}{marks[1]}")),
        ]

    def verse(self) -> list[Block]:
        return [Verse(tuple((Text(line),) for line in self.rng.choice(words.VERSES)))]

    def address(self) -> list[Block]:
        street = self.rng.choice(("12 Quay Street", "The Old Hall, 3 Mill Lane", "Room 4, 88 Canal Street"))
        lines = (self.rng.choice(("Harbour Tenants", "Rent Strike Fund", "Town Clerk")), street, "Eastport EP1 4QR")
        return [Verse(tuple((Text(line),) for line in lines))]

    def table(self) -> list[Block]:
        pools = words.POOLS[self.language]
        rows = tuple(
            Row(((Text(place),), (Text(figure),), (Text(year),)))
            for place, figure, year in zip(pools["place"][:3], pools["figure"][:3], pools["year"][:3], strict=True)
        )
        header = {"en": ("Place", "Homes", "Year"), "de": ("Ort", "Zahl", "Jahr"), "fr": ("Lieu", "Nombre", "Année")}
        names = header.get(self.language, ("Lugar", "Número", "Año"))
        return [Table(Row(tuple((Text(name),) for name in names)), rows, ("none",) * 3)]

    def rule(self) -> list[Block]:
        return [ThematicBreak()]

    def dashed(self) -> list[Block]:
        """A paragraph with dashes, whatever the language."""
        first, second, third = self.sentences(3)
        pair = {
            "en": "the lift, the lamps, the yard",
            "de": "Licht, Wasser, Wärme",
            "fr": "eau, gaz",
            "es": "luz, agua",
        }
        remark = {"en": "All of it", "de": "All das", "fr": "Tout cela", "es": "Todo"}[self.language]
        end = {"en": "was promised", "de": "war versprochen", "fr": "était promis", "es": "se prometió"}[self.language]
        sentence = f"{remark}{self.dash}{pair[self.language]}{self.dash}{end}."
        return [Paragraph(parse_markup(f"{first} {sentence} {second} {third}"))]

    def elliptic(self) -> list[Block]:
        first, second = self.sentences(2)
        waiting = {"en": "And so we wait", "de": "Und so warten wir", "fr": "Et nous attendons", "es": "Y esperamos"}
        return [Paragraph(parse_markup(f"{first} {waiting[self.language]}… {second}"))]

    def accented(self) -> list[Block]:
        first, second = self.sentences(2)
        cafe = {
            "en": "The Café Zoë in Eastport lent us its tables, and Hélène Besançon her piano.",
            "de": "Das Café Müller in Köln öffnete früher und schloß später.",
            "fr": "Le café d’Hélène nous a prêté ses tables dès février.",
            "es": "El café de José nos prestó sus mesas mañana y tarde.",
        }
        return [Paragraph(parse_markup(f"{first} {cafe[self.language]} {second}"))]

    def primed(self) -> list[Block]:
        if self.language != "en":
            return []
        first, second = self.sentences(2)
        return [Paragraph(parse_markup(f"{first} The doors are 6′ 2″ high and the lamps hang at 5′ 10″. {second}"))]

    def nested_quotes(self) -> list[Block]:
        return [
            Paragraph(
                parse_markup(
                    self.fill(
                        "“The chairman told me, ‘There is no bus after nine,’ and then he hung up,” said {person}. "
                        "“He asked, ‘Who sent you?’” {person} nodded. ‘Better’ services, they’d been told, in the ’90s."
                    )
                )
            )
        ]

    def add_notes(self, blocks: list[Block]) -> list[Block]:
        """The blocks with one to three notes, called at the ends of paragraphs."""
        places = [n for n, block in enumerate(blocks) if isinstance(block, Paragraph) and _ends_well(block)]
        count = min(self.rng.randint(1, 3), len(places))
        picked = sorted(self.rng.sample(places, count))
        changed = list(blocks)
        for number, place in enumerate(picked, start=1):
            called = changed[place]
            if isinstance(called, Paragraph):
                changed[place] = Paragraph((*called.content, NoteReference(str(number))))
        notes = [Footnote(str(n + 1), (Paragraph(parse_markup(self.draw(words.NOTES))),)) for n in range(count)]
        return [*changed, *notes]

    def contact(self) -> Iterator[Paragraph | Address]:
        rng = self.rng
        site = rng.choice(("harbour.example", "www.millbrook-buses.example", "tenants.example"))
        path = rng.choice(("", "/join", "/contact"))
        mail = f"{rng.choice(('hello', 'secretary', 'rent.strike'))}@{site.removeprefix('www.')}"
        number = rng.choice(("0555 014 0199", "+44 20 7946 0018", "(0555) 014-0123"))
        digits = re.sub(r"(?!^\+)\D", "", number)
        addresses = [
            Address("web", site + path, f"https://{site}{path}"),
            Address("mail", mail, f"mailto:{mail}"),
            Address("telephone", number, f"tel:{digits}"),
        ]
        if "post" in self.needs or rng.random() < 0.2:
            addresses.append(Address("post", "12 Quay Street\nEastport EP1 4QR"))
        several = "several-addresses" in self.needs
        kept = rng.sample(addresses, len(addresses) if several else rng.randint(1, 2))
        if not any(item.kind in {"web", "mail"} for item in kept):
            kept.append(addresses[0])
        yield Paragraph((Text(self.draw(words.CONTACT_PHRASES)),))
        yield from sorted(kept, key=lambda item: item.kind == "post")
        if self.has("social"):
            network = rng.choice(("Instagram", "Mastodon", "X"))
            name = "@harbourtenants@social.example" if network == "Mastodon" else "@harbourtenants"
            yield Paragraph((Text(f"{network}: {name}"),))


def _ends_well(block: Paragraph) -> bool:
    last = block.content[-1]
    return isinstance(last, Text) and last.text.endswith(".") and len(last.text) > 60
