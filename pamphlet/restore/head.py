"""The first lines of a manuscript → title, authors and date, and the lines of the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from pamphlet.errors import PamphletError
from pamphlet.model import Author, Date, Line, Manuscript, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.restore.dates import parse_date
from pamphlet.restore.lines import CLOSING_MARKS, ENDS_SENTENCE, Group, as_words, group_lines, is_structure

LONGEST_TITLE: Final = 160
LONGEST_BYLINE: Final = 100
BY: Final = re.compile(r"(?:by|von|par|por|di|door|av|af)\s+(?=\S)", re.IGNORECASE)
# Small words inside a name: “Ludwig van Beethoven”, “Union of the Quay”.
PARTICLES: Final = re.compile(
    r"an?|al|and|av|das?|del?|della|den|der|des|di|do|dos|du|e|el|en|et|för|für|i|la|le|les|och|of|og|on|para|pour"
    r"|the|to|und|van|vom|von|y|zu|zum|zur"
)
CLOCK: Final = re.compile(r"(?<=\d)[T ]\d{1,2}:\d{2}.*")
LINK: Final = re.compile(r"\[([^\]]+)\]\([^)]*\)")
AND: Final = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\boch\b|\bog\b)\s*")


class Head(Struct, frozen=True):
    """What stands above the text; `title` is Markdown."""

    title: str = ""
    authors: tuple[Author, ...] = ()
    date: Date | None = None


class HeadReading(Struct, frozen=True):
    """A head, the lines below it, and what was done and doubted on the way."""

    head: Head
    body: tuple[Line, ...]
    repairs: tuple[Repair, ...] = ()
    warnings: tuple[Warning, ...] = ()


def read_head(manuscript: Manuscript) -> HeadReading:
    """Title, authors and date from the header, or else from the first lines; the header wins."""
    title, rest = _take_title(manuscript)
    head, body = _take_byline(rest)
    stated = _stated(manuscript)
    found = Head(stated.title or title, stated.authors or head.authors, stated.date or head.date)
    byline = _reworded(rest[: len(rest) - len(body)], head, manuscript.name)
    body, repeated = _drop_repeated_title(body, (found.title, title), manuscript.name)
    top = manuscript.lines[: len(manuscript.lines) - len(body)]
    replaced = (*byline, *_replaced(top, Head(title, head.authors, head.date), stated, manuscript.name))
    if found.title:
        return HeadReading(found, body, (*replaced, *repeated))
    named = Head(_title_from_name(manuscript.name), found.authors, found.date)
    message = f"no title was found; the file's name gives “{named.title}”"
    return HeadReading(named, body, (*replaced, *repeated), (Warning("title", manuscript.name, _first(body), message),))


def _first(lines: tuple[Line, ...]) -> int:
    return next((line.number for line in lines if not line.blank), 1)


def _stated(manuscript: Manuscript) -> Head:
    header = manuscript.header
    date = None
    if header.date:
        stated = CLOCK.sub("", header.date)  # as programs write it: 2031-05-03T10:00:00Z
        date = parse_date(stated) or Date(stated, "")
    return Head(header.title, tuple(map(parse_author, header.authors)), date)


def _take_title(manuscript: Manuscript) -> tuple[str, tuple[Line, ...]]:
    lines = manuscript.lines
    start = next((index for index, line in enumerate(lines) if not line.blank), None)
    if start is None:
        raise PamphletError(
            "the statement holds nothing but control characters", advice="write it", where=manuscript.name
        )
    first, below = lines[start], lines[start + 1 :]
    if heading := re.fullmatch(r" {0,3}#\s+(.*?)(?:\s+#+)?\s*", first.text):
        return heading[1], below
    if below and re.fullmatch(r"=+\s*", below[0].text):
        return first.text.strip(), below[1:]
    if _looks_like_title(first, below, stated=manuscript.header.title):
        return first.text.strip(), below
    return "", lines


def _looks_like_title(first: Line, below: tuple[Line, ...], *, stated: str) -> bool:
    """Whether a plain first line is a title: short, no sentence, and alone or above a byline."""
    text = first.text.strip()
    if stated:
        return _same(text, stated)
    alone = not below or below[0].blank
    headed = not alone and _take_byline(below)[0] != Head() and not _looks_like_byline(text, dated=False)
    sentence = text.rstrip(CLOSING_MARKS).endswith((".", ",", ";", ":"))
    return (alone or headed) and len(text) <= LONGEST_TITLE and not is_structure(first) and not sentence


def _take_byline(lines: tuple[Line, ...]) -> tuple[Head, tuple[Line, ...]]:
    """Authors and date from the group or two below the title, and the lines after them."""
    groups = group_lines(lines)[:2]
    first = _read_byline(groups[0]) if groups else None
    if first is None:
        first = _read_name(groups)
        return (first, _below(groups[1], lines)) if first else (Head(), lines)
    second = _read_byline(groups[1]) if len(groups) > 1 else None
    if second and not (first.date and second.date) and not (first.authors and second.authors):
        return Head(authors=first.authors or second.authors, date=first.date or second.date), _below(groups[1], lines)
    return first, _below(groups[0], lines)


def _below(group: Group, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.number > group[-1].number)


def _read_byline(group: Group, *, dated: bool = False) -> Head | None:
    """The byline that a group is: names after “by”, or beside a date."""
    texts = [_unmarked(line.text) for line in group]
    if len(texts) > 4 or any(map(is_structure, group)):
        return None
    dates = [date for date in map(parse_date, texts) if date]
    names = [text for text in texts if not parse_date(text)]
    signed = all(_looks_like_byline(name, dated=dated or bool(dates)) for name in names)
    if len(dates) > 1 or not signed or not (dates or names):
        return None
    authors = tuple(author for name in names for author in parse_byline(name))
    return Head(authors=authors, date=dates[0] if dates else None)


def _read_name(groups: tuple[Group, ...]) -> Head | None:
    """A name alone, above a date alone."""
    below = _read_byline(groups[1]) if len(groups) > 1 else None
    name = _read_byline(groups[0], dated=True) if below and below.date and not below.authors else None
    return Head(authors=name.authors, date=below.date) if name and below else None


def _unmarked(text: str) -> str:
    return LINK.sub(r"\1", text.strip().rstrip("\\").strip("*_ "))


def _looks_like_byline(text: str, *, dated: bool) -> bool:
    """Whether a line is “by” and a name, or beside a date a name alone: a role may follow after a comma."""
    if len(text) > LONGEST_BYLINE or ENDS_SENTENCE.search(text) or text.endswith(","):
        return False
    name = BY.sub("", text, count=1).partition(",")[0]
    words = re.findall(r"[^\W\d_]+", name)
    return bool(words) and (dated or bool(BY.match(text))) and all(map(_is_of_a_name, words))


def _is_of_a_name(word: str) -> bool:
    return not word[0].islower() or bool(PARTICLES.fullmatch(word))


def parse_byline(text: str) -> tuple[Author, ...]:
    """Authors from “By A. Name and B. Name”; a role or place after a comma stays with a sole author."""
    names = BY.sub("", text, count=1)
    _, comma, rest = names.partition(",")
    role = rest.strip()[:1].islower() and not AND.match(rest)
    if comma and (role or len(AND.split(names)) == 2):
        return _named((parse_author(names),))
    return _named(map(Author, AND.split(names)))


def _named(authors: Iterable[Author]) -> tuple[Author, ...]:
    return tuple(author for author in authors if author.name)


def parse_author(text: str) -> Author:
    """An author from “Name, role”."""
    name, _, role = text.strip(" ,").partition(",")
    return Author(name.strip(), role.strip())


def _reworded(lines: tuple[Line, ...], head: Head, file: str) -> tuple[Repair, ...]:
    """An entry for the byline if it is not printed in its very words."""
    written = " ".join(as_words(lines).split())
    date = head.date.text if head.date else ""
    printed = ", ".join(filter(None, (_names(head.authors), date)))
    if re.findall(r"\w+", written) == re.findall(r"\w+", printed):
        return ()
    return (Repair("byline", file, _first(lines), written, printed, lines[-1].number),)


def _drop_repeated_title(
    body: tuple[Line, ...], titles: tuple[str, str], file: str
) -> tuple[tuple[Line, ...], tuple[Repair, ...]]:
    """The text without a first line of its own that says the title again, as stated or as found."""
    first = next(iter(group_lines(body)), ())
    if len(first) != 1 or not any(_same(first[0].text, title) for title in titles):
        return body, ()
    return _below(first, body), (Repair("repeated-title", file, first[0].number, first[0].text, ""),)


def _replaced(lines: tuple[Line, ...], found: Head, stated: Head, file: str) -> tuple[Repair, ...]:
    """What the first lines said too, or said otherwise than the header, which won."""
    pairs = (
        (found.title, stated.title),
        (_names(found.authors), _names(stated.authors)),
        (found.date.text if found.date else "", stated.date.text if stated.date else ""),
    )
    return tuple(
        Repair("header-wins", file, _first(lines), before, "", lines[-1].number, f"the header says “{after}”")
        for before, after in pairs
        if before and after
    )


def _names(authors: tuple[Author, ...]) -> str:
    return ", ".join(part for author in authors for part in (author.name, author.role) if part)


def _same(left: str, right: str) -> bool:
    return _letters(left) == _letters(right) != ""


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _title_from_name(name: str) -> str:
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = re.sub(r"[-_\s]+", " ", re.sub(r"^\d+[-_. ]*", "", stem)).strip() or stem
    return words[:1].upper() + words[1:]
