"""Bytes of a source → numbered lines of text."""

from __future__ import annotations

import codecs
import re
from typing import Final

from pamphlet.errors import PamphletError
from pamphlet.model import Line, Warning  # noqa: A004 - see pamphlet.model.repair

LONGEST_SOURCE: Final = 5_000_000
"""Bytes: some two thousand printed pages, beyond which a file is no statement."""

# What is the file that is no text, by its first bytes?
SIGNATURES: Final[dict[bytes, str]] = {
    b"%PDF": "a PDF; copy its text into a .txt file",
    b"PK\x03\x04": "a word processor's or a zip file; save it as plain text or Markdown",
    b"\xd0\xcf\x11\xe0": "an old word processor's file; save it as plain text or Markdown",
    b"{\\rtf": "rich text; save it as plain text or Markdown",
    b"\x89PNG": "a picture; name it in a statement as ![words for it](file)",
    b"\xff\xd8\xff": "a picture; name it in a statement as ![words for it](file)",
}

# Longest first: UTF-32's mark begins with UTF-16's.
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode_lines(content: bytes, name: str) -> tuple[tuple[Line, ...], tuple[Warning, ...]]:
    """The lines of a file, whatever its encoding and line ends; raises where it holds no text."""
    if len(content) > LONGEST_SOURCE:
        limit = f"{LONGEST_SOURCE // 1_000_000} MB"
        raise PamphletError(f"longer than {limit}", advice="split it into statements", where=name)
    text, warnings = _decode(content, name)
    if not text.strip():
        raise PamphletError("the statement is empty", advice="write it, or take the file away", where=name, line=1)
    lines = tuple(Line(number, line) for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1))
    return lines, warnings


def _decode(content: bytes, name: str) -> tuple[str, tuple[Warning, ...]]:
    for signature, kind in SIGNATURES.items():
        if content.startswith(signature):
            what, advice = kind.split("; ")
            raise PamphletError(f"not text but {what}", advice=advice, where=name, line=1)
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding, name), ()
    if b"\0" in content:
        raise _not_text(name, content.count(b"\n", 0, content.index(b"\0")) + 1)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _as_windows(content, name, line)


def _as_windows(content: bytes, name: str, line: int) -> tuple[str, tuple[Warning, ...]]:
    # Text that is not UTF-8 is nearly always Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
    text = _strictly(content, "cp1252", name)
    message = "not UTF-8; read as Windows-1252, so look at the accented letters and the quotation marks"
    return text, (Warning("encoding", name, line, message),)


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text(name, content.count(b"\n", 0, error.start) + 1) from None


def _not_text(name: str, line: int) -> PamphletError:
    return PamphletError("this is not text", advice="save it as plain text in UTF-8", where=name, line=line)
