"""Restored statements written as Markdown and read again: the same model, and nothing left to do."""

from __future__ import annotations

from collections import Counter
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

import pytest

from pamphlet.errors import PamphletError
from pamphlet.renderers.markdown import render_statement
from pamphlet.statements import RestoredStatement, SourceFile, restore_statement

from .corpus import clean_case, make_case

CHECKOUT = Path(__file__).parents[2]
STATEMENTS = [
    *sorted((CHECKOUT / "sources").glob("[0-9]*")),
    *sorted((CHECKOUT / "tests/fixtures/statements").iterdir()),
    *sorted((CHECKOUT.parent / "shared/statements").glob("*.txt")),  # real ones, where they are at hand
]


class Trip(NamedTuple):
    """A statement as it was restored, and as it came back."""

    seed: int
    first: RestoredStatement
    second: RestoredStatement

    @property
    def faults(self) -> tuple[object, ...]:
        """Whatever changed, was mended again, or is newly in doubt."""
        pairs = [(self.first.statement, self.second.statement), (self.first.contact, self.second.contact)]
        doubted = Counter(each.message for each in self.second.warnings)
        doubted.subtract(each.message for each in self.first.warnings)
        return (
            *(pair for pair in pairs if pair[0] != pair[1]),
            *self.second.repairs,
            *(message for message, count in doubted.items() if count > 0),
        )


def travel(name: str, content: bytes, language: str, seed: int = 0) -> Trip:
    """A source restored, written, and restored again."""
    first = restore_statement(SourceFile(name, name, content), language=language)
    written = render_statement(first.statement, first.contact).encode()
    return Trip(seed, first, restore_statement(SourceFile(name, name, written)))


def travel_damaged(seed: int) -> Trip | None:
    """A damaged statement; none where it is refused."""
    case = make_case(seed)
    try:
        return travel(case.name, case.source_bytes, case.truth.statement.language, seed)
    except PamphletError:
        return None


def test_damaged_statements_come_back_whole() -> None:
    """A few, of one kind of damage and of several together."""
    trips = filter(None, map(travel_damaged, range(0, 130, 9)))
    assert [(trip.seed, trip.faults) for trip in trips if trip.faults] == []


@pytest.mark.slow
def test_a_thousand_damaged_statements_come_back_whole() -> None:
    """Each kind of damage by itself, and several together: model and contact equal, zero repairs, zero new doubts."""
    with Pool(2) as pool:
        trips = filter(None, pool.map(travel_damaged, range(1130), chunksize=20))
        assert {trip.seed: trip.faults for trip in trips if trip.faults} == {}


def test_clean_statements_come_back_whole() -> None:
    """What needs nothing is written as what needs nothing."""
    for seed in range(6):
        case = clean_case(seed)
        assert travel(case.name, case.source_bytes, case.truth.statement.language).faults == ()


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.name)
def test_whole_statements_come_back_whole(path: Path) -> None:
    """The sample edition, the fixtures, and real statements."""
    assert travel(path.name, path.read_bytes(), "").faults == ()
