"""What was set before, by what it was made of."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from pamphlet.cache import Cache, key_of
from pamphlet.renderers.pdf.joining.fragment import Fragment, Frame, Piece, SetPart, Settled
from pamphlet.renderers.pdf.joining.section import Section, write_section

Value = TypeVar("Value")


class Store:
    """Parts and what else is kept, each by its key; what no cache keeps is held here until the book is joined."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._held: dict[str, bytes] = {}

    def get(self, kind: type[Value], *key: str) -> Value | None:
        """What was kept under a key, or nothing."""
        name = key_of(kind.__name__, *key)
        kept = self._held.get(name) or self._cache.get(name)
        return msgspec.msgpack.decode(kept, type=kind) if kept else None

    def put(self, kind: type[Value], encoded: bytes, *key: str) -> None:
        """Keep a value that is encoded already."""
        name = key_of(kind.__name__, *key)
        self._cache.put(name, encoded)
        if self._cache.get(name) != encoded:
            self._held[name] = encoded

    def keep(self, value: msgspec.Struct, *key: str) -> None:
        """Keep a value."""
        self.put(type(value), msgspec.msgpack.encode(value), *key)

    def keep_part(self, part: SetPart, key: str) -> None:
        """Keep all that was set of a part."""
        for digest, picture in part.pictures.items():
            self.keep(picture, digest.decode())
        if part.frame:
            self.keep(part.frame, key)
        self.keep(part.settled, key)
        self.keep(part.fragment, key)

    def part(self, key: str, *, opens: bool) -> Fragment | None:
        """A part, if all of it is here."""
        fragment = self.get(Fragment, key)
        if fragment is None or (opens and self.get(Frame, key) is None):
            return None
        if any(self.get(Piece, digest.decode()) is None for digest in fragment.pictures):
            return None
        return fragment

    def section(self, key: str, base: int) -> Section | None:
        """A part's section, written now if it has not been, from these numbers on; nothing if the part is lost."""
        section = self.get(Section, key, str(base))
        if section is None and (settled := self.get(Settled, key)) is not None:
            section = write_section(settled, base)
            self.keep(section, key, str(base))
        return section
