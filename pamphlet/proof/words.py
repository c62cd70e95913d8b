"""Text → the words that the ledger counts, each with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from pamphlet.fences import FENCE, find_fenced
from pamphlet.model import Line
from pamphlet.model.characters import HIDDEN, PRINTED_MARKS
from pamphlet.patterns import Pattern
from pamphlet.references import resolve_references

# A word is a run of letters, marks and figures; a sign that stands for a word (£, %, &) is one too. Quotation marks,
# hyphens and other points are no words: what becomes of them stands among the repairs.
WORD: Final = Pattern(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*|[%&@§©®°†‡№$¢£¤¥€₹₽₺₩]")
INVISIBLE: Final = Pattern(
    f"[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u2060-\u2064\ud800-\udfff\ufeff\ufffe\uffff]|{HIDDEN.pattern}"
)
MARKED: Final = Pattern("[^\\W_][\u0300-\u036f]+")
"""A letter with marks that no one character holds."""
MARK: Final = Pattern("[\u0300-\u036f]")
ASCII_WORDS: Final = str.maketrans(
    {mark: f" {mark} " if WORD.fullmatch(mark) else " " for mark in map(chr, range(128)) if not mark.isalnum()}
)
"""Sets all that is no word in ASCII apart from what is one."""

# What of a line of Markdown is markup, and so no word of the text?
LINK_TARGET: Final = Pattern(r"(?<=\])\(\s*<?[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*>?(?=\s*\)|\s+[\"'(])")
ATTRIBUTES: Final = Pattern(
    r"(?<=[\])])\{(?:lang=[\w\"-]*|abbr=\"[^\"{}]*\"|decorative)\}|^\s*:::+\s*\{lang=[\w\"-]*\}\s*$"
)
REFERENCE: Final = Pattern(r"^\s{0,3}\[(?P<label>[^\]^]+)\]:\s+\S+")
# [here][harbour] or [here] [harbour]: the label says which definition is meant, and is printed nowhere.
LABEL: Final = Pattern(r"(?:(?<=\])|(?<=\]\s))\[([^\[\]^]+)\]")
# <mailto:ada@harbour.example> is printed as the address alone.
MAIL_SCHEME: Final = Pattern(r"(?<=<)mailto:(?=[^<> !]+@[^@<> ]+>)")
# What a link is titled is named as lost, for no page shows it; a picture's title is its caption.
TITLED: Final = Pattern(
    r"(?<!!)(\[[^\[\]]*\]\(\s*[^\s()]+)\s+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))(?=\s*\))"
)
TITLED_DEFINITION: Final = Pattern(r"^(\s{0,3}\[[^\]^]+\]:\s+\S+)\s+[\"'(].*[\"')]\s*$")
PICTURED: Final = Pattern(r"!\[[^\[\]]*\]\[([^\[\]^]+)\]")
CALLED: Final = Pattern(r"\[([^\[\]^]+)\](?!:)")
NOTE_LABEL: Final = Pattern(r"\[\^(?P<label>[^\]]+)\]:?")
NOTE: Final = Pattern(r"\s{0,3}\[\^(?P<label>[^\]]+)\]:")
# Code is taken letter by letter; while the rest of its line is read, one sign stands for it, which no text holds.
CODE: Final = Pattern(r"(?<![\\`])(`+)(?!`)(?P<code>.+?)(?<!`)\1(?!`)")
STAND_IN: Final = "\ufdd0"
SET_IN: Final = Pattern(r"(?:> ?)*(?: {4}|\t)")
LIST_NUMBER: Final = Pattern(r"^(?:\s|>|[-*+]\s)*(?P<number>\d{1,9})[.)](?=\s|$)")
WORDS_TO_KNOW_BY: Final = 3
"""How many words after a number tell whether it is one of the text."""
# Above the text a date may begin a line as a list's number does: 13. Februar 2031
DATE: Final = Pattern(r"^[\s>*_]*\d{1,2}\.\s+\S+\s+\d{4}\W*$")
SYNTAX: Final = Pattern(
    r"^:{3,}\s*(?:demands|pull|slip|page)?\s*$|^(?:\s*>)+|^\s*\+(?=\s)|^\s*[|:\s-]*-[|:\s-]*$|^\s*=+\s*$|\\(?=[\W_])|\|"
)


SIGN: Final = Pattern(rf"[`\[\]{{<>&\\|{STAND_IN}]")
"""Without one of these, without `:::` and without a list's number, a line of Markdown has no words that are markup."""

# Marks of stress, of links and of raised letters inside a word: un*believ*able, 1^er^
GLUE: Final = Pattern(r"[*_`^!()\[\]]+(?=[^\W_])")
GLUED: Final = Pattern(r"[*_`^!()\[\]](?<=[^\s*_`^!()\[\]].)[*_`^!()\[\]]*(?=[^\W_])")
"""The same behind something that it may be glued to; looked for first."""
MOST_LINES_KEPT: Final = 1_000
"""A line is asked for its words as it was read, as it was restored, and as it ought to be in each file."""
LONGEST_KEPT: Final = 1_000
"""Letters of such a line: the words of a longer one could take much room."""


class Word(NamedTuple):
    """A word as it is compared, and the line of the source that it stands on.

    `glued` where nothing but marks of Markdown part it from the next one, so that both may be one word in print.
    """

    text: str
    line: int
    glued: bool = False


def split_words(text: str) -> list[str]:
    """The words of a text, compatibility characters (ligatures, superiors) as the letters that they stand for."""
    return _split(_plain(text))


def _split(plain: str) -> list[str]:
    for mark in PRINTED_MARKS:
        plain = plain.replace(mark, " ")
    return plain.translate(ASCII_WORDS).split() if plain.isascii() else WORD.findall(plain)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", without_invisible(text))
    return MARKED.sub(_mark_once, text) if MARK.search(text) else text


def without_invisible(text: str) -> str:
    """The text without what no page shows."""
    return text if text.isascii() and text.isprintable() else INVISIBLE.sub("", text)


def _mark_once(letter: re.Match[str]) -> str:
    """The letter with each of its marks once, in one order: in print, the same mark twice looks like one."""
    parts = unicodedata.normalize("NFD", letter[0])
    return unicodedata.normalize("NFC", parts[0] + "".join(sorted(set(parts[1:]))))


@dataclass(frozen=True)
class Reading:
    """What of a whole text tells how one of its lines is read.

    The labels of links in small letters (called, called by a picture, defined), those of notes, and the words of
    verse: lines that are set in and have no markup. `head` is what stands above the text, and of that `plain` lines
    have no markup, either.
    """

    called: frozenset[str]
    pictured: frozenset[str]
    defined: frozenset[str]
    notes: frozenset[str] | None
    verse: frozenset[tuple[str, ...]]
    text_runs: tuple[str, ...] = ()
    head_runs: tuple[str, ...] = ()
    plain: frozenset[tuple[str, ...]] = frozenset()

    @classmethod
    def of(
        cls,
        lines: Iterable[Line],
        verse: Iterable[str] | None = None,
        *,
        said: Iterable[str] = (),
        head: Iterable[str] = (),
        plain: Iterable[str] = (),
    ) -> Reading:
        """What the lines hold; `verse` are those that the statement has as such, `said` is all that it says.

        Without, the lines may be a source, in which words may yet become notes: then every label is one.
        """
        texts = [without_invisible(line.text) for line in lines if "[" in line.text]
        definitions = (REFERENCE.match(text) for text in texts)
        return cls(
            frozenset(label.lower() for text in texts for label in CALLED.findall(text)),
            frozenset(label.lower() for text in texts for label in PICTURED.findall(text)),
            frozenset(definition["label"].lower() for definition in definitions if definition),
            None if verse is None else frozenset(note["label"] for text in texts if (note := NOTE.match(text))),
            frozenset(tuple(split_words(line)) for line in verse or ()),
            tuple(said),
            tuple(head),
            frozenset(tuple(split_words(line)) for line in plain),
        )

    @cached_property
    def said(self) -> str:
        """The words of the text, a line a run."""
        return "\n".join(" ".join(split_words(run)) for run in self.text_runs)

    @cached_property
    def head(self) -> str:
        """Those of the head."""
        return "\n".join(" ".join(split_words(run)) for run in self.head_runs)

    def says_number(self, text: str, *, in_head: bool = False) -> bool:
        """Whether the number that a line begins with is one of the text: 1984. We met. And not that of an item."""
        text = NOTE_LABEL.sub(" ", text)
        if not (number := LIST_NUMBER.match(text)):
            return False
        after = split_words(strip_markup(text[number.end() :]))[:WORDS_TO_KNOW_BY]
        said = f"{self.head}\n{self.said}" if in_head else self.said
        return bool(re.search(rf"(?<!\S){re.escape(' '.join((number['number'], *after)))}", said))

    def is_literal(self, text: str, *, in_head: bool = False) -> bool:
        """Whether a line is one of verse, or a name or a date above the text."""
        words = tuple(split_words(text))
        return (in_head and words in self.plain) or (bool(SET_IN.match(text)) and words in self.verse)

    def strike(self, text: str) -> str:
        """A line without the labels that lead to a definition, and without the titles of links."""
        if self.notes is not None:  # what calls no note is words: [^Ada]
            known = self.notes
            text = NOTE_LABEL.sub(lambda note: note[0] if note["label"] in known else f" {note['label']} ", text)
        text = TITLED.sub(r"\1", text)
        text = LABEL.sub(lambda label: "" if label[1].lower() in self.defined else label[0], text)
        definition = REFERENCE.match(text)
        # What no link calls is no definition but words: [Ada]: Yes
        if definition and definition["label"].lower() not in self.called:
            return text.replace("]:", "] ", 1)
        if definition and definition["label"].lower() not in self.pictured:
            return TITLED_DEFINITION.sub(r"\1", text)
        return text


def words_of_lines(lines: Iterable[Line], head: int = 0, reading: Reading | None = None) -> Iterator[Word]:
    """The words of a source's lines, without what is Markdown and not text; up to the line `head` dates may stand.

    `reading` is that of the whole text, where these lines are a part of it.
    """
    lines = tuple(lines)
    reading = reading or Reading.of(lines)
    texts = [without_invisible(line.text) for line in lines]
    fenced = find_fenced(texts)
    for place, (line, text) in enumerate(zip(lines, texts, strict=True)):
        if place in fenced:
            said = "" if FENCE.fullmatch(text) else text
        elif not may_be_marked(text) or reading.is_literal(text, in_head=line.number <= head):
            said = text
        else:
            said = without_markup(text, reading, in_head=line.number <= head)
        yield from (_kept_words if len(said) <= LONGEST_KEPT else _words_of)(said, line.number)


def may_be_marked(text: str) -> bool:
    """Whether something of a line may be markup that has letters or figures."""
    return bool(":::" in text or SIGN.search(text) or LIST_NUMBER.match(text))


def _words_of(said: str, line: int) -> tuple[Word, ...]:
    """The words of a line whose markup was taken out."""
    said = _plain(said)
    if not GLUED.search(said):
        return tuple(Word(word, line) for word in _split(said))
    return tuple(Word(word[0], line, glued=bool(GLUE.match(said, word.end()))) for word in WORD.finditer(said))


_kept_words = lru_cache(MOST_LINES_KEPT)(_words_of)


def literal_words(lines: Iterable[Line]) -> Iterator[Word]:
    """The words of lines as they stand, whether or not they are Markdown."""
    for line in lines:
        for word in split_words(line.text):
            yield Word(word, line.number)


def without_markup(line: str, reading: Reading, *, in_head: bool) -> str:
    """A line without its markup, but with its code as it stands."""
    code: list[str] = []

    def keep(found: re.Match[str]) -> str:
        code.append(found["code"].strip())
        return STAND_IN

    held = CODE.sub(keep, line.replace(STAND_IN, ""))
    struck = reading.strike(held)
    said = strip_markup(struck, dated=in_head, numbered=not reading.says_number(struck, in_head=in_head))
    left = iter(code)
    return re.sub(STAND_IN, lambda _: next(left, ""), said)


def strip_markup(line: str, *, dated: bool = False, numbered: bool = True) -> str:
    """A line of Markdown without link targets, note labels, list numbers and rules; entities as characters.

    One that is `dated` may begin with a date, and one that is not `numbered` with a number that is a word.
    """
    text = ATTRIBUTES.sub(" ", REFERENCE.sub(" ", line))
    text = MAIL_SCHEME.sub("", LINK_TARGET.sub("(", text))
    text = NOTE_LABEL.sub(" ", text)
    text = LIST_NUMBER.sub(" ", text) if numbered and not (dated and DATE.match(text)) else text
    return resolve_references(SYNTAX.sub(" ", text))
