"""Restored words → the quotation marks among them that lack their partner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pamphlet.model import Block, Figure, Heading, Paragraph, Table, Verse
from pamphlet.model.walk import all_blocks, spelled_out
from pamphlet.restore.quotes import Marks


class Unpaired(NamedTuple):
    """A mark that opens a quotation which nothing closes, or the other way about, with the words beside it."""

    opens: bool
    words: str

    @property
    def message(self) -> str:
        """What is in doubt, in a sentence."""
        fault = "a quotation opens here and is not closed" if self.opens else "a quotation closes that was not opened"
        return f"{fault}: {self.words}"


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    """The words of each paragraph, heading, cell and caption, and of a whole verse, in order."""
    for block in all_blocks(blocks):
        match block:
            case Paragraph() | Heading():
                yield spelled_out(block.content)
            case Verse():
                yield "\n".join(map(spelled_out, block.lines))
            case Figure():
                yield spelled_out(block.caption)
            case Table():
                yield from (spelled_out(cell) for row in (block.header, *block.rows) for cell in row.cells)
            case _:
                pass


def find_unpaired(texts: Iterable[str], marks: Marks) -> Iterator[Unpaired]:
    """The outer marks without a partner; a quotation over several paragraphs opens anew in each and closes once."""
    opening, closing = marks.opening[0], marks.closing[-1]
    if opening == closing:
        return
    left_open: Unpaired | None = None
    for text in texts:
        opened: Unpaired | None = None
        for mark in re.finditer(f"[{opening}{closing}]", text):
            found = _beside(text, mark.start(), opens=mark[0] == opening)
            if found.opens:
                if opened:
                    yield opened
                if left_open and not re.search(r"\w", text[: mark.start()]):
                    left_open = None
                opened = found
            elif opened or left_open:
                left_open = left_open if opened else None
                opened = None
            else:
                yield found
        if left_open:
            yield left_open
        left_open = opened
    if left_open:
        yield left_open


def _beside(text: str, place: int, *, opens: bool) -> Unpaired:
    if opens:
        words: Sequence[str] = text[place:].split()
        return Unpaired(opens, " ".join(words[:2]) if len(words[0]) == 1 else words[0])
    words = text[: place + 1].split()
    return Unpaired(opens, " ".join(words[-2:]) if len(words[-1]) == 1 else words[-1])
