"""A finished PDF whose objects lie in slots, a slot a part → what all words of each part rest on, as a digest.

Whoever read a part before with the same digest would read the same words again: decision 75 says why. Nothing is taken
from whoever wrote the file; all is looked up in its bytes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from pamphlet.cache import digest_of, key_of
from pamphlet.proof.pdf_objects import BY_ITSELF, DAMAGED, FREE, IN_STREAM, REFERENCE, ROW, Objects, UnknownFormError

# What stands around the content of a page that lies elsewhere on a verso: nothing that has words.
SHIFT: Final = re.compile(rb"(?:q 1 0 0 1 -?[\d.]+ 0 cm|Q)\Z")
OPERATORS: Final = re.compile(rb"(?<!\S)(?:q|Q|BT|ET|BMC|BDC|EMC)(?!\S)")
CLOSING: Final = {b"Q": b"q", b"ET": b"BT", b"EMC": b"BMC"}
MARKING: Final = {b"BMC": 1, b"BDC": 1, b"EMC": -1}
ANY_REFERENCE: Final = re.compile(rb"\b(\d+) 0 R\b")
# What else are numbers of objects: the keys of the parent tree, and where they are named.
KEYS: Final = re.compile(rb"((?<![\w~.]))(\d+)(?![\w.])")
PARENT_KEY: Final = re.compile(rb"(/StructParents?\s+)(\d+)")
CONTENTS: Final = re.compile(rb"/Contents\s*\[([^\]]*)\]")


class PartOfFile(Struct, frozen=True):
    """Pages that follow one another: the first of them, from 1, and how many; the first number of their slot.

    The digest is "" if none can be given.
    """

    opening: int
    count: int
    slot: int
    digest: str


class Anatomy:
    """One file: its parts in the order of its pages; none where it has no slots.

    `wordless` are digests of the streams that stand on pages of several parts and have no words.
    """

    def __init__(self, pdf: bytes, *, known: Container[str] = ()) -> None:
        """Streams of these digests are `known` to have no words."""
        self.parts: tuple[PartOfFile, ...] = ()
        self.wordless: set[str] = set()
        self._known = known
        self._closures: dict[int, str] = {}
        self._stamps: dict[int, bool] = {}
        try:
            self._objects = Objects(pdf)
            self._look_up()
            self.parts = tuple(self._find_parts())
        except DAMAGED:
            return

    def _look_up(self) -> None:
        """Where the catalog leads."""
        objects = self._objects
        catalog = objects.content(objects.root)
        structure = objects.content(_reference(catalog, b"StructTreeRoot"))
        self._pages, self._document = _reference(catalog, b"Pages"), _reference(structure, rb"K\s*\[?")
        parents = _reference(structure, b"ParentTree")
        self._roots = REFERENCE.sub(b"", structure)
        self._slots = {first: (run, range(first, first + count)) for run, (first, count) in enumerate(objects.runs)}
        self._listed = [self._by_slot(_kids(objects, number)) for number in (self._document, parents)]

    def _by_slot(self, numbers: Sequence[int]) -> dict[int, list[int]]:
        """Numbers in their order, by the first number of the slot that each lies in."""
        firsts = sorted(self._slots)
        found: dict[int, list[int]] = {}
        for number in numbers:
            found.setdefault(firsts[bisect_right(firsts, number) - 1], []).append(number)
        return found

    def _find_parts(self) -> Iterator[PartOfFile]:
        """Each run of pages in one slot."""
        kids = _kids(self._objects, self._pages)
        index = 0
        while index < len(kids):
            first, count = kids[index], 1
            while index + count < len(kids) and kids[index + count] == first + count:
                count += 1
            yield PartOfFile(index + 1, count, first, self._digest(first, count))
            index += count

    def tells_all(self, part: PartOfFile) -> bool:
        """Whether nothing besides what its digest is of can change the words of a part.

        No object leads out of the slot but those that were looked at, and running matter stands outside of marks.
        """
        if not part.digest:
            return False
        run, slot = self._slots[part.slot]
        known = {self._pages, self._document, *slot}
        for index, (kind, place, _) in enumerate(self._objects.rows(run)):
            if kind == IN_STREAM and place not in slot:
                known.update(_numbers(self._objects.content(slot.start + index)))
        held = (slot.start + index for index, row in enumerate(self._objects.rows(run)) if row[0] != FREE)
        leading = _numbers(b"\n".join(map(self._objects.content, held)))
        return known.issuperset(leading) and all(map(self._is_marked_apart, slot[: part.count]))

    def _is_marked_apart(self, page: int) -> bool:
        """Whether whatever its own streams mark has ended where running matter stands."""
        run_of = CONTENTS.search(self._objects.content(page))
        depth = 0
        for number in _numbers(run_of[1]) if run_of else ():
            if self._stamps.get(number):
                if depth:
                    return False
                continue
            operators = OPERATORS.findall(self._objects.stream(number))
            depth += sum(MARKING.get(operator, 0) for operator in operators)
        return depth == 0

    def _digest(self, first: int, count: int) -> str:
        """Of all objects in a slot, with what they refer to elsewhere."""
        if first not in self._slots:
            return ""
        run, slot = self._slots[first]
        try:
            held = list(self._held(run, slot, count))
        except DAMAGED:
            return ""
        return key_of(self._roots, repr((first, [listed.get(first) for listed in self._listed])), *held)

    def digest_apart(self, part: PartOfFile) -> str:
        """The same wherever the slot begins: of all its objects, with their numbers counted from its first."""
        try:
            run, slot = self._slots[part.slot]
            held = list(self._held_apart(run, slot, part.count))
        except DAMAGED:
            return ""
        listed = [[number - slot.start for number in listed.get(part.slot, [])] for listed in self._listed]
        return key_of("apart", self._roots, repr(listed), *held)

    def _held_apart(self, run: int, slot: range, count: int) -> Iterator[bytes]:
        rows = self._objects.rows(run)
        renamed = {b"%d" % number: b"~%d" % (number - slot.start) for number in slot}
        holders = {place for kind, place, _ in rows if kind == IN_STREAM}
        for number, (kind, place, _) in zip(slot, rows, strict=True):
            yield b"%d" % (number - slot.start)
            if kind == FREE or number in holders:
                continue
            written = self._objects.content(number)
            if kind == IN_STREAM and place not in slot:
                is_page = number < slot.start + count
                written = self._page(number, slot) if is_page else self._surrounded(written, slot)
            yield _numbered_apart(written, renamed)
            if kind == BY_ITSELF:
                yield self._objects.raw_stream(number)

    def _held(self, run: int, slot: range, count: int) -> Iterator[bytes]:
        """What stands in the file for the objects of a slot; last the table of those that lie in it together."""
        table, empty = self._objects.slice(run), bytes(ROW.size)
        for index, (kind, place, _) in enumerate(self._objects.rows(run)):
            if kind == IN_STREAM and place in slot:
                continue
            table[index * ROW.size : (index + 1) * ROW.size] = empty
            yield b"%d" % index
            if kind == BY_ITSELF:
                yield self._objects.raw(place)
            elif index < count:
                yield self._page(slot.start + index, slot)
            elif kind != FREE:
                yield self._surrounded(self._objects.content(slot.start + index), slot)
        yield bytes(table)

    def _page(self, number: int, slot: range) -> bytes:
        """A page with as much of its content as has words."""
        written = self._objects.content(number)
        found = CONTENTS.search(written)
        if not found:
            raise UnknownFormError
        own = [stream for stream in _numbers(found[1]) if stream in slot or not self._is_wordless(stream)]
        if any(stream not in slot for stream in own):
            raise UnknownFormError
        rest = written[: found.start()] + written[found.end() :]
        return self._surrounded(rest, slot) + b" ".join(b"%d 0 R" % stream for stream in own)

    def _is_wordless(self, number: int) -> bool:
        """Whether a stream moves what is around it, or draws artifacts and leaves all as it was."""
        if number not in self._stamps:
            digest = digest_of(self._objects.written(number))
            self._stamps[number] = digest in self._known or _has_no_words(self._objects.stream(number))
            self.wordless |= {digest} if self._stamps[number] else set()
        return self._stamps[number]

    def _surrounded(self, written: bytes, slot: range) -> bytes:
        """An object, and digests of those elsewhere that it refers to."""
        elsewhere = {number for number in _numbers(written) if number not in slot} - {self._pages, self._document}
        return written + "".join(map(self._closure, sorted(elsewhere))).encode()

    def _closure(self, number: int) -> str:
        """A digest of an object and of all that it leads to, whatever numbers they have."""
        if number not in self._closures:
            self._closures[number] = ""  # what leads back to itself adds nothing
            written = self._objects.content(number)
            if b"/Form" in written:
                raise UnknownFormError
            parts = (self._closure(each) for each in _numbers(written))
            held = digest_of(self._objects.written(number)) if b"/Length" in written else ""
            self._closures[number] = key_of(REFERENCE.sub(b"", written), held, *parts)
        return self._closures[number]


def _numbered_apart(written: bytes, renamed: Mapping[bytes, bytes]) -> bytes:
    """An object with the numbers of its slot counted from the first; they cannot be taken for others."""

    def count(found: re.Match[bytes]) -> bytes:
        return found[1] + renamed.get(found[2], found[2])

    between = ANY_REFERENCE.split(written)
    between[1::2] = [renamed.get(number) or number + b" 0 R" for number in between[1::2]]
    counted = b"".join(between)
    if b"/Nums" in written:
        return KEYS.sub(count, counted)
    return PARENT_KEY.sub(count, counted) if b"/StructParent" in written else counted


def _has_no_words(drawn: bytes) -> bool:
    marked = b"MCID" in drawn or b" Do" in drawn
    return bool(SHIFT.match(drawn)) or (not marked and is_balanced(drawn))


def is_balanced(drawn: bytes) -> bool:
    """Whether whatever a content stream begins it also ends, in turn, and nothing else."""
    begun: list[bytes] = []
    for operator in OPERATORS.findall(drawn):
        opening = CLOSING.get(operator)
        if opening is None:
            begun.append(b"BMC" if operator == b"BDC" else operator)
        elif not begun or begun.pop() != opening:
            return False
    return not begun


def _reference(written: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb"\s*(\d+) 0 R", written)
    if not found:
        raise UnknownFormError
    return int(found[1])


def _kids(objects: Objects, number: int) -> Sequence[int]:
    found = re.search(rb"/(?:Kids|K)\s*\[([^\]]*)\]", objects.content(number))
    if not found:
        raise UnknownFormError
    return _numbers(found[1])


def _numbers(written: bytes) -> list[int]:
    return [int(each) for each in REFERENCE.findall(written)]
