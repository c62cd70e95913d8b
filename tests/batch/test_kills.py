"""A batch that is killed goes on where it was."""

from __future__ import annotations

import signal
import time
from pathlib import Path
from random import Random

import pytest

from .archive import begin_batch, files_in, run_batch, times_made, write_archive

EDITIONS = 40
BAD = (7, 23)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1])
def test_killed_three_times_it_ends_as_if_undisturbed(tmp_path: Path, seed: int) -> None:
    """Complete, nothing made twice, and the same bytes."""
    archive = write_archive(tmp_path / "archive", EDITIONS, bad=BAD)
    chance = Random(seed)  # noqa: S311 - for a test that can be repeated
    for _ in range(3):
        process = begin_batch(archive, "-o", tmp_path / "out", "--formats", "pdf", "-j", 2)
        already = _lines(tmp_path / "out")
        more = chance.randrange(2, EDITIONS // 5)
        while process.poll() is None and _lines(tmp_path / "out") < already + more:
            time.sleep(0.01)
        time.sleep(chance.random() / 5)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    code, _, err = run_batch(archive, "-o", tmp_path / "out", "--formats", "pdf", "-j", 2)
    assert code == 1
    assert err.count("no style is called “baroque”") == len(BAD)
    assert run_batch(archive, "-o", tmp_path / "calm", "--formats", "pdf", "-j", 2)[0] == 1
    assert files_in(tmp_path / "out") == files_in(tmp_path / "calm")
    assert len(times_made(tmp_path / "out")) == EDITIONS
    assert set(times_made(tmp_path / "out").values()) == {1}


def _lines(folder: Path) -> int:
    journal = folder / "journal.jsonl"
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


@pytest.mark.slow
def test_ctrl_c_leaves_what_is_there_whole(tmp_path: Path) -> None:
    """It says that it was stopped; what was made is not made again."""
    archive = write_archive(tmp_path / "archive", 30)
    process = begin_batch(archive, "-o", tmp_path / "out", "--formats", "html", "-j", 1)
    while process.poll() is None and _lines(tmp_path / "out") < 2:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "pamphlet: stopped; the same command goes on where it was" in err
    code, out, _ = run_batch(archive, "-o", tmp_path / "out", "--formats", "html", "-j", 1)
    assert code == 0
    assert "30 editions in" in out
    assert set(times_made(tmp_path / "out").values()) == {1}
