"""Same input, same bytes: on any day, in any folder, in any process."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from .conftest import CHECKOUT, command, contents, environment

# Time zone, order of hashes and locale differ, and the folder and the home too.
ELSEWHERE = (
    {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
    {"TZ": "America/St_Johns", "PYTHONHASHSEED": "4711", "LC_ALL": "C.UTF-8"},
)


@pytest.mark.slow
def test_two_builds_are_identical(tmp_path: Path) -> None:
    """All files of the sample edition, byte for byte."""
    processes = []
    for name, changes in zip(("one", "another/place"), ELSEWHERE, strict=True):
        folder = tmp_path / name
        shutil.copytree(CHECKOUT / "sources", folder / "sources")
        surroundings = environment(HOME=str(folder / "home"), **changes)
        processes.append(subprocess.Popen(command("build"), cwd=folder, env=surroundings))
    assert [process.wait(timeout=120) for process in processes] == [0, 0]
    one, other = (contents(tmp_path / name / "build") for name in ("one", "another/place"))
    assert {"take-one-booklet.pdf", "take-one.epub", "take-one.pdf"} <= set(one)
    assert one == other
