"""Whole statements, from their bytes to the model: each beside its golden file."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from pamphlet.statements import RestoredStatement, SourceFile, restore_statement

STATEMENTS = Path(__file__).parents[1] / "fixtures/statements"
GOLDENS = Path(__file__).parent / "goldens"
SOURCES = sorted(path.name for path in STATEMENTS.iterdir())


def restore(name: str) -> RestoredStatement:
    """One of the statements of the fixtures."""
    return restore_statement(SourceFile(name, f"sources/{name}", (STATEMENTS / name).read_bytes()))


def as_golden(restored: RestoredStatement) -> bytes:
    """The statement, its contact and its entries for the proof, to be read and compared."""
    parts = {field: value for field, value in restored._asdict().items() if field in SHOWN}
    return msgspec.json.format(msgspec.json.encode(parts), indent=2) + b"\n"


SHOWN = ("statement", "contact", "repairs", "warnings")


@pytest.mark.parametrize("name", SOURCES)
def test_a_statement_is_restored_as_its_golden_file_says(name: str, request: pytest.FixtureRequest) -> None:
    """Every block, every repair, every warning."""
    golden = GOLDENS / f"{name}.json"
    restored = as_golden(restore(name))
    if request.config.getoption("--save-goldens"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(restored)
    assert restored.decode() == golden.read_text(encoding="utf-8")


def test_every_golden_file_has_its_statement() -> None:
    """None is left behind."""
    assert sorted(path.name for path in GOLDENS.iterdir()) == [f"{name}.json" for name in SOURCES]
