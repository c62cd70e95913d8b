"""Ten editions of invented words, each with every kind of block, notes, pictures and two languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from pagination.seeded import edition

from pamphlet.model.walk import all_blocks
from pamphlet.renderers.epub import render
from pamphlet.styles import load_style

from .conftest import COVER
from .test_epubcheck import messages, pytestmark  # noqa: F401 - skipped where that is

KINDS = 10
"""How many kinds of block there are."""


def test_the_editions_have_every_kind_of_block_and_two_languages() -> None:
    """Together they are worth the check."""
    statements = [statement for seed in range(10) for statement in edition(10, seed=seed)[0].statements]
    kinds = {type(block) for statement in statements for block in all_blocks(statement.blocks)}
    assert len(kinds) == KINDS
    assert {statement.language for statement in statements} == {"en", "de"}


@pytest.mark.parametrize("seed", range(10))
def test_epubcheck_finds_nothing(seed: int, tmp_path: Path) -> None:
    """Not even a hint, in the classic style."""
    pamphlet, images = edition(10, seed=seed)
    language = "de" if seed % 3 == 0 else "en"
    book = render(
        replace(pamphlet, language=language), stylesheet=load_style("classic").epub_css, images=images, cover=COVER
    )
    assert messages(book, tmp_path) == []
