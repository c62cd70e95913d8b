"""Lines → lines with the paragraphs whole that a page end cut in two."""

from __future__ import annotations

import re
from typing import Final

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.restore.lines import (
    ENDS_SENTENCE,
    OPENING_MARKS,
    Group,
    as_words,
    fenced_lines,
    group_lines,
    is_structure,
)

ITEM: Final = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s")


def join_paragraphs(
    lines: tuple[Line, ...], file: str
) -> tuple[tuple[Line, ...], tuple[Repair, ...], tuple[Warning, ...]]:
    """Drop the blank lines inside a sentence; where that is likely but not certain, warn and leave them."""
    joined: list[Line] = []
    repairs: list[Repair] = []
    warnings: list[Warning] = []
    fenced = fenced_lines(lines)
    previous: Group = ()
    for group in group_lines(lines):
        plain = not fenced.intersection(line.number for line in (*previous, *group))
        if previous and plain and _is_cut(previous, group):
            repairs.append(_joined(previous, group, file))
            previous += group
        else:
            if previous and plain and _may_be_cut(previous, group):
                warnings.append(_doubt(previous, group, file))
            joined.append(Line(group[0].number, ""))
            previous = group
        joined.extend(group)
    return tuple(joined), tuple(repairs), tuple(warnings)


def _is_cut(before: Group, after: Group) -> bool:
    """A paragraph that ends in mid-sentence, and one that begins with a small letter."""
    plain = not any(is_structure(line) for line in (*before, after[0])) and not _is_verse(before)
    return plain and not _ends_sentence(before) and _first_letter(after).islower()


def _may_be_cut(before: Group, after: Group) -> bool:
    """What is likely a page end and may be none.

    A comma, then a capital: a name on the next page, or a salutation. A full stop, then a small letter: an
    abbreviation, or a heading in small letters. A list item, then a small letter: more of it, or of its lead-in.
    """
    end = before[-1].text.rstrip()
    indented = after[0].text.startswith((" ", "\t"))
    if indented or is_structure(after[0]) or not all(map(_is_wordy, before)) or _is_verse(before):
        return False
    if _first_letter(after).islower():
        return not _ends_sentence(before) or end.endswith(".")
    return end.endswith(",") and len(end) > 40 and not any(map(is_structure, before))


def _is_wordy(line: Line) -> bool:
    """Whether a line is one of a paragraph or a list item."""
    return not is_structure(line) or bool(ITEM.match(line.text))


def _is_verse(group: Group) -> bool:
    """Whether an author's line ends, each with two spaces or a backslash, run through the whole of a group."""
    return len(group) > 1 and all(line.text.endswith(("  ", "\\")) for line in group[:-1])


def _ends_sentence(group: Group) -> bool:
    return bool(ENDS_SENTENCE.search(group[-1].text.rstrip(" \\")))


def _first_letter(group: Group) -> str:
    return group[0].text.strip().lstrip(OPENING_MARKS)[:1]


def _joined(before: Group, after: Group, file: str) -> Repair:
    end, start = _tail(before), _start(after)
    return Repair("cut-paragraph", file, after[0].number, f"{end} ¶ {start}", f"{end} {start}")


def _doubt(before: Group, after: Group, file: str) -> Warning:
    message = f"a page end may have cut this paragraph: “{_tail(before)} ¶ {_start(after)}”"
    return Warning("cut-paragraph", file, after[0].number, message)


def _tail(group: Group) -> str:
    return " ".join(as_words(group).split()[-5:])


def _start(group: Group) -> str:
    return " ".join(as_words(group).split()[:5])
