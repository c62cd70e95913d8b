"""Work on a file from elsewhere → what comes of it, done in a process that may die over it.

The libraries that draw pages end the whole process where they cannot have the memory that a page asks for.
"""

from __future__ import annotations

import resource
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from pamphlet.cli.guarding import spend_process
from pamphlet.errors import LimitReached, PamphletError
from pamphlet.stopping import end_quietly, stops_held_back

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class _Failure:
    """What was raised in the other process."""

    error: BaseException


def do_apart(work: Callable[[], Made], path: Path) -> Made:
    """What the work gives, or the sentence that says what of the file ended it; every one names the file."""
    try:
        # Elsewhere a process cannot be copied safely, and memory is not limited so that a library would die of it.
        return _await(work, path) if sys.platform == "linux" else work()
    except PamphletError as error:
        if error.where:
            raise
        raise PamphletError(error.what, advice=error.advice, where=str(path)) from None
    except LimitReached as limit:
        raise LimitReached(f"{path}: {limit.what}", advice=limit.advice) from None
    except MemoryError:
        what, advice = "this takes more memory than there is", "allow more with pamphlet --memory"
        raise PamphletError(what, advice=advice, where=str(path)) from None


def _await(work: Callable[[], Made], path: Path) -> Made:
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(work, theirs))
    try:
        with stops_held_back():
            process.start()
        theirs.close()
        outcome = ours.recv()
    except EOFError:
        process.join()
        raise _death(process.exitcode or 0, path) from None
    finally:
        if process.is_alive():
            process.kill()
            process.join()
        ours.close()
    if isinstance(outcome, _Failure):
        raise outcome.error
    return outcome  # type: ignore[no-any-return] # what the work gave, through a pipe


def _do(work: Callable[[], object], answer: Connection) -> None:
    """Work, and hand over what comes of it; whoever stops the command stops this as well."""
    end_quietly()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    spend_process()
    try:
        outcome = work()
    except BaseException as error:  # noqa: BLE001 - it is raised again in the process that waits
        error.add_note(traceback.format_exc())
        outcome = _Failure(error)
    signal.setitimer(signal.ITIMER_PROF, 0)
    answer.send(outcome)


def _death(code: int, path: Path) -> BaseException:
    """The sentence for a process that ended without a word."""
    if code == -signal.SIGXCPU:
        advice = "export it with less detail or as a picture, or allow more with pamphlet --seconds"
        return LimitReached("to draw its pages takes far too much computing", advice=advice)
    what = "its pages cannot be drawn: they are damaged, or take too much memory"
    return PamphletError(what, advice="export it anew, or allow more with pamphlet --memory", where=str(path))
