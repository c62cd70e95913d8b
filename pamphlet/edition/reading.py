"""edition.toml → typed, validated settings."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from collections.abc import Sequence
from typing import Any, Final, NoReturn

import msgspec

from pamphlet.edition.checks import checked
from pamphlet.edition.places import line_of
from pamphlet.edition.press_table import CHOICES
from pamphlet.edition.tables import ContributorSettings, Settings
from pamphlet.errors import PamphletError
from pamphlet.layouts import advise_layout, find_layout
from pamphlet.model.characters import HIDDEN, SELECTING, UNPRINTABLE
from pamphlet.patterns import Pattern

# What word processors and telephones make of quotation marks, where a value begins.
CURLY_VALUE: Final = Pattern(r"[=\[,]\s*([“”„‟«»‘’‚])")
# What else do people call a key?
OTHER_NAMES: Final = {
    "author": "`publisher`, and `By …` below the title of a statement",
    "authors": "`publisher`, and `By …` below the title of a statement",
    "color": "`accent`",
    "colour": "`accent`",
    "impressum": "`printed_by` below [matter]",
    "imprint": "`printed_by` below [matter], for a line that names who answers for it",
    "isbn": "`identifier`",
    "lang": "`language`",
    "licence": "`rights`",
    "license": "`rights`",
    "logo": "`image` below [cover]",
    "responsible": "`printed_by` below [matter]",
    "v": "`printed_by` below [matter]",
    "visdp": "`printed_by` below [matter]",
}
OF_CONTACTS: Final = {
    "address": "`post`",
    "phone": "`telephone`",
    "tel": "`telephone`",
    "url": "`web`",
    "website": "`web`",
}
# What have people written where a line cannot be read, and what is it to be?
SLIPS: Final = {
    r"^\s*date\s*=": 'write a day as 2026-05-01, without quotation marks, or a month as "2026-05"',
    r"^\s*[\w-]+\s*:": "write = in place of the colon",
    r"^\s*[\w-]+\s*=\s*'.*'.*'": 'put words with an apostrophe between two "',
    r"^\s*[\w-]+\s*=\s*\"[^\"]*\"[^\",#]+\"": "write quotation marks inside of the words as “ and ”",
}
# Words that begin with a quotation mark and end with none.
UNENDED: Final = Pattern(r"\s*[\w-]+\s*=\s*\[?\s*\"[^\"]*")
USUAL_ADVICE: Final = "put text in quotes, one `key = value` a line"


def parse_settings(text: str, name: str) -> Settings:
    """The settings that edition.toml's text states; `name` is its path as the user would type it."""
    try:
        stated = tomllib.loads(SELECTING.sub("", text))
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
        _refuse_value(str(error), stated, text, name)
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


def _advise_syntax(line: str) -> str:
    if curly := CURLY_VALUE.search(line):
        return f'write " in place of {curly[1]}'
    return next((advice for slip, advice in SLIPS.items() if re.search(slip, line)), USUAL_ADVICE)


def _refuse_syntax(message: str, text: str, name: str) -> NoReturn:
    place = re.search(r"at line (\d+)", message)
    what = message.split(" (at ", 1)[0]
    line = int(place[1]) if place else text.count("\n", 0, len(text.rstrip())) + 1
    written = text.split("\n")[line - 1]
    advice = _advise_syntax(written)
    if advice == USUAL_ADVICE and UNENDED.fullmatch(written):
        what, advice = "the words have no end", 'write " behind the last of them'
    raise PamphletError(f"not valid TOML ({what[:1].lower()}{what[1:]})", advice=advice, where=name, line=line)


SURELY_MEANT: Final = 0.7
"""How alike two keys are of which one is a slip of the pen; 1 is the same."""

# What does the user call it that msgspec calls …?
KINDS: Final = {
    "str": "text in quotes",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list in [ ]",
    "object": "a table",
    "null": "nothing",
}
WANTED: Final = KINDS | {"int": "a whole number"}
DATES: Final = {dt.datetime: "a date", dt.date: "a date", dt.time: "a time"}


def _refuse_value(message: str, stated: dict[str, Any], text: str, name: str) -> NoReturn:
    place = re.findall(r"[A-Za-z_]\w*|(?<=\[)\d+(?=\])", message.rsplit("`$", 1)[1]) if "`$" in message else []
    path = tuple(key for key in place if not key.isdecimal())
    if unknown := re.search(r"unknown field `(.+?)`", message):
        key = unknown[1]
        raise PamphletError(
            f"`{key}` is no key {f'of [{path[0]}]' if path else 'of an edition'}",
            advice=_suggestion(key, path),
            where=name,
            line=line_of(text, (*path, key)),
        )
    subject = f"an entry of `{'.'.join(path)}`" if message.endswith("]`") else f"`{'.'.join(path)}`"
    what, advice = _explain(message, _find(stated, place), path[0] if len(path) == 1 else "")
    written = re.search(r"^Invalid enum value '?(.*?)'? - at `", message, re.DOTALL)
    what = f"is “{written[1]}”" if written else what
    advice = _advise_choice(path, written[1] if written else "") or advice
    raise PamphletError(f"{subject} {what}", advice=advice, where=name, line=line_of(text, path))


def _explain(message: str, value: object, key: str) -> tuple[str, str]:
    """What a value is that has the wrong type, and what it ought to be."""
    if missing := re.search(r"missing required field `(.+?)`", message):
        return f"lacks `{missing[1]}`", f"add `{missing[1]} = …`"
    if length := re.search(r"of length (\d+), got (\d+)", message):
        return f"has a list of {length[2]}", f"it wants a list of {length[1]}"
    expected, got = re.findall(r"`([^`$]+)`", message)[:2] if "got `" in message else ("", "")
    kinds = expected.split(" | ")
    held = "no whole number" if (kinds, got) == (["int"], "float") else KINDS.get(got, "something else")
    return f"is {DATES.get(type(value), held)}", f"it wants {_wanted(kinds, key)}"


def _wanted(kinds: Sequence[str], key: str) -> str:
    if {"str", "array"} <= {*kinds}:
        return "text in quotes or a list of them"
    told = {WANTED[kind] for kind in kinds if kind in WANTED and not (kind == "int" and "float" in kinds)}
    told.discard(WANTED["null"])
    if told == {WANTED["object"]}:
        return f"a table: write [{key}] on a line of its own, and its keys below" if key else WANTED["object"]
    return " or ".join(sorted(told)) or "one of the values that the guide names"


def _find(stated: object, place: Sequence[str]) -> object:
    """What stands at a place, of keys and of indices in lists."""
    for key in place:
        if isinstance(stated, dict):
            stated = stated.get(key)
        elif isinstance(stated, list) and key.isdecimal():
            stated = stated[int(key)]
    return stated


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
    if close := difflib.get_close_matches(key, known, n=1, cutoff=SURELY_MEANT):
        return f"did you mean `{close[0]}`?"
    if not path and key.lower() in OTHER_NAMES:
        return f"did you mean {OTHER_NAMES[key.lower()]}?"
    if path == ("contact",):
        if key.lower() in OF_CONTACTS:
            return f"did you mean {OF_CONTACTS[key.lower()]}?"
        return f'the keys are {", ".join(known)}; write what is none of them as a line of `text = ["…"]`'
    tables = [each for each in Settings.__struct_fields__ if key in _keys_of(each)]
    if len(tables) == 1:
        return f"write it below a line that says [{tables[0]}]"
    return f"the keys are {', '.join(known)}"


def _keys_of(table: str) -> tuple[str, ...]:
    return getattr(getattr(Settings(), table), "__struct_fields__", ())
