"""Numbers that begin a line: of an item, which counts by itself, or of the text."""

from __future__ import annotations

from pathlib import Path

from pamphlet.pipeline import make_files, read_edition

# Which number is a word, and which the marker of an item?
NUMBERS = (
    "1984. We met.",
    "100. We met.\n101. And left.",
    "12) We met.",
    "1984) We met.",
    "It was in the month of May on the\n12. We met and\n13. left again.",
    "> It was on the\n> 12. of May.",
    "> 12. We met.",
    "1. one\n1984. two",
    "1. one\n\n1984. We met.",
    "7. We met.",
    "- 12. We met.",
    "- 1984. We met.",
    "12.\nWe met.",
    "5.",
    "1.\n2. two",
    "## 12. We met",
    "::: demands\n12. We met.\n:::",
    "Said[^1].\n\n[^1]: 1984. We met.",
    "Said[^1].\n\n[^1]: 12. We met.",
    "[^1] 12. We met.\n\n[^1]: Said.",
    "| a | b |\n|---|---|\n| 12. | 1984. We met |",
)


def test_a_number_is_a_word_where_it_is_one(tmp_path: Path) -> None:
    """All in one book: what the ledger cannot account for would stop it."""
    for place, text in enumerate(NUMBERS):
        (tmp_path / f"{place:02}.md").write_text(f"# Quay\n\nWe waited.\n\n{text}\n", encoding="utf-8")
    files = make_files(read_edition([tmp_path], source_date_epoch=0), ("epub",))
    assert files[0].format == "epub"
