"""Input that cannot be built: one sentence with the place, exit code 2, and the last build as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .conftest import STATEMENT, contents, run, write_edition

EARLIER = {"wells.epub": b"an earlier book", "wells.pdf": b"an earlier PDF", "wells-booklet.pdf": b"earlier sheets"}

Files = dict[str, str | bytes]

# Which input is refused, at which place, and with which words?
REFUSED: dict[str, tuple[Files, str, str]] = {
    "an unknown key": (
        {"edition.toml": 'title = "Wells"\nsubtitel = "Dry"\n', "a.md": STATEMENT},
        "sources/edition.toml:2",
        "did you mean `subtitle`?",
    ),
    "an unknown key in a table": (
        {"edition.toml": '[cover]\n\npicture = "a.png"\n', "a.md": STATEMENT},
        "sources/edition.toml:3",
        "`picture` is no key of [cover]",
    ),
    "a value of the wrong type": (
        {"edition.toml": "title = 5\n", "a.md": STATEMENT},
        "sources/edition.toml:1",
        "it wants text in quotes",
    ),
    "a list for a word": (
        {"edition.toml": '[page]\nsize = ["A5"]\n', "a.md": STATEMENT},
        "sources/edition.toml:2",
        "it wants text in quotes",
    ),
    "an entry of the wrong type": (
        {"edition.toml": 'title = "W"\nstatements = ["a.md", 7]\n', "a.md": STATEMENT},
        "sources/edition.toml:2",
        "an entry of `statements`",
    ),
    "a value that is none of the choices": (
        {"edition.toml": '[press]\nduplex = "left"\n', "a.md": STATEMENT},
        "sources/edition.toml:2",
        "choose one of short, long, hand",
    ),
    "a date that is none": (
        {"edition.toml": 'date = "soon"\n', "a.md": STATEMENT},
        "sources/edition.toml:1",
        "write it as 2026-11-21",
    ),
    "a TOML syntax error": (
        {"edition.toml": 'title = "Wells"\nsubtitle = Dry\n', "a.md": STATEMENT},
        "sources/edition.toml:2",
        "not valid TOML",
    ),
    "an edition.toml that is no UTF-8": (
        {"edition.toml": b'title = "\xff"\n', "a.md": STATEMENT},
        "sources/edition.toml:1",
        "not UTF-8",
    ),
    "an empty statement": ({"a.md": " \n\n"}, "sources/a.md:1", "empty"),
    "a binary statement": ({"a.md": b"# Title\n\nWords \x00\x01\x02\n"}, "sources/a.md:3", "not text"),
    "a PDF under a statement's name": ({"a.md": b"%PDF-1.7\n"}, "sources/a.md:1", "PDF"),
    "a header that cannot be read": ({"a.md": "---\ntitle: [\n---\n\nWords.\n"}, "sources/a.md:", "header"),
    "a statement that is missing": (
        {"edition.toml": 'statements = [\n  "a.md",\n  "b.md",\n]\n', "a.md": STATEMENT},
        "sources/edition.toml:3",
        "there is no file “b.md”",
    ),
    "a statement outside": (
        {"edition.toml": 'statements = ["../a.md"]\n', "../a.md": STATEMENT},
        "sources/edition.toml:1",
        "lies outside the edition",
    ),
    "a statement by its absolute path": (
        {"edition.toml": 'statements = ["/etc/hostname"]\n'},
        "sources/edition.toml:1",
        "no name of a file in the edition",
    ),
    "a statement by a name that is too long": (
        {"edition.toml": f'statements = ["{"a" * 300}"]\n'},
        "sources/edition.toml:1",
        "there is no file",
    ),
    "a statement by a name that is no text": (
        {"edition.toml": 'statements = ["a\\u0000.md"]\n'},
        "sources/edition.toml:",
        "",
    ),
    "a statement listed twice": (
        {"edition.toml": 'statements = ["a.md", "a.md"]\n', "a.md": STATEMENT},
        "sources/edition.toml:1",
        "listed twice",
    ),
    "a picture that is missing": (
        {"a.md": STATEMENT + "\n![A pump](pump.png)\n"},
        "sources/a.md:9",
        "there is no file “pump.png”",
    ),
    "a cover that is missing": (
        {"edition.toml": '[cover]\nimage = "c.png"\nalternative = "A pump."\n', "a.md": STATEMENT},
        "sources/edition.toml:2",
        "there is no file “c.png”",
    ),
    "a picture that is none": (
        {"a.md": STATEMENT + "\n![A pump](pump.png)\n", "pump.png": b"no picture"},
        "sources/pump.png",
        "",
    ),
    "a folder without statements": ({"README.md": "# Not one\n"}, "sources", "no statements lie here"),
    "a folder of a word processor's files": (
        {"a.docx": b"PK\x03\x04", "b.docx": b"PK\x03\x04"},
        "sources",
        "“a.docx” and 1 more that cannot be read; save it as plain text or Markdown",
    ),
    "a folder with a PDF alone": ({"a.pdf": b"%PDF-1.7\n"}, "sources", "“a.pdf”, which cannot be read; copy its words"),
    "a folder of folders": ({"may/a.md": STATEMENT}, "sources", "name a folder inside it, such as sources/may, or"),
    "a web page": ({"a.txt": "<!DOCTYPE html>\n<p>Words.\n"}, "sources/a.txt:1", "a web page; open it in a browser"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_is_refused_in_one_sentence(name: str) -> None:
    """Where, what and what to do; no traceback; nothing is built, and the last build stays, byte for byte."""
    files, place, words = REFUSED[name]
    write_edition(Path("sources"), files)
    write_edition(Path("build"), EARLIER)
    refused = run("build")
    assert refused.exit_code == 2
    assert refused.stdout == ""
    (sentence,) = refused.stderr.splitlines()
    assert sentence.startswith(f"pamphlet: {place}")
    assert words in sentence
    assert "; " in sentence
    assert contents(Path("build")) == EARLIER


def test_json_leaves_errors_on_stderr() -> None:
    """A program that reads stdout finds nothing there, and the exit code."""
    write_edition(Path("sources"), {"a.md": ""})
    refused = run("build", "--json")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith("pamphlet: sources/a.md:1: ")


@pytest.mark.parametrize("action", ["build", "check", "dump"])
def test_an_edition_that_is_missing_is_named(action: str) -> None:
    """As it was typed."""
    refused = run(action, "leaflets")
    assert refused.exit_code == 2
    assert refused.stderr == "pamphlet: leaflets: no such file or folder; check the name\n"


# What was meant by a name that is not there?
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["our leaflets"], "did you mean “Our leaflet”?"),
        (["OUR LEAFLET"], "did you mean “Our leaflet”?"),
        (["Our", "leaflet"], "put a name that has spaces in it between quotation marks: 'Our leaflet'"),
        (["Our leaflet/lamb.md"], "did you mean “lamp.md”?"),
        (["Our leaflet/pump.md"], "check the name"),
    ],
)
def test_a_name_that_is_not_there_is_answered_with_the_one_that_was_meant(typed: list[str], meant: str) -> None:
    """By those that lie beside it; where none is like it, with nothing."""
    write_edition(Path("Our leaflet"), {"lamp.md": STATEMENT})
    refused = run("build", *typed)
    assert (refused.exit_code, refused.stderr) == (2, f"pamphlet: {typed[0]}: no such file or folder; {meant}\n")


# What is in the folder in which somebody names no edition?
@pytest.mark.parametrize(
    ("file", "advice"),
    [
        ("lamp.md", "a dot is this folder: pamphlet build ."),
        ("our leaflet/edition.toml", "name one, such as 'our leaflet'"),
        ("papers/lamp.doc", "name the folder of your statements, or make one with `pamphlet new leaflet`"),
    ],
)
def test_who_names_no_edition_is_told_how(file: str, advice: str) -> None:
    """By what lies here."""
    write_edition(Path(), {file: ""})
    refused = run("build")
    assert refused.exit_code == 2
    assert refused.stderr.endswith(f"there is no folder “sources” here; {advice}\n")


def test_a_picture_that_is_named_as_a_statement_is_answered_with_how_to_show_it() -> None:
    """However large it is."""
    write_edition(Path(), {"pump.jpg": b"\xff\xd8\xff" * 200_000})
    assert "a picture is named in one, as ![words for it](file)" in run("build", "pump.jpg").stderr


@pytest.mark.parametrize("name", ["a" * 300, "a.md/b.md"])
def test_a_path_that_cannot_be_is_refused(name: str) -> None:
    """Too long, or below a file; as an edition and as an output."""
    write_edition(Path(), {"a.md": STATEMENT})
    for arguments in (["build", name], ["build", "a.md", "-o", name]):
        refused = run(*arguments)
        assert refused.exit_code == 2
        assert len(refused.stderr.splitlines()) == 1


def test_a_folder_among_files_is_refused() -> None:
    """An edition is one folder, or files."""
    write_edition(Path(), {"sources/a.md": STATEMENT, "b.md": STATEMENT})
    refused = run("build", "b.md", "sources")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("pamphlet: sources: a folder among files; ")


def test_a_name_that_is_no_text_is_refused() -> None:
    """It could be written into no book: bytes that are not UTF-8 reach Python as lone surrogates (PEP 383)."""
    write_edition(Path("sources"), {"pump\udcff.md": STATEMENT})
    refused = run("build")
    assert refused.exit_code == 2
    assert "the name of this file is not plain text; rename it" in refused.stderr


def test_errors_cannot_steer_the_terminal() -> None:
    """An escape sequence in a key arrives without its escape."""
    write_edition(Path("sources"), {"edition.toml": '"\\u001b[31mred" = 1\n', "a.md": STATEMENT})
    refused = run("build")
    assert refused.exit_code == 2
    assert "\x1b" not in refused.stderr


@pytest.mark.parametrize("output", ["taken", "taken/below"])
def test_an_output_that_is_a_file_is_refused(output: str) -> None:
    """Or that would lie below one; before the work, not after it."""
    write_edition(Path(), {"sources/a.md": STATEMENT, "taken": "Mine."})
    refused = run("build", "-o", output)
    assert refused.exit_code == 2
    (sentence,) = refused.stderr.splitlines()
    assert sentence.endswith("taken: this is a file, and no folder; choose another folder with -o")
    assert Path("taken").read_text(encoding="utf-8") == "Mine."


def test_an_output_that_cannot_be_written_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the work; root may write everywhere, so the system's answer is played."""
    write_edition(Path(), {"sources/a.md": STATEMENT})
    Path("locked").mkdir()
    monkeypatch.setattr("os.access", lambda _, mode: not mode & os.W_OK)
    refused = run("build", "-o", "locked")
    assert refused.exit_code == 2
    assert refused.stderr == "pamphlet: locked: no files can be written here; choose another folder with -o\n"


def test_all_files_are_written_or_none() -> None:
    """A folder stands where the PDF should go: the e-book of the last build stays too."""
    write_edition(Path(), {"sources/a.md": STATEMENT, "build/the-pump-is-dry.pdf/mine": "Mine."})
    write_edition(Path("build"), {"the-pump-is-dry.epub": b"an earlier book"})
    refused = run("build", "--formats", "epub,pdf")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("pamphlet: build: cannot be written (“the-pump-is-dry.pdf” is a folder there); ")
    assert sorted(path.name for path in Path("build").iterdir()) == ["the-pump-is-dry.epub", "the-pump-is-dry.pdf"]
    assert Path("build/the-pump-is-dry.epub").read_bytes() == b"an earlier book"
