"""Restored lines → doubts about line ends that may be more than that, and about prose that may be a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.restore.lines import GAP, Group, fenced_lines, first_words, group_lines, is_structure
from pamphlet.restore.room import ITEM, Room, find_room, runs_on
from pamphlet.restore.rule import Context, Outcome

MOST: Final = 0.25
"""Of all line ends: where more are early, and each ends a clause, authors broke their lines by the sense."""

QUOTED: Final = re.compile(r"^\s*(?:>\s?)+")
HARD: Final = ("  ", "\\")
CLAUSE: Final = re.compile(r"[.,;:?!…—–][\"'”’“‘«»)\]*_]*$")


def doubt_breaks(lines: tuple[Line, ...], context: Context) -> Outcome:
    """A warning at each line whose first word would have had room in the line above: something may begin there."""
    fenced = fenced_lines(lines)
    groups = [_unquoted(group) for group in group_lines(lines) if group[0].number not in fenced]
    room = find_room([line for group in groups for line in (*group, Line(group[-1].number, ""))])
    if not room:
        return Outcome(lines)
    pairs = [pair for group in groups for pair in pairwise(group)]
    early = [pair for group in groups for pair in _early(group, room)]
    by_sense = len(early) > MOST * len(pairs) and all(CLAUSE.search(line.text.rstrip()) for line, _ in early)
    return Outcome(lines, (), tuple(_doubt(below, context.file) for _, below in ([] if by_sense else early)))


def _doubt(below: Line, file: str) -> Warning:
    message = f"a paragraph may begin with “{first_words((below,))}”: the line above ended early"
    return Warning("break", file, below.number, message)


def _unquoted(group: Group) -> Group:
    return tuple(replace(line, text=QUOTED.sub("", line.text)) for line in group)


def _early(group: Group, room: Room) -> Iterator[tuple[Line, Line]]:
    """Pairs of lines of which the upper had room for the first word of the lower, though no sentence runs on."""
    if _is_table(group) or group[0].text.startswith("[^"):
        return
    for line, below in pairwise(group):
        plain = (
            below.text.strip()
            and not is_structure(replace(below, text=below.text.lstrip()))
            and not ITEM.match(below.text)
        )
        if plain and not line.text.endswith(HARD) and room.has(line, below) and not runs_on(line, below):
            yield line, below


def _is_table(group: Sequence[Line]) -> bool:
    return any("|" in line.text or GAP.search(line.text.strip()) for line in group)
