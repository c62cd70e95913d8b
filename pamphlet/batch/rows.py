"""A table of editions, as CSV or JSON Lines → rows of nested keys, each with its line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from pamphlet.errors import PamphletError
from pamphlet.storage import read_file

CSV: Final = (".csv", ".tsv")
JSON_LINES: Final = (".jsonl", ".ndjson")
MOST_BYTES: Final = 2_000_000_000
# What may a column be called that is a key of a table?
COLUMNS: Final = {
    "page": "page.size",
    "fit": "page.fit",
    "pages": "page.pages",
    "links": "page.links",
    "layout": "press.layout",
    "sheet": "press.sheet",
    "colour": "press.colour",
}
BETWEEN: Final = ";"
"""What stands between several things in one cell."""


class Row(NamedTuple):
    """The keys that one row states, or why it cannot be read; its line counts from 1."""

    line: int
    stated: dict[str, Any]
    fault: str = ""


def read_rows(path: Path, refuse: Callable[[Iterable[str]], None]) -> Iterator[Row]:
    """Every row; raises PamphletError where the table as a whole cannot be read.

    `refuse` is given the names of a header's keys, and raises PamphletError for one that is none.
    """
    try:
        text = read_file(path, most_bytes=MOST_BYTES, advice="divide it").decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise PamphletError("not UTF-8 text", advice="save it as UTF-8", where=str(path), line=line) from None
    if path.suffix.lower() in CSV:
        return _read_csv(text, path, refuse)
    return _read_json_lines(text)


def _read_csv(text: str, path: Path, refuse: Callable[[Iterable[str]], None]) -> Iterator[Row]:
    delimiter = "\t" if path.suffix.lower() == ".tsv" else _delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header = next(reader, [])
    names = [name.strip() for name in header]
    if not any(names):
        raise PamphletError("no columns are named", advice="name them in the first line", where=str(path), line=1)
    if twice := next((name for name in names if name and names.count(name) > 1), ""):
        raise PamphletError(f"two columns are named “{twice}”", advice="take one out", where=str(path), line=1)
    try:
        refuse(COLUMNS.get(name, name).partition(".")[0] for name in names if name)
    except PamphletError as error:
        raise PamphletError(error.what, advice=error.advice, where=str(path), line=1) from None
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(line, {}, f"this is no row of CSV ({error}); put text with quotes in quotes, doubled")
            continue
        if len(cells) > len(names):
            yield Row(line, {}, f"there are {len(cells)} cells for {len(names)} columns; put commas in quotes")
        elif any(cell.strip() for cell in cells):
            stated = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name and cell.strip()}
            yield Row(line, _nested(stated))


def _delimiter_of(text: str) -> str:
    """A comma, or the semicolon with which spreadsheets save where the comma stands in numbers."""
    header = text.partition("\n")[0]
    return ";" if ";" in header and "," not in header else ","


def _read_json_lines(text: str) -> Iterator[Row]:
    for line, written in enumerate(text.split("\n"), start=1):
        if not written.strip():
            continue
        try:
            stated = json.loads(written)
        except (ValueError, RecursionError):
            yield Row(line, {}, "this is no JSON; write one object a line")
            continue
        if isinstance(stated, dict):
            yield Row(line, _nested(stated))
        else:
            yield Row(line, {}, "this is no object; write one a line, as {“statements”: [“water.md”]}")


def _nested(stated: dict[str, Any]) -> dict[str, Any]:
    """The keys with a dot, such as `page.size`, as tables; what is null is not stated."""
    nested: dict[str, Any] = {}
    for name, value in stated.items():
        table, dot, key = (name if isinstance(value, dict) else COLUMNS.get(name, name)).partition(".")
        inner = value if isinstance(value, dict) else {key: value}
        if dot or isinstance(value, dict):
            beside = nested.get(table, {})
            nested[table] = {**(beside if isinstance(beside, dict) else {}), **inner}
        elif value is not None:
            nested[table] = value
    return nested
