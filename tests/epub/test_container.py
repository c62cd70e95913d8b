"""The container: what a ZIP reader meets before any XML."""

from __future__ import annotations

from zipfile import ZIP_DEFLATED, ZIP_STORED

from .finished import Epub


def test_mimetype_stands_first_stored_and_bare(epub: Epub) -> None:
    """A reader tells an EPUB by its first bytes (EPUB 3.3, 4.3.3)."""
    first = epub.entries[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert epub.content[30:58] == b"mimetypeapplication/epub+zip"


def test_other_members_stand_sorted_and_deflated(epub: Epub) -> None:
    """Their order tells nothing of the order in which they were made."""
    others = epub.entries[1:]
    assert [entry.filename for entry in others] == sorted(entry.filename for entry in others)
    assert {entry.compress_type for entry in others} == {ZIP_DEFLATED}


def test_no_member_appears_twice(epub: Epub) -> None:
    """A name leads to one file."""
    assert len(set(epub.names)) == len(epub.names)


def test_entries_bear_no_moment_and_no_owner(epub: Epub) -> None:
    """Each has the first moment of DOS time and is a file that all may read."""
    assert {(entry.date_time, entry.external_attr >> 16, entry.create_system) for entry in epub.entries} == {
        ((1980, 1, 1, 0, 0, 0), 0o100644, 3)
    }


def test_manifest_and_container_agree(epub: Epub) -> None:
    """Every file is listed, and every listed file is there."""
    listed = {epub.resolve(str(item.attribute("href"))) for item in epub.manifest.values()}
    assert listed == set(epub.names) - {"mimetype", "META-INF/container.xml", epub.package_path}
