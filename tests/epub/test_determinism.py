"""Same input, same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pamphlet.model import Pamphlet

from .conftest import build
from .finished import Epub

TESTS = Path(__file__).parents[1]
BUILD_ELSEWHERE = (
    "import hashlib; from epub.conftest import build, edition; print(hashlib.sha256(build(edition())).hexdigest())"
)


def test_two_renders_are_identical(pamphlet: Pamphlet, epub: Epub) -> None:
    """In one process, one after the other."""
    assert build(pamphlet) == epub.content


@pytest.mark.parametrize(
    ("hash_seed", "time_zone"),
    [
        ("4711", "Pacific/Kiritimati"),
        pytest.param("0", "UTC", marks=pytest.mark.slow),
        pytest.param("1", "America/St_Johns", marks=pytest.mark.slow),
    ],
)
def test_neither_hash_seed_nor_time_zone_gets_in(epub: Epub, tmp_path: Path, hash_seed: str, time_zone: str) -> None:
    """A process elsewhere makes the same book."""
    environment = os.environ | {
        "PYTHONHASHSEED": hash_seed,
        "TZ": time_zone,
        "PYTHONPATH": os.pathsep.join((str(TESTS.parent), str(TESTS))),
    }
    elsewhere = subprocess.run(
        [sys.executable, "-c", BUILD_ELSEWHERE],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout.strip() == hashlib.sha256(epub.content).hexdigest()
