"""Lines → lines with every list apart from the words that lead to it; and warnings for numbers that jump."""

from __future__ import annotations

import re
from typing import Final

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.restore.lines import Group, as_words, fenced_lines, group_lines, is_structure

NUMBER: Final = re.compile(r"(?P<number>\d{1,2})\.\s+\S")
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


def doubt_numbers(lines: tuple[Line, ...], file: str) -> tuple[Warning, ...]:
    """A warning for each item whose number is not the next: a list counts by itself, so the book says another."""
    fenced = fenced_lines(lines)
    warnings: list[Warning] = []
    last = 0
    for group in group_lines(line for line in lines if line.number not in fenced):
        last = last if NUMBER.match(group[0].text) or group[0].text[:1].isspace() else 0
        for line in group:
            if item := NUMBER.match(line.text):
                stated, counted = int(item["number"]), last + 1
                if last and stated not in (counted, 1):
                    message = f"a list jumps from {last} to {stated}, and the book counts on with {counted}"
                    warnings.append(Warning("numbers", file, line.number, message))
                last = counted if last else stated
    return tuple(warnings)


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
