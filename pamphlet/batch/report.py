"""A batch's result → its report, as a page with the covers and as JSON (docs/batch-report.schema.json)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from msgspec import Struct

from pamphlet.batch.job import COVER, Doubt, Facts, Refusal
from pamphlet.batch.journal import Entry, read_record
from pamphlet.batch.run import Result
from pamphlet.storage import write_files

REPORT_PAGE: Final = "report.html"
REPORT_JSON: Final = "report.json"
MOST_SHOWN: Final = 2000
"""Editions on the page, and doubts: a browser can show so many; the JSON has all."""


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


def write_report(result: Result, folder: Path) -> None:
    """Write both forms into the folder, at one moment."""
    report = draw_up(result, folder)
    page = to_html(report)
    write_files(folder, {REPORT_PAGE: page, REPORT_JSON: to_json(report)})


def draw_up(result: Result, folder: Path) -> Report:
    """The report; facts of editions are read from beside their files."""
    entries = result.entries
    totals = Totals(
        editions=len(entries),
        refused=len(result.refused),
        statements=sum(each.statements for each in entries),
        words=sum(each.words for each in entries),
        pages=sum(each.pages for each in entries),
        sheets=sum(each.sheets for each in entries),
        bytes=sum(each.bytes for each in entries),
        seconds=round(sum(each.seconds for each in entries), 1),
        megabytes=max((each.megabytes for each in entries), default=0),
    )
    return Report(totals, result.refused, tuple(_editions(entries, folder)))


def _editions(entries: tuple[Entry, ...], folder: Path) -> Iterator[Edition]:
    for entry in entries:
        record = read_record(folder, entry.name)
        if record:
            yield _edition(entry, record.facts)


def _edition(entry: Entry, facts: Facts) -> Edition:
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


def to_html(report: Report) -> bytes:
    """A page that shows the covers and leads to every file; it needs neither a server nor a script."""
    template = templates().get_template("report.html.jinja")
    return template.render(report=report, cover=COVER, most=MOST_SHOWN).encode()


def templates() -> Environment:
    """The templates of this room."""
    loader = PackageLoader("pamphlet.batch")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["href"] = lambda path: quote(str(path))
    environment.filters["megabytes"] = lambda length: f"{-(-length // 1_000_000):,} MB"
    return environment
