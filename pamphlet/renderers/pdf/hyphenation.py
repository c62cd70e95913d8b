"""Words → the places where they may be parted: after spaces and dashes, and by the patterns of their language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import pyphen

from pamphlet.addresses import JOINTS

# What stands before the first word of a sentence.
OPENING: Final = re.compile(r"(?:^|[.?!:…][”’\"']?\s)[\s“‘«„\"'(]*$")
LONGEST_OPENING: Final = 12
WORD: Final = re.compile(r"[^\W\d_]+")
ADDRESSED: Final = re.compile(r"\w@\w|://|www\.")
# A host or a file without more, and what the setter’s own notes have for an address, cut after its joints.
TYPED: Final = re.compile(rf"{ADDRESSED.pattern}|\w\.[a-z]{{2}}|[{JOINTS}]\u200b")
FEWEST_IN_PART: Final = 3
NO_WIDTH: Final = "\u200b"
HYPHEN: Final = re.compile("[\u2010-]")
DASH: Final = re.compile(f"[—–{NO_WIDTH}]|{HYPHEN.pattern}")
# How does Python name the encodings that pyphen’s files name?
OTHER_NAMES: Final = {"microsoft-cp1251": "cp1251"}
FIGURES: Final = b"0123456789"
"""They are the same bytes in all of those encodings."""
JOINER: Final = "\u2060"

Limits = tuple[int, int, int]
"""How long a word must be that is cut, and how many letters at least stand before the cut and after it."""


def find_cuts(
    text: str, language: str, limits: Limits, *, within: tuple[int, int] | None = None
) -> Iterator[tuple[int, bool]]:
    """Where the language's patterns part the words of a text, or of a stretch of it, and whether in a name."""
    shortest, left, right = limits
    addresses = _find_addresses(text)
    for word in WORD.finditer(text, *(within or ())):
        # A hyphen in an address would be typed.
        if len(word[0]) >= shortest and not any(start <= word.start() < end for start, end in addresses):
            before = text[max(0, word.start() - LONGEST_OPENING) : word.start()]
            in_name = word[0][0].isupper() and not OPENING.search(before)
            for place in _places(word[0], language, left, right):
                yield word.start() + place, in_name


@lru_cache(maxsize=2)  # a paragraph is asked for the cuts of each of its words in turn
def _find_addresses(text: str, sign: re.Pattern[str] = ADDRESSED) -> tuple[tuple[int, int], ...]:
    """Where the addresses of mail and of the web stand, as far as a sign of theirs tells."""
    if not sign.search(text):
        return ()
    return tuple(run.span() for run in re.finditer(r"\S+", text) if sign.search(run[0]))


def find_joints(text: str) -> Iterator[int]:
    """Where an address may be parted, without a hyphen, between two of its words."""
    for start, end in _find_addresses(text):
        for place in range(start + FEWEST_IN_PART, end - FEWEST_IN_PART + 1):
            if text[place - 1] in JOINTS and text[place].isalnum():
                yield place


def find_dashes(text: str) -> Iterator[int]:
    """Where a line may end in a run of letters without a hyphen of the setter's (Unicode Standard Annex 14).

    After a dash or a hyphen between letters (B2, BA and HY), but for an address's own hyphens, which nobody who types
    it could tell from the setter's; and after a space without width (ZW), as addresses have.
    """
    addresses = _find_addresses(text, TYPED) if HYPHEN.search(text) else ()
    for found in DASH.finditer(text, 1, len(text) - 1):
        place = found.start()
        is_own = bool(HYPHEN.match(found[0])) and any(start <= place < end for start, end in addresses)
        if found[0] == NO_WIDTH or (_is_between_letters(text, place) and not is_own):
            yield found.end()


def _is_between_letters(text: str, position: int) -> bool:
    """A dash may be bound to the word before it."""
    return text[max(0, position - 2) : position].rstrip(JOINER)[-1:].isalpha() and text[position + 1].isalpha()


@cache
def _places(word: str, language: str, left: int, right: int) -> tuple[int, ...]:
    dictionary = _dictionary(language, left, right)
    # A place that changes the spelling would need other letters.
    return tuple(int(place) for place in dictionary.positions(word) if not place.data) if dictionary else ()


@cache
def _dictionary(language: str, left: int, right: int) -> pyphen.Pyphen | None:
    name = pyphen.language_fallback(language)
    if not name:
        return None
    path = pyphen.LANGUAGES[name]
    # WeasyPrint, which cuts the words of notes, finds them there too.
    if path not in pyphen.hdcache:
        pyphen.hdcache[path] = read_patterns(path)
    return pyphen.Pyphen(lang=name, left=left, right=right)


def read_patterns(path: Path) -> pyphen.HyphDict:
    """A language's patterns as pyphen reads them, but each when a word asks for it: all take a tenth of a second."""
    encoding, _, content = path.read_bytes().partition(b"\n")
    name = encoding.decode().strip()
    codec = OTHER_NAMES.get(name.lower(), name)
    lines = content.decode(codec).split("\n")
    letters = content.translate(None, FIGURES).decode(codec).split("\n")
    written = {
        pattern.strip(): stripped
        for pattern, line in zip(letters, lines, strict=True)
        if (stripped := line.strip()) and not line.startswith(pyphen.ignored)
    }
    # Patterns that change a spelling are few.
    if any("^^" in line or "/" in line for line in written.values()):
        return pyphen.HyphDict(path)
    return _Patterns(written)


class _Patterns(pyphen.HyphDict):  # type: ignore[misc] # pyphen has no types
    def __init__(self, written: dict[str, str]) -> None:
        """`written` has each pattern by its letters."""
        self.patterns = _Written(written)
        self.cache: dict[str, Any] = {}
        self.maxlen = max(map(len, written))


class _Written:
    """Patterns by their letters: where the first figure that counts stands, and the figures from there on."""

    def __init__(self, written: dict[str, str]) -> None:
        self._written = written
        self._read: dict[str, tuple[int, tuple[int, ...]] | None] = {}

    def get(self, letters: str) -> tuple[int, tuple[int, ...]] | None:
        """The pattern of these letters, if there is one."""
        if letters not in self._written:
            return None
        if letters not in self._read:
            self._read[letters] = _read_pattern(self._written[letters])
        return self._read[letters]


def _read_pattern(written: str) -> tuple[int, tuple[int, ...]] | None:
    values = tuple(int(figure or "0") for figure, _ in pyphen.parse(written))
    counting = [place for place, value in enumerate(values) if value]
    return (counting[0], values[counting[0] : counting[-1] + 1]) if counting else None
