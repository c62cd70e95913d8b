"""A source and its statement → rows in which every change is marked, for the person who signed it to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, NamedTuple

from pamphlet.model import Footnote, Manuscript, Statement
from pamphlet.model.walk import runs, spelled_out
from pamphlet.proof.align import Gap, align
from pamphlet.proof.sources import header_lines, part_notes

MARKUP: Final = re.compile(r"[*_`\\#>|]|(?<=\])\([^)]*\)|\[\^[^\]]+\]:?|[\[\]]")
SIGN: Final = re.compile(r"[*_`\\#>|\[\]]")
"""What all of these have; it is quicker to look for."""


class Piece(NamedTuple):
    """Words that stand on one line of the source (0 in the statement), and whether they changed."""

    text: str
    line: int
    changed: bool


class Row(NamedTuple):
    """A block of the statement, and what it was in the source."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


class _Stretch(NamedTuple):
    """Words that stand in one place (a line of the source, a block of the statement), from one number to another."""

    place: int
    start: int
    end: int


class _Words:
    """Words with their points: as they stand, and as they are compared."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.keys: list[str] = []
        self._places: list[tuple[int, int]] = []
        """Of each word: where it stands, and the number of the first word that was added after its text."""

    def add(self, text: str, place: int, *, all_kept: bool = False) -> None:
        """The words of a text; one that is nothing but markup is left out, or kept as it stands."""
        words = keys = text.split()
        if SIGN.search(text):
            keyed = ((word, word if word.isalnum() else MARKUP.sub("", word)) for word in words)
            kept = [(word, key or word) for word, key in keyed if key or all_kept]
            words, keys = [word for word, _ in kept], [key for _, key in kept]
        self.texts += words
        self.keys += keys
        self._places += [(place, len(self.texts))] * len(words)

    @property
    def last_place(self) -> int:
        """Where the last of them stands."""
        return self._places[-1][0] if self._places else 0

    def place_of(self, number: int) -> int:
        """Where a word stands; behind the last one is a place of its own."""
        return self._places[number][0] if number < len(self._places) else self.last_place + 1

    def stretches(self, start: int, end: int) -> Iterator[_Stretch]:
        """The words between two numbers, as far as each text goes."""
        while start < end:
            place, after = self._places[start]
            yield _Stretch(place, start, min(after, end))
            start = after


class _Marked(NamedTuple):
    """The two sides of a row, as stretches of which some changed."""

    before: list[tuple[_Stretch, bool]]
    after: list[tuple[_Stretch, bool]]


def compare(manuscript: Manuscript, statement: Statement) -> tuple[Row, ...]:
    """Each block beside its source, in the order of the statement."""
    source, said = _source_words(manuscript, statement), _statement_words(statement)
    rows = [_Marked([], []) for _ in range(said.last_place + 2)]
    here = there = 0
    for gap in (
        *align(source.keys, said.keys),
        Gap(len(source.keys), len(source.keys), len(said.keys), len(said.keys)),
    ):
        for same in said.stretches(there, gap.first):
            rows[same.place].after.append((same, False))
            alike = source.stretches(same.start + here - there, same.end + here - there)
            rows[same.place].before.extend((each, False) for each in alike)
        # What the source has after the end of the statement is a row of its own.
        before = rows[said.place_of(gap.first)].before
        before.extend((each, True) for each in source.stretches(gap.start, gap.end))
        for added in said.stretches(gap.first, gap.last):
            rows[added.place].after.append((added, True))
        here, there = gap.end, gap.last
    return tuple(Row(_pieces(source, row.before), _pieces(said, row.after, line=0)) for row in rows if any(row))


def _source_words(manuscript: Manuscript, statement: Statement) -> _Words:
    """The words of the header and of the lines, the notes last."""
    words = _Words()
    text, notes = part_notes(manuscript.lines)
    for line in (*header_lines(manuscript, statement), *text, *notes):
        words.add(line.text, line.number)
    return words


def _statement_words(statement: Statement) -> _Words:
    """The words of the head and of each block, counted from the title, the notes last."""
    date = statement.date.text if statement.date else ""
    signed = (", ".join(filter(None, (author.name, author.role))) for author in statement.authors)
    blocks = [block for block in statement.blocks if not isinstance(block, Footnote)]
    notes = [block for block in statement.blocks if isinstance(block, Footnote)]
    head = (spelled_out(statement.title), " ".join((*signed, date)), spelled_out(statement.standfirst))
    words = _Words()
    for number, text in enumerate((*head, *(spelled_out(run) for run in runs((*blocks, *notes))))):
        words.add(text, number, all_kept=True)
    return words


def _pieces(words: _Words, marked: Iterable[tuple[_Stretch, bool]], line: int | None = None) -> tuple[Piece, ...]:
    """The stretches as they are shown; without a line, each stands on its own."""
    grouped = groupby(marked, key=lambda each: (each[0].place, each[1]))
    texts = (
        (" ".join(word for each, _ in group for word in words.texts[each.start : each.end]), place, changed)
        for (place, changed), group in grouped
    )
    return tuple(Piece(text, place if line is None else line, changed) for text, place, changed in texts)
