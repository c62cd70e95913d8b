"""Names for files and fragments."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.slugs import LONGEST_SLUG, slug_of


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Who owns the quay?", "who-owns-the-quay"),
        ("The strikers’ demand isn't met", "the-strikers-demand-isnt-met"),
        ("Café — Ångström ﬁn", "cafe-angstrom-fin"),
        ("10_quay__rents.2", "10-quay-rents-2"),
        ("  --quay-- ", "quay"),
        ("Гавань", ""),
        ("", ""),
        ("a " * 40, "-".join("a" * 24)),
        ("quay " + "a" * 60, "quay"),
        ("a" * 60, "a" * LONGEST_SLUG),
        ("a" * LONGEST_SLUG + " b", "a" * LONGEST_SLUG),
    ],
)
def test_a_slug_is_small_ascii_cut_at_a_word(text: str, slug: str) -> None:
    """Safe on every system and in every address."""
    assert slug_of(text) == slug


@given(st.text())
def test_a_slug_of_any_text_is_safe_short_and_its_own_slug(text: str) -> None:
    """Or empty."""
    slug = slug_of(text)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert len(slug) <= LONGEST_SLUG
    assert slug_of(slug) == slug
