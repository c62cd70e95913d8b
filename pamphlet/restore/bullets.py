"""Lines → lines whose list items bear one marker each, that Markdown knows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from msgspec.structs import replace

from pamphlet.model import Line, Repair
from pamphlet.patterns import Pattern
from pamphlet.restore.lines import fenced_lines, group_lines
from pamphlet.restore.rule import Context, Outcome

# What a leaflet's bullet became on its way: `- \* item`, `- • item`, `• item`, `\* item`
DOUBLED: Final = Pattern(r"(?P<indent>\s*)[-*+]\s+(?:(?:\\\*|\\-)\s+|[•·▪▫●○◦‣]\s*)(?=\S)")
GLYPH: Final = Pattern(r"(?P<indent>\s*)[•▪▫●○◦‣■□➢►✓]\s*(?=\S)")
# These are bullets only where another of them follows: a dash opens speech, a letter a sentence, an asterisk a note.
DOUBTFUL: Final[dict[str, Pattern]] = {
    "asterisk": Pattern(r"(?P<indent>\s*)\\\*\s+(?=\S)"),
    "point": Pattern(r"(?P<indent>\s*)·\s+(?=\S)"),
    "dash": Pattern(r"(?P<indent>\s*)[–—]\s+(?=\S)"),
    "letter o": Pattern(r"(?P<indent>\s*)o\s+(?=\S)"),
}
# Python-Markdown knows `1.` alone.
NUMBERED: Final = Pattern(
    r"(?P<indent>\s*)(?:(?P<escaped>\d{1,3})\\[.)]|\((?P<round>\d{1,3})\)|(?P<half>\d{1,3})\.?\))\s+(?=\S)"
)
LETTERED: Final = Pattern(r"(?P<indent>\s*)\(?(?P<letter>[a-z])\\?\)\s+(?=\S)")


NOTE: Final = Pattern(r" {0,3}\[\^[^\]]+\]:")
"""What is set in below it belongs to the note."""
MARKER: Final = Pattern(r"(?P<indent>\s*)(?:[-*+]|\d{1,3}[.)])\s+\S")


LEVEL: Final = 4
"""Spaces by which a list in a list is set in."""

BREAK: Final = Pattern(r"(?<!\\)(?:\\\\)*\\$")
"""A backslash that no other one escapes: the next line belongs to the same paragraph."""


class _Item(NamedTuple):
    """A line that begins an item: how long its marker is, and what it becomes."""

    length: int
    marker: str


def mend_bullets(lines: tuple[Line, ...], context: Context) -> Outcome:
    r"""`- \* item`, `• item`, `– item` → `- item`; `1) item`, `1\. item`, `(a) item` → `1. item`."""
    fenced = fenced_lines(lines)
    kept = fenced | _within_paragraphs(lines)
    plain = [line for line in lines if line.number not in kept and not line.blank]
    items: dict[int, _Item] = {}
    for line in plain:
        if bullet := DOUBLED.match(line.text) or GLYPH.match(line.text):
            items[line.number] = _Item(bullet.end(), f"{bullet['indent']}- ")
    for pattern in DOUBTFUL.values():
        items |= _doubtful(plain, pattern, set(items))
    items |= _numbered(plain) | _lettered(plain)
    items = _nested(lines, items) | _inner(lines, items)
    mended = _flush(tuple(line if line.blank else _mend(line, items.get(line.number)) for line in lines), fenced)
    repairs = tuple(
        Repair("bullet", context.file, new.number, old.text.strip(), new.text.strip())
        for old, new in zip(lines, mended, strict=True)
        if old != new
    )
    return Outcome(mended, repairs)


def _within_paragraphs(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines below a break that somebody wrote: an item would begin after none."""
    return {lower.number for upper, lower in pairwise(lines) if upper.text.endswith("\\") and BREAK.search(upper.text)}


def _mend(line: Line, item: _Item | None) -> Line:
    return replace(line, text=item.marker + line.text[item.length :]) if item else line


def _nested(lines: tuple[Line, ...], items: dict[int, _Item]) -> dict[int, _Item]:
    """The items, lettered ones set in where they stand below a numbered one."""
    nested: dict[int, _Item] = {}
    for group in group_lines(lines):
        numbered = False
        for line in group:
            lettered = line.number in items and LETTERED.match(line.text)
            numbered = numbered or (bool(MARKER.match(line.text)) and not lettered)
            if lettered and numbered and items[line.number].marker[:1].isdigit():
                nested[line.number] = _Item(items[line.number].length, f"    {items[line.number].marker}")
    return items | nested


def _inner(lines: tuple[Line, ...], items: dict[int, _Item]) -> dict[int, _Item]:
    """The items of lists in lists, whose bullets are others than those above them: `•`, then twice `–`, then `•`."""
    inner: dict[int, _Item] = {}
    for group in group_lines(lines):
        bulleted = [line for line in group if line.number in items and items[line.number].marker.endswith("- ")]
        runs = [tuple(run) for _, run in groupby(bulleted, key=lambda line: line.text.strip()[0])]
        indents = {len(line.text) - len(line.text.lstrip()) for line in bulleted}
        outer, within = runs[::2], runs[1::2]
        kinds = {run[0].text.strip()[0] for run in outer}, {run[0].text.strip()[0] for run in within}
        if within and len(indents) == 1 and all(map(_is_one, kinds)) and all(map(_are_several, within)):
            inner |= {
                line.number: _Item(items[line.number].length, f"    {items[line.number].marker}")
                for run in within
                for line in run
            }
    return inner


def _is_one(kinds: set[str]) -> bool:
    return len(kinds) == 1


def _are_several(run: tuple[Line, ...]) -> bool:
    return len(run) > 1


def _flush(lines: tuple[Line, ...], fenced: Collection[int]) -> tuple[Line, ...]:
    """The lines with each list at the margin that a typeface had set in, for Markdown would take it for verse."""
    inset: dict[int, int] = {}
    deeper: dict[int, int] = {}
    base = 0
    outer = 0  # groups for which an outer list may still go on: a page end may stand between two of its items
    in_note = False
    for group in group_lines(lines):
        markers = [found for line in group if (found := MARKER.match(line.text.expandtabs(4)))]
        indent = min((len(found["indent"]) for found in markers), default=0)
        first = next((place for place, line in enumerate(group) if MARKER.match(line.text)), len(group))
        in_note = bool(NOTE.match(group[0].text)) or (in_note and group[0].text.startswith(("    ", "\t")))
        if indent and (not outer or indent <= base) and not in_note and group[0].number not in fenced:
            inset |= {line.number: indent for line in group[first:]}
            deeper |= _levels(group[first:], indent)
            base = indent
        outer = 2 if markers else max(outer - 1, 0)
    return tuple(
        replace(line, text=_set_out(line.text.expandtabs(4), inset[line.number], deeper.get(line.number)))
        if line.number in inset
        else line
        for line in lines
    )


def _levels(group: Sequence[Line], indent: int) -> dict[int, int]:
    """How far the items of lists in lists are to be set in: by four spaces a level, as Markdown knows them."""
    depths = {line.number: len(found["indent"]) for line in group if (found := MARKER.match(line.text.expandtabs(4)))}
    levels = sorted(set(depths.values()))
    far = any(depth - indent > LEVEL for depth in levels) and all(b - a > 1 for a, b in pairwise(levels))
    return {number: LEVEL * levels.index(depth) for number, depth in depths.items()} if far else {}


def _set_out(text: str, indent: int, level: int | None) -> str:
    words = text.lstrip(" ")
    return text[min(indent, len(text) - len(words)) :] if level is None else " " * level + words


def _doubtful(lines: Sequence[Line], pattern: Pattern, known: set[int]) -> dict[int, _Item]:
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
