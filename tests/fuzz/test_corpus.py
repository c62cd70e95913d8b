"""What the fuzz target starts from, and what it found: each is restored twice alike, with every word accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from pamphlet.proof.ledger import Entry, draw_up
from pamphlet.statements import SourceFile, restore_statement

CORPUS = sorted(path for path in (Path(__file__).parent / "corpus").iterdir() if path.is_file())


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_the_corpus_holds_no_finding(path: Path) -> None:
    """Without the fuzzer, which not every machine has."""
    source = SourceFile("10-quay.md", "10-quay.md", path.read_bytes())
    once, again = (restore_statement(source, language="en") for _ in range(2))
    assert once == again
    assert draw_up([Entry(once.statement, once.manuscript, once.repairs)]).unaccounted == ()
