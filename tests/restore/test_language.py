"""The language of a text that does not state it."""

from __future__ import annotations

import pytest

from pamphlet.restore.language import FEWEST_LETTERS, detect_language


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("The harbour has forty lamps, and nobody has ever counted the barrels of oil that they burn.", "en"),
        ("Der Hafen hat vierzig Laternen, und niemand hat je die Fässer gezählt, die sie verbrennen.", "de"),
        ("Le port a quarante lampes, et personne n’a jamais compté les barils d’huile qu’elles brûlent.", "fr"),
        ("El puerto tiene cuarenta faroles, y nadie ha contado nunca los barriles de aceite que queman.", "es"),
    ],
)
def test_a_long_text_tells_its_language(sentence: str, language: str) -> None:
    """By its words."""
    assert detect_language(sentence * 4) == language


@pytest.mark.parametrize("text", ["", "Der Hafen", "1234 " * FEWEST_LETTERS])
def test_a_text_too_short_to_tell_is_english(text: str) -> None:
    """A guess would be worse."""
    assert detect_language(text) == "en"
