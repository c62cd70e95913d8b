"""A text → the language that it is in, or English where that cannot be told."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Final

from pamphlet.model.characters import PRINTED_MARKS
from pamphlet.patterns import Pattern
from pamphlet.restore.function_words import FUNCTION_WORDS, SCRIPTS

FEWEST_LETTERS: Final = 200
"""Below this a guess is no better than the default."""
PLAIN_SHARE: Final = 0.11
"""How much of a plain text its language's small words make up, each divided by the languages that have it."""
PLAIN_LEAD: Final = 1.6
"""How far a plain language is ahead of the next: Norwegian of Danish, say."""
CONTRADICTION: Final = 3.0
"""How far a plain language is ahead of the one that somebody stated, before the text is believed and not they."""
# Of the letters of these scripts so many make a text: Urdu and Persian share most with Arabic, Japanese with Chinese.
SCRIPT_SHARE: Final = 0.3
OWN_LETTERS: Final = {"ja": 0.1, "ur": 0.02, "fa": 0.03}
# The model calls both written forms of Norwegian by one name; everything else here knows them apart.
NAMED_OTHERWISE: Final = {"no": "nb"}
WORD: Final = Pattern(r"[^\W\d_]+")
NO_LETTERS: Final = dict.fromkeys((place for place in range(128) if not chr(place).isalpha()), " ")
OWN_LETTER: Final = Pattern(f"[{''.join(own.strip('[]') for own, _ in SCRIPTS)}]")
"""A letter by which some script is told."""


def detect_language(text: str) -> str:
    """The ISO 639-1 code of a text's language; "en" for texts too short to tell."""
    if _is_short(text):
        return "en"
    return _by_script(text) or _elected(_votes(text)) or _by_model(text)


def contradict(stated: str, text: str) -> str:
    """The ISO 639-1 code of the language that a text is plainly in though another was stated for it, or "".

    A stated language that we know no small words of is never contradicted: its neighbours would be taken for it.
    """
    primary = stated.split("-", 1)[0].casefold()
    primary = NAMED_OTHERWISE.get(primary, primary)
    if primary not in FUNCTION_WORDS or _is_short(text):
        return ""
    if written := _by_script(text):
        return "" if written == primary else written
    votes = _votes(text)
    found = _elected(votes)
    return found if found and votes[found] >= CONTRADICTION * votes[primary] else ""


def _is_short(text: str) -> bool:
    """Whether a text has too few letters; of most, the beginning has enough."""
    return all(sum(map(str.isalpha, part)) < FEWEST_LETTERS for part in (text[: 2 * FEWEST_LETTERS], text))


def _by_script(text: str) -> str:
    """The language that alone is written so, or "" for scripts that many share."""
    if text.isascii() or not OWN_LETTER.search(text):
        return ""
    letters = sum(map(str.isalpha, text))
    shares = ((code, len(re.findall(own, text)) / letters) for own, code in SCRIPTS)
    return next((code for code, share in shares if share >= OWN_LETTERS.get(code, SCRIPT_SHARE)), "")


def _elected(votes: Mapping[str, float]) -> str:
    """The language whose small words are plainly the most frequent, or "" where it is not plain."""
    (best, most), (_, next_most) = sorted([("", 0.0), ("", 0.0), *votes.items()], key=lambda vote: -vote[1])[:2]
    return best if most >= PLAIN_SHARE and most >= PLAIN_LEAD * next_most else ""


def _votes(text: str) -> defaultdict[str, float]:
    """The share of a text's words that each language has for small words of its own, shared ones divided."""
    words = Counter(find_words(text.lower()))
    votes: defaultdict[str, float] = defaultdict(float)
    total = words.total()
    known = _languages_by_word()
    for word in filter(words.__contains__, known):
        for language in known[word]:
            votes[language] += words[word] / len(known[word]) / total
    return votes


def find_words(text: str) -> list[str]:
    """The runs of letters in a text."""
    for mark in PRINTED_MARKS:
        text = text.replace(mark, " ")
    return text.translate(NO_LETTERS).split() if text.isascii() else WORD.findall(text)


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    languages: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for language, words in FUNCTION_WORDS.items():
        for word in dict.fromkeys(words.split()):
            languages[word] += (language,)
    return dict(languages)


def _by_model(text: str) -> str:
    import py3langid  # noqa: PLC0415 - its model takes most of a second to load, and plain texts do not need it

    code, _ = py3langid.classify(text)
    return NAMED_OTHERWISE.get(code, str(code))
