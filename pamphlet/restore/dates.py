"""A line that is a date, in the languages that we know → the date as written and as ISO 8601."""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from typing import Final

from babel import Locale
from babel.dates import format_date

from pamphlet.model import Date
from pamphlet.patterns import Pattern

LANGUAGES: Final = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "sv",
    "da",
    "nb",
    "fi",
    "pl",
    "cs",
    "tr",
    "el",
    "ru",
)

NUMERIC: Final = Pattern(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
DAY_FIRST: Final = Pattern(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})")
# 27/11/2018 as everywhere but in the United States; 11/27/2018 can be nothing else than theirs.
SLASHED: Final = Pattern(r"(?P<day>0?[1-9]|[12]\d|3[01])/(?P<month>0?[1-9]|1[0-2])/(?P<year>\d{4})")
AMERICAN: Final = Pattern(r"(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/(?P<year>\d{4})")
# 27 November 2018, 27th of November, 2018, 27. November 2018, 27 de noviembre de 2018
DAY_MONTH: Final = Pattern(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?\s+(?:of\s+|de\s+)?(?P<name>[^\W\d_]+)\.?,?\s+(?:de\s+|del\s+)?(?P<year>\d{4})"
)
# November 27, 2018
MONTH_DAY: Final = Pattern(r"(?P<name>[^\W\d_]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})")
MONTH: Final = Pattern(r"(?P<name>[^\W\d_]+)\.?,?\s+(?:de\s+|del\s+)?(?P<year>\d{4})")
YEAR_MONTH: Final = Pattern(r"(?P<year>\d{4})-(?P<month>\d{2})")
YEAR: Final = Pattern(r"(?P<year>(?:18|19|20)\d{2})")
# 7.30 pm, 19 Uhr, 18 h 30: when people meet.
HOUR: Final = Pattern(
    r"(?<![\d.:/])\d{1,2}(?:[.:]\d{2}(?![.:/]?\d)|(?:[.:]\d{2})?\s?(?:[ap]\.?m\b|uhr\b|hrs\b|h(?:eures)?\b|o[’']clock\b))",
    re.IGNORECASE,
)
# What may stand before a date besides a weekday: an article, or a season before a year.
BEFORE_DATES: Final = frozenset({"the", "on", "le", "el", "il", "den", "der", "am", "im", "op"})
TEXTS_KNOWN: Final = 512
"""Of how many texts it is kept which dates they are: each is asked several times in a row."""
LONGEST_KNOWN: Final = 120
"""Letters of such a text: what is longer could take much room."""
# “1 maja 2026 r.”, “1 мая 2026 г.”: what stands behind a year and says that it is one.
BEHIND_YEARS: Final = Pattern(r"(?<=\d{4})\s+(?:r\.|roku|г\.|года)$", re.IGNORECASE)
MOST_LEADING: Final = 2
"""Words: “Dienstag, den”, “le mardi”."""

SEASONS: Final = frozenset({"spring", "summer", "autumn", "fall", "winter"})
FOUR_FIGURES: Final = Pattern(r"\d{4}")
"""What every date has."""
PATTERNS: Final = (NUMERIC, SLASHED, AMERICAN, DAY_FIRST, DAY_MONTH, MONTH_DAY, MONTH, YEAR_MONTH, YEAR)


def parse_date(text: str) -> Date | None:
    """The date that the whole of a text is, with a weekday, an article or both before it or not; else None."""
    if not FOUR_FIGURES.search(text):
        return None
    return _known_date(text) if len(text) <= LONGEST_KNOWN else _find_date(text)


def _find_date(text: str) -> Date | None:
    written = " ".join(text.split())
    words = BEHIND_YEARS.sub("", written)
    for _ in range(MOST_LEADING):
        first, _, rest = words.partition(" ")
        if _match(written, words) or not _may_lead(first, rest):
            break
        words = rest
    return _match(written, words)


_known_date = functools.lru_cache(TEXTS_KNOWN)(_find_date)


def _may_lead(first: str, rest: str) -> bool:
    """Whether a word may stand before a date: a weekday, an article, or a season before a year."""
    leading = _fold(first.rstrip(".,"))
    if leading in BEFORE_DATES or (leading in SEASONS and YEAR.fullmatch(rest)):
        return True
    return any(leading in day_names(language) for language in LANGUAGES)


def _match(written: str, words: str) -> Date | None:
    for pattern in PATTERNS:
        if (found := pattern.fullmatch(words)) and (iso := _as_iso(found.groupdict())):
            return Date(written, iso)
    return None


def _as_iso(parts: dict[str, str]) -> str | None:
    month = _month_called(_fold(parts["name"])) if "name" in parts else int(parts.get("month", 0))
    if month is None:
        return None
    try:
        date = dt.date(int(parts["year"]), month or 1, int(parts.get("day", 1)))
    except ValueError:
        return None
    return date.isoformat()[: 10 if "day" in parts else 7 if month else 4]


def _month_called(name: str) -> int | None:
    """The month of that name, 1 to 12, in the first language that has it; to look into all of them takes a while."""
    return next((months[name] for months in map(month_names, LANGUAGES) if name in months), None)


@functools.cache
def month_names(language: str) -> dict[str, int]:
    """Every name of a month in a language, whole or short → 1 to 12 (CLDR)."""
    names: dict[str, int] = {}
    months = Locale.parse(language).months
    for form in (months[c][w] for c in ("format", "stand-alone") for w in ("wide", "abbreviated")):
        for number, name in form.items():
            names.setdefault(_fold(name.rstrip(".")), number)
    return names


@functools.cache
def day_names(language: str) -> frozenset[str]:
    """Every name of a weekday in a language, whole or short (CLDR)."""
    days = Locale.parse(language).days["format"]
    return frozenset(_fold(name.rstrip(".")) for width in ("wide", "abbreviated") for name in days[width].values())


def _fold(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()


def write_date(iso: str, language: str) -> Date:
    """An ISO 8601 day, month or year as the language writes it: 27 November 2018."""
    date = dt.date.fromisoformat(f"{iso}-01-01"[:10])
    locale = _locale(language)
    # Day before month in English too, unless the edition says that it is American.
    british = locale.language == "en" and language.casefold() != "en-us"
    pattern = {4: "y", 7: "LLLL y"}.get(len(iso)) or ("d MMMM y" if british else "long")
    return Date(format_date(date, pattern, locale=locale), iso)


def _locale(language: str) -> Locale:
    return Locale.negotiate([language, language.split("-", 1)[0]], [*LANGUAGES, "en_US", "pt_BR"], sep="-") or Locale(
        "en"
    )
