"""A language → the ticket's words, and its way of writing numbers."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from importlib import resources
from typing import Final

from pamphlet.units import Size

FALLBACK: Final = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences of a language by key, with braces to fill in."""

    language: str
    sentences: Mapping[str, str]

    def say(self, key: str, **filled: object) -> str:
        """The sentence, with its first letter large where a part of it comes first."""
        said = self.sentences[key].format(**filled).replace(" mm", "\u00a0mm")  # no line ends between them
        return said[:1].upper() + said[1:]

    def part(self, key: str) -> str:
        """Words inside another sentence."""
        return self.sentences[key]

    def marked(self, text: str) -> str:
        """The text with the spaces that French sets before its high marks."""
        return text.replace(":", "\u00a0:").replace(";", "\u202f;") if self.language == "fr" else text

    def number(self, value: float, places: int = 1) -> str:
        """The number with so many places, without zeros that say nothing."""
        rounded = Decimal(str(round(value, 2))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        text = f"{rounded:f}"
        trimmed = text.rstrip("0").rstrip(".") if "." in text else text
        return trimmed.replace(".", self.sentences["decimal"])

    def listed(self, values: Sequence[object]) -> str:
        """Things one after the other, the last behind an “and”."""
        first, last = ", ".join(map(str, values[:-1])), str(values[-1])
        return f"{first} {self.sentences['and']} {last}" if first else last

    def millimetres(self, size: Size) -> str:
        """Width and height."""
        return f"{self.number(size.width_mm)} × {self.number(size.height_mm)} mm"

    def money(self, value: Decimal, places: int = 2) -> str:
        """An amount of money, to the cent or finer."""
        rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        return f"{rounded:f}".replace(".", self.sentences["decimal"])


@functools.cache
def read_words() -> dict[str, dict[str, str]]:
    """The sentences of every language: a file each, with the same keys and the same braces."""
    files = (resources.files("pamphlet.press.ticket") / "words").iterdir()
    texts = {file.name.removesuffix(".toml"): file.read_text(encoding="utf-8") for file in files}
    return {language: tomllib.loads(texts[language]) for language in sorted(texts)}


def speaks(language: str) -> bool:
    """Whether we have the language of a BCP 47 tag."""
    return language.split("-", 1)[0].casefold() in read_words()


def words_for(language: str) -> Words:
    """The words for a BCP 47 tag by its primary language; English where we have none."""
    spoken = language.split("-", 1)[0].casefold() if speaks(language) else FALLBACK
    return Words(spoken, read_words()[spoken])
