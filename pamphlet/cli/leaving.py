"""The end of the command: the system takes back at once what Python would take apart piece by piece."""

from __future__ import annotations

import atexit
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

INTERRUPTED = 130  # 128 + SIGINT


def run_and_leave(command: Callable[[], None]) -> None:
    """Do what a command does, and end the process with its code.

    To free a hundred thousand objects one by one takes as long as to set a page; nobody needs them any more. What was
    to be done at the end is done, and what was said is written. Where other threads run, somebody watches, as a
    profiler does, or the output is closed, Python ends as it always does.
    """
    try:
        _do(command)
    except SystemExit as left:
        code = left.code or 0
        if not isinstance(code, int) or _must_stay():
            raise
        atexit._run_exitfuncs()  # noqa: SLF001 - as Python does first when it ends
        if _all_written():
            os._exit(code & 0xFF)
        raise


def _do(command: Callable[[], None]) -> None:
    try:
        command()
    except KeyboardInterrupt:
        leave_stopped()


def leave_stopped() -> NoReturn:
    """Say that Ctrl-C stopped the program before the command could say so itself."""
    sys.stderr.write("pamphlet: stopped\n")
    raise SystemExit(INTERRUPTED) from None


def _must_stay() -> bool:
    threading = sys.modules.get("threading")
    return bool(sys.gettrace() or sys.getprofile() or (threading and threading.active_count() > 1))


def _all_written() -> bool:
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return False
    return True
