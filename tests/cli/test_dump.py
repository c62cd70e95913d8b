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
