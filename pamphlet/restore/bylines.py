"""Lines under a title → who signed, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from msgspec.structs import replace

from pamphlet.model import Author, Date
from pamphlet.patterns import Pattern
from pamphlet.restore.dates import BEFORE_DATES, FOUR_FIGURES, parse_date
from pamphlet.restore.lines import ENDS_SENTENCE, Group, as_words, is_structure, single_spaced

LONGEST_BYLINE: Final = 110
LONGEST_PLACE: Final = 40
MOST_SIGNATURES: Final = 6
BY: Final = Pattern(
    r"\A(?:(?:(?:an?|joint|open|public)\s+)*(?:statement|letter|appeal)\s+(?:by|from)"
    r"|(?:eine?\s+)?(?:erklärung|stellungnahme|aufruf)\s+von|by|von(?:\s+(?:der|dem|den|einer|einem))?|par|por|di|door"
    r"|av|af|vom(?=\s+\S*(?:bündnis|büro|komitee|kollektiv|rat|team|verband|verein|vorstand|ausschuss)\b))(?:\s+(?=\S)|$)",
    re.IGNORECASE,
)
# Small words of a name, too, where “by” leads to it: “Von der Druckerei am Hafen”.
PLACING: Final = Pattern(r"am|an|at|aus|auf|bei|beim|from|im|in|sur|dans|en")
# Small words inside a name: “Ludwig van Beethoven”, “Union of the Quay”.
PARTICLES: Final = Pattern(
    r"an?|al|and|av|das?|del?|della|den|der|des|di|do|dos|du|e|el|en|et|för|für|i|la|le|les|och|of|og|on|para|pour"
    r"|the|to|und|van|vom|von|y|zu|zum|zur"
)
# What only the name of a group has: “Union of Bar and Café Workers”.
OF_A_GROUP: Final = Pattern(r"\s(?:of|for|the|für|des|du|para|del)\s")
# What somebody is, and no name: “Edith Marlowe, Secretary, Pensioners’ Forum”.
ROLE: Final = Pattern(
    r"(?:(?:hon\w*\.?|deputy|vice|joint|general|branch|national|chief|former|acting)[ -])*"
    r"(?:secretary|chair\w*|treasurer|president|spokes\w+|director|conven[eo]r|organi[sz]er|editor|councillor"
    r"|coordinator|shop steward|vorsitzender?"
    r"|sprecher(?:in)?|kassierer(?:in)?|secrétaire|président|trésori\w+|porte-parole|portavoz|presidenta?|secretari[oa]"
    r"|voorzitter|secretaris|segretari[oa]|portavoce)\b",
    re.IGNORECASE,
)
WIDE: Final = Pattern(r"\s{4,}")
"""Between names side by side."""

# How the name of a group begins; its other words may be small.
GROUP: Final = Pattern(
    r"(?:(?:the|an?|die|der|das|les?|la|los|las|els?|il|lo|gli|i|het|de|os?|as?)\s+|l[’'])?(?:"
    r"association|collectif|comité|confédération|coordination|fédération|groupe|initiative|mouvement|réseau|syndicat"
    r"|union|alianza|asamblea|asociación|colectivo|comité|coordinadora|grupo|movimiento|plataforma|sindicato|vecin\w+"
    r"|assemblea|associazione|collettivo|comitato|coordinamento|gruppo|movimento|rete|sindacato|bündnis|gruppe|mieter\w*"
    r"|bewoners\w*|werkgroep|vereniging|vakbond|committee|campaign|coalition|friends|neighbours|residents|workers"
    r"|cleaners|couriers|riders|porters|pensioners|teachers|tenants|parents|pupils|students|members|staff|mothers|nurses|drivers|habitants|riverains|voisins|élèves|étudiants"
    r"|lycéens|salariés|usagers|locataires|estudiantes|alumn[oa]s|familias|madres|trabajador[ae]s|inquilin[oa]s"
    r"|eltern\w*|schüler\w*|beschäftigten?|anwohner\w*|studierenden?|verein|abitanti|studenti|genitori|lavoratori"
    r"|ouders|studenten|moradores|utentes|alunos|pais|trabalhadores|comissão|mieszkańcy|rodzice|komitet|stowarzyszenie"
    r")\b",
    re.IGNORECASE,
)

# What the name of a group ends with, or one of its words: “Mieterinitiative Hafenviertel”, “Harbour Tenants’ Union”.
GROUP_WORD: Final = Pattern(
    r"(?:alliance|association|ausschuss|beirat|betriebsrat|bündnis|coalition|collectif|collective|comité|committee"
    r"|federation|forum|gewerkschaft|gruppe|initiative|komitee|kollektiv|league|netzwerk|network|sindicato|syndicat"
    r"|syndikat|union|verband|verein|vereinigung)$",
    re.IGNORECASE,
)
QUOTED: Final = Pattern(r"[“„«\"][^“”„«»\"]*[”“»\"]")
# “Parents and teachers of the Quay”: one name.
SMALL_PART: Final = Pattern(r"\s(?:&|and|und|et|y|e|en)\s+[a-zß-ÿ]")
# A word of a name, behind an article that has lost its vowel or not: “O’Leary”, “d’Arc”, “Co-operative”.
NAME_WORD: Final = Pattern(r"(?:\b(?:d|l|dell|all|dall)[’'])?([^\W\d_]+(?:[’'-][^\W\d_]+)*)", re.IGNORECASE)
LONGEST_GROUP: Final = 7
"""Words."""

# “Bulletin No. 3” is no name.
NUMBERED: Final = Pattern(r"\b(?:no|nr|num|núm|vol|issue|number)\.?\s*\d|[№#]\s*\d|n[º°]", re.IGNORECASE)
BRACKETED: Final = Pattern(r"\s*\([^()]*\)$")
LINK: Final = Pattern(r"\[([^\]]+)\]\([^)]*\)")
# In Polish “i” parts two whole names; in Catalan it joins the two surnames of one.
AND: Final = Pattern(r"\s*(?:,|;|&|\b(?:and|und|et|y|e|en|oraz)\b|(?<=\s)i(?=\s+\S+\s+\S)|\boch\b|\bog\b)\s*")
# 7^th^ of May, as pandoc has it.
ORDINAL: Final = Pattern(r"(?<=\d)\^([^\W\d_]{1,4})\^")
# “By Manon L.”: the point is that of an initial.
INITIAL: Final = Pattern(r"\b[^\W\d_]\.$")
GOES_ON: Final = Pattern(r"(?:,|&|\b(?:and|und|et|y|by|von(?:\s+(?:der|dem|einer|einem))?|par|por))$", re.IGNORECASE)
PARTING: Final = Pattern(r"\s*[|·•–—]\s*|\s+-{1,2}\s+|,\s+")


class Byline(NamedTuple):
    """Who signed, and the date; either may be missing."""

    authors: tuple[Author, ...] = ()
    date: Date | None = None


def read_byline(group: Group, *, dated: bool = False) -> Byline | None:
    """The byline that a group is: names after “by”, or beside a date; both may share a line."""
    if len(group) > MOST_SIGNATURES or any(is_structure(line) and not parse_date(line.text) for line in group):
        return None
    rows = _joined_rows([_unmarked(part) for line in group for part in WIDE.split(line.text.strip())])
    texts = [part for row in rows for part in _part_date(row, signed=any(map(BY.match, rows)))]
    dates = [date for date in map(_date_with_place, texts) if date]
    names = [text for text in texts if not _date_with_place(text)]
    signed = all(looks_like_byline(name, dated=dated or bool(dates)) for name in names)
    if len(dates) > 1 or not signed or not (dates or names):
        return None
    return Byline(tuple(author for name in names for author in parse_byline(name)), dates[0] if dates else None)


def _joined_rows(rows: list[str]) -> list[str]:
    """The lines, with those as one after which the names go on: “by”, “Mara Quint,”, “Oleg Baran and”."""
    joined: list[str] = []
    for row in rows:
        if joined and BY.match(joined[0]) and GOES_ON.search(joined[-1]):
            joined[-1] = f"{joined[-1]} {row}"
        else:
            joined.append(row)
    return joined


def _part_date(text: str, *, signed: bool) -> tuple[str, ...]:
    """A line that is a name and a date, in either order, parted by a sign or a comma; a place stays with its date.

    A single word before a comma is a place: whoever signs has two names, or is a group.
    """
    if not FOUR_FIGURES.search(text) or parse_date(text):
        return (text,)
    for parting in PARTING.finditer(text):
        before, after = text[: parting.start()].strip(), text[parting.end() :].strip()
        if parse_date(after) and before:
            alone = parting[0].strip() == "," and before.isalpha() and not GROUP.match(before)
            placed = _date_with_place(text) and (signed or alone or after.split()[0].casefold() in BEFORE_DATES)
            return (text,) if placed and not BY.match(text) else (before, after)
        if parting[0].strip() != "," and parse_date(before) and after:
            return before, after
    return (text,)


def _date_with_place(text: str) -> Date | None:
    """A date, or “Magdeburg, den 3. Juni 2023”, which is printed as it stands."""
    if date := parse_date(text):
        return date
    place, comma, rest = text.partition(", ")
    date = parse_date(rest) if comma and len(place) <= LONGEST_PLACE else None
    return replace(date, text=text) if date else None


def _unmarked(text: str) -> str:
    return ORDINAL.sub(r"\1", LINK.sub(r"\1", text.strip().rstrip("\\").strip("*_ ")))


def looks_like_byline(text: str, *, dated: bool) -> bool:
    """Whether a line is “by” and a name, or beside a date a name alone: a role may follow after a comma."""
    ended = ENDS_SENTENCE.search(BRACKETED.sub("", text)) and not (BY.match(text) and INITIAL.search(text))
    if len(text) > LONGEST_BYLINE or ended or text.endswith(","):
        return False
    name = re.split(r",|\(", BY.sub("", text, count=1), maxsplit=1)[0]
    words = NAME_WORD.findall(name)
    if NUMBERED.search(name):
        return False
    placed = [word for word in words if not (BY.match(text) and PLACING.fullmatch(word))]
    named = all(map(_is_of_a_name, placed)) or (bool(GROUP.match(name)) and len(words) <= LONGEST_GROUP)
    return bool(words) and (dated or bool(BY.match(text))) and named


def names_group(text: str) -> bool:
    """Whether a line is the name of a group, as it stands at the head of its paper."""
    bare = QUOTED.sub("", text).strip()
    called = GROUP.match(bare) or any(map(GROUP_WORD.search, bare.split()))
    return bool(called) and looks_like_byline(bare, dated=True)


def _is_of_a_name(word: str) -> bool:
    return not word[0].islower() or bool(PARTICLES.fullmatch(word))


def parse_byline(text: str) -> tuple[Author, ...]:
    """Authors from “By A. Name and B. Name”; a role or place after a comma stays with a sole author."""
    names = single_spaced(BY.sub("", text, count=1))
    bracketed = re.fullmatch(r"([^()]+?)\s*\(([^()]+)\)", names)
    if bracketed and len(AND.split(bracketed[1])) == 1:
        return _named((Author(bracketed[1].strip(), bracketed[2].strip()),))
    _, comma, rest = names.partition(",")
    role = rest.strip()[:1].islower() and not AND.match(rest)
    group = OF_A_GROUP.search(AND.split(rest.strip())[0])
    if comma and (role or group or ROLE.match(rest.strip()) or len(AND.split(names)) == 2):
        return _named((parse_author(names),))
    if GROUP.match(names) and SMALL_PART.search(names):
        return _named((Author(names),))
    return _named(map(Author, AND.split(names)))


def _named(authors: Iterable[Author]) -> tuple[Author, ...]:
    return tuple(author for author in authors if author.name)


def parse_author(text: str) -> Author:
    """An author from “Name, role”."""
    name, _, role = single_spaced(text).strip(" ,").partition(",")
    return Author(name.strip(), role.strip())


def names_of(authors: Iterable[Author]) -> str:
    """The authors as a line prints them."""
    return ", ".join(part for author in authors for part in (author.name, author.role) if part)


def spelled_otherwise(group: Group, byline: Byline) -> str:
    """The words that are printed for a byline, if they are not its very words; else none."""
    date = byline.date.text if byline.date else ""
    printed = ", ".join(filter(None, (names_of(byline.authors), date)))
    return "" if re.findall(r"\w+|&", as_words(group)) == re.findall(r"\w+|&", printed) else printed
