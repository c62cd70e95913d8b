"""Lines → lines without the page numbers and running heads that stood at the edges of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.lines import (
    ENDS_SENTENCE,
    Group,
    as_lines,
    as_words,
    fenced_lines,
    group_lines,
    is_structure,
    letters_of,
)
from pamphlet.restore.rule import Context, Outcome

LONGEST: Final = 90
MOST_LINES: Final = 3
"""Lines that a running head or foot may have."""

NUMBER: Final = Pattern(
    r"\W*(?:(?:page|seite|página|pagina|p|s)\.?\s*)?(?P<page>\d{1,3})(?:\s*(?:/|of|von|sur|de|di)\s*\d{1,3})?\W*",
    re.IGNORECASE,
)
# “- 2 -”: as nothing but a page is numbered.
DASHED: Final = Pattern(r"\s*([-–—]) ?\d{1,3} ?\1\s*")
# A page's number, with a wide space between it and the words of its line.
NUMBERED: Final = Pattern(r"^\s*\d{1,3}\s{3,}\S|\S\s{3,}\d{1,3}\s*$")
LIST_ITEM: Final = Pattern(r"\s*\d{1,3}[.)]\s*$")


def drop_furniture(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Lines that stand alone and count pages up, or that recur with or without a page's number.

    A line that says the title, then far from it a number, is a running head wherever it stands.
    """
    heads = _numbered_heads(lines, context.title)
    lines = tuple(replace(line, text="") if line in heads else line for line in lines)
    groups, fenced = group_lines(lines), fenced_lines(lines)
    alone = [place for place, group in enumerate(groups) if place and _stands_alone(group, fenced)]
    numbers = _counting(groups, [place for place in alone if _is_number(groups[place])])
    furniture = numbers | _recurring(groups, [place for place in alone if place not in numbers], numbers, context.title)
    gone = {line.number for place in furniture for line in groups[place]}
    doubtful = [place for place in alone if place not in furniture and _is_number(groups[place])]
    return Outcome(
        tuple(line for line in lines if line.number not in gone),
        (
            *(_removed((line,), context) for line in heads),
            *(_removed(groups[place], context) for place in sorted(furniture)),
        ),
        tuple(_doubt(line, context) for line in (*(groups[place][0] for place in doubtful), *_below_text(groups))),
    )


def _numbered_heads(lines: Sequence[Line], title: str) -> tuple[Line, ...]:
    """The lines in which the title of several words stands once more, apart from a number."""
    letters, fenced = letters_of(title), fenced_lines(tuple(lines))
    if " " not in title.strip():
        return ()
    apart = (line for line in lines if line.number not in fenced and is_numbered(line.text))
    return tuple(line for line in apart if without_number(line.text) == letters)


def is_numbered(text: str) -> bool:
    """Whether a number stands apart at either end of a line."""
    ends = text.strip()
    return (ends[:1].isdecimal() or ends[-1:].isdecimal()) and bool(NUMBERED.search(text))


def _below_text(groups: tuple[Group, ...]) -> tuple[Line, ...]:
    """The last line, if it is a number right below words: it may be that of the page."""
    last = groups[-1] if groups else ()
    return last[-1:] if len(last) > 1 and last[-1].text.strip().isdecimal() else ()


def _stands_alone(group: Group, fenced: frozenset[int]) -> bool:
    if not fenced.isdisjoint(line.number for line in group):
        return False
    short = len(group) <= MOST_LINES and all(len(line.text.strip()) <= LONGEST for line in group)
    # Of several lines one gives the page.
    paged = len(group) == 1 or any(page_number(line) is not None for line in group)
    return short and paged and not any(is_structure(line) and page_number(line) is None for line in group)


def _is_number(group: Group) -> bool:
    return len(group) == 1 and page_number(group[0]) is not None


def page_number(line: Line) -> int | None:
    """The number that a line gives to a page, if it does nothing else."""
    text = line.text.strip()
    found = NUMBER.fullmatch(text)
    return int(found["page"]) if found and not LIST_ITEM.fullmatch(text) else None


def _counting(groups: Sequence[Group], places: Sequence[int]) -> set[int]:
    """The places of numbers that count up by one, between dashes, or in the middle of a sentence."""
    runs: list[list[int]] = []
    for place in places:
        page = page_number(groups[place][0]) or 0
        if runs and page == (page_number(groups[runs[-1][-1]][0]) or 0) + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    counted = {place for run in runs if len(run) > 1 for place in run}
    dashed = {place for place in places if DASHED.fullmatch(groups[place][0].text)}
    return counted | dashed | {place for place in places if _interrupts(groups, place)}


def _interrupts(groups: Sequence[Group], place: int, beside: Collection[int] = ()) -> bool:
    """Whether the groups before and after are one sentence without what stands between."""
    before = next((groups[each] for each in range(place - 1, -1, -1) if each not in beside), None)
    after = next((groups[each] for each in range(place + 1, len(groups)) if each not in beside), None)
    if before is None or after is None:
        return False
    opened = not ENDS_SENTENCE.search(before[-1].text.rstrip()) and not is_structure(before[-1])
    return opened and after[0].text.strip()[:1].islower()


def _recurring(groups: Sequence[Group], places: Sequence[int], numbers: Collection[int], title: str) -> set[int]:
    """The places of lines that recur, or say the title again, apart from the numbers in them."""
    keys = {place: without_number(as_words(groups[place])) for place in places}
    counts = Counter(keys.values())
    title_key = letters_of(title)
    found = {place for place, key in keys.items() if key and (counts[key] > 1 or key == title_key)}
    # A lead-in to two lists recurs too, and a sentence that a page cut.
    found -= {place for place in found if groups[place][-1].text.rstrip().endswith((":", ",", ";"))}
    edges = {*numbers, *found}
    certain = {
        keys[place]
        for place in found
        if keys[place] == title_key
        or letters_of(as_words(groups[place])) != keys[place]
        or {place - 1, place + 1} & set(numbers)
        or _interrupts(groups, place, edges)
    }
    # What recurs and is none of these may be a refrain, or the heading of a part.
    return {place for place in found if keys[place] in certain}


def without_number(text: str) -> str:
    """The letters of a line without the number of a page at either end."""
    bare = re.sub(r"^\s*\d{1,3}\s*\W*\s+|\s+\W*\s*\d{1,3}\s*$", " ", text.strip(" *_#"))
    return letters_of(bare)


def _removed(group: Group, context: Context) -> Repair:
    last = group[-1].number if len(group) > 1 else 0
    note = "it stood at the edge of a page"
    return Repair("furniture", context.file, group[0].number, as_lines(group), "", last, note)


def _doubt(line: Line, context: Context) -> Warning:
    return Warning("furniture", context.file, line.number, f"“{line.text.strip()}” may be the number of a page")
