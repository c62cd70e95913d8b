"""Tasks → what comes of them, in this process or in several at once."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, Final, Protocol

from msgspec import Struct

from pamphlet.means import Means
from pamphlet.stopping import end_quietly, end_with_parent, stops_held_back

FEW: Final = 4
"""So many tasks are done here: as after an edit, when one of them is long, and the others are short."""


class Task(Protocol):
    """Something to be done with what a process has made ready, which gives bytes."""

    @property
    def weight(self) -> int:
        """How long it takes, compared with others."""

    def do(self, ready: Any) -> bytes:  # noqa: ANN401 - whatever `MakeReady` gives
        """What comes of it."""


MakeReady = Callable[[], Any]


class Workshop:
    """Does tasks, in up to so many processes; each makes ready once, and not before there is something to do."""

    def __init__(self, make_ready: MakeReady, means: Means, *, few: int = FEW) -> None:
        """So `few` tasks are done here."""
        self._make_ready, self._jobs, self._begin = make_ready, means.jobs, means.begin
        self._few = few
        self._ready: Any = None
        self._pool: Any = None

    def do(self, tasks: Sequence[Task]) -> list[bytes]:
        """What comes of each task, in their order, whichever is done first."""
        done = dict(self.do_as_they_come(tasks))
        return [done[index] for index in range(len(tasks))]

    def do_as_they_come(self, tasks: Sequence[Task]) -> Iterator[tuple[int, bytes]]:
        """What comes of each task, with its place among them, as soon as it is done; of several faults, the first."""
        if self._pool is None and (self._jobs == 1 or len(tasks) <= self._few):
            for index, task in enumerate(tasks):
                yield index, _do_tidily(task, self._made_ready(), among=len(tasks))
            return
        from concurrent.futures import as_completed  # noqa: PLC0415 - seldom used

        order = sorted(range(len(tasks)), key=lambda index: -tasks[index].weight)
        pool = self._started()
        with stops_held_back():  # the first task begins the processes
            places = {pool.submit(_do, tasks[index]): index for index in order}
        faults: dict[int, BaseException] = {}
        for future in as_completed(list(places)):
            index = places.pop(future)
            if future.cancelled():
                continue
            if fault := future.exception():
                faults[index] = fault
                for later in (other for other, place in places.items() if place > index):
                    later.cancel()
            else:
                yield index, future.result()
        if faults:
            raise faults[min(faults)]

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def _made_ready(self) -> Any:  # noqa: ANN401 - as above
        if self._ready is None:
            self._ready = self._make_ready()
        return self._ready

    def _started(self) -> Any:  # noqa: ANN401 - imported where it is used
        """The processes: copies of this one with all that it has imported, where the system can copy one safely."""
        if self._pool is None:
            from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - seldom used
            from multiprocessing import get_context  # noqa: PLC0415 - as above

            copies = sys.platform == "linux"
            ready = (self._made_ready(), self._begin) if copies else (None, bool)
            context = get_context("fork" if copies else "spawn")
            self._pool = ProcessPoolExecutor(self._jobs, context, _begin, (self._make_ready, *ready))
        return self._pool


@contextmanager
def workshop(make_ready: MakeReady, means: Means, *, few: int = FEW) -> Iterator[Workshop]:
    """A workshop, and its processes ended."""
    opened = Workshop(make_ready, means, few=few)
    try:
        yield opened
    finally:
        opened.close()


class Work(Protocol):
    """One of many things to be done, each by itself."""

    @property
    def key(self) -> str:
        """A name for all that it rests on."""

    @property
    def weight(self) -> int:
        """How long it takes, compared with others."""

    def do(self) -> bytes:
        """What comes of it."""


class _Doing(Struct, frozen=True):
    """The work of this number to be done: all works are at hand in each process, and none is sent."""

    number: int
    weight: int

    def do(self, ready: Sequence[Work]) -> bytes:
        """What comes of it."""
        return ready[self.number].do()


def recall(
    works: Sequence[Work], means: Means, *, few: int = FEW, lasts: Callable[[bytes], bool] = bool
) -> list[bytes]:
    """What comes of each work, in their order: as it was kept, or as it is made now, and kept if it `lasts`."""
    keys = [work.key for work in works]
    numbers = {key: number for number, key in enumerate(keys)}
    found = {key: content for key in numbers if (content := means.cache.get(key))}
    missing = [key for key in numbers if key not in found]
    with workshop(partial(_give, works), means, few=few) as shop:
        made = shop.do([_Doing(numbers[key], works[numbers[key]].weight) for key in missing])
    for key, content in zip(missing, made, strict=True):
        found[key] = content
        if lasts(content):
            means.cache.put(key, content)
    return [found[key] for key in keys]


def _give(works: Sequence[Work]) -> Sequence[Work]:
    return works


_hands: list[Any] = []


def _begin(make_ready: MakeReady, ready: Any, begin: Callable[[], object]) -> None:  # noqa: ANN401 - as above
    end_quietly()
    end_with_parent()
    begin()
    _hands[:] = [make_ready() if ready is None else ready]
    gc.freeze()  # what was there before is there for good: who looks through it for rubbish has it copied


def _do(task: Task) -> bytes:
    return _do_tidily(task, _hands[0], among=FEW + 1)


def _do_tidily(task: Task, ready: Any, *, among: int) -> bytes:  # noqa: ANN401 - as above
    """Do a task `among` others; if there are many, the next finds the room free that this one took.

    What a part leaves behind refers to itself in circles. Right after it, it is still in the processor's caches, and
    little is old enough to be looked through: four milliseconds, where Python by itself would come seldom and take 230.
    """
    done = task.do(ready)
    if among > FEW:
        gc.collect(0)
    return done
