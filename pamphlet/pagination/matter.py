"""The pages of cover, imprint, contents, contact and colophon."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from pamphlet.model import EntryPage, MatterPages, Pamphlet
from pamphlet.model.walk import plain_text
from pamphlet.pagination.openings import find_openings
from pamphlet.proof.ledger import CLOSING
from pamphlet.proof.printed import PrintedText
from pamphlet.proof.words import split_words
from pamphlet.wording import wording_for

CONTENTS: Final = "_contents"
"""The place in the pages where the contents stand."""
HASHED: Final = "sha256"
"""What stands between the name of a source and the beginning of its digest."""
HASH_LETTERS: Final = 16
CONTACT: Final = "_contact"
"""The place in the pages where the contact stands."""


def find_matter_pages(pamphlet: Pamphlet, printed: PrintedText, first_statement: Sequence[int]) -> MatterPages:
    """The pages before the first statement are cover, imprint and contents; those behind, contact and colophon."""
    before = range(1, next(iter(first_statement), 1))
    closing = range(printed.anchors.get(CLOSING, printed.pages + 1), printed.pages)
    places = (1, 2, printed.anchors.get(CONTENTS, 3))
    cover, imprint, contents = (page if page in before else 0 for page in places)
    contact = printed.anchors.get(CONTACT, 0)
    sources = _list_pages(
        [[each.name, HASHED, each.sha256[:HASH_LETTERS]] for each in pamphlet.colophon.sources], printed, closing
    )
    # Where the first source follows on something of its page, that is how the colophon begins.
    colophon = [each.page for each in sources if each.entry == 0 and not _begins(pamphlet, printed, each.page)]
    return MatterPages(
        cover=cover,
        imprint=imprint,
        contents=contents,
        contact=contact,
        colophon=closing[0] if closing and not contact else next(iter(colophon), 0),
        contents_entries=_list_pages(_contents_entries(pamphlet), printed, range(contents or 3, before.stop)),
        sources=tuple(each for each in sources if each.page not in colophon),
    )


def _begins(pamphlet: Pamphlet, printed: PrintedText, page: int) -> bool:
    """Whether a page begins with the first source."""
    named = split_words(pamphlet.colophon.sources[0].name)
    return [word.text for word in printed.between(page, page + 1).reading.body][: len(named)] == named


def _contents_entries(pamphlet: Pamphlet) -> list[list[str]]:
    """The words of each entry of the contents: title, then who signed."""
    entries = [
        [plain_text(statement.title), *(author.name for author in statement.authors)]
        for statement in pamphlet.statements
    ]
    return [*entries, [wording_for(pamphlet.language).contact]]


def _list_pages(entries: Iterable[Sequence[str]], printed: PrintedText, pages: range) -> tuple[EntryPage, ...]:
    """The pages after the first on which a list goes on, each with the entry that begins there or next after."""
    owners = [(number, word) for number, entry in enumerate(entries) for word in split_words(" ".join(entry))]
    printed_words = printed.between(pages.start, pages.stop).reading.body
    openings = find_openings([word for _, word in owners], printed_words, pages[1:])
    starts = [index == 0 or owners[index - 1][0] != number for index, (number, _) in enumerate(owners)]
    begun = ((page, next((i for i in range(at, len(owners)) if starts[i]), None)) for page, at in openings.items())
    return tuple(EntryPage(page, owners[index][0]) for page, index in begun if index is not None)
