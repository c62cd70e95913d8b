"""What a rule takes and gives: lines and what is known of the text → lines, and entries for the proof."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.model.characters import PARTING, UNPRINTABLE
from pamphlet.restore.lines import first_words, last_words

LONGEST_ALIGNED: Final = 2_000
"""Words: a longer line whose words were parted or joined is named whole, for aligning it would take too long."""

RIGHT_COLUMN: Final = 10_000_000
"""Added to the number of a row for its right half: each line has its own number until all rules are done."""

MOST_COLUMNS: Final = 8
"""Halves of halves of halves: more than any page has."""


class Context(Struct, frozen=True):
    """The file as the user would type it, the language of its text, and its title once it is known (Markdown).

    A text is headed if a header above it states its title: somebody prepared it for this program.
    """

    file: str
    language: str = "en"
    title: str = ""
    headed: bool = False


class Outcome(NamedTuple):
    """The lines after a rule, what it changed, and what it left in doubt."""

    lines: tuple[Line, ...]
    repairs: tuple[Repair, ...] = ()
    warnings: tuple[Warning, ...] = ()


Rule = Callable[[tuple[Line, ...], Context], Outcome]


def apply_rules(lines: tuple[Line, ...], rules: Iterable[Rule], context: Context) -> Outcome:
    """One rule after another, each on the lines that the last one left."""
    repairs: tuple[Repair, ...] = ()
    warnings: tuple[Warning, ...] = ()
    for rule in rules:
        outcome = rule(lines, context)
        lines = outcome.lines
        repairs += outcome.repairs
        warnings += outcome.warnings
    return Outcome(lines, repairs, warnings)


def parted(rule: str, file: str, above: Sequence[Line], below: Sequence[Line]) -> Repair:
    """The entry for a blank line set between some lines and others."""
    end, start = last_words(above), first_words(below)
    return Repair(rule, file, below[0].number, f"{end} {start}", f"{end} ¶ {start}")


def joined(rule: str, file: str, above: Sequence[Line], below: Sequence[Line]) -> Repair:
    """The entry for a blank line taken from between some lines and others."""
    end, start = last_words(above), first_words(below)
    return Repair(rule, file, below[0].number, f"{end} ¶ {start}", f"{end} {start}")


def part_of(line: Line, place: int, text: str) -> Line:
    """A line of its own for one of several parts of a line, counted from 0."""
    return Line(line.number + (RIGHT_COLUMN * (MOST_COLUMNS + place) if place else 0), text)


def changed_words(rule: str, file: str, before: Line, after: Line) -> tuple[Repair, ...]:
    """An entry for each word of a line that changed, and for words that were parted or joined."""
    old, new = _shown(before.text).split(), after.text.split()
    return tuple(
        Repair(rule, file, before.number, " ".join(left), " ".join(right)) for left, right in _changes(old, new)
    )


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    if len(old) == len(new):
        yield from (((left,), (right,)) for left, right in zip(old, new, strict=True) if left != right)
    elif max(len(old), len(new)) > LONGEST_ALIGNED:
        yield old, new
    else:
        for kind, start, end, first, last in SequenceMatcher(None, old, new).get_opcodes():
            if kind != "equal":
                yield old[start:end], new[first:last]


def _shown(text: str) -> str:
    """The text without characters that no page prints; what parts words is a space, and what may, has a sign."""
    return UNPRINTABLE.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    if found[0] in PARTING:
        return " "
    return "\N{REPLACEMENT CHARACTER}" if "\x80" <= found[0] <= "\x9f" else ""


def placed(outcome: Outcome) -> Outcome:
    """The outcome with every line and entry on the line of the source that it comes from."""
    return Outcome(
        tuple(replace(line, number=line.number % RIGHT_COLUMN) for line in outcome.lines),
        tuple(_on_source(repair) for repair in outcome.repairs),
        tuple(replace(warning, line=warning.line % RIGHT_COLUMN) for warning in outcome.warnings),
    )


def _on_source(repair: Repair) -> Repair:
    first, last = repair.line % RIGHT_COLUMN, repair.last_line % RIGHT_COLUMN
    return replace(repair, line=min(first, last) if last else first, last_line=max(first, last) if last else 0)
