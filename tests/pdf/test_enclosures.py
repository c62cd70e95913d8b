"""The files inside the PDF: what the pages were made from, as it came."""

from __future__ import annotations

from pathlib import Path

import pytest

from pamphlet.cache import NO_CACHE, FolderCache
from pamphlet.renderers.pdf import PagePlan, typeset
from pamphlet.renderers.pdf.joining.enclosed import enclose

from .editions import A5, CLASSIC, pamphlet, paragraph, statement
from .finished import Pdf

SOURCES = {"20-übung.txt": "Wasser für alle\r\n".encode(), "10-water.md": b"# Water for all\n"}


@pytest.fixture(scope="module")
def enclosing() -> Pdf:
    """A pamphlet with two files inside."""
    return Pdf(
        typeset(pamphlet(statement(paragraph("So be it."))), CLASSIC, PagePlan(A5, sources=SOURCES), images={}).content
    )


def test_the_sources_can_be_had_back_byte_for_byte(enclosing: Pdf) -> None:
    """As any viewer lists and saves them."""
    files = enclosing.pikepdf.attachments
    assert {name: files[name].get_file().read_bytes() for name in files} == SOURCES


def test_they_are_the_source_of_the_whole_document(enclosing: Pdf) -> None:
    """Associated with it, as PDF/A-3 asks of every file (ISO 19005-3, 6.8)."""
    associated = enclosing.pikepdf.Root.AF
    assert [str(file.UF) for file in associated] == sorted(SOURCES)
    assert {str(file.AFRelationship) for file in associated} == {"/Source"}


def test_each_says_its_kind_and_the_edition_s_date(enclosing: Pdf) -> None:
    """No clock gets in."""
    streams = [file.EF.F for file in enclosing.pikepdf.Root.AF]
    assert [str(stream.Subtype) for stream in streams] == ["/text/markdown", "/text/plain"]
    assert {str(stream.Params.ModDate) for stream in streams} == {"D:20310621030405Z"}


def test_a_pdf_without_sources_has_no_files_inside() -> None:
    """Where the edition says so."""
    pdf = Pdf(typeset(pamphlet(statement(paragraph("So be it."))), CLASSIC, PagePlan(A5), images={}).content)
    assert not list(pdf.pikepdf.attachments)
    assert "/AF" not in pdf.pikepdf.Root


@pytest.mark.parametrize("name", ["20-übung.txt", "10-water.md", "05-more.txt"])
def test_a_file_that_was_changed_or_added_is_enclosed_among_those_that_were_kept(name: str, tmp_path: Path) -> None:
    """As if nothing had been kept."""
    cache, modified = FolderCache(str(tmp_path)), "2031-06-21T03:04:05Z"
    enclose(SOURCES, modified, cache)
    edited = SOURCES | {name: b"Water for nobody\n"}
    assert enclose(edited, modified, cache) == enclose(edited, modified, NO_CACHE)
    assert enclose(edited, modified, cache) == enclose(edited, modified, NO_CACHE)
    assert enclose(SOURCES, "1980-01-01T00:00:00Z", cache) != enclose(SOURCES, modified, cache)
