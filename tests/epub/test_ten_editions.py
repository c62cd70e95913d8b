"""Ten editions of invented words, each with every kind of block, notes, pictures and two languages."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from pagination.seeded import edition
from pagination.ten import SEEDS, Made, make

from pamphlet.model.walk import all_blocks

from .finished import Epub
from .test_epubcheck import EPUBCHECK, messages

KINDS = 10
"""How many kinds of block there are."""
BLOCKS = "//h:p | //h:h1 | //h:h2 | //h:td | //h:th | //h:figcaption | //h:li[not(.//h:li)]"


def letters(text: str) -> str:
    """A text without spaces, hyphens and points, which the ends of lines change."""
    return "".join(character for character in text if character.isalnum())


@pytest.fixture(scope="module", params=SEEDS)
def made(request: pytest.FixtureRequest) -> Made:
    """The finished files of an edition."""
    return make(request.param)


def test_the_editions_have_every_kind_of_block_and_two_languages() -> None:
    """Together they are worth the check."""
    statements = [statement for seed in SEEDS for statement in edition(10, seed=seed)[0].statements]
    kinds = {type(block) for statement in statements for block in all_blocks(statement.blocks)}
    assert len(kinds) == KINDS
    assert {statement.language for statement in statements} == {"en", "de"}


@pytest.mark.slow
@pytest.mark.needs("java", "-version")
@pytest.mark.skipif(EPUBCHECK is None, reason="EPUBCheck comes with the package of that name")
def test_epubcheck_finds_nothing(made: Made, tmp_path: Path) -> None:
    """Not even a hint, in the classic style."""
    assert messages(made.epub, tmp_path) == []


@pytest.mark.slow
@pytest.mark.needs("pdftotext", "-v")
def test_every_block_of_the_e_book_is_on_the_pages_in_one_piece(made: Made, tmp_path: Path) -> None:
    """Also for a program that takes text out in the order in which it was drawn, and knows nothing of structure."""
    (tmp_path / "made.pdf").write_bytes(made.pdf)
    command = ["pdftotext", "-raw", "-q", str(tmp_path / "made.pdf"), "-"]
    drawn = letters(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    book = Epub(made.epub)
    blocks = [text for path in book.spine if "statements/" in path for text in book.document(path).texts(BLOCKS)]
    assert [text for text in blocks if letters(text) not in drawn] == []
