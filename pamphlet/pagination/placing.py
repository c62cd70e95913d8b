"""A statement → the words that its pages say, each with its place in the model."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple, assert_never

from pamphlet.model import (
    Block,
    Box,
    BulletedList,
    Figure,
    Footnote,
    Heading,
    OrderedList,
    Paragraph,
    Quotation,
    Statement,
    Table,
    ThematicBreak,
    Verse,
)
from pamphlet.model.walk import Run
from pamphlet.pagination.breaks import characters_of, leaves_of
from pamphlet.patterns import Pattern
from pamphlet.proof.words import INVISIBLE, WORD, split_words

# A line may end after one of these without a space: what follows them begins the next page.
PARTING: Final = Pattern("[ \t\n\u200b\u2010\u2013\u2014/-]")


class Place(NamedTuple):
    """Where a word stands in a statement: the run, counted in reading order, and the character in it."""

    run: int
    character: int


class PlacedWord(NamedTuple):
    """A word as the pages are searched for it; it has no place where the model cannot hold a break."""

    text: str
    place: Place | None


def statement_words(statement: Statement) -> Iterator[PlacedWord]:
    """The words of a statement as its pages say them: title, byline, date, standfirst, text; its notes stand apart."""
    yield from _run_words(statement.title, 0)
    signed = (part for author in statement.authors for part in (author.name, author.role))
    for text in (*signed, statement.date.text if statement.date else ""):
        yield from (PlacedWord(word, None) for word in split_words(text))
    yield from _run_words(statement.standfirst, 1)
    for number, reading in enumerate(_readings(statement.blocks), start=2):
        if not reading.is_note:
            for word in split_words(reading.alternative):
                yield PlacedWord(word, Place(number, 0))
            yield from _run_words(reading.run, number)


class _Reading(NamedTuple):
    """A run as it is said: after the words for its picture, if it is a caption."""

    run: Run
    alternative: str = ""
    is_note: bool = False


def _readings(blocks: Iterable[Block], *, is_note: bool = False) -> Iterator[_Reading]:
    """Every run in the order of `map_runs`."""
    for block in blocks:
        match block:
            case Paragraph(content=content) | Heading(content=content):
                yield _Reading(content, is_note=is_note)
            case Figure():
                yield _Reading(block.caption, block.alternative, is_note)
            case BulletedList(items=items) | OrderedList(items=items):
                yield from _readings(chain.from_iterable(item.blocks for item in items), is_note=is_note)
            case Quotation(blocks=inner) | Box(blocks=inner):
                yield from _readings(inner, is_note=is_note)
            case Footnote(blocks=inner):
                yield from _readings(inner, is_note=True)
            case Verse(lines=lines):
                yield from (_Reading(line, is_note=is_note) for line in lines)
            case Table():
                rows = (block.header, *block.rows)
                yield from (_Reading(cell, is_note=is_note) for row in rows for cell in row.cells)
            case ThematicBreak():
                pass
            case _:
                assert_never(block)


def end_of(statement: Statement) -> Place:
    """The end of a statement's last run: where the pages begin on which it says nothing more."""
    readings = [(number, reading.run) for number, reading in enumerate(_readings(statement.blocks), start=2)]
    notes = {number for number, reading in enumerate(_readings(statement.blocks), start=2) if reading.is_note}
    runs = [(0, statement.title), *((number, run) for number, run in readings if number not in notes)]
    number, run = runs[-1]
    return Place(number, len(characters_of(run)))


def _run_words(run: Run, number: int) -> Iterator[PlacedWord]:
    """The words of a run; like the pages, it parts them where another typeface begins."""
    whole = characters_of(run)
    start = 0
    for leaf in leaves_of(run):
        for word, character in place_words(leaf):
            yield PlacedWord(word, Place(number, _opening_before(whole, start + character)))
        start += len(leaf)


def _opening_before(text: str, character: int) -> int:
    """Where the marks begin that open a word: what stands before it, up to a space, a dash or another word."""
    start = character
    while start and not text[start - 1].isalnum():
        start -= 1
    parting = max((match.end() for match in PARTING.finditer(text, start, character)), default=None)
    if start == 0:
        return 0
    return character if parting is None else parting


def place_words(text: str) -> Iterator[tuple[str, int]]:
    """The words that `split_words` finds in a text, each with the character at which it begins."""
    if unicodedata.is_normalized("NFKC", text) and not INVISIBLE.search(text):
        yield from ((word[0], word.start()) for word in WORD.finditer(text))
        return
    for token in re.finditer(r"\S+", text):
        words = split_words(token[0])
        placed = list(_place_in_token(token[0]))
        # Where letters join across what we take for one (Korean in single jamos), the token's start must do.
        exact = [word for word, _ in placed] == words
        yield from ((word, token.start() + start) for word, start in (placed if exact else ((w, 0) for w in words)))


def _place_in_token(token: str) -> Iterator[tuple[str, int]]:
    """The words of text without spaces, found in its compatibility form (NFKC), letter by letter with their marks."""
    normal, origins = "", list[int]()
    for start, letter in _letters(token):
        folded = unicodedata.normalize("NFKC", INVISIBLE.sub("", letter))
        normal += folded
        origins.extend([start] * len(folded))
    for word in WORD.finditer(normal):
        yield word[0], origins[word.start()]


def _letters(token: str) -> Iterator[tuple[int, str]]:
    """Each letter together with the marks that combine with it, and the characters that nobody sees."""
    start = 0
    for end in range(1, len(token) + 1):
        if end == len(token) or not (unicodedata.combining(token[end]) or INVISIBLE.match(token[end])):
            yield start, token[start:end]
            start = end
