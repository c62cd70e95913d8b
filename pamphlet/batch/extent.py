"""How much editions are, and what it takes to make them: values that add up."""

from __future__ import annotations

from msgspec import Struct


class Extent(Struct, frozen=True):
    """So much: `pages` are those of the PDF, `sheets` those of paper for a copy, `bytes` the length of all files."""

    statements: int = 0
    words: int = 0
    pages: int = 0
    sheets: int = 0
    bytes: int = 0

    def __add__(self, other: Extent) -> Extent:
        """Both together."""
        return Extent(
            self.statements + other.statements,
            self.words + other.words,
            self.pages + other.pages,
            self.sheets + other.sheets,
            self.bytes + other.bytes,
        )


class Cost(Struct, frozen=True):
    """Seconds of the processor, to the millisecond, and MB of memory at most."""

    seconds: float = 0
    megabytes: int = 0

    def __add__(self, other: Cost) -> Cost:
        """Both, one after the other."""
        return Cost(round(self.seconds + other.seconds, 3), max(self.megabytes, other.megabytes))


class Need(Struct, frozen=True):
    """What so many editions are together, and take."""

    editions: int = 0
    extent: Extent = Extent()
    cost: Cost = Cost()

    def __add__(self, other: Need) -> Need:
        """Both together."""
        return Need(self.editions + other.editions, self.extent + other.extent, self.cost + other.cost)
