"""Sources, repairs and finished files → the ledger: where every word went, and which cannot be accounted for."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Final, Literal, NamedTuple

import msgspec
from msgspec import Struct

from pamphlet.addresses import short_address
from pamphlet.cache import key_of
from pamphlet.errors import UnaccountedError
from pamphlet.means import Means
from pamphlet.model import Footnote, Link, Manuscript, Repair, Statement, Table
from pamphlet.model.walk import all_blocks, find_links, plain_text, statement_runs
from pamphlet.proof.align import align, holds
from pamphlet.proof.balance import Texts, balance, named_words, words_taken
from pamphlet.proof.epub_text import ReadDocument
from pamphlet.proof.noted import find_notes
from pamphlet.proof.printed import PrintedText, PrintedWord, Reading
from pamphlet.proof.sources import StatementWords, header_lines, read_restored, restored_words, source_words
from pamphlet.proof.stated import hold_the_same, stated_words
from pamphlet.proof.words import MARKED, Word, literal_words, split_words
from pamphlet.workers import recall

Medium = Literal["restored text", "e-book", "pages", "booklet", "sheets"]
Side = Literal["lacking", "added"]
CLOSING: Final = "_closing"
"""The place in the pages where the statements have ended."""
FEWEST_TO_SHARE: Final = 16
"""Of fewer sources, the accounts are settled before other processes could have begun."""


class Unaccounted(Struct, frozen=True):
    """Words that a source has and a finished file lacks, or that were added to a file."""

    medium: Medium
    side: Side
    file: str
    line: int
    words: str

    @property
    def sentence(self) -> str:
        """What is wrong, in one sentence."""
        fault = "is lacking in" if self.side == "lacking" else "was added to"
        return f"“{self.words[:80]}” {fault} the {self.medium}, and no repair says why"


class Account(Struct, frozen=True):
    """One source: how many words it has, and how many of them each rule took away or changed."""

    file: str
    words: int
    by_rule: dict[str, int]


Accounted = tuple[Account, tuple[Unaccounted, ...]]
"""The account of a source, and what of it nothing explains."""


class Ledger(Struct, frozen=True):
    """The accounts of all sources, the media that were read, and what no repair explains."""

    media: tuple[Medium, ...]
    accounts: tuple[Account, ...]
    unaccounted: tuple[Unaccounted, ...]

    @property
    def words(self) -> int:
        """The words of all sources together."""
        return sum(account.words for account in self.accounts)

    def refuse_losses(self) -> None:
        """Raises UnaccountedError for the first word that is not accounted for."""
        if self.unaccounted:
            first = self.unaccounted[0]
            raise UnaccountedError(first.sentence, where=first.file, line=first.line)


class Entry(NamedTuple):
    """What the ledger needs of a statement: its source as it was read, and what was done to it."""

    statement: Statement
    manuscript: Manuscript
    repairs: tuple[Repair, ...]


class _Copy(NamedTuple):
    """A statement as a finished file holds it: a name for its words, and these, read when they are asked for."""

    medium: Medium
    key: str
    read: Callable[[], Reading]


class _Work(NamedTuple):
    """A source whose account is to be settled, and its statement in each finished file."""

    entry: Entry
    copies: list[_Copy]

    @property
    def key(self) -> str:
        """A name for all that its account depends on."""
        parts = (part for copy in self.copies for part in copy[:2])
        return key_of("accounted", msgspec.msgpack.encode(self.entry), *parts)

    @property
    def weight(self) -> int:
        """As many lines as it has."""
        return len(self.entry.manuscript.lines)

    def do(self) -> bytes:
        """What `_settle` finds."""
        return msgspec.msgpack.encode(_settle(*self))


def draw_up(
    entries: Sequence[Entry],
    *,
    epub: Sequence[ReadDocument] = (),
    pdf: PrintedText | None = None,
    means: Means = Means(),  # noqa: B008 - frozen
) -> Ledger:
    """Align each source with its statement in each finished file that was made.

    The booklet is not aligned: its pages are compared with those of the PDF that it was made from. Of a source whose
    words were all accounted for before, in files that had the same words, the account is kept.
    """
    by_medium = [copies for copies in (_book_copies(epub), _page_copies(entries, pdf)) if copies]
    works = [
        _Work(entry, [copies[number] for copies in by_medium if number < len(copies)])
        for number, entry in enumerate(entries)
    ]
    settled = recall(works, means, few=FEWEST_TO_SHARE - 1, lasts=lambda made: not _read_account(made)[1])
    results = [_read_account(each) for each in settled]
    return Ledger(
        tuple(copies[0].medium for copies in by_medium),
        tuple(account for account, _ in results),
        tuple(loss for _, losses in results for loss in losses),
    )


def _book_copies(epub: Sequence[ReadDocument]) -> list[_Copy]:
    return [_Copy("e-book", document.key, document.reading) for document in epub if document.is_statement]


def _page_copies(entries: Sequence[Entry], pdf: PrintedText | None) -> list[_Copy]:
    """The words on the pages from each statement's opening to the next one's."""
    if pdf is None:
        return []
    starts = [pdf.anchors.get(opening_of(entry.statement), 1) for entry in entries]
    ends = [*starts[1:], pdf.anchors.get(CLOSING, pdf.pages + 1)]
    parts = [pdf.between(first, end) for first, end in zip(starts, ends, strict=True)]
    return [_Copy("pages", part.key, partial(getattr, part, "reading")) for part in parts]


def _read_account(settled: bytes) -> Accounted:
    found: Accounted = msgspec.msgpack.decode(settled, type=Accounted)
    return found


def opening_of(statement: Statement) -> str:
    """The name of the place in the pages where a statement opens."""
    return f"statement-{statement.slug}"


def _settle(entry: Entry, copies: Iterable[_Copy]) -> Accounted:
    """The account of one source: its words against the restored ones, and these against each finished file."""
    read = source_words(entry.manuscript, entry.statement)
    losses = list(_compare_with_source(entry, read))
    expected = restored_words(entry.manuscript, entry.statement)
    for copy in copies:
        reading = copy.read()
        found = _compare_all(entry, copy.medium, expected, reading)
        if found and hold_the_same(entry.manuscript.restored, said := stated_words(entry.statement)):
            found = found if _compare_all(entry, copy.medium, said, reading) else []
        losses.extend(found)
    return Account(entry.manuscript.name, len(read), _by_rule(entry.repairs)), tuple(losses)


def _compare_all(entry: Entry, medium: Medium, expected: StatementWords, reading: Reading) -> list[Unaccounted]:
    """What a finished file lacks of the text and of the notes, or has besides."""
    body, notes = _as_set(expected, medium, reading)
    return [
        *_compare_with_copy(entry, medium, body, reading.body),
        *_compare_with_copy(entry, medium, notes, reading.notes),
    ]


def _as_set(expected: StatementWords, medium: Medium, reading: Reading) -> tuple[Sequence[Word], Sequence[Word]]:
    """The words as a finished file has them: on pages, a note that no foot can hold follows the text."""
    at_foot = find_notes(expected.notes, reading.notes) if medium == "pages" else range(len(expected.notes))
    rest = (note for number, note in enumerate(expected.notes) if number not in at_foot)
    return (
        (*expected.body, *(word for note in rest for word in note)),
        tuple(word for number in sorted(at_foot) for word in expected.notes[number]),
    )


def _by_rule(repairs: Iterable[Repair]) -> dict[str, int]:
    """How many words each rule took away, moved or changed; the rules by name."""
    taken: Counter[str] = Counter()
    for repair in repairs:
        taken[repair.rule] += words_taken(repair)
    return {rule: count for rule, count in sorted(taken.items()) if count}


def _compare_with_source(entry: Entry, read: Sequence[Word]) -> Iterator[Unaccounted]:
    """What restoration took away, put in or moved, and no repair names."""
    manuscript = entry.manuscript
    restored = read_restored(manuscript, entry.statement)
    all_read = (*header_lines(manuscript, entry.statement), *manuscript.lines)

    def literal() -> Texts:
        return Texts(tuple(literal_words(all_read)), tuple(literal_words(manuscript.restored)), split_words)

    said = Texts(read, restored, named_words)
    found = tuple(balance(said, literal, entry.repairs, head=manuscript.head))
    for side in ("lacking", "added"):
        yield from _report("restored text", side, entry, (each.word for each in found if each.side == side))


def _compare_with_copy(
    entry: Entry, medium: Medium, expected: Sequence[Word], printed: Sequence[PrintedWord]
) -> Iterator[Unaccounted]:
    """What a finished file lacks, or has besides; nothing explains it but a note's number and a repeated header."""
    wanted, found = [word.text for word in expected], [word.text for word in printed]
    if wanted == found:
        return
    joints = frozenset(index for index, word in enumerate(printed) if word.joint)
    lacking: list[Word] = []
    added: list[Word] = []
    for gap in align(wanted, found, joints):
        there, here = expected[gap.start : gap.end], printed[gap.first : gap.last]
        if _is_one_word(there, here) or _lacks_marks_alone(there, here):
            continue
        line = expected[min(gap.start, len(expected) - 1)].line if expected else 1
        lacking.extend(expected[gap.start : gap.end])
        added.extend(Word(word.text, line) for word in printed[gap.first : gap.last])
    setter = _set_by_setter(entry) if medium == "pages" and (lacking or added) else frozenset()
    glued = frozenset(index for index, word in enumerate(expected) if word.glued)
    # Words that the setter repeats may have been taken for those that they repeat.
    if setter and (lacking or added) and holds(wanted, found, joints, setter, glued):
        return
    yield from _report(medium, "lacking", entry, lacking)
    yield from _report(medium, "added", entry, [word for word in added if word.text not in setter])


def _is_one_word(expected: Sequence[Word], printed: Sequence[PrintedWord]) -> bool:
    """Whether words that marks of Markdown part in the source stand together in print."""
    together = all(word.glued for word in expected[:-1])
    return (
        len(expected) > 1 and together and "".join(word.text for word in expected) == "".join(w.text for w in printed)
    )


def _lacks_marks_alone(expected: Sequence[Word], printed: Sequence[PrintedWord]) -> bool:
    """Whether letters were read back without a mark that no one character holds, and perhaps parted there.

    PDFium leaves out such a mark where it lies over another glyph, as above ḅ or ı; other readers find it.
    """
    wanted, found = ("".join(word.text for word in words) for words in (expected, printed))
    return bool(MARKED.search(wanted)) and _bare(wanted) == _bare(found)


def _bare(word: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", word) if not unicodedata.combining(each))


def _set_by_setter(entry: Entry) -> frozenset[str]:
    """What the pages may hold besides: numbers that call notes, a table's header on its second page, links' addresses.

    In the e-book such numbers are marked as links, tables do not break, and a link leads where it says.
    """
    blocks = tuple(all_blocks(entry.statement.blocks))
    notes = sum(isinstance(block, Footnote) for block in blocks)
    headers = (plain_text(cell) for block in blocks if isinstance(block, Table) for cell in block.header.cells)
    printed = (
        text for run in statement_runs(entry.statement) for link in find_links(run) for text in _printed_of(link)
    )
    texts = (*headers, *printed, *map(str, range(1, notes + 1)))
    return frozenset(word for text in texts for word in split_words(text))


def _printed_of(link: Link) -> tuple[str, str]:
    """What paper says of a link: its address, and the words that it belongs to."""
    return short_address(link.target), plain_text(link.content)


def _report(medium: Medium, side: Side, entry: Entry, words: Iterable[Word]) -> Iterator[Unaccounted]:
    for line, group in groupby(words, key=lambda word: word.line):
        yield Unaccounted(medium, side, entry.manuscript.name, line, " ".join(word.text for word in group))
