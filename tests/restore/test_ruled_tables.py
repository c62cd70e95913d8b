"""Tables drawn with rules of dashes."""

from __future__ import annotations

import pytest

from pamphlet.model import Table
from pamphlet.proof.ledger import Entry, draw_up
from pamphlet.restore.rule import Context
from pamphlet.restore.tables import doubt_tables, set_tables
from pamphlet.statements import SourceFile, restore_statement

from .manuscripts import lines_of, written

CONTEXT = Context("quay.md")

SIMPLE = """Dock         Boats  Tied up
---------  -------  ---------
North           12  by two
South          140  alone"""

TALL = """  ---------------------------------
  Dock           Boats  Tied up
  (by name)
  -----------  -------  -----------
  North             12  by two,
                        bow first

  South            140  alone
  ---------------------------------"""

GRID = """+--------+-------+----------------+
| Dock   | Boats | Tied up        |
+========+======:+:==============:+
| North  | 12    | by two,        |
|        |       | bow first      |
+--------+-------+----------------+
| South  | 140   | alone a \\| b   |
+--------+-------+----------------+"""

HEADLESS = """  -----  ---
  North   12
  South  140
  -----  ---"""


# How is a table drawn, and what does Markdown make of it?
@pytest.mark.parametrize(
    ("drawn", "rows"),
    [
        (SIMPLE, ["Dock | Boats | Tied up", "--- | ---: | ---", "North | 12 | by two", "South | 140 | alone"]),
        (
            TALL,
            [
                "Dock (by name) | Boats | Tied up",
                "--- | ---: | ---",
                "North | 12 | by two, bow first",
                "South | 140 | alone",
            ],
        ),
        (
            GRID,
            [
                "Dock | Boats | Tied up",
                "--- | ---: | :---:",
                "North | 12 | by two, bow first",
                "South | 140 | alone a \\| b",
            ],
        ),
    ],
    ids=["simple", "tall", "grid"],
)
def test_rules_tell_the_rows_and_columns(drawn: str, rows: list[str]) -> None:
    """Cells go on in the next line, and stand as their header stands over its dashes, or as colons say."""
    outcome = set_tables(lines_of(f"So:\n\n{drawn}\n\nThat is all."), CONTEXT)
    assert written(outcome.lines).split("\n") == ["So:", "", *(f"| {row} |" for row in rows), "", "That is all."]
    assert outcome.warnings == ()
    assert set_tables(outcome.lines, CONTEXT).repairs == ()


def test_a_table_without_a_header_takes_its_first_row_and_says_so() -> None:
    """No table is set without one."""
    outcome = set_tables(lines_of(HEADLESS), CONTEXT)
    assert written(outcome.lines) == "| North | 12 |\n| --- | ---: |\n| South | 140 |"
    assert [warning.message for warning in outcome.warnings] == [
        "the table has no header, so its first row, “North 12”, is set as one; see whether it is"
    ]


@pytest.mark.parametrize("caption", ["  : What it cost", "Table: What it cost", ": What it cost"])
def test_a_caption_loses_the_colon_that_marks_it(caption: str) -> None:
    """Below a table of any kind, and a blank line or two; elsewhere a colon stays."""
    farther = written(set_tables(lines_of(f"{SIMPLE}\n\n\n{caption}"), CONTEXT).lines)
    assert farther.endswith("\nWhat it cost")
    below = written(set_tables(lines_of(f"{SIMPLE}\n\n{caption}\n\n: No table."), CONTEXT).lines)
    assert below.endswith("| South | 140 | alone |\n\nWhat it cost\n\n: No table.")


@pytest.mark.parametrize(
    "text",
    [
        "Dock  Boats\n\n-----  -----\n\nNorth  12",
        "We asked.\n\n--- ---\n\nThey did not answer.",
        "The harbour was shut again\n----- ------\nand nobody said a word of it",
        "-----\n\nDock  Boats\n\n-----",
        "+----+----+\n| a  | b  |\n+----+----+\n| one cell |\n+----+----+",
        "```\n" + SIMPLE + "\n```",
        "it went on so\n" + HEADLESS,
    ],
)
def test_what_rules_do_not_tell_is_left(text: str) -> None:
    """Breaks, words across two columns, cells that span others, fenced lines, lines of a paragraph."""
    assert set_tables(lines_of(text), CONTEXT) == (lines_of(text), (), ())


def test_a_list_in_a_cell_is_set_in_one_line_and_flagged() -> None:
    """No cell can hold one, and a grid in a paragraph is nothing that anybody can read; a date is no item."""
    grid = "+------+-------+\n| Dock | Say   |\n+------+-------+\n| a    | - b   |\n|      | - c   |\n+------+-------+"
    outcome = set_tables(lines_of(grid), CONTEXT)
    assert written(outcome.lines).endswith("| a | • b • c |")
    assert "the list in the cell “• b • c” is set as one line; see whether it reads well there" in [
        warning.message for warning in outcome.warnings
    ]
    dated = "Dock  Day\n----  ------\nNorth 3. May\nSouth 4. May"
    assert written(set_tables(lines_of(dated), CONTEXT).lines).endswith("| North | 3. May |\n| South | 4. May |")


def test_a_grid_whose_cells_span_others_is_flagged() -> None:
    """It stays as it stands."""
    text = "+----+----+\n| a  | b  |\n+----+----+\n| one cell |\n+----+----+"
    (warning,) = doubt_tables(lines_of(text), CONTEXT).warnings
    assert (
        warning.message
        == "a table that is drawn with lines is left as it stands, for its cells are not all of one kind"
    )


@pytest.mark.parametrize("drawn", [SIMPLE, TALL, GRID, HEADLESS])
def test_every_word_of_a_drawn_table_is_in_the_model(drawn: str) -> None:
    """Though cells that take two lines are read one after the other."""
    text = f"# The quay\n\nWe went through the books.\n\n{drawn}\n\n: The boats\n\nSo it went.\n"
    restored = restore_statement(SourceFile("quay.md", "quay.md", text.encode()))
    assert sum(isinstance(block, Table) for block in restored.statement.blocks) == 1
    assert draw_up([Entry(restored.statement, restored.manuscript, restored.repairs)]).unaccounted == ()
