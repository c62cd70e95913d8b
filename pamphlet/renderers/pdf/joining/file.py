"""Objects → the bytes of a PDF file, and the table of where each of them stands."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from pamphlet.renderers.pdf.joining import numbering
from pamphlet.renderers.pdf.joining.fragment import Piece
from pamphlet.renderers.pdf.joining.numbering import reference
from pamphlet.renderers.pdf.joining.section import (
    BY_ITSELF,
    IN_STREAM,
    ROW_BYTES,
    Section,
    pack,
    write_object,
    write_row,
    write_stream,
)

HEADER: Final = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
PACKED_TOGETHER: Final = 2000
FREE: Final = 0


class File:
    """A file that grows; what is no stream is packed into some at its end."""

    def __init__(self, first_free: int) -> None:
        self._written: list[bytes] = [HEADER]
        self._position = len(HEADER)
        self._rows: dict[int, bytes] = {0: write_row(FREE, 0, 65535)}
        self._slots: dict[int, bytearray] = {}
        self._packed: dict[int, bytes] = {}
        self._free = first_free

    def take_numbers(self, count: int = 1) -> int:
        """The first of so many numbers that no object has."""
        self._free += count
        return self._free - count

    def add_stream(self, content: bytes, number: int = 0) -> int:
        """An object that stands by itself, and its number."""
        number = number or self.take_numbers()
        self._rows[number] = write_row(BY_ITSELF, self._append(write_object(number, content)), 0)
        return number

    def add(self, number: int, content: bytes) -> None:
        """An object that is no stream."""
        self._packed[number] = content

    def add_piece(self, number: int, piece: Piece, content: bytes) -> None:
        """A piece as its content was written."""
        if piece.stream is None:
            self.add(number, content)
        else:
            self.add_stream(content, number)

    def add_section(self, section: Section, base: int) -> None:
        """All that is settled of a part."""
        start = self._append(section.written)
        self._slots[base] = bytearray(section.rows)
        for index, position in section.streams:
            self._rows[base + index] = write_row(BY_ITSELF, start + position, 0)

    def close(self) -> bytes:
        """The whole file."""
        numbers = list(self._packed)
        for start in range(0, len(numbers), PACKED_TOGETHER):
            together = numbers[start : start + PACKED_TOGETHER]
            holder = self.add_stream(pack({number: self._packed[number] for number in together}))
            self._rows.update({number: write_row(IN_STREAM, holder, place) for place, number in enumerate(together)})
        table, start = self.take_numbers(), self._position
        self._rows[table] = write_row(BY_ITSELF, start, 0)
        self._append(write_object(table, self._write_table(table)) + b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._written)

    def _append(self, written: bytes) -> int:
        """Put bytes at the end and say where they begin."""
        self._written.append(written)
        self._position += len(written)
        return self._position - len(written)

    def _write_table(self, number: int) -> bytes:
        """Where each object stands (ISO 32000-1, 7.5.8); numbers that are kept for later are left out."""
        runs = list(self._runs())
        rows = b"".join(rows for _, rows in runs)
        ranges = b" ".join(b"%d %d" % (first, len(rows) // ROW_BYTES) for first, rows in runs)
        identifier = hashlib.md5(b"".join(self._written), usedforsecurity=False).hexdigest().encode()
        roots = b"/Root " + reference(numbering.CATALOG) + b"/Info " + reference(numbering.INFORMATION)
        size = b"/Index[" + ranges + b"]/W[1 4 2]/Size %d" % (number + 1)
        return write_stream(rows, b"/Type/XRef" + size + roots + b"/ID[(" + identifier + b")(" + identifier + b")]")

    def _runs(self) -> Iterator[tuple[int, bytes]]:
        """The rows of numbers that follow one another, with the first of these; a slot is whole by now."""
        others: dict[int, bytes] = {}
        bases = sorted(self._slots)
        for number, row in self._rows.items():
            base = bases[max(0, bisect_right(bases, number) - 1)] if bases else 0
            start = (number - base) * ROW_BYTES
            if 0 <= start < len(self._slots.get(base, b"")):
                self._slots[base][start : start + ROW_BYTES] = row
            else:
                others[number] = row
        runs = {base: bytes(rows) for base, rows in self._slots.items()}
        first, last = 0, -1
        for number in sorted(others):
            first = first if number == last + 1 else number
            runs[first] = runs.get(first, b"") + others[number]
            last = number
        yield from sorted(runs.items())
