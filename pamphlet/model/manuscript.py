"""A source as it was read: numbered lines of text, and what a header said of it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from pamphlet.model.matter import AddressKind


class Line(Struct, frozen=True):
    """A line of text without its line end, and its number in the file, from 1."""

    number: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether nothing is printed on it."""
        return not self.text.strip()


class StatedContact(Struct, frozen=True):
    """One entry of a header's `contact`: words (Markdown), or an address of a kind, and its line in the file."""

    kind: AddressKind | Literal["words"]
    text: str
    line: int = 1


class Header(Struct, frozen=True):
    """What a YAML or TOML header states; it wins over what the text seems to say."""

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    language: str = ""
    standfirst: str = ""
    contact: tuple[StatedContact, ...] = ()
    line: int = 1


class Manuscript(Struct, frozen=True):
    """One file's lines after the header. `name` is the path as the user would type it.

    `restored` are the lines of the statement that was made of it, title and byline first: () until it is restored.
    `head` is then the number of the last line that stands above the text, 0 where none does.
    """

    name: str
    lines: tuple[Line, ...]
    header: Header
    sha256: str
    restored: tuple[Line, ...] = ()
    head: int = 0
