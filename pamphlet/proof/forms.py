"""The bytes of pages and of sheets → names for what is drawn: the same name where a half shows the whole of a page.

A name is of the decoded content and of all resources, so that two that are alike show the same letters. Where a file
or a side of it is not of the form that is known here, there is no name, and its letters must be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from pamphlet.cache import digest_of, key_of
from pamphlet.proof.pdf_objects import DAMAGED, REFERENCE, Objects, UnknownFormError

BLANK: Final = "blank"
"""The name of a half on which nothing is drawn."""
MOST_OVER_PT: Final = 14.0
"""How far a page may reach over the middle, for creep or a printer's shift; its text stays farther away."""
TOKENS: Final = re.compile(rb"/?[^\s/<>\[\]()]+|\([^)]*\)|<[0-9A-Fa-f]+>")
NUMBER: Final = rb"(-?[\d.]+)"
# A page in its window, as it is or turned by half a turn: the only thing that a side may consist of.
LAID: Final = re.compile(
    rb"q " + rb" ".join([NUMBER] * 4) + rb" re W n (1 0 0 1|-1 0 0 -1) " + NUMBER + rb" " + NUMBER + rb" cm (/\w+) Do Q"
)
NAMED: Final = re.compile(rb"(/\w+)\s+(\d+) 0 R")
RESOURCES: Final = re.compile(rb"/Resources\s*(?:(\d+) 0 R|(?=<<))")
CONTENTS: Final = re.compile(rb"/Contents\s*(?:\[([^\]]*)\]|(\d+ 0 R))")
BOX: Final = re.compile(rb"/(?:BBox|MediaBox)\s*\[\s*" + rb"\s+".join([NUMBER] * 4) + rb"\s*\]")


class Halves(NamedTuple):
    """The names of what stands left and right of the fold; "" for what must be read."""

    left: str = ""
    right: str = ""


def name_pages(pdf: bytes) -> tuple[str, ...]:
    """A name for each page; none at all where the file is of another form."""
    try:
        drawn = _Drawn(Objects(pdf))
        return tuple(drawn.page(number) for number in drawn.pages())
    except DAMAGED:
        return ()


def name_halves(pdf: bytes) -> tuple[Halves, ...]:
    """Names for the halves of each side; none at all where the file is of another form."""
    try:
        drawn = _Drawn(Objects(pdf))
        return tuple(drawn.halves(number) for number in drawn.pages())
    except DAMAGED:
        return ()


class _Drawn:
    """One file, and names for what has been looked at."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._closures: dict[int, str] = {}
        self._resources: dict[bytes, str] = {}

    def pages(self) -> list[int]:
        """The pages' objects in order."""
        found = re.search(rb"/Pages\s*(\d+) 0 R", self._objects.content(self._objects.root))
        return list(self._leaves(int(found[1]))) if found else []

    def _leaves(self, number: int) -> Iterator[int]:
        written = self._objects.content(number)
        kids = re.search(rb"/Kids\s*\[([^\]]*)\]", written)
        if not kids:
            yield number
            return
        for kid in REFERENCE.findall(kids[1]):
            yield from self._leaves(int(kid))

    def page(self, number: int) -> str:
        """A name for all that a page draws."""
        written = self._objects.content(number)
        return self._name(b"\n".join(map(self._objects.stream, _listed(written))), written)

    def halves(self, number: int) -> Halves:
        """Names for what is drawn on each half of a side."""
        written = self._objects.content(number)
        width = float(_search(BOX, written)[3])
        content = b"\n".join(map(self._objects.stream, _listed(written)))
        laid = [LAID.fullmatch(line) for line in content.split(b"\n") if line]
        named = {name: int(number) for name, number in NAMED.findall(written)}
        names: dict[Literal["left", "right"], str] = {}
        for each in laid:
            if each is None:
                return Halves()
            form = named[each[8]]
            half = self._half_of(each, form, width / 2, width)
            if half is None or half in names:
                return Halves()
            names[half] = self._form(form)
        return Halves(names.get("left", BLANK), names.get("right", BLANK))

    def _half_of(self, laid: re.Match[bytes], form: int, fold: float, width: float) -> Literal["left", "right"] | None:
        """On which half all of a page lies, and is shown."""
        left, _, wide = (float(laid[group]) for group in (1, 2, 3))
        box = [float(edge) for edge in _search(BOX, self._objects.content(form)).groups()]
        turned, moved = laid[5].startswith(b"-"), float(laid[6])
        first, last = (moved - box[2], moved - box[0]) if turned else (moved + box[0], moved + box[2])
        if first >= -MOST_OVER_PT and max(last, left + wide) <= fold + MOST_OVER_PT:
            return "left"
        if min(first, left) >= fold - MOST_OVER_PT and last <= width + MOST_OVER_PT:
            return "right"
        return None

    def _form(self, number: int) -> str:
        return self._name(self._objects.stream(number), self._objects.content(number))

    def _name(self, content: bytes, written: bytes) -> str:
        begin = _search(RESOURCES, written)
        resources = self._objects.content(int(begin[1])) if begin[1] else _dictionary_at(written, begin.end())
        if resources not in self._resources:  # pages of one part have the same
            self._resources[resources] = key_of(*self._written(resources))
        return key_of(content.strip(), self._resources[resources])

    def _closure(self, number: int) -> str:
        """A name for an object and all that it leads to, in whatever order and with whatever numbers it is written."""
        if number not in self._closures:
            self._closures[number] = ""  # what leads back to itself adds nothing
            written = self._objects.content(number)
            held = self._held(number) if re.search(rb"/Length\b", written) else ""
            self._closures[number] = key_of(held, *self._written(written))
        return self._closures[number]

    def _written(self, written: bytes) -> Iterator[str | bytes]:
        """The words of an object, and names for all that it leads to."""
        yield from sorted(map(self._closure, map(int, REFERENCE.findall(written))))
        yield from sorted(_tokens(REFERENCE.sub(b"", written)))

    def _held(self, number: int) -> str:
        try:
            return digest_of(self._objects.stream(number))
        except UnknownFormError:
            return digest_of(self._objects.raw_stream(number))


def _dictionary_at(written: bytes, start: int) -> bytes:
    """The dictionary that begins there."""
    depth = 0
    for bracket in re.finditer(rb"<<|>>", written[start:]):
        depth += 1 if bracket[0] == b"<<" else -1
        if not depth:
            return written[start : start + bracket.end()]
    raise UnknownFormError


def _tokens(written: bytes) -> Iterator[bytes]:
    """The words of an object; how long a stream is and how it is packed is of no account."""
    yield from TOKENS.findall(re.sub(rb"/(?:Length1?|Filter)\s*(?:/?\w+|\[[^\]]*\])", b"", written))


def _listed(written: bytes) -> list[int]:
    """The streams of a page's content, which are a reference, or an array of some."""
    found = _search(CONTENTS, written)
    return [int(each) for each in REFERENCE.findall(found[1] or found[2])]


def _search(pattern: re.Pattern[bytes], text: bytes) -> re.Match[bytes]:
    found = pattern.search(text)
    if not found:
        raise UnknownFormError
    return found
