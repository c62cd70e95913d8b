"""Tasks → what comes of them, in this process or in several at once."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, Final, Protocol

from pamphlet.means import Means

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
        if not tasks:
            return []
        if self._jobs == 1 or len(tasks) <= self._few:
            return [task.do(self._made_ready()) for task in tasks]
        order = sorted(range(len(tasks)), key=lambda index: -tasks[index].weight)
        futures = {index: self._started().submit(_do, tasks[index]) for index in order}
        return [futures[index].result() for index in range(len(tasks))]

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


def recall(
    tasks: Mapping[str, Task],
    ready: Any,  # noqa: ANN401 - whatever the tasks need
    means: Means,
    *,
    few: int = FEW,
    lasts: Callable[[bytes], bool] = bool,
) -> dict[str, bytes]:
    """What comes of each task by its key: as it was kept, or as it is made now, and kept if it `lasts`."""
    kept = {key: content for key in tasks if (content := means.cache.get(key))}
    missing = {key: task for key, task in tasks.items() if key not in kept}
    with workshop(partial(_give, ready), means, few=few) as shop:
        made = dict(zip(missing, shop.do(list(missing.values())), strict=True))
    for key, content in made.items():
        if lasts(content):
            means.cache.put(key, content)
    return kept | made


def _give(ready: Any) -> Any:  # noqa: ANN401 - as above
    return ready


_hands: list[Any] = []


def _begin(make_ready: MakeReady, ready: Any, begin: Callable[[], object]) -> None:  # noqa: ANN401 - as above
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever interrupts the command interrupts the one that waits for us
    begin()
    _hands[:] = [make_ready() if ready is None else ready]


def _do(task: Task) -> bytes:
    return task.do(_hands[0])
