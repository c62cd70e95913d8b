"""The model and the words of its finished pages → the model with a mark wherever a page begins."""

from __future__ import annotations

from collections import defaultdict
from itertools import count

import msgspec
from msgspec.structs import replace

from pamphlet.cache import NO_CACHE, Cache, key_of
from pamphlet.model import Pamphlet, Statement
from pamphlet.model.walk import map_runs
from pamphlet.pagination.breaks import insert_breaks, without_breaks
from pamphlet.pagination.matter import CONTACT, CONTENTS, find_matter_pages
from pamphlet.pagination.openings import find_openings
from pamphlet.pagination.placing import end_of, statement_words
from pamphlet.proof.ledger import CLOSING, opening_of
from pamphlet.proof.printed import PrintedPart, PrintedText

__all__ = ["paginate", "places_wanted"]


def places_wanted(pamphlet: Pamphlet) -> tuple[str, ...]:
    """The names of the places whose pages `paginate` must be told."""
    return (*map(opening_of, pamphlet.statements), CLOSING, CONTENTS, CONTACT)


def paginate(pamphlet: Pamphlet, printed: PrintedText, *, cache: Cache = NO_CACHE) -> Pamphlet:
    """The pamphlet with a page break before the word that begins each page; a word cut by a page's end stays before it.

    `printed` is the finished file's text, read with the names that `places_wanted` gives.
    """
    starts = [printed.anchors.get(opening_of(statement), 0) for statement in pamphlet.statements]
    ends = [*starts[1:], printed.anchors.get(CLOSING, printed.pages + 1)]
    statements = tuple(
        _paginate_statement(statement, printed.between(first, end) if first else PrintedPart(0, 0, b""), cache)
        for statement, first, end in zip(pamphlet.statements, starts, ends, strict=True)
    )
    return replace(pamphlet, statements=statements, pages=find_matter_pages(pamphlet, printed, starts[:1]))


def _paginate_statement(statement: Statement, pages: PrintedPart, cache: Cache) -> Statement:
    """The statement with its breaks, as they were found before for the same words or are found now."""
    key = key_of("breaks", msgspec.msgpack.encode(statement), pages.key, f"{pages.opening} {pages.count}")
    if kept := cache.get(key):
        return msgspec.msgpack.decode(kept, type=Statement)
    paginated = _with_breaks(statement, pages)
    cache.put(key, msgspec.msgpack.encode(paginated))
    return paginated


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
