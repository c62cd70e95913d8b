"""What `pamphlet press` does when it is given again: nothing, or no more than what another printer asks for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import pytest

from pamphlet.cache import NO_CACHE, Cache, FolderCache
from pamphlet.cli import main
from pamphlet.edition import PressSettings
from pamphlet.means import Means
from pamphlet.pipeline import read_edition
from pamphlet.presswork import plan_edition, set_matter
from pamphlet.styles import load_style

from .test_nothing_twice import forbid

LETTER: Final = "# The pump is dry\n\nAda Brook\n\n1 May 2031\n\nIt has been dry since the thaw.\n"
LEAFLET: Final = PressSettings(layout="letter-fold")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """One statement alone."""
    path = tmp_path / "letter.md"
    path.write_text(LETTER, encoding="utf-8")
    return path


def set_panels(letter: Path, settings: PressSettings, cache: Cache = NO_CACHE) -> bytes:
    """The pages of a leaflet."""
    edition = read_edition([letter], source_date_epoch=None, means=Means(cache))
    plan = plan_edition(settings, edition.settings.page.size)
    return set_matter(edition, load_style("classic"), plan, Means(cache)).pdf


@pytest.mark.slow
def test_panels_are_set_once(letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a cache, and for the other printers with one, they are the same; other words are set."""
    cache = FolderCache(str(tmp_path / "cache"))
    pages = set_panels(letter, LEAFLET, cache)
    with monkeypatch.context() as patch:
        forbid(patch, "pamphlet.renderers.pdf.typeset")
        assert set_panels(letter, PressSettings(layout="letter-fold", duplex="long", marks=("folds",)), cache) == pages
    assert set_panels(letter, LEAFLET) == pages
    letter.write_text(LETTER.replace("thaw", "frost"), encoding="utf-8")
    assert set_panels(letter, LEAFLET, cache) == set_panels(letter, LEAFLET) != pages


def test_it_is_answered_from_memory(
    letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Until a sheet that it made is changed."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "argv", ["pamphlet", "press", str(letter), "--layout", "letter-fold", "-o", str(tmp_path)])

    def press() -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main()
        return int(left.value.code or 0), *capsys.readouterr()

    first = press()
    assert first[0] == 0
    (sheets,) = tmp_path.glob("*-letter-fold.pdf")
    made = sheets.read_bytes()
    with monkeypatch.context() as patch:
        forbid(patch, "pamphlet.cli.pressing.press_paths")
        assert press() == first
    sheets.write_bytes(made[:-7])
    assert press() == first
    assert sheets.read_bytes() == made
