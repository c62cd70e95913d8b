"""Lines → lines whose headings Markdown knows: a bold line alone, letter-spaced capitals."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import islice
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.bylines import looks_like_byline
from pamphlet.restore.hyphens import is_common
from pamphlet.restore.lines import ENDS_SENTENCE, Group, as_words, fenced_lines, group_lines, is_structure
from pamphlet.restore.rule import Context, Outcome

LONGEST: Final = 90
BOLD: Final = Pattern(r"(?P<mark>\*\*|__)(?P<words>[^*_].*?)(?P=mark):?\s*")
FEWEST_LETTERS: Final = 4
SYLLABLE: Final = 2
MOSTLY: Final = 0.85
"""Of the letters of a spaced line stand by themselves: kerned pairs, `AT`, come together."""

CODE: Final = ("    ", "\t")
SIGN: Final = Pattern(r"[|=+<>{}\[\]\\^~`_;]")
"""What stands in formulas, code and tables, and in no heading."""

SPACED_DOUBT: Final = "has spaces between all its letters, and none tells where a word ends; write its words"
LONGEST_PLAIN: Final = 60
FEWEST_PROSE: Final = 8
DOUBT: Final = "“{}” may be a heading; write ## before it"
DOUBT_OF_NAME: Final = "“{}” may be a heading, or a name that signs; write ## before it, or By"
ITEM: Final = Pattern(r"\s*(?:[-*+]|\d{1,3}[.)])\s")
NUMBER: Final = Pattern(r"^\d{1,2}[.)]\s+")
LEAD: Final = Pattern(r"^(#{1,6}\s+|\*\*|__)?(.*?)(\*\*|__)?$")


def join_letter_spaced(lines: tuple[Line, ...], context: Context) -> Outcome:
    """`R E N T S` → `RENTS`, wherever a whole line is set so; one that stands alone below the first is a heading.

    Where no wider space parts its words, and it is no word that anybody knows, the line stays, in doubt.
    """
    alone = {group[0].number for group in group_lines(lines)[1:] if len(group) == 1}
    code = _lines_of_code(lines)
    spaced = {line.number: words for line in lines if line.number not in code and (words := _spaced_words(line.text))}
    if not spaced:
        return Outcome(lines)
    vocabulary = {word.casefold() for line in lines for word in re.findall(r"[^\W\d_]{2,}", line.text)}
    doubtful = {
        number
        for number, (_, words, _) in spaced.items()
        if not (_are_capitals(words) or _has_known(words, vocabulary, context.language))
    }
    joined = tuple(
        replace(line, text=_joined(*spaced[line.number], alone=line.number in alone))
        if line.number in spaced and line.number not in doubtful
        else line
        for line in lines
    )
    repairs = tuple(
        Repair("letter-spacing", context.file, old.number, old.text.strip(), new.text.strip())
        for old, new in zip(lines, joined, strict=True)
        if old != new
    )
    warnings = (
        Warning("letter-spacing", context.file, line.number, f"“{line.text.strip()}” {SPACED_DOUBT}")
        for line in lines
        if line.number in doubtful
    )
    return Outcome(joined, repairs, tuple(warnings))


def _lines_of_code(lines: tuple[Line, ...]) -> frozenset[int]:
    """The numbers of lines between fences, and of those that Markdown takes for code because all are set in."""
    inset = (group for group in group_lines(lines) if all(line.text.startswith(CODE) for line in group))
    return fenced_lines(lines).union(line.number for group in inset for line in group if len(group) > 1)


def _spaced_words(text: str) -> tuple[str, str, str] | None:
    """The marks before a line of spaced letters, its words without the spaces in them, and the marks after it."""
    lead, words, tail = part_marks(text.strip())
    parts = words.split()
    # Most words are several letters: with so many, the others need not be looked at.
    enough = int((1 - MOSTLY) * len(parts)) + 1
    several = (part for part in parts if len(part) > 1 and part[:2].isalnum())
    few = len(parts) < FEWEST_LETTERS or len(list(islice(several, enough))) == enough
    few = few or sum(len(re.sub(r"\W", "", part)) <= 1 for part in parts) < MOSTLY * len(parts)
    if few or SIGN.search(words) or not any(map(str.isalpha, words)):
        return None
    return lead, " ".join(part.replace(" ", "") for part in re.split(r" {2,}", words)), tail


def part_marks(text: str) -> tuple[str, str, str]:
    """The marks of a heading or of stress before a line, the line without them, and the marks after it."""
    if not text.startswith(("#", "**", "__")) and not text.endswith(("**", "__")):
        return "", text, ""
    lead, words, tail = LEAD.fullmatch(text).groups(default="")  # type: ignore[union-attr] # it matches all
    return lead, words, tail


def _are_capitals(words: str) -> bool:
    """Whether several words are capitals throughout: no code or table has them with two widths of spaces."""
    return " " in words and words.isupper() and all(len(word) > 1 for word in words.split())


def _has_known(words: str, vocabulary: Collection[str], language: str) -> bool:
    """Whether the only word is one that is known, or any of several: not a pair of letters, which is known often."""
    several = [word for word in words.split() if len(word) > SYLLABLE]
    return any(_is_known(word, vocabulary, language) for word in (several if " " in words else [words]))


def _is_known(word: str, vocabulary: Collection[str], language: str) -> bool:
    bare = word.strip(".,:;!?").casefold()
    return bare in vocabulary or is_common(bare, language)


def _joined(lead: str, words: str, tail: str, *, alone: bool) -> str:
    return f"## {words}" if alone and not lead.startswith("#") else f"{lead}{words}{tail}"


def mark_headings(lines: tuple[Line, ...], context: Context) -> Outcome:
    """A bold line alone, no sentence and no address → `## Words`; capitals alone that were letter-spaced, too."""
    fenced = fenced_lines(lines)
    groups = group_lines(lines)
    headings = {
        group[0].number: words
        for place, group in enumerate(groups)
        if group[0].number not in fenced and (words := _heading(group, last=place == len(groups) - 1))
    }
    marked = tuple(
        replace(line, text=f"## {headings[line.number]}") if line.number in headings else line for line in lines
    )
    repairs = tuple(
        Repair("heading", context.file, old.number, old.text.strip(), new.text)
        for old, new in zip(lines, marked, strict=True)
        if old != new
    )
    return Outcome(marked, repairs)


def doubt_heading(line: Line, context: Context) -> Warning:
    """A doubt about a line that may be a heading, or else a name, if it looks like one."""
    text = line.text.strip()
    doubt = DOUBT_OF_NAME if looks_like_byline(text, dated=True) else DOUBT
    return Warning("heading", context.file, line.number, doubt.format(text))


def doubt_headings(lines: tuple[Line, ...], context: Context) -> Outcome:
    """A warning for a short line alone between paragraphs, in a text without headings: nothing tells that it is one."""
    groups = tuple(group for group in group_lines(lines) if not group[0].text.startswith("[^"))
    if fenced_lines(lines) or any(group[0].text.startswith("#") for group in groups):
        return Outcome(lines)
    warnings = tuple(
        doubt_heading(group[0], context)
        for place, group in enumerate(groups[:-1])
        if may_be_heading(group)
        and not _counts_on(groups, place)
        and is_headed(groups[place + 1])
        and (not place or is_headed(groups[place - 1]))
    )
    return Outcome(lines, (), warnings)


def _counts_on(groups: tuple[Group, ...], place: int) -> bool:
    """Whether a line is an item of a list, for one above or below it has a number, too."""
    near = (groups[place - 1] if place else (), groups[place + 1])
    numbered = NUMBER.match(groups[place][0].text)
    return bool(numbered) and any(NUMBER.match(group[0].text) for group in near if group)


def may_be_heading(group: Group) -> bool:
    """Whether a group is a short line, no sentence, that begins with a capital."""
    text = NUMBER.sub("", group[0].text.strip())
    plain = len(group) == 1 and not is_structure(replace(group[0], text=text)) and len(text) <= LONGEST_PLAIN
    ended = ENDS_SENTENCE.search(text) and not text.endswith(("?", "!"))
    return plain and text[:1].isupper() and not ended and text[-1:] not in ",-"


def is_body(group: Group) -> bool:
    """Whether a group is a part of the text: prose, or items."""
    return _is_prose(group) or bool(ITEM.match(group[0].text))


def is_headed(group: Group) -> bool:
    """Whether a group is a part of the text, but for a last line that may head the next part itself."""
    return is_body(group) or (len(group) > 1 and is_body(group[:-1]) and may_be_heading(group[-1:]))


def _is_prose(group: Group) -> bool:
    words = as_words(group)
    return len(words.split()) >= FEWEST_PROSE and bool(ENDS_SENTENCE.search(words)) and not is_structure(group[0])


def _heading(group: Group, *, last: bool) -> str:
    """The words of a heading that a group is, or none; the last group heads nothing."""
    text = group[0].text.strip()
    bold = BOLD.fullmatch(text)
    if len(group) != 1 or last or not bold:
        return ""
    words = bold["words"].strip()
    sentence = words.endswith((".", ",", ";")) or "**" in words or "](" in words
    return "" if sentence or len(words) > LONGEST else words
