"""Lines → lines whose headings have a space behind their marks: `##Words` → `## Words`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final, NamedTuple

from msgspec.structs import replace

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.function_words import FUNCTION_WORDS
from pamphlet.restore.headings import LONGEST, is_body
from pamphlet.restore.lines import ENDS_SENTENCE, Group, fenced_lines, group_lines
from pamphlet.restore.lone import SMALL_WORDS
from pamphlet.restore.rule import Context, Outcome

# A figure behind one mark makes a number: “#1 of many”.
MARKED: Final = Pattern(
    r" {0,3}(?P<marks>#{2,6}(?=[^\w\s#\\]{0,2}\w)|#(?=[^\w\s#\\]{0,2}[^\W\d_]))(?P<words>.*?\S)\s*(?P<close>#*)\s*"
)
# “#RentFreeze”, “#strike”, “#Strike2031”: no heading's first word is written so.
TAG: Final = Pattern(r"[a-zß-ÿ]|\S*(?:[a-zß-ÿ][A-ZÀ-Þ]|[\d_])")
FIRST: Final = Pattern(r"[^\W\d_]+")
EITHER: Final = "may be a heading, or a hashtag; write a space behind # if it heads something, or \\ before it"
WITHIN: Final = "may be a heading; write a blank line above it, and a space behind its marks, or \\ before them"


class _Marked(NamedTuple):
    """A line that may be a heading, as it then reads, and what is in doubt about it."""

    line: Line
    text: str
    doubt: str
    may_follow: bool = False
    """Whether others that are sure make it sure."""


def space_headings(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Marks of headings have a space behind them; what may be a hashtag is left, and named if it may be none."""
    fenced = fenced_lines(lines)
    groups = [group for group in group_lines(lines) if group[0].number not in fenced]
    marked = [
        each
        for group, below in zip_longest(groups, groups[1:], fillvalue=())
        for each in (*_of_several(group), *_of_one(group, below, context.language))
    ]
    # Who leaves the space out above one heading leaves it out above others.
    habit = any(not each.doubt and each.text.startswith("# ") for each in marked)
    sure = [each for each in marked if not each.doubt or (habit and each.may_follow)]
    texts = {each.line.number: each.text for each in sure}
    spaced = tuple(line if line.blank else replace(line, text=texts.get(line.number, line.text)) for line in lines)
    repairs = (Repair("heading-space", context.file, each.line.number, each.line.text, each.text) for each in sure)
    warnings = (
        Warning("heading-space", context.file, each.line.number, f"“{each.line.text.strip()}” {each.doubt}")
        for each in marked
        if each not in sure
    )
    return Outcome(spaced, tuple(repairs), tuple(warnings))


def _of_several(group: Group) -> Iterator[_Marked]:
    """The lines with two marks or more: no hashtag has them, but the words of a paragraph may."""
    above: Line | None = None
    for line in group:
        found = MARKED.fullmatch(line.text)
        if found and len(found["marks"]) > 1:
            headed = above is None or MARKED.fullmatch(above.text) or ENDS_SENTENCE.search(above.text.rstrip())
            yield _Marked(line, _spaced(found), "" if headed else WITHIN)
        above = line


def _of_one(group: Group, below: Group, language: str) -> Iterator[_Marked]:
    """The first line, with one mark: sure if its first word is a small one, which no hashtag is, and others follow."""
    line = group[0]
    found = MARKED.fullmatch(line.text)
    if not found or len(found["marks"]) > 1:
        return
    words = found["words"]
    ended = ENDS_SENTENCE.search(words) and not words.endswith(("?", "!"))
    if ended or TAG.match(words) or "#" in words or len(words) > LONGEST:
        return
    if " " in words:
        yield _Marked(line, _spaced(found), "" if _opens_small(words, language) else EITHER, may_follow=bool(below))
    elif len(group) == 1 and below and is_body(below):
        yield _Marked(line, _spaced(found), EITHER)


def _opens_small(words: str, language: str) -> bool:
    first = FIRST.search(words)
    common = {*FUNCTION_WORDS.get(language.split("-", 1)[0], "").split(), *SMALL_WORDS}
    return first is not None and first[0].casefold() in common


def _spaced(found: re.Match[str]) -> str:
    return f"{found['marks']} {found['words']}"
