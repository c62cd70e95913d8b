"""Lines → doubts about words that have lost the space or the hyphen between them, or have a space in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pamphlet.model import Line, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.hyphens import SPELLINGS, frequency_of, may_be_compound
from pamphlet.restore.lines import fenced_lines, group_lines, without_links
from pamphlet.restore.room import find_running
from pamphlet.restore.rule import Context, Outcome

# A point or comma, and the next word without a space: “blame,andwewaved”.
POINTED: Final = Pattern(r"[^\W\d_]{2,}[,;:!?][^\W\d_]{3,}|[^\W\d_]{3,}\.[A-Z][^\W\d_]{3,}\w*")
# Nothing is such without this, which is quicker to look for.
CLOSE: Final = Pattern(r"[,;:!?.][^\W\d_]")
FEWEST_POINTED: Final = 2
# A date without its spaces, and a capital inside a word, but for names such as McKay.
DATED: Final = Pattern(r"\b\d{1,2}\.?[^\W\d_]{3,}\d{4}\b")
FIGURE: Final = Pattern(r"\d")
CAPITAL: Final = Pattern(
    r"\b(?!Mc|Mac|Fitz|De|Le|La|Di|Du|Van|WhatsApp|YouTube|TikTok|LinkedIn|PayPal|GoFund|SoundCloud|PowerPoint|WordPress)"
    # “KollegInnen” is written so.
    r"[A-ZÀ-Þ]?[a-zß-ÿ]{2,}(?!Innen|In\b)[A-ZÀ-Þ][a-zß-ÿ]{2,}"
)
# In German, a hyphen stands between letters or figures and a noun: “SPDFraktion”, “UBahn”, “35Stunden”; not “DGBler”.
HYPHENED: Final = Pattern(r"\b(?!\w*ler(?:in|innen|n)?\b)(?:[A-ZÄÖÜ]{2,}|\d{1,3}[A-ZÄÖÜ])[a-zäöüß]{3,}\b")
WORD: Final = Pattern(r"(?<![\w’'-])[^\W\d_]{6,60}(?![\w’'-])")

# Where a ligature was drawn by itself some programs see a space: “af ford”. Before “f” there are few words so short.
PARTED: Final = Pattern(
    r"(?<![\w’'-])(?!(?:of|if|off|ref|elf) )(?P<head>[a-zA-Z]{0,2}f) (?P<rest>f[a-z]{2,})(?![\w’'-])"
)
PARTED_SAYS: Final = "“{}” seems to be one word with a space in it; write {}"

HYPHEN_LOST: Final = "“{}” seems to have lost a hyphen or a space; part its words"
LOST: Final = "“{}” may have lost a hyphen where a line ended; write it with one if it is a compound"
TOO_LONG: Final = 1.1
"""Times what lines usually have: such a line was two."""

NEARLY: Final = 0.8
COMMON: Final = 5
"""Times in a million words."""

KNOWN: Final = 1
"""The same, of a word that there is."""

OFTEN: Final = 1_500
"""The same, of parts of two letters: “we”, “of”."""

LONG: Final = 18
"""Letters: where no word so long falls apart, shorter ones may be names. To look takes half a second."""


def doubt_glued(lines: tuple[Line, ...], context: Context) -> Outcome:
    """A warning at each word that seems to be several, in a text that has more of them or whose lines were broken."""
    fenced = fenced_lines(lines)
    plain = [line for line in lines if line.number not in fenced]
    close = (line for line in plain if CLOSE.search(line.text))
    pointed = [(line, found) for line in close for found in POINTED.findall(without_links(line.text))]
    found = pointed if len(pointed) >= FEWEST_POINTED else []
    found += [(line, date) for line in plain if FIGURE.search(line.text) for date in DATED.findall(line.text)]
    hyphened = _without_hyphen(plain) if context.language.startswith("de") else []
    cut: tuple[tuple[Line, str], ...] = ()
    if running := find_running(group_lines(plain)):
        cut = tuple(_cut_apart(plain, running, context.language))
        found += _with_capitals(plain)
        found += _run_together(plain, context.language, surely=bool(found))
    warnings = (
        Warning("loss", context.file, line.number, f"“{words}” seems to have lost a space; part its words")
        for line, words in dict.fromkeys(sorted(found, key=lambda pair: pair[0].number))
    )
    nouns = (Warning("loss", context.file, line.number, HYPHEN_LOST.format(word)) for line, word in hyphened)
    named = {words for _, words in found}
    hyphens = (Warning("loss", context.file, line.number, LOST.format(word)) for line, word in cut if word not in named)
    return Outcome(lines, (), (*warnings, *nouns, *hyphens, *_doubt_parted(plain, context)))


def _doubt_parted(lines: list[Line], context: Context) -> Iterator[Warning]:
    """Words with a space where a ligature was, whose beginning is no word and which are common without the space."""
    primary = context.language.split("-", 1)[0].casefold()
    for line in lines if primary in SPELLINGS else ():
        for found in PARTED.finditer(line.text) if "f f" in line.text else ():
            head, whole = found["head"], found["head"] + found["rest"]
            if frequency_of(whole.casefold(), primary) >= KNOWN > frequency_of(head.casefold(), primary):
                yield Warning("loss", context.file, line.number, PARTED_SAYS.format(found[0], whole))


def _cut_apart(lines: list[Line], running: Sequence[tuple[Line, Line]], language: str) -> Iterator[tuple[Line, str]]:
    """Words where a line would have ended, in one too long: some programs join both lines, and drop the hyphen."""
    lengths = sorted(len(line.text.rstrip()) for line, _ in running)
    usual = lengths[len(lengths) // 2]
    for line in lines:
        found = WORD.finditer(without_links(line.text)) if len(line.text) > TOO_LONG * usual else ()
        for word in found:
            near = word.start() <= usual * TOO_LONG and word.end() >= usual * NEARLY
            cuts = range(3, len(word[0]) - 2)
            if near and any(may_be_compound(word[0][:cut], word[0][cut:], language) for cut in cuts):
                yield line, word[0]


def _with_capitals(lines: list[Line]) -> Iterator[tuple[Line, str]]:
    """Words with a capital inside: where a line ended with a hyphen, some programs drop it."""
    for line in lines:
        for word in CAPITAL.finditer(without_links(line.text)):
            yield line, word[0]


def _without_hyphen(lines: list[Line]) -> list[tuple[Line, str]]:
    """Nouns of German that stand right behind the letters or figures before them."""
    return [(line, word) for line in lines for word in HYPHENED.findall(without_links(line.text))]


def _run_together(lines: list[Line], language: str, *, surely: bool) -> list[tuple[Line, str]]:
    """Words that nobody knows and that common ones make up, where one is long or others have `surely` lost spaces."""
    primary = language.split("-", 1)[0].casefold()
    if primary not in SPELLINGS or primary in ("de", "nl"):
        return []
    words = [(line, word) for line in lines for word in WORD.findall(without_links(line.text))]
    if not surely and not any(len(word) >= LONG and _falls_apart(word.casefold(), primary) for _, word in words):
        return []
    return [(line, word) for line, word in words if _falls_apart(word.casefold(), primary)]


def _falls_apart(word: str, language: str) -> bool:
    """Whether a word is none, and common ones one after the other."""
    if frequency_of(word, language):
        return False
    ends = {0}
    for end in range(2, len(word) + 1):
        if any(_is_part(word[start:end], language) for start in ends if end - start > 1):
            ends.add(end)
    return len(word) in ends


def _is_part(word: str, language: str) -> bool:
    return frequency_of(word, language) >= (COMMON if len(word) > 2 else OFTEN)
