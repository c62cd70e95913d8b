"""What is nobody's input: our own mistakes, missing libraries, Ctrl-C and readers that hang up."""

from __future__ import annotations

import os
import signal
import subprocess
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
