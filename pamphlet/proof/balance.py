"""A source and its restored lines → the words that restoration lost, added or moved and no repair names.

Lines keep their numbers through every repair. So each line of the source is compared with the lines that came of it:
where no repair changed a word they must be the same; where repairs did, the words that went and came must be those
that the repairs name, no fewer and no more. A word that two repairs changed in turn counts once for each, so that only
what the first took and the last gave is left.

A repair names words without the line around them, which may tell what of them is Markdown. Where they do not balance
without markup, they may do so with every word that stands there, if no more of them is markup than was before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import attrgetter
from typing import Final, Literal, NamedTuple

from pamphlet.model import Repair
from pamphlet.proof.words import Word, split_words, strip_markup

# The rules that set words elsewhere than where they stood, in the order that their repairs say.
MOVING: Final = frozenset({"columns", "table"})


class Difference(NamedTuple):
    """A word that is lacking in the restored text, or that was added to it, with its line."""

    side: Literal["lacking", "added"]
    word: Word


class Texts(NamedTuple):
    """The words of a source and of its restored lines, and how the same reading takes words out of a repair."""

    read: Sequence[Word]
    restored: Sequence[Word]
    words: Callable[[str], list[str]]


class _Part(NamedTuple):
    """Lines of the source, from one to another, that some repairs changed together.

    The words keep their order but in the head, which is set as every head is.
    """

    first: int
    last: int
    repairs: tuple[Repair, ...] = ()
    ordered: bool = True


def balance(said: Texts, literal: Callable[[], Texts], repairs: Iterable[Repair], *, head: int) -> Iterator[Difference]:
    """What no repair explains; markup is no words in the first reading, and words in the second, if that is needed.

    `head` is the last line of the source that stands above the text.
    """
    parts = _parts((repair for repair in repairs if _changes_words(repair)), head)
    all_by_part: dict[int, Texts] = {}
    for place, texts in sorted(_by_part(said, parts).items()):
        part = parts.get(place, _Part(place, place))
        faults = _weigh(texts, part)
        if faults:
            all_by_part = all_by_part or _by_part(literal(), parts)
            all_texts = all_by_part.get(place, texts)
            if _hides_more(texts, all_texts, part) or _weigh(all_texts, part):
                yield from faults
    yield from _out_of_order(said.restored, parts)


def words_taken(repair: Repair) -> int:
    """How many words a repair took away, moved or changed."""
    old, new = named_words(repair.before), named_words(repair.after)
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    return max(gone.total(), come.total()) or (0 if old == new else len(old))


def named_words(text: str) -> list[str]:
    """The words that a repair names, without markup."""
    # What is named of a date is named with its figures, wherever it stands.
    return [word for line in text.split("\n") for word in split_words(strip_markup(line, dated=True))]


def _changes_words(repair: Repair) -> bool:
    """Whether words come, go, or pass from one line to another."""
    differ = (split(repair.before) != split(repair.after) for split in (split_words, named_words))
    return bool(repair.last_line) or any(differ)


def _parts(repairs: Iterable[Repair], head: int) -> dict[int, _Part]:
    """The parts of the source that repairs changed, by the number of each of their lines; the head is one of them."""
    spans = [_Part(each.line, max(each.line, each.last_line), (each,)) for each in repairs]
    joined = [_Part(0, head, (), ordered=False)]
    for span in sorted(spans, key=lambda part: part[:2]):
        last = joined[-1]
        if span.first <= last.last:
            whole = (*last.repairs, *span.repairs)
            joined[-1] = _Part(last.first, max(last.last, span.last), whole, last.ordered)
        else:
            joined.append(span)
    return {number: part for part in joined for number in range(part.first, part.last + 1)}


def _by_part(texts: Texts, parts: dict[int, _Part]) -> dict[int, Texts]:
    """The words of each part, under the number of its first line; a line that is in none is one by itself."""
    found: dict[int, tuple[list[Word], list[Word]]] = {}
    for side, words in enumerate((texts.read, texts.restored)):
        for line, together in groupby(words, attrgetter("line")):
            found.setdefault(_place(line, parts), ([], []))[side].extend(together)
    return {place: Texts(*sides, texts.words) for place, sides in found.items()}


def _place(line: int, parts: dict[int, _Part]) -> int:
    return parts[line].first if line in parts else line


def _hides_more(said: Texts, literal: Texts, part: _Part) -> bool:
    """Whether letters are markup in the restored text that were words in the source, or that no repair put in."""
    before, after = (
        _letters(all_words) - _letters(words)
        for words, all_words in ((said.read, literal.read), (said.restored, literal.restored))
    )
    taken_out, put_in = (
        Counter("".join(words)) for words in (map(attrgetter(side), part.repairs) for side in ("before", "after"))
    )
    return bool(after - before - (put_in - taken_out))


def _letters(words: Iterable[Word]) -> Counter[str]:
    return Counter(letter for word in words for letter in word.text)


def _weigh(texts: Texts, part: _Part) -> list[Difference]:
    """The differences in one part as it is read in one way."""
    old, new = [word.text for word in texts.read], [word.text for word in texts.restored]
    if old == new and not part.repairs:
        return []
    changes = [(each.line, _words_before(each, texts), texts.words(each.after)) for each in part.repairs]
    expected = Counter(old)
    named: set[str] = set()
    for _, before, after in changes:
        expected.subtract(before)
        expected.update(after)
        gone, come = Counter(before), Counter(after)
        named.update(gone - come, come - gone)
    # What a repair put in may be lacking too, though the source never had it. Of words that stand nowhere here, such as
    # those of an address, a repair says nothing of this text.
    known = {*old, *(word for _, _, after in changes for word in after)}
    put_in = (Word(word, line) for line, before, after in changes if known.issuperset(before) for word in after)
    lacking, added = expected - Counter(new), Counter(new) - expected
    faults = [*_named("lacking", (*put_in, *texts.read), lacking), *_named("added", texts.restored, added)]
    if not faults and part.ordered:
        # The words that no repair names still stand in one order.
        moved = _as_moved(texts, part.repairs)
        kept = [[word for word in words if word.text not in named] for words in (moved, texts.restored)]
        strays = (word for word, found in zip(*kept, strict=False) if word.text != found.text)
        faults = [Difference("lacking", word) for word in islice(strays, 1)]
    return faults


def _words_before(repair: Repair, texts: Texts) -> list[str]:
    """What a repair took: of a whole line what is read of it there, for lines above may make words of its marks."""
    named, read = split_words(repair.before), [word.text for word in texts.read if word.line == repair.line]
    return read if named == read else texts.words(repair.before)


def _as_moved(texts: Texts, repairs: Iterable[Repair]) -> list[Word]:
    """The words of the source in the order in which columns are read, and the cells of tables."""
    ordered: list[Word] = []
    rest = list(texts.read)
    for repair in sorted((each for each in repairs if each.rule in MOVING), key=lambda each: each.line):
        ordered += [word for word in rest if word.line < repair.line]
        ordered += [Word(word, repair.line) for word in texts.words(repair.after)]
        rest = [word for word in rest if word.line > repair.last_line]
    return ordered + rest


def _named(side: Literal["lacking", "added"], words: Sequence[Word], counts: Mapping[str, int]) -> Iterator[Difference]:
    """The last of the words of each text, as many as are to be named, in order."""
    left = dict(counts)
    named = []
    for word in reversed(words):
        if left.get(word.text, 0) > 0:
            left[word.text] -= 1
            named.append(Difference(side, word))
    yield from reversed(named)


def _out_of_order(restored: Iterable[Word], parts: dict[int, _Part]) -> Iterator[Difference]:
    """The words of lines that stand before others that they followed."""
    last = 0
    for line, together in groupby(restored, attrgetter("line")):
        place = _place(line, parts)
        if place < last:
            yield from (Difference("added", word) for word in together)
        last = max(last, place)
