"""What is set apart, as values: a part's PDF objects, numbered from 0, and all that the book needs to know of them.

Objects are kept as they are written, with marks where something is not known yet: the numbers that they get in the
file, and on which side of the sheet they lie.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from pamphlet.renderers.pdf.remarks import Blemish

# A mark is one of these bytes, an argument, and a semicolon; strings have the bytes escaped.
REFERENCE: Final = b"\x01"
"""To an object of the same fragment, by its index."""
NUMBER: Final = b"\x02"
"""The number that an object of the same fragment gets, as a key of the parent tree or a part of a name."""
ABSCISSA: Final = b"\x03"
"""A place from the left edge of a recto, in points."""
PICTURE: Final = b"\x04"
"""A reference to a picture, by the digest of its content: other fragments may show the same one."""
WORDS: Final = b"\x05"
"""The first words at a place in the book, by its name in hexadecimal."""
MARK: Final = re.compile(rb"([\x01-\x05])([^;]*);")


class InseparableError(Exception):
    """Something in the style makes a part depend on the rest of the book, so that the book must be set as a whole."""


class Piece(Struct, frozen=True, array_like=True):
    """An object as it is written; of a stream, its dictionary and what it holds."""

    written: bytes
    stream: bytes | None = None

    @property
    def is_settled(self) -> bool:
        """Whether it is written alike wherever its pages fall."""
        return ABSCISSA not in self.written and PICTURE not in self.written


class Placed(Struct, frozen=True, array_like=True):
    """A piece that is written otherwise on a verso: its index, and the page of the fragment that it is on."""

    index: int
    page: int
    piece: Piece


class Resources(Struct, frozen=True, array_like=True):
    """What all pages of a fragment draw with: its index, and apart from the rest the graphics states by their names."""

    index: int
    written: bytes
    states: dict[str, bytes]


class Bookmark(Struct, frozen=True, array_like=True):
    """An entry of the outline: its level and label, the page of the fragment, and the place in points (of a recto)."""

    level: int
    label: str
    page: int
    left: float
    top: float
    is_open: bool


class Place(Struct, frozen=True, array_like=True):
    """A named place: the page of the fragment, where on it in points (of a recto), and its first words."""

    name: str
    page: int
    left: float
    top: float
    words: str


class Face(Struct, frozen=True, array_like=True):
    """A typeface, by the name that content streams have for it, and a text that is set in it: CSS, language, text."""

    name: str
    css: str
    language: str
    sample: str


class Glyphs(Struct, frozen=True, array_like=True):
    """Which glyphs of a typeface are used: for each its text, and its width in thousandths of an em."""

    face: Face
    texts: dict[int, str]
    widths: dict[int, int]


class Stamp(Struct, frozen=True, array_like=True):
    """Running matter as it is drawn, in CSS pixels from the upper left, and the graphics states that it names."""

    drawn: bytes = b""
    states: dict[str, bytes] = {}


class Beside(Struct, frozen=True, array_like=True):
    """What a page has beside its content: the name of its kind, and the running matter that holds no folio.

    `heads` are those of a recto and a verso. `folio_tests` are digests of folios that were set beside them as a test,
    or nothing where they share no edge of the page (see `Folios`). `margins` are both left margins, in points.
    """

    name: str
    heads: tuple[Stamp, Stamp] = (Stamp(), Stamp())
    folio_tests: tuple[str, str] = ("", "")
    margins: tuple[float, float] = (0.0, 0.0)


class SetPage(Struct, frozen=True, array_like=True):
    """A page: its dictionary but for its end, the indices of what is drawn before and after its running matter.

    All that is drawn is in CSS pixels from the upper left corner, between the first of these streams and the last.
    `comes_over` if the page begins with text that goes on from the page before.
    """

    written: bytes
    before: int
    after: int
    comes_over: bool
    beside: Beside


class Numeral(Struct, frozen=True, array_like=True):
    """What is filled in as it stands in a page's content: its name, and the glyphs of the digits.

    It is the page number of another part, by the name of the place there, or the digest of a source in hexadecimal,
    of which no more is shown than its `length`.
    """

    name: str
    glyphs: tuple[str, ...]
    length: int | None = None


def name_digest(number: int) -> str:
    """The name of a source's digest, by its number from 0; no place is called so, for names of places have no space."""
    return f"digest {number}"


class Numbered(Struct, frozen=True, array_like=True):
    """The content of a page in which numbers are filled in: what is drawn before each of them, and after the last."""

    drawn: tuple[bytes, ...]
    numerals: tuple[Numeral, ...]


class Fragment(Struct, frozen=True, array_like=True):
    """A part of the book, set apart; its pages are objects 0, 1 and so on, and there are `size` in all.

    Most are settled, and kept apart from this (see `Settled`). `kids` hang on the document in the structure tree;
    `parents` is the leaf that the part has in the parent tree. `links` are the places that its links lead to,
    `pictures` digests of those that it shows. `numbered` are contents of pages by their index. `blemishes` are those
    of its pages, counted from 1. If it is `sided`, its lines are right only for the side
    that it was to open on.
    """

    size: int
    pages: tuple[SetPage, ...]
    placed: tuple[Placed, ...]
    resources: Resources
    kids: tuple[int, ...]
    parents: int
    bookmarks: tuple[Bookmark, ...]
    places: tuple[Place, ...]
    links: tuple[str, ...]
    glyphs: tuple[Glyphs, ...]
    pictures: tuple[bytes, ...]
    numbered: dict[int, Numbered] = {}
    blemishes: dict[int, Blemish] = {}
    sided: bool = False


class Settled(Struct, frozen=True, array_like=True):
    """The objects of a fragment that are written alike wherever it falls, by their indices; it has `size` in all."""

    size: int
    pieces: dict[int, Piece]


class Frame(Struct, frozen=True, array_like=True):
    """What a book has once: entries of its catalog and information, and its metadata, colours and profile."""

    catalog: dict[str, bytes]
    information: bytes
    pieces: tuple[Piece, ...]


class Folios(Struct, frozen=True, array_like=True):
    """Folios by the kind of their page and their number; `tests` are digests, by kind, of those of two test pages.

    These have numbers of different lengths, on a recto and on a verso, with no running head beside them.
    """

    stamps: dict[str, dict[int, Stamp]]
    tests: dict[str, tuple[str, str]]
    glyphs: tuple[Glyphs, ...]


class SetPart(Struct, frozen=True, array_like=True):
    """A part as a worker hands it over; the part that opens the book has its frame.

    `wanted` are the places in other parts whose pages it names. Those numbers can be filled in later, unless they are
    `fixed` and only true of the numbers that the part was told.
    """

    fragment: Fragment
    settled: Settled
    pictures: dict[bytes, Piece]
    frame: Frame | None
    wanted: tuple[str, ...]
    fixed: bool
