"""Damage to characters and bytes: text → text, then text → bytes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from random import Random
from typing import Final

import pyphen

from .rendering import Draft

HYPHENATION: Final = {"en": "en_GB", "de": "de_DE", "fr": "fr", "es": "es"}
# Markup at the beginning of a line, and addresses: what characters between and inside words never touch.
LEAD: Final = re.compile(r"^(?:\s*(?:[-*+•–o·>]|\\\*|#+|\(?\w{1,2}\\?[.)]|\[\^?\w+\]:?|\||[¹²³])(?=\s))*\s*")
UNTOUCHED: Final = re.compile(r"\S*(?:[@/|#\\]|\w\.\w|\]\()\S*")
LIGATURES: Final = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}


def _in_words(text: str, change: Callable[[str], str]) -> str:
    """The text with the words changed that are neither markup at the beginning of a line nor addresses."""

    def change_line(line: str) -> str:
        lead = LEAD.match(line)
        end = lead.end() if lead else 0
        parts = re.split(r"(\s+)", line[end:])
        return line[:end] + "".join(each if UNTOUCHED.search(each) else change(each) for each in parts)

    return "\n".join(map(change_line, text.split("\n")))


def _between_words(text: str, change: Callable[[], str]) -> str:
    """The text with single spaces changed that stand inside sentences."""

    def change_line(line: str) -> str:
        lead = LEAD.match(line)
        end = lead.end() if lead else 0
        if re.match(r"\s{4}|\s*\||\s*[#*_=.-]+\s*$", line):
            return line
        return line[:end] + re.sub(r"(?<=[^\s|]) (?=[^\s|\[\]<>-])", lambda _: change(), line[end:])

    return "\n".join(map(change_line, text.split("\n")))


def ligatures(text: str, rng: Random, draft: Draft) -> str:
    """Fi, fl, ff and their kin as the glyphs that a PDF draws."""
    del rng, draft
    return _in_words(text, lambda word: re.sub("ffi|ffl|ff|fi|fl", lambda found: LIGATURES[found[0]], word))


def soft_hyphens(text: str, rng: Random, draft: Draft) -> str:
    """U+00AD where words may be parted, as web pages have it."""
    hyphenation = pyphen.Pyphen(lang=HYPHENATION[draft.truth.statement.language])

    def part(word: str) -> str:
        plain = word.isalpha() and len(word) > 5
        return str(hyphenation.inserted(word, "\u00ad")) if plain and rng.random() < 0.5 else word

    return _in_words(text, part)


def zero_width_characters(text: str, rng: Random, draft: Draft) -> str:
    """U+200B, U+2060, U+FEFF and U+200C inside words."""
    del draft

    def insert(word: str) -> str:
        if not word.isalpha() or len(word) < 4 or rng.random() > 0.1:
            return word
        place = rng.randint(1, len(word) - 1)
        return word[:place] + rng.choice("\u200b\u2060\ufeff\u200c") + word[place:]

    return _in_words(text, insert)


def no_break_spaces(text: str, rng: Random, draft: Draft) -> str:
    """U+00A0 for some spaces."""
    del draft
    return _between_words(text, lambda: "\u00a0" if rng.random() < 0.15 else " ")


def double_spaces(text: str, rng: Random, draft: Draft) -> str:
    """Two or three spaces for one."""
    del draft
    return _between_words(text, lambda: rng.choice(("  ", "  ", "   ")) if rng.random() < 0.15 else " ")


def control_characters(text: str, rng: Random, draft: Draft) -> str:
    """Bells, backspaces and the like inside words, and vertical tabs for spaces."""
    del draft

    def insert(word: str) -> str:
        if not word.isalpha() or len(word) < 4 or rng.random() > 0.06:
            return word
        place = rng.randint(1, len(word) - 1)
        return word[:place] + rng.choice("\x01\x02\x07\x08\x7f") + word[place:]

    return _between_words(_in_words(text, insert), lambda: "\x0b" if rng.random() < 0.01 else " ")


def windows_marks_as_controls(text: str, rng: Random, draft: Draft) -> str:
    """Marks of Windows-1252 read as Latin-1: U+0093 for “."""
    del rng, draft
    marks = {bytes([byte]).decode("cp1252", "ignore"): chr(byte) for byte in range(0x80, 0xA0)}
    return "".join(marks.get(character, character) for character in text)


def _misread(text: str) -> str:
    """UTF-8 read as Windows-1252, bytes without a character as controls: encoding.spec.whatwg.org."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


def mojibake(text: str, rng: Random, draft: Draft) -> str:
    """The whole text, or some lines of it, in UTF-8 read as Windows-1252."""
    del draft
    if rng.random() < 0.6:
        return _misread(text)
    lines = text.split("\n")
    hit = {n for n, line in enumerate(lines) if not line.isascii() and rng.random() < 0.6}
    hit = hit or {n for n, line in enumerate(lines) if not line.isascii()}
    return "\n".join(_misread(line) if n in hit else line for n, line in enumerate(lines))


def byte_order_mark(text: str, rng: Random, draft: Draft) -> bytes:
    """UTF-8 with U+FEFF at the beginning."""
    del rng, draft
    return codecs.BOM_UTF8 + text.encode()


def utf_16(text: str, rng: Random, draft: Draft) -> bytes:
    """UTF-16 of either order, with its mark or (one in seven) without."""
    del draft
    mark, encoding = rng.choice(((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")))
    return (mark if rng.random() > 1 / 7 else b"") + text.encode(encoding)


def windows_1252(text: str, rng: Random, draft: Draft) -> bytes:
    """The one-byte encoding of Windows, which has curly marks and no thin spaces."""
    del rng, draft
    return _without(text, "\u202f\u2032\u2033\u2010").encode("cp1252")


def latin_1(text: str, rng: Random, draft: Draft) -> bytes:
    """ISO 8859-1, which has neither curly marks nor dashes."""
    del rng, draft
    return _without(text, "\u202f\u2032\u2033\u2010…–’").encode("latin-1")


def _without(text: str, characters: str) -> str:
    """The text with the next best for some characters that an encoding lacks."""
    next_best = {"\u202f": "\u00a0", "\u2032": "'", "\u2033": '"', "\u2010": "-", "–": "-", "…": "...", "’": "'"}
    return "".join(next_best[character] if character in characters else character for character in text)


def windows_line_ends(text: str, rng: Random, draft: Draft) -> str:
    """CR LF."""
    del rng, draft
    return text.replace("\n", "\r\n")


def carriage_returns(text: str, rng: Random, draft: Draft) -> str:
    """CR alone, as old Macintoshes wrote it."""
    del rng, draft
    return text.replace("\n", "\r")


def mixed_line_ends(text: str, rng: Random, draft: Draft) -> str:
    """CR LF, LF and CR in one file; a CR never stands before an LF, for the two would be one line end."""
    del draft
    ended = re.sub("\n", lambda _: rng.choice(("\r\n", "\n")), text)
    return re.sub(r"(?<=[^\n\r])\n(?=[^\n\r])", lambda _: rng.choice(("\r", "\n")), ended)


TEXT_DAMAGE: Final[dict[str, Callable[[str, Random, Draft], str]]] = {
    "ligatures": ligatures,
    "soft_hyphens": soft_hyphens,
    "zero_width_characters": zero_width_characters,
    "no_break_spaces": no_break_spaces,
    "double_spaces": double_spaces,
    "control_characters": control_characters,
    "windows_marks_as_controls": windows_marks_as_controls,
    "mojibake": mojibake,
    "windows_line_ends": windows_line_ends,
    "carriage_returns": carriage_returns,
    "mixed_line_ends": mixed_line_ends,
}
BYTE_DAMAGE: Final[dict[str, Callable[[str, Random, Draft], bytes]]] = {
    "byte_order_mark": byte_order_mark,
    "utf_16": utf_16,
    "windows_1252": windows_1252,
    "latin_1": latin_1,
}
