"""What stands inside a paragraph: a closed union of frozen inline nodes."""

from __future__ import annotations

from msgspec import Struct


class Text(Struct, frozen=True, tag="text"):
    """Plain words; typographic marks are characters, not nodes."""

    text: str


class Emphasis(Struct, frozen=True, tag="emphasis"):
    """Words the author stressed (italic by custom)."""

    content: tuple[Inline, ...]


class Strong(Struct, frozen=True, tag="strong"):
    """Words the author made to stand out (bold by custom)."""

    content: tuple[Inline, ...]


class Superscript(Struct, frozen=True, tag="superscript"):
    """Raised letters or figures, as in 1st."""

    content: tuple[Inline, ...]


class Code(Struct, frozen=True, tag="code"):
    """Words to be taken letter by letter: nothing in them is ever repaired."""

    text: str


class Link(Struct, frozen=True, tag="link"):
    """Words that lead to an address outside the edition."""

    target: str
    content: tuple[Inline, ...]


class LineBreak(Struct, frozen=True, tag="line-break"):
    """A line end that the author meant."""


class LanguageSpan(Struct, frozen=True, tag="language"):
    """Words in another language than those around them (a BCP 47 tag)."""

    language: str
    content: tuple[Inline, ...]


class Abbreviation(Struct, frozen=True, tag="abbreviation"):
    """Letters that stand for words, and those words: they are spoken and shown, and printed nowhere."""

    expansion: str
    content: tuple[Inline, ...]


class NoteReference(Struct, frozen=True, tag="note-reference"):
    """The place in the text that a footnote belongs to."""

    label: str


class Picture(Struct, frozen=True, tag="picture"):
    """A small picture in a line of words, as high as they are; its name and its words are those that a `Figure` has."""

    image: str
    alternative: str


class PageBreak(Struct, frozen=True, tag="page-break"):
    """The place where a page of the print edition begins; at the head of a caption, the page begins with the figure."""

    page: int


Inline = (
    Text
    | Emphasis
    | Strong
    | Superscript
    | Code
    | Link
    | LineBreak
    | LanguageSpan
    | Abbreviation
    | NoteReference
    | Picture
    | PageBreak
)
