"""The editions of a batch → its report, as a page with the covers and as JSON (docs/batch-report.schema.json)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec import Struct

from pamphlet.batch.extent import Cost, Extent
from pamphlet.batch.job import COVER, Doubt, Refusal, to_json
from pamphlet.batch.shelf import Shelved, templates

MOST_SHOWN: Final = 2000
"""Editions on the page, and those with doubts: a browser can show so many; the JSON has all."""


class Totals(Struct, frozen=True):
    """What all editions are together, and what it took to make them."""

    editions: int
    refused: int
    extent: Extent
    cost: Cost


class Edition(Struct, frozen=True):
    """A finished edition: its folder, its files, its extent, what is in doubt in it, and what it took."""

    name: str
    title: str
    languages: tuple[str, ...]
    authors: tuple[str, ...]
    extent: Extent
    files: tuple[str, ...]
    warnings: tuple[Doubt, ...]
    cost: Cost


class Report(Struct, frozen=True):
    """report.json."""

    totals: Totals
    refused: tuple[Refusal, ...]
    editions: tuple[Edition, ...]


def draw_up(shelved: Sequence[Shelved], refused: tuple[Refusal, ...]) -> Report:
    """The report."""
    entries = [each.entry for each in shelved]
    extent, cost = sum((each.extent for each in entries), Extent()), sum((each.cost for each in entries), Cost())
    return Report(Totals(len(entries), len(refused), extent, cost), refused, tuple(map(_edition, shelved)))


def _edition(shelved: Shelved) -> Edition:
    entry, facts = shelved
    files = tuple(file.name for file in facts.files)
    return Edition(
        entry.name, facts.title, facts.languages, facts.authors, entry.extent, files, facts.warnings, entry.cost
    )


def schema() -> bytes:
    """The JSON Schema of report.json."""
    return to_json(msgspec.json.schema(Report))


def to_html(report: Report) -> bytes:
    """A page that shows the covers and leads to every file; it needs neither a server nor a script."""
    template = templates().get_template("report.html.jinja")
    return template.render(report=report, cover=COVER, most=MOST_SHOWN).encode()
