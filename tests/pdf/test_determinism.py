"""Same input, same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .editions import everything, set_everything
from .finished import Pdf

TESTS = Path(__file__).parents[1]
SET_ELSEWHERE = (
    "import hashlib; from pdf.editions import set_everything; "
    "print(hashlib.sha256(set_everything().content).hexdigest())"
)


def test_two_settings_are_identical(book: Pdf) -> None:
    """In one process, one after the other."""
    assert set_everything().content == book.content


@pytest.mark.parametrize(
    ("hash_seed", "time_zone"),
    [
        pytest.param("1", "Pacific/Kiritimati", marks=pytest.mark.slow),
        pytest.param("4711", "America/St_Johns", marks=pytest.mark.slow),
        pytest.param("0", "UTC", marks=pytest.mark.slow),
    ],
)
def test_neither_hash_seed_nor_time_zone_nor_folder_gets_in(
    book: Pdf, tmp_path: Path, hash_seed: str, time_zone: str
) -> None:
    """A process elsewhere makes the same pages."""
    environment = os.environ | {
        "PYTHONHASHSEED": hash_seed,
        "TZ": time_zone,
        "PYTHONPATH": os.pathsep.join((str(TESTS.parent), str(TESTS))),
    }
    environment.pop("SOURCE_DATE_EPOCH", None)
    elsewhere = subprocess.run(
        [sys.executable, "-c", SET_ELSEWHERE],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout.strip() == hashlib.sha256(book.content).hexdigest()


def test_the_dates_are_the_editions(book: Pdf) -> None:
    """The clock gets in nowhere."""
    assert {str(book.pikepdf.docinfo[name]) for name in ("/CreationDate", "/ModDate")} == {"D:20310621030405Z"}
    assert everything().modified == "2031-06-21T03:04:05Z"


def test_no_path_of_this_machine_gets_in(book: Pdf) -> None:
    """Nor the name of whoever made it."""
    for word in (str(TESTS.parent), str(Path.home()), "site-packages"):
        assert word.encode() not in book.content
