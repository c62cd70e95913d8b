"""Who does the tasks of a batch: what every way to do them has in common."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Final, NamedTuple, Protocol

from pamphlet.batch.job import Bounds, Outcome, Refused

MOST_DEATHS: Final = 2
"""After so many processes that died of it, an edition is given up."""


class Task(NamedTuple):
    """An edition by its name, and its parcel encoded. Whoever does it twice does the same."""

    name: str
    parcel: bytes


class Done(NamedTuple):
    """What came of a task."""

    name: str
    outcome: Outcome


class Executor(Protocol):
    """Takes tasks when it has room for them, and gives what comes of each as it comes.

    A worker that is lost costs its task one more attempt. When the iterator is closed, nothing goes on.
    """

    @property
    def workers(self) -> int:
        """How many tasks are done at once."""

    def run(self, tasks: Iterator[Task], bounds: Bounds) -> Generator[Done]:
        """Every task's outcome, in whatever order; each may take so much time and memory."""


def died(how: str) -> Refused:
    """What is said of an edition that ended its workers, each in the way that is told."""
    what = f"the process that made it {how}, and so did another"
    return Refused(what, "it may take more memory than there is: make it shorter, or give it more room", lasts=False)
