"""Lines → lines with a marker before each item whose own was lost; and doubts about words and tables that are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.lines import (
    ENDS_SENTENCE,
    OPENING_MARKS,
    Group,
    as_words,
    fenced_lines,
    first_words,
    group_lines,
    has_columns,
    is_structure,
    without_links,
)
from pamphlet.restore.room import may_end, runs_on
from pamphlet.restore.rule import Context, Outcome, parted

FEWEST_ENDED: Final = 2
"""Lines that end with a semicolon: one is the end of a clause."""

LONGEST_LEAD: Final = 40
LONGEST_CELL: Final = 28
FEWEST_CELLS: Final = 4

# A marker of an item, in whatever form it was recovered.
MARKED: Final = Pattern(r"\s*(?:[-*+•·–—▪▫●○◦■□➢►✓o]|\\\*|\(?(?:\w|\d{1,2})\\?[.)])\s|[>|¹²³]|\[\^?\d|\d\s")
UNBROKEN: Final = 130
"""Letters: with a line so long, no measure broke the text."""

LONGEST_VERSE: Final = 62
"""Letters of a line that its author ended, though the sentence goes on."""

MOST_OPEN: Final = 6
"""Lines of verse that stop in mid-sentence: more are a narrow column."""

LONG: Final = 45
"""Letters that such lines have on the average."""

# A figure or a stroke inside a word in small letters: “h0use”, “wor|d”.
MISREAD: Final = Pattern(r"(?<!\S)[\"“‘(]?(?=[\w|]{4})[^\W\d_]*[a-zß-ÿ](?:[01|5]+|I)[a-zß-ÿ][^\W_]*")
# None is without this, which is quicker to look for.
FIGURE: Final = Pattern(r"[01|5I][a-zß-ÿ]")


def mark_items(lines: tuple[Line, ...], context: Context) -> Outcome:
    """`of the rent;` / `of the lamps;` / `of the quay.` → a list: lines that begin small and end with semicolons."""
    fenced = fenced_lines(lines)
    changed: dict[int, str] = {}
    firsts: set[int] = set()
    for group in group_lines(lines):
        if group[0].number in fenced or any(is_structure(line) or MARKED.match(line.text) for line in group):
            continue
        for start in range(len(group)):
            if _may_start(group, start) and (items := _find_items(group[start:])):
                stop = start + sum(map(len, items))
                firsts |= {
                    line.number for line in (*(group[start : start + 1] if start else ()), *group[stop : stop + 1])
                }
                changed |= {line.number: text for item in items for line, text in _marked(item)}
                break
    marked = tuple(
        part
        for line in lines
        for part in (
            *((Line(line.number, ""),) if line.number in firsts else ()),
            replace(line, text=changed.get(line.number, line.text)) if not line.blank else line,
        )
    )
    repairs = tuple(
        Repair("lost-item", context.file, line.number, line.text.strip(), changed[line.number])
        for line in lines
        if not line.blank and changed.get(line.number, "").startswith("- ")
    )
    return Outcome(marked, repairs)


def _may_start(group: Group, start: int) -> bool:
    """Whether items may begin with a line: at the top, below a heading, or below words that end with a colon."""
    small = group[start].text.strip().lstrip(OPENING_MARKS)[:1].islower()
    return small and (not start or _leads(group[start - 1]))


def part_lines(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Where no line was broken by a measure, lines of prose one below the other are paragraphs, or a list in doubt."""
    fenced = fenced_lines(lines)
    groups = [group for group in group_lines(lines) if len(group) > 1 and group[0].number not in fenced]
    # Rows of columns side by side are long, and broken all the same.
    if not is_unbroken(lines) or any(map(has_columns, groups)):
        return Outcome(lines)
    lists = [group for group in groups if _are_apart(group)]
    pairs = [
        pair
        for group in groups
        for pair in pairwise(group)
        if group in lists or (_is_long(pair) and not any(map(_is_marked, pair))) or _ends_list(group, pair)
    ]
    others = {below.number for _, below in pairs}
    parts = (part for line in lines for part in ((Line(line.number, ""), line) if line.number in others else (line,)))
    repairs = (parted("line", context.file, (above,), (below,)) for above, below in pairs)
    doubts = (Warning("line", context.file, group[1].number, _may_be_list(group)) for group in lists)
    return Outcome(tuple(parts), tuple(repairs), tuple(doubts))


def _ends_list(group: Group, pair: tuple[Line, Line]) -> bool:
    """Whether the upper line is the last item of a list, all of a line each, and the lower one begins a sentence."""
    marked = [place for place, line in enumerate(group) if MARKED.match(line.text)]
    whole = len(marked) > 1 and marked[-1] - marked[0] == len(marked) - 1
    return whole and pair[0] is group[marked[-1]] and may_end(*pair)


def _is_long(pair: tuple[Line, Line]) -> bool:
    """Whether no measure parted two lines: one is long enough, or the first is a heading above a line of prose."""
    above, below = (line.text.strip() for line in pair)
    headed = (
        _leads(pair[0]) and len(below) > LONGEST_VERSE and bool(re.search(r"[.?!] ", below)) and below[:1].isupper()
    )
    return max(len(above), len(below)) > UNBROKEN or headed


def _is_marked(line: Line) -> bool:
    return is_structure(line) or bool(MARKED.match(line.text))


def is_unbroken(lines: Sequence[Line]) -> bool:
    """Whether the author ended every line, as on a web page: some are long, and none stops in mid-sentence."""
    widest = max((len(line.text) for line in lines), default=0)
    pairs = (pair for group in group_lines(lines) for pair in pairwise(group))
    open_ = [len(line.text) for line, below in pairs if runs_on(line, below)]
    return widest >= UNBROKEN and len(open_) <= MOST_OPEN and max(open_, default=0) <= LONGEST_VERSE


def _are_apart(group: Group) -> bool:
    """Whether lines are sentences, each a paragraph or an item, below a heading or not."""
    plain = not any(is_structure(line) or MARKED.match(line.text) or line.text.endswith(("  ", "\\")) for line in group)
    rest = group[1:] if _leads(group[0]) else group
    ended = all(ENDS_SENTENCE.search(line.text.rstrip()) for line in rest)
    long = sum(len(line.text) for line in rest) > LONG * len(rest) or any(
        re.search(r"[.?!] ", line.text) for line in rest
    )
    return plain and ended and long


def _may_be_list(group: Group) -> str:
    return (
        f"the lines from “{first_words(group[1:2])}” on stood below each other; write - before each if they are a list"
    )


def _leads(line: Line) -> bool:
    """Whether a line is a heading, or opens the list."""
    text = line.text.strip()
    heading = text[:1].isupper() and len(text) <= LONGEST_LEAD and not ENDS_SENTENCE.search(text)
    return heading or text.endswith(":")


def _find_items(lines: Group) -> list[Group]:
    """The items that lines begin with: each begins small, and all but the last end with a semicolon."""
    items: list[list[Line]] = [[]]
    for place, line in enumerate(lines):
        text = line.text.rstrip()
        items[-1].append(line)
        if text.endswith(";"):
            items.append([])
        elif text.endswith((".", "!", "?")) or place == len(lines) - 1:
            break
    ended = bool(items[-1]) and as_words(items[-1]).endswith((".", "!", "?"))
    sound = len(items) > FEWEST_ENDED and all(items) and all(map(_is_item, items))
    return [tuple(item) for item in items] if sound and ended else []


def _is_item(item: Sequence[Line]) -> bool:
    words = as_words(item)
    return words.lstrip(OPENING_MARKS)[:1].islower() and ";" not in words[:-1] and not re.search(r"[.?!] ", words)


def _marked(item: Group) -> Iterator[tuple[Line, str]]:
    for place, line in enumerate(item):
        yield line, f"{'  ' if place else '- '}{line.text.strip()}"


def doubt_losses(lines: tuple[Line, ...], context: Context) -> Outcome:
    """A warning where words seem to be misread, and where short lines may have been a table."""
    if fenced_lines(lines):
        return Outcome(lines)
    warnings = [
        Warning("loss", context.file, line.number, f"“{found}” seems to be misread; write what the page says")
        for line in lines
        if FIGURE.search(line.text) and ("|" not in line.text or not is_structure(line))
        for found in MISREAD.findall(without_links(line.text))
    ]
    for cells, found in groupby(group_lines(lines), key=_is_cell):
        groups = tuple(found)
        if cells and len(groups) >= FEWEST_CELLS and any(map(str.isdigit, "".join(map(as_words, groups)))):
            message = f"the short lines from “{first_words(groups[0])}” on may have been a table; see how they belong"
            warnings.append(Warning("loss", context.file, groups[0][0].number, message))
    return Outcome(lines, (), tuple(warnings))


def _is_cell(group: Group) -> bool:
    words = as_words(group)
    return len(words) <= LONGEST_CELL and not is_structure(group[0]) and not ENDS_SENTENCE.search(words)
