"""The bytes of a source: its encoding, its line ends, and what is no text."""

from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.errors import PamphletError
from pamphlet.readers.decoding import decode_lines
from pamphlet.readers.manuscript import read_manuscript

TEXT = "# Café “quay”\n\nRent’s due — 5 €."


def decode(content: bytes) -> str:
    """The lines that some bytes hold, as one text."""
    return "\n".join(line.text for line in decode_lines(content, "quay.txt")[0])


def refuse(content: bytes) -> PamphletError:
    """The error that some bytes are refused with."""
    with pytest.raises(PamphletError) as refused:
        decode_lines(content, "quay.txt")
    return refused.value


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
    ],
    ids=["UTF-8", "UTF-8 with a mark", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"],
)
def test_unicode_is_read_in_every_form_and_without_its_mark(content: bytes) -> None:
    """A byte-order mark before a heading would hide the heading."""
    assert decode(content) == TEXT
    assert decode_lines(content, "quay.txt")[1] == ()


def test_what_is_not_utf8_is_read_as_windows_1252_with_a_warning() -> None:
    """The warning stands at the first line that told."""
    lines, warnings = decode_lines(b"# Quay\n\nCaf\xe9 \x93quay\x94", "quay.txt")
    assert lines[2].text == "Café “quay”"
    assert [(warning.rule, warning.line) for warning in warnings] == [("encoding", 3)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_lines_end_as_on_any_system(end: str) -> None:
    """Their numbers are those that an editor shows."""
    lines, _ = decode_lines(f"a{end}{end}b{end}".encode(), "quay.txt")
    assert [(line.number, line.text) for line in lines] == [(1, "a"), (2, ""), (3, "b"), (4, "")]


@pytest.mark.parametrize("separator", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_nothing_else_ends_a_line(separator: str) -> None:
    """An editor does not count them, so the numbers in the proof would be wrong."""
    assert decode(f"a{separator}b".encode()) == f"a{separator}b"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04", "a word processor's"),
        (b"\xd0\xcf\x11\xe0", "an old word processor's"),
        (b"{\\rtf1}", "rich text"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"<!DOCTYPE html>\n<p>Words.", "a web page"),
        (b'\n<?xml version="1.0"?>\n<html lang="en">', "a web page"),
    ],
)
def test_other_files_are_refused_by_their_kind(content: bytes, what: str) -> None:
    """The user learns what to do with them."""
    error = refuse(content)
    assert f"not text but {what}" in error.what
    assert error.advice


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"a\nb\0c", 2),
        (b"\xff\xfea", 1),
        (b"a\n\x81 \xe9", 2),
        (codecs.BOM_UTF8 + b"a\n\n\xff", 3),
    ],
    ids=["NUL", "half a UTF-16 unit", "no Windows-1252 either", "a mark that lies"],
)
def test_what_is_no_text_is_refused_where_it_shows(content: bytes, line: int) -> None:
    """The line is that of the first bad byte."""
    error = refuse(content)
    assert error.what == "this is not text"
    assert error.line == line


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", codecs.BOM_UTF8, codecs.BOM_UTF8 + b"\n"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    """An empty statement would be a mistake in the book."""
    assert refuse(content).what == "the statement is empty"


def test_a_header_alone_is_refused() -> None:
    """A header states things about a text."""
    with pytest.raises(PamphletError, match=r"quay\.txt:4: the statement is empty below its header"):
        read_manuscript(b"---\ntitle: Rent\n---\n\n", "quay.txt")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """Nothing but an error for the user is ever raised."""
    with suppress(PamphletError):
        decode_lines(content, "quay.txt")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff"), min_size=1))
def test_utf8_text_keeps_every_character(text: str) -> None:
    """Reading is no repair."""
    if text.strip() and not text.startswith(("%PDF", "PK", "{\\rtf")):
        assert decode(text.encode()) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(encoding: str) -> None:
    """Every other byte of Latin text is zero."""
    lines, _ = decode_lines("The rent rose.\nSo.".encode(encoding), "quay.txt")
    assert [line.text for line in lines] == ["The rent rose.", "So."]
