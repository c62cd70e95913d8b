"""The line of edition.toml on which a key stands."""

from __future__ import annotations

import re


def line_naming(text: str, name: str) -> int | None:
    """The line, from 1, that first holds a file's name."""
    return next((number for number, line in enumerate(text.splitlines(), start=1) if name in line), None)


def line_setting(text: str, key: str, number: int) -> int | None:
    """The line, from 1, that first sets a key to a whole number, however that is written."""
    for place, line in enumerate(text.splitlines(), start=1):
        for stated in re.findall(rf"(?:^|[\s{{,]){key}\s*=\s*([-+\w]+)", line):
            if _number(stated) == number:
                return place
    return None


def _number(stated: str) -> int | None:
    try:
        return int(stated, 0)
    except ValueError:
        return None


def line_of(text: str, path: tuple[str, ...]) -> int:
    """The line, from 1, on which a key of a table is set; the nearest that can be told, else 1."""
    table: tuple[str, ...] = ()
    nearest = 1
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
            table = tuple(part.strip(" \"'") for part in header[1].split("."))
            nearest = number if table == path[: len(table)] else nearest
        elif key := re.match(r"\s*([A-Za-z0-9_.\"' -]+?)\s*=", line):
            stated = (*table, *(part.strip(" \"'") for part in key[1].split(".")))
            if stated == path[: len(stated)]:
                return number
    return nearest
