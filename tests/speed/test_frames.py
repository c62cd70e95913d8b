"""Deep calls cost no memory that is asked for and given back again and again."""

from __future__ import annotations

import resource
from collections.abc import Callable

from pamphlet.frames import with_room

DEPTH = 300
TIMES = 200


def shallow() -> None:
    """A call that takes a frame."""


def descend(depth: int) -> None:
    """Call something so often at each depth."""
    for _ in range(TIMES):
        shallow()
    if depth:
        descend(depth - 1)


def faults_of(call: Callable[[int], None]) -> int:
    """How often the system had to bring memory."""
    call(DEPTH)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    call(DEPTH)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_no_call_asks_for_memory_however_deep() -> None:
    """Though pieces of frames end at some of the depths."""

    @with_room
    def roomy(depth: int) -> None:
        descend(depth)

    assert faults_of(roomy) < TIMES


def test_room_changes_nothing_else() -> None:
    """What goes in and comes out is the same."""

    @with_room
    def joined(first: str, *others: str, mark: str = "-") -> str:
        """Some words."""
        return mark.join((first, *others))

    assert joined("pump", "well", mark="+") == "pump+well"
    assert joined.__doc__ == "Some words."
