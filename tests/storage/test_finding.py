"""Where an edition lies, what may be read of it, and how files are written: whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from pamphlet.errors import PamphletError
from pamphlet.storage import find_edition, find_inside, list_folders, name_inside, read_file, write_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An edition among other files."""
    for name in (
        *("20-fees.md", "10-rents.TXT", "30-quay.markdown", "edition.toml", "README.md", "Licence.txt"),
        *(".hidden.md", "boat.png", "old.docx", "scan.PDF", "notes.text"),
    ):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "drafts.md").mkdir()
    return tmp_path


def names(paths: tuple[Path, ...]) -> list[str]:
    """The names of some paths."""
    return [path.name for path in paths]


def test_a_folders_statements_are_its_texts_by_name(folder: Path) -> None:
    """No folder, no hidden file, nothing about the edition itself."""
    files = find_edition([folder])
    assert names(files.statements) == ["10-rents.TXT", "20-fees.md", "30-quay.markdown", "notes.text"]
    assert files.settings == folder / "edition.toml"
    assert find_edition([folder / "edition.toml"]) == files


def test_files_that_we_do_not_read_are_named(folder: Path) -> None:
    """They may hold words that somebody misses."""
    assert names(find_edition([folder]).unread) == ["old.docx", "scan.PDF"]


def test_files_named_one_by_one_are_taken_in_that_order_whatever_they_are_called(folder: Path) -> None:
    """Without edition.toml."""
    paths = [folder / "README.md", folder / "20-fees.md"]
    files = find_edition(paths)
    assert (files.folder, files.settings, files.statements) == (folder, None, tuple(paths))


def test_files_of_two_folders_lie_in_the_folder_of_both(tmp_path: Path) -> None:
    """Their names tell them apart."""
    paths = [tmp_path / "a/x.md", tmp_path / "b/x.md"]
    for path in paths:
        path.parent.mkdir()
        path.touch()
    files = find_edition(paths)
    assert files.folder == tmp_path
    assert [name_inside(files.folder, path) for path in files.statements] == ["a/x.md", "b/x.md"]


@pytest.mark.parametrize(
    ("names_", "what"),
    [(["missing.md"], "no such file or folder"), (["20-fees.md", "drafts.md"], "a folder among files")],
)
def test_what_is_not_there_or_mixed_is_refused(folder: Path, names_: list[str], what: str) -> None:
    """Before anything is read."""
    with pytest.raises(PamphletError, match=what):
        find_edition([folder / name for name in names_])


@pytest.mark.parametrize("name", ["boat.png", "drafts.md/../boat.png", "./boat.png"])
def test_a_file_inside_the_edition_is_found(folder: Path, name: str) -> None:
    """However its name leads there."""
    assert find_inside(folder, name, where="a.md").resolve() == folder / "boat.png"


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("/etc/hosts", "no name of a file in the edition"),
        ("a\\b.png", "no name of a file in the edition"),
        ("http://harbour.example/a.png", "no name of a file in the edition"),
        ("C:/a.png", "no name of a file in the edition"),
        ("../a.png", "lies outside the edition"),
        ("drafts.md/../../a.png", "lies outside the edition"),
        ("missing.png", "there is no file"),
        ("drafts.md", "there is no file"),
        ("", "there is no file"),
    ],
)
def test_no_name_leads_out_of_the_edition(folder: Path, name: str, what: str) -> None:
    """The error stands at the place that names it."""
    with pytest.raises(PamphletError, match=rf"a\.md:7: .*{what}"):
        find_inside(folder, name, where="a.md", line=7)


def test_a_link_that_leads_out_is_refused(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A statement from a stranger could hold one."""
    outside = tmp_path_factory.mktemp("outside") / "secret.png"
    outside.touch()
    (folder / "linked.png").symlink_to(outside)
    with pytest.raises(PamphletError, match="lies outside the edition"):
        find_inside(folder, "linked.png", where="a.md")


def test_a_folder_that_links_to_itself_or_up_is_listed_once(folder: Path) -> None:
    """For whoever follows it comes back for ever."""
    (folder / "inner").mkdir(exist_ok=True)
    before = list_folders(folder)
    (folder / "again").symlink_to(".")
    (folder / "inner/up").symlink_to("..")
    assert list_folders(folder) == before
    assert list_folders(folder / "inner") == ()


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    """In our words where the system's would not help, or else with the reason that it gives."""
    with pytest.raises(PamphletError, match="no such file or folder; check the name"):
        read_file(tmp_path / "missing.md", most_bytes=9)
    with pytest.raises(PamphletError, match="this is a folder; name a file in it"):
        read_file(tmp_path, most_bytes=9)
    with pytest.raises(PamphletError, match="cannot be read"):
        read_file(tmp_path / ("long" * 100), most_bytes=9)


def test_files_are_written_with_their_folder_and_nothing_beside(tmp_path: Path) -> None:
    """Everybody may read them."""
    build = tmp_path / "a/build"
    assert write_files(build, {"a.epub": b"a", "a.pdf": b"b"}) == (build / "a.epub", build / "a.pdf")
    assert {path.name: path.read_bytes() for path in build.iterdir()} == {"a.epub": b"a", "a.pdf": b"b"}
    assert (build / "a.pdf").stat().st_mode & 0o777 == 0o644


def test_a_file_that_holds_these_bytes_already_keeps_its_time(tmp_path: Path) -> None:
    """Its time tells when it changed."""
    write_files(tmp_path, {"a": b"a", "b": b"b"})
    before = {name: (tmp_path / name).stat().st_ino for name in "ab"}
    write_files(tmp_path, {"a": b"a", "b": b"c"})
    after = {name: (tmp_path / name).stat().st_ino for name in "ab"}
    assert before["a"] == after["a"]
    assert before["b"] != after["b"]


def test_where_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    """And nothing is left beside."""
    (tmp_path / "b").mkdir()
    with pytest.raises(PamphletError, match="cannot be written"):
        write_files(tmp_path, {"a": b"a", "b": b"b"})
    assert names(tuple(tmp_path.iterdir())) == ["b"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """With the option that helps."""
    (tmp_path / "build").touch()
    with pytest.raises(PamphletError, match="-o"):
        write_files(tmp_path / "build", {"a": b"a"})
