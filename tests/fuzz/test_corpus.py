"""What the fuzz target starts from, and what it found: each is restored twice alike, with every word accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from pamphlet.errors import PamphletError
from pamphlet.proof.ledger import Entry, draw_up
from pamphlet.statements import SourceFile, restore_statement

CORPUS = sorted(path for path in (Path(__file__).parent / "corpus").iterdir() if path.is_file())


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_the_corpus_holds_no_finding(path: Path) -> None:
    """Without the fuzzer, which not every machine has; one of them is refused, in one sentence."""
    source = SourceFile("10-quay.md", "10-quay.md", path.read_bytes())
    try:
        once, again = (restore_statement(source, language="en") for _ in range(2))
    except PamphletError as error:
        assert (path.name, error.what) == ("notes.md", "there are two notes [^1]")
        return
    assert once == again
    assert draw_up([Entry(once.statement, once.manuscript, once.repairs)]).unaccounted == ()
