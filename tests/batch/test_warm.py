"""A process that has made other editions makes the next as one that has made none."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from pamphlet.batch import Bounds, LocalPool, hand
from pamphlet.batch.executor import Task
from pamphlet.batch.job import Made, Parcel, encode

from .archive import statement

STYLES = ("classic", "broadside", "classic", "modern")


class Circle:
    """What goes only when Python looks for rubbish."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def own_rubbish() -> Iterator[None]:
    """What is looked through in a test is looked through no less after it."""
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("own_rubbish")
def test_what_an_edition_leaves_behind_is_looked_through_once() -> None:
    """Rubbish goes at once, and what stays is not looked at again after each edition, but goes after many."""
    rubbish, kept = Circle(), [Circle()]
    of_rubbish, of_kept = weakref.ref(rubbish), weakref.ref(kept[0])
    del rubbish
    hand.tidy(whole=False)
    assert of_rubbish() is None
    assert gc.get_freeze_count() > 0
    kept.clear()
    hand.tidy(whole=False)
    assert of_kept() is not None
    hand.tidy(whole=True)
    assert of_kept() is None


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
