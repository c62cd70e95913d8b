"""The YAML or TOML header of a source → what it states, and the lines after it."""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final

import yaml

from pamphlet.errors import PamphletError
from pamphlet.model import Header, Line, Warning  # noqa: A004 - see pamphlet.model.repair

FENCES: Final = {"---": ("---", "..."), "+++": ("+++",)}
LONGEST_HEADER: Final = 200
"""Lines: what runs on longer is a text that begins with a rule."""

# Which field does a key of a header state?
FIELDS: Final = {
    "title": "title",
    "author": "authors",
    "authors": "authors",
    "date": "date",
    "lang": "language",
    "language": "language",
    "standfirst": "standfirst",
}


def split_header(lines: tuple[Line, ...], name: str) -> tuple[Header, tuple[Line, ...], tuple[Warning, ...]]:
    """What the header states, the lines after it, and a warning for each key that is not used."""
    first = next((index for index, line in enumerate(lines) if not line.blank), 0)
    closing = _find_closing(lines, first)
    if closing is None:
        return Header(), lines, ()
    text = "\n".join(line.text for line in lines[first + 1 : closing])
    stated = _parse(text, lines[first], name)
    warnings = tuple(
        Warning("header", name, _line_of(key, lines[first:closing]), f"the header's `{key}` is not used")
        for key in stated
        if str(key) not in FIELDS
    )
    return _header(stated, lines[first].number, name), lines[closing + 1 :], warnings


def _find_closing(lines: tuple[Line, ...], first: int) -> int | None:
    ends = FENCES.get(lines[first].text.rstrip()) if lines else None
    if not ends or not _states_something(lines[first + 1 : first + 2]):
        return None
    window = range(first + 1, min(len(lines), first + LONGEST_HEADER))
    return next((index for index in window if lines[index].text.rstrip() in ends), None)


def _states_something(lines: tuple[Line, ...]) -> bool:
    # A rule above a paragraph is no header: its first line must read `key: value` or `key = value`.
    return any(re.match(r"[\w\"'-]+\s*[:=]|#", line.text) for line in lines)


def _parse(text: str, opening: Line, name: str) -> dict[str, Any]:
    try:
        # BaseLoader keeps every value as the text it is: no dates, no objects, no code.
        stated = (
            tomllib.loads(text) if opening.text.startswith("+") else yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
        )
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(str(error).split(" (at", 1)[0], name, opening.number) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = opening.number + 1 + (mark.line if mark else 0)
        raise _unreadable(getattr(error, "problem", None) or "not YAML", name, line) from None
    if not isinstance(stated, dict):
        raise _unreadable("it states no keys", name, opening.number)
    return stated


def _unreadable(why: str, name: str, line: int) -> PamphletError:
    advice = "write `key: value` lines, with values that hold a colon in quotes"
    return PamphletError(f"the header cannot be read ({why})", advice=advice, where=name, line=line)


def _header(stated: dict[str, Any], line: int, name: str) -> Header:
    fields: dict[str, Any] = {"line": line}
    for key, value in stated.items():
        field = FIELDS.get(str(key))
        if field == "authors":
            fields[field] = tuple(_word(author, key, line, name) for author in _as_list(value))
        elif field:
            fields[field] = _word(value, key, line, name)
    return Header(**fields)


def _as_list(value: Any) -> list[Any]:  # noqa: ANN401 - whatever the header holds
    return value if isinstance(value, list) else [value]


def _word(value: Any, key: str, line: int, name: str) -> str:  # noqa: ANN401 - whatever the header holds
    if isinstance(value, dict) and value.get("name"):
        role = value.get("role", "")
        return f"{value['name']}, {role}" if role else str(value["name"])
    if isinstance(value, (dict, list)):
        raise PamphletError(
            f"the header's `{key}` is a list or a table", advice="it wants plain text", where=name, line=line
        )
    return " ".join(str(value).split())


def _line_of(key: str, lines: tuple[Line, ...]) -> int:
    return next((line.number for line in lines if line.text.lstrip(" \"'").startswith(str(key))), lines[0].number)
