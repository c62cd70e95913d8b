"""Tasks → their outcomes, by warm processes of this machine that make one edition after another."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter, deque
from collections.abc import Generator, Iterator
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import wait
from pathlib import Path
from typing import Final

import msgspec

from pamphlet.batch.executor import MOST_DEATHS, Done, Task, died
from pamphlet.batch.job import Bounds, Refused, decode_outcome

PROGRAM: Final = Path(__file__).parents[2]
"""The folder that this program is imported from, so that its workers run the same."""

GRACE_SECONDS: Final = 5
"""For a process to end by itself."""


class Hand:
    """A process that makes editions; it ends by itself when this one does.

    It is started as a program and not as a copy of this process: so it inherits no threads and no open files, and can
    be started where `multiprocessing` forbids children, as in a worker of a cluster.
    """

    def __init__(self, bounds: Bounds) -> None:
        self.connection, theirs = Pipe()
        self.task: Task | None = None
        stated = msgspec.json.encode(bounds).decode()
        self._process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-m", "pamphlet.batch.hand", str(theirs.fileno()), stated],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": _with_program(os.environ.get("PYTHONPATH", ""))},
            process_group=0,  # Ctrl-C is for the one who waits
        )
        theirs.close()

    def give(self, task: Task) -> None:
        """Hand it a task; one that has died says so when its answer is fetched."""
        self.task = task
        with suppress(OSError):
            self.connection.send_bytes(task.parcel)

    def fetch(self) -> bytes | None:
        """The outcome of its task; None if it has died."""
        try:
            return self.connection.recv_bytes()
        except (EOFError, OSError):
            return None

    def stop(self) -> None:
        """Let it go: one that is at work is interrupted, and takes away what it has laid out."""
        self.connection.close()
        if self.task:
            self._process.send_signal(signal.SIGINT)

    def end(self) -> str:
        """Wait until it has ended, and say how."""
        self.connection.close()
        try:
            code = self._process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with {code}"


def _with_program(path: str) -> str:
    return os.pathsep.join((str(PROGRAM), *([path] if path else [])))


class LocalPool:
    """As many processes as are asked for; each is begun when there is something for it to do."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def run(self, tasks: Iterator[Task], bounds: Bounds) -> Generator[Done]:
        """Every task's outcome, as they come."""
        crew = _Crew(self.workers, tasks, bounds)
        try:
            while crew.employ():
                yield from crew.gather()
        finally:
            crew.end()


class _Crew:
    """Hands, busy and idle, and the tasks that they are given."""

    def __init__(self, most: int, tasks: Iterator[Task], bounds: Bounds) -> None:
        self._most, self._tasks, self._bounds = most, tasks, bounds
        self._busy: list[Hand] = []
        self._idle: list[Hand] = []
        self._again: deque[Task] = deque()
        self._deaths: Counter[str] = Counter()

    def employ(self) -> bool:
        """Give something to do to whoever has nothing; whether anybody has anything then."""
        while len(self._busy) < self._most:
            task = self._again.popleft() if self._again else next(self._tasks, None)
            if task is None:
                break
            hand = self._idle.pop() if self._idle else Hand(self._bounds)
            hand.give(task)
            self._busy.append(hand)
        return bool(self._busy)

    def gather(self) -> Iterator[Done]:
        """Wait for whoever is done first; nobody is idle while what they did is looked at."""
        ready = wait([hand.connection for hand in self._busy])
        answers = [(hand, hand.fetch()) for hand in self._busy if hand.connection in ready]
        self._busy = [hand for hand in self._busy if hand.connection not in ready]
        come = [done for hand, answer in answers if (done := self._receive(hand, answer))]
        self.employ()
        for name, outcome in come:
            yield Done(name, decode_outcome(outcome) if isinstance(outcome, bytes) else outcome)

    def _receive(self, hand: Hand, answer: bytes | None) -> tuple[str, bytes | Refused] | None:
        """What it has done; nothing if it died of a task that is to be tried once more."""
        task = hand.task
        assert task is not None  # noqa: S101 - who is waited for has something to do
        if answer is not None:
            hand.task = None
            self._idle.append(hand)
            return task.name, answer
        how = hand.end()
        self._deaths[task.name] += 1
        if self._deaths[task.name] >= MOST_DEATHS:
            return task.name, died(how)
        self._again.append(task)
        return None

    def end(self) -> None:
        """End all of them, whatever they are at."""
        hands = (*self._busy, *self._idle)
        for hand in hands:
            hand.stop()
        for hand in hands:
            hand.end()
