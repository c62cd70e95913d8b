"""A source and its restored lines → the words that restoration lost, added or moved and no repair names.

Lines keep their numbers through every repair. So each line of the source is compared with the lines that came of it:
where no repair changed a word they must be the same; where repairs did, the words that went and came must be those
that the repairs name. A word that two repairs changed in turn counts once for each, so that only what the first took
and the last gave is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, Literal, NamedTuple

from pamphlet.model import Repair
from pamphlet.proof.words import Word, split_words, strip_markup

# The rules that set words elsewhere than where they stood, in the order that their repairs say.
MOVING: Final = frozenset({"columns"})


class Difference(NamedTuple):
    """A word that is lacking in the restored text, or that was added to it, with its line."""

    side: Literal["lacking", "added"]
    word: Word


class _Part(NamedTuple):
    """Lines of the source, from one to another, that some repairs changed together.

    The words keep their order but in the head, which is set as every head is.
    """

    first: int
    last: int
    repairs: tuple[Repair, ...] = ()
    ordered: bool = True


def balance(
    read: Sequence[Word], restored: Sequence[Word], repairs: Iterable[Repair], *, head: int
) -> Iterator[Difference]:
    """What no repair explains. `head` is the last line of the source that stands above the text."""
    parts = _parts((repair for repair in repairs if _changes_words(repair)), head)
    before, after = _by_part(read, parts), _by_part(restored, parts)
    for place in sorted({*before, *after}):
        yield from _settle(before.get(place, []), after.get(place, []), parts.get(place, _Part(place, place)))
    yield from _out_of_order(restored, parts)


def words_taken(repair: Repair) -> int:
    """How many words a repair took away, moved or changed."""
    old, new = _words(repair.before), _words(repair.after)
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    return max(gone.total(), come.total()) or (0 if old == new else len(old))


def _words(text: str) -> list[str]:
    # What is named of a date is named with its figures, wherever it stands.
    return [word for line in text.split("\n") for word in split_words(strip_markup(line, dated=True))]


def _changes_words(repair: Repair) -> bool:
    """Whether words come, go, or pass from one line to another."""
    return bool(repair.last_line) or _words(repair.before) != _words(repair.after)


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


def _by_part(words: Iterable[Word], parts: dict[int, _Part]) -> dict[int, list[Word]]:
    """The words of each part, under the number of its first line; a line that is in none is one by itself."""
    found: dict[int, list[Word]] = {}
    for word in words:
        found.setdefault(_place(word.line, parts), []).append(word)
    return found


def _place(line: int, parts: dict[int, _Part]) -> int:
    return parts[line].first if line in parts else line


def _settle(read: Sequence[Word], restored: Sequence[Word], part: _Part) -> Iterator[Difference]:
    """The differences in one part that its repairs do not name."""
    old, new = [word.text for word in read], [word.text for word in restored]
    if old == new:
        return
    net: Counter[str] = Counter()
    named: set[str] = set()
    for repair in part.repairs:
        gone, come = Counter(_words(repair.before)), Counter(_words(repair.after))
        net.update(gone)
        net.subtract(come)
        named.update(gone - come, come - gone)
    lacking = {word: count - max(net[word], 0) for word, count in (Counter(old) - Counter(new)).items()}
    added = {word: count - max(-net[word], 0) for word, count in (Counter(new) - Counter(old)).items()}
    faults = [*_named("lacking", read, lacking), *_named("added", restored, added)]
    if not faults and part.ordered:
        # The words that no repair names still stand in one order.
        moved = _as_moved(read, part.repairs)
        kept = [[word for word in words if word.text not in named] for words in (moved, restored)]
        strays = (word for word, found in zip(*kept, strict=False) if word.text != found.text)
        faults = [Difference("lacking", word) for word in islice(strays, 1)]
    yield from faults


def _as_moved(read: Sequence[Word], repairs: Iterable[Repair]) -> list[Word]:
    """The words of the source in the order in which columns are read."""
    ordered: list[Word] = []
    rest = list(read)
    for repair in sorted((each for each in repairs if each.rule in MOVING), key=lambda each: each.line):
        ordered += [word for word in rest if word.line < repair.line]
        ordered += [Word(word, repair.line) for word in _words(repair.after)]
        rest = [word for word in rest if word.line > repair.last_line]
    return ordered + rest


def _named(side: Literal["lacking", "added"], words: Sequence[Word], counts: dict[str, int]) -> Iterator[Difference]:
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
    for word in restored:
        place = _place(word.line, parts)
        if place < last:
            yield Difference("added", word)
        last = max(last, place)
