"""A process that has made other editions makes the next as one that has made none."""

from __future__ import annotations

import pytest

from pamphlet.batch import Bounds, LocalPool
from pamphlet.batch.executor import Task
from pamphlet.batch.job import Made, Parcel, encode

from .archive import statement

STYLES = ("classic", "broadside", "classic", "modern")


def parcel(number: int, style: str) -> bytes:
    """A statement to be set in that style."""
    settings = f'title = "Street {number}"\nlanguage = "en"\nstyle = "{style}"\n'
    files = {"edition.toml": settings.encode(), "statement.md": statement(number, sentences=20).encode()}
    return encode(Parcel(files, ("epub", "pdf")))


@pytest.mark.slow
def test_what_was_made_before_makes_no_difference() -> None:
    """Sheets and fonts of a style are read once; the bytes are those of a new process."""
    tasks = [Task(str(number), parcel(number, style)) for number, style in enumerate(STYLES)]
    in_turn = dict(LocalPool(1).run(iter(tasks), Bounds()))
    for task in tasks[2:]:
        [(name, alone)] = LocalPool(1).run(iter([task]), Bounds())
        before = in_turn[name]
        assert isinstance(alone, Made)
        assert isinstance(before, Made)
        assert alone.contents == before.contents
