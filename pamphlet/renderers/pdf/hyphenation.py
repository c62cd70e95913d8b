"""Words → the places where they may be parted: after spaces and dashes, and by the patterns of their language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import pyphen

# What stands before the first word of a sentence.
OPENING: Final = re.compile(r"(?:^|[.?!:…][”’\"']?\s)[\s“‘«„\"'(]*$")
LONGEST_OPENING: Final = 12
WORD: Final = re.compile(r"[^\W\d_]+")
DASHES: Final = frozenset("—–-\u2010")
NO_WIDTH: Final = "\u200b"
JOINER: Final = "\u2060"

Limits = tuple[int, int, int]
"""How long a word must be that is cut, and how many letters at least stand before the cut and after it."""


def find_cuts(
    text: str, language: str, limits: Limits, *, within: tuple[int, int] | None = None
) -> Iterator[tuple[int, bool]]:
    """Where the language's patterns part the words of a text, or of a stretch of it, and whether in a name."""
    shortest, left, right = limits
    for word in WORD.finditer(text, *(within or ())):
        if len(word[0]) >= shortest:
            before = text[max(0, word.start() - LONGEST_OPENING) : word.start()]
            in_name = word[0][0].isupper() and not OPENING.search(before)
            for place in _places(word[0], language, left, right):
                yield word.start() + place, in_name


def find_dashes(text: str) -> Iterator[int]:
    """Where a line may end in a run of letters without a hyphen of the setter's (Unicode Standard Annex 14).

    After a dash or a hyphen between letters (B2, BA and HY), and after a space without width (ZW), as addresses have.
    """
    for position in range(1, len(text) - 1):
        if text[position] == NO_WIDTH or (text[position] in DASHES and _is_between_letters(text, position)):
            yield position + 1


def _is_between_letters(text: str, position: int) -> bool:
    """A dash may be bound to the word before it."""
    return text[:position].rstrip(JOINER)[-1:].isalpha() and text[position + 1].isalpha()


@cache
def _places(word: str, language: str, left: int, right: int) -> tuple[int, ...]:
    dictionary = _dictionary(language, left, right)
    # A place that changes the spelling would need other letters.
    return tuple(int(place) for place in dictionary.positions(word) if not place.data) if dictionary else ()


@cache
def _dictionary(language: str, left: int, right: int) -> pyphen.Pyphen | None:
    name = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=name, left=left, right=right) if name else None
