"""What was made before of the same things is taken as it was, and differs in no byte from what is made anew."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from pamphlet.cache import NO_CACHE, Cache, FolderCache
from pamphlet.gathering import gather_edition
from pamphlet.means import Means
from pamphlet.pipeline import FinishedFile, Format, make_files, prove_edition, read_edition
from pamphlet.proof.pdf_text import read_pdf
from pamphlet.proof.printed import PrintedWord

WATER: Final = "# The pump is dry\n\nAda Brook\n\n1 May 2031\n\nDry since the thaw.\n\n![A dry pump](pump.svg)\n"
BREAD: Final = '# Bread for the fair\n\nBo Mill\n\n2 May 2031\n\nBring what you have baked, and a "sharp" knife.\n'
PUMP: Final = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><path d="M0 0h90v60z"/></svg>\n'
SETTINGS: Final = 'title = "Two letters"\nslug = "letters"\nlanguage = "en"\n'
FORMATS: Final[tuple[Format, ...]] = ("epub", "pdf", "booklet")


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A folder with two statements and a picture."""
    texts = {"10-water.md": WATER, "20-bread.md": BREAD, "edition.toml": SETTINGS, "pump.svg": PUMP}
    folder = tmp_path / "sources"
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> FolderCache:
    """An empty one."""
    return FolderCache(str(tmp_path / "cache"))


def make(folder: Path, cache: Cache = NO_CACHE) -> tuple[FinishedFile, ...]:
    """All that is proved, and the proof."""
    return make_files(read_edition([folder], source_date_epoch=None, means=Means(cache)), FORMATS, means=Means(cache))


def forbid(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let these functions fail whoever calls them."""
    for name in names:
        monkeypatch.setattr(name, lambda *_, **__: pytest.fail("it was made again"))


def test_a_cache_changes_no_byte(edition: Path, cache: FolderCache) -> None:
    """Empty or full, or full of what an edited statement was before."""
    anew = make(edition)
    assert make(edition, cache) == anew
    assert make(edition, cache) == anew
    (edition / "20-bread.md").write_text(BREAD.replace("a knife", "two knives"), encoding="utf-8")
    assert make(edition, cache) == make(edition)


def test_finished_files_are_not_made_again(edition: Path, cache: FolderCache, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor for the proof, which reads them back all the same."""
    made = make(edition, cache)
    forbid(monkeypatch, "pamphlet.renderers.pdf.typeset", "pamphlet.renderers.epub.render")
    assert make(edition, cache) == made
    assert not prove_edition(gather_edition([edition], source_date_epoch=None), means=Means(cache)).ledger.unaccounted


@pytest.mark.slow
def test_a_damaged_cache_changes_no_byte(edition: Path, cache: FolderCache) -> None:
    """Whatever is damaged is made again."""
    made = make(edition, cache)
    for entry in Path(cache.path).glob("*/*"):
        entry.write_bytes(entry.read_bytes()[:-7])
    assert make(edition, cache) == made


@pytest.mark.slow
def test_the_cover_is_drawn_again_only_if_it_changes(
    edition: Path, cache: FolderCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word inside a statement is not on it."""
    make(edition, cache)
    (edition / "20-bread.md").write_text(BREAD.replace("knife", "spoon"), encoding="utf-8")
    with monkeypatch.context() as patch:
        forbid(patch, "pamphlet.renderers.pdf._draw")
        assert "spoon" in {word.text for word in words_of(make(edition, cache))}
    (edition / "20-bread.md").write_text(BREAD.replace("fair", "feast"), encoding="utf-8")
    assert make(edition, cache) == make(edition)


def words_of(files: tuple[FinishedFile, ...]) -> tuple[PrintedWord, ...]:
    """The words of the finished pages."""
    return read_pdf(next(file.content for file in files if file.format == "pdf")).body


def test_a_statement_is_restored_once(edition: Path, cache: FolderCache, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its repairs, its warnings and its contact."""
    first = gather_edition([edition], source_date_epoch=None, means=Means(cache))
    assert first.repairs
    forbid(monkeypatch, "pamphlet.gathering.restore_statement")
    assert gather_edition([edition], source_date_epoch=None, means=Means(cache)) == first


# What restoration rests on, besides the words of the statement?
OTHERWISE: Final = {
    "language": SETTINGS.replace('"en"', '"de"'),
    "a rule that is off": SETTINGS + '[restore]\noff = ["quotes"]\n',
    "a pinned line": SETTINGS + '[[restore.pin]]\nfile = "20-bread.md"\nline = 7\ntext = "Bring a knife."\n',
}


@pytest.mark.parametrize("settings", OTHERWISE.values(), ids=OTHERWISE)
def test_other_settings_restore_anew(edition: Path, cache: FolderCache, settings: str) -> None:
    """What was kept is of other settings."""
    before = gather_edition([edition], source_date_epoch=None, means=Means(cache))
    (edition / "edition.toml").write_text(settings, encoding="utf-8")
    after = gather_edition([edition], source_date_epoch=None, means=Means(cache))
    assert after == gather_edition([edition], source_date_epoch=None)
    assert after.pamphlet != before.pamphlet


def test_another_version_restores_anew(edition: Path, cache: FolderCache, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one installation has kept another does not find."""
    gather_edition([edition], source_date_epoch=None, means=Means(cache))
    forbid(monkeypatch, "pamphlet.gathering.restore_statement")
    with pytest.raises(pytest.fail.Exception):
        gather_edition([edition], source_date_epoch=None, means=Means(FolderCache(cache.path, salt="another")))
