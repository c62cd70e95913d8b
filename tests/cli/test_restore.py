"""`pamphlet restore`: the restored text as Markdown to keep, from which the same pamphlet is made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import CHECKOUT, STATEMENT, contents, run, write_edition

DAMAGED = STATEMENT + '\n"Dry," they said, and\n\nwent home.\n\nTo contact us:\npump@harbour.example\n'
EXAMPLES = CHECKOUT.parent / "shared" / "statements"


def dumped(*edition: str) -> dict[str, object]:
    """The model of an edition, but for the names of its sources and what is drawn from them."""
    model = json.loads(run("dump", *edition).stdout)
    for statement in model["statements"]:
        del statement["source"]
    return {part: model[part] for part in ("title", "date", "statements", "contact")}


def test_a_statement_is_written_as_clean_markdown_with_a_header() -> None:
    """Title, signatory, date, language and contact stand in the header, the text below."""
    write_edition(Path(), {"pump.txt": DAMAGED})
    assert run("restore", "pump.txt").exit_code == 0
    written = Path("restored/pump.md").read_text(encoding="utf-8")
    assert written.startswith('---\ntitle: "The pump is dry"\nauthors:\n  - "Ada Brook"\ndate: "1 May 2031"\n')
    assert '\ncontact:\n  - "To contact us:"\n  - mail: "pump@harbour.example"\n---\n' in written
    assert written.endswith("\n\nIt has been dry since the thaw.\n\n“Dry,” they said, and went home.\n")


def test_building_from_it_gives_the_same_model_and_no_repairs() -> None:
    """So that people can go on with the restored text."""
    write_edition(Path("leaflet"), {"10-pump.txt": DAMAGED, "20-lamp.md": "# The lamp\n\nIt is dark...\n"})
    run("restore", "leaflet")
    again = json.loads(run("restore", "restored", "-o", "again", "--json").stdout)
    assert dumped("restored") == dumped("leaflet")
    assert [(each["repairs"], each["warnings"]) for each in again["files"]] == [([], []), ([], [])]
    assert contents(Path("again")) == contents(Path("restored"))


def test_what_is_written_is_pleasant_to_read() -> None:
    """Nothing stands there by its number that would be read aright as it is; what would not, does."""
    write_edition(Path(), {"a.md": "# A\n\nDear all,\n\nhere is ours.\n", "b.md": "# B\n\nIt is ours.\n\n\\# B\n"})
    assert run("restore", "a.md", "b.md").exit_code == 0
    assert Path("restored/a.md").read_text(encoding="utf-8").endswith("---\n\nDear all,\n\nhere is ours.\n")
    again = json.loads(run("restore", "restored", "-o", "again", "--json").stdout)
    assert [each["repairs"] for each in again["files"]] == [[], []]
    assert contents(Path("again")) == contents(Path("restored"))


@pytest.mark.skipif(not EXAMPLES.is_dir(), reason="the real statements are not here")
def test_real_statements_come_back_the_same() -> None:
    """With nothing left to mend, not even between them."""
    run("restore", str(EXAMPLES))
    again = json.loads(run("restore", "restored", "-o", "again", "--json").stdout)
    assert [each["repairs"] for each in again["files"]] == [[]] * len(again["files"])
    assert dumped("restored") == dumped(str(EXAMPLES))


def test_what_was_mended_is_summed_up_by_rule() -> None:
    """A line a file; what is in doubt goes to the error stream."""
    write_edition(Path(), {"pump.txt": DAMAGED + "\n6' deep\n", "clean.md": "# Clean\n\nNothing.\n"})
    done = run("restore", "pump.txt", "clean.md")
    assert done.stdout.splitlines()[0].startswith("restored/pump.md  3 repairs: quotes 1, ")
    assert done.stdout.splitlines()[1] == "restored/clean.md  nothing to repair"
    assert "pump.txt:" in done.stderr


def test_json_holds_each_file_with_its_repairs() -> None:
    """For other programs."""
    write_edition(Path(), {"pump.txt": DAMAGED})
    (file,) = json.loads(run("restore", "pump.txt", "--json").stdout)["files"]
    assert (file["source"], file["path"]) == ("pump.txt", "restored/pump.md")
    assert {each["rule"] for each in file["repairs"]} == {"quotes", "cut-paragraph", "contact"}


def test_one_statement_can_be_shown_and_not_written() -> None:
    """With `-o -`, the text alone on the standard output."""
    write_edition(Path(), {"pump.txt": DAMAGED, "lamp.txt": STATEMENT})
    shown = run("restore", "pump.txt", "-o", "-")
    assert shown.stdout.startswith("---\ntitle: ")
    assert shown.stderr.splitlines()[-1].startswith("pump.md  ")
    assert shown.stdout.endswith("went home.\n")
    assert not Path("restored").exists()
    assert run("restore", "pump.txt", "lamp.txt", "-o", "-").exit_code == 2


def test_a_file_that_holds_something_else_is_never_written_over() -> None:
    """Unless that is asked for; then even the source."""
    write_edition(Path(), {"pump.md": DAMAGED, "lamp.md": "# Lamp\n\nDark.\n"})
    refused = run("restore", "lamp.md", "pump.md", "-o", ".")
    assert refused.exit_code == 2
    assert "a file stands here already" in refused.stderr
    assert Path("lamp.md").read_text(encoding="utf-8") == "# Lamp\n\nDark.\n"
    assert run("restore", "pump.md", "-o", ".", "--force").exit_code == 0
    assert Path("pump.md").read_text(encoding="utf-8").startswith("---\n")


def test_the_same_again_is_fine() -> None:
    """What stands there already holds these bytes."""
    write_edition(Path(), {"pump.txt": DAMAGED})
    assert [run("restore", "pump.txt").exit_code for _ in range(2)] == [0, 0]


def test_an_error_in_one_file_leaves_all_unwritten() -> None:
    """All or none, as in a build."""
    write_edition(Path(), {"pump.txt": DAMAGED, "empty.txt": ""})
    refused = run("restore", "pump.txt", "empty.txt")
    assert (refused.exit_code, Path("restored").exists()) == (2, False)
    assert refused.stderr.startswith("pamphlet: empty.txt:1: the statement is empty")


def test_two_files_cannot_become_one() -> None:
    """The second is named."""
    write_edition(Path(), {"pump.txt": DAMAGED, "pump.md": STATEMENT})
    refused = run("restore", "pump.md", "pump.txt")
    assert refused.exit_code == 2
    assert "pump.txt: a second statement would be pump.md" in refused.stderr


def test_the_settings_beside_a_file_count() -> None:
    """Its language, the rules that are off, and the readings that are pinned."""
    settings = 'language = "de"\n[restore]\noff = ["dash"]\n[[restore.pin]]\nfile = "pump.txt"\nline = 3\ntext = "{}"\n'
    write_edition(
        Path("leaflet"),
        {
            "edition.toml": settings.format('\\"So\\" -- am Kai.'),
            "pump.txt": "Die Pumpe\n\n???\n",
            "other.txt": "Anders\n\nSo.\n",
        },
    )
    assert run("restore", "leaflet/pump.txt").exit_code == 0
    assert Path("restored/pump.md").read_text(encoding="utf-8").endswith("language: de\n---\n\n„So“ -- am Kai.\n")
    assert [path.name for path in Path("restored").iterdir()] == ["pump.md"]


def test_pictures_go_along() -> None:
    """Else the written text could not be built."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    write_edition(Path("leaflet"), {"pump.md": STATEMENT + "\n![A pump.](pump.svg)\n", "pump.svg": drawing})
    assert run("restore", "leaflet").exit_code == 0
    assert contents(Path("restored"))["pump.svg"] == drawing.encode()
