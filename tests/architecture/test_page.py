"""The page on how it is built names what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .test_imports import DEPTH, MODULES, WEASYPRINT

ROOT = Path(__file__).parents[2]
NAMED = frozenset(re.findall(r"`([^`\s]+)`", (ROOT / "docs/architecture.md").read_text(encoding="utf-8")))


@pytest.mark.parametrize("room", sorted({module.room for module in MODULES} - {"__init__", "__main__"}))
def test_each_room_is_on_the_page(room: str) -> None:
    """With what goes in and what comes out."""
    assert room in DEPTH
    assert any(name == f"{room}.py" or name.startswith(f"{room}/") for name in NAMED)


@pytest.mark.parametrize("module", WEASYPRINT)
def test_whoever_knows_the_insides_of_weasyprint_is_on_the_page(module: str) -> None:
    """So that another version of it is known to concern these."""
    assert f"{module.rpartition('.')[2]}.py" in {name.rpartition("/")[2] for name in NAMED}


@pytest.mark.parametrize("name", sorted(name for name in NAMED if name.endswith(".py")))
def test_what_the_page_names_is_there(name: str) -> None:
    """A module that was renamed is renamed on the page, too."""
    assert [*(ROOT / "pamphlet").glob(f"**/{name}"), *ROOT.glob(name)]
