"""Lines → lines with every list whole, and apart from the words that lead to it."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.lines import (
    ENDS_SENTENCE,
    Group,
    as_words,
    fenced_lines,
    first_words,
    group_lines,
    is_structure,
)
from pamphlet.restore.rule import Context, Outcome, joined, parted

MARKER: Final = Pattern(r"(?P<indent>\s*)(?:(?P<bullet>[-*+])|(?P<number>\d{1,3})[.)])\s+\S")

DEEPEST: Final = 3
"""Spaces before the marker of a list that is in no other: CommonMark 0.31, 5.2."""

FEWEST_APART: Final = 3
NUMBER: Final = Pattern(r"(?P<number>\d{1,2})\.\s+\S")


def part_lists(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Set a blank line before a list that begins right below a line of words."""
    fenced = fenced_lines(lines)
    firsts = {
        first.number: (group[index - 1], first)
        for group in group_lines(lines)
        if group[0].number not in fenced
        for index, first in enumerate(group)
        if _opens_list(group, index)
    }
    apart = [part for line in lines for part in ((Line(line.number, ""), line) if line.number in firsts else (line,))]
    repairs = tuple(parted("list", context.file, (before,), (first,)) for before, first in firsts.values())
    return Outcome(tuple(apart), repairs)


def doubt_numbers(lines: tuple[Line, ...], context: Context) -> Outcome:
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
                    warnings.append(Warning("numbers", context.file, line.number, message))
                last = counted if last else stated
    return Outcome(lines, (), tuple(warnings))


def doubt_levels(lines: tuple[Line, ...], context: Context) -> Outcome:
    """A warning where white parts items of one bullet into three lists or more, as a list in a list is set apart."""
    fenced = fenced_lines(lines)
    warnings: list[Warning] = []
    plain = [group for group in group_lines(lines) if group[0].number not in fenced]
    for listed, found in groupby(plain, key=_is_flat_list):
        groups = tuple(found)
        if listed and len(groups) >= FEWEST_APART and any(len(_starts(group)) > 1 for group in groups[1:-1]):
            words = first_words(groups[1]).removeprefix("- ")
            message = f"the items from “{words}” on stand apart; set them in by four spaces if they belong to one above"
            warnings.append(Warning("levels", context.file, groups[1][0].number, message))
    return Outcome(lines, (), tuple(warnings))


def _is_flat_list(group: Group) -> bool:
    return group[0].text.startswith("- ") and all(item["indent"] == "" for item in _starts(group))


def _starts(group: Group) -> list[re.Match[str]]:
    return [found for line in group if (found := MARKER.match(line.text))]


def _opens_list(group: Group, index: int) -> bool:
    """Whether a list begins at a line in the midst of a group, and not a sentence that goes on with a dash or a year.

    A colon before it tells, or a second item below it; a number must be 1 unless the colon tells.
    """
    marker = MARKER.match(group[index].text)
    before = group[index - 1]
    if not marker or index == 0 or len(marker["indent"]) > DEEPEST or is_structure(before) or "|" in before.text:
        return False
    if _in_list(group[:index]):
        return False
    if before.text.rstrip(" *_\\").endswith(":"):
        return True
    if marker["indent"]:
        return False
    kind = "bullet" if marker["bullet"] else "number"
    others = (MARKER.match(line.text) for line in group[index + 1 :])
    return marker["number"] in (None, "1") and any(other and other[kind] for other in others)


def _in_list(group: Group) -> bool:
    return any(MARKER.match(line.text) for line in group)


def join_items(lines: tuple[Line, ...], context: Context) -> Outcome:
    """A list item that a page end cut: what follows without a marker goes back to its item."""
    fenced = fenced_lines(lines)
    groups = group_lines(lines)
    cut: dict[int, tuple[Group, Group]] = {}
    before: Group = ()
    for after, below in zip(groups, (*groups[1:], ()), strict=False):
        if after[0].number not in fenced and _cuts_item(before, after, below):
            cut[after[0].number] = (before, after)
            before = (before[_last_item(before)], *after)
        else:
            before = after
    dropped = set(cut)
    whole: list[Line] = []
    for line in lines:
        if line.number in dropped and not line.blank:
            while whole and whole[-1].blank:
                whole.pop()
            whole.append(replace(line, text=f"  {line.text.strip()}"))
        else:
            whole.append(line)
    repairs = tuple(joined("cut-item", context.file, before[-1:], after[:1]) for before, after in cut.values())
    return Outcome(tuple(whole), repairs)


def _cuts_item(before: Group, after: Group, below: Group) -> bool:
    """An item that ends in mid-sentence, then words that begin small; another item after them makes it certain."""
    if not before or is_structure(after[0]) or ENDS_SENTENCE.search(before[-1].text.rstrip()):
        return False
    if _last_item(before) < 0:
        return False
    first = after[0].text.strip()[:1]
    if first.isdigit():
        return bool(below and MARKER.match(below[0].text)) and after[-1].text.rstrip().endswith(";")
    return first.islower() and (bool(below and MARKER.match(below[0].text)) or _in_list(after[1:]) or _short(after))


def _last_item(group: Group) -> int:
    """The place of the last line that begins an item, or -1."""
    return next((place for place in reversed(range(len(group))) if MARKER.match(group[place].text)), -1)


def _short(group: Group) -> bool:
    return len(as_words(group)) < 200 and len(group) == 1
