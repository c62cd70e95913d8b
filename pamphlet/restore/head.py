"""The first lines of a manuscript → title, authors and date, and the lines of the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.model import Author, Date, Line, Manuscript, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.bylines import Byline, looks_like_byline, names_group, names_of, parse_author, spelled_otherwise
from pamphlet.restore.dates import parse_date
from pamphlet.restore.lines import (
    Group,
    as_lines,
    as_words,
    fenced_lines,
    group_lines,
    is_structure,
)
from pamphlet.restore.rule import joined
from pamphlet.restore.signatures import lines_below, take_byline
from pamphlet.restore.titles import LONGEST_TITLE_LINE, SET_OFF, find_marked_title, same_letters, take_title

CLOCK: Final = Pattern(r"(?<=\d)[T ]\d{1,2}:\d{2}.*")

# A list of contents: its name, and entries that end in the number of a page.
CONTENTS: Final = Pattern(
    r"(?:#{1,6}\s+)?[*_]*(?:contents|table of contents|inhalt|inhaltsverzeichnis|sommaire|table des matières"
    r"|índice|contenido)[*_:]*\s*",
    re.IGNORECASE,
)
ENTRY: Final = Pattern(r"\s*(?:[-*+•]\s+)?\S.*?(?:\s*\.[\s.]*|\s{2,}|\s)\d{1,3}\s*")
SEVERAL: Final = 7
"""Words, none of them small, of which a name seldom has so many."""

# What stands before a name: in the midst of one, another begins.
HONORIFIC: Final = Pattern(
    r"(?:Rev|Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Colonel|Col|Captain|Father|Sister|Rabbi|Imam|Frau|Herr|Mme|Don|Doña)\b"
)

LONGEST_REST: Final = 60
"""Letters of the second line of a title."""

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


def read_head(manuscript: Manuscript, subject: str = "") -> HeadReading:
    """Title, authors, date and standfirst from the header, or else from the first lines; the header wins.

    Where there is no title, the `subject` of a mail gives it, or else the file's name.
    """
    file = manuscript.name
    title, standfirst, rest = take_title(manuscript)
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
    warnings = (*_doubt_names(manuscript, title, reading.head, file), *_doubt_title(manuscript, title, body))
    if found.title:
        return HeadReading(found, body, repairs, warnings)
    named = replace(found, title=subject or _title_from_name(file))
    giver = "the mail's subject" if subject else "the file's name"
    message = f"no title was found; {giver} gives “{named.title}”"
    given = Repair("title", file, manuscript.header.line, "", named.title, _first(body), f"from {giver}")
    return HeadReading(named, body, (*repairs, given), (Warning("title", file, _first(body), message),))


def _doubt_names(manuscript: Manuscript, title: str, head: Head, file: str) -> Iterator[Warning]:
    """A doubt where the title may go on in a name below it, and where a name may be those of several."""
    group = next(iter(group_lines(manuscript.lines)), ())
    names = [author.name for author in head.authors]
    if manuscript.header.authors:
        return
    for name in names:
        words = name.split()
        if HONORIFIC.search(" ".join(words[2:])) or (len(words) >= SEVERAL and not any(map(str.islower, name.split()))):
            message = f"“{name}” was read as one name; write a comma between them if there are several"
            yield Warning("byline", file, group[0].number, message)
    lines = [line.text.strip() for line in group[:2]]
    in_two = len(lines) > 1 and title == " ".join(lines) and not names
    if in_two and lines[1][:1].isupper() and looks_like_byline(lines[1], dated=True):
        message = f"“{lines[1]}” was read as the end of the title; write By before it if it signs"
        yield Warning("byline", file, group[1].number, message)
    plain = len(group) > 1 and group[0].text.strip() == title and not manuscript.header.title
    if plain and len(names) > 1 and group[1].text.strip() == names[0]:
        message = f"“{names[0]}” was read as a name that signs; if the title goes on with it, write both in one line"
        yield Warning("byline", file, group[1].number, message)


def _doubt_title(manuscript: Manuscript, title: str, body: tuple[Line, ...]) -> Iterator[Warning]:
    """A doubt where a line above the one that is marked as the title was read as the title."""
    marked = find_marked_title(manuscript.lines) if title and not manuscript.header.title else None
    if marked in body:
        words = marked.text.strip("# ")
        message = f"“{title}” stands above “{words}”, which is marked as the title; put it below, or take the # away"
        yield Warning("title", manuscript.name, marked.number, message)
    lines = [line for line in manuscript.lines if not line.blank][:2]
    headed = len(lines) > 1 and not manuscript.header.title and lines[0].text.strip() == title
    if headed and names_group(title) and _may_be_title(lines[1]):
        words = lines[1].text.strip("*_ ")
        message = f"“{title}” was read as the title; if “{words}” is, put it first, and the name below it"
        yield Warning("title", manuscript.name, lines[1].number, message)


def _may_be_title(line: Line) -> bool:
    words = line.text.strip("*_ ")
    long = len(words) > LONGEST_TITLE_LINE or words.endswith((".", ",", ":", ";", "…"))
    signed = looks_like_byline(words, dated=True) and words != words.upper()
    return not (long or signed or is_structure(line) or parse_date(words)) and not words[:1].islower()


def _take_part(reading: HeadReading, file: str) -> HeadReading | None:
    """The reading after one more part of the head, or none where the text begins."""
    groups = _unfenced_groups(reading.body)
    if not groups:
        return None
    for take in (_take_repeated_title, _take_rest_of_title, _take_contents, _take_signature, _take_standfirst):
        if further := take(reading, groups, file):
            return further
    return None


def _unfenced_groups(lines: tuple[Line, ...]) -> tuple[Group, ...]:
    """The groups of lines down to the first with a fence that is closed: what stands there is no part of a head."""
    fenced = fenced_lines(lines)
    return tuple(takewhile(lambda group: fenced.isdisjoint(line.number for line in group), group_lines(lines)))


def _take_repeated_title(reading: HeadReading, groups: tuple[Group, ...], file: str) -> HeadReading | None:
    """The title once more, on a page of its own or above the text; small letters are kept, not capitals."""
    first, title = groups[0][0], reading.head.title
    words, below = _unheaded(first.text), groups[0][1:] or (groups[1] if len(groups) > 1 else ())
    apart = not groups[0][1:]
    if below and not same_letters(words, title) and same_letters(f"{words} {below[0].text}", title):
        words, first, below = f"{words} {below[0].text.strip()}", below[0], below[1:]
    elif apart:
        below = ()
    if not title or not same_letters(words, title):
        return None
    underlined = bool(below) and bool(re.fullmatch(r"=+\s*", below[0].text))
    rest = tuple(line for line in reading.body if line.number > first.number)
    if below and not underlined and take_byline(rest)[0] == Byline():
        return None
    last = below[0] if underlined else first
    better = words if title.isupper() and not words.isupper() else title
    gone = title if better == words else as_words(line for line in reading.body if line.number <= first.number)
    repair = Repair("repeated-title", file, 1, gone, "", first.number)
    body = tuple(line for line in reading.body if line.number > last.number)
    return replace(reading, head=replace(reading.head, title=better), body=body, repairs=(*reading.repairs, repair))


def _take_rest_of_title(reading: HeadReading, groups: tuple[Group, ...], file: str) -> HeadReading | None:
    """The second line of a title, apart from the first as some programs write it: it begins small, above a byline."""
    head, words = reading.head, as_words(groups[0])
    begun = head.title and not (head.authors or head.date or head.standfirst) and len(groups[0]) == 1
    if not (begun and words[:1].islower() and len(words) <= LONGEST_REST) or is_structure(groups[0][0]):
        return None
    body = lines_below(groups[0], reading.body)
    if take_byline(groups[0])[0] != Byline() or take_byline(body)[0] == Byline():
        return None
    repair = joined("title", file, (Line(1, head.title),), groups[0])
    title = replace(head, title=f"{head.title} {words}")
    return replace(reading, head=title, body=body, repairs=(*reading.repairs, repair))


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
    return replace(reading, body=lines_below(entries, reading.body), repairs=(*reading.repairs, repair))


def _take_signature(reading: HeadReading, groups: tuple[Group, ...], file: str) -> HeadReading | None:
    """Authors and date; where they stand there already, the second time goes."""
    signed, body = take_byline(reading.body)
    if signed == Byline():
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
    below = lines_below(groups[0], reading.body)
    text = next(iter(group_lines(below)), ())
    signed = not (head.authors or head.date) and take_byline(below)[0] != Byline()
    between = signed and len(groups[0]) <= 3
    if not (set_off and text and _is_apart(text, set_off["words"])) and not between:
        return None
    standfirst = set_off["words"] if set_off else words
    return replace(reading, head=replace(head, standfirst=standfirst), body=below)


def _is_apart(text: Group, words: str) -> bool:
    """Whether words set off are a sentence above plain text, and no heading or stressed opening."""
    below = SET_OFF.fullmatch(as_words(text))
    stressed = below and below["words"].endswith((".", "…"))
    spaced = sum(len(word) == 1 for word in words.split()) > len(words.split()) / 2
    return len(words.split()) > 4 and not spaced and not stressed and words[-1:] in ".!?…”’»"


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


def _reworded(lines: tuple[Line, ...], signed: Byline, file: str) -> tuple[Repair, ...]:
    """An entry for the byline if it is not printed in its very words."""
    printed = spelled_otherwise(lines, signed)
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


def _title_from_name(name: str) -> str:
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = re.sub(r"[-_\s]+", " ", re.sub(r"^\d+[-_. ]*", "", stem)).strip() or stem
    return words[:1].upper() + words[1:]
