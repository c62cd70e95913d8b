"""The editions of a batch → its report, as a page with the covers and as JSON (docs/batch-report.schema.json)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec import Struct

from pamphlet.batch.job import COVER, Doubt, Refusal
from pamphlet.batch.shelf import Shelved, templates

MOST_SHOWN: Final = 2000
"""Editions on the page, and those with doubts: a browser can show so many; the JSON has all."""


class Totals(Struct, frozen=True):
    """What all editions are together, and what it took to make them: seconds of the processor, MB of memory."""

    editions: int
    refused: int
    statements: int
    words: int
    pages: int
    sheets: int
    bytes: int
    seconds: float
    megabytes: int


class Edition(Struct, frozen=True):
    """A finished edition: its folder, its files, its extent, what is in doubt in it, and what it took."""

    name: str
    title: str
    languages: tuple[str, ...]
    authors: tuple[str, ...]
    statements: int
    pages: int
    sheets: int
    files: tuple[str, ...]
    warnings: tuple[Doubt, ...]
    seconds: float
    megabytes: int


class Report(Struct, frozen=True):
    """report.json."""

    totals: Totals
    refused: tuple[Refusal, ...]
    editions: tuple[Edition, ...]


def draw_up(shelved: Sequence[Shelved], refused: tuple[Refusal, ...]) -> Report:
    """The report."""
    entries = [each.entry for each in shelved]
    totals = Totals(
        editions=len(entries),
        refused=len(refused),
        statements=sum(each.statements for each in entries),
        words=sum(each.words for each in entries),
        pages=sum(each.pages for each in entries),
        sheets=sum(each.sheets for each in entries),
        bytes=sum(each.bytes for each in entries),
        seconds=round(sum(each.seconds for each in entries), 1),
        megabytes=max((each.megabytes for each in entries), default=0),
    )
    return Report(totals, refused, tuple(map(_edition, shelved)))


def _edition(shelved: Shelved) -> Edition:
    entry, facts = shelved
    return Edition(
        name=entry.name,
        title=facts.title,
        languages=facts.languages,
        authors=facts.authors,
        statements=facts.statements,
        pages=facts.pages,
        sheets=facts.sheets,
        files=tuple(file.name for file in facts.files),
        warnings=facts.warnings,
        seconds=entry.seconds,
        megabytes=entry.megabytes,
    )


def to_json(report: Report) -> bytes:
    """One object, indented by two spaces."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"


def schema() -> bytes:
    """The JSON Schema of report.json."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Report)), indent=2) + b"\n"


def to_html(report: Report) -> bytes:
    """A page that shows the covers and leads to every file; it needs neither a server nor a script."""
    template = templates().get_template("report.html.jinja")
    return template.render(report=report, cover=COVER, most=MOST_SHOWN).encode()
