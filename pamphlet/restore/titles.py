"""The first lines of a manuscript → its title, the standfirst right below it, and the lines after both."""

from __future__ import annotations

import re
from typing import Final

from pamphlet.errors import PamphletError
from pamphlet.model import Line, Manuscript
from pamphlet.patterns import Pattern
from pamphlet.restore.bylines import Byline, looks_like_byline, read_byline
from pamphlet.restore.hyphens import is_common
from pamphlet.restore.lines import CLOSING_MARKS, OPEN_WORDS, fenced_lines, group_lines, is_structure, letters_of
from pamphlet.restore.signatures import lines_below, take_byline

HEADING: Final = Pattern(r" {0,3}#\s+(.*?)(?:\s+#+)?\s*")
MOST_ABOVE: Final = 3
"""Groups of lines above a title: a place and a day, who signs."""

LONGEST_TITLE: Final = 160
LONGEST_TITLE_LINE: Final = 80
# “Home | About | News”: the navigation of a web page.
NAVIGATION: Final = Pattern(r"(?:[|»›>·•]\s.*){2}")
# The whole of a paragraph in italics or in bold, above the text: a standfirst.
SET_OFF: Final = Pattern(r"(?P<mark>\*\*|__|\*|_)(?P<words>[^*_\s](?:.*[^*_\s])?)(?P=mark)", re.DOTALL)

SENTENCE: Final = (".", "…")
# The mark of Markdown, or a row of dashes that a typist set.
UNDERLINE: Final = Pattern(r"\s*(?:=+|[—–]{3,}|_{5,})\s*")

TitleReading = tuple[str, str, tuple[Line, ...]]
"""A title, a standfirst in the line right below it, and the lines after both."""


def take_title(manuscript: Manuscript) -> TitleReading:
    """The title of the first lines; "" and all lines where there is none."""
    lines = manuscript.lines
    start = next((index for index, line in enumerate(lines) if not line.blank), None)
    if start is None:
        raise PamphletError(
            "the statement holds nothing but control characters or comments", advice="write it", where=manuscript.name
        )
    first, below = lines[start], lines[start + 1 :]
    if first.number in fenced_lines(lines):
        return "", "", lines
    if heading := HEADING.fullmatch(first.text):
        return heading[1], "", below
    if marked := find_marked_title(lines[start:]):
        above = tuple(line for line in lines[start:] if line.number < marked.number)
        if _is_signature(above):
            words = HEADING.fullmatch(marked.text)[1]  # type: ignore[index] # so it was found
            return words, "", tuple(line for line in lines[start:] if line.number != marked.number)
    if (bold := SET_OFF.fullmatch(first.text.strip())) and len(first.text) <= LONGEST_TITLE:
        apart = not below or below[0].blank
        # A mail knows one asterisk for bold letters.
        if len(bold["mark"]) == 2 or (apart and not _ends_open(bold["words"])):
            return bold["words"], "", below
    if below and UNDERLINE.fullmatch(below[0].text):
        return first.text.strip(), "", below[1:]
    if not manuscript.header.title and (wrapped := _take_wrapped_title(lines[start:])):
        return wrapped
    if _looks_like_title(first, below, stated=manuscript.header.title):
        return first.text.strip(), "", below
    return _take_long_title(lines[start:]) or ("", "", lines)


def find_marked_title(lines: tuple[Line, ...]) -> Line | None:
    """The only heading of the first rank, if it stands near the top of a text, below lines that are none."""
    groups = group_lines(lines)[: MOST_ABOVE + 1]
    near = next((group[0] for group in groups[1:] if HEADING.fullmatch(group[0].text)), None)
    ranked = [line for line in lines if line.text.lstrip().startswith("#") and HEADING.fullmatch(line.text)]
    return near if near is not None and ranked == [near] and near.number not in fenced_lines(lines) else None


def _is_signature(lines: tuple[Line, ...]) -> bool:
    """Whether lines are names and a date, and nothing else."""
    signed, rest = take_byline(lines)
    return signed != Byline() and all(line.blank for line in rest)


def _take_wrapped_title(lines: tuple[Line, ...]) -> TitleReading | None:
    """A title of two lines above a byline: the second begins small, or the first cannot end so."""
    group = group_lines(lines)[0]
    if len(group) < 2 or any(map(is_structure, group[:2])):
        return None
    first, second = (line.text.strip() for line in group[:2])
    goes_on = (
        _cannot_end(first)
        or second[:1].islower()
        or (" " not in second and is_common(second.rstrip("?!").casefold(), "en"))
    )
    signed = read_byline(group[1:2]) or _ends_open(first) or _ends_open(second)
    below = tuple(line for line in lines if line.number > group[1].number)
    short = max(len(first), len(second)) <= LONGEST_TITLE_LINE and first[:1].isupper()
    if signed or not (goes_on and short and take_byline(below)[0] != Byline()):
        return None
    return _joined(first, second), "", below


def _joined(first: str, second: str) -> str:
    """Two lines of a title as one; a hyphen at the end of the first may part a word, or be its own."""
    if first.endswith("\u00ad"):
        return first[:-1] + second
    return first + second if first.endswith("-") else f"{first} {second}"


def _cannot_end(title: str) -> bool:
    """Whether a title goes on below: it ends with a word that opens another, or inside one."""
    return title.endswith(("\u00ad", "-")) or title.rsplit(" ", 1)[-1].casefold() in OPEN_WORDS


def _take_long_title(lines: tuple[Line, ...]) -> TitleReading | None:
    """A title of two lines: the second goes on with the first, or is a byline or a standfirst below it."""
    groups = group_lines(lines)
    if len(groups) < 2 or len(groups[0]) != 2 or any(map(is_structure, groups[0])):
        return None
    first, second = (line.text.strip() for line in groups[0])
    if max(len(first), len(second)) > LONGEST_TITLE_LINE or _ends_open(first):
        return None
    if not first[:1].isupper() or NAVIGATION.search(first):
        return None
    if _ends_open(second):
        # A sentence between a title and a byline is a standfirst.
        below = lines_below(groups[0], lines)
        between = second[:1].isupper() and second.endswith(SENTENCE) and take_byline(below)[0].authors
        return (first, second, below) if between else None
    if second[:1].islower() and not read_byline(groups[0][1:]):
        return _joined(first, second), "", lines_below(groups[0], lines)
    if read_byline(groups[0][1:]):
        return first, "", lines[1:]
    return (first, second, lines_below(groups[0], lines)) if second[:1].isupper() else None


def _ends_open(text: str) -> bool:
    return text.rstrip(CLOSING_MARKS).endswith((".", ",", ";", ":"))


def _looks_like_title(first: Line, below: tuple[Line, ...], *, stated: str) -> bool:
    """Whether a plain first line is a title: short, no sentence, and alone or above a byline."""
    text = first.text.strip()
    if stated:
        return same_letters(text, stated)
    alone = not below or below[0].blank
    twice = bool(below) and same_letters(text, below[0].text)
    headed = not alone and (twice or take_byline(below)[0] != Byline()) and not looks_like_byline(text, dated=False)
    plain = not is_structure(first) and not _ends_open(text) and not NAVIGATION.search(text)
    return (alone or headed) and len(text) <= LONGEST_TITLE and plain


def same_letters(left: str, right: str) -> bool:
    """Whether two texts are the same in all but their marks, and no empty ones."""
    return letters_of(left) == letters_of(right) != ""
