"""A bound on the computing time and the memory of a command or an edition: no input can wear out the machine."""

from __future__ import annotations

import os
import resource
import signal
import sys
import threading
import time
from contextlib import AbstractContextManager
from types import FrameType
from typing import Final, Self

from pamphlet.errors import LimitReached

SECONDS: Final = 7.5
SECONDS_A_STATEMENT: Final = 1.5
MEGABYTES: Final = 700
MEGABYTES_A_STATEMENT: Final = 2
LAYOUTS_TO_FIT: Final = 4
"""How often, more or less, each statement is set where the pages are to fill sheets."""
TICK_SECONDS: Final = 0.1
"""How often, in computing time, the guard looks."""
ROOM_MEGABYTES: Final = 250
"""What the system gives beyond the memory limit, which the guard sees only when it is filled."""
GRACE_SECONDS: Final = 1.0
"""For tidying up, before a limit that some library took no notice of is called once more."""
CERTAIN: Final = 4
"""How many times the limit in seconds ends a process for certain, whatever its libraries and however slow it is."""

MOST_SECONDS: Final = 1e9
"""Thirty years; the system counts no farther."""

STROKES: Final = 200_000
STROKES_SECONDS: Final = 0.007
"""What as many steps of Python take on the machine for which the limit in seconds is stated."""
SLOW: Final = 2
"""How much slower a machine must be for the limit to stretch; less is chance."""

PAGE_BYTES: Final = resource.getpagesize()


class Guard(AbstractContextManager["Guard"]):
    """Counts the computing time and the memory of this process, and raises LimitReached beyond the limits.

    Time is that of the processor, so that a busy machine or a slow disk does not count.
    """

    def __init__(self, *, seconds: float | None, megabytes: int | None) -> None:
        self._seconds = seconds or SECONDS
        self._megabytes = megabytes or MEGABYTES
        self._is_stated = bool(seconds), bool(megabytes)
        self._slowness = 0.0
        self._grace_until = 0.0
        self._began = 0.0
        self._allowed: tuple[int, int] | None = None
        self._is_expendable = False
        self._resident = self._mapped = 0.0

    def __enter__(self) -> Self:
        """Begin to count; only the main thread can."""
        if threading.current_thread() is threading.main_thread():
            self._began = time.process_time()
            self._mapped, self._resident = _megabytes()
            signal.signal(signal.SIGPROF, self._look)
            signal.siginterrupt(signal.SIGPROF, False)
            signal.setitimer(signal.ITIMER_PROF, TICK_SECONDS, TICK_SECONDS)
            self._cap_memory()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Count no more."""
        if threading.current_thread() is threading.main_thread():
            signal.setitimer(signal.ITIMER_PROF, 0)
        if self._allowed:
            resource.setrlimit(resource.RLIMIT_DATA, self._allowed)
        if kind is MemoryError:
            raise self._too_much_memory()

    def _cap_memory(self) -> None:
        """Have the system refuse what is asked for in one piece: the guard looks only now and then."""
        if not sys.platform.startswith("linux"):  # elsewhere the limit does not count what is mapped: setrlimit(2)
            return
        self._allowed = self._allowed or resource.getrlimit(resource.RLIMIT_DATA)
        wanted = min(int((self._mapped + self._megabytes + ROOM_MEGABYTES) * 1_000_000), sys.maxsize)
        soft, hard = self._allowed
        finite = [limit for limit in (soft, hard, wanted) if limit != resource.RLIM_INFINITY]
        resource.setrlimit(resource.RLIMIT_DATA, (min(finite), hard))

    def spend_process(self) -> None:
        """Count in a process that was started to be lost: should one call into a library never return, it dies."""
        self.__enter__()
        self._is_expendable = True
        self._cap_time()

    def _cap_time(self) -> None:
        """Have the system end this process, by SIGXCPU, long after it should have ended."""
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        wanted = int(min(time.process_time() + self._seconds * CERTAIN, MOST_SECONDS)) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))

    def widen(self, statements: int) -> None:
        """Allow more for an edition of several statements, unless the limits were stated."""
        further = max(0, statements - 1)
        self._seconds += 0 if self._is_stated[0] else SECONDS_A_STATEMENT * further
        self._megabytes += 0 if self._is_stated[1] else MEGABYTES_A_STATEMENT * further
        if self._allowed:
            self._cap_memory()
        if self._is_expendable:
            self._cap_time()

    def _look(self, _signal: int, _frame: FrameType | None) -> None:
        now = time.process_time()
        if now < self._grace_until:
            return
        if now - self._began > self._seconds and not self._is_slow_machine(now):
            self._grace_until = now + GRACE_SECONDS
            raise LimitReached(
                f"this takes more than {self._seconds:.3g} seconds of computing",
                advice="make it shorter or simpler, or allow more with pamphlet --seconds",
            )
        if _megabytes()[1] - self._resident > self._megabytes:
            self._grace_until = now + GRACE_SECONDS
            raise self._too_much_memory()

    def _too_much_memory(self) -> LimitReached:
        return LimitReached(
            f"this takes more than {self._megabytes} MB of memory",
            advice="make it shorter or simpler, or allow more with pamphlet --memory",
        )

    def _is_slow_machine(self, now: float) -> bool:
        """Whether the limit stretches, because this machine does less in a second than the one it is stated for."""
        if not self._slowness and not self._is_stated[0]:
            sum(number * number for number in range(STROKES))
            self._slowness = (time.process_time() - now) / STROKES_SECONDS
            if self._slowness >= SLOW:
                self._seconds *= self._slowness
        return now - self._began <= self._seconds


def _megabytes() -> tuple[float, float]:
    """What this process has mapped for its data, and what it holds of that."""
    # Plain bytes and no codec: to import one here, in the midst of another import, breaks that one (Python gh-106176).
    try:
        statm = os.open("/proc/self/statm", os.O_RDONLY)
    except OSError:  # no Linux: the peak will do
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return 0, peak / 1_000_000 if sys.platform == "darwin" else peak / 1000
    try:
        pages = os.read(statm, 200).split()
        return int(pages[5]) * PAGE_BYTES / 1_000_000, int(pages[1]) * PAGE_BYTES / 1_000_000
    finally:
        os.close(statm)
