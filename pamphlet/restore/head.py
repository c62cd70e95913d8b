"""The first lines of a manuscript → title, authors and date, and the lines of the text itself."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from pamphlet.model import Author, Date, Line, Manuscript, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.restore.dates import parse_date
from pamphlet.restore.lines import ENDS_SENTENCE, Group, group_lines, is_structure

LONGEST_TITLE: Final = 160
LONGEST_BYLINE: Final = 100
BY: Final = re.compile(r"(?:by|von|par|por|di|door|av|af)\s+(?=\S)", re.IGNORECASE)
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
    body, repeated = _drop_repeated_title(body, found.title, manuscript.name)
    replaced = _replaced(manuscript, Head(title, head.authors, head.date), stated)
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
        date = parse_date(header.date) or Date(header.date, "")
    return Head(header.title, tuple(map(parse_author, header.authors)), date)


def _take_title(manuscript: Manuscript) -> tuple[str, tuple[Line, ...]]:
    lines = manuscript.lines
    start = next(index for index, line in enumerate(lines) if not line.blank)
    first, below = lines[start], lines[start + 1 :]
    if heading := re.fullmatch(r"#\s+(.*?)\s*#*\s*", first.text):
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
    alone = not below or below[0].blank or _take_byline(below)[0] != Head()
    return alone and len(text) <= LONGEST_TITLE and not is_structure(first) and not text.endswith((".", ",", ";"))


def _take_byline(lines: tuple[Line, ...]) -> tuple[Head, tuple[Line, ...]]:
    """Authors and date from the group or two below the title, and the lines after them."""
    groups = group_lines(lines)[:2]
    for count in (2, 1):
        head = _read_byline(groups[:count]) if len(groups) >= count else None
        if head:
            last = groups[count - 1][-1]
            return head, tuple(line for line in lines if line.number > last.number)
    return Head(), lines


def _read_byline(groups: tuple[Group, ...]) -> Head | None:
    lines = [line.text.strip() for group in groups for line in group]
    if len(lines) > 4 or any(is_structure(line) for group in groups for line in group):
        return None
    texts = [_unmarked(line) for line in lines]
    dates = [date for date in map(parse_date, texts) if date]
    names = [text for text in texts if not parse_date(text)]
    signed = all(_looks_like_byline(name, dated=bool(dates)) for name in names)
    if len(dates) > 1 or not signed or not (dates or names):
        return None
    authors = tuple(author for name in names for author in parse_byline(name))
    return Head(authors=authors, date=dates[0] if dates else None)


def _unmarked(text: str) -> str:
    return text.strip("*_ ").rstrip("\\").strip()


def _looks_like_byline(text: str, *, dated: bool) -> bool:
    if len(text) > LONGEST_BYLINE or ENDS_SENTENCE.search(text):
        return False
    if BY.match(text):
        return True
    # Beside a date, a line in which all long words begin with a capital is a name.
    return dated and all(word[:1].isupper() for word in re.findall(r"[^\W\d_]{4,}", text))


def parse_byline(text: str) -> tuple[Author, ...]:
    """Authors from “By A. Name and B. Name”; a role or place after a comma stays with a sole author."""
    names = BY.sub("", text, count=1) if BY.match(text) else text
    parts = [part for part in AND.split(names) if part]
    comma = "," in names and not re.search(r"&|;|\b(?:and|und|et|y|e|en|och|og)\b", names)
    if comma and len(parts) == 2:
        return (parse_author(names),)
    return tuple(Author(part) for part in parts)


def parse_author(text: str) -> Author:
    """An author from “Name, role”."""
    name, _, role = text.partition(",")
    return Author(name.strip(), role.strip())


def _drop_repeated_title(body: tuple[Line, ...], title: str, file: str) -> tuple[tuple[Line, ...], tuple[Repair, ...]]:
    first = next((line for line in body if not line.blank), None)
    if first is None or not title or not _same(first.text, title):
        return body, ()
    rest = tuple(line for line in body if line.number > first.number)
    return rest, (Repair("repeated-title", file, first.number, first.text, ""),)


def _replaced(manuscript: Manuscript, found: Head, stated: Head) -> tuple[Repair, ...]:
    """What the first lines said otherwise than the header, which won."""
    line = _first(manuscript.lines)
    pairs = (
        (found.title, stated.title),
        (_names(found.authors), _names(stated.authors)),
        (found.date.text if found.date else "", stated.date.text if stated.date else ""),
    )
    return tuple(
        Repair("header-wins", manuscript.name, line, before, after)
        for before, after in pairs
        if before and after and not _same(before, after)
    )


def _names(authors: tuple[Author, ...]) -> str:
    return ", ".join(author.name for author in authors)


def _same(left: str, right: str) -> bool:
    return _letters(left) == _letters(right)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _title_from_name(name: str) -> str:
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = re.sub(r"[-_\s]+", " ", re.sub(r"^\d+[-_. ]*", "", stem)).strip() or stem
    return words[:1].upper() + words[1:]
