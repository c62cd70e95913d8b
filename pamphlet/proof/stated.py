"""A statement and its restored lines → the words that it says, and whether the lines hold them all and no others.

Where marks are so tangled that a line by itself does not tell what of it is Markdown, this is a second reading: what
was set is compared with the statement, word by word and in order, and the statement with the lines, by count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from pamphlet.model import Block, Figure, Footnote, Line, NoteReference, Statement
from pamphlet.model.blocks import Box, BulletedList, OrderedList, Quotation
from pamphlet.model.walk import Run, footnotes, plain_text, runs
from pamphlet.patterns import Pattern
from pamphlet.proof.sources import StatementWords
from pamphlet.proof.words import INVISIBLE, Word, split_words
from pamphlet.references import resolve_references

# What of a line may be markup: where links lead and what they are called by, labels and definitions, attributes,
# numbers of items, names of characters and of boxes.
MARKUP: Final = Pattern(
    r"\]\([^\n]*?\)+|\]\s?\[[^\[\]]*\]|\[\^[^\]]+\]|^\s*\[[^\]]+\]:.*|\{[^{}]*\}|&#?\w+;|^\s*(?:```|~~~|:::).*"
    r"|(?:^|(?<=[\s>*+-]))\d{1,9}(?=[.)](?:\s|$))|^\s*\[[^\[\]]*\]"
)
MARKS: Final = Pattern(r"[*_`^]+|\\(?=\W)")


def stated_words(statement: Statement) -> StatementWords:
    """The words of the statement itself, in the order in which they are set."""
    signed = [text for author in statement.authors for text in (author.name, author.role)]
    head = (plain_text(statement.title), *signed, statement.date.text if statement.date else "")
    body = [block for block in statement.blocks if not isinstance(block, Footnote)]
    notes = footnotes(statement.blocks)
    called = [statement.title, statement.standfirst, *runs(body), *runs(notes)]
    order = list(dict.fromkeys((*(label for run in called for label in _calls(run)), *(note.label for note in notes))))
    return StatementWords(
        _words((*head, plain_text(statement.standfirst), *_texts(body))),
        tuple(_words(_texts(note.blocks)) for note in sorted(notes, key=lambda note: order.index(note.label))),
    )


def hold_the_same(lines: Iterable[Line], said: StatementWords) -> bool:
    """Whether each word that is said stands in the lines as often, and what else stands there may be markup."""
    stated = Counter(word.text for part in (said.body, *said.notes) for word in part)
    held: Counter[str] = Counter()
    markup: Counter[str] = Counter()
    for line in lines:
        text = INVISIBLE.sub("", line.text)
        around = Counter(split_words(" ".join(found[0] for found in MARKUP.finditer(text))))
        held.update(_read(text, stated, around))
        markup.update(around)
    # Where marks alone part words, they are one word in print: a`b
    return _letters(stated - held) == _letters(held - stated - markup)


def _letters(words: Counter[str]) -> Counter[str]:
    return Counter(letter for word in words.elements() for letter in word)


def _read(text: str, stated: Counter[str], markup: Counter[str]) -> list[str]:
    """The words of a line, with its marks as ends of words or as nothing, whichever gives words that are said."""
    plain = resolve_references(text)
    readings = [split_words(each) for each in (text, plain, MARKS.sub("", text), MARKS.sub("", plain))]
    return min(readings, key=lambda words: sum(word not in stated and word not in markup for word in words))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    """The texts of blocks in order, a picture's words before its caption."""
    for block in blocks:
        match block:
            case Figure(alternative=alternative, caption=caption):
                yield from (alternative, plain_text(caption))
            case BulletedList(items=items) | OrderedList(items=items):
                yield from _texts(inner for item in items for inner in item.blocks)
            case Quotation(blocks=inner) | Box(blocks=inner):
                yield from _texts(inner)
            case _:
                yield from map(plain_text, runs((block,)))


def _words(texts: Iterable[str]) -> tuple[Word, ...]:
    return tuple(Word(word, 0) for text in texts for word in split_words(text))


def _calls(run: Run) -> Iterator[str]:
    """The labels of the notes that a run calls, in order."""
    for node in run:
        if isinstance(node, NoteReference):
            yield node.label
        yield from _calls(getattr(node, "content", ()))
