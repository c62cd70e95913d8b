"""What is nobody's input: our own mistakes, missing libraries, Ctrl-C and readers that hang up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from pamphlet.cli.failures import Ended

from .conftest import STATEMENT, command, contents, environment, run, write_edition


def fail_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let the typesetting raise this."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    write_edition(Path(), {"sources/a.md": STATEMENT, "build/a.epub": b"an earlier book"})
    monkeypatch.setattr("pamphlet.pipeline._make_epub", fail)


def test_our_own_mistake_is_owned_up_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one sentence that says what happened, that nothing is lost, and how to tell us."""
    fail_with(monkeypatch, ZeroDivisionError("division by zero"))
    failed = run("build")
    assert failed.exit_code == 1
    assert failed.stdout == ""
    assert failed.stderr == (
        "pamphlet: this is our fault, not yours (ZeroDivisionError: division by zero); your last build is untouched; "
        "run it again with PAMPHLET_DEBUG=1 to see where, and send us that\n"
    )
    assert contents(Path("build")) == {"a.epub": b"an earlier book"}


def test_the_traceback_shows_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the sentence, so that the sentence stands last."""
    fail_with(monkeypatch, ZeroDivisionError("division by zero"))
    failed = run("build", environment={"PAMPHLET_DEBUG": "1"})
    assert failed.exit_code == 1
    assert failed.stderr.startswith("Traceback (most recent call last):\n")
    assert failed.stderr.splitlines()[-1].startswith("pamphlet: this is our fault")


def test_a_mistake_without_words_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its kind alone."""
    fail_with(monkeypatch, AssertionError())
    failed = run("build")
    assert failed.exit_code == 1
    assert "(AssertionError);" in failed.stderr


@pytest.mark.parametrize(
    ("error", "what"), [(RecursionError(), "nested too deep"), (MemoryError(), "more than 700 MB of memory")]
)
def test_what_is_too_large_is_the_inputs_fault(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, what: str
) -> None:
    """Wherever it shows."""
    fail_with(monkeypatch, error)
    failed = run("build")
    assert failed.exit_code == 2
    assert what in failed.stderr


def test_a_missing_python_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that tells how to install it."""
    fail_with(monkeypatch, ModuleNotFoundError("No module named 'lxml'", name="lxml"))
    failed = run("build")
    assert failed.exit_code == 2
    assert failed.stderr == "pamphlet: the Python library lxml is missing; run `pamphlet doctor`\n"


def test_an_interruption_leaves_the_last_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 130, as shells have it."""
    fail_with(monkeypatch, KeyboardInterrupt())
    stopped = run("build")
    assert (stopped.exit_code, stopped.stderr) == (130, "pamphlet: stopped\n")
    assert contents(Path("build")) == {"a.epub": b"an earlier book"}


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), Ended(signal.SIGTERM)], ids=["Ctrl-C", "SIGTERM"])
def test_what_an_interruption_leads_to_is_an_interruption(monkeypatch: pytest.MonkeyPatch, stop: BaseException) -> None:
    """A library that is stopped between two steps may complain of the second; that is not our fault."""
    complaint = RuntimeError("release unlocked lock")
    complaint.__context__ = ValueError("on the way")
    complaint.__context__.__context__ = stop
    fail_with(monkeypatch, complaint)
    stopped = run("build")
    assert stopped.exit_code in {130, 143}
    assert stopped.stderr == "pamphlet: stopped\n"


def test_ctrl_c_stops_the_command() -> None:
    """For real: a signal while it waits for a statement that comes through a pipe."""
    os.mkfifo("slow.md")
    process = subprocess.Popen(command("dump", "slow.md"), env=environment(), stderr=subprocess.PIPE, text=True)
    with Path("slow.md").open("wb"):  # opens once the command does
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=20)
    assert (process.returncode, stderr) == (130, "pamphlet: stopped\n")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="other systems tell otherwise who is whose child")
def test_nobody_waits_for_a_command_that_was_killed() -> None:
    """Not even SIGKILL leaves processes behind that wait for work: they see that the one is gone that would give it."""
    write_edition(Path("leaflet"), {f"{number}.md": f"{STATEMENT}\n{number}.\n" * 9 for number in range(12)})
    begun = subprocess.Popen(
        command("build", "leaflet", "--no-cache", "-j", "3"), env=environment(), stderr=subprocess.DEVNULL
    )
    children = Path(f"/proc/{begun.pid}/task/{begun.pid}/children")
    until(lambda: len(children.read_text(encoding="ascii").split()) > 2)
    helping = [int(number) for number in children.read_text(encoding="ascii").split()]
    begun.kill()
    begun.wait()
    until(lambda: not any(map(is_running, helping)))


def is_running(process: int) -> bool:
    """Whether a process has not ended; one that has may still be listed."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def until(holds: Callable[[], bool]) -> None:
    """Wait until it holds, for twenty seconds at most."""
    latest = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < latest
        time.sleep(0.02)


# When does Ctrl-C come?
@pytest.mark.parametrize("stage", ["pamphlet.cli.answers", "pamphlet.cli.commands", "click"])
def test_ctrl_c_stops_the_command_while_it_begins(stage: str) -> None:
    """While Python imports what it asks for: no traceback, and the code of a stop."""
    program = BEGINNING.format(stage=stage)
    stopped = subprocess.run(
        [sys.executable, "-c", program, "build"], env=environment(), capture_output=True, text=True, check=False
    )
    assert stopped.returncode == 130
    assert stopped.stderr in {"", "pamphlet: stopped\n"}


BEGINNING = """
import os, runpy, signal, sys

class Stopping:
    def find_spec(self, name, path=None, target=None):
        if name == "{stage}":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Stopping())
runpy.run_module("pamphlet", run_name="__main__")
"""


@pytest.mark.needs("nohup", "--version")
def test_what_is_to_outlive_its_terminal_does() -> None:
    """`nohup` has the signal ignored that a closed terminal sends: the pipe is read to its end."""
    os.mkfifo("slow.md")
    process = subprocess.Popen(
        ["nohup", *command("dump", "slow.md")], env=environment(), stderr=subprocess.PIPE, text=True
    )
    with Path("slow.md").open("wb") as statement:  # opens once the command does
        process.send_signal(signal.SIGHUP)
        statement.write(STATEMENT.encode())
    _, stderr = process.communicate(timeout=20)
    assert process.returncode in {0, 2}
    assert "stopped" not in stderr


def test_a_reader_that_hangs_up_is_no_error() -> None:
    """`pamphlet dump | head -1` says nothing, and ends as a command ends that a pipe broke."""
    write_edition(Path(), {"a.md": STATEMENT})
    process = subprocess.Popen(
        command("dump", "a.md"), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    with process.stderr as stderr:
        assert stderr.read() == b""
    assert process.wait(timeout=20) == 141
