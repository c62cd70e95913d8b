"""Work on a file from elsewhere: what it gives, and one sentence for each way in which it can end without a word."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Never

import click
import pytest

from pamphlet.cli.apart import do_apart
from pamphlet.cli.guarding import META
from pamphlet.errors import LimitReached, PamphletError
from pamphlet.guard import Guard

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the work is done in the process itself")
FILE = Path("minutes.pdf")


def raising(error: BaseException) -> Callable[[], Never]:
    """Work that comes to nothing."""

    def work() -> Never:
        raise error

    return work


def ending(number: int) -> Callable[[], None]:
    """Work in which a library ends the process."""

    def work() -> None:
        faulthandler.disable()  # the test runner's, which would tell of it on the terminal
        os.kill(os.getpid(), number)

    return work


def test_what_is_made_comes_back() -> None:
    """From a process of its own."""
    assert do_apart(lambda: ("sheets", b"%PDF" * 100_000, os.getppid()), FILE) == (
        "sheets",
        b"%PDF" * 100_000,
        os.getpid(),
    )


# Which sentence tells of what happened?
@pytest.mark.parametrize(
    ("work", "sentence"),
    [
        (raising(PamphletError("page 2 is odd", advice="mend it")), "minutes.pdf: page 2 is odd; mend it"),
        (raising(PamphletError("a key is odd", where="edition.toml", line=3)), "edition.toml:3: a key is odd"),
        (
            raising(MemoryError()),
            "minutes.pdf: this takes more memory than there is; allow more with pamphlet --memory",
        ),
        (
            ending(signal.SIGABRT),
            "minutes.pdf: its pages cannot be drawn: they are damaged, or take too much memory; export it anew",
        ),
        (ending(signal.SIGSEGV), "minutes.pdf: its pages cannot be drawn: they are damaged, or take too much memory"),
        (ending(signal.SIGKILL), "minutes.pdf: its pages cannot be drawn: they are damaged, or take too much memory"),
    ],
)
def test_end_is_told_in_a_sentence(work: Callable[[], object], sentence: str) -> None:
    """It names the file, unless the error names another."""
    with pytest.raises(PamphletError) as told:
        do_apart(work, FILE)
    assert str(told.value).startswith(sentence)


def test_limit_names_the_file() -> None:
    """It stays the exception that no library keeps."""
    with pytest.raises(LimitReached, match=r"minutes\.pdf: this takes long; be quick"):
        do_apart(raising(LimitReached("this takes long", advice="be quick")), FILE)


def test_fault_of_ours_tells_where_it_was() -> None:
    """The traceback of the other process goes with it."""
    with pytest.raises(ZeroDivisionError) as raised:
        do_apart(lambda: 1 // 0, FILE)
    assert "test_apart.py" in "".join(raised.value.__notes__)


@pytest.mark.slow
def test_call_that_never_returns_is_ended() -> None:
    """No timer reaches Python there, so the system ends the process."""
    with click.Context(click.Command("press")) as context:
        context.meta[META] = Guard(seconds=0.2, megabytes=None)
        with pytest.raises(LimitReached, match=r"minutes\.pdf: to draw its pages takes far too much computing"):
            do_apart(lambda: sum(range(10**12)), FILE)
