"""Where the lines of a paragraph may end, and how wide they may be; in any one unit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, NamedTuple

Joint = Literal["space", "dash", "hyphen", "end"]


class Stop(NamedTuple):
    """Where a line may end: before character `end`, the next beginning with `start`.

    `before` is how wide the paragraph is up to the end, with the hyphen that this takes, and `after` up to the start;
    `spaces` and `skipped` count the word spaces up to there. `first` is as `before`, as the first line would be set.
    It is awkward to cut a name, or to part an address after a dot or a slash.
    """

    end: int
    start: int
    joint: Joint
    awkward: bool
    before: float
    after: float
    spaces: int
    skipped: int
    first: float


@dataclass(frozen=True)
class Words:
    """A paragraph's text, where its lines may end (with its own end last), its type size and its natural word space."""

    text: str
    stops: tuple[Stop, ...]
    em: float
    space: float

    @cached_property
    def afters(self) -> list[float]:
        """How wide it is up to each place where a line may begin."""
        return [stop.after for stop in self.stops]


NOWHERE: Final = Stop(0, 0, "space", False, 0.0, 0.0, 0, 0, 0.0)
"""A paragraph's beginning."""


class Rooms(NamedTuple):
    """How wide the first line and the others may be, and whether they are justified, or meant to be even.

    Those of headings are even: the last is to be as long as the others, and there are no more than there must be.
    """

    first: float
    other: float
    justified: bool
    even: bool = False
