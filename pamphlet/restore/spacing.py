"""Lines → lines without the spaces that reading machines set before points and inside quotation marks."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line
from pamphlet.patterns import Pattern
from pamphlet.restore.lines import fenced_lines
from pamphlet.restore.rule import Context, Outcome, changed_words

FEWEST: Final = 3
"""Spaces before points that a text must have: fewer are slips, or mean something."""

# A space, and a point that ends or parts a sentence; not the first of three, nor a decimal one, nor an item’s.
SPACED: Final = Pattern(r"(?<=[\w\"”’)])(?<!^\d)(?<!^\d\d) +(?=[,.](?:\s|$))")
SPACED_HIGH: Final = Pattern(r"(?<=[\w\"”’)]) +(?=[;:!?](?:\s|$))")
LONE: Final = Pattern(r"(?<!\S)\"(?!\S)")


def close_spaces(lines: tuple[Line, ...], context: Context) -> Outcome:
    """`rent , too` → `rent, too`, where a text does so again and again; before ; : ! ? not in French."""
    fenced = fenced_lines(lines)
    plain = [line for line in lines if line.number not in fenced and "|" not in line.text]
    french = context.language.startswith("fr")
    if sum(_count_spaced(line.text) for line in plain) < FEWEST and not (
        french and any(_close_quoted(line.text) != line.text for line in plain)
    ):
        return Outcome(lines)
    numbers = {line.number for line in plain}
    high = None if french else SPACED_HIGH
    closed = tuple(replace(line, text=_close(line.text, high)) if line.number in numbers else line for line in lines)
    repairs = tuple(
        repair
        for old, new in zip(lines, closed, strict=True)
        if old != new
        for repair in changed_words("spacing", context.file, old, new)
    )
    return Outcome(closed, repairs)


def _count_spaced(text: str) -> int:
    return len(SPACED.findall(text)) if " ," in text or " ." in text else 0


def _close_quoted(text: str) -> str:
    """`" mot "` → `"mot"`: spaces inside typewriter marks, where they alternate through a line."""
    parts = text.split('"')
    if len(parts) == 2 and text.startswith('" '):
        # It opens what another paragraph closes.
        return f'"{text[1:].lstrip()}'
    inside = parts[1::2]
    spaced = len(parts) % 2 and all(part[:1] == " " and part[-1:] == " " and part.strip() for part in inside)
    # A mark close behind a word closes, and one close before a word opens: they are no pair.
    spaced = spaced and not any(part[-1:].strip() for part in parts[:-1:2]) and not any(map(_begins_word, parts[2::2]))
    return '"'.join(part.strip() if place % 2 else part for place, part in enumerate(parts)) if spaced else text


def _begins_word(part: str) -> bool:
    return part[:1].isalnum()


def _close(text: str, high: Pattern | None) -> str:
    closed = SPACED.sub("", text)
    closed = high.sub("", closed) if high else closed
    closed = _close_quoted(closed)
    lone = list(LONE.finditer(closed))
    if not lone or len(lone) % 2:
        return closed
    # Every other one opens: it goes to the word after it, and the next to the word before it.
    pairs = zip(lone[::2], lone[1::2], strict=True)
    for opening, closing in reversed(list(pairs)):
        inside = closed[opening.end() : closing.start()].strip()
        closed = f'{closed[: opening.start()]}"{inside}"{closed[closing.end() :]}'
    return closed
