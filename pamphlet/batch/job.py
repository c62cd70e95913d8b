"""What is asked of a batch, and what comes of it: frozen values that travel between processes as bytes."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from msgspec import Struct

from pamphlet.batch.extent import Cost, Extent
from pamphlet.cache import key_of
from pamphlet.pipeline import Format

COVER: Final = "cover.png"
"""The picture of an edition's cover, among its files."""


class Job(Struct, frozen=True):
    """One edition to be made, as the catalogue asks for it.

    `name` is its folder among the finished ones. Its own files lie in `folder`, all that are there or the statements
    `files` alone; `style` is the folder of a style that lies elsewhere. `stated` are keys of edition.toml, laid over
    those that lie there. `where` and `line` are the place in the catalogue.
    """

    name: str
    folder: str
    where: str
    line: int | None = None
    files: tuple[str, ...] = ()
    stated: dict[str, Any] = {}
    formats: tuple[Format, ...] = ()
    style: str = ""


class Refusal(Struct, frozen=True):
    """Why an edition was not made, in one sentence. What `lasts` will be so the next time, if nothing changes."""

    name: str
    sentence: str
    lasts: bool = True


class Parcel(Struct, frozen=True):
    """A job with the bytes of its files, by their names in the edition: all that decides what is made of it."""

    files: dict[str, bytes]
    formats: tuple[Format, ...]
    source_date_epoch: int | None = None


class Bounds(Struct, frozen=True):
    """How much computing time and memory one edition may take; None for what fits its number of statements."""

    seconds: float | None = None
    megabytes: int | None = None


class File(Struct, frozen=True):
    """A finished file: `sheets` are those that lie in the tray for a copy of it, `paper` is what a page is called."""

    name: str
    format: str
    bytes: int
    digest: str
    pages: int = 0
    sheets: int = 0
    paper: str = ""


class Doubt(Struct, frozen=True):
    """A warning: a place in a source, and what is in doubt there."""

    file: str
    line: int
    message: str


class Facts(Struct, frozen=True):
    """An edition as it was made; the same input gives the same facts."""

    title: str
    subtitle: str
    languages: tuple[str, ...]
    authors: tuple[str, ...]
    date: str
    modified: str
    identifier: str
    publisher: str
    description: str
    extent: Extent
    files: tuple[File, ...]
    repairs: int
    warnings: tuple[Doubt, ...]


class Made(Struct, frozen=True, tag="made"):
    """A finished edition, its files' bytes by name, and what it took."""

    facts: Facts
    contents: dict[str, bytes]
    cost: Cost


class Refused(Struct, frozen=True, tag="refused"):
    """Why an edition was not made: the parts of a sentence, with `where` as the edition names its files."""

    what: str
    advice: str = ""
    where: str = ""
    line: int | None = None
    lasts: bool = True


Outcome = Made | Refused


def encode(value: Struct) -> bytes:
    """The value as bytes, the same for the same value."""
    return msgspec.msgpack.encode(value, order="deterministic")


def to_json(value: object, *, indent: int = 2) -> bytes:
    """The value as the text of a file for people and other programs."""
    return msgspec.json.format(msgspec.json.encode(value), indent=indent) + b"\n"


def decode_parcel(content: bytes) -> Parcel:
    """What `encode` made of a parcel."""
    return msgspec.msgpack.decode(content, type=Parcel)


def decode_outcome(content: bytes) -> Outcome:
    """What `encode` made of an outcome."""
    return msgspec.msgpack.decode(content, type=Made | Refused)


def key_of_parcel(parcel: bytes, versions: str) -> str:
    """A name that nothing else has than what these versions of the program make of this."""
    return key_of("edition", versions, parcel)
