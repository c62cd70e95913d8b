"""The bytes of a PDF that has cross-reference streams → its objects, as a reader finds them (ISO 32000-1, 7.5)."""

from __future__ import annotations

import re
import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final

FREE, BY_ITSELF, IN_STREAM = 0, 1, 2
"""The kinds of entries in the table: ISO 32000-1, 7.5.8.3."""
BEGIN: Final = re.compile(rb"\s*\d+ 0 obj\s")
REFERENCE: Final = re.compile(rb"(\d+) 0 R\b")
NUMBERS: Final = re.compile(rb"\d+")
ROW: Final = struct.Struct(">BIH")
ROW_WIDTHS: Final = (1, 4, 2)
PNG_UP: Final = 2


class UnknownFormError(Exception):
    """The file is written in another way than is read here."""


DAMAGED: Final = (UnknownFormError, ValueError, LookupError, zlib.error, struct.error)
"""What may come of reading a file of any form."""


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
        if b"/Prev" in dictionary:
            raise UnknownFormError
        listing = _numbers_in(dictionary, b"Index") or [0, int(_search(rb"/Size (\d+)", dictionary)[1])]
        self.runs = list(zip(*[iter(listing)] * 2, strict=True))
        self._table = _widened(_without_predictor(table, dictionary), _numbers_in(dictionary, b"W"))
        self._rows = list(ROW.iter_unpack(self._table))
        self._firsts = [first for first, _ in self.runs]
        self._starts = [0, *_sums(count for _, count in self.runs)]
        offsets = sorted({place for kind, place, _ in self._rows if kind == BY_ITSELF} | {listed})
        self._ends = dict(pairwise((*offsets, len(pdf))))
        self._packed: dict[int, tuple[tuple[int, bytes], ...]] = {}
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
            held, written = self._unpack(place)[index]
            if held != number:
                raise UnknownFormError
            return written
        if kind == BY_ITSELF:
            written = self.raw(place)
            begin = _match(BEGIN, written).end()
            if int(written[:begin].split()[0]) != number:
                raise UnknownFormError
            stream = written.find(b"stream", begin)
            return written[begin : stream if stream >= 0 else written.rindex(b"endobj")].strip()
        raise UnknownFormError

    def written(self, number: int) -> bytes:
        """An object by itself as it stands in the file, without its number; a stream is not decoded."""
        raw = self.raw(self._row(number)[1])
        return raw[_match(BEGIN, raw).end() :]

    def raw_stream(self, number: int) -> bytes:
        """What a stream holds, as it is packed."""
        written = self.written(number)
        return written[written.index(b"stream") : written.rindex(b"endstream")]

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

    def _unpack(self, holder: int) -> tuple[tuple[int, bytes], ...]:
        """The objects in a stream of them with their numbers, in their order there."""
        if holder not in self._packed:
            place = self._row(holder)[1]
            dictionary, content = self._read_stream(place, self._ends[place])
            first = int(_search(rb"/First (\d+)", dictionary)[1])
            listed = [int(each) for each in content[:first].split()]
            bounds = pairwise((*(first + start for start in listed[1::2]), len(content)))
            held = (content[start:end].strip() for start, end in bounds)
            self._packed[holder] = tuple(zip(listed[::2], held, strict=True))
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
    """The numbers of an entry that is an array; none if there is no such entry."""
    found = re.search(rb"/" + name + rb"\s*\[([^\]]*)\]", dictionary)
    return [int(each) for each in NUMBERS.findall(found[1])] if found else []


def _without_predictor(table: bytes, dictionary: bytes) -> bytes:
    """Rows that say how they differ from the one above, as they are (PNG's Up: ISO 32000-1, 7.4.4.4)."""
    if b"/DecodeParms" not in dictionary:
        return table
    columns = int(_search(rb"/Columns (\d+)", dictionary)[1])
    above, rows = bytes(columns), []
    for start in range(0, len(table), columns + 1):
        if table[start] != PNG_UP:
            raise UnknownFormError
        row = table[start + 1 : start + 1 + columns]
        above = bytes((old + new) & 0xFF for old, new in zip(above, row, strict=True))
        rows.append(above)
    return b"".join(rows)


def _widened(table: bytes, widths: Sequence[int]) -> bytes:
    """A table whose fields have these widths, in those of `ROW`."""
    if tuple(widths) == ROW_WIDTHS:
        return table
    if len(widths) != len(ROW_WIDTHS) or any(narrow > wide for narrow, wide in zip(widths, ROW_WIDTHS, strict=True)):
        raise UnknownFormError
    ends = list(accumulate(widths))
    rows = (table[start : start + ends[-1]] for start in range(0, len(table), ends[-1]))
    return b"".join(
        row[end - width : end].rjust(wide, b"\0")
        for row in rows
        for end, width, wide in zip(ends, widths, ROW_WIDTHS, strict=True)
    )


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
