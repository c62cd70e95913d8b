"""A command that is given again says the same again at once, unless anything that it rests on has changed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from pamphlet.cli import main
from pamphlet.cli.answers import TICK_NS
from pamphlet.gathering import Edition
from pamphlet.means import Means
from pamphlet.pipeline import Report, read_edition

from .test_lean_start import LIBRARIES, run

WATER = "# The pump is dry\n\nAda Brook\n\n1 May 2031\n\nIt has been dry since the thaw.\n\n![A dry pump](pump.svg)\n"
BREAD = "# Bread for the fair\n\nBo Mill\n\n2 May 2031\n\nBring what you have baked, and a knife.\n"
PUMP = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><path d="M0 0h90v60z"/></svg>\n'
SETTINGS = 'title = "Two letters"\nslug = "letters"\nlanguage = "en"\n'


class Heard(NamedTuple):
    """What a command said on both streams, its exit code, and whether it had to make anything."""

    out: str
    err: str
    code: int
    made: bool


Ask = Callable[..., Heard]


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition with a picture and a file that is left unread, in `sources`; its files are of yesterday."""
    folder = tmp_path / "sources"
    folder.mkdir()
    texts = {
        "10-water.md": WATER,
        "20-bread.md": BREAD,
        "edition.toml": SETTINGS,
        "pump.svg": PUMP,
        "old.rtf": "{\\rtf",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        age(folder / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """The command as a person would give it; without arguments, one that takes little time."""
    made: list[object] = []

    def read(paths: Sequence[Path], *, source_date_epoch: int | None, report: Report, means: Means) -> Edition:
        made.append(paths)
        return read_edition(paths, source_date_epoch=source_date_epoch, report=report, means=means)

    monkeypatch.setattr("pamphlet.cli.making.read_edition", read)

    def give(*arguments: str) -> Heard:
        made.clear()
        monkeypatch.setattr(sys, "argv", ["pamphlet", *(arguments or ("build", "--formats", "md"))])
        with pytest.raises(SystemExit) as left:
            main()
        heard = capsys.readouterr()
        return Heard(heard.out, heard.err, int(left.value.code or 0), bool(made))

    return give


def age(path: Path, seconds: int = 86_400) -> None:
    """Let a file have been changed that long before."""
    state = path.stat()
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns - seconds * 10**9))


def test_it_says_the_same_again(edition: Path, ask: Ask) -> None:
    """On both streams, without making anything."""
    first, second = ask(), ask()
    assert first.made
    assert "old.rtf:1: not read" in first.err
    assert second == first._replace(made=False)
    assert edition.exists()


def test_so_does_json(edition: Path, ask: Ask) -> None:
    """In UTF-8, byte for byte."""
    arguments = "build", "--formats", "md", "--json"
    assert ask(*arguments) == ask(*arguments)._replace(made=True)
    assert edition.exists()


# What is a change?
CHANGES: dict[str, Callable[[Path], object]] = {
    "a statement of the same length": lambda folder: (folder / "10-water.md").write_text(WATER.replace("dry", "wet")),
    "a statement that is new": lambda folder: (folder / "30-salt.md").write_text(BREAD),
    "a statement that is gone": lambda folder: (folder / "20-bread.md").unlink(),
    "a statement by another name": lambda folder: (folder / "20-bread.md").rename(folder / "05-bread.md"),
    "the settings": lambda folder: (folder / "edition.toml").write_text(SETTINGS.replace("Two", "Few")),
    "a picture": lambda folder: (folder / "pump.svg").write_text(PUMP.replace("90v", "80v")),
    "a finished file that is gone": lambda folder: (folder.parent / "build" / "letters.md").unlink(),
    "a finished file that somebody changed": lambda folder: (folder.parent / "build" / "letters.md").write_text("!"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_noticed(edition: Path, ask: Ask, change: Callable[[Path], object]) -> None:
    """Whatever it is, the next build is a build, and the one after that has nothing to do."""
    ask()
    change(edition)
    assert ask().made
    assert not ask().made


def test_a_change_in_the_same_tick_is_noticed(edition: Path, ask: Ask) -> None:
    """Neither size, nor time, nor inode tells it: the file was changed too shortly before to be trusted."""
    water = edition / "10-water.md"
    water.touch()
    state = water.stat()
    ask()
    with water.open("r+", encoding="utf-8") as file:
        file.write(WATER.replace("dry", "wet"))
    os.utime(water, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert ask().made
    assert "wet" in (edition.parent / "build" / "letters.md").read_text(encoding="utf-8")


def test_a_file_that_only_looks_changed_is_none(edition: Path, ask: Ask) -> None:
    """Its words are the same: what a checkout or a copy does to its time does not count."""
    ask()
    for name in ("10-water.md", "edition.toml"):
        age(edition / name, seconds=-3_600)
    shutil.copy(edition / "20-bread.md", edition / "copied")
    (edition / "copied").replace(edition / "20-bread.md")
    assert not ask().made


def test_it_is_read_once_to_learn_that(edition: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time after that, its new state is known."""
    ask()
    age(edition / "10-water.md", seconds=3_600)
    assert not ask().made
    monkeypatch.setattr("pamphlet.cli.answers.digest_of", lambda _: pytest.fail("it was read again"))
    assert not ask().made
    assert TICK_NS < 3_600 * 10**9


def test_what_the_program_is_counts(edition: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """With another version of it, or of what it stands on, everything is made anew."""
    ask()
    monkeypatch.setattr("pamphlet.cli.answers.program_identity", lambda: "another")
    assert ask().made
    assert edition.exists()


@pytest.mark.parametrize("name", ["SOURCE_DATE_EPOCH", "NO_COLOR"])
def test_so_does_what_steers_it(edition: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The environment is part of the question."""
    ask()
    monkeypatch.setenv(name, "1")
    assert ask().made
    assert edition.exists()


def test_another_default_edition_is_another_question(edition: Path, ask: Ask) -> None:
    """What was named by nothing may be something else now."""
    (edition.parent / "edition.toml").write_text(SETTINGS, encoding="utf-8")
    (edition.parent / "letter.md").write_text(BREAD, encoding="utf-8")
    moved = edition.rename(edition.parent / "away")
    ask()
    moved.rename(edition)
    assert ask().made


def test_no_cache_neither_asks_nor_remembers(edition: Path, ask: Ask) -> None:
    """Everything is made, and nothing is left but what was asked for."""
    arguments = "build", "--formats", "md", "--no-cache"
    assert ask(*arguments).made
    assert ask(*arguments).made
    assert not (edition.parent / "cache").exists()


def test_limits_do_not_hide_the_command(edition: Path, ask: Ask) -> None:
    """They stand before it."""
    arguments = "--seconds", "60", "--memory=900", "build", "--formats", "md"
    assert ask(*arguments).made
    assert not ask(*arguments).made
    assert edition.exists()


def test_an_error_is_not_remembered(edition: Path, ask: Ask) -> None:
    """It is looked for anew each time."""
    (edition / "pump.svg").unlink()
    first, second = ask(), ask()
    assert (first.code, first.made) == (2, True)
    assert second == first


def test_where_nothing_can_be_kept_it_builds(edition: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache is a help and no need."""
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)
    assert ask().code == 0
    assert ask().made
    assert edition.exists()


def test_a_check_keeps_its_exit_code(edition: Path, ask: Ask) -> None:
    """Doubts are doubts the second time too."""
    arguments = "check", "--strict"
    first, second = ask(*arguments), ask(*arguments)
    assert (first.code, first.made) == (1, True)
    assert second == first._replace(made=False)
    assert edition.exists()


def test_no_library_is_imported_to_find_that_nothing_is_to_do(edition: Path, ask: Ask) -> None:
    """Not even those that read arguments and show colours."""
    ask()
    imported, started = run("from pamphlet.cli import main; main()", "build", "--formats", "md", folder=edition.parent)
    assert imported & (LIBRARIES | {"click", "rich", "msgspec", "markdown", "pathlib", "re"}) == set()
    assert started == []
