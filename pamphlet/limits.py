"""How much an edition may hold, so that no input can wear out the machine (docs/limits.md)."""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class Limits(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[limits]` table of edition.toml; each figure is the largest that is taken."""

    statements: int = 1000
    statement_kb: int = 500
    line_letters: int = 20_000
    word_letters: int = 2000
    nesting: int = 12
    blocks: int = 10_000
    table_cells: int = 5000
    table_columns: int = 24
    notes: int = 1000
    pictures: int = 200
    picture_mb: int = 30
    pictures_mb: int = 200
    picture_megapixels: int = 50
    drawing_kb: int = 2000
    drawing_shapes: int = 50_000
    pdf_pages: int = 2000
    pdf_page_mb: int = 50


LIMITS: Final = Limits()
"""What holds where an edition states nothing."""
MOST_SETTINGS_BYTES: Final = 100_000
"""For edition.toml itself, which cannot state its own limit before it is read."""
HOW_TO_ALLOW: Final = "allow more under [limits] in edition.toml"
