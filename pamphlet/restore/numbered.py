"""Plain lines → lines whose numbered headings Markdown knows: they count up through the text, with prose between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair
from pamphlet.patterns import Pattern
from pamphlet.restore.dates import parse_date
from pamphlet.restore.lines import ENDS_SENTENCE, ITEM, OPENING_MARKS, as_words, fenced_lines, is_structure
from pamphlet.restore.rule import Context, Outcome

NUMBERED: Final = Pattern(r"(?P<number>\d{1,2})[.)]\s+(?P<words>\S.*)")
# What only an author who knows Markdown types: such a text has the headings that it has.
MARKED: Final = Pattern(r"#{1,6}\s|.*(?:\*\*|__|\]\()|\|")
LONGEST: Final = 70
FEWEST: Final = 2
FEWEST_WORDS: Final = 12
"""Of what stands below a heading."""


def mark_numbered(lines: tuple[Line, ...], context: Context) -> Outcome:
    """`1. What we know`, prose, `2. What we ask`, prose → `## 1. What we know` and so on; items have none between."""
    if fenced_lines(lines) or any(MARKED.match(line.text) for line in lines):
        return Outcome(lines)
    filled = [line for line in lines if not line.blank]
    places = [place for place, line in enumerate(filled) if _number_of(line)]
    counted = [_number_of(filled[place]) for place in places] == list(range(1, len(places) + 1))
    parts = [filled[start + 1 : stop] for start, stop in pairwise((*places, len(filled)))]
    if len(places) < FEWEST or not counted or not all(map(_is_prose, parts)):
        return Outcome(lines)
    headings = {filled[place].number: filled[place] for place in places}
    if not all(map(_is_heading, headings.values())):
        return Outcome(lines)
    marked = tuple(
        part for line in lines for part in (_set_apart(line) if headings.get(line.number) is line else (line,))
    )
    repairs = (
        Repair("numbered-heading", context.file, line.number, line.text.strip(), f"## {line.text.strip()}")
        for line in headings.values()
    )
    return Outcome(marked, tuple(repairs))


def _number_of(line: Line) -> int:
    """The number that a line begins with, or 0."""
    found = NUMBERED.match(line.text.strip())
    return int(found["number"]) if found and not parse_date(line.text) else 0


def _is_heading(line: Line) -> bool:
    found = NUMBERED.match(line.text)
    words = found["words"].strip() if found else ""
    ended = ENDS_SENTENCE.search(words) and not words.endswith(("?", "!"))
    return words.lstrip(OPENING_MARKS)[:1].isupper() and len(words) <= LONGEST and not ended and words[-1:] not in ",-"


def _is_prose(part: Sequence[Line]) -> bool:
    """Whether what stands below a heading begins anew, and is sentences."""
    words = as_words(part)
    begins = (
        words.lstrip(f"{OPENING_MARKS} ")[:1].isupper() and not is_structure(part[0]) and not ITEM.match(part[0].text)
    )
    ends = re.search(r"[.?!…][\"'”’“‘«»)\]]*(?:\s|$)", words)
    return begins and bool(ends) and len(words.split()) >= FEWEST_WORDS


def _set_apart(line: Line) -> tuple[Line, ...]:
    blank = Line(line.number, "")
    return blank, replace(line, text=f"## {line.text.strip()}"), blank
