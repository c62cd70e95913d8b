"""Groups of lines that are set in from the margin → quotations, paragraphs with first lines set in, centred lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.model import Line, Repair
from pamphlet.patterns import Pattern
from pamphlet.restore.lines import (
    ENDS_SENTENCE,
    INNER_END,
    ITEM,
    OPENING_MARKS,
    STRUCTURE,
    Group,
    as_words,
)
from pamphlet.restore.rule import Outcome

CENTRED: Final = 8
"""Spaces: a single line that is set in so far is a heading or a page's number, and no verse."""

MOST_LINES: Final = 4
"""Of what stands in the middle of a page."""

FIRST_LINE: Final = range(2, 9)
"""Spaces by which the first line of a paragraph is set in."""

LEAST: Final = 1
"""The same, where letters of many widths were counted as if they had one."""

FEWEST_BEGUN: Final = 2
"""Lines set in of which one or two may be anything."""

DEEPEST: Final = 24
"""Spaces by which one is set in at the most: what stands further right is a column."""

INSET: Final = 3
"""Spaces by which a quotation is set in at the least, where no blank line parts it from the text."""

SLIGHT: Final = range(2, 4)
"""Spaces that mean nothing to Markdown, and a quotation where they stand before every line of a paragraph."""

HALF: Final = 0.6
"""Of the widest line: a shorter one ends where the author ended it."""

FULL: Final = 0.7
"""Of the measure: lines that are so long end where the page did."""

FILLED: Final = 0.85
"""Of the widest line of a quotation: what a line and the next word take at the least."""

ENDS: Final = Pattern(rf"{ENDS_SENTENCE.pattern}|[)\]]$")
# A bullet that a typeface drew as the letter, where several lines begin with it.
LETTER: Final = Pattern(r"\s*o\s+\S")
MARKER: Final = Pattern(r"\s*(?:[-*+•–—▪●]|\d{1,3}[.)])\s+")


class Page(Struct, frozen=True):
    """What groups are judged by: the measure of their text, and whether paragraphs begin with a line set in."""

    measure: int
    first_lines: bool


def indent_of(line: Line) -> int:
    """The spaces before the words of a line; a tab is four at the most."""
    text = line.text.expandtabs(4)
    return len(text) - len(text.lstrip(" "))


def read_page(groups: Sequence[Group], measure: int) -> Page:
    """How the groups of a text are set in."""
    begun = sum(map(_begins_set_in, groups))
    return Page(measure, begun > 1 or begun + sum(map(_begun_within, groups)) > FEWEST_BEGUN)


def set_groups(
    lines: Iterable[Line], groups: Sequence[Group], page: Page, heads: Collection[int], file: str
) -> Outcome:
    """The lines, and those of some of their groups set anew; `heads` are the places of groups above the text."""
    quoted = {*_slight_quotations(groups, page), *_beside_quotations(groups, page)}
    changes: dict[int, tuple[Line, ...]] = {}
    for place, group in enumerate(groups):
        new = _quoted(group) if place in quoted else _set_group(group, page, head=place in heads)
        changes |= (
            {line.number: parts for line, parts in zip(group, new, strict=True) if parts != (line,)} if new else {}
        )
    kept = (part for line in lines for part in ((line,) if line.blank else changes.get(line.number, (line,))))
    repairs = (Repair("margin", file, number, "", "", note=_note(parts)) for number, parts in changes.items())
    return Outcome(tuple(kept), tuple(repairs))


def _note(new: tuple[Line, ...]) -> str:
    if len(new) > 1 and not new[-1].text.startswith(">"):
        return "a paragraph begins with this line, which was set in"
    return "a quotation was set in" if new[-1].text.startswith(">") else "the line was set in"


def _set_group(group: Group, page: Page, *, head: bool) -> tuple[tuple[Line, ...], ...]:
    """What each line of a group becomes, or nothing where all of it stays."""
    indents = [indent_of(line) for line in group]
    if not any(indents):
        return ()
    if any(STRUCTURE.match(line.text) for line in group):
        return _below_items(group, page)
    if sum(bool(LETTER.match(line.text)) for line in group) > 1:
        return ()
    centred = len(group) == 1 and indents[0] >= CENTRED
    apart = min(indents) > DEEPEST and len(group) <= MOST_LINES
    lone = len(group) == 1 and page.first_lines and indents[0] in FIRST_LINE
    if (head and len(group) <= MOST_LINES) or centred or apart or lone:
        return tuple((replace(line, text=line.text.strip()),) for line in group)
    if 0 in indents:
        return _part_by_indent(group, indents) or _part_quotations(group, indents)
    return _quoted(group) if 4 <= min(indents) <= DEEPEST and _is_quotation(group, page.measure) else ()


def _below_items(group: Group, page: Page) -> tuple[tuple[Line, ...], ...]:
    """What stands at the margin below a list, where other paragraphs of the text begin with a line set in."""
    last = max(place for place, line in enumerate(group) if STRUCTURE.match(line.text))
    start = next((place for place in range(last + 1, len(group)) if not indent_of(group[place])), len(group))
    indents = [indent_of(line) for line in group[start:]]
    new = _part_by_indent(group[start:], indents) if page.first_lines and any(indents) else ()
    return (*((line,) for line in group[:start]), *new) if new else ()


def _part_by_indent(group: Group, indents: Sequence[int]) -> tuple[tuple[Line, ...], ...]:
    """A paragraph at each line that is set in, where the line above it ends a sentence."""
    begins = [place for place, indent in enumerate(indents) if indent]
    widest = max(len(line.text) for line in group)
    usual = any(indents[place] in FIRST_LINE for place in begins)
    sound = all(
        (indents[place] in FIRST_LINE or (usual and indents[place] == LEAST))
        and (not place or _may_end(group[place - 1], widest))
        for place in begins
    )
    # Two lines set in, one below the other, are verse or a quotation.
    apart = all(after - before > 1 or _may_end(group[before], widest) for before, after in pairwise(begins))
    apart = apart and len(begins) <= len(group) / 2
    if not sound or not apart or begins[-1] == len(group) - 1 == 0:
        return ()
    return tuple(
        (*([Line(line.number, "")] if place in begins and place else []), replace(line, text=line.text.strip()))
        if place in begins
        else (line,)
        for place, line in enumerate(group)
    )


def _may_end(line: Line, widest: int) -> bool:
    """Whether a paragraph may end with a line: a sentence does, or the line is short, as salutations are."""
    return bool(ENDS_SENTENCE.search(line.text.rstrip())) or len(line.text) < HALF * widest


def _part_quotations(group: Group, indents: Sequence[int]) -> tuple[tuple[Line, ...], ...]:
    """Lines of prose set in between lines that are not: a quotation, for its words run on from line to line."""
    if any(ITEM.match(line.text) for line in group):
        return ()
    parts: list[tuple[Line, ...]] = []
    found = False
    for deep, run in groupby(zip(group, indents, strict=True), key=lambda pair: pair[1] if pair[1] >= INSET else 0):
        inner = tuple(line for line, _ in run)
        # What begins small is an item without its mark, or more of it.
        quoted = bool(deep) and any(map(_is_small, inner[1:])) and not _is_small(inner[0])
        apart = [Line(inner[0].number, "")] if parts and (quoted or found) else []
        found = quoted
        lines = _quoted(inner) if quoted else tuple((line,) for line in inner)
        parts += [(*apart, *lines[0]), *lines[1:]]
    return tuple(parts) if any(part[-1].text.startswith("> ") for part in parts) else ()


def _is_small(line: Line) -> bool:
    return line.text.strip().lstrip(OPENING_MARKS)[:1].islower()


def _begins_set_in(group: Group) -> bool:
    """Whether the first line of a paragraph is set in, and its others are not; or those of several in a group."""
    indents = [indent_of(line) for line in group]
    return len(group) > 1 and (indents[0] in FIRST_LINE and not any(indents[1:]))


def _begun_within(group: Group) -> int:
    """How many lines of a group are set in between lines that are not, below the end of a sentence."""
    lines = zip(group, group[1:], group[2:], strict=False)
    return sum(
        indent_of(line) in FIRST_LINE and not (indent_of(above) or indent_of(below)) and bool(ENDS.search(above.text))
        for above, line, below in lines
    )


def _is_quotation(group: Group, measure: int) -> bool:
    """Whether prose is set in from both edges: its lines are full, and words run on from one to the next."""
    widest = max(len(line.text.rstrip()) for line in group)
    full = all(len(line.text.rstrip()) >= FULL * max(measure, widest) for line in group[:-1])
    begun = any(map(_is_small, group[1:])) or INNER_END.search(as_words(group[:1]))
    prose = len(group) > 1 and bool(begun) and bool(re.search(r"\w", as_words(group)))
    return prose and full and not _is_small(group[0]) and _is_filled(group)


def _is_filled(group: Group) -> bool:
    """Whether the next word would have had no room in any line: lines that end early are items without their marks."""
    words = [line.text.split() for line in group]
    widest = max(len(" ".join(line)) for line in words)
    taken = (len(" ".join(line)) + 1 + len(below[0]) for line, below in pairwise(words))
    return all(each > FILLED * widest for each in taken)


def _quoted(group: Group) -> tuple[tuple[Line, ...], ...]:
    return tuple((replace(line, text=f"> {line.text.strip()}"),) for line in group)


def _slight_quotations(groups: Sequence[Group], page: Page) -> Iterator[int]:
    """The places of paragraphs set in by two or three spaces, between others that stand at the margin.

    Nothing else is set so where paragraphs do not begin with a line set in: but a single sentence may be, and what
    stands below an item may belong to it.
    """
    flush = sum(not any(map(indent_of, group)) for group in groups)
    if page.first_lines or 2 * flush < len(groups):
        return
    for inset, run in groupby(range(len(groups)), key=lambda place: _inset(groups[place])):
        places = tuple(run)
        above = groups[places[0] - 1] if places[0] else ()
        lone = len(places) == 1 and len(groups[places[0]]) == 1
        if inset in SLIGHT and above and not lone and not _is_in_list(above, inset):
            yield from places if all(_is_inset_prose(groups[place]) for place in places) else ()


def _beside_quotations(groups: Sequence[Group], page: Page) -> Iterator[int]:
    """The places of sentences that are set in as far as a quotation right above or below them is."""
    for inset, run in groupby(range(len(groups)), key=lambda place: _inset(groups[place])):
        places = tuple(run)
        if inset > max(SLIGHT) and any(_is_quotation(groups[place], page.measure) for place in places):
            yield from (place for place in places if _is_sentence(as_words(groups[place])))


def _inset(group: Group) -> int:
    """By how many spaces every line of a group is set in, or 0."""
    indents = {indent_of(line) for line in group}
    return indents.pop() if len(indents) == 1 and not any(STRUCTURE.match(line.text) for line in group) else 0


def _is_in_list(above: Group, inset: int) -> bool:
    """Whether the words of the item above begin where a paragraph is set in."""
    return any((marker := MARKER.match(line.text)) and inset <= marker.end() for line in above)


def _is_inset_prose(group: Group) -> bool:
    return _is_sentence(as_words(group)) and (len(group) == 1 or (any(map(_is_small, group[1:])) and _is_filled(group)))


def _is_sentence(words: str) -> bool:
    begun = words.lstrip(OPENING_MARKS)[:1]
    return bool(ENDS.search(words)) and (begun.isupper() or begun.isdigit())
