"""Lines → lines whose list items bear one marker each, that Markdown knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from pamphlet.model import Line, Repair
from pamphlet.restore.lines import fenced_lines
from pamphlet.restore.rule import Context, Outcome

# What a leaflet's bullet became on its way: `- \* item`, `- • item`, `• item`, `\* item`
DOUBLED: Final = re.compile(r"(?P<indent>\s*)[-*+]\s+(?:(?:\\\*|\\-)\s+|[•·▪▫●○◦‣]\s*)(?=\S)")
GLYPH: Final = re.compile(r"(?P<indent>\s*)[•▪▫●○◦‣■□➢►✓]\s*(?=\S)")
# These are bullets only where another of them follows: a dash opens speech, a letter a sentence, an asterisk a note.
DOUBTFUL: Final[dict[str, re.Pattern[str]]] = {
    "asterisk": re.compile(r"(?P<indent>\s*)\\\*\s+(?=\S)"),
    "point": re.compile(r"(?P<indent>\s*)·\s+(?=\S)"),
    "dash": re.compile(r"(?P<indent>\s*)[–—]\s+(?=\S)"),
    "letter o": re.compile(r"(?P<indent>\s*)o\s+(?=\S)"),
}
# Python-Markdown knows `1.` alone.
NUMBERED: Final = re.compile(
    r"(?P<indent>\s*)(?:(?P<escaped>\d{1,3})\\[.)]|\((?P<round>\d{1,3})\)|(?P<half>\d{1,3})\))\s+(?=\S)"
)
LETTERED: Final = re.compile(r"(?P<indent>\s*)\(?(?P<letter>[a-z])\\?\)\s+(?=\S)")


class _Item(NamedTuple):
    """A line that begins an item: how long its marker is, and what it becomes."""

    length: int
    marker: str


def mend_bullets(lines: tuple[Line, ...], context: Context) -> Outcome:
    r"""`- \* item`, `• item`, `– item` → `- item`; `1) item`, `1\. item`, `(a) item` → `1. item`."""
    fenced = fenced_lines(lines)
    plain = [line for line in lines if line.number not in fenced and not line.blank]
    items: dict[int, _Item] = {}
    for line in plain:
        if bullet := DOUBLED.match(line.text) or GLYPH.match(line.text):
            items[line.number] = _Item(bullet.end(), f"{bullet['indent']}- ")
    for pattern in DOUBTFUL.values():
        items |= _doubtful(plain, pattern, set(items))
    items |= _numbered(plain) | _lettered(plain)
    mended = tuple(_mend(line, items.get(line.number)) for line in lines)
    repairs = tuple(
        Repair("bullet", context.file, new.number, old.text.strip(), new.text.strip())
        for old, new in zip(lines, mended, strict=True)
        if old != new
    )
    return Outcome(mended, repairs)


def _mend(line: Line, item: _Item | None) -> Line:
    return replace(line, text=item.marker + line.text[item.length :]) if item else line


def _doubtful(lines: Sequence[Line], pattern: re.Pattern[str], known: set[int]) -> dict[int, _Item]:
    """Items by a marker that may be something else: two of them at least, near each other or to bullets."""
    found = {line.number: bullet for line in lines if (bullet := pattern.match(line.text))}
    near = {
        number for number in found if any(other != number and abs(other - number) <= 6 for other in (*found, *known))
    }
    return {number: _Item(found[number].end(), f"{found[number]['indent']}- ") for number in near}


def _numbered(lines: Sequence[Line]) -> dict[int, _Item]:
    """Items numbered with brackets, from 1 up: elsewhere a bracket closes one in the text."""
    found = [(line, item) for line in lines if (item := NUMBERED.match(line.text))]
    numbers = [int(next(filter(None, (item["escaped"], item["round"], item["half"])))) for _, item in found]
    return {
        line.number: _Item(item.end(), f"{item['indent']}{number}. ")
        for (line, item), number, counted in zip(found, numbers, _counted(numbers), strict=True)
        if counted
    }


def _lettered(lines: Sequence[Line]) -> dict[int, _Item]:
    """Items lettered from a up, as numbers."""
    found = [(line, item) for line in lines if (item := LETTERED.match(line.text))]
    numbers = [ord(item["letter"]) - ord("a") + 1 for _, item in found]
    return {
        line.number: _Item(item.end(), f"{item['indent']}{number}. ")
        for (line, item), number, counted in zip(found, numbers, _counted(numbers), strict=True)
        if counted
    }


def _counted(numbers: Sequence[int]) -> list[bool]:
    """Which numbers belong to a run that counts up from 1 and has two at least."""
    counted = [False] * len(numbers)
    start = 0
    for place in range(1, len(numbers) + 1):
        if place == len(numbers) or numbers[place] != numbers[place - 1] + 1:
            if numbers[start] == 1 and place - start > 1:
                counted[start:place] = [True] * (place - start)
            start = place
    return counted
