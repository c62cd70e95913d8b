"""Bytes of a source → numbered lines of text."""

from __future__ import annotations

import codecs
import re
from typing import Final

from pamphlet.errors import PamphletError
from pamphlet.model import Line, Warning  # noqa: A004 - see pamphlet.model.repair

LATIN_SHARE: Final = 0.7
"""How many characters of a text in UTF-16 must be of Latin-1 for it to be known without a mark."""

STRAY: Final = 0.02
"""How many of the other bytes may be zero: those of ﬀ, U+FB00, are."""

MAIL_SUFFIX: Final = ".eml"

# What is the file that is no text, by its first bytes?
SIGNATURES: Final[dict[bytes, str]] = {
    b"%PDF": "a PDF; copy its text into a .txt file",
    b"PK\x03\x04": "a word processor's or a zip file; save it as plain text or Markdown",
    b"\xd0\xcf\x11\xe0": "an old word processor's file; save it as plain text or Markdown",
    b"{\\rtf": "rich text; save it as plain text or Markdown",
    b"\x89PNG": "a picture; name it in a statement as ![words for it](file)",
    b"\xff\xd8\xff": "a picture; name it in a statement as ![words for it](file)",
}

WEB_PAGE: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)

# Longest first: UTF-32's mark begins with UTF-16's.
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def is_mail(name: str) -> bool:
    """Whether the file of that name is a saved mail."""
    return name.lower().endswith(MAIL_SUFFIX)


def decode_lines(content: bytes, name: str) -> tuple[tuple[Line, ...], tuple[Warning, ...]]:
    """The lines of a file, whatever its encoding and line ends; raises where it holds no text."""
    unread: tuple[Warning, ...] = ()
    if is_mail(name):
        from pamphlet.readers.mail import open_mail  # noqa: PLC0415 - few statements are mails

        content, unread = open_mail(content, name)
    text, warnings = _decode(content, name)
    if not text.strip():
        raise PamphletError("the statement is empty", advice="write it, or take the file away", where=name, line=1)
    lines = tuple(Line(number, line) for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1))
    return lines, unread + warnings


def _decode(content: bytes, name: str) -> tuple[str, tuple[Warning, ...]]:
    if kind := _kind_of(content):
        what, advice = kind.split("; ")
        raise PamphletError(f"not text but {what}", advice=advice, where=name, line=1)
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding, name), ()
    if order := _unmarked_utf_16(content):
        return _strictly(content, order, name), ()
    if b"\0" in content:
        raise _not_text(name, content.count(b"\n", 0, content.index(b"\0")) + 1)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _as_windows(content, name, line)


def _kind_of(content: bytes) -> str:
    """What a file is that holds no text, and what to do with it; "" for any other."""
    if WEB_PAGE.match(content):
        return "a web page; open it in a browser and copy its words into a .txt file"
    return next((kind for signature, kind in SIGNATURES.items() if content.startswith(signature)), "")


def _unmarked_utf_16(content: bytes) -> str:
    """The byte order of UTF-16 without its mark: every other byte of Latin text is zero, and hardly any other is."""
    halves = content[0::2], content[1::2]
    zeros = [half.count(0) / max(len(half), 1) for half in halves]
    if len(content) % 2 or min(zeros) > STRAY:
        return ""
    return "utf-16-be" if zeros[0] > LATIN_SHARE else "utf-16-le" if zeros[1] > LATIN_SHARE else ""


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
