"""What took the square of the pages takes as long as they do, and writes the same."""

from __future__ import annotations

from pathlib import Path

import pydyf
import pytest

from pamphlet.pipeline import make_files, read_edition
from pamphlet.renderers.pdf.setter import SPELL_REFERENCES

STATEMENT = "# Water\n\nAda Example  \n3 May 2031\n\nThe well is open, and [all](https://well.example) know.\n"


def test_references_to_pages_are_the_librarys_own() -> None:
    """They are kept from one time to the next, and yet a page that is added has its own."""
    pdf = pydyf.PDF()
    for count in range(1, 4):
        pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
        assert len(pdf.page_references) == count
        assert pdf.page_references == SPELL_REFERENCES(pdf)


def test_the_pages_are_the_same_bytes_as_with_references_spelled_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library’s way and ours differ in nothing but time."""
    (tmp_path / "water.md").write_text(STATEMENT, encoding="utf-8")
    edition = read_edition([tmp_path / "water.md"], source_date_epoch=0)
    ours = make_files(edition, ["pdf"])
    monkeypatch.setattr(pydyf.PDF, "page_references", property(SPELL_REFERENCES))
    assert make_files(edition, ["pdf"]) == ours
