"""A style's sheets → one, once it is known that they ask for nothing from outside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from pamphlet.errors import PamphletError

# What in a sheet can fetch: https://www.w3.org/TR/css-values-4/#urls, https://www.w3.org/TR/css-images-4/#image-values,
# https://www.w3.org/TR/css-cascade-4/#at-import
FETCHING_FUNCTIONS: Final = frozenset(
    {"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "element"}
)
FETCHING_RULES: Final = frozenset({"import", "font-face"})


class Sheet(NamedTuple):
    """A sheet's text, and its path as the user would type it."""

    where: str
    text: str


# What the layout knows besides the families that a sheet brings: https://www.w3.org/TR/css-fonts-4/#font-family-prop
NO_FAMILIES: Final = frozenset({"inherit", "initial", "unset", "revert", "serif", "sans-serif", "monospace"})
COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
# A comment, words in quotation marks, a brace.
BRACES: Final = re.compile(r"/\*.*?\*/|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|[{}]", re.DOTALL)
FACE: Final = re.compile(r"@font-face\s*\{[^}]*\}", re.IGNORECASE)
FAMILY: Final = re.compile(r"(?<![\w-])font-family\s*:\s*([^;{}]+)", re.IGNORECASE)
ASKED: Final = re.compile(r"(?<![\w-])url\(\s*[\"']?(?!fonts/|#)([^\"')]{1,60})", re.IGNORECASE)


def join_sheets(sheets: Iterable[Sheet]) -> str:
    """One sheet of several; each begins a line."""
    return "\n".join(sheet.text for sheet in sheets)


def refuse_open_braces(sheet: Sheet) -> None:
    """Raise PamphletError where a brace has no other: all that follows would be read otherwise than it is meant."""
    opened: list[int] = []
    for found in BRACES.finditer(sheet.text):
        line = sheet.text.count("\n", 0, found.start()) + 1
        if found[0] == "{":
            opened.append(line)
        elif found[0] == "}" and opened:
            opened.pop()
        elif found[0] == "}":
            raise PamphletError("this } closes nothing", advice="take it out", where=sheet.where, line=line)
    if opened:
        what = "the { of this rule is not closed"
        raise PamphletError(what, advice="write } where the rule ends", where=sheet.where, line=opened[-1])


def refuse_pictures(sheet: Sheet) -> None:
    """Raise PamphletError where a sheet for paper asks for anything but a font."""
    text = COMMENT.sub(_blanked, sheet.text)
    if found := ASKED.search(text):
        what = f"a sheet can show no picture, and this one asks for “{found[1]}”"
        advice = "draw it with rules and colours, or put it into a statement"
        raise PamphletError(what, advice=advice, where=sheet.where, line=text.count("\n", 0, found.start()) + 1)


def refuse_unknown_families(sheet: Sheet, all_sheets: Iterable[Sheet]) -> None:
    """Raise PamphletError where a sheet names a font that none of all sheets brings: another would be set instead."""
    brought: dict[str, str] = {}
    for each in all_sheets:
        for face in FACE.findall(each.text):
            brought |= {name.casefold(): name for found in FAMILY.findall(face) for name in _families(found)}
    text = FACE.sub(_blanked, COMMENT.sub(_blanked, sheet.text))
    for found in FAMILY.finditer(text):
        names = [] if "var(" in found[1] else _families(found[1])
        if unknown := [name for name in names if name.casefold() not in NO_FAMILIES and name.casefold() not in brought]:
            what = f"no font of the style is called “{unknown[0]}”"
            advice = f"name {', '.join(sorted(set(brought.values())))}, or bring a font with @font-face"
            line = text.count("\n", 0, found.start()) + 1
            raise PamphletError(what, advice=advice, where=sheet.where, line=line)


def _families(value: str) -> list[str]:
    names = (name.strip().strip("\"'") for name in value.replace("!important", "").split(","))
    return [name for name in names if name]


def _blanked(found: re.Match[str]) -> str:
    """As many line ends as stood there."""
    return "\n" * found[0].count("\n")


def refuse_fetching(sheet: Sheet) -> None:
    """Raise PamphletError where a sheet for readers names a file or an address: an e-book fetches nothing."""
    import tinycss2  # noqa: PLC0415 - our own sheets need no looking through

    for token in _tokens(tinycss2.parse_stylesheet(sheet.text, skip_comments=True)):
        fetches = (
            token.type == "url"
            or (token.type == "function" and token.lower_name in FETCHING_FUNCTIONS)
            or (token.type == "at-rule" and token.lower_at_keyword in FETCHING_RULES)
        )
        if fetches:
            what = "a sheet for the e-book names another file"
            advice = "take it out: an e-book’s sheet stands alone"
            raise PamphletError(what, advice=advice, where=sheet.where, line=token.source_line)
        if token.type == "error":
            what = f"the sheet cannot be read ({token.message})"
            raise PamphletError(what, advice="mend the style", where=sheet.where, line=token.source_line)


def _tokens(nodes: Iterable[Any]) -> Iterator[Any]:
    """Every node and what it holds, without recursion, for a stranger's brackets may be nested deep."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        yield node
        for part in ("prelude", "content", "arguments"):
            waiting.extend(getattr(node, part, None) or ())
