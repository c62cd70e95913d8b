"""What a header states, and a title says, is counted as it is printed: numbers are words, the ends of links are not."""

from __future__ import annotations

import pytest

from pamphlet.model import Statement
from pamphlet.model.walk import plain_text
from pamphlet.proof.ledger import Entry, draw_up
from pamphlet.statements import SourceFile, restore_statement

# What may a title, a name or a standfirst say besides plain words?
STATED = (
    "1. Water",
    "1984. A year",
    "12) Water",
    "See [the quay](https://harbour.example/quay)",
    "Fish &amp; chips",
    "&#119;ater",
    "[les mots]{lang=fr} d’hier",
    '[NHS]{abbr="National Health Service"}',
    "![a pump](p.png) and a well",
    "Water[^1]",
    "`code` and *stress*",
    "- Water",
    "Water | Bread",
    "[Water][1]",
)
HEADERS = {
    "title": "title: {}",
    "authors": "title: Quay\nauthors: [{}]",
    "standfirst": "title: Quay\nstandfirst: {}",
    "date": "title: Quay\ndate: {}",
}


def losses_of(text: str) -> tuple[Statement, tuple[str, ...]]:
    """The statement, and what the first step of the ledger misses."""
    restored = restore_statement(SourceFile("a.md", "a.md", text.encode()), language="en")
    ledger = draw_up([Entry(restored.statement, restored.manuscript, restored.repairs)])
    return restored.statement, tuple(loss.sentence for loss in ledger.unaccounted)


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize("said", STATED)
def test_a_header_is_accounted_for_word_for_word(header: str, said: str) -> None:
    """Titles and standfirsts are Markdown in which nothing is a list; names and dates are no Markdown at all."""
    quoted = '"' + said.replace('"', '\\"') + '"'
    _, losses = losses_of(f"---\n{header.format(quoted)}\n---\n\nIt rose again.\n\n[^1]: In May.\n")
    assert losses == ()


@pytest.mark.parametrize("said", ["1. Water", "1984. A year", "12) Water"])
def test_a_title_that_begins_with_a_number_keeps_it(said: str) -> None:
    """It is no item of a list, and its number no marker."""
    statement, losses = losses_of(f"# {said}\n\nIt rose again.\n\n1. One\n2. Two\n")
    assert (plain_text(statement.title), losses) == (said, ())


@pytest.mark.parametrize(
    "text",
    [
        "[quay] [b]\n\n[b]: https://harbour.example",
        "Write to <mailto:ada@harbour.example>.",
    ],
)
def test_what_leads_somewhere_is_no_word(text: str) -> None:
    """A label behind a space, and the scheme of an address in angles."""
    assert losses_of(f"# Quay\n\nIt rose again.\n\n{text}\n")[1] == ()
