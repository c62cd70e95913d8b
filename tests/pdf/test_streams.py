"""The streams of the file: none ends in an end-of-line, which some checkers take for the one before `endstream`."""

from __future__ import annotations

import zlib
from io import BytesIO
from types import SimpleNamespace

import pikepdf
import pydyf
import pytest

from pamphlet.model import Figure
from pamphlet.renderers.pdf import packing
from pamphlet.renderers.pdf.finish import end_streams_plainly
from pamphlet.renderers.pdf.joining.section import write_stream

from .editions import draw, pamphlet, set_pdf, statement
from .finished import Pdf


def line_ends(content: bytes) -> list[bytes]:
    """What the streams end in, where that is a carriage return or a line feed."""
    ends = (part[-1:] for part in content.split(b"\nendstream")[:-1])
    return [end for end in ends if end in {b"\r", b"\n"}]


def test_no_stream_of_a_book_ends_in_an_end_of_line(book: Pdf) -> None:
    """Neither pages nor fonts nor metadata."""
    assert b"endstream" in book.content
    assert not line_ends(book.content)


def test_a_pictures_own_bytes_may_end_in_one() -> None:
    """They are written in other letters."""
    pictures = {"a.jpg": draw(10, 10, "JPEG") + b"\n", "b.jpg": draw(11, 10, "JPEG") + b"\r"}
    pdf = set_pdf(pamphlet(statement(*(Figure(name, "A mill") for name in pictures))), pictures=pictures)
    assert not line_ends(pdf.content)
    assert sum(len(page.pictures) for page in pdf.pages) == 2


def written(number: int) -> bytes:
    """A small file whose streams end in anything."""
    pdf = pydyf.PDF()
    pdf.add_object(pydyf.Stream([f"{number} " * 9], compress=True))
    pdf.add_object(pydyf.Stream([bytes([number % 256])], {"Number": number}))
    end_streams_plainly(pdf)
    output = BytesIO()
    pdf.write(output, version=b"1.7", compress=True)
    return output.getvalue()


def test_neither_do_the_streams_that_hold_the_objects() -> None:
    """They are made at the very last; every file is read back as it was meant."""
    files = [written(number) for number in range(600)]
    assert [line_ends(content) for content in files] == [[]] * len(files)
    for number, content in enumerate(files[:256]):
        with pikepdf.open(BytesIO(content)) as opened:
            streams = [entry for entry in opened.objects if isinstance(entry, pikepdf.Stream) and "/Number" in entry]
            assert [stream.read_bytes() for stream in streams] == [bytes([number])]


def test_a_stream_is_packed_once_and_again_when_it_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks at its end, and whoever writes it, gets the same bytes."""
    packed: list[bytes] = []

    def compress(content: bytes, level: int) -> bytes:
        packed.append(content)
        return zlib.compress(content, level)

    monkeypatch.setattr(packing, "zlib", SimpleNamespace(compress=compress))
    stream = pydyf.Stream([b"a line", 1.5], {"Kind": "/One"}, compress=True)
    assert stream.data == stream.data
    assert stream.data.startswith(b"<</Kind /One/Filter /FlateDecode/Length ")
    stream.stream.append("another")
    assert zlib.decompress(stream.data.split(b"stream\n")[1].removesuffix(b"\nend")) == b"a line\n1.5\nanother"
    assert packed == [b"a line\n1.5", b"a line\n1.5\nanother"]


def test_nothing_is_added_to_what_ends_well() -> None:
    """When parts are joined: the table of where objects lie has so many bytes a row (ISO 32000-1, 7.5.8.3)."""
    rows = [bytes([1, number % 256, number // 256, 0]) for number in range(2000)]
    streams = [write_stream(row) for row in rows]
    assert not line_ends(b"".join(streams))
    plain = [(row, stream) for row, stream in zip(rows, streams, strict=True) if b"Flate" not in stream]
    assert plain
    assert all(stream.endswith(b"stream\n" + row + b"\nendstream") for row, stream in plain)
    assert not line_ends(b"".join(write_stream(bytes([number, 10])) for number in range(256)))
