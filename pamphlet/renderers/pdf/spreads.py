"""The text of laid-out pages, in lines → which blocks take a line more or less, so that pages end alike.

A page ends early where a line would stand alone, or a heading without its text. Then a paragraph before it is set a
line longer or shorter, as compositors have always done, or its neighbours end as early.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.renderers.pdf.columns import WIDEST_GAP, Columns, Item
from pamphlet.renderers.pdf.lines import UNTOUCHED, Touches

Lengths = Callable[[int], Mapping[int, float]]
"""A block's number → the numbers of lines that it can be set in, and how strained each is: from 0 to 1 as a rule."""
Faces = Callable[[int], bool]
"""A page of a statement, from 0 → whether it and the next are to end alike."""

# What does it cost that …? Two pages end on different lines; one ends a line early; a block has other lines, or a
# heading a line more of white above.
UNEVEN: Final = 1_000_000.0
EARLY: Final = 60.0
OTHERWISE: Final = 1_000.0
WHITER: Final = 1_200.0
# Pages may end so many lines before they must.
MOST_EARLY: Final = 3
# So many lines of a block stand together at either side of a page's end.
TOGETHER: Final = 2
# No last page has fewer lines, if it had more.
FEWEST_LAST: Final = 4
# So many pages are looked at together: the ways through them are as many as the square of the pages.
LONGEST_RUN: Final = 32


class _Place(NamedTuple):
    """Where the text has come to: the page, the line on it, and the line on which the page before ended (or 0)."""

    page: int
    line: int
    before: int


class _Step(NamedTuple):
    """What was done with an item: its lines if it got others, how early a page ends in it, whether it opens one."""

    item: Item
    lines: int = 0
    early: int = 0
    opens: bool = False
    whiter: int = 0


class _Way(NamedTuple):
    """The cheapest way to a place, and the way before its last step."""

    cost: float
    step: _Step | None = None
    last: _Way | None = None

    @property
    def steps(self) -> Iterator[_Step]:
        """All steps, the last one first."""
        way: _Way | None = self
        while way and way.step:
            yield way.step
            way = way.last


_Put = tuple[_Place, float, _Step]


class Evened(NamedTuple):
    """All that is to be touched for pages to end alike, and how many of them still will not."""

    touches: Touches
    uneven: int


def whichever(_: int) -> bool:
    """All pages are to end alike, for nobody knows on which side the statement opens."""
    return True


def even_out(
    columns: Columns, room: int, lengths: Lengths, faces: Faces = whichever, touched: Touches = UNTOUCHED
) -> Evened:
    """What makes the pages of a statement, with room for so many lines, end alike; nothing where they do.

    They came out as they are with these blocks `touched`.
    """
    bare = Columns(tuple(_bared(item, touched) for item in columns.items), columns.pages)
    ways = [replace(run, columns=bare).even_out(lengths) for run in _runs(columns, room, faces, touched)]
    steps = [step for way in ways for step in way.steps]
    # Where other ends of pages are found, those that were made before are not.
    moved = {number for step in steps for number in (step.item.block, step.item.opener)}
    kept = touched._replace(
        early={block: early for block, early in touched.early.items() if block not in moved},
        opens=touched.opens - moved,
        whiter={block: white for block, white in touched.whiter.items() if block not in moved},
    )
    touches = kept | Touches(
        lengths={step.item.block: step.lines for step in steps if step.lines},
        early={step.item.block: step.early for step in steps if step.early},
        opens=frozenset(step.item.opener for step in steps if step.opens),
        whiter={step.item.opener: step.whiter for step in steps if step.whiter},
    )
    return Evened(touches, sum(int(way.cost // UNEVEN) for way in ways))


def _bared(item: Item, touched: Touches) -> Item:
    """An item with the white above it that it had before it got more."""
    white = touched.whiter.get(item.opener, 0)
    return item._replace(gap=item.gap - white) if item.gap and white else item


def count_uneven(columns: Columns, faces: Faces = whichever) -> int:
    """How many pages end on another line than the next, but for the last of the statement."""
    pairs = enumerate(pairwise(columns.pages[:-1]))
    return sum(faces(number) and one.ends != other.ends for number, (one, other) in pairs)


def _runs(columns: Columns, room: int, faces: Faces, touched: Touches) -> Iterator[_Run]:
    """The pages in a row that end where they can be told to end."""
    pages = columns.pages
    starts = [(page.item, page.offset) for page in pages]
    last = len(pages) - 1
    told = [
        page.plain and (number == last or _next_start(columns, number, room, touched) == starts[number + 1])
        for number, page in enumerate(pages)
    ]
    for is_told, group in groupby(range(len(pages)), key=told.__getitem__):
        numbers = list(group)
        for begin in range(0, len(numbers) if is_told else 0, LONGEST_RUN):
            part = numbers[begin : begin + LONGEST_RUN]
            yield _Run(columns, room, faces, part[0], part[-1])


def _next_start(columns: Columns, page: int, room: int, touched: Touches) -> tuple[int, int]:
    """The item, and how many of its lines stand before, that would begin the page after this one."""
    number, offset, line = columns.pages[page].item, columns.pages[page].offset, columns.pages[page].begins
    first = True
    while number < len(columns.items):
        item = columns.items[number]
        if (item.gap is None or item.opener in touched.opens) and not first:
            return number, 0
        top = line + (0 if first else item.gap or 0) + (0 if offset else item.head)
        rest, depth = item.lines - offset, room - touched.early.get(item.block, 0)
        if top + rest > depth:
            fitting = 0 if item.whole else min(depth - top, rest - TOGETHER)
            return number, offset + (fitting if fitting >= (1 if offset else TOGETHER) else 0)
        number, offset, line, first = number + 1, 0, top + rest, False
    return number, 0


class _Run(Struct, frozen=True):
    """The pages from `first` to `last`; those before and after stay as they are."""

    columns: Columns
    room: int
    faces: Faces
    first: int
    last: int

    @property
    def free(self) -> bool:
        """Whether the statement ends with them."""
        return self.last == len(self.columns.pages) - 1

    def even_out(self, lengths: Lengths) -> _Way:
        """Little where little does: other lines are looked for only where other ends of pages do not help.

        Those that are strained most are looked for last.
        """
        ends = [page.ends for page in self.columns.pages]
        pairs = range(max(0, self.first - 1), min(self.last + 1, len(ends) - 2))
        stays = _Way(UNEVEN * sum(self.faces(page) and ends[page] != ends[page + 1] for page in pairs))
        best = stays
        for others in (_rigid, _at_ease(lengths), lengths):
            if best.cost >= UNEVEN:
                best = min((way for way in (best, self._find(others)) if way), key=_cost)
        return best if best.cost // UNEVEN < stays.cost // UNEVEN else stays

    def _find(self, lengths: Lengths) -> _Way | None:
        """The cheapest way through the run's pages."""
        start = self.columns.pages[self.first]
        before = self._to_match(self.first - 1, self.columns.pages[self.first - 1].ends) if self.first else 0
        ways = {_Place(self.first, start.begins, before): _Way(0.0)}
        for item, lines, begun in self._items():
            # A block that stands on other pages, too, keeps its lines.
            others = lengths(item.block) if lines == item.lines else {}
            strains = {each: OTHERWISE * (1 + strain) for each, strain in others.items()} | {lines: 0.0}
            ways = self._put_all(ways, item, strains, begun=begun)
        return min(self._finished(ways), key=_cost, default=None)

    def _items(self) -> Iterator[tuple[Item, int, bool]]:
        """The items of the run, how many of their lines stand in it, and whether one was begun before."""
        pages, items = self.columns.pages, self.columns.items
        start = pages[self.first]
        end, rest = (len(items), 0) if self.free else (pages[self.last + 1].item, pages[self.last + 1].offset)
        for number in range(start.item, end + bool(rest)):
            before = start.offset if number == start.item else 0
            yield items[number], (rest if number == end else items[number].lines) - before, before > 0

    def _put_all(
        self, ways: Mapping[_Place, _Way], item: Item, strains: Mapping[int, float], *, begun: bool
    ) -> dict[_Place, _Way]:
        """The cheapest ways on, with an item at the end of each."""
        found: dict[_Place, _Way] = {}
        for place, way in ways.items():
            for lines, strain in strains.items():
                for after, cost, step in self._put(place, item, lines, begun=begun):
                    total = way.cost + strain + cost
                    if after.page <= self.last and (after not in found or total < found[after].cost):
                        found[after] = _Way(total, step._replace(lines=lines if strain else 0), way)
        return found

    def _put(self, place: _Place, item: Item, lines: int, *, begun: bool) -> Iterator[_Put]:
        """Where an item may stand: below what is there, or on the next page."""
        gap = 0 if begun or not place.line else item.gap
        head = 0 if begun else item.head
        stays = False
        if gap is not None:
            below = list(self._below(place, place.line + gap + head, item, lines, begun=begun))
            stays = bool(below)
            yield from below
            for white in range(1, 1 + (item.whiter if place.line and not begun else 0)):
                top = place.line + gap + white + head
                for after, cost, step in self._below(place, top, item, lines, begun=begun):
                    # That a text begins lower by a line is seen less than white above a heading.
                    yield after, cost + WHITER * white / item.whiter, step._replace(whiter=white)
        early = place.line >= self.room - MOST_EARLY
        if place.line and not begun and (gap is None or gap <= WIDEST_GAP) and (early or not stays):
            after, cost = self._turn(place, place.line)
            if head + lines <= self.room:
                yield after._replace(line=head + lines), cost, _Step(item, opens=gap is None or stays)

    def _below(self, place: _Place, top: int, item: Item, lines: int, *, begun: bool) -> Iterator[_Put]:
        """The item at a line of the page; its rest goes on overleaf by itself, or earlier, for it is made to."""
        if top + lines <= self.room:
            yield place._replace(line=top + lines), 0.0, _Step(item)
        most = 0 if item.whole else min(self.room - top, lines - TOGETHER)
        for upper in range(most, (1 if begun else TOGETHER) - 1, -1):
            rest, early = lines - upper, self.room - top - upper
            forced = upper != most or top + lines <= self.room
            if rest <= self.room and (early <= MOST_EARLY or not forced):
                after, cost = self._turn(place, top + upper)
                yield after._replace(line=rest), cost, _Step(item, early=early if forced else 0)

    def _turn(self, place: _Place, end: int) -> tuple[_Place, float]:
        """The next page, and what it costs to end this one there."""
        cost = self._unlike(place, end) + EARLY * (self.room - end)
        return _Place(place.page + 1, 0, self._to_match(place.page, end)), cost

    def _to_match(self, page: int, end: int) -> int:
        """The line on which the page after this one should end, or 0."""
        return end if self.faces(page) else 0

    def _unlike(self, place: _Place, end: int) -> float:
        return UNEVEN if place.before and place.before != end else 0.0

    def _finished(self, ways: Mapping[_Place, _Way]) -> Iterator[_Way]:
        """The ways that end where the run can end; the last page of a statement need not be as full as it was.

        Another must be as full, or quite full, or it would take lines from the page after it.
        """
        pages = self.columns.pages
        for place, way in ways.items():
            if place.page != self.last:
                continue
            if self.free:
                if place.line >= min(pages[self.last].ends, FEWEST_LAST):
                    yield way
            elif place.line in {pages[self.last].ends, self.room}:
                after, cost = self._turn(place, place.line)
                follows = self.last + 1 < len(pages) - 1
                yield way._replace(cost=way.cost + cost + follows * self._unlike(after, pages[self.last + 1].ends))


def _rigid(_: int) -> Mapping[int, float]:
    """No block can have other lines."""
    return {}


def _at_ease(lengths: Lengths) -> Lengths:
    """Only what is not strained beyond the usual."""
    return lambda block: {lines: strain for lines, strain in lengths(block).items() if strain <= 1}


def _cost(way: _Way) -> float:
    return way.cost
