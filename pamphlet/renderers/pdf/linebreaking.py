"""A paragraph's words and their widths → the line ends that make it even as a whole.

Least total demerits over all lines, after Knuth and Plass, “Breaking Paragraphs into Lines” (1981); WeasyPrint fills
each line before it looks at the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final, Literal, NamedTuple

from pamphlet.renderers.pdf.flaws import MOST_HYPHENS, WIDEST_SPACE_EM
from pamphlet.renderers.pdf.lines import STRETCHED

Joint = Literal["space", "dash", "hyphen", "end"]

# How much narrower than the font's own may a word space become, in ems?
TIGHTEST_EM: Final = 0.025
# A word space wider by so much is as bad as any that a line may have.
STRETCH_EM: Final = 0.2
# Widths are told without kerning over new joints: what is so near to the measure might not fit.
SPARE: Final = 0.003
SPARE_IN_CAPITALS: Final = 0.015
# Letters may be closer together or wider apart by a hundredth of an em; tried in this order.
TRACKINGS: Final = (0.0, -0.005, 0.005, -0.01, 0.01)
TRACKING: Final = 4_000_000.0
# What does it cost to …? A line of the widest space that is not loose costs some 60,000.
HYPHEN: Final = 3_000.0
AWKWARD: Final = 15_000.0
SECOND_HYPHEN: Final = 8_000.0
HYPHEN_BEFORE_LAST: Final = 8_000.0
LOOSE: Final = 200_000.0
STRANDED: Final = 10_000_000.0
SHORT_LAST: Final = 20_000.0
SHORT_SHARE: Final = 0.15
RAGGED: Final = 400_000.0
# A line that costs more is not worth a try, unless it is the last.
HOPELESS: Final = 30_000_000.0


class Opportunity(NamedTuple):
    """Where a line may end: before character `end`, the next beginning with `start`.

    It is awkward in a name, and inside words that are set otherwise, where the setter may not follow.
    """

    end: int
    start: int
    joint: Joint
    awkward: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph's text, the width of each character in points, and where its lines may end.

    `first_widths` hold for the first line, which may be set in small capitals; spaces have no width of their own.
    """

    text: str
    widths: tuple[float, ...]
    first_widths: tuple[float, ...]
    opportunities: tuple[Opportunity, ...]
    space_pt: float
    hyphen_pt: float
    size_pt: float

    def uncut(self) -> Words:
        """The same with every word whole."""
        return replace(self, opportunities=tuple(each for each in self.opportunities if each.joint != "hyphen"))

    def tracked(self, tracking_em: float) -> Words:
        """The same with letters closer together, or wider apart."""
        more = tracking_em * self.size_pt
        if not more:
            return self
        return replace(
            self,
            widths=tuple(width and width + more for width in self.widths),
            first_widths=tuple(width and width + more for width in self.first_widths),
            space_pt=self.space_pt + more,
            hyphen_pt=self.hyphen_pt + more,
        )


class Rooms(NamedTuple):
    """How wide the first line and the others may be, in points, and whether they are justified, or meant to be even.

    Those of headings are even: the last is to be as long as the others.
    """

    first_pt: float
    other_pt: float
    justified: bool
    even: bool = False


class Broken(NamedTuple):
    """The ends of all lines but the last, and what the whole costs.

    `tracking_em` is how much wider its letters stand apart, `hyphen` what cuts its words.
    """

    cost: float
    ends: tuple[Opportunity, ...]
    tracking_em: float = 0.0
    hyphen: str = ""

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self.ends) + 1


@dataclass(frozen=True, slots=True)
class _Path:
    """The best way to a line end."""

    cost: float
    hyphens: int
    opportunity: Opportunity | None
    before: _Path | None


def best_lines(words: Words, rooms: Rooms, *, most_lines: int) -> Broken | None:
    """The best line ends of all; letters are set closer or wider only where a line would be loose without."""
    found: list[Broken] = []
    for tracking_em in TRACKINGS if rooms.justified else TRACKINGS[:1]:
        tracked = words.tracked(tracking_em)
        broken = break_lines(tracked, rooms, most_lines=most_lines).values()
        strain = TRACKING * abs(tracking_em)
        found.extend(each._replace(cost=each.cost + strain, tracking_em=tracking_em) for each in broken)
        if any(each.cost < LOOSE for each in found):
            break
    return min(found, key=lambda each: each.cost, default=None)


def break_lines(words: Words, rooms: Rooms, *, most_lines: int) -> dict[int, Broken]:
    """The best line ends for each number of lines, up to so many; none if a word is too long."""
    widths = _Sums(words)
    end = Opportunity(len(words.text), len(words.text), "end")
    paths: dict[Opportunity | None, dict[tuple[int, int], _Path]] = {None: {(0, 0): _Path(0.0, 0, None, None)}}
    stops = (*words.opportunities, end)
    for position, start in enumerate((None, *words.opportunities)):
        if reached := paths.pop(start, {}):
            costs = list(_costs(widths, start, stops[position:], rooms))
            for (lines, _), path in sorted(reached.items(), key=_state):
                for stop, cost in costs if lines < most_lines else ():
                    _extend(paths, path, lines, stop, cost)
    return {lines: Broken(path.cost, _ends(path)) for (lines, _), path in sorted(_best(paths.get(end, {})).items())}


def _costs(
    widths: _Sums, start: Opportunity | None, stops: Sequence[Opportunity], rooms: Rooms
) -> Iterator[tuple[Opportunity, float]]:
    """The line ends that are in reach from a line's start, and what each line would cost."""
    for stop in stops:
        cost = widths.demerits(start, stop, rooms)
        if cost is not None:
            if cost < HOPELESS:
                yield stop, cost
        elif stop.joint != "hyphen":
            return


def _state(item: tuple[tuple[int, int], _Path]) -> tuple[int, int]:
    return item[0]


def _extend(
    paths: dict[Opportunity | None, dict[tuple[int, int], _Path]],
    path: _Path,
    lines: int,
    stop: Opportunity,
    cost: float,
) -> None:
    hyphens = path.hyphens + 1 if stop.joint == "hyphen" else 0
    if hyphens > MOST_HYPHENS:
        return
    total = path.cost + cost + (AWKWARD if stop.awkward else 0)
    if stop.joint == "hyphen":
        total += HYPHEN + (SECOND_HYPHEN if hyphens > 1 else 0)
    elif stop.joint == "end" and path.hyphens:
        total += HYPHEN_BEFORE_LAST
    known = paths.setdefault(stop, {})
    state = (lines + 1, hyphens)
    if state not in known or total < known[state].cost:
        known[state] = _Path(total, hyphens, stop, path)


def _best(found: dict[tuple[int, int], _Path]) -> dict[tuple[int, int], _Path]:
    return {(lines, 0): path for (lines, _), path in found.items()}


def _ends(path: _Path) -> tuple[Opportunity, ...]:
    ends: list[Opportunity] = []
    step = path.before
    while step is not None and step.opportunity is not None:
        ends.append(step.opportunity)
        step = step.before
    return tuple(reversed(ends))


class _Sums:
    """Widths up to each character, so that a line is measured by two look-ups."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._other = (0.0, *accumulate(words.widths))
        self._first = (0.0, *accumulate(words.first_widths))
        self._spare_first = SPARE if words.first_widths == words.widths else SPARE_IN_CAPITALS
        self._spaces = (0, *accumulate(character in STRETCHED for character in words.text))

    def demerits(self, start: Opportunity | None, stop: Opportunity, rooms: Rooms) -> float | None:
        """How bad a line would be; none if it does not fit."""
        words = self._words
        first, begin = start is None, start.start if start else 0
        sums, room = (self._first, rooms.first_pt) if first else (self._other, rooms.other_pt)
        spaces = self._spaces[stop.end] - self._spaces[begin]
        hyphen = words.hyphen_pt if stop.joint == "hyphen" else 0.0
        fixed = sums[stop.end] - sums[begin] + hyphen
        tightest = spaces * (words.space_pt - TIGHTEST_EM * words.size_pt)
        if fixed * (1 + (self._spare_first if first else SPARE)) + tightest > room:
            return None
        width = fixed + spaces * words.space_pt
        if stop.joint == "end" and not rooms.even:
            return self._last(width, spaces, room, first=first)
        if rooms.justified:
            return self._full(width, spaces, room)
        return RAGGED * (1 - width / room) ** 2 + (STRANDED if stop.joint == "end" and not spaces else 0.0)

    def _full(self, width: float, spaces: int, room: float) -> float:
        if not spaces:
            return STRANDED
        more_em = (room - width) / spaces / self._words.size_pt
        badness = 100 * abs(more_em / STRETCH_EM) ** 3 if more_em > 0 else 50 * abs(more_em) / TIGHTEST_EM
        excess = more_em + self._words.space_pt / self._words.size_pt - WIDEST_SPACE_EM
        return (10 + badness) ** 2 + (LOOSE * (1 + excess) if excess > -SPARE else 0.0)

    def _last(self, width: float, spaces: int, room: float, *, first: bool) -> float:
        if first:
            return 0.0
        return (0.0 if spaces else STRANDED) + (SHORT_LAST if width < SHORT_SHARE * room else 0.0)


def find_opportunities(
    text: str, hyphens: Sequence[tuple[int, bool]], awkward: frozenset[int]
) -> Iterator[Opportunity]:
    """Where a text may be parted, in order; `hyphens` are the places inside words, and whether they lie in a name."""
    found = [Opportunity(end, end, "hyphen", in_name or end in awkward) for end, in_name in hyphens]
    for position, character in enumerate(text):
        inside = 0 < position < len(text) - 1
        if character == " " and inside:
            found.append(Opportunity(position, position + 1, "space", position in awkward))
        elif inside and _parts(text, position):
            found.append(Opportunity(position + 1, position + 1, "dash", position + 1 in awkward))
    yield from sorted(found)


def _parts(text: str, position: int) -> bool:
    """After a dash or a hyphen between letters a line may end: Unicode Standard Annex 14, B2, BA and HY."""
    return text[position] in "—–-\u2010" and text[position - 1].isalpha() and text[position + 1].isalpha()
