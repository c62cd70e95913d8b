"""Processes of this machine that make editions."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pamphlet.batch import Bounds, LocalPool
from pamphlet.batch.executor import Task
from pamphlet.batch.job import Made, Parcel, Refused, encode

from .archive import statement


def parcel(number: int, text: str = "") -> bytes:
    """A statement to be made into Markdown."""
    return encode(Parcel({"statement.md": (text or statement(number)).encode()}, ("md",)))


def children() -> list[int]:
    """The processes that this one has begun."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
    return [int(number) for number in listed.split()]


def test_every_task_has_an_outcome() -> None:
    """And more come than there are processes."""
    tasks = iter([Task(str(number), parcel(number)) for number in range(5)])
    made = dict(LocalPool(2).run(tasks, Bounds()))
    assert sorted(made) == ["0", "1", "2", "3", "4"]
    assert all(isinstance(outcome, Made) for outcome in made.values())


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are found in /proc")
def test_a_process_that_is_killed_costs_one_attempt() -> None:
    """Its edition is made by another."""
    before = set(children())

    def tasks() -> Iterator[Task]:
        for number in range(4):
            if number == 2:
                os.kill(next(iter(set(children()) - before)), signal.SIGKILL)
            yield Task(str(number), parcel(number))

    made = dict(LocalPool(2).run(tasks(), Bounds()))
    assert sorted(made) == ["0", "1", "2", "3"]
    assert all(isinstance(outcome, Made) for outcome in made.values())
    assert set(children()) == before


@pytest.mark.slow
@pytest.mark.parametrize("awaited", [1, 3], ids=["at work", "done"])
def test_processes_leave_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, awaited: int) -> None:
    """Neither the folder of an edition that is interrupted, nor those of fonts."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    pages = encode(Parcel({"statement.md": statement(1).encode()}, ("pdf",)))
    run = LocalPool(1).run(iter([Task(str(number), pages) for number in range(3)]), Bounds())
    assert all(isinstance(next(run).outcome, Made) for _ in range(awaited))
    run.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_what_ends_two_processes_is_given_up(capfd: pytest.CaptureFixture[str]) -> None:
    """And the rest is made; a parcel that is none stands for what no worker survives."""
    tasks = iter([Task("bad", b"\xc1"), Task("good", parcel(1))])
    made = dict(LocalPool(1).run(tasks, Bounds()))
    refused = made["bad"]
    assert isinstance(refused, Refused)
    assert refused.what == "the process that made it ended with 1, and so did another"
    assert not refused.lasts
    assert isinstance(made["good"], Made)
    assert "DecodeError" in capfd.readouterr().err


@pytest.mark.slow
def test_the_guard_counts_for_each_edition() -> None:
    """What takes too long is refused, and the next has all its time again."""
    long = "# Long\n\n" + "We ask again, and again, and once more.\n\n" * 4000
    tasks = iter([Task("long", parcel(0, long)), Task("short", parcel(1))])
    made = dict(LocalPool(1).run(tasks, Bounds(seconds=0.3)))
    refused = made["long"]
    assert isinstance(refused, Refused)
    assert "seconds of computing" in refused.what
    assert isinstance(made["short"], Made)
