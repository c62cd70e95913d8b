"""Plain lines alone between paragraphs → headings, where several of them part the text and none can be else."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.bylines import PARTICLES
from pamphlet.restore.contact import IMPRINT
from pamphlet.restore.dates import parse_date
from pamphlet.restore.function_words import FUNCTION_WORDS
from pamphlet.restore.headings import doubt_heading, is_headed, may_be_heading
from pamphlet.restore.lines import (
    ENDS_SENTENCE,
    ITEM,
    OPEN_WORDS,
    OPENING_MARKS,
    SALUTATION,
    Group,
    as_words,
    fenced_lines,
    group_lines,
    letters_of,
)
from pamphlet.restore.rule import Context, Outcome

FEWEST: Final = 2
"""Headings by which a text is parted: one line alone may be a slogan."""

MOST_WORDS: Final = 9

# What only an author who knows Markdown types: such a text has the headings that it has.
MARKED: Final = Pattern(r"#{1,6}\s|.*(?:\*\*|__|\]\()")
# An hour, or a figure that is no year: a line with it says when, where or how much.
FIGURE: Final = Pattern(r"\d{1,2}[.:]\d{2}\b|(?<!\d)(?:\d{1,3}|\d{5,})(?!\d)|[£$€@]")
# A paragraph that is one quotation, below which stands who said it.
QUOTATION: Final = Pattern(r">|[\"“„«][^\"“”„«»]*[\"”»“]$")
# “Buses, beds and books”, “Mieten und Löhne”: those who sign so have two names each.
ENUMERATION: Final = Pattern(r"[^\W\d_]+(?:, [a-zß-ÿ]+)* (?:and|or|und|oder|et|ou|y|o|e|en|i|a) [^\W\d_]+")
NOTHING: Final = "stands at the end like a heading; see whether what it heads stands elsewhere"
POSTSCRIPT: Final = Pattern(r"P\.?\s?P?\.?S\b")
WORD: Final = Pattern(r"[^\W\d_]+")
SMALL_WORDS: Final = frozenset(
    re.findall(
        r"\w+",
        "our your my their we you they how why who what where when not now unser unsere wir warum wer wie was wo wann"
        " kein keine notre nos votre nous pourquoi comment qui quoi où quand nuestra nuestro nosotras qué quién cómo"
        " nostra nostro noi perché chi cosa dove onze wij wat waarom hoe wie nossa nosso nós quem como nasze nasz czego"
        " dlaczego kto jak co",
    )
)
"""Words that headings have and names have not, apart from those of FUNCTION_WORDS."""


def mark_lone(lines: tuple[Line, ...], context: Context) -> Outcome:
    """`Why we strike` between paragraphs → `## Why we strike`, where two such lines at the least part the text."""
    prepared = context.headed or fenced_lines(lines) or any(MARKED.match(line.text) for line in lines)
    groups = tuple(group for group in group_lines(lines) if not group[0].text.startswith("[^"))
    places = [] if prepared else [place for place in range(len(groups) - 1) if _may_part(groups, place)]
    if not places:
        return Outcome(lines)
    small = {word for group in groups for word in WORD.findall(as_words(group)) if word.islower()}
    sure = [place for place in places if _is_sure(groups, place, small, context.language)]
    texts = [letters_of(as_words(groups[place])) for place in places]
    if len(sure) < FEWEST or len(set(texts)) < len(texts):
        return Outcome(lines)
    headings = {groups[place][0].number for place in sure}
    doubtful = [groups[place][0] for place in places if groups[place][0].number not in headings]
    last = [groups[-1][0]] if _heads_nothing(groups, small, context.language) else []
    marked = tuple(
        replace(line, text=f"## {line.text.strip()}") if line.number in headings and not line.blank else line
        for line in lines
    )
    repairs = (
        Repair("lone-heading", context.file, old.number, old.text.strip(), new.text)
        for old, new in zip(lines, marked, strict=True)
        if old != new
    )
    doubts = (doubt_heading(line, context) for line in doubtful)
    ends = (Warning("heading", context.file, line.number, f"“{line.text.strip()}” {NOTHING}") for line in last)
    return Outcome(marked, tuple(repairs), (*doubts, *ends))


def _may_part(groups: Sequence[Group], place: int) -> bool:
    """Whether a group is a short line with parts of the text above and below it."""
    above = not place or is_headed(groups[place - 1])
    return may_be_heading(groups[place]) and above and is_headed(groups[place + 1])


def _heads_nothing(groups: Sequence[Group], small: Collection[str], language: str) -> bool:
    """Whether the last line may be a heading whose part stands elsewhere, as where columns were read in disorder."""
    words = as_words(groups[-1])
    named = FIGURE.search(words) or IMPRINT.match(words) or _names(words, small, language)
    return may_be_heading(groups[-1]) and not words.endswith(("?", "!")) and not named


def _is_sure(groups: Sequence[Group], place: int, small: Collection[str], language: str) -> bool:
    """Whether a line that may be a heading is no name, hour, place, slogan, salutation or closing."""
    words, above, below = as_words(groups[place]), groups[place - 1 : place], groups[place + 1]
    if ENDS_SENTENCE.search(words) or words[:1] in OPENING_MARKS or len(words.split()) > MOST_WORDS:
        return False
    if FIGURE.search(words) or parse_date(words) or SALUTATION.match(words) or IMPRINT.match(words):
        return False
    if words.split()[-1].casefold() in OPEN_WORDS or _names(words, small, language):
        return False
    attributed = bool(above) and bool(QUOTATION.match(as_words(above[0])))
    ended = not above or ENDS_SENTENCE.search(as_words(above[0])) or ITEM.match(above[0][0].text)
    begins = ITEM.match(below[0].text) or not as_words(below).lstrip(OPENING_MARKS)[:1].islower()
    last = IMPRINT.match(below[0].text) or POSTSCRIPT.match(below[0].text)
    return bool(ended) and bool(begins) and not last and not attributed


def _names(words: str, small: Collection[str], language: str) -> bool:
    """Whether a line could be the name of somebody or of a place: no word is small, none known to be one."""
    if ENUMERATION.fullmatch(words):
        return False
    before = WORD.findall(words.partition(",")[0])
    common = {*FUNCTION_WORDS.get(language.split("-", 1)[0], "").split(), *SMALL_WORDS}
    told = any(word.islower() and not PARTICLES.fullmatch(word) for word in before[1:])
    if told or any(word.casefold() in common for word in before[:1]):
        return False
    return not all(word.casefold() in small for word in before)
