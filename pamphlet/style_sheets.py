"""A style's sheets → one, once it is known that they ask for nothing from outside."""

from __future__ import annotations

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


def join_sheets(sheets: Iterable[Sheet]) -> str:
    """One sheet of several; each begins a line."""
    return "\n".join(sheet.text for sheet in sheets)


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
