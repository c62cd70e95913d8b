"""`pamphlet check`: the proof, and no files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import STATEMENT, run, write_edition

MENDED = STATEMENT + '\n"Dry," they said.\n'


@pytest.fixture(autouse=True)
def an_edition() -> None:
    """One statement with something to mend."""
    write_edition(Path("sources"), {"pump.md": MENDED})


def test_every_repair_and_the_ledger_are_shown() -> None:
    """Each with its place and the words before and after; repairs are no doubts, and nothing is written."""
    checked = run("check", "--strict")
    assert checked.exit_code == 0
    assert "pump.md:9: " in checked.stdout
    assert "“Dry,”" in checked.stdout
    assert checked.stdout.splitlines()[-1].startswith("every word is accounted for: ")
    assert [path.name for path in Path().iterdir()] == ["sources"]


@pytest.mark.parametrize(("options", "code"), [pytest.param([], 0, marks=pytest.mark.slow), (["--strict"], 1)])
def test_a_doubt_fails_where_it_is_asked_to(options: list[str], code: int) -> None:
    """As before a printing."""
    write_edition(Path("sources"), {"letter.docx": b"PK"})
    checked = run("check", *options)
    assert checked.exit_code == code
    assert "letter.docx:1: not read" in checked.stdout


@pytest.mark.slow
def test_the_proof_as_json_is_one_object() -> None:
    """For other programs."""
    assert isinstance(json.loads(run("check", "--json").stdout), dict)
