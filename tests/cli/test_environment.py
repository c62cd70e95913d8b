"""What the environment may state: time, colour, the terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from io import FileIO
from pathlib import Path

import pytest

from pamphlet.model import from_json

from .conftest import STATEMENT, command, environment, run, run_apart, write_edition


@pytest.mark.parametrize("stated", ["soon", "1e9", "-1", "1.5", "٣", "99999999999999", "253402300800"])
def test_a_bad_source_date_epoch_is_refused(stated: str) -> None:
    """With what it should be."""
    write_edition(Path("sources"), {"a.md": STATEMENT})
    refused = run("dump", environment={"SOURCE_DATE_EPOCH": stated})
    assert refused.exit_code == 2
    (sentence,) = refused.stderr.splitlines()
    assert sentence.startswith(f"pamphlet: SOURCE_DATE_EPOCH is “{stated}”; set it to the seconds since 1970")


@pytest.mark.parametrize(
    ("stated", "modified"),
    [
        ("", "2031-05-01T00:00:00Z"),
        ("0", "1970-01-01T00:00:00Z"),
        ("1700000000", "2023-11-14T22:13:20Z"),
        ("253402300799", "9999-12-31T23:59:59Z"),
    ],
)
def test_source_date_epoch_is_when_the_edition_was_made(stated: str, modified: str) -> None:
    """Without it, or where it is empty, that is the newest statement's date."""
    write_edition(Path("sources"), {"a.md": STATEMENT})
    dumped = run("dump", environment={"SOURCE_DATE_EPOCH": stated})
    assert from_json(dumped.stdout_bytes).modified == modified


COUNTING_THREADS = """
import os

def count():
    with open("threads", "a") as counted:
        print(len(os.listdir("/proc/self/task")), file=counted)

os.register_at_fork(before=count)
from pamphlet.cli import run
run()
"""


def on_a_terminal(*arguments: str, program: Sequence[str] = command(), **changes: str) -> bytes:
    """What the command writes where stdout and stderr are a terminal."""
    terminal, side = pty.openpty()
    process = subprocess.Popen(
        [*program, *arguments], env=environment(TERM="xterm-256color", **changes), stdout=side, stderr=side
    )
    os.close(side)
    with os.fdopen(terminal, "rb", buffering=0) as screen:
        written = b"".join(iter(partial(_read_screen, screen), b""))
    assert process.wait(timeout=60) == 0
    return written


def _read_screen(screen: FileIO) -> bytes:
    try:
        return screen.read(4096)
    except OSError:  # how Linux says that nobody writes any more
        return b""


def test_a_terminal_gets_colour() -> None:
    """Where there is one."""
    assert b"\x1b[32mfound\x1b[0m" in on_a_terminal("doctor")


def test_no_color_is_honoured() -> None:
    """https://no-color.org: any value but an empty one."""
    assert b"\x1b" not in on_a_terminal("doctor", NO_COLOR="1")
    assert b"\x1b" in on_a_terminal("doctor", NO_COLOR="")


@pytest.mark.slow
def test_a_terminal_shows_the_stages() -> None:
    """While the reader waits; then the line makes way for what was made."""
    write_edition(Path("sources"), {"a.md": STATEMENT})
    shown = on_a_terminal("build").decode()
    stages, _, summary = shown.rpartition("\x1b[2K")
    assert "Making the e-book …" in stages
    assert "build/the-pump-is-dry.pdf" in summary


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is copied")
def test_no_process_with_threads_is_copied() -> None:
    """Whatever a thread holds would be held for ever in the copy: not even the line with the stages has one."""
    in_doubt = f"# Harbour\n\n{'Slipway, lamp, windlass, rope. ' * 10}\n"  # its language is asked of a library
    write_edition(Path("sources"), {f"{number}.md": in_doubt for number in range(5)})
    on_a_terminal("build", "--formats", "pdf", "-j", "2", program=[sys.executable, "-c", COUNTING_THREADS])
    assert set(Path("threads").read_text(encoding="ascii").split()) == {"1"}


@pytest.mark.slow
def test_a_log_gets_no_progress() -> None:
    """Nothing on stderr where all is well."""
    write_edition(Path("sources"), {"a.md": STATEMENT})
    built = run_apart("build", folder=Path())
    assert (built.returncode, built.stderr) == (0, "")
