"""Words in a language → the same with no-break spaces where a line must not end."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Pamphlet, Statement
from pamphlet.model.walk import Run, map_runs, respell, spelled_out

NO_BREAK: Final = "\u00a0"

# What does a figure not let go of?
UNITS: Final = (
    r"%|‰|°[CF]?|€|£|\$|CHF|EUR|USD|GBP|km/h|km²?|cm²?|mm|m[²³]?|ha|kg|mg|g|t|l|ml|cl|h|min|[kMGT]Wh|[kMG]?W|V|Hz"
    r"|[Mm]illi(?:ons?|onen|oner|arden?|ards?)|[Bb]illi(?:ons?|onen)|[Mm]io\.|[Mm]rd\.|mln|mld|bn|[Ee]uros?"
    r"|Uhr|a\.m\.|p\.m\.|am|pm"
)
# What does not let go of the figure after it?
REFERENCES: Final = (
    r"pp?|PP?|[Vv]ols?|[Cc]h|[Ff]igs?|[Nn]os?|[Nn]rs?|[Nn]|[Ss]|[Aa]bs|[Aa]rts?|[Kk]ap|[Bb]d|pág|pag|blz|str|cap|cf|ca|c"
    r"|approx"
)
SIGNS: Final = r"§§?|¶|№|[Nn][°º]|n\.º|[£€$¥₹]"
# What does not let go of the name after it?
TITLES: Final = (
    r"Dr|Mr|Mrs|Ms|Mx|Profs?|Rev|Hon|St|Cllr|Sgt|Sir|Dame|Hr|Frau|Herr|Dipl|Ing|Mme|Mlle|MM?|Sra?|Srta|Sig|Dott|dhr"
    r"|mevr"
)
CAPITAL: Final = r"[A-Z\u00c0-\u00de\u0100-\u017f\u0391-\u03a9\u0410-\u042f]"
ANYWHERE: Final = (
    r"(?<![\d.,])\d{1,3}(?: \d{3})* (?=\d{3}(?!\d))",
    rf"\d (?=(?:{UNITS})(?!\w))",
    rf"(?<!\w)(?:{REFERENCES})\. (?=[\dIVX])",
    rf"(?:{SIGNS}) (?=\d)",
    rf"(?<!\w)(?:{TITLES})\.? (?={CAPITAL})",
    # Initials, and words of one letter: J. K. Smith, z. B., d. h.
    rf"(?<![\w.])[^\W\d_]\. (?={CAPITAL}|[^\W\d_]\.)",
    # No line begins with a dash or with what trails off.
    r"(?<=\S) (?=…|\.\.\.|[–—](?:\s|$))",
)
# All of these, and a language's dates, have one of these; they are quicker to look for.
BINDING: Final = tuple(
    map(
        re.compile,
        (
            r"\d",
            rf"(?:{TITLES})\.? (?={CAPITAL})",
            r" (?:(?<=\. )(?=[IVX])|(?<=[^\w.][^\W\d_]\. )|(?<=^[^\W\d_]\. )|(?=…|\.\.\.|[–—]))",
        ),
    )
)
DAY: Final = re.compile(r"(?<![\w-])[0-3]?\d(?:\.|st|nd|rd|th|er|º)? (?=[^\W\d_])")


def _words_of_one_letter(letters: str) -> str:
    """At most three in a row: what consists of nothing else must be able to break."""
    return rf"(?<!\w)(?<!\b\w )(?i:[{letters}] ){{1,3}}(?=\w)"


BY_LANGUAGE: Final = {
    "fr": (r"« ", r"(?<=[^\s«]) (?=[;:!?»])", r"[XVI]+e (?=siècle)"),
    # Words of one letter stay with the word after them.
    "cs": (_words_of_one_letter("ksvzouai"),),
    "sk": (_words_of_one_letter("ksvzouai"),),
    "pl": (_words_of_one_letter("aiouwz"),),
    "ru": (_words_of_one_letter("авикосу"),),
}


def bind_pamphlet(pamphlet: Pamphlet) -> Pamphlet:
    """The pamphlet, with the spaces of its statements bound; its words are the same."""
    return replace(pamphlet, statements=tuple(bind_statement(statement) for statement in pamphlet.statements))


def bind_statement(statement: Statement) -> Statement:
    """The statement, with its spaces bound."""

    def bind_run(run: Run) -> Run:
        text = spelled_out(run)
        bound = bind_spaces(text, statement.language)
        return run if bound == text else respell(run, bound)

    return replace(
        statement,
        title=bind_run(statement.title),
        standfirst=bind_run(statement.standfirst),
        blocks=map_runs(statement.blocks, bind_run),
    )


def bind_spaces(text: str, language: str = "") -> str:
    """The same characters, with a no-break space for each space at which the language wants no line to end."""
    primary = language.partition("-")[0].casefold()
    return pattern_for(primary).sub(_bind, text) if primary in BY_LANGUAGE or may_be_bound(text) else text


def may_be_bound(text: str) -> bool:
    """Whether a text has a sign of what no language parts; most have none, and the whole pattern is slow."""
    return any(sign.search(text) for sign in BINDING)


def bind_date(text: str) -> str:
    """The same date, its day bound to what follows it."""
    return DAY.sub(_bind, text)


def _bind(found: re.Match[str]) -> str:
    return found[0].replace(" ", NO_BREAK)


@cache
def pattern_for(language: str) -> re.Pattern[str]:
    """What is bound in a language, with its spaces."""
    return re.compile("|".join((*ANYWHERE, *BY_LANGUAGE.get(language, ()), *_dates(language))))


def _dates(language: str) -> tuple[str, ...]:
    """A day and its month, by the names that the language has for months (CLDR)."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - slow to import

    try:
        forms = Locale.parse(language or "en").months["format"]
    except (UnknownLocaleError, ValueError):
        return ()
    named = {name.rstrip(".") for width in ("wide", "abbreviated") for name in forms[width].values()}
    months = "|".join(sorted((re.escape(name) for name in named if not name.isdigit()), key=len, reverse=True))
    day = r"(?<!\d)[0-3]?\d"
    return (
        rf"{day}(?:\.|st|nd|rd|th|er|º)? (?=(?:of |de )?(?i:{months})(?!\w))",
        rf"(?<!\w)(?i:{months})\.? (?=[0-3]?\d(?:st|nd|rd|th)?(?!\w))",
    )
