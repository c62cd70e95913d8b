"""The model and the words of its finished pages → the model with a mark wherever a page begins."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, count, pairwise
from typing import Final, NamedTuple, assert_never

from msgspec.structs import replace

from pamphlet.model import (
    Block,
    BulletedList,
    Code,
    Emphasis,
    EntryPage,
    Figure,
    Footnote,
    Heading,
    Inline,
    LanguageSpan,
    LineBreak,
    Link,
    MatterPages,
    NoteReference,
    OrderedList,
    PageBreak,
    Pamphlet,
    Paragraph,
    Quotation,
    Statement,
    Strong,
    Superscript,
    Table,
    Text,
    ThematicBreak,
    Verse,
)
from pamphlet.model.walk import Run, map_runs, plain_text
from pamphlet.proof.align import align
from pamphlet.proof.ledger import CLOSING, opening_of
from pamphlet.proof.pdf_text import PrintedText, PrintedWord, words_on
from pamphlet.proof.words import INVISIBLE, WORD, split_words
from pamphlet.wording import wording_for

CONTACT: Final = "_contact"
"""The place in the pages where the contact stands."""
# A line may end after one of these without a space: what follows them begins the next page.
PARTING: Final = re.compile("[ \t\n\u200b\u2010\u2013\u2014/-]")


class Place(NamedTuple):
    """Where a word stands in a statement: the run, counted in reading order, and the character in it."""

    run: int
    character: int


class PlacedWord(NamedTuple):
    """A word as the pages are searched for it; it has no place where the model cannot hold a break."""

    text: str
    place: Place | None


def places_wanted(pamphlet: Pamphlet) -> tuple[str, ...]:
    """The names of the places whose pages `paginate` must be told."""
    return (*map(opening_of, pamphlet.statements), CLOSING, CONTACT)


def paginate(pamphlet: Pamphlet, printed: PrintedText) -> Pamphlet:
    """The pamphlet with a page break before the word that begins each page; a word cut by a page's end stays before it.

    `printed` is the finished file's text, read with the names that `places_wanted` gives.
    """
    starts = [printed.anchors.get(opening_of(statement), 0) for statement in pamphlet.statements]
    ends = [*starts[1:], printed.anchors.get(CLOSING, printed.pages + 1)]
    statements = tuple(
        _paginate_statement(statement, printed, range(first, end) if first else range(0))
        for statement, first, end in zip(pamphlet.statements, starts, ends, strict=True)
    )
    return replace(pamphlet, statements=statements, pages=_matter_pages(pamphlet, printed, starts[:1]))


def _paginate_statement(statement: Statement, printed: PrintedText, pages: range) -> Statement:
    bare = replace(
        statement,
        title=without_breaks(statement.title),
        standfirst=without_breaks(statement.standfirst),
        blocks=map_runs(statement.blocks, without_breaks),
    )
    if not pages:
        return bare
    words = list(_statement_words(bare))
    printed_words = words_on(printed.body, pages.start, pages.stop)
    openings = find_openings([word.text for word in words], printed_words, pages[1:])
    breaks: defaultdict[int, dict[int, list[int]]] = defaultdict(dict)
    for page, opening in ((pages[0], 0), *openings.items()):
        place = next((word.place for word in words[opening:] if word.place), _end_of(bare))
        breaks[place.run].setdefault(place.character, []).append(page)
    numbers = count(2)
    return replace(
        bare,
        title=insert_breaks(bare.title, breaks[0]),
        standfirst=insert_breaks(bare.standfirst, breaks[1]),
        blocks=map_runs(bare.blocks, lambda run: insert_breaks(run, breaks[next(numbers)])),
    )


def find_openings(expected: Sequence[str], printed: Sequence[PrintedWord], pages: Iterable[int]) -> dict[int, int]:
    """Each page → the expected word that begins it; a page without words opens with the next one's, or at the end."""
    owners = _owners(expected, printed)
    first: dict[int, int] = {}
    for index, word in enumerate(printed):
        first.setdefault(word.page, owners[index])
    openings, following = {}, len(expected)
    for page in sorted(pages, reverse=True):
        following = min(following, first.get(page, following))
        openings[page] = following
    return dict(sorted(openings.items()))


def _owners(expected: Sequence[str], printed: Sequence[PrintedWord]) -> list[int]:
    """For each printed word the expected word that begins with it or next after it."""
    joints = frozenset(index for index, word in enumerate(printed) if word.joint)
    found = [word.text for word in printed]
    owners: list[int] = []
    here = 0
    for gap in (*align(expected, found, joints), None):
        stop = gap.start if gap else len(expected)
        for index in range(here, stop):
            owners.append(index)
            owners.extend([index + 1] * (_pieces(expected[index], found, len(owners) - 1) - 1))
        if gap:
            owners.extend(min(gap.start + extra, gap.end) for extra in range(gap.last - gap.first))
            here = gap.end
    return owners


def _pieces(word: str, found: Sequence[str], first: int) -> int:
    """How many found words, cut by the ends of lines, make the word."""
    made, last = found[first], first
    while made != word:
        last += 1
        made += found[last]
    return last - first + 1


def _statement_words(statement: Statement) -> Iterator[PlacedWord]:
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
            case Quotation(blocks=inner):
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


def _end_of(statement: Statement) -> Place:
    """The end of a statement's last run: where the pages begin on which it says nothing more."""
    readings = [(number, reading.run) for number, reading in enumerate(_readings(statement.blocks), start=2)]
    notes = {number for number, reading in enumerate(_readings(statement.blocks), start=2) if reading.is_note}
    runs = [(0, statement.title), *((number, run) for number, run in readings if number not in notes)]
    number, run = runs[-1]
    return Place(number, len(_characters(run)))


def _run_words(run: Run, number: int) -> Iterator[PlacedWord]:
    """The words of a run; like the pages, it parts them where another typeface begins."""
    whole = _characters(run)
    start = 0
    for leaf in _leaves(run):
        for word, character in place_words(leaf):
            yield PlacedWord(word, Place(number, _opening_before(whole, start + character)))
        start += len(leaf)


def _leaves(run: Iterable[Inline]) -> Iterator[str]:
    for node in run:
        match node:
            case Text(text=text) | Code(text=text):
                yield text
            case LineBreak():
                yield "\n"
            case NoteReference() | PageBreak():
                pass
            case Emphasis() | Strong() | Superscript() | Link() | LanguageSpan():
                yield from _leaves(node.content)
            case _:
                assert_never(node)


def _characters(run: Iterable[Inline]) -> str:
    return "".join(_leaves(run))


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


def insert_breaks(run: Run, breaks: Mapping[int, Sequence[int]]) -> Run:
    """The run with the breaks of these pages before these characters, outside of what begins there."""
    if not breaks:
        return run
    inserted, end = _insert(run, 0, breaks)
    rest = (page for character, pages in breaks.items() if character >= end for page in pages)
    return (*inserted, *map(PageBreak, rest))


def _insert(run: Run, start: int, breaks: Mapping[int, Sequence[int]]) -> tuple[Run, int]:
    """The run that begins at a character with its breaks inserted, and the character at which it ends."""
    nodes: list[Inline] = []
    for node in run:
        end = start + len(_characters((node,)))
        inside = {character: pages for character, pages in breaks.items() if start < character < end}
        if end > start:
            nodes.extend(map(PageBreak, breaks.get(start, ())))
        nodes.extend(_split(node, start, inside) if inside else (node,))
        start = end
    return tuple(nodes), start


def _split(node: Inline, start: int, breaks: Mapping[int, Sequence[int]]) -> Iterator[Inline]:
    match node:
        case Text(text=text) | Code(text=text):
            cuts = [0, *(character - start for character in sorted(breaks)), len(text)]
            for first, last in pairwise(cuts):
                yield from map(PageBreak, breaks.get(start + first, ()))
                yield replace(node, text=text[first:last])
        case Emphasis() | Strong() | Superscript() | Link() | LanguageSpan():
            yield replace(node, content=_insert(node.content, start, breaks)[0])
        case LineBreak() | NoteReference() | PageBreak():
            yield node
        case _:
            assert_never(node)


def without_breaks(run: Run) -> Run:
    """The run without page breaks, and what they had parted whole again."""
    nodes: list[Inline] = []
    parted = False
    for node in run:
        match node:
            case PageBreak():
                parted = True
                continue
            case Emphasis() | Strong() | Superscript() | Link() | LanguageSpan():
                nodes.append(replace(node, content=without_breaks(node.content)))
            case Text() | Code() if parted and nodes and type(nodes[-1]) is type(node):
                nodes[-1] = replace(node, text="".join(_leaves((nodes[-1], node))))
            case _:
                nodes.append(node)
        parted = False
    return tuple(nodes)


def _matter_pages(pamphlet: Pamphlet, printed: PrintedText, first_statement: Sequence[int]) -> MatterPages:
    """The pages before the first statement are cover, imprint and contents; those behind, contact and colophon."""
    before = range(1, next(iter(first_statement), 1))
    closing = range(printed.anchors.get(CLOSING, printed.pages + 1), printed.pages)
    cover, imprint, contents = (page if page in before else 0 for page in (1, 2, 3))
    contact = printed.anchors.get(CONTACT, 0)
    sources = _list_pages([[source.name] for source in pamphlet.colophon.sources], printed, closing)
    # Where the first source follows on something of its page, that is how the colophon begins.
    colophon = [each.page for each in sources if each.entry == 0 and not _begins(pamphlet, printed, each.page)]
    return MatterPages(
        cover=cover,
        imprint=imprint,
        contents=contents,
        contact=contact,
        colophon=closing[0] if closing and not contact else next(iter(colophon), 0),
        contents_entries=_list_pages(_contents_entries(pamphlet), printed, before[2:]),
        sources=tuple(each for each in sources if each.page not in colophon),
    )


def _begins(pamphlet: Pamphlet, printed: PrintedText, page: int) -> bool:
    """Whether a page begins with the first source."""
    named = split_words(pamphlet.colophon.sources[0].name)
    return [word.text for word in printed.body if word.page == page][: len(named)] == named


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
    printed_words = words_on(printed.body, pages.start, pages.stop)
    openings = find_openings([word for _, word in owners], printed_words, pages[1:])
    starts = [index == 0 or owners[index - 1][0] != number for index, (number, _) in enumerate(owners)]
    begun = ((page, next((i for i in range(at, len(owners)) if starts[i]), None)) for page, at in openings.items())
    return tuple(EntryPage(page, owners[index][0]) for page, index in begun if index is not None)
