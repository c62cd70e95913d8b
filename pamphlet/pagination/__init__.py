"""The model and the words of its finished pages → the model with a mark wherever a page begins."""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from pamphlet.cache import key_of
from pamphlet.means import Means
from pamphlet.model import Pamphlet, Statement
from pamphlet.model.walk import map_runs
from pamphlet.pagination.breaks import insert_breaks, without_breaks
from pamphlet.pagination.matter import CONTACT, CONTENTS, find_matter_pages
from pamphlet.pagination.openings import find_openings
from pamphlet.pagination.placing import end_of, statement_words
from pamphlet.proof.ledger import CLOSING, FEWEST_TO_SHARE, opening_of
from pamphlet.proof.printed import PrintedPart, PrintedText
from pamphlet.workers import recall

__all__ = ["paginate", "places_wanted"]


def places_wanted(pamphlet: Pamphlet) -> tuple[str, ...]:
    """The names of the places whose pages `paginate` must be told."""
    return (*map(opening_of, pamphlet.statements), CLOSING, CONTENTS, CONTACT)


def paginate(pamphlet: Pamphlet, printed: PrintedText, *, means: Means = Means()) -> Pamphlet:  # noqa: B008 - frozen
    """The pamphlet with a page break before the word that begins each page; a word cut by a page's end stays before it.

    `printed` is the finished file's text, read with the names that `places_wanted` gives.
    """
    starts = [printed.anchors.get(opening_of(statement), 0) for statement in pamphlet.statements]
    ends = [*starts[1:], printed.anchors.get(CLOSING, printed.pages + 1)]
    works = [
        _Work(statement, printed.between(first, end) if first else PrintedPart(0, 0, b""))
        for statement, first, end in zip(pamphlet.statements, starts, ends, strict=True)
    ]
    paginated = recall(works, means, few=FEWEST_TO_SHARE - 1)
    statements = tuple(msgspec.msgpack.decode(each, type=Statement) for each in paginated)
    return replace(pamphlet, statements=statements, pages=find_matter_pages(pamphlet, printed, starts[:1]))


class _Work(NamedTuple):
    """A statement whose breaks are to be found, and its pages."""

    statement: Statement
    pages: PrintedPart

    @property
    def key(self) -> str:
        """A name for all that its breaks depend on."""
        pages = self.pages
        return key_of("breaks", msgspec.msgpack.encode(self.statement), pages.key, f"{pages.opening} {pages.count}")

    @property
    def weight(self) -> int:
        """As many pages as it has."""
        return self.pages.count

    def do(self) -> bytes:
        """The statement with its breaks."""
        return msgspec.msgpack.encode(_with_breaks(*self))


def _with_breaks(statement: Statement, pages: PrintedPart) -> Statement:
    bare = replace(
        statement,
        title=without_breaks(statement.title),
        standfirst=without_breaks(statement.standfirst),
        blocks=map_runs(statement.blocks, without_breaks),
    )
    if not pages.count:
        return bare
    words = list(statement_words(bare))
    following = range(pages.opening + 1, pages.opening + pages.count)
    openings = find_openings([word.text for word in words], pages.reading.body, following)
    breaks: defaultdict[int, dict[int, list[int]]] = defaultdict(dict)
    for page, opening in ((pages.opening, 0), *openings.items()):
        place = next((word.place for word in words[opening:] if word.place), end_of(bare))
        breaks[place.run].setdefault(place.character, []).append(page)
    numbers = count(2)
    return replace(
        bare,
        title=insert_breaks(bare.title, breaks[0]),
        standfirst=insert_breaks(bare.standfirst, breaks[1]),
        blocks=map_runs(bare.blocks, lambda run: insert_breaks(run, breaks[next(numbers)])),
    )
