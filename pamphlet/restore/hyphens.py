"""Lines → lines whose words are whole that a line's end had cut in two."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.lines import OPENING_MARKS, QUOTE_MARKS, fenced_lines, is_structure
from pamphlet.restore.rule import Context, Outcome

if TYPE_CHECKING:
    import pyphen

CUT: Final = Pattern(r"(?<![^\W_])(?P<head>[^\W\d_]+(?:['’-][^\W\d_]+)*)(?P<hyphen>[-\u2010\u00ad])$")
HYPHENS: Final = ("-", "\u2010", "\u00ad")
REST: Final = Pattern(r"(?P<rest>[^\W\d_]+)(?P<more>\S*)")
WORD: Final = Pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# After these the hyphen is the author's: “two- and three-storey sheds”.
JOINING: Final = frozenset(
    {"and", "or", "nor", "to", "und", "oder", "bis", "sowie", "et", "ou", "y", "e", "o", "u", "en", "of"}
)
# In which dictionary does pyspellchecker, and in which does pyphen, look a language up?
SPELLINGS: Final = frozenset({"en", "de", "fr", "es", "it", "pt", "nl", "ru"})
RARER: Final = 20
"""A compound is one where both its halves are this many times as common as the word without a hyphen."""

COMPOUNDING: Final = frozenset({"en", "fr"})
"""Languages that write compounds with hyphens, and whose list of words is long enough to tell what is none."""

PER_MILLION: Final = 1
"""A word that is this common is one word, however common its halves are: everywhere, output."""

UNKNOWN: Final = "a line ends in “{cut}”, so the book says “{cut} {rest}”"
EITHER: Final = "a line ends in “{cut}”, so the book says “{joined}”; write it in one if it is one word"

SOFT: Final = "a line ends in “{cut}”, so the book says “{joined}”; write it with a hyphen if it is a compound"
KNOWN: Final = 4
"""Times in a million words."""


def join_soft_hyphens(lines: tuple[Line, ...], context: Context) -> Outcome:
    """`exam\u00ad` / `ple` → `example`: what stands for nothing but the end of a line is certain, in a title too."""
    soft = {line.number for line in lines if line.text.rstrip().endswith("\u00ad")}
    return _join_cut(lines, context, soft) if soft else Outcome(lines)


def join_hyphenated(lines: tuple[Line, ...], context: Context) -> Outcome:
    """`exam-` / `ple` → `example`, `right-` / `wing` → `right-wing`; what has no evidence stays, flagged."""
    return _join_cut(lines, context, {line.number for line in lines})


def _join_cut(lines: tuple[Line, ...], context: Context, ends: Collection[int]) -> Outcome:
    """The lines with the words whole that some lines cut at their ends."""
    if not any(_ends_cut(line.text) for line in lines):
        return Outcome(lines)
    fenced = fenced_lines(lines)
    vocabulary = frozenset(word.casefold() for line in lines for word in WORD.findall(line.text))
    mended = list(lines)
    repairs: list[Repair] = []
    warnings: list[Warning] = []
    for place, line in enumerate(mended):
        if not _ends_cut(mended[place].text):
            continue
        below = _next_words(mended, place)
        cut = CUT.search(mended[place].text.rstrip())
        rest = REST.match(_unquoted(mended[below].text)) if below else None
        if line.number not in ends or not (cut and below and rest) or line.number in fenced:
            continue
        if rest["rest"] in JOINING and not rest["more"].startswith("-"):
            continue
        joined, doubt = _join(cut, rest["rest"], vocabulary, context.language, named=_is_named(cut))
        if doubt:
            message = doubt.format(cut=cut[0], rest=rest[0], joined=joined)
            warnings.append(Warning("hyphen", context.file, line.number, message))
        if not joined:
            continue
        before, after = f"{cut[0]} {rest[0]}", joined + rest["more"]
        last = mended[below].number
        mended[place] = replace(line, text=mended[place].text.rstrip()[: cut.start()] + after)
        mended[below] = replace(mended[below], text=_without_first(mended[below].text))
        # An emptied line, and the blank ones where a page ended, would part the paragraph.
        gone = range(place + 1, below + (0 if mended[below].text.strip() else 1))
        for each in gone:
            mended[each] = replace(mended[each], text="\0")
        repairs.append(Repair("hyphen", context.file, line.number, before, after, last))
    kept = tuple(line for line in mended if line.text != "\0")
    return Outcome(kept, tuple(repairs), tuple(warnings))


def _ends_cut(text: str) -> bool:
    """Whether a line ends with a hyphen, as `CUT` has to."""
    return text.rstrip().endswith(HYPHENS)


def _next_words(lines: list[Line], place: int) -> int | None:
    """The line on which a word that is cut here goes on: the next one, or the next paragraph after a page's end."""
    for below in range(place + 1, len(lines)):
        line = lines[below]
        if line.text == "\0":
            continue
        if line.blank:
            if below - place > 3:
                return None
            continue
        adjacent = below == place + 1
        small = _unquoted(line.text).lstrip(OPENING_MARKS)[:1].islower()
        quoted = bool(QUOTE_MARKS.match(line.text)) and bool(QUOTE_MARKS.match(lines[place].text))
        plain = quoted or not is_structure(line) or (adjacent and line.text.startswith((" ", "\t")))
        return below if plain and (adjacent or small) else None
    return None


def _unquoted(text: str) -> str:
    return QUOTE_MARKS.sub("", text).strip()


def _without_first(text: str) -> str:
    """The line without its first word; what is left of a quotation is its mark, and then nothing."""
    marks = QUOTE_MARKS.match(text)
    lead = marks[0] if marks else text[: len(text) - len(text.lstrip())]
    rest = re.sub(r"^\S+\s*", "", text[len(lead) :].lstrip())
    return lead + rest if rest else ""


def _is_named(cut: re.Match[str]) -> bool:
    """Whether the cut word has a capital in the middle of a sentence, as names have."""
    before = cut.string[: cut.start()].rstrip(" *_\"'“‘„«(")
    return cut["head"][0].isupper() and bool(before) and before[-1] not in ".?!:"


class _Joined(NamedTuple):
    """A word that a line's end cut, whole again, or "" where nothing tells; and what is in doubt about it."""

    word: str
    doubt: str = ""


def _join(cut: re.Match[str], rest: str, vocabulary: frozenset[str], language: str, *, named: bool) -> _Joined:
    """The word as one, or with its hyphen."""
    head = cut["head"]
    whole, compound = head + rest, f"{head}-{rest}"
    known, hyphenated = whole.casefold() in vocabulary, compound.casefold() in vocabulary
    if rest in JOINING:  # “two-and-a-half”
        return _Joined(compound)
    if known != hyphenated:
        return _Joined(whole if known else compound)
    primary = language.split("-", 1)[0].casefold()
    last = head.rsplit("-", 1)[-1]
    if cut["hyphen"] == "\u00ad":
        # MuPDF gives every hyphen at the end of a line as a soft one, the author's too.
        return _Joined(whole, SOFT if may_be_compound(last, rest, primary) else "")
    if not rest[0].islower():
        return _Joined(compound)
    if (named and "-" not in head) or primary == "de":
        return _Joined(whole) if named or _may_break(last, rest, primary) else _Joined("", UNKNOWN)
    frequency = _frequencies(primary) if primary in SPELLINGS else {}
    one, first, second = (frequency.get(word.casefold(), 0) for word in (last + rest, last, rest))
    rare = one < PER_MILLION * _words_counted(primary) / 1_000_000
    if rare and min(first, second) > RARER * max(one, 1) and min(len(last), len(rest)) > 1:
        # “woodworm” is a word too, if a rare one.
        return _Joined(compound, "" if not one and primary in COMPOUNDING else EITHER)
    return _Joined(whole) if one or _may_break(last, rest, primary) else _Joined("", UNKNOWN)


def may_be_compound(head: str, rest: str, language: str) -> bool:
    """Whether both halves of a word are known, of three letters at least, and the whole is not; no name is."""
    primary = language.split("-", 1)[0].casefold()
    if primary not in COMPOUNDING or not (head + rest).islower() or frequency_of(head + rest, primary):
        return False
    return all(len(part) > 2 and frequency_of(part, primary) >= KNOWN for part in (head, rest))


def is_common(word: str, language: str) -> bool:
    """Whether a word in small letters is one of a language, as far as a corpus can tell."""
    primary = language.split("-", 1)[0].casefold()
    return primary in SPELLINGS and _frequencies(primary).get(word, 0) >= PER_MILLION * _words_counted(primary) / 1e6


def frequency_of(word: str, language: str) -> float:
    """How many times in a million words a corpus has a word in small letters; the primary code of the language."""
    return _frequencies(language).get(word, 0) * 1e6 / _words_counted(language)


@functools.cache
def _frequencies(language: str) -> dict[str, int]:
    """How often a corpus of the language has each word."""
    from spellchecker import SpellChecker  # noqa: PLC0415 - half a second, and few texts need it

    return dict(SpellChecker(language=language).word_frequency.dictionary)


@functools.cache
def _words_counted(language: str) -> int:
    """How many words that corpus has."""
    return sum(_frequencies(language).values()) if language in SPELLINGS else 0


@functools.cache
def _hyphenation(language: str) -> pyphen.Pyphen | None:
    import pyphen  # noqa: PLC0415 - slow to import, and few texts need it

    name = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=name, left=2, right=2) if name else None


def _may_break(head: str, rest: str, language: str) -> bool:
    """Whether the language lets the word be parted here."""
    dictionary = _hyphenation(language)
    return dictionary is not None and len(head) in dictionary.positions(head + rest)
