"""What was read from finished pages: their words, by the parts that were read together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, takewhile
from operator import attrgetter
from typing import NamedTuple

import msgspec

from pamphlet.cache import digest_of


class PrintedWord(NamedTuple):
    """A word on a page, counted from 1; `joint` if a line ends in it and may have cut it."""

    text: str
    page: int
    joint: bool = False


class Reading(NamedTuple):
    """The words of the text and those of the notes at the foot, apart, in order."""

    body: tuple[PrintedWord, ...] = ()
    notes: tuple[PrintedWord, ...] = ()

    def moved(self, pages: int) -> Reading:
        """The same so many pages further on."""
        if not pages:
            return self
        body, notes = (tuple(PrintedWord(text, page + pages, cut) for text, page, cut in words) for words in self)
        return Reading(body, notes)


class PrintedPart:
    """Some pages that follow one another, as they were read; what was kept is decoded when it is asked for."""

    def __init__(self, opening: int, count: int, encoded: bytes) -> None:
        """`opening` is the first of so many pages; a reading counts its pages from 1."""
        self.opening, self.count, self.encoded = opening, count, encoded

    @classmethod
    def of(cls, opening: int, count: int, reading: Reading) -> PrintedPart:
        """Pages that were just read."""
        return cls(opening, count, msgspec.msgpack.encode(reading.moved(1 - opening)))

    @property
    def key(self) -> str:
        """A name for these words, wherever in a book they stand."""
        return digest_of(self.encoded)

    @cached_property
    def reading(self) -> Reading:
        """The words."""
        return msgspec.msgpack.decode(self.encoded, type=Reading).moved(self.opening - 1)


class PrintedText:
    """The words of all pages, and the page of each anchor."""

    def __init__(self, parts: Iterable[PrintedPart], anchors: Mapping[str, int], pages: int) -> None:
        self.parts, self.anchors, self.pages = tuple(parts), anchors, pages

    @classmethod
    def of(cls, reading: Reading, anchors: Mapping[str, int], pages: int) -> PrintedText:
        """A text that was read as one."""
        return cls([PrintedPart.of(1, pages, reading)], anchors, pages)

    @cached_property
    def body(self) -> tuple[PrintedWord, ...]:
        """The words of the text, in order."""
        return tuple(word for part in self.parts for word in part.reading.body)

    @cached_property
    def notes(self) -> tuple[PrintedWord, ...]:
        """Those of the notes."""
        return tuple(word for part in self.parts for word in part.reading.notes)

    def between(self, first: int, end: int) -> PrintedPart:
        """The pages from the first and up to the end."""
        index = bisect_left(self.parts, first, key=attrgetter("opening"))
        if index < len(self.parts) and (part := self.parts[index]).opening == first and part.count == end - first:
            return part
        overlapping = self.parts[max(0, bisect_left(self.parts, first + 1, key=attrgetter("opening")) - 1) :]
        readings = [part.reading for part in takewhile(lambda part: part.opening < end, overlapping)]
        body = chain.from_iterable(_words_on(reading.body, first, end) for reading in readings)
        notes = chain.from_iterable(_words_on(reading.notes, first, end) for reading in readings)
        return PrintedPart.of(first, max(0, end - first), Reading(tuple(body), tuple(notes)))


def _words_on(words: Sequence[PrintedWord], first: int, end: int) -> Sequence[PrintedWord]:
    """The words of some pages; they stand in the order of their pages."""
    start, stop = (bisect_left(words, page, key=attrgetter("page")) for page in (first, end))
    return words[start:stop]
