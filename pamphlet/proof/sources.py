"""A source as it was read, and as it was restored → its words in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from pamphlet.model import Block, Line, Manuscript, Statement, Verse
from pamphlet.model.walk import all_blocks, footnotes, plain_text, runs
from pamphlet.proof.words import NOTE, Reading, Word, words_of_lines

CALL: Final = re.compile(r"\[\^(?P<label>[^\]]+)\](?!:)")


class StatementWords(NamedTuple):
    """The words of the text in order, and those of each note; the notes in the order in which they are called."""

    body: tuple[Word, ...]
    notes: tuple[tuple[Word, ...], ...]


def source_words(manuscript: Manuscript, statement: Statement) -> tuple[Word, ...]:
    """What the header states, then the text as it was read."""
    stated = header_lines(manuscript, statement)
    header = manuscript.header
    in_header = Reading.of(stated, head=_heading(statement), plain=(*header.authors, header.date))
    in_text = Reading.of(manuscript.lines, head=_heading(statement))
    return (
        *words_of_lines(stated, header.line, in_header),
        *words_of_lines(manuscript.lines, manuscript.head, in_text),
    )


def _heading(statement: Statement) -> Iterator[str]:
    """What a statement says above its text, but for its names."""
    return map(plain_text, (statement.title, statement.standfirst))


def read_restored(manuscript: Manuscript, statement: Statement) -> tuple[Word, ...]:
    """The words of the restored lines, one after the other."""
    reading = Reading.of(manuscript.restored, head=_heading(statement), plain=_names(statement))
    return tuple(words_of_lines(manuscript.restored, manuscript.head, reading))


def _names(statement: Statement) -> Iterator[str]:
    """Who signed, and when: words in which nothing is marked."""
    yield from (", ".join(filter(None, (author.name, author.role))) for author in statement.authors)
    yield statement.date.text if statement.date else ""


def restored_words(manuscript: Manuscript, statement: Statement) -> StatementWords:
    """The words that the finished files ought to hold."""
    text, notes = _notes_by_label(manuscript.restored)
    reading = Reading.of(
        manuscript.restored,
        verse_lines(statement.blocks),
        said=map(plain_text, runs(statement.blocks)),
        head=_heading(statement),
        plain=_names(statement),
    )
    # A note that only notes call comes after those that the text calls, in the order in which they stand.
    standing = dict.fromkeys((*(note.label for note in footnotes(statement.blocks)), *notes))
    called = _call_order((*text, *(line for label in standing for line in notes.get(label, ()))), standing)
    return StatementWords(
        tuple(words_of_lines(text, manuscript.head, reading)),
        tuple(tuple(words_of_lines(notes[label], reading=reading)) for label in called if label in notes),
    )


def verse_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of all verse, which Markdown takes letter by letter."""
    for block in all_blocks(blocks):
        if isinstance(block, Verse):
            yield from map(plain_text, block.lines)


def header_lines(manuscript: Manuscript, statement: Statement) -> tuple[Line, ...]:
    """What the header states, in the order in which the statement prints it."""
    header = manuscript.header
    date = statement.date.text if header.date and statement.date else ""
    stated = (header.title, *header.authors, date, header.standfirst)
    return tuple(Line(header.line, text) for text in stated if text)


def part_notes(lines: Iterable[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of the text, and those of the notes in the order in which the text calls them."""
    text, notes = _notes_by_label(lines)
    return tuple(text), tuple(line for label in _call_order(text, notes) for line in notes[label])


def _notes_by_label(lines: Iterable[Line]) -> tuple[list[Line], dict[str, list[Line]]]:
    """The lines of the text, and those of each note by its label: its first line and what is indented below."""
    text: list[Line] = []
    notes: dict[str, list[Line]] = {}
    label, gap = "", False
    for line in lines:
        if note := NOTE.match(line.text):
            label = note["label"]
        elif label and not line.blank and gap and not line.text.startswith(("    ", "\t")):
            label = ""
        gap = line.blank
        (notes.setdefault(label, []) if label else text).append(line)
    return text, notes


def _call_order(text: Iterable[Line], notes: Iterable[str]) -> list[str]:
    """The labels of the notes in the order of their first calls, then those never called."""
    called = (call["label"] for line in text for call in CALL.finditer(line.text))
    return [label for label in dict.fromkeys((*called, *notes)) if label in set(notes)]
