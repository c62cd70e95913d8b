"""Text → the words that the ledger counts, each with its place."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from pamphlet.model import Line

# A word is a run of letters, marks and figures; a sign that stands for a word (£, %, &) is one too. Quotation marks,
# hyphens and other points are no words: what becomes of them stands among the repairs.
WORD: Final = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*|[%&@§©®°†‡№$¢£¤¥€₹₽₺₩]")
INVISIBLE: Final = re.compile("[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")

# What of a line of Markdown is markup, and so no word of the text?
LINK_TARGET: Final = re.compile(r"(?<=\])\(\s*<?[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*>?(?=\s*\)|\s+[\"'(])")
REFERENCE: Final = re.compile(r"^\s{0,3}\[[^\]^]+\]:\s+\S+")
NOTE_LABEL: Final = re.compile(r"\[\^[^\]]+\]:?")
LIST_NUMBER: Final = re.compile(r"^(?:\s|>)*\d{1,9}[.)](?=\s)")
# Above the text a date may begin a line as a list's number does: 13. Februar 2031
DATE: Final = re.compile(r"^[\s*_]*\d{1,2}\.\s+\S+\s+\d{4}\W*$")
SYNTAX: Final = re.compile(
    r"^(?:\s*>)+|^\s*\+(?=\s)|^\s*(?:```|~~~).*$|^\s*[|:\s-]*-[|:\s-]*$|^\s*=+\s*$|\\(?=[\W_])|\|"
)


class Word(NamedTuple):
    """A word as it is compared, and the line of the source that it stands on."""

    text: str
    line: int


def split_words(text: str) -> list[str]:
    """The words of a text, compatibility characters (ligatures, superiors) as the letters that they stand for."""
    return WORD.findall(unicodedata.normalize("NFKC", INVISIBLE.sub("", text)))


def words_of_lines(lines: Iterable[Line], head: int = 0) -> Iterator[Word]:
    """The words of a source's lines, without what is Markdown and not text; up to the line `head` dates may stand."""
    for line in lines:
        for word in split_words(strip_markup(line.text, dated=line.number <= head)):
            yield Word(word, line.number)


def strip_markup(line: str, *, dated: bool = False) -> str:
    """A line of Markdown without link targets, note labels, list numbers and rules; entities as characters."""
    text = REFERENCE.sub(" ", line)
    text = LINK_TARGET.sub("(", text)
    text = NOTE_LABEL.sub(" ", text)
    text = text if dated and DATE.match(text) else LIST_NUMBER.sub(" ", text)
    return html.unescape(SYNTAX.sub(" ", text))
