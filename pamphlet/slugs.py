"""Words → names for files and fragments."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST_SLUG: Final = 48


def slug_of(text: str) -> str:
    """Small ASCII letters, figures and hyphens, cut at a word; "" where the text holds no such letter."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    return slug if len(slug) <= LONGEST_SLUG else slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
