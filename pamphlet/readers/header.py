"""The header of a source, in YAML or TOML, or pandoc’s title block → what it states, and the lines after it."""

from __future__ import annotations

import re
import tomllib
from itertools import takewhile
from typing import Any, Final, get_args

from msgspec.structs import replace

from pamphlet.errors import PamphletError
from pamphlet.model import (
    AddressKind,
    Header,
    Line,
    StatedContact,
    Warning,  # noqa: A004 - see pamphlet.model.repair
)
from pamphlet.model.characters import HIDDEN, SELECTING, UNPRINTABLE
from pamphlet.model.matter import LANGUAGE_TAG

FENCES: Final = {"---": ("---", "..."), "+++": ("+++",)}
LONGEST_HEADER: Final = 200
"""Lines: what runs on longer is a text that begins with a rule."""

LONGEST_BLOCK: Final = 3
"""Lines of a title block: title, names, date."""

NOTHING: Final = ("~", "null")
"""YAML's ways to say that a key has no value."""

# Which field does a key of a header state?
FIELDS: Final = {
    "title": "title",
    "author": "authors",
    "authors": "authors",
    "date": "date",
    "lang": "language",
    "language": "language",
    "standfirst": "standfirst",
    "contact": "contact",
}


def split_header(lines: tuple[Line, ...], name: str) -> tuple[Header, tuple[Line, ...], tuple[Warning, ...]]:
    """What the header states, the lines after it, and a warning for each key that is not used."""
    first = next((index for index, line in enumerate(lines) if not line.blank), 0)
    if title_block := _read_title_block(lines[first : first + LONGEST_BLOCK + 1], name):
        return title_block[0], lines[first + title_block[1] :], ()
    closing = _find_closing(lines, first)
    if closing is None:
        return Header(), lines, ()
    header = tuple(replace(line, text=SELECTING.sub("", line.text)) for line in lines[first:closing])
    for line in header:
        _refuse_unprintable(line.text, "the header", line.number, name)
    stated = _parse("\n".join(line.text for line in header[1:]), lines[first], name)
    warnings = tuple(
        Warning("header", name, _line_of(key, header), f"the header's `{key}` is not used")
        for key in stated
        if str(key) not in FIELDS
    )
    return _header(stated, header, name), lines[closing + 1 :], warnings


def _read_title_block(lines: tuple[Line, ...], name: str) -> tuple[Header, int] | None:
    """What `% Title`, `% Ada Brook; Joan Hill` and `% 1 May 2026` above a blank line state, as pandoc reads them."""
    block = tuple(takewhile(lambda line: line.text.startswith("%"), lines))
    words = [line.text[1:].strip() for line in block]
    if not words or not words[0] or len(block) == len(lines) or not lines[len(block)].blank:
        return None
    for line in block:
        _refuse_unprintable(line.text, "the header", line.number, name)
    title, authors, date = [*words, "", ""][:LONGEST_BLOCK]
    signed = tuple(author.strip() for author in authors.split(";") if author.strip(" ,"))
    return Header(title=title, authors=signed, date=date, line=block[0].number), len(block)


def _find_closing(lines: tuple[Line, ...], first: int) -> int | None:
    ends = FENCES.get(lines[first].text.rstrip()) if lines else None
    window = range(first + 1, min(len(lines), first + LONGEST_HEADER)) if ends else range(0)
    closing = next((index for index in window if ends and lines[index].text.rstrip() in ends), None)
    return closing if _states_something(lines[first + 1 : closing]) else None


def _states_something(lines: tuple[Line, ...]) -> bool:
    # A rule above a paragraph is no header: its first line but for comments must read `key: value` or `key = value`.
    stated = next((line.text for line in lines if not line.blank and not line.text.startswith("#")), "")
    return bool(re.match(r"[\w\"'-]+\s*[:=]", stated))


def _parse(text: str, opening: Line, name: str) -> dict[str, Any]:
    try:
        stated = tomllib.loads(text) if opening.text.startswith("+") else _parse_yaml(text, opening, name)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(str(error).split(" (at", 1)[0], name, opening.number) from None
    except RecursionError:
        raise _unreadable("it is nested too deep", name, opening.number) from None
    if not isinstance(stated, dict):
        raise _unreadable("it states no keys", name, opening.number)
    return stated


def _parse_yaml(text: str, opening: Line, name: str) -> object:
    from pamphlet.readers.yaml_keys import UnreadableYamlError, read_yaml  # noqa: PLC0415 - slow to import

    try:
        return read_yaml(text)
    except UnreadableYamlError as error:
        raise _unreadable(error.problem, name, opening.number + 1 + error.line) from None


def _unreadable(why: str, name: str, line: int) -> PamphletError:
    advice = "write `key: value` lines, with values that hold a colon in quotes"
    return PamphletError(f"the header cannot be read ({why})", advice=advice, where=name, line=line)


def _header(stated: dict[str, Any], header: tuple[Line, ...], name: str) -> Header:
    fields: dict[str, Any] = {"line": header[0].number}
    for key, value in stated.items():
        field, line = FIELDS.get(str(key)), _line_of(key, header)
        if field in fields:
            raise _unreadable(f"`{key}` states once more what stands above", name, line)
        if field == "authors":
            words = [_word(author, key, line, name) for author in _as_list(value)]
            fields[field] = tuple(word for word in words if word.strip(" ,"))
        elif field == "contact":
            fields[field] = tuple(_contact_entry(entry, line, name) for entry in _as_list(value))
        elif field:
            fields[field] = _word(value, key, line, name)
    _refuse_unknown_language(fields.get("language", ""), _line_of("lang", header), name)
    return Header(**fields)


def _as_list(value: Any) -> list[Any]:  # noqa: ANN401 - whatever the header holds
    return value if isinstance(value, list) else [value]


def _contact_entry(entry: Any, line: int, name: str) -> StatedContact:  # noqa: ANN401 - whatever the header holds
    """Words, or one address by its kind, such as `mail: group@harbour.example`; a line feed parts those of `post`."""
    if not isinstance(entry, dict):
        return StatedContact("words", _word(entry, "contact", line, name), line)
    kinds = [kind for kind in get_args(AddressKind) if kind in entry]
    if len(entry) != 1 or not kinds:
        named = ", ".join(f"`{kind}:`" for kind in get_args(AddressKind))
        what = f"the header's `contact` holds {', '.join(map(str, entry)) or 'nothing'}"
        raise PamphletError(
            what, advice=f"put words in quotes, or write one of {named} an entry", where=name, line=line
        )
    rows = str(entry[kinds[0]]).split("\n") if kinds[0] == "post" else [entry[kinds[0]]]
    words = (_word(row, "contact", line, name) for row in rows)
    return StatedContact(kinds[0], "\n".join(filter(None, words)), line)


def _word(value: Any, key: str, line: int, name: str) -> str:  # noqa: ANN401 - whatever the header holds
    if isinstance(value, dict) and value.get("name"):
        parts = (_word(value.get(part, ""), key, line, name) for part in ("name", "role"))
        return ", ".join(filter(None, parts))
    if isinstance(value, (dict, list, bool)):
        raise PamphletError(
            f"the header's `{key}` is no plain text", advice="write words, or a date", where=name, line=line
        )
    word = re.sub(r"[ \t\r\n]+", " ", str(value)).strip(" ")  # a no-break space is the author's
    _refuse_unprintable(word, f"the header's `{key}`", line, name)
    return "" if word in NOTHING else word


def _refuse_unprintable(text: str, holder: str, line: int, name: str) -> None:
    if held := UNPRINTABLE.search(text) or HIDDEN.search(text):
        raise PamphletError(
            f"{holder} holds the character U+{ord(held[0]):04X}",
            advice="take it out, for nobody could see it",
            where=name,
            line=line,
        )


def _refuse_unknown_language(language: str, line: int, name: str) -> None:
    if language and not LANGUAGE_TAG.fullmatch(language):
        raise PamphletError(
            f"the header's language is “{language}”",
            advice='write a code such as "en", "de" or "pt-BR"',
            where=name,
            line=line,
        )


def _line_of(key: str, lines: tuple[Line, ...]) -> int:
    return next((line.number for line in lines if line.text.lstrip(" \"'").startswith(str(key))), lines[0].number)
