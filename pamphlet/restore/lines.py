"""Numbered lines as the repairs share them: paragraphs of lines, and what kind of line one is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from pamphlet.fences import find_fenced
from pamphlet.model import Line
from pamphlet.model.characters import PRINTED_MARKS
from pamphlet.patterns import Pattern

FEWEST_LINES: Final = 3
"""Fewer do not tell whether white stands below white."""

Group = tuple[Line, ...]
"""Lines that stand together without a blank line between them."""

# A line that opens something other than a paragraph: heading, quotation, table, list item, fence, rule, picture, the
# definition of a note or a link; or the row of a table below its header.
STRUCTURE: Final = Pattern(
    r"\s*(#{1,6}\s|>|\||[-*+•–]\s|\d+(?:[.)]|\.\))\s|```|~~~|:::|([-*_]\s*){3,}$|\[[^\]]+\]:|={3,}$|!\[|(?=[\s|:-])(?=[^|]*\|)[\s|:-]*-[\s|:-]*$)"
)
# A marker of an item, in whatever form it was recovered.
ITEM: Final = Pattern(r"\s*(?:[-*+•–—▪●◦]|\\\*|\(?(?:\d{1,2}|[a-z])\\?(?:[.)]|\.\)))\s")
# The marks of quotations that a line begins with.
QUOTE_MARKS: Final = Pattern(r"^\s*(?:>\s?)+")
# A sentence ends inside a line, and another begins: no verse has that in a line that is full.
INNER_END: Final = Pattern(r"[.?!]\s+[^\W\d_]")
LINK: Final = Pattern(r"\S*(?:@|://|www\.|\]\()\S*")
WHITE: Final = Pattern(r"[ \t]+")
# The white between columns, and between the cells of a row.
GAP: Final = Pattern(r"(?<=\S)\s{3,}(?=\S)")
LINES_KNOWN: Final = 512
"""Of how many lines it is kept what was found of them: each is asked by one rule after the other."""
LONGEST_KNOWN: Final = 1_000
"""Letters of such a line: what is found of a longer one could take much room."""
NO_LETTERS: Final = dict.fromkeys(place for place in range(128) if not chr(place).isalnum())

# The end of a sentence, behind closing marks, and before the marks of notes and the language of what ends there.
ENDS_SENTENCE: Final = Pattern(
    r"[.?!:;…](?:[ \u00a0\u202f]»)?[\"'”’“‘«»‹›)\]*_]*(?:\[\^[^\]]+\]|[⁰¹²³⁴-⁹†‡]|\]\{lang=[^{}]*\})*$"
)
CLOSING_MARKS: Final = "\"'”’»›)]*_"
OPENING_MARKS: Final = "\"'“‘„‚«‹([*_¿¡"

# No sentence ends with these, and no heading.
OPEN_WORDS: Final = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on at to by for with from and or but that which who as than into der die das den dem des "
        "ein eine einer einem einen und oder von vom mit für auf im zu zur zum bei als dass le la les un une du de "
        "et ou que qui dans par pour avec sur au aux el los las una unos unas del y o en por para con al ",
    )
)

# How a letter begins, in the languages that we know; the sentence after it may begin small.
SALUTATION: Final = Pattern(
    r"[*_]*(?:dear|hello|hi|to \w+ it may|liebe|sehr geehrte|guten|hallo|moin|cher|chère|chers|chères|bonjour|madame"
    r"|monsieur|mesdames|messieurs|querid[oa]s?|estimad[oa]s?|hola|compañer[oa]s?|caro|cara|cari|gentile|beste"
    r"|geachte|care(?=\s[^.]*,$)|gentili|egregi[oa]?|spettabile|car[oa]s|prezad[oa]s?|senhora?e?s?|exm[oa]s?|szanown\w+"
    r"|drodzy|drog[ai]|уважаем\w+|дорог\w+|benvolgu\w+|estimat\b|estimades\b|kära|kære|comrades|friends|colleagues|sisters|brothers)\b",
    re.IGNORECASE,
)


def group_lines(lines: Iterable[Line]) -> tuple[Group, ...]:
    """The groups of lines between blank ones."""
    groups: list[Group] = []
    group: list[Line] = []
    for line in lines:
        if line.text.strip():
            group.append(line)
        elif group:
            groups.append(tuple(group))
            group = []
    return (*groups, tuple(group)) if group else tuple(groups)


def is_structure(line: Line) -> bool:
    """Whether a line opens something other than a plain paragraph, as far as Markdown can tell."""
    return bool(STRUCTURE.match(line.text)) or line.text.startswith(("    ", "\t"))


def measure_of(lines: Iterable[Line]) -> int:
    """How many letters the longest line of plain words has: the measure to which the text was broken, or its like."""
    return max((len(line.text.strip()) for line in lines if not is_structure(line)), default=0)


def fenced_lines(lines: Iterable[Line]) -> frozenset[int]:
    """The numbers of the lines between fences and of the fences: to be taken letter by letter."""
    lines = tuple(lines)
    return frozenset(lines[place].number for place in find_fenced([line.text for line in lines]))


def as_words(group: Iterable[Line]) -> str:
    """The words of some lines in one string, as they would be read aloud."""
    return " ".join(" ".join(line.text for line in group).split())


def last_words(group: Iterable[Line]) -> str:
    """The last five words of some lines: enough to find the place by."""
    return " ".join(as_words(group).rsplit(maxsplit=5)[-5:])


def first_words(group: Iterable[Line]) -> str:
    """The first five words of some lines."""
    return " ".join(as_words(group).split(maxsplit=5)[:5])


def as_lines(lines: Iterable[Line]) -> str:
    """The words of some lines with their line ends, as a repair names them."""
    return "\n".join(as_words((line,)) for line in lines if not line.blank)


def as_text(lines: Iterable[Line]) -> str:
    """The lines as one text."""
    return "\n".join(line.text for line in lines)


def single_spaced(text: str) -> str:
    """The text with one space where several stood, and none at its ends; an unbreakable one is the author's."""
    return (WHITE.sub(" ", text) if "  " in text or "\t" in text else text).strip(" \t")


def without_links(text: str) -> str:
    """The text without its addresses and the targets of its links: there, letters and points mean something else."""
    return LINK.sub("", text) if any(sign in text for sign in ("@", "://", "www.", "](")) else text


def letters_of(text: str) -> str:
    """The letters and figures of a text in one case, by which two lines are the same in all but their marks."""
    folded = text.casefold()
    for mark in PRINTED_MARKS:
        folded = folded.replace(mark, "")
    return folded.translate(NO_LETTERS) if folded.isascii() else "".join(filter(str.isalnum, folded))


def gaps_of(text: str) -> tuple[re.Match[str], ...]:
    """The white between words that is as wide as that between columns."""
    # White of another kind than spaces is none of what can be printed.
    if "   " not in text and text.isprintable():
        return ()
    return _known_gaps(text) if len(text) <= LONGEST_KNOWN else _find_gaps(text)


def _find_gaps(text: str) -> tuple[re.Match[str], ...]:
    return tuple(GAP.finditer(text))


_known_gaps = lru_cache(LINES_KNOWN)(_find_gaps)


def has_columns(group: Group) -> bool:
    """Whether words begin below each other behind white in two lines: columns, or the cells of a table."""
    gaps = Counter(gap.end() for line in group for gap in gaps_of(line.text))
    if not gaps:
        return False
    begins = Counter(len(line.text) - len(line.text.lstrip()) for line in group if line.text[:1].isspace())
    return any(count + begins[column] > 1 for column, count in gaps.items()) or len(group) < FEWEST_LINES
