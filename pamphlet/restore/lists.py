"""Lines → lines with every list apart from the words that lead to it."""

from __future__ import annotations

import re
from typing import Final

from pamphlet.model import Line, Repair
from pamphlet.restore.lines import Group, as_words, fenced_lines, group_lines, is_structure

MARKER: Final = re.compile(r" {0,3}(?:(?P<bullet>[-*+]|\\\*|[•▪●◦‣])|(?P<number>\d{1,3})[.)])\s+\S")


def part_lists(lines: tuple[Line, ...], file: str) -> tuple[tuple[Line, ...], tuple[Repair, ...]]:
    """Set a blank line before a list that begins right below a line of words."""
    fenced = fenced_lines(lines)
    firsts = {
        first.number: (group[index - 1], first)
        for group in group_lines(lines)
        if group[0].number not in fenced
        for index, first in enumerate(group)
        if _opens_list(group, index)
    }
    parted = [part for line in lines for part in ((Line(line.number, ""), line) if line.number in firsts else (line,))]
    repairs = tuple(
        Repair("list", file, number, f"{_end(before)} {_start(first)}", f"{_end(before)} ¶ {_start(first)}")
        for number, (before, first) in firsts.items()
    )
    return tuple(parted), repairs


def _opens_list(group: Group, index: int) -> bool:
    """Whether a list begins at a line in the midst of a group, and not a sentence that goes on with a dash or a year.

    A colon before it tells, or a second item below it; a number must be 1 unless the colon tells.
    """
    marker = MARKER.match(group[index].text)
    before = group[index - 1]
    if not marker or index == 0 or is_structure(before) or "|" in before.text or _in_list(group[:index]):
        return False
    if before.text.rstrip(" *_\\").endswith(":"):
        return True
    kind = "bullet" if marker["bullet"] else "number"
    others = (MARKER.match(line.text) for line in group[index + 1 :])
    return marker["number"] in (None, "1") and any(other and other[kind] for other in others)


def _in_list(group: Group) -> bool:
    return any(MARKER.match(line.text) for line in group)


def _end(line: Line) -> str:
    return " ".join(as_words((line,)).split()[-5:])


def _start(line: Line) -> str:
    return " ".join(as_words((line,)).split()[:5])
