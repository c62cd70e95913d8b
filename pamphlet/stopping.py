"""Whoever stops the command → a process that ends at once, also while it is being copied from another."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

ENDING: Final = (signal.SIGTERM, signal.SIGHUP)
"""What the system, or a terminal that is closed, sends to end a process."""
STOPPING: Final = (signal.SIGINT, *ENDING)
ORPHANED: Final = 1
"""The code with which a process ends that nobody waits for."""


def heeded() -> tuple[signal.Signals, ...]:
    """What ends this process: one begun by nohup, say, does not mind a terminal that is closed."""
    return tuple(number for number in ENDING if signal.getsignal(number) is not signal.SIG_IGN)


@contextmanager
def stops_held_back() -> Iterator[None]:
    """Let whoever stops us wait, such as until a new process knows what to do about it; the process begins so."""
    yield from _masking(signal.SIG_BLOCK)


@contextmanager
def stops_let_through() -> Iterator[None]:
    """Be stopped inside alone, in a process that began with stops held back."""
    yield from _masking(signal.SIG_UNBLOCK)


def _masking(how: int) -> Iterator[None]:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(how, STOPPING)  # what was held back may come here
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_quietly() -> None:
    """Be stopped from now on, without a word, for another process waits for this one; Ctrl-C is for that one alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in heeded():
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)


def end_with_parent() -> None:
    """End when the process ends that this one was begun by `multiprocessing` for, also if it was killed.

    The system closes a pipe then of which it alone held the other end. Children begun later hold that, too, until they
    end; so the last ends first, and then the one before.
    """
    from multiprocessing import connection, parent_process  # noqa: PLC0415 - seldom used, as is this
    from threading import Thread  # noqa: PLC0415 - as above

    def follow(sentinel: int) -> None:
        connection.wait([sentinel])
        os._exit(ORPHANED)

    if parent := parent_process():
        Thread(target=follow, args=(parent.sentinel,), daemon=True).start()
