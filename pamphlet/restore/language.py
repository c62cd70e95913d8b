"""A text → the language that it is in, or English where that is not plain."""

from __future__ import annotations

from typing import Final

FEWEST_LETTERS: Final = 200
"""Below this a guess is no better than the default."""


def detect_language(text: str) -> str:
    """The ISO 639-1 code of a text's language; "en" for texts too short to tell."""
    if sum(map(str.isalpha, text)) < FEWEST_LETTERS:
        return "en"
    import py3langid  # noqa: PLC0415 - its model takes most of a second to load, and most editions state the language

    code, _ = py3langid.classify(text)
    return str(code)
