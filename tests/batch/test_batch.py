"""The command as a whole: editions, their report, and what is made again."""

from __future__ import annotations

import fcntl
import json
from pathlib import Path
from typing import NamedTuple

import pytest

from .archive import files_in, run_batch, statement, times_made, write_archive


class Finished(NamedTuple):
    """An archive, the folder of its editions, and what the command said."""

    archive: Path
    output: Path
    code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """Four editions as Markdown and e-book, the third of which cannot be made."""
    folder = tmp_path_factory.mktemp("batch")
    archive = write_archive(folder / "archive", 4, bad=(3,))
    (archive / "0004" / "statement.md").write_text(f"{statement(4)}\n\n“Where does this end?\n", encoding="utf-8")
    said = run_batch(archive, "-o", folder / "out", "--formats", "md,html", "-j", 2)
    return Finished(archive, folder / "out", *said)


def test_a_bad_edition_does_not_stop_the_others(finished: Finished) -> None:
    """It is named with its reason, and the exit code tells that there was one."""
    assert finished.code == 1
    assert "0003/edition.toml:3: no style is called “baroque”" in finished.err
    assert "3 editions in" in finished.out
    assert "1 edition could not be made" in finished.out


def test_each_edition_has_its_folder(finished: Finished) -> None:
    """With its files and the facts of it; nothing is left of one that could not be made."""
    names = {path.name for path in (finished.output / "0001").iterdir()}
    assert names == {"street-1.md", "street-1.html", "edition.json", "street-1-proof.html", "street-1-proof.json"}
    assert not (finished.output / "0003").exists()


def test_the_report_counts_and_names(finished: Finished) -> None:
    """What was made, what was not and why, and what is in doubt."""
    report = json.loads((finished.output / "report.json").read_bytes())
    assert (report["totals"]["editions"], report["totals"]["refused"]) == (3, 1)
    assert [edition["title"] for edition in report["editions"]] == ["Street 1", "Street 2", "Street 4"]
    assert report["refused"][0]["name"] == "0003"
    assert 8 in [doubt["line"] for doubt in report["editions"][2]["warnings"]]
    page = (finished.output / "report.html").read_text(encoding="utf-8")
    assert 'href="0001/street-1.md"' in page
    assert "no style is called “baroque”" in page


def test_nothing_is_made_twice(finished: Finished) -> None:
    """Not even what could not be made, as long as nothing changes."""
    before = files_in(finished.output)
    code, out, err = run_batch(finished.archive, "-o", finished.output, "--formats", "md,html")
    assert (code, "3 editions in" in out, "0 of them new" in out) == (1, True, True)
    assert "0 editions to make, 3 made already" in err
    assert files_in(finished.output) == before
    assert set(times_made(finished.output).values()) == {1}


@pytest.mark.slow
def test_only_what_changed_is_made_again(tmp_path: Path) -> None:
    """Another word, or a file that somebody took away; files of the old title go."""
    archive = write_archive(tmp_path / "archive", 3)
    run_batch(archive, "-o", tmp_path / "out", "--formats", "md", "-j", 1)
    settings = archive / "0001" / "edition.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("Street 1", "Lane 1"), encoding="utf-8")
    (tmp_path / "out" / "0002" / "street-2.md").unlink()
    assert run_batch(archive, "-o", tmp_path / "out", "--formats", "md", "-j", 1)[0] == 0
    assert dict(times_made(tmp_path / "out")) == {"0001": 2, "0002": 2, "0003": 1}
    assert {path.name for path in (tmp_path / "out" / "0001").glob("*.md")} == {"lane-1.md"}
    assert (tmp_path / "out" / "0002" / "street-2.md").is_file()


@pytest.mark.slow
def test_without_its_journal_nothing_is_made_twice(tmp_path: Path) -> None:
    """The records beside the editions tell what is there; a torn line is cut off."""
    archive = write_archive(tmp_path / "archive", 2)
    run_batch(archive, "-o", tmp_path / "out", "--formats", "md", "-j", 1)
    (tmp_path / "out" / "journal.jsonl").write_bytes(b'{"name": "0001", "ke')
    code, out, _ = run_batch(archive, "-o", tmp_path / "out", "--formats", "md", "-j", 1)
    assert (code, "2 editions in" in out, "0 of them new" in out) == (0, True, True)
    assert dict(times_made(tmp_path / "out")) == {"0001": 1, "0002": 1}


def test_a_dry_run_makes_nothing(tmp_path: Path) -> None:
    """It says what there is to do, and which rows are wrong."""
    archive = write_archive(tmp_path / "archive", 2)
    (tmp_path / "list.csv").write_text("statements\narchive/0001\narchive/0009\n", encoding="utf-8")
    code, out, _ = run_batch(tmp_path / "list.csv", "-o", tmp_path / "out", "--dry-run", "-j", 2)
    assert code == 0
    assert "list.csv:3: there is no file “archive/0009”" in out
    assert "1 edition to make, 0 made already" in out
    assert "statements" in out
    assert not (tmp_path / "out").exists()
    assert archive.is_dir()


def test_a_second_batch_on_a_folder_is_refused(tmp_path: Path) -> None:
    """While the first is at work."""
    archive = write_archive(tmp_path / "archive", 1)
    (tmp_path / "out").mkdir()
    with (tmp_path / "out" / "journal.jsonl").open("ab") as journal:
        fcntl.flock(journal, fcntl.LOCK_EX)
        code, _, err = run_batch(archive, "-o", tmp_path / "out", "--formats", "md")
    assert code == 2
    assert f"{tmp_path / 'out'}: another batch is at work here; wait for it" in err


@pytest.mark.slow
def test_rows_lay_their_keys_over_edition_toml(tmp_path: Path) -> None:
    """What they do not state stays."""
    write_archive(tmp_path / "archive", 1)
    rows = 'name,statements,title\none,archive/0001,"A ""new"" title"\ntwo,archive/0001/statement.md,\n'
    (tmp_path / "list.csv").write_text(rows, encoding="utf-8")
    assert run_batch(tmp_path / "list.csv", "-o", tmp_path / "out", "--formats", "md", "-j", 1)[0] == 0
    one, two = (json.loads((tmp_path / "out" / name / "edition.json").read_bytes())["facts"] for name in ("one", "two"))
    assert (one["title"], one["languages"]) == ("A “new” title", ["en"])
    assert two["title"] == "On bread, 1"
