"""The first lines of a manuscript → title, authors and date, and the lines of the text itself."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.errors import PamphletError
from pamphlet.model import Author, Date, Line, Manuscript, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.restore.bylines import Byline, looks_like_byline, names_of, parse_author, read_byline, spelled_otherwise
from pamphlet.restore.dates import parse_date
from pamphlet.restore.lines import (
    CLOSING_MARKS,
    Group,
    as_lines,
    as_words,
    group_lines,
    is_structure,
    letters_of,
)

LONGEST_TITLE: Final = 160
LONGEST_TITLE_LINE: Final = 80
# “Home | About | News”: the navigation of a web page.
NAVIGATION: Final = re.compile(r"(?:[|»›>·•]\s.*){2}")
CLOCK: Final = re.compile(r"(?<=\d)[T ]\d{1,2}:\d{2}.*")

# A list of contents: its name, and entries that end in the number of a page.
CONTENTS: Final = re.compile(
    r"(?:#{1,6}\s+)?[*_]*(?:contents|table of contents|inhalt|inhaltsverzeichnis|sommaire|table des matières"
    r"|índice|contenido)[*_:]*\s*",
    re.IGNORECASE,
)
ENTRY: Final = re.compile(r"\s*(?:[-*+•]\s+)?\S.*?(?:\s*\.[\s.]*|\s{2,}|\s)\d{1,3}\s*")
# The whole of a paragraph in italics or in bold, above the text: a standfirst.
SET_OFF: Final = re.compile(r"(?P<mark>\*\*|__|\*|_)(?P<words>[^*_\s](?:.*[^*_\s])?)(?P=mark)", re.DOTALL)
MOST_PARTS: Final = 8
"""How many groups of lines a head may have: titles, contents, bylines and a standfirst."""


class Head(Struct, frozen=True):
    """What stands above the text; `title` and `standfirst` are Markdown."""

    title: str = ""
    authors: tuple[Author, ...] = ()
    date: Date | None = None
    standfirst: str = ""


class HeadReading(Struct, frozen=True):
    """A head, the lines below it, and what was done and doubted on the way."""

    head: Head
    body: tuple[Line, ...]
    repairs: tuple[Repair, ...] = ()
    warnings: tuple[Warning, ...] = ()


TitleReading = tuple[str, str, tuple[Line, ...]]
"""A title, a standfirst in the line right below it, and the lines after both."""


def read_head(manuscript: Manuscript) -> HeadReading:
    """Title, authors, date and standfirst from the header, or else from the first lines; the header wins."""
    file = manuscript.name
    title, standfirst, rest = _take_title(manuscript)
    stated = _stated(manuscript)
    reading = HeadReading(Head(title or stated.title, standfirst=standfirst), rest)
    for _ in range(MOST_PARTS):
        further = _take_part(reading, file)
        if further is None:
            break
        reading = further
    head, body = reading.head, reading.body
    top = manuscript.lines[: len(manuscript.lines) - len(body)]
    replaced = _replaced(top, Head(title, head.authors, head.date), stated, file)
    found = Head(
        stated.title or head.title,
        stated.authors or head.authors,
        stated.date or head.date,
        stated.standfirst or head.standfirst,
    )
    repairs = (*reading.repairs, *replaced)
    if found.title:
        return HeadReading(found, body, repairs)
    named = replace(found, title=_title_from_name(file))
    message = f"no title was found; the file's name gives “{named.title}”"
    given = Repair("title", file, manuscript.header.line, "", named.title, _first(body), "from the file's name")
    return HeadReading(named, body, (*repairs, given), (Warning("title", file, _first(body), message),))


def _take_part(reading: HeadReading, file: str) -> HeadReading | None:
    """The reading after one more part of the head, or none where the text begins."""
    groups = group_lines(reading.body)
    if not groups:
        return None
    for take in (_take_repeated_title, _take_contents, _take_signature, _take_standfirst):
        if further := take(reading, groups, file):
            return further
    return None


def _take_repeated_title(reading: HeadReading, groups: tuple[Group, ...], file: str) -> HeadReading | None:
    """The title once more, on a page of its own or above the text; small letters are kept, not capitals."""
    first, title = groups[0][0], reading.head.title
    words = _unheaded(first.text)
    if not title or not _same(words, title):
        return None
    underline = groups[0][1:2]
    below = groups[0][1:]
    if below and not re.fullmatch(r"=+\s*", below[0].text) and read_byline(below) is None:
        return None
    last = underline[0] if underline and re.fullmatch(r"=+\s*", underline[0].text) else first
    better = words if title.isupper() and not words.isupper() else title
    repair = Repair("repeated-title", file, 1, title if better == words else first.text, "", first.number)
    body = tuple(line for line in reading.body if line.number > last.number)
    return replace(reading, head=replace(reading.head, title=better), body=body, repairs=(*reading.repairs, repair))


def _take_contents(reading: HeadReading, groups: tuple[Group, ...], file: str) -> HeadReading | None:
    """A list of contents: its page numbers are those of another edition."""
    if not CONTENTS.fullmatch(groups[0][0].text):
        return None
    entries = groups[0][1:] or (groups[1] if len(groups) > 1 else ())
    if not entries or not all(ENTRY.fullmatch(line.text) for line in entries):
        return None
    listed = as_lines((groups[0][0], *entries))
    note = "the pamphlet has contents of its own"
    repair = Repair("contents", file, groups[0][0].number, listed, "", entries[-1].number, note)
    return replace(reading, body=_below(entries, reading.body), repairs=(*reading.repairs, repair))


def _take_signature(reading: HeadReading, groups: tuple[Group, ...], file: str) -> HeadReading | None:
    """Authors and date; where they stand there already, the second time goes."""
    signed, body = _take_byline(reading.body)
    if signed == Head():
        return None
    known, lines = reading.head, reading.body[: len(reading.body) - len(body)]
    authors, date = signed.authors or known.authors, signed.date or known.date
    if (known.authors and signed.authors) or (known.date and signed.date):
        if names_of(authors) != names_of(known.authors or authors) or date != (known.date or date):
            return None
        repair = Repair("repeated-byline", file, groups[0][0].number, as_lines(lines), "", lines[-1].number)
        return replace(reading, body=body, repairs=(*reading.repairs, repair))
    head = replace(known, authors=authors, date=date)
    moved = _moved(known.standfirst, lines, body, file) if known.standfirst else ()
    return replace(reading, head=head, body=body, repairs=(*reading.repairs, *_reworded(lines, signed, file), *moved))


def _take_standfirst(reading: HeadReading, groups: tuple[Group, ...], _file: str) -> HeadReading | None:
    """A paragraph set off by italics or bold, or a plain one between the title and the byline."""
    head, words = reading.head, as_words(groups[0])
    if head.standfirst or not head.title or any(map(is_structure, groups[0])):
        return None
    set_off = SET_OFF.fullmatch(words)
    signed = len(groups) > 1 and not (head.authors or head.date) and _take_byline(_below(groups[0], reading.body))[0]
    between = signed and signed != Head() and len(groups[0]) <= 3
    if not (set_off and len(groups) > 1 and _is_apart(groups, set_off["words"])) and not between:
        return None
    standfirst = set_off["words"] if set_off else words
    return replace(reading, head=replace(head, standfirst=standfirst), body=_below(groups[0], reading.body))


def _is_apart(groups: tuple[Group, ...], words: str) -> bool:
    """Whether words set off are a sentence above plain text, and no heading or stressed opening."""
    spaced = sum(len(word) == 1 for word in words.split()) > len(words.split()) / 2
    return (
        len(words.split()) > 4 and not spaced and not SET_OFF.fullmatch(as_words(groups[1])) and words[-1:] in ".!?…”’»"
    )


def _moved(words: str, lines: tuple[Line, ...], body: tuple[Line, ...], file: str) -> tuple[Repair]:
    """The standfirst is set below the byline, wherever it stood."""
    signed, note = as_words(lines), "the standfirst is set below the byline"
    return (Repair("standfirst", file, 1, f"{words} {signed}", f"{signed} {words}", _first(body), note),)


def _unheaded(text: str) -> str:
    """A line without the marks of a heading or of bold letters."""
    return re.sub(r"^#{1,6}\s+|\s+#+$", "", text.strip()).strip("*_ ")


def _first(lines: tuple[Line, ...]) -> int:
    return next((line.number for line in lines if not line.blank), 1)


def _stated(manuscript: Manuscript) -> Head:
    header = manuscript.header
    date = None
    if header.date:
        stated = CLOCK.sub("", header.date)  # as programs write it: 2031-05-03T10:00:00Z
        date = parse_date(stated) or Date(stated, "")
    return Head(header.title, tuple(map(parse_author, header.authors)), date, header.standfirst)


def _take_title(manuscript: Manuscript) -> TitleReading:
    lines = manuscript.lines
    start = next((index for index, line in enumerate(lines) if not line.blank), None)
    if start is None:
        raise PamphletError(
            "the statement holds nothing but control characters", advice="write it", where=manuscript.name
        )
    first, below = lines[start], lines[start + 1 :]
    if heading := re.fullmatch(r" {0,3}#\s+(.*?)(?:\s+#+)?\s*", first.text):
        return heading[1], "", below
    if (bold := SET_OFF.fullmatch(first.text.strip())) and len(bold["mark"]) == 2 and len(first.text) <= LONGEST_TITLE:
        return bold["words"], "", below
    if below and re.fullmatch(r"=+\s*", below[0].text):
        return first.text.strip(), "", below[1:]
    if _looks_like_title(first, below, stated=manuscript.header.title):
        return first.text.strip(), "", below
    return _take_long_title(lines[start:]) or ("", "", lines)


def _take_long_title(lines: tuple[Line, ...]) -> TitleReading | None:
    """A title of two lines: the second goes on with the first, or is a byline or a standfirst below it."""
    groups = group_lines(lines)
    if len(groups) < 2 or len(groups[0]) != 2 or any(map(is_structure, groups[0])):
        return None
    first, second = (line.text.strip() for line in groups[0])
    if max(len(first), len(second)) > LONGEST_TITLE_LINE or _ends_open(first) or _ends_open(second):
        return None
    if not first[:1].isupper() or NAVIGATION.search(first):
        return None
    if second[:1].islower() and not read_byline(groups[0][1:]):
        return f"{first} {second}", "", _below(groups[0], lines)
    if read_byline(groups[0][1:]):
        return first, "", lines[1:]
    return (first, second, _below(groups[0], lines)) if second[:1].isupper() else None


def _ends_open(text: str) -> bool:
    return text.rstrip(CLOSING_MARKS).endswith((".", ",", ";", ":"))


def _looks_like_title(first: Line, below: tuple[Line, ...], *, stated: str) -> bool:
    """Whether a plain first line is a title: short, no sentence, and alone or above a byline."""
    text = first.text.strip()
    if stated:
        return _same(text, stated)
    alone = not below or below[0].blank
    headed = not alone and _take_byline(below)[0] != Head() and not looks_like_byline(text, dated=False)
    plain = not is_structure(first) and not _ends_open(text) and not NAVIGATION.search(text)
    return (alone or headed) and len(text) <= LONGEST_TITLE and plain


def _take_byline(lines: tuple[Line, ...]) -> tuple[Head, tuple[Line, ...]]:
    """Authors and date from the group or two below the title, and the lines after them."""
    groups = group_lines(lines)[:2]
    first = read_byline(groups[0]) if groups else None
    if first is None:
        first = _read_name(groups)
        return (Head(authors=first.authors, date=first.date), _below(groups[1], lines)) if first else (Head(), lines)
    second = read_byline(groups[1]) if len(groups) > 1 else None
    if second and not (first.date and second.date) and not (first.authors and second.authors):
        return Head(authors=first.authors or second.authors, date=first.date or second.date), _below(groups[1], lines)
    return Head(authors=first.authors, date=first.date), _below(groups[0], lines)


def _below(group: Group, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.number > group[-1].number)


def _read_name(groups: tuple[Group, ...]) -> Byline | None:
    """A name alone, above a date alone."""
    below = read_byline(groups[1]) if len(groups) > 1 else None
    name = read_byline(groups[0], dated=True) if below and below.date and not below.authors else None
    return Byline(name.authors, below.date) if name and below else None


def _reworded(lines: tuple[Line, ...], head: Head, file: str) -> tuple[Repair, ...]:
    """An entry for the byline if it is not printed in its very words."""
    printed = spelled_otherwise(lines, Byline(head.authors, head.date))
    return (Repair("byline", file, _first(lines), as_words(lines), printed, lines[-1].number),) if printed else ()


def _replaced(lines: tuple[Line, ...], found: Head, stated: Head, file: str) -> tuple[Repair, ...]:
    """What the first lines said too, or said otherwise than the header, which won."""
    pairs = (
        (found.title, stated.title),
        (names_of(found.authors), names_of(stated.authors)),
        (found.date.text if found.date else "", stated.date.text if stated.date else ""),
    )
    return tuple(
        Repair("header-wins", file, _first(lines), before, "", lines[-1].number, f"the header says “{after}”")
        for before, after in pairs
        if before and after
    )


def _same(left: str, right: str) -> bool:
    return letters_of(left) == letters_of(right) != ""


def _title_from_name(name: str) -> str:
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = re.sub(r"[-_\s]+", " ", re.sub(r"^\d+[-_. ]*", "", stem)).strip() or stem
    return words[:1].upper() + words[1:]
