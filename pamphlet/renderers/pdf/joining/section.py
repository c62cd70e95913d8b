"""A fragment and the first of its numbers → the bytes that stand in the file for all of it that is settled."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from msgspec import Struct

from pamphlet.renderers.pdf.joining.fragment import ABSCISSA, MARK, NUMBER, REFERENCE, WORDS, Piece, Settled
from pamphlet.renderers.pdf.joining.numbering import reference

COMPRESSION: Final = 6


ROW_BYTES: Final = 7
"""Of an entry in the table of a file: its kind, its place, and what more there is to say (ISO 32000-1, 7.5.8.3)."""
BY_ITSELF, IN_STREAM = 1, 2


class Section(Struct, frozen=True, array_like=True):
    """Objects as they stand in a file: `streams` gives the index of each that is one, with where it begins.

    `rows` are the part's rows in the table of the file. Those of streams, and of what is not settled, are still empty.
    """

    written: bytes
    streams: tuple[tuple[int, int], ...]
    rows: bytes


def write_section(settled: Settled, base: int) -> Section:
    """All that is settled of a part whose pages have the numbers from `base` on."""
    written, streams, position = [], [], 0
    for index, piece in settled.pieces.items():
        if piece.stream is not None:
            streams.append((index, position))
            written.append(write_object(base + index, write_piece(piece, base)))
            position += len(written[-1])
    packed = {index: mark_out(piece.written, base) for index, piece in settled.pieces.items() if piece.stream is None}
    holder = settled.size - 1
    streams.append((holder, position))
    written.append(write_object(base + holder, pack({base + index: each for index, each in packed.items()})))
    places = {index: place for place, index in enumerate(packed)}
    empty = bytes(ROW_BYTES)
    rows = (
        write_row(IN_STREAM, base + holder, places[index]) if index in places else empty
        for index in range(settled.size)
    )
    return Section(b"".join(written), tuple(streams), b"".join(rows))


def write_row(kind: int, place: int, more: int) -> bytes:
    """An entry in the table of a file: where an object begins, or in which stream it is and as which."""
    return kind.to_bytes(1, "big") + place.to_bytes(4, "big") + more.to_bytes(2, "big")


def write_object(number: int, content: bytes) -> bytes:
    """An object as it stands in a file by itself."""
    return b"%d 0 obj\n" % number + content + b"\nendobj\n"


class Surroundings(NamedTuple):
    """What a part does not know of the book: how far its page moves what is on it, in points to the right.

    Pictures have numbers by their digests; places have the strings of their first words by their names.
    """

    shift: float = 0.0
    pictures: Mapping[bytes, int] = {}
    words: Mapping[str, bytes] = {}


ALONE: Final = Surroundings()
LINE_ENDS: Final = frozenset({b"\r", b"\n"})


def write_piece(piece: Piece, base: int, around: Surroundings = ALONE) -> bytes:
    """An object's content."""
    written = mark_out(piece.written, base, around)
    return written if piece.stream is None else written + b"\nstream\n" + piece.stream + b"\nendstream"


def write_stream(content: bytes, extra: bytes = b"") -> bytes:
    """A stream of ours, compressed where that does not let it end in a line end, which some checkers misread.

    A space is added only where it must be: the table of a file, whose last row ends in 0, may have none.
    """
    packed, entry = zlib.compress(content, COMPRESSION), b"/Filter/FlateDecode"
    if packed[-1:] in LINE_ENDS:
        packed, entry = content + (b" " if content[-1:] in LINE_ENDS else b""), b""
    return b"<<" + extra + entry + b"/Length %d>>\nstream\n" % len(packed) + packed + b"\nendstream"


def pack(objects: Mapping[int, bytes]) -> bytes:
    """A stream that holds objects, by their numbers (ISO 32000-1, 7.5.7)."""
    head = b" ".join(_starts(objects))
    content = head + b"\n" + b"\n".join(objects.values())
    return write_stream(content, b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head) + 1))


def _starts(objects: Mapping[int, bytes]) -> Iterator[bytes]:
    position = 0
    for number, content in objects.items():
        yield b"%d %d" % (number, position)
        position += len(content) + 1


def mark_out(written: bytes, base: int, around: Surroundings = ALONE) -> bytes:
    """An object with its marks replaced, if the part's numbers begin at `base`."""

    def replace(mark: re.Match[bytes]) -> bytes:
        kind, argument = mark[1], mark[2]
        if kind == REFERENCE:
            return b"%d 0 R" % (base + int(argument))
        if kind == NUMBER:
            return b"%d" % (base + int(argument))
        if kind == ABSCISSA:
            return f"{float(argument) + around.shift:f}".rstrip("0").rstrip(".").encode()
        if kind == WORDS:
            return around.words[bytes.fromhex(argument.decode()).decode()]
        return reference(around.pictures[argument])

    return MARK.sub(replace, written)
