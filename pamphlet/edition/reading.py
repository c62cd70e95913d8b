"""edition.toml → typed, validated settings."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from typing import Any, Final, NoReturn

import msgspec

from pamphlet.edition.checks import checked
from pamphlet.edition.places import line_of
from pamphlet.edition.press_table import CHOICES
from pamphlet.edition.tables import ContributorSettings, Settings
from pamphlet.errors import PamphletError
from pamphlet.layouts import advise_layout, find_layout
from pamphlet.model.characters import HIDDEN, UNPRINTABLE


def parse_settings(text: str, name: str) -> Settings:
    """The settings that edition.toml's text states; `name` is its path as the user would type it."""
    try:
        stated = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        _refuse_syntax(str(error), text, name)
    except RecursionError:
        _refuse_syntax("Nested too deep", text, name)
    except ValueError:  # an integer of over 4,300 digits
        _refuse_syntax("A number has too many digits", text, name)
    try:
        _refuse_unprintable(stated, (), text, name)
        settings = msgspec.convert(_layout_by_name(_dates_as_text(stated)), Settings)
    except RecursionError:
        _refuse_syntax("Nested too deep", text, name)
    except msgspec.ValidationError as error:
        _refuse_value(str(error), text, name)
    return checked(settings, text, name)


def _refuse_unprintable(value: Any, path: tuple[str, ...], text: str, name: str) -> None:  # noqa: ANN401 - whatever TOML holds
    match value:
        case str() if held := UNPRINTABLE.search(value) or HIDDEN.search(value):
            raise PamphletError(
                f"`{'.'.join(path)}` holds the character U+{ord(held[0]):04X}",
                advice="take it out, for nobody could see it",
                where=name,
                line=line_of(text, path),
            )
        case dict():
            for key, inner in value.items():
                _refuse_unprintable(inner, (*path, key), text, name)
        case list():
            for inner in value:
                _refuse_unprintable(inner, path, text, name)
        case _:
            pass


def _dates_as_text(value: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
    match value:
        case dict():
            return {key: _dates_as_text(inner) for key, inner in value.items()}
        case dt.datetime():
            return value.date().isoformat()
        case dt.date():
            return value.isoformat()
        case _:
            return value


def _layout_by_name(stated: dict[str, Any]) -> dict[str, Any]:
    """The tables with a layout's other name, such as trifold, replaced by its own."""
    match stated:
        case {"press": {"layout": str(called), **others}} if name := find_layout(called):
            return {**stated, "press": {**others, "layout": name}}
        case _:
            return stated


def _refuse_syntax(message: str, text: str, name: str) -> NoReturn:
    place = re.search(r"at line (\d+)", message)
    what = message.split(" (at ", 1)[0]
    raise PamphletError(
        f"not valid TOML ({what[:1].lower()}{what[1:]})",
        advice="put text in quotes, one `key = value` a line",
        where=name,
        line=int(place[1]) if place else text.count("\n", 0, len(text.rstrip())) + 1,
    )


# What does the user call it that msgspec calls …?
KINDS: Final = {
    "str": "text in quotes",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list in [ ]",
    "object": "a table",
    "str | array": "text in quotes or a list of them",
    "null": "nothing",
}


def _refuse_value(message: str, text: str, name: str) -> NoReturn:
    path = tuple(re.findall(r"[A-Za-z_]\w*", message.rsplit("`$", 1)[1])) if "`$" in message else ()
    if unknown := re.search(r"unknown field `(.+?)`", message):
        key = unknown[1]
        raise PamphletError(
            f"`{key}` is no key {f'of [{path[0]}]' if path else 'of an edition'}",
            advice=_suggestion(key, path),
            where=name,
            line=line_of(text, (*path, key)),
        )
    kinds = re.findall(r"`([^`$]+)`", message)
    expected, got = kinds[:2] if len(kinds) == 2 else ("", "")
    subject = f"an entry of `{'.'.join(path)}`" if message.endswith("]`") else f"`{'.'.join(path)}`"
    length = re.search(r"of length (\d+)", message)
    wanted = f"a list of {length[1]}" if length else KINDS.get(expected, "one of the values that the guide names")
    written = re.search(r"^Invalid enum value '?(.*?)'? - at `", message, re.DOTALL)
    stated = f"is “{written[1]}”" if written else f"is {KINDS[got]}" if got in KINDS else "has another value"
    raise PamphletError(
        f"{subject} {stated}",
        advice=_advise_choice(path, written[1] if written else "") or f"it wants {wanted}",
        where=name,
        line=line_of(text, path),
    )


def _advise_choice(path: tuple[str, ...], written: str) -> str:
    """The values that a key may have, where they can be counted."""
    if path == ("page", "fit"):
        return 'write "sheets", or leave it out'
    if path == ("matter", "openings"):
        return 'write "any" or "recto"'
    if path == ("press", "layout"):
        return advise_layout(written)
    choices = CHOICES.get(path[1], ()) if path[:1] == ("press",) and len(path) > 1 else ()
    return f"choose one of {', '.join(choices)}" if choices else ""


def _suggestion(key: str, path: tuple[str, ...]) -> str:
    if (*path, key) == ("press", "flip"):
        return "it is called `duplex` now"
    if path and key in Settings.__struct_fields__:
        return f"write it above the first line in square brackets, for what follows [{path[0]}] belongs to that"
    table = (
        ContributorSettings() if path[:1] == ("contributors",) else getattr(Settings(), path[0]) if path else Settings()
    )
    known = table.__struct_fields__
    close = difflib.get_close_matches(key, known, n=1)
    return f"did you mean `{close[0]}`?" if close else f"the keys are {', '.join(known)}"
