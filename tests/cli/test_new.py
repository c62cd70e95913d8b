"""`pamphlet new`: an edition to start from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pamphlet.model import from_json

from .conftest import STATEMENT, contents, run, write_edition


def test_a_new_edition_can_be_built_at_once() -> None:
    """What is written is what the next step names."""
    made = run("new", "leaflet")
    assert made.exit_code == 0
    assert made.stdout.splitlines() == [
        "leaflet/10-first-statement.md",
        "leaflet/edition.toml",
        "Next: write your words into it, then run `pamphlet build leaflet`.",
    ]
    built = run("build", "leaflet", "--json", "--formats", "epub")
    assert built.exit_code == 0
    assert json.loads(built.stdout)["warnings"] == []


def test_an_empty_folder_is_new_enough() -> None:
    """`pamphlet new .` in a fresh folder."""
    assert run("new", ".").exit_code == 0
    assert sorted(contents(Path())) == ["10-first-statement.md", "edition.toml"]


def test_the_example_shows_how_a_statement_begins() -> None:
    """Title, signatory and date are understood as such."""
    run("new", "leaflet")
    (statement,) = from_json(run("dump", "leaflet").stdout_bytes).statements
    assert [author.name for author in statement.authors] == ["The Harbour Group"]
    assert statement.date
    assert statement.date.iso == "2026-05-01"


def test_every_note_in_the_example_holds() -> None:
    """Without their “#”, the settings that are only shown are valid too."""
    run("new", "leaflet")
    path = Path("leaflet/edition.toml")
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line.removeprefix("# ") if " = " in line else line for line in lines), encoding="utf-8")
    write_edition(Path("leaflet"), {"cover.png": b"no picture"})
    assert "leaflet/cover.png" in run("dump", "leaflet").stderr  # all else was read


def test_the_example_names_nobody() -> None:
    """Its addresses can be nobody's: RFC 2606."""
    run("new", "leaflet")
    words = b"\n".join(contents(Path("leaflet")).values()).decode()
    assert words.count("harbour.example") == 2
    assert words.count("http") == 1


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"leaflet/.hidden": ""}, "the folder is not empty"),
        ({"leaflet/a.png": "Mine."}, "the folder is not empty"),
        ({"leaflet": "Mine."}, "this is a file, and no folder"),
    ],
)
def test_what_is_there_stays(files: dict[str, str | bytes], sentence: str) -> None:
    """A folder that holds anything is refused, hidden files counted."""
    write_edition(Path(), files)
    refused = run("new", "leaflet")
    assert refused.exit_code == 2
    assert refused.stderr == f"pamphlet: leaflet: {sentence}; name a new folder, or an empty one\n"
    assert {path.as_posix() for path in Path().rglob("*") if path.is_file()} == set(files)


def test_a_folder_of_statements_becomes_an_edition() -> None:
    """It gets an edition.toml alone, whose note on their order names them; nothing of theirs is touched."""
    mine: dict[str, str | bytes] = {"leaflet/b “two”.md": "# Two\n\nMine.\n", "leaflet/a.txt": "One\n\nMine.\n"}
    write_edition(Path(), mine)
    made = run("new", "leaflet")
    assert made.stdout.splitlines()[0] == "leaflet/edition.toml"
    assert {name: Path(name).read_text(encoding="utf-8") for name in mine} == mine
    settings = Path("leaflet/edition.toml")
    stated = settings.read_text(encoding="utf-8")
    settings.write_text(stated.replace("# statements", "statements"), encoding="utf-8")
    dumped = from_json(run("dump", "leaflet").stdout_bytes)
    assert [each.source for each in dumped.statements] == ["a.txt", "b “two”.md"]


def test_nobody_elses_words_are_put_beside_statements() -> None:
    """The example's title, publisher and addresses are notes there: who forgets to change them prints none of them."""
    write_edition(Path("leaflet"), {"a.md": STATEMENT})
    run("new", "leaflet")
    assert from_json(run("dump", "leaflet").stdout_bytes).title == "The pump is dry"
    assert "arbour" not in run("dump", "leaflet").stdout
    settings = Path("leaflet/edition.toml").read_text(encoding="utf-8")
    Path("leaflet/edition.toml").write_text(settings.replace("# name =", "name ="), encoding="utf-8")
    assert "The Harbour Group" in run("dump", "leaflet").stdout


def test_an_edition_is_not_begun_again() -> None:
    """What somebody wrote into its edition.toml stays."""
    run("new", "leaflet")
    before = contents(Path("leaflet"))
    refused = run("new", "leaflet")
    assert refused.exit_code == 2
    assert refused.stderr == "pamphlet: leaflet/edition.toml: this is an edition already; change it, and build\n"
    assert contents(Path("leaflet")) == before


def test_a_style_is_copied_changed_and_used() -> None:
    """From the copy to pages in another colour; and a slip in a sheet is named with its line."""
    run("new", "leaflet")
    made = run("new", "leaflet/ours", "--style", "modern")
    assert made.exit_code == 0
    assert "leaflet/ours/print/print.css" in made.stdout.splitlines()
    settings = Path("leaflet/edition.toml")
    settings.write_text('style = "./ours"\naccent = "black"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("build", "leaflet", "--formats", "pdf").exit_code == 0
    sheet = Path("leaflet/ours/print/print.css")
    lines = sheet.read_text(encoding="utf-8").count("\n") + 1
    sheet.write_text(sheet.read_text(encoding="utf-8") + "p { colour: red }", encoding="utf-8")
    refused = run("build", "leaflet", "--formats", "pdf")
    assert refused.exit_code == 2
    assert refused.stderr.startswith(
        f"pamphlet: leaflet/ours/print/print.css:{lines}: the pages could not be set as the"
    )


def test_a_style_copied_to_any_place_is_named_by_that_place(tmp_path: Path) -> None:
    """What is to be typed next can be typed so."""
    made = run("new", str(tmp_path / "ours"), "--style", "modern")
    assert f"`pamphlet build --style {tmp_path / 'ours'}`" in made.stdout


def test_a_style_that_is_not_there_is_not_copied() -> None:
    """With the names of those that are."""
    refused = run("new", "ours", "--style", "futurist")
    assert refused.exit_code == 2
    assert "no style is called “futurist”; choose one of broadside, classic" in refused.stderr
    assert not Path("ours").exists()


def test_a_style_copied_into_an_edition_is_named_in_it(tmp_path: Path) -> None:
    """With where the line has to stand."""
    run("new", str(tmp_path / "leaflet"))
    made = run("new", str(tmp_path / "leaflet" / "ours"), "--style", "modern")
    assert f'write `style = "./ours"` into {tmp_path / "leaflet" / "edition.toml"}, above its first line' in made.stdout


def test_what_is_to_be_typed_next_can_be_typed() -> None:
    """A name with spaces stands in quotation marks."""
    assert "run `pamphlet build 'our leaflet'`." in run("new", "our leaflet").stdout
    assert "run `pamphlet build --style './our style'`." in run("new", "our style", "--style", "modern").stdout


def test_templates_are_copied_with_a_style_alone() -> None:
    """And only if they are asked for."""
    assert "imprint" not in run("new", "one", "--style", "modern").stdout
    assert "two/print/imprint.html.jinja" in run("new", "two", "--style", "modern", "--templates").stdout
    refused = run("new", "leaflet", "--templates")
    assert (refused.exit_code, Path("leaflet").exists()) == (2, False)
    assert "say which with --style" in refused.stderr
