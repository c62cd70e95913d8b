"""Leaflets of our own, taken out of pages, mails and web pages by other programs: each beside what it ought to be.

`fixtures/recovered/NAME.txt` is what the program gave, `NAME.md` the text that its author wrote. We set the pages with
Chromium, LaTeX and Typst, and read them with pdftotext (plain, -raw, -layout) and MuPDF; a few are typed as mails,
chats and scans have them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pamphlet.proof.ledger import Entry, draw_up
from pamphlet.restore.lines import letters_of
from pamphlet.statements import RestoredStatement, SourceFile, restore_statement

from .score import Unit, units

RECOVERED = Path(__file__).parents[1] / "fixtures/recovered"
NAMES = sorted(path.stem for path in RECOVERED.glob("*.txt"))


def restore(path: Path) -> RestoredStatement:
    """A source of these fixtures."""
    return restore_statement(SourceFile(path.name, path.name, path.read_bytes()))


def expected_units(truth: RestoredStatement, restored: RestoredStatement) -> list[Unit]:
    """The blocks of the truth; a heading that nothing tells may be a paragraph, if a warning names it."""
    messages = letters_of(" ".join(warning.message for warning in restored.warnings if warning.rule == "heading"))

    def as_known(unit: Unit) -> Unit:
        named = unit.kind.startswith("heading") and letters_of(unit.text) in messages
        return Unit("paragraph", unit.text) if named else unit

    return [as_known(unit) for unit in units(truth.statement.blocks)]


@pytest.mark.parametrize("name", NAMES)
def test_a_recovered_leaflet_is_what_its_author_wrote(name: str) -> None:
    """Head, kind and words of every block; and no word is unaccounted for."""
    restored, truth = restore(RECOVERED / f"{name}.txt"), restore(RECOVERED / f"{name}.md")
    assert list(units(restored.statement.blocks)) == expected_units(truth, restored)
    for field in ("title", "authors", "date", "language", "standfirst"):
        assert getattr(restored.statement, field) == getattr(truth.statement, field)
    entry = Entry(restored.statement, restored.manuscript, restored.repairs)
    assert draw_up([entry]).unaccounted == ()


@pytest.mark.parametrize("name", NAMES)
def test_what_its_author_wrote_needs_no_repair(name: str) -> None:
    """The truth is clean Markdown."""
    assert restore(RECOVERED / f"{name}.md").repairs == ()
