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
# [here][harbour]: the label says which definition is meant, and is printed nowhere.
LABEL: Final = re.compile(r"(?<=\])\[([^\[\]^]+)\]")
# What a link is titled is named as lost, for no page shows it; a picture's title is its caption.
TITLED: Final = re.compile(
    r"(?<!!)(\[[^\[\]]*\]\(\s*[^\s()]+)\s+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))(?=\s*\))"
)
TITLED_DEFINITION: Final = re.compile(r"^(\s{0,3}\[[^\]^]+\]:\s+\S+)\s+[\"'(].*[\"')]\s*$")
PICTURED: Final = re.compile(r"!\[[^\[\]]*\]\[([^\[\]^]+)\]")
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


class _Labels(NamedTuple):
    """The labels of a text's links, in small letters: those that are called, by a picture, and those defined."""

    called: frozenset[str]
    pictured: frozenset[str]
    defined: frozenset[str]

    @classmethod
    def of(cls, lines: Iterable[Line]) -> _Labels:
        """Those that the lines hold."""
        texts = [line.text for line in lines]
        definitions = (REFERENCE.match(text) for text in texts)
        return cls(
            frozenset(label.lower() for text in texts for label in CALLED.findall(text)),
            frozenset(label.lower() for text in texts for label in PICTURED.findall(text)),
            frozenset(definition["label"].lower() for definition in definitions if definition),
        )

    def strike(self, text: str) -> str:
        """A line without the labels that lead to a definition, and without the titles of links."""
        text = TITLED.sub(r"\1", text)
        text = LABEL.sub(lambda label: "" if label[1].lower() in self.defined else label[0], text)
        definition = REFERENCE.match(text)
        # What no link calls is no definition but words: [Ada]: Yes
        if definition and definition["label"].lower() not in self.called:
            return text.replace("]:", "] ", 1)
        if definition and definition["label"].lower() not in self.pictured:
            return TITLED_DEFINITION.sub(r"\1", text)
        return text


def words_of_lines(lines: Iterable[Line], head: int = 0) -> Iterator[Word]:
    """The words of a source's lines, without what is Markdown and not text; up to the line `head` dates may stand."""
    lines = tuple(lines)
    labels = _Labels.of(lines)
    for line in lines:
        said = labels.strike(line.text)
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
