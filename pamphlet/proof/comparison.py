"""A source and its statement → rows in which every change is marked, for the person who signed it to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from pamphlet.model import Footnote, Line, Manuscript, Statement
from pamphlet.model.walk import runs, spelled_out
from pamphlet.proof.align import align
from pamphlet.proof.sources import header_lines, part_notes

MARKUP: Final = re.compile(r"[*_`\\#>|]|(?<=\])\([^)]*\)|\[\^[^\]]+\]:?|[\[\]]")


class Piece(NamedTuple):
    """Words that stand on one line of the source (0 in the statement), and whether they changed."""

    text: str
    line: int
    changed: bool


class Row(NamedTuple):
    """A block of the statement, and what it was in the source."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


class _Token(NamedTuple):
    """A word with its points: as it stands, as it is compared, its line, and its block."""

    text: str
    key: str
    line: int
    block: int


def compare(manuscript: Manuscript, statement: Statement) -> tuple[Row, ...]:
    """Each block beside its source, in the order of the statement."""
    text, notes = part_notes(manuscript.lines)
    source = list(_source_tokens((*header_lines(manuscript, statement), *text, *notes)))
    set_text = list(_statement_tokens(statement))
    rows: list[tuple[list[tuple[_Token, bool]], list[tuple[_Token, bool]]]] = [
        ([], []) for _ in range(_last_block(set_text) + 2)
    ]
    here = there = 0
    for gap in (*align([t.key for t in source], [t.key for t in set_text]), None):
        stop = gap.start if gap else len(source)
        while here < stop:
            rows[set_text[there].block][0].append((source[here], False))
            rows[set_text[there].block][1].append((set_text[there], False))
            here, there = here + 1, there + 1
        if gap:
            # What the source has after the end of the statement is a row of its own.
            block = set_text[there].block if there < len(set_text) else _last_block(set_text) + 1
            rows[block][0].extend((token, True) for token in source[gap.start : gap.end])
            for token in set_text[gap.first : gap.last]:
                rows[token.block][1].append((token, True))
            here, there = gap.end, gap.last
    return tuple(Row(_pieces(before), _pieces(after)) for before, after in rows if before or after)


def _last_block(tokens: Sequence[_Token]) -> int:
    return tokens[-1].block if tokens else 0


def _source_tokens(lines: Iterable[Line]) -> Iterator[_Token]:
    for line in lines:
        marked = MARKUP.search(line.text)
        for text in line.text.split():
            if key := MARKUP.sub("", text) if marked else text:
                yield _Token(text, key, line.number, 0)


def _statement_tokens(statement: Statement) -> Iterator[_Token]:
    date = statement.date.text if statement.date else ""
    signed = (", ".join(filter(None, (author.name, author.role))) for author in statement.authors)
    blocks = [block for block in statement.blocks if not isinstance(block, Footnote)]
    notes = [block for block in statement.blocks if isinstance(block, Footnote)]
    head = (spelled_out(statement.title), " ".join((*signed, date)), spelled_out(statement.standfirst))
    texts = (*head, *(spelled_out(run) for run in runs((*blocks, *notes))))
    for number, text in enumerate(texts):
        marked = MARKUP.search(text)
        for word in text.split():
            yield _Token(word, (marked and MARKUP.sub("", word)) or word, 0, number)


def _pieces(tokens: Iterable[tuple[_Token, bool]]) -> tuple[Piece, ...]:
    grouped = groupby(tokens, key=lambda each: (each[0].line, each[1]))
    return tuple(Piece(" ".join(token.text for token, _ in group), line, changed) for (line, changed), group in grouped)
