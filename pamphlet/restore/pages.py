"""Lines → lines with the paragraphs whole that a page end cut in two."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.lines import (
    ENDS_SENTENCE,
    OPEN_WORDS,
    OPENING_MARKS,
    SALUTATION,
    Group,
    as_words,
    fenced_lines,
    first_words,
    group_lines,
    is_structure,
    last_words,
)
from pamphlet.restore.rule import Context, Outcome, joined

FEWEST_WORDS: Final = 12
"""A group of fewer words without a full stop may be a heading."""

FEWEST_LETTERS: Final = 2
"""Of a word, on the average: letters set apart are no words."""

# Points that stand by themselves are no words, nor are the names of characters: &lt;
WORD: Final = Pattern(r"[^\W_]+(?:[’'.,:/@-][^\W_]+)*")
NAMED: Final = Pattern(r"&#?\w+;")
INNER_END: Final = Pattern(r"[.?!…][”’\"')]*\s+[\"'“‘„«]?[^\W\d_]")
LONGEST_SALUTATION: Final = 80
ITEM: Final = Pattern(r"\s*(?:[-*+•]|\d{1,3}[.)])\s")


def join_paragraphs(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Drop the blank lines inside a sentence; where that is likely but not certain, warn and leave them."""
    whole: list[Line] = []
    repairs: list[Repair] = []
    warnings: list[Warning] = []
    fenced = fenced_lines(lines)
    previous: Group = ()
    for group in group_lines(lines):
        plain = not fenced.intersection(line.number for line in (*previous, *group))
        if previous and plain and _is_cut(previous, group):
            repairs.append(joined("cut-paragraph", context.file, previous, group))
            previous += group
        else:
            if previous and plain and _may_be_cut(previous, group):
                warnings.append(_doubt(previous, group, context.file))
            whole.append(Line(group[0].number, ""))
            previous = group
        whole.extend(group)
    return Outcome(tuple(whole), tuple(repairs), tuple(warnings))


def _is_cut(before: Group, after: Group) -> bool:
    """A paragraph or quotation that ends in mid-sentence, and one of the same kind that goes on with it."""
    if _is_quotation(before) and _is_quotation(after):
        before, after = _unquoted(before), _unquoted(after)
    if any(is_structure(line) for line in (*before, after[0])) or _is_verse(before) or _ends_sentence(before):
        return False
    if _is_salutation(before) or NAMED.sub(" ", as_words(before)).isupper():
        return False
    return _first_letter(after).islower() or (_runs_on(before) and _is_prose(after))


def _runs_on(group: Group) -> bool:
    """Whether a paragraph that lacks its end surely is one, and no heading, salutation or line of verse."""
    words = as_words(group)
    last = words.rsplit(" ", 1)[-1]
    stops_short = last.casefold() in OPEN_WORDS or _is_open_quotation(words)
    count = len(WORD.findall(NAMED.sub(" ", words)))
    prose = bool(INNER_END.search(words)) or count >= FEWEST_WORDS
    return (stops_short and count > 3) or (prose and (last.islower() or last.endswith(",")))


def _is_open_quotation(words: str) -> bool:
    """Whether a quotation was opened and not closed, or begun anew after a closing mark."""
    return bool(re.search(r"[“„«][^”»“]*$", words)) or bool(re.search(r"[,.]?[”»\"] [^\W\d_]+$", words))


def _is_salutation(group: Group) -> bool:
    return len(group) == 1 and len(group[0].text) <= LONGEST_SALUTATION and bool(SALUTATION.match(group[0].text))


def _is_prose(group: Group) -> bool:
    return _ends_sentence(group) and _first_letter(group).isalpha() and not as_words(group).isupper()


def _is_quotation(group: Group) -> bool:
    return all(line.text.lstrip().startswith(">") for line in group)


def _unquoted(group: Group) -> Group:
    return tuple(replace(line, text=re.sub(r"^\s*>\s?", "", line.text)) for line in group)


def _may_be_cut(before: Group, after: Group) -> bool:
    """What is likely a page end and may be none.

    A comma, then a capital: a name on the next page, or a salutation. A full stop, then a small letter: an
    abbreviation, or a heading in small letters. A list item, then a small letter: more of it, or of its lead-in.
    """
    end = before[-1].text.rstrip()
    indented = after[0].text.startswith((" ", "\t"))
    if indented or is_structure(after[0]) or not all(map(_is_wordy, before)) or _is_verse(before):
        return False
    if _is_salutation(before):
        return False
    if _first_letter(after).islower():
        return not _ends_sentence(before) or end.endswith(".")
    open_ = end.endswith(",") and len(end) > 40
    return (open_ or _lacks_end(before, after)) and not any(map(is_structure, before))


def _lacks_end(before: Group, after: Group) -> bool:
    """Whether prose ends without a point, and more prose follows that begins with a capital: maybe a name."""
    words = as_words(before)
    if not (words[-1:].isalpha() and _is_prose(after)):
        return False
    found = WORD.findall(NAMED.sub(" ", words))
    return len(found) >= FEWEST_WORDS and len("".join(found)) >= FEWEST_LETTERS * len(found)


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


def _doubt(before: Group, after: Group, file: str) -> Warning:
    message = f"a page end may have cut this paragraph: “{last_words(before)} ¶ {first_words(after)}”"
    return Warning("cut-paragraph", file, after[0].number, message)
