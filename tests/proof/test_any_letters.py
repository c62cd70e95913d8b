"""Letters that share a shape, a line with another typeface, or a word with marks: read back as they were written."""

from __future__ import annotations

from typing import Final

import pytest

from pamphlet.pipeline import make_files, read_edition
from pamphlet.proof.pdf_text import read_pdf

LONG: Final = "The post went by, and nobody asked.\n\n" * 12
TEXTS: Final = (
    f"# Letter from Diyarbakır\n\nEce Ay\n\nThe post went by at noon.\n\n{LONG}",
    "# Quay\n\nAli Bilgi, Işık Kıyı\n\nIt is Ali's mail, in Fiſh and Iğdır. We file it with Ali.\n",
    "# Lamps of 5kΩ\n\nEach has 5kΩ at 10µm, as the λ-men say, and theκαλημέρα and Привет123Ωx.\n",
    # Scraps of noise that were refused as our fault:
    "# \u0323 ſ ß\n\nWe met.\n\nnobody ``` \x02 it's \x03 ```1) and a` b `c.\n",
    "---\ntitle: Stair\n---\n\n# 1)\n\nWe met.\n\n1. harbour1. \x85 1)\x85 again [^a]: \x9e`b and `2019 .\n",
    "# Post\n\nWe met.\n\n> ²¹ Ada \x03 \x90’¹ and ‘¹ so.\n\nIt is `f\x9e`Ó and the\x8cagain \u200b1. asked.\n",
    "# Marks\n\nIt is xb\u0301\u0323\u0330y and ı\u0307 now.\n",
    "# Rain\n\nWe met.\n\n1. nobody \x1e½ ¾ ² ³ ¹ ⁵ ₂\n",
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> str:
    """All words of the finished pages; that they were made says that none is unaccounted for."""
    folder = tmp_path_factory.mktemp("letters")
    (folder / "edition.toml").write_text('title = "Letters"\nlanguage = "en"\n[page]\nsize = "A6"\n', encoding="utf-8")
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    files = make_files(read_edition([folder], source_date_epoch=0), ("epub", "pdf"))
    return " ".join(word.text for word in read_pdf(next(file.content for file in files if file.format == "pdf")).body)


@pytest.mark.parametrize(
    "words", ["Ali Bilgi Işık Kıyı", "It is Ali s mail in Fiſh and Iğdır", "Letter from Diyarbakır"]
)
def test_small_capitals_never_change_a_letter(pages: str, words: str) -> None:
    """Those of i and ı, s and ſ are one glyph, which is one letter when it is copied."""
    assert words.replace("ſ", "s") in pages.replace("ſ", "s")
    assert "Alı" not in pages


def test_a_word_may_change_its_typeface(pages: str) -> None:
    """Where a font lacks a letter, another draws it; the word is one in the ledger still."""
    assert "Lamps of 5k Ω" in pages or "Lamps of 5kΩ" in pages
