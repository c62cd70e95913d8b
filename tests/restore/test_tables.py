"""Rows whose cells stand below each other."""

from __future__ import annotations

import pytest

from pamphlet.model import Table
from pamphlet.proof.ledger import Entry, draw_up
from pamphlet.restore.rule import Context
from pamphlet.restore.tables import doubt_tables, set_tables
from pamphlet.statements import SourceFile, restore_statement

from .manuscripts import lines_of, written

ROWS = """    Item         Budget       Spent
Architect     £1.2 million £3.9 million
Glass         £4.0 million £7.7 million
Opening night £50,000      £186,400"""


def test_white_through_all_rows_parts_their_cells() -> None:
    """One space is enough in some of them, where it is wide in others."""
    assert written(set_tables(lines_of(ROWS), Context("quay.txt")).lines).split("\n") == [
        "| Item | Budget | Spent |",
        "| --- | --- | --- |",
        "| Architect | £1.2 million | £3.9 million |",
        "| Glass | £4.0 million | £7.7 million |",
        "| Opening night | £50,000 | £186,400 |",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Item      Budget\nGlass     £4",
        "Tel:      0555 014 0199\nFax:      0555 014 0198\nMobile:   0555 014 0197",
        "Mail      a@harbour.example\nWeb       harbour.example\nRoom      12",
        "Ada Brook       Tom Field\nMara Quint      Oleg Baran\nDana Price      Gus Amadi",
        "1.   Lamps      12\n2.   Oil        14\n3.   Rope       16",
        "The rent rose.   It rose\nagain in the spring of   14\nyears, and nobody was   asked",
        "Item\tBudget | Spent\nGlass\t4 | 7\nLamps\t5 | 8",
    ],
)
def test_other_gaps_make_no_table(text: str) -> None:
    """Too few rows, addresses, names side by side, items, spaces in prose, a table already."""
    assert written(set_tables(lines_of(text), Context("quay.txt")).lines) == text


def test_the_words_of_a_table_are_all_accounted_for() -> None:
    """From the page to the model."""
    text = f"# Quay\n\nWe went through the books, so that nobody else has to.\n\n{ROWS}\n\nSo it went."
    restored = restore_statement(SourceFile("quay.txt", "quay.txt", text.encode()))
    assert any(isinstance(block, Table) for block in restored.statement.blocks)
    assert draw_up([Entry(restored.statement, restored.manuscript, restored.repairs)]).unaccounted == ()


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Item Budget Spent  \nArchitect £1.2 million £3.9 million  \nGlass £4.0 million £7.7 million", True),
        ("Ada Brook     Tom Field\nMara Quint    Oleg Baran\nDana Price    Gus Amadi", True),
        ("Rent Strike Fund  \n12 Quay Street  \nEastport EP1 4QR", False),
        ("The tide comes in,  \nThe rent goes up,  \nThe gate stays shut.", False),
        ("-   with a tap,\n-   with a stove that works.", False),
        ("| Item | Spent |\n| --- | --- |\n| Glass | 4   |", False),
    ],
)
def test_rows_that_nothing_parts_are_flagged(text: str, doubted: bool) -> None:  # noqa: FBT001 - a truth table
    """Lines that end with figures, or have white below white; no address, verse or items far behind their signs."""
    outcome = doubt_tables(lines_of(text), Context("quay.txt"))
    assert written(outcome.lines) == text
    assert bool(outcome.warnings) is doubted
