"""The pamphlet itself: its matter from cover to colophon, as frozen values."""

from __future__ import annotations

import re
from typing import Final, Literal

from msgspec import Struct

from pamphlet.model.blocks import Block, Paragraph
from pamphlet.model.inlines import Inline

AddressKind = Literal["web", "mail", "telephone", "post"]
LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""The form of a language's code: BCP 47, section 2.1."""


class Author(Struct, frozen=True):
    """A signatory: the name as signed, and the role or place that stands after it."""

    name: str
    role: str = ""


class Date(Struct, frozen=True):
    """A date as the author wrote it, and as ISO 8601: a day, a month or a year."""

    text: str
    iso: str


class Statement(Struct, frozen=True):
    """One signed text. `slug` is unique in the pamphlet and safe as a file name and a fragment."""

    slug: str
    title: tuple[Inline, ...]
    authors: tuple[Author, ...]
    date: Date | None
    language: str
    blocks: tuple[Block, ...]
    source: str
    standfirst: tuple[Inline, ...] = ()


class Address(Struct, frozen=True, tag="address"):
    """One way to reach people: the words to print, and the URI that they stand for.

    A postal address has no URI, and a line feed parts its lines.
    """

    kind: AddressKind
    text: str
    target: str = ""


class Contact(Struct, frozen=True):
    """How to reach the people behind the pamphlet: words and addresses in the order in which they stand."""

    name: str = ""
    items: tuple[Paragraph | Address, ...] = ()

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The addresses alone, in order."""
        return tuple(item for item in self.items if isinstance(item, Address))


class Cover(Struct, frozen=True):
    """What the cover says besides title and subtitle."""

    kicker: str = ""
    image: str = ""
    alternative: str = ""


class Source(Struct, frozen=True):
    """A file that the pamphlet was made from, named relative to the edition."""

    name: str
    sha256: str


class Colophon(Struct, frozen=True):
    """How the pamphlet was made, so that anybody can make it again and compare."""

    program: str
    sources: tuple[Source, ...]


class Image(Struct, frozen=True):
    """A picture's name in the edition and its measure; the bytes travel beside the model."""

    name: str
    media_type: str
    width_px: int
    height_px: int
    sha256: str


class Contributor(Struct, frozen=True):
    """Somebody who helped and signed nothing; `role` is a MARC relator's code."""

    name: str
    role: str = "ctb"


class SortName(Struct, frozen=True):
    """How a catalogue files a name: Brook, Ada."""

    name: str
    file_as: str


class Series(Struct, frozen=True):
    """The series that the pamphlet belongs to, and its place in it ("" for none)."""

    name: str
    position: str = ""


class Evaluation(Struct, frozen=True):
    """Who looked whether everybody can read the pamphlet, what they found it to conform to, and their report's URL."""

    evaluator: str
    conforms_to: str
    report: str = ""


class EntryPage(Struct, frozen=True):
    """A page of the print edition that begins inside a list: the page, and its first entry, counted from 0."""

    page: int
    entry: int


class MatterPages(Struct, frozen=True):
    """The pages of the print edition on which its matter begins; 0 for what begins no page.

    `contents_entries` and `sources` are the further pages of the contents and of the colophon's list of sources.
    """

    cover: int = 0
    imprint: int = 0
    contents: int = 0
    contact: int = 0
    colophon: int = 0
    contents_entries: tuple[EntryPage, ...] = ()
    sources: tuple[EntryPage, ...] = ()


class Pamphlet(Struct, frozen=True):
    """The whole edition. `modified` is UTC in ISO 8601 to the second; it never comes from the clock.

    `identifiers` are those that it has besides; `print_identifier` is that of the edition on paper.
    `pages` is None unless the text bears the page breaks of a print edition. `called_after_first`: the title is
    that of the first statement, since nobody gave the edition one of its own.
    """

    title: str
    subtitle: str
    slug: str
    language: str
    date: Date | None
    modified: str
    publisher: str
    identifier: str
    rights: str
    description: str
    cover: Cover
    statements: tuple[Statement, ...]
    contact: Contact
    colophon: Colophon
    images: tuple[Image, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    subjects: tuple[str, ...] = ()
    series: Series | None = None
    identifiers: tuple[str, ...] = ()
    print_identifier: str = ""
    sort_names: tuple[SortName, ...] = ()
    evaluation: Evaluation | None = None
    pages: MatterPages | None = None
    called_after_first: bool = False
