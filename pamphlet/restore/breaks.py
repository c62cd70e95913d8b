"""Restored lines → doubts about line ends that may be more than that, and about prose that may be a quotation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.headings import may_be_heading
from pamphlet.restore.lines import (
    ITEM,
    OPENING_MARKS,
    QUOTE_MARKS,
    Group,
    fenced_lines,
    first_words,
    group_lines,
    has_columns,
    is_structure,
)
from pamphlet.restore.room import Room, find_room, find_running, may_end, need, runs_on
from pamphlet.restore.rule import Context, Outcome

MOST: Final = 0.5
"""Of the line ends inside sentences: where more are early, and end a clause each, lines were broken by the sense."""

NARROW: Final = 0.93
"""Of what full lines have, and have with the next word, on the average: letters have many widths."""

FEWEST_OTHERS: Final = 3
LONGEST_VERSE: Final = 60
"""Letters: a longer line is prose."""

QUOTE_THEM: Final = "write > before them if they are a quotation"
VERSE: Final = ("    ", "\t")
HARD: Final = ("  ", "\\")
CLAUSE: Final = Pattern(r"[.,;:?!…—–][\"'”’“‘«»)\]*_]*$")


def doubt_breaks(lines: tuple[Line, ...], context: Context) -> Outcome:
    """A warning wherever a line that ends early, lines narrower than others, or lines set in tell of something lost."""
    fenced = fenced_lines(lines)
    plain = [group for group in group_lines(lines) if group[0].number not in fenced]
    groups = [_unquoted(group) for group in plain]
    inset = tuple(_doubt_insets(groups, context.file))
    running = find_running(groups)
    room = find_room([line for group in groups for line in (*group, Line(group[-1].number, ""))])
    if not running:
        return Outcome(lines, (), (*inset, *_doubt_sentences(groups, context.file)))
    if not room:
        return Outcome(lines, (), (*inset, *_doubt_sentences(groups, context.file)))
    least = min(need(*pair) for pair in running)
    early = [pair for group in groups for pair in _early(group, room, least)]
    by_sense = len(early) >= MOST * len(running) and all(CLAUSE.search(line.text.rstrip()) for line, _ in early)
    below = _below_prose(groups, early) if by_sense else [below for _, below in early]
    ends = tuple(_doubt_end(line, context.file) for line in below)
    return Outcome(lines, (), (*inset, *ends, *_doubt_narrow(plain, running, context.file)))


def _below_prose(groups: Sequence[Group], early: Sequence[tuple[Line, Line]]) -> list[Line]:
    """The first line that ends early in each group that begins as prose: its first line runs on, and is full."""
    ends = {line.number: below for line, below in early}
    prose = [group for group in groups if len(group) > 1 and runs_on(*group[:2]) and group[0].number not in ends]
    firsts = (next((line.number for line in group if line.number in ends), None) for group in prose)
    return [ends[number] for number in firsts if number is not None]


def _doubt_end(below: Line, file: str) -> Warning:
    message = f"a paragraph may begin with “{first_words((below,))}”: the line above ended early"
    return Warning("break", file, below.number, message)


def _doubt_sentences(groups: Sequence[Group], file: str) -> Iterator[Warning]:
    """Where no line runs on, each may be a paragraph; short ones are verse, unless they stand below an item."""
    for group in groups:
        if all(line.text.startswith(VERSE) for line in group) or _is_table(group) or group[0].text.startswith("[^"):
            continue
        listed = False
        for line, below in pairwise(group):
            listed = listed or bool(ITEM.match(line.text))
            long = min(len(line.text), len(below.text)) > LONGEST_VERSE
            ended = (listed or long) and may_end(line, below)
            headed = len(below.text) > LONGEST_VERSE and may_be_heading((line,)) and not runs_on(line, below)
            if (ended or headed) and _is_plain(below) and not line.text.endswith(HARD):
                above = "ends a sentence" if ended else "may be a heading"
                message = f"a paragraph may begin with “{first_words((below,))}”: the line above {above}"
                yield Warning("break", file, below.number, message)


def _unquoted(group: Group) -> Group:
    return tuple(replace(line, text=QUOTE_MARKS.sub("", line.text)) for line in group)


def _early(group: Group, room: Room, least: int) -> Iterator[tuple[Line, Line]]:
    """The pairs of lines of which the upper had room for the first word of the lower, though no sentence runs on.

    `least` is what any line that surely runs on takes with the next word: where a sentence ends with less, it is told.
    """
    verse = all(line.text.startswith(VERSE) for line in group)
    if verse or _is_table(group) or group[0].text.startswith("[^"):
        return
    for line, below in pairwise(group):
        if not (line.text.strip() and _is_plain(below)) or line.text.endswith(HARD) or runs_on(line, below):
            continue
        if room.has(line, below) or (may_end(line, below) and need(line, below) < least):
            yield line, below


def _is_plain(line: Line) -> bool:
    words = replace(line, text=line.text.strip())
    return bool(words.text) and not is_structure(words) and not ITEM.match(words.text)


def _is_table(group: Group) -> bool:
    return any("|" in line.text for line in group) or has_columns(group)


def _doubt_insets(groups: Sequence[Group], file: str) -> Iterator[Warning]:
    """Paragraphs set in below the last item of a list, in a text that has no other marks of Markdown."""
    if any(group[0].text.startswith("#") for group in groups):
        return
    for above, group, below in zip(groups, groups[1:], (*groups[2:], ()), strict=False):
        listed = any(ITEM.match(line.text) for line in above) and not (below and ITEM.match(below[0].text))
        if listed and all(line.text.startswith("  ") for line in group) and _is_plain(group[0]):
            message = f"the words from “{first_words(group)}” on were set in below a list; {QUOTE_THEM}"
            yield Warning("break", file, group[0].number, message)


def _doubt_narrow(groups: Sequence[Group], running: Sequence[tuple[Line, Line]], file: str) -> Iterator[Warning]:
    """Paragraphs whose full lines have a narrower measure than the others have, by more than letters differ."""
    measures = {line.number: (len(line.text.strip()) + need(line, below)) / 2 for line, below in running}
    in_order = sorted(measures.values())
    for group in groups:
        own = sorted(measures.get(line.number, 0) for line in group[:-1])
        begins = group[0].text.strip().lstrip(OPENING_MARKS)[:1]
        others = len(in_order) - len(own)
        if not own or not own[0] or others < FEWEST_OTHERS or begins.islower():
            continue
        # Where its own are the narrowest, those of the others follow them.
        if own[-1] <= NARROW * in_order[len(own) + others // 2] and all(map(_is_plain, group)):
            message = f"the lines from “{first_words(group)}” on are narrower than others; {QUOTE_THEM}"
            yield Warning("break", file, group[0].number, message)
