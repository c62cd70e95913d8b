"""Keys of edition.toml that a row states → typed and checked; and laid over the text of an edition.toml."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from pamphlet.edition import Settings, parse_settings

LISTS: Final = ("subjects", "identifiers")


def typed_keys(columns: Mapping[str, Any], between: str) -> dict[str, Any]:
    """The keys with cells of text as the types that they want, where they can be read so."""
    placed = {
        name: [part.strip() for part in value.split(between) if part.strip()]
        if name in LISTS and isinstance(value, str)
        else value
        for name, value in columns.items()
    }
    try:
        typed = msgspec.to_builtins(msgspec.convert(placed, Settings, strict=False))
    except (msgspec.ValidationError, RecursionError):
        return placed  # what is wrong is said by whoever checks it
    kept = _kept(typed, placed)
    assert isinstance(kept, dict)  # noqa: S101 - as `placed` is
    return kept


def _kept(typed: Any, stated: Any) -> Any:  # noqa: ANN401 - whatever a table holds
    """The typed values of the keys that are stated."""
    if isinstance(stated, dict) and isinstance(typed, dict):
        return {key: _kept(typed[key], value) for key, value in stated.items() if key in typed}
    return list(typed) if isinstance(typed, tuple) else typed


def refuse_wrong(stated: Mapping[str, Any], name: str) -> None:
    """Raise PamphletError where edition.toml could not say this."""
    parse_settings(to_toml(stated), name)


def lay_over(text: str, stated: Mapping[str, Any], name: str) -> str:
    """The text of an edition.toml with other values; unchanged where there are none."""
    if not stated:
        return text
    parse_settings(text, name)  # errors name its own lines, while it has them
    return to_toml(_merged(tomllib.loads(text), stated))


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        beneath = merged.get(key)
        merged[key] = _merged(beneath, value) if isinstance(value, dict) and isinstance(beneath, dict) else value
    return merged


def to_toml(stated: Mapping[str, Any]) -> str:
    """TOML with a key a line: https://toml.io/en/v1.0.0."""
    return "".join(f"{_spell(key)} = {_spell(value)}\n" for key, value in stated.items())


def _spell(value: Any) -> str:  # noqa: ANN401 - whatever TOML holds
    match value:
        case dict():
            return "{" + ", ".join(f"{_spell(key)} = {_spell(inner)}" for key, inner in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(_spell(inner) for inner in value) + "]"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case _:
            # A basic string is written as JSON's, but for this one control character.
            return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
