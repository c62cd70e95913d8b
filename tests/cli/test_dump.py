"""`pamphlet dump`: the document model as JSON."""

from __future__ import annotations

from pathlib import Path

from pamphlet.model import from_json, to_json

from .conftest import STATEMENT, run, run_apart, write_edition


def test_what_is_dumped_can_be_read_back() -> None:
    """The model as it was, node by node."""
    run("new", "leaflet")
    dumped = run("dump", "leaflet").stdout_bytes
    pamphlet = from_json(dumped)
    assert pamphlet.title == "Our Harbour"
    assert to_json(pamphlet) == dumped


def test_dump_is_the_same_everywhere() -> None:
    """In UTF-8 whatever the locale, with no path of this machine in it."""
    write_edition(Path("one"), {"café.md": STATEMENT})
    write_edition(Path("two/three"), {"café.md": STATEMENT})
    first = run("dump", "one")
    second = run_apart("dump", "two/three", folder=Path(), LC_ALL="C", PYTHONHASHSEED="7")
    assert first.stdout == second.stdout
    assert "café.md" in first.stdout


def test_a_statement_keeps_its_own_language_in_an_edition_of_another() -> None:
    """It is hyphenated, quoted and read aloud as French; the doubt is said, and its header settles it."""
    french = (
        "Nous ne voulons plus ouvrir la fenêtre. Nous voulons une visite, et un rapport que tout le monde lira. " * 3
    )
    files = {"edition.toml": 'language = "en"\n', "a.md": STATEMENT, "gaz.md": f"# Le gaz\n\n{french}\n"}
    write_edition(Path("leaflet"), files)
    languages = {each.source: each.language for each in from_json(run("dump", "leaflet").stdout_bytes).statements}
    assert languages == {"a.md": "en", "gaz.md": "fr"}
    checked = run("check", "leaflet", "--strict")
    assert (checked.exit_code, "plainly French" in checked.output) == (1, True)
    write_edition(Path("leaflet"), {**files, "gaz.md": f"---\ntitle: Le gaz\nlang: en\n---\n\n{french}\n"})
    dumped = from_json(run("dump", "leaflet").stdout_bytes)
    assert {each.language for each in dumped.statements} == {"en"}
