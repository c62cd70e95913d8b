"""`pamphlet check`: the proof without the files."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import STATEMENT, run, write_edition


def test_a_check_leaves_no_file() -> None:
    """Everything is made in memory and read back."""
    write_edition(Path("sources"), {"pump.md": STATEMENT + '\n"Dry."\n'})
    before = sorted(Path().rglob("*"))
    checked = run("check")
    assert checked.exit_code == 0
    assert sorted(Path().rglob("*")) == before


def test_repairs_are_listed_by_rule_with_before_and_after() -> None:
    """And the ledger's total closes the list."""
    write_edition(Path("sources"), {"pump.md": STATEMENT + '\n"Dry."\n'})
    lines = run("check").stdout.splitlines()
    place = lines.index("quotes: 1")
    assert lines[place + 1].endswith(': "Dry." → “Dry.”')
    assert lines[-1].startswith("every word is accounted for: ")


def test_a_doubt_fails_a_strict_check_alone() -> None:
    """A straight mark that may be an inch is left, and flagged."""
    write_edition(Path("sources"), {"pump.md": STATEMENT + '\nA pipe of 12" at most.\n'})
    assert run("check").exit_code == 0
    strict = run("check", "--strict")
    assert strict.exit_code == 1
    assert "in doubt: 1" in strict.stdout


def test_json_is_the_proof() -> None:
    """Of the form that docs/proof.schema.json states."""
    write_edition(Path("sources"), {"pump.md": STATEMENT})
    proof = json.loads(run("check", "--json").stdout)
    assert proof["ledger"]["media"] == ["e-book", "pages", "booklet"]
    assert proof["ledger"]["unaccounted"] == []
