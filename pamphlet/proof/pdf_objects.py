"""The bytes of a PDF that has cross-reference streams → its objects, as a reader finds them (ISO 32000-1, 7.5)."""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from struct import Struct
from typing import Final

FREE, BY_ITSELF, IN_STREAM = 0, 1, 2
"""The kinds of entries in the table: ISO 32000-1, 7.5.8.3."""
BEGIN: Final = re.compile(rb"\s*\d+ 0 obj\s")
REFERENCE: Final = re.compile(rb"(\d+) 0 R\b")
NUMBERS: Final = re.compile(rb"\d+")
ROW: Final = Struct(">BIH")


class UnknownFormError(Exception):
    """The file is written in another way than is read here."""


class Objects:
    """A file's objects by their numbers; raises UnknownFormError where its table is of another form.

    `runs` are the numbers that the table lists one after another, each as the first and how many follow.
    """

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        found = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", pdf[-64:])
        if not found:
            raise UnknownFormError
        listed = int(found[1])
        dictionary, table = self._read_stream(listed, len(pdf))
        widths = _numbers_in(dictionary, b"W")
        if b"/Prev" in dictionary or b"/DecodeParms" in dictionary or widths != [1, 4, 2]:
            raise UnknownFormError
        self.runs = list(zip(*[iter(_numbers_in(dictionary, b"Index"))] * 2, strict=True))
        self._table, self._rows = table, list(ROW.iter_unpack(table))
        self._firsts = [first for first, _ in self.runs]
        self._starts = [0, *_sums(count for _, count in self.runs)]
        offsets = sorted({place for kind, place, _ in self._rows if kind == BY_ITSELF} | {listed})
        self._ends = dict(pairwise((*offsets, len(pdf))))
        self._packed: dict[int, tuple[bytes, ...]] = {}
        self.root = int(_search(rb"/Root (\d+) 0 R", dictionary)[1])

    def rows(self, run: int) -> list[tuple[int, int, int]]:
        """The entries of a run: the kind of each object, and where it is."""
        return self._rows[self._starts[run] : self._starts[run + 1]]

    def slice(self, run: int) -> bytearray:
        """The same as it stands in the table, a `ROW` each."""
        return bytearray(self._table[self._starts[run] * ROW.size : self._starts[run + 1] * ROW.size])

    def raw(self, place: int) -> bytes:
        """All that stands in the file of an object by itself, and up to the next."""
        return self._pdf[place : self._ends[place]]

    def content(self, number: int) -> bytes:
        """An object as it is written; of a stream, its dictionary alone."""
        kind, place, index = self._row(number)
        if kind == IN_STREAM:
            return self._unpack(place)[index]
        if kind == BY_ITSELF:
            written = self.raw(place)
            begin = _match(BEGIN, written).end()
            stream = written.find(b"stream", begin)
            return written[begin : stream if stream >= 0 else written.rindex(b"endobj")].strip()
        raise UnknownFormError

    def written(self, number: int) -> bytes:
        """An object by itself as it stands in the file, without its number; a stream is not decoded."""
        raw = self.raw(self._row(number)[1])
        return raw[_match(BEGIN, raw).end() :]

    def stream(self, number: int) -> bytes:
        """What a stream holds, decoded."""
        kind, place, _ = self._row(number)
        if kind != BY_ITSELF:
            raise UnknownFormError
        return self._read_stream(place, self._ends[place])[1]

    def _row(self, number: int) -> tuple[int, int, int]:
        run = bisect_right(self._firsts, number) - 1
        index = number - self._firsts[run] if run >= 0 else -1
        if not 0 <= index < self.runs[run][1]:
            raise UnknownFormError
        return self._rows[self._starts[run] + index]

    def _unpack(self, holder: int) -> tuple[bytes, ...]:
        """The objects in a stream of them, in their order there."""
        if holder not in self._packed:
            place = self._row(holder)[1]
            dictionary, content = self._read_stream(place, self._ends[place])
            first = int(_search(rb"/First (\d+)", dictionary)[1])
            starts = [first + int(each) for each in content[:first].split()[1::2]]
            bounds = pairwise((*starts, len(content)))
            self._packed[holder] = tuple(content[start:end].strip() for start, end in bounds)
        return self._packed[holder]

    def _read_stream(self, place: int, end: int) -> tuple[bytes, bytes]:
        """The dictionary and the decoded content of a stream that stands there."""
        begin = _match(BEGIN, self._pdf, place).end()
        mark = _match(re.compile(rb"stream\r?\n"), self._pdf, self._pdf.index(b"stream", begin, end))
        dictionary = self._pdf[begin : mark.start()]
        length = int(_search(rb"/Length (\d+)\b(?! 0 R)", dictionary)[1])
        content = self._pdf[mark.end() : mark.end() + length]
        filters = re.findall(rb"/Filter\s*(/\w+|\[[^\]]*\])", dictionary)
        if filters == [b"/FlateDecode"]:
            return dictionary, zlib.decompress(content)
        if filters:
            raise UnknownFormError
        return dictionary, content


def _sums(counts: Iterator[int]) -> Iterator[int]:
    total = 0
    for count in counts:
        total += count
        yield total


def _numbers_in(dictionary: bytes, name: bytes) -> list[int]:
    """The numbers of an entry that is an array."""
    return [int(each) for each in NUMBERS.findall(_search(rb"/" + name + rb"\s*\[([^\]]*)\]", dictionary)[1])]


def _search(pattern: bytes, text: bytes) -> re.Match[bytes]:
    found = re.search(pattern, text)
    if not found:
        raise UnknownFormError
    return found


def _match(pattern: re.Pattern[bytes], text: bytes, start: int = 0) -> re.Match[bytes]:
    found = pattern.match(text, start)
    if not found:
        raise UnknownFormError
    return found
