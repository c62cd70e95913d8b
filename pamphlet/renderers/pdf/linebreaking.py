"""A paragraph's words and their widths → the line ends that make it even as a whole.

Least total demerits over all lines, after Knuth and Plass, “Breaking Paragraphs into Lines” (1981); WeasyPrint fills
each line before it looks at the next. Widths are in any one unit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, pairwise
from math import inf, sqrt
from typing import Final, NamedTuple

from pamphlet.renderers.pdf.flaws import MOST_HYPHENS, WIDEST_SPACE_EM
from pamphlet.renderers.pdf.stops import NOWHERE, Rooms, Stop, Words

_Cost = Callable[[float, int, float], float]

# How narrow may a word space become, in ems, and how much narrower than the font's own at least?
NARROWEST_EM: Final = 0.19
TIGHTEST_EM: Final = 0.025
# A word space wider by so much is as bad as any that a line may have.
STRETCH_EM: Final = 0.2
# Widths are told word by word: kerning over spaces, and what is lost in sums, may come to so much of a line.
SPARE: Final = 1.001
# The letters of a line may be closer together or wider apart by a hundredth of an em.
CLOSER: Final = (0.0, -0.005, -0.01)
APART: Final = (0.0, 0.005, 0.01)
TRACKING: Final = 2_000_000.0
# What does it cost to …? A line of the widest space that is not loose costs some 60,000.
HYPHEN: Final = 3_000.0
AWKWARD: Final = 15_000.0
SECOND_HYPHEN: Final = 8_000.0
HYPHEN_BEFORE_LAST: Final = 8_000.0
LOOSE: Final = 200_000.0
STRANDED: Final = 90_000_000.0
SHORT_LAST: Final = 20_000.0
SHORT_SHARE: Final = 0.15
RAGGED: Final = 400_000.0
# A line that costs more is not worth a try, unless it is the last.
HOPELESS: Final = 100_000_000.0
# Where no line costs more, nobody asks whether cutting words would make it better.
GOOD: Final = 3_600.0
GOOD_RAGGED: Final = 9_000.0
# Nor where letters stand closer or wider by a hundredth of an em at most, and spaces are as in a good line.
GOOD_TRACKED: Final = 25_000.0
# Where all can be set without a loose line, ways that cost more than such a one need not be looked for.
FAIR: Final = 60_000.0
# A line that is filled to less than this share is looked at only if there is no other way.
USUAL_SHARE: Final = 0.6
# More than what is lost in sums.
ROUNDED: Final = 1e-6
# A first line in small capitals is wider by less than this.
WIDEST_CAPITALS: Final = 1.5


class Broken(NamedTuple):
    """The ends of all lines but the last, the cost of all and of the worst, and how much wider their letters stand."""

    cost: float
    worst: float
    ends: tuple[Stop, ...]
    trackings_em: tuple[float, ...]

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self.ends) + 1


class _Path(NamedTuple):
    """The best way to a line end, the cost of its last line, and how much wider the letters of this stand apart."""

    cost: float
    line: float
    stop: int
    before: _Path | None
    tracking_em: float = 0.0


_Line = tuple[int, float, float]
"""The stop that a line may end with, what it costs, and how much wider its letters stand apart."""


def good_lines(words: Words, rooms: Rooms) -> Broken | None:
    """The best line ends, if all lines are so good that no others need be looked for."""
    for tracked, limit in ((False, GOOD), (True, GOOD_TRACKED)) if rooms.justified else ((False, GOOD_RAGGED),):
        search = _Search(words, rooms, tracked)
        found = search.best() if rooms.even else search.best_from(limit)
        if found and (rooms.even or found.worst <= limit):
            return found
    return None


def best_lines(words: Words, rooms: Rooms, *, begin: int = -1, whole: Collection[int] = ()) -> Broken | None:
    """The best line ends of all after a stop; none if a word is too long.

    Letters are set closer or wider only where a line would be loose without. `whole` numbers lines, from 0, that no
    hyphen may end.
    """
    best: Broken | None = None
    for tracked in (False, True):
        search = _Search(words, rooms, tracked and rooms.justified, begin, frozenset(whole))
        found = (search.best_from(FAIR) if rooms.justified and not rooms.even else None) or search.best()
        if found and (best is None or found.cost < best.cost):
            best = found
        if not rooms.justified or (best and best.cost < LOOSE):
            break
    return best


def break_into(  # noqa: PLR0913 - all that a search can be told
    words: Words, rooms: Rooms, *, most: int, begin: int = -1, whole: Collection[int] = (), bound: float = inf
) -> dict[int, Broken]:
    """The best line ends for each number of lines that there can be, up to so many; its words may stand closer, too.

    As in `best_lines`, they may be those after a stop, and some may have to end with whole words. None costs more than
    the `bound`.
    """
    found: dict[int, Broken] = {}
    limit = min(HOPELESS, bound)
    search = _Search(words, rooms, rooms.justified, begin, frozenset(whole), most=most, limit=limit, bound=bound)
    for broken in search.each():
        if broken.lines not in found or broken.cost < found[broken.lines].cost:
            found[broken.lines] = broken
    return found


@dataclass(frozen=True)
class _Search:
    """Looks for the best way through the stops of a paragraph.

    It looks at no line that costs more than the `limit`, and at no way that costs more than the `bound`.
    """

    words: Words
    rooms: Rooms
    tracked: bool = False
    begin: int = -1
    whole: frozenset[int] = frozenset()
    most: int = 0
    limit: float = HOPELESS
    bound: float = inf
    reached: dict[int, dict[tuple[int, int], _Path]] = field(default_factory=dict)

    def best(self) -> Broken | None:
        """The best; looks at very short lines only where there are no others."""
        shares = (0.0,) if self.rooms.even else (USUAL_SHARE, 0.0)
        for share in shares if self.limit >= HOPELESS else shares[:1]:
            paths = self._walk(share)
            if paths:
                return self._broken(min(paths, key=lambda path: path.cost))
        return None

    def best_from(self, limit: float) -> Broken | None:
        """The best, if there are ways without a line that costs more: most other lines are not looked at."""
        found = replace(self, limit=limit).best()
        if found and found.cost > limit:  # with one line that costs more, all together may cost less
            found = replace(self, limit=min(found.cost, HOPELESS), bound=found.cost).best()
        return found

    def each(self) -> Iterator[Broken]:
        """All ways to the end that are the best for as many lines, and hyphens before the end, as they have."""
        yield from map(self._broken, self._walk(USUAL_SHARE))

    def _walk(self, share: float) -> Collection[_Path]:
        """The best ways to the end, one for each state in which it is reached."""
        most = self.most or (self._fewest_lines() if self.rooms.even else 0)
        counted = most or max(self.whole, default=-1) + 1
        last = len(self.words.stops) - 1
        self.reached.clear()
        self.reached[self.begin] = {(0, 0): _Path(0.0, 0.0, self.begin, None)}
        for start in range(self.begin, last):
            paths = self.reached.pop(start, None)
            if paths:
                costs = self._lines_from(start, share)
                for (lines, hyphens), path in paths.items():
                    if not most or lines < most:
                        self._extend(path, lines, hyphens, costs, counted)
        return self.reached.pop(last, {}).values()

    def _extend(self, path: _Path, lines: int, hyphens: int, costs: list[_Line], counted: int) -> None:
        number, stops, reached, before = min(lines + 1, counted), self.words.stops, self.reached, path.cost
        for index, cost, tracking_em in costs:
            _, _, joint, awkward, *_ = stops[index]
            total, row = before + cost, 0
            if joint == "hyphen":
                row = hyphens + 1
                if row > MOST_HYPHENS or lines in self.whole:
                    continue
                total += HYPHEN + (SECOND_HYPHEN if hyphens else 0) + (AWKWARD if awkward else 0)
            elif joint == "dash" and awkward:
                total += HYPHEN
            elif hyphens and joint == "end":
                total += HYPHEN_BEFORE_LAST
            if total > self.bound:
                continue
            known = reached.setdefault(index, {})
            state = (number, row)
            if state not in known or total < known[state].cost:
                known[state] = _Path(total, cost, index, path, tracking_em)

    @cached_property
    def _tight(self) -> float:
        """How much narrower than the font's own a word space may become."""
        widest = self.words.space - NARROWEST_EM * self.words.em
        return max(TIGHTEST_EM * self.words.em, widest) if self.rooms.justified else 0.0

    @cached_property
    def _widest(self) -> float:
        """How much wider than the font's own a word space may become, for the line to cost no more than the limit."""
        return self.words.em * STRETCH_EM * (sqrt(self.limit) / 100) ** (1 / 3) if self.rooms.justified else inf

    @cached_property
    def _reaches(self) -> list[float]:
        """How wide it is up to each stop, or to one before it, with its spaces and letters as wide apart as may be.

        What does not reach to the end of a line is not looked at.
        """
        loosest, widest = APART[-1] * self.words.em * self.tracked, self._widest
        reaches = (stop.before + stop.spaces * widest + stop.end * loosest for stop in self.words.stops)
        return list(accumulate(reaches, max))

    def _lines_from(self, start: int, share: float) -> list[_Line]:
        """The stops that are in reach from a line's start, and what each line would cost."""
        words, stops, first, tight = self.words, self.words.stops, start < 0, self._tight
        room = self.rooms.first if first else self.rooms.other
        _, char, _, _, _, base, _, skipped, _ = stops[start] if not first else NOWHERE
        closest = CLOSER[-1] * words.em * self.tracked
        least = base + share * room / (WIDEST_CAPITALS if first else 1)
        loosest, widest = APART[-1] * words.em * self.tracked, self._widest
        last = len(stops) - 1
        found: list[_Line] = []
        begin = bisect_left(words.afters, least, start + 1, last)
        if self.limit < STRANDED and widest < inf and not first:
            begin = bisect_left(self._reaches, base + room + skipped * widest + char * loosest - ROUNDED, begin, last)
        for index in range(begin, last + 1):
            end, _, joint, _, before, _, stands, _, on_first = stops[index]
            spaces, letters = stands - skipped, end - char
            width = (on_first if first else before) - base
            if (width + letters * closest) * SPARE - spaces * tight > room:
                if joint != "hyphen":
                    break
                continue
            if spaces and width + letters * loosest < room - spaces * widest and index < last:
                continue
            cost_of = self._cost_of_last(first=first) if index == last else self._cost_of
            if self.tracked:
                cost, tracking_em = self._track(cost_of, width, letters, spaces, room, is_last=index == last)
            else:
                cost, tracking_em = cost_of(width, spaces, room), 0.0
            if cost <= self.limit:
                found.append((index, cost, tracking_em))
        return found

    def _track(  # noqa: PLR0913 - all that a line's cost depends on
        self, cost_of: _Cost, width: float, letters: int, spaces: int, room: float, *, is_last: bool
    ) -> tuple[float, float]:
        """What a line costs, and how much wider its letters stand apart: no more than does it good."""
        best = inf, 0.0
        em, tight = self.words.em, self._tight
        for tracking_em in CLOSER if width > room else APART[: 1 if is_last else None]:
            tracked = width + letters * tracking_em * em
            if tracked * SPARE - spaces * tight <= room:
                cost = cost_of(tracked, spaces, room) + TRACKING * abs(tracking_em)
                best = min(best, (cost, tracking_em))
        return best

    @cached_property
    def _cost_of(self) -> _Cost:
        """What a line costs that is so wide, has so many word spaces, and so much room."""
        if not self.rooms.justified:
            return lambda width, _, room: RAGGED * (1 - width / room) ** 2
        em, tight, natural_em = self.words.em, self._tight, self.words.space / self.words.em

        def cost_of(width: float, spaces: int, room: float) -> float:
            if not spaces:
                return STRANDED
            more_em = (room - width) / spaces / em
            badness = 100 * (more_em / STRETCH_EM) ** 3 if more_em > 0 else -50 * more_em * em / tight
            excess = more_em + natural_em - WIDEST_SPACE_EM
            return (10 + badness) ** 2 + (LOOSE * (1 + excess) if excess > -0.003 else 0.0)

        return cost_of

    def _cost_of_last(self, *, first: bool) -> _Cost:
        """What the last line costs, which may be the first, too."""
        if self.rooms.even and self.rooms.justified:
            return self._cost_of
        if self.rooms.even:
            return lambda width, spaces, room: self._cost_of(width, spaces, room) + (0.0 if spaces else STRANDED)
        if first:
            return lambda *_: 0.0
        return lambda width, spaces, room: (
            (0.0 if spaces else STRANDED) + (SHORT_LAST if width < SHORT_SHARE * room else 0.0)
        )

    def _fewest_lines(self) -> int:
        """How many lines there must be."""
        stops, count, base, room = self.words.stops, 1, 0.0, self.rooms.first
        for this, following in pairwise(stops):
            if following.before - base > room:
                count, base, room = count + 1, this.after, self.rooms.other
        return count

    def _broken(self, path: _Path) -> Broken:
        cost, worst, ends, trackings = path.cost, path.line, list[Stop](), [path.tracking_em]
        while path.before is not None and path.before.stop != self.begin:
            path = path.before
            worst = max(worst, path.line)
            ends.append(self.words.stops[path.stop])
            trackings.append(path.tracking_em)
        return Broken(cost, worst, tuple(reversed(ends)), tuple(reversed(trackings)))
