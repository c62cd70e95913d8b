"""Text → the words that the ledger counts, each with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from pamphlet.model import Line
from pamphlet.model.characters import HIDDEN
from pamphlet.references import resolve_references

# A word is a run of letters, marks and figures; a sign that stands for a word (£, %, &) is one too. Quotation marks,
# hyphens and other points are no words: what becomes of them stands among the repairs.
WORD: Final = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*|[%&@§©®°†‡№$¢£¤¥€₹₽₺₩]")
INVISIBLE: Final = re.compile(
    f"[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u2060-\u2064\ud800-\udfff\ufeff\ufffe\uffff]|{HIDDEN.pattern}"
)

# What of a line of Markdown is markup, and so no word of the text?
LINK_TARGET: Final = re.compile(r"(?<=\])\(\s*<?[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*>?(?=\s*\)|\s+[\"'(])")
ATTRIBUTES: Final = re.compile(
    r"(?<=[\])])\{(?:lang=[\w\"-]*|abbr=\"[^\"{}]*\"|decorative)\}|^\s*:::+\s*\{lang=[\w\"-]*\}\s*$"
)
REFERENCE: Final = re.compile(r"^\s{0,3}\[(?P<label>[^\]^]+)\]:\s+\S+")
CALLED: Final = re.compile(r"\[([^\[\]^]+)\](?!:)")
NOTE_LABEL: Final = re.compile(r"\[\^[^\]]+\]:?")
LIST_NUMBER: Final = re.compile(r"^(?:\s|>)*\d{1,9}[.)](?=\s)")
# Above the text a date may begin a line as a list's number does: 13. Februar 2031
DATE: Final = re.compile(r"^[\s*_]*\d{1,2}\.\s+\S+\s+\d{4}\W*$")
SYNTAX: Final = re.compile(
    r"^:{3,}\s*(?:demands|pull|slip|page)?\s*$|^(?:\s*>)+|^\s*\+(?=\s)|^\s*(?:```|~~~).*$|^\s*[|:\s-]*-[|:\s-]*$|^\s*=+\s*$|\\(?=[\W_])|\|"
)


# Marks of stress and of links inside a word: un*believ*able
GLUE: Final = re.compile(r"[*_`!()\[\]]+(?=[^\W_])")


class Word(NamedTuple):
    """A word as it is compared, and the line of the source that it stands on.

    `glued` where nothing but marks of Markdown part it from the next one, so that both may be one word in print.
    """

    text: str
    line: int
    glued: bool = False


def split_words(text: str) -> list[str]:
    """The words of a text, compatibility characters (ligatures, superiors) as the letters that they stand for."""
    return WORD.findall(_plain(text))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", INVISIBLE.sub("", text))


def words_of_lines(lines: Iterable[Line], head: int = 0) -> Iterator[Word]:
    """The words of a source's lines, without what is Markdown and not text; up to the line `head` dates may stand."""
    lines = tuple(lines)
    called = {label.lower() for line in lines for label in CALLED.findall(line.text)}
    for line in lines:
        definition = REFERENCE.match(line.text)
        # What no link calls is no definition but words: [Ada]: Yes
        is_said = definition and definition["label"].lower() not in called
        said = line.text.replace("]:", "] ", 1) if is_said else line.text
        text = _plain(strip_markup(said, dated=line.number <= head))
        for word in WORD.finditer(text):
            yield Word(word[0], line.number, glued=bool(GLUE.match(text, word.end())))


def strip_markup(line: str, *, dated: bool = False) -> str:
    """A line of Markdown without link targets, note labels, list numbers and rules; entities as characters."""
    text = ATTRIBUTES.sub(" ", REFERENCE.sub(" ", line))
    text = LINK_TARGET.sub("(", text)
    text = NOTE_LABEL.sub(" ", text)
    text = text if dated and DATE.match(text) else LIST_NUMBER.sub(" ", text)
    return resolve_references(SYNTAX.sub(" ", text))
