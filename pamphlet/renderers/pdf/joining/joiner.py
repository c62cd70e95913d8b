"""The pamphlet → one PDF, of which only those parts are set that were not set before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final, NamedTuple, TypeVar

import msgspec

from pamphlet.cache import key_of
from pamphlet.means import Means
from pamphlet.renderers.pdf.joining.bench import Bench, DrawingFolios, SettingPart, SubsettingTypefaces
from pamphlet.renderers.pdf.joining.book import Book, Enclosed, Part, Typefaces, find_places, join, number_slots
from pamphlet.renderers.pdf.joining.enclosed import enclose
from pamphlet.renderers.pdf.joining.fragment import (
    Folios,
    Fragment,
    Frame,
    Glyphs,
    InseparableError,
    Piece,
    SetPart,
    Stamp,
)
from pamphlet.renderers.pdf.joining.glyphs import unite
from pamphlet.renderers.pdf.joining.guessing import guess_contents_pages
from pamphlet.renderers.pdf.joining.parts import PartSource, divide, setup_key
from pamphlet.renderers.pdf.joining.section import Section
from pamphlet.renderers.pdf.joining.store import Store
from pamphlet.renderers.pdf.plan import Typeset
from pamphlet.renderers.pdf.remarks import Blemish, remark_on
from pamphlet.workers import Workshop, workshop

Value = TypeVar("Value")
FOLIOS_TOGETHER: Final = 16
MOST_ROUNDS: Final = 8


class Wanted(msgspec.Struct, frozen=True, array_like=True):
    """The places in other parts whose pages a part names; `fixed` if it must be set anew for other numbers."""

    places: tuple[str, ...]
    fixed: bool


class Ready(NamedTuple):
    """A part that is set, the key under which it is kept, what it was told of the pages of others, and its side."""

    fragment: Fragment
    key: str
    told: Mapping[str, int]
    verso: bool


def join_pamphlet(bench: Bench, means: Means, sources: Mapping[str, bytes]) -> Typeset:
    """The whole pamphlet as one PDF with these files inside; raises InseparableError where the style ties parts."""
    parts = divide(bench, means.cache)
    files = enclose(sources, bench.pamphlet.modified, means.cache)
    with workshop(bench.set_up, means) as shop:
        contents = guess_contents_pages(bench.pamphlet, bench.geometry)
        joiner = Joiner(parts, Store(means.cache), shop, setup=setup_key(bench), contents_pages=contents)
        content = joiner.join(files, [source.sha256 for source in bench.pamphlet.colophon.sources])
        return Typeset(content, remark_on(joiner.blemishes))


class Joiner:
    """One book at work."""

    def __init__(
        self, sources: Sequence[PartSource], store: Store, shop: Workshop, *, setup: str, contents_pages: int
    ) -> None:
        """`setup` is the key of all looks; the contents take so many pages, more or less."""
        self._sources, self._store, self._shop = sources, store, shop
        self._setup, self._contents_pages = setup, contents_pages
        self._ready: dict[int, Ready] = {}
        self._versos: frozenset[int] = frozenset()

    def join(self, files: Enclosed, digests: Sequence[str]) -> bytes:
        """The book, with files inside, and the digests of the statements that it is made from."""
        self._set({index: {} for index in self._recall()})
        self._settle()
        fragments, openings = self._fragments, self._openings
        _refuse_lost_links(fragments)
        folios = self._draw_folios(fragments, openings)
        glyphs = [*(each.glyphs for each in fragments), *(each.glyphs for each in folios)]
        bases = number_slots([fragment.size for fragment in fragments])
        parts = [
            Part(fragment, self._section(index, base), base, opening)
            for index, (fragment, base, opening) in enumerate(zip(fragments, bases, openings, strict=False))
        ]
        pictures = {digest: self._held(Piece, digest.decode()) for each in fragments for digest in each.pictures}
        stamps = _stamps(folios, parts)
        typefaces = self._subset(unite(glyphs))
        return join(Book(self._held(Frame, self._ready[0].key), parts, stamps, typefaces, pictures, files, digests))

    @property
    def _fragments(self) -> list[Fragment]:
        return [self._ready[index].fragment for index in range(len(self._sources))]

    @property
    def _openings(self) -> list[int]:
        """The page that each part opens on."""
        return list(accumulate(map(self._count_pages, range(len(self._sources))), initial=1))[:-1]

    def _count_pages(self, index: int) -> int:
        """How many pages a part takes; a guess before it is set."""
        if index in self._ready:
            return len(self._ready[index].fragment.pages)
        return self._contents_pages if self._sources[index].name == "contents" else 1

    @property
    def blemishes(self) -> dict[int, Blemish]:
        """The loose lines and the rivers on the pages of the book, and which of these end unevenly."""
        fragments, openings = self._fragments, self._openings
        return {
            opening + page - 1: found
            for fragment, opening in zip(fragments, openings, strict=True)
            for page, found in fragment.blemishes.items()
        }

    def _recall(self) -> list[int]:
        """Take the parts that were set before and name no pages; the numbers of those that are missing.

        What stands before a part tells on which side it opens, so that it is seldom set for the wrong one.
        """
        opening, versos, missing = 1, set[int](), []
        for index, source in enumerate(self._sources):
            versos |= {index} if opening % 2 == 0 else set()
            if not source.names_pages:
                ready = self._kept(index, {}, verso=index in versos, either=True)
                if ready is None:
                    missing.append(index)
                else:
                    self._ready[index] = ready
            opening += self._count_pages(index)
        self._versos = frozenset(versos)
        return missing

    def _set(self, told: Mapping[int, Mapping[str, int]]) -> None:
        """The parts of these numbers, told these pages of places in others."""
        missing: dict[int, Mapping[str, int]] = {}
        for index, pages in told.items():
            ready = self._kept(index, pages, verso=index in self._versos)
            if ready is None:
                missing[index] = pages
            else:
                self._ready[index] = ready
        tasks = [self._task(index, pages, verso=index in self._versos) for index, pages in missing.items()]
        asked = list(missing.items())
        for place, done in self._shop.do_as_they_come(tasks):
            index, pages = asked[place]
            self._take(index, pages, msgspec.msgpack.decode(done, type=SetPart), verso=index in self._versos)

    def _kept(self, index: int, told: Mapping[str, int], *, verso: bool, either: bool = False) -> Ready | None:
        """A part as it was set before: for any side, for the one that it opens on, or for `either` if that will do."""
        sides = {"": verso, _side(verso): verso} | ({_side(not verso): not verso} if either else {})
        for side, opens_on in sides.items():
            key = _part_key(self._sources[index], told, side=side)
            if fragment := self._store.part(key, opens=index == 0):
                return Ready(fragment, key, told, opens_on)
        return None

    def _task(self, index: int, pages: Mapping[str, int], *, verso: bool) -> SettingPart:
        source = self._sources[index]
        return SettingPart(source.name, source.pamphlet, pages, index == 0, source.weight, verso)

    def _take(self, index: int, pages: Mapping[str, int], part: SetPart, *, verso: bool) -> None:
        """Keep a part that was set."""
        source = self._sources[index]
        self._store.keep(Wanted(part.wanted, part.fixed), source.key)
        needed = {place: pages[place] for place in part.wanted}
        key = _part_key(source, needed, side=_side(verso) if part.fragment.sided else "")
        self._store.keep_part(part, key)
        self._ready[index] = Ready(part.fragment, key, needed, verso)

    def _settle(self) -> None:
        """Set the parts that name pages, and those anew that are right for the other side only: until all is right.

        Parts that name pages may take more or fewer pages themselves than was thought. Those that are turned over take
        as many as before, so that no other part opens on another side by it.
        """
        for _ in range(MOST_ROUNDS):
            openings = self._openings
            self._versos = frozenset(index for index, opening in enumerate(openings) if opening % 2 == 0)
            wrong = {index: told for index, told in self._tell(openings).items() if not self._is_right(index, told)}
            if not wrong:
                return
            self._set(wrong)
        raise InseparableError("the pages of the contents do not settle")

    def _tell(self, openings: Sequence[int]) -> dict[int, dict[str, int]]:
        """What each part is told of the pages of others, if they open on these."""
        named = [index for index, source in enumerate(self._sources) if not source.names_pages]
        pages = find_places([(self._ready[index].fragment, openings[index]) for index in named])
        return {
            index: self._told(index, pages) if source.names_pages else {} for index, source in enumerate(self._sources)
        }

    def _is_right(self, index: int, told: Mapping[str, int]) -> bool:
        """Whether a part is set, and as it should be."""
        ready = self._ready.get(index)
        if ready is None or ready.told != told:
            return False
        return not ready.fragment.sided or ready.verso == (index in self._versos)

    def _told(self, index: int, pages: Mapping[str, int]) -> dict[str, int]:
        """What a part is told of the pages of others: no more than how many digits they have, if that will do."""
        wanted = self._store.get(Wanted, self._sources[index].key) or Wanted(tuple(pages), fixed=False)
        if not set(wanted.places) <= set(pages):
            raise InseparableError("a part names the page of a place that is not there")
        return {place: pages[place] if wanted.fixed else _as_eights(pages[place]) for place in wanted.places}

    def _draw_folios(self, fragments: Sequence[Fragment], openings: Sequence[int]) -> list[Folios]:
        """The folios of all pages, some together."""
        numbers: defaultdict[str, list[int]] = defaultdict(list)
        tested: set[str] = set()
        for fragment, opening in zip(fragments, openings, strict=True):
            for number, page in enumerate(fragment.pages, start=opening):
                numbers[page.beside.name].append(number)
                tested |= {page.beside.name} if any(page.beside.folio_tests) else set()
        groups = _folios_together(numbers)
        tasks = [DrawingFolios(group, frozenset(tested & set(group))) for group in groups]
        keys = [key_of(self._setup, repr(task.numbers), *sorted(task.tested)) for task in tasks]
        missing = [index for index, key in enumerate(keys) if self._store.get(Folios, key) is None]
        drawn = self._shop.do([tasks[index] for index in missing])
        for index, done in zip(missing, drawn, strict=True):
            self._store.put(Folios, done, keys[index])
        return [self._held(Folios, key) for key in keys]

    def _subset(self, glyphs: tuple[Glyphs, ...]) -> Typefaces:
        key = key_of(self._setup, msgspec.msgpack.encode(glyphs))
        if self._store.get(Typefaces, key) is None:
            self._store.put(Typefaces, self._shop.do([SubsettingTypefaces(glyphs)])[0], key)
        return self._held(Typefaces, key)

    def _section(self, index: int, base: int) -> Section:
        """What is settled of a part; set again if it was lost from the cache."""
        section = self._store.section(self._ready[index].key, base)
        if section is None:
            _, _, told, verso = self._ready[index]
            done = self._shop.do([self._task(index, told, verso=verso)])[0]
            self._take(index, told, msgspec.msgpack.decode(done, type=SetPart), verso=verso)
            section = self._store.section(self._ready[index].key, base)
        assert section is not None  # noqa: S101 - what was just set is held
        return section

    def _held(self, kind: type[Value], key: str) -> Value:
        value = self._store.get(kind, key)
        assert value is not None  # noqa: S101 - it was looked for before
        return value


def _part_key(source: PartSource, told: Mapping[str, int], *, side: str) -> str:
    return key_of(source.key, *(f"{place} {page}" for place, page in sorted(told.items())), *([side] if side else []))


def _side(verso: bool) -> str:  # noqa: FBT001 - the one thing that it names
    return "verso" if verso else "recto"


def _as_eights(number: int) -> int:
    """A number of as many digits."""
    return int("8" * len(str(number)))


def _folios_together(numbers: Mapping[str, Sequence[int]]) -> list[Mapping[str, tuple[int, ...]]]:
    """The folios that are drawn at once, from those that pages of each kind have.

    They are drawn block by block, so that what was drawn serves when pages have moved; kinds of few pages share a task,
    and those at the beginning stay where they are. A book that has no others has too few pages for that.
    """
    few = sorted(name for name, wanted in numbers.items() if len(wanted) <= FOLIOS_TOGETHER)
    if len(few) == len(numbers):
        return [{name: tuple(numbers[name]) for name in few}]
    shared: defaultdict[int, dict[str, tuple[int, ...]]] = defaultdict(dict)
    alone: list[Mapping[str, tuple[int, ...]]] = []
    for name, wanted in sorted(numbers.items()):
        for block in sorted({number // FOLIOS_TOGETHER for number in wanted}):
            if name in few:
                first = tuple(number for number in wanted if number < FOLIOS_TOGETHER)
                shared[block][name] = _block(block) if block else first
            else:
                alone.append({name: _block(block)})
    return [*shared.values(), *alone]


def _block(block: int) -> tuple[int, ...]:
    return tuple(range(max(1, block * FOLIOS_TOGETHER), (block + 1) * FOLIOS_TOGETHER))


def _refuse_lost_links(fragments: Sequence[Fragment]) -> None:
    places = {place.name for fragment in fragments for place in fragment.places}
    if any(link not in places for fragment in fragments for link in fragment.links):
        raise InseparableError("a link leads nowhere")


def _stamps(drawn: Sequence[Folios], parts: Sequence[Part]) -> dict[tuple[str, int], Stamp]:
    """The folios by the kind of page and the number; what stands beside them must not have moved them."""
    tests = {name: test for folios in drawn for name, test in folios.tests.items()}
    for beside in (page.beside for part in parts for page in part.fragment.pages):
        for tested, alone in zip(beside.folio_tests, tests.get(beside.name, ("", "")), strict=True):
            if tested and tested != alone:
                raise InseparableError("a folio depends on the running head beside it")
    return {
        (name, number): stamp
        for folios in drawn
        for name, stamps in folios.stamps.items()
        for number, stamp in stamps.items()
    }
