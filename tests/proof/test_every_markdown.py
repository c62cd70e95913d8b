"""Every inline in every place and every block in every other, in four languages: built, and no word unaccounted for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from pamphlet.gathering import gather_sources
from pamphlet.pipeline import prove_edition, read_edition, write_back

from .matrix import HEADS, statements


def lay_out(folder: Path, language: str, links: str) -> None:
    """An edition of them all, with the picture that they show."""
    settings = f'title = "On all"\nlanguage = "{language}"\n\n[page]\nlinks = "{links}"\n'
    (folder / "edition.toml").write_text(settings, encoding="utf-8")
    Image.new("RGB", (60, 40), "grey").save(folder / "lamp.png")
    for number, (_, text) in enumerate(statements(language)):
        (folder / f"{number:03}.md").write_text(text, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "links"), [("en", "note"), ("de", "address"), ("fr", "qr"), ("es", "note"), ("en", "qr")]
)
def test_no_markdown_loses_a_word(language: str, links: str, tmp_path: Path) -> None:
    """Read back from e-book, pages and booklet."""
    lay_out(tmp_path, language, links)
    proof = prove_edition(read_edition([tmp_path], source_date_epoch=0))
    assert proof.ledger.media == ("e-book", "pages", "booklet")
    assert proof.ledger.unaccounted == ()


@pytest.mark.slow
@pytest.mark.parametrize("language", HEADS)
def test_all_markdown_is_written_back_as_it_was_read(language: str, tmp_path: Path) -> None:
    """So that whoever keeps the restored text keeps all of it."""
    lay_out(tmp_path, language, "note")
    for source in gather_sources([tmp_path]):
        assert write_back(source).content
