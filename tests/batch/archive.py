"""Archives to make batches of, in our own words; and what a batch has left in a folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Final

import msgspec

ROOT: Final = Path(__file__).parents[2]
SUBJECTS: Final = ("water", "bread", "rent", "light", "paths", "noise", "coal", "seed")
# What differs from run to run by its nature: what was measured, and in which order things came.
MEASURED: Final = ("journal.jsonl", "report.json", "report.html")


def statement(number: int, *, sentences: int = 3) -> str:
    """A short statement that no other number has."""
    subject = SUBJECTS[number % len(SUBJECTS)]
    lines = [
        f"We ask the council about the {subject} of street {number}, for the {count}th time."
        for count in range(4, 4 + sentences)
    ]
    return f"# On {subject}, {number}\n\nThe tenants of house {number}\n\n{' '.join(lines)}\n"


def write_archive(folder: Path, count: int, *, bad: tuple[int, ...] = ()) -> Path:
    """A folder for each edition, `0001` and so on; the bad ones state a style that does not exist."""
    for number in range(1, count + 1):
        edition = folder / f"{number:04}"
        edition.mkdir(parents=True)
        (edition / "statement.md").write_text(statement(number), encoding="utf-8")
        style = 'style = "baroque"\n' if number in bad else ""
        (edition / "edition.toml").write_text(f'title = "Street {number}"\nlanguage = "en"\n{style}', encoding="utf-8")
    return folder


def begin_batch(*arguments: object) -> subprocess.Popen[str]:
    """The command, begun as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pamphlet", "batch", *map(str, arguments)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run_batch(*arguments: object) -> tuple[int, str, str]:
    """The command: its exit code, and what it said on both streams."""
    process = begin_batch(*arguments)
    out, err = process.communicate(timeout=600)
    return process.returncode, out, err


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file of a finished batch that is the same in every run."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in MEASURED
    }


def times_made(folder: Path) -> Counter[str]:
    """How often the journal says that each edition was made or refused."""
    lines = (folder / "journal.jsonl").read_bytes().splitlines()
    return Counter(str(msgspec.json.decode(line)["name"]) for line in lines)
