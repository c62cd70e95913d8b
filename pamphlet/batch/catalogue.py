"""A catalogue (a folder of folders, or a table) → the jobs of a batch, and the sentence of each row that is none."""

from __future__ import annotations

import difflib
import posixpath
import re
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

from pamphlet.batch.job import Job, Refusal
from pamphlet.batch.rows import BETWEEN, COLUMNS, CSV, JSON_LINES, Row, read_rows
from pamphlet.batch.stating import refuse_wrong, typed_keys
from pamphlet.edition import Settings
from pamphlet.errors import PamphletError
from pamphlet.limits import MOST_SETTINGS_BYTES
from pamphlet.pipeline import FORMATS, Format
from pamphlet.slugs import slug_of
from pamphlet.storage import (
    EDITION_FILE,
    find_edition,
    find_inside,
    holds_edition,
    lies_inside,
    list_folders,
    name_inside,
    read_file,
)

OURS: Final = ("name", "statements", "formats")
"""Columns that are no keys of edition.toml."""
# Of what can an edition that many rows describe state nothing by itself?
UNSTATED: Final = ("limits", "restore")


@dataclass(slots=True)
class Catalogue:
    """The jobs in their order, and what was refused of them."""

    jobs: list[Job] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What every edition is made as that states nothing else: keys of edition.toml, and formats."""

    stated: dict[str, Any]
    formats: tuple[Format, ...]


def read_catalogue(path: Path, defaults: Defaults, *, output: Path) -> Catalogue:
    """The jobs that a folder or a table asks for; raises PamphletError where it asks for none."""
    if path.is_dir():
        rows = _read_files(path, output) if _is_flat(path) else _read_folders(path, output)
    elif path.suffix.lower() in (*CSV, *JSON_LINES):
        rows = read_rows(path, _refuse_unknown)
    else:
        known = ", ".join((*CSV, *JSON_LINES))
        what = "there is no such file or folder" if not path.exists() else "this is neither a folder nor a table"
        raise PamphletError(what, advice=f"name a folder of folders, or a table in {known}", where=str(path))
    catalogue, taken = Catalogue(), dict[str, str]()
    for row in rows:
        place = f"{path}:{row.line}" if row.line else str(path)
        try:
            job = _job_of(row, path, defaults)
            _claim(job.name, f"line {row.line}" if row.line else job.folder, taken)
        except PamphletError as error:
            name = str(row.stated.get("name", "") or row.stated.get("statements", "")) or place
            placed = PamphletError(error.what, advice=error.advice, where=error.where or place, line=error.line)
            catalogue.refused.append(Refusal(name, str(placed)))
        else:
            catalogue.jobs.append(job)
    if not catalogue.jobs and not catalogue.refused:
        advice = "put statements, folders with statements, or rows into it"
        if path.is_dir() and (path / EDITION_FILE).is_file():
            advice = "this is one edition: make it with `pamphlet build`, or name the folder that it lies in"
        raise PamphletError("no editions are listed here", advice=advice, where=str(path))
    return catalogue


def _is_flat(path: Path) -> bool:
    """Whether statements lie in a folder, and in none below it; with an edition.toml they are one edition."""
    below = any(holds_edition(folder) or list_folders(folder) for folder in list_folders(path))
    return holds_edition(path) and not below and not (path / EDITION_FILE).is_file()


def _read_files(path: Path, output: Path) -> Iterator[Row]:
    """A row for each statement in a folder."""
    _refuse_around(path, output)
    for file in find_edition([path]).statements:
        yield Row(0, {"statements": [name_inside(path, file)]})


def _refuse_around(path: Path, output: Path) -> None:
    if output.resolve().is_relative_to(path.resolve()):
        advice = "choose a folder outside the catalogue with -o"
        raise PamphletError("the editions lie around this folder", advice=advice, where=str(output))


def _read_folders(path: Path, output: Path) -> Iterator[Row]:
    """A row for each folder that holds statements, at any depth; what lies inside of one belongs to it."""
    _refuse_around(path, output)
    for folder in list_folders(path):
        if holds_edition(folder):
            name = name_inside(path, folder)
            yield Row(0, {"name": name, "statements": name})
        else:
            for row in _read_folders(folder, output):
                inner = posixpath.join(folder.name, row.stated["statements"])
                yield Row(0, {"name": inner, "statements": inner})


def _job_of(row: Row, path: Path, defaults: Defaults) -> Job:
    """The job of a row; raises PamphletError, without a place where that is the row itself."""
    if row.fault:
        what, _, advice = row.fault.partition("; ")
        raise PamphletError(what, advice=advice)
    base = path if path.is_dir() else path.parent
    _refuse_unknown(row.stated)
    columns = {key: value for key, value in row.stated.items() if key not in OURS}
    stated = typed_keys(columns, BETWEEN)
    folder, files = _find_statements(base, row)
    beneath = _beneath(defaults, stated, None if files else base / folder / EDITION_FILE)
    try:
        refuse_wrong({**stated, **beneath}, "")
    except PamphletError as error:
        raise PamphletError(error.what, advice=error.advice) from None
    style, beside = stated.get("style"), base
    if not style:
        style, beside = beneath.get("style", ""), Path()
    elif "/" in style:
        _refuse_outside(base, style)
    return Job(
        name=_name_of(row, stated, folder, files),
        folder=str(base / folder),
        files=files,
        stated={**stated, **beneath},
        formats=_formats_of(row) or defaults.formats,
        where=str(path),
        line=row.line or None,
        style=str(beside / style) if "/" in style else "",
    )


def _beneath(defaults: Defaults, stated: dict[str, Any], own: Path | None) -> dict[str, Any]:
    """Those of the defaults that neither a row nor the edition.toml of its folder states.

    What they do not concern is the same whatever they are, and is not made again.
    """
    named = {*stated}
    if defaults.stated and own and own.is_file():
        with suppress(PamphletError, ValueError, RecursionError):  # said by whoever makes something of it
            named |= {*tomllib.loads(read_file(own, most_bytes=MOST_SETTINGS_BYTES).decode("utf-8-sig"))}
    return {key: value for key, value in defaults.stated.items() if key not in named}


def _refuse_unknown(names: Iterable[str]) -> None:
    known = sorted({*OURS, *COLUMNS, *(key for key in Settings.__struct_fields__ if key not in UNSTATED)})
    for name in names:
        if name not in OURS and (name not in Settings.__struct_fields__ or name in UNSTATED):
            near = difflib.get_close_matches(name.casefold(), known, 1)
            advice = f"did you mean “{near[0]}”?" if near else f"the columns are {', '.join(known)}"
            raise PamphletError(f"there is no column “{name}”", advice=advice)


def _find_statements(base: Path, row: Row) -> tuple[str, tuple[str, ...]]:
    """The folder of the edition, from the catalogue's, and the names of its files in it; none for all that it holds."""
    listed = row.stated.get("statements", "")
    names = [part.strip() for part in listed.split(BETWEEN)] if isinstance(listed, str) else listed
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise PamphletError("`statements` is no list of names", advice="write [“water.md”, “bread.md”]")
    names = [posixpath.normpath(name) for name in names if name]
    if not names:
        raise PamphletError("no statements are named", advice="name a folder, or files, under `statements`")
    if len(names) == 1 and (base / names[0]).is_dir():
        _refuse_outside(base, names[0])
        return names[0], ()
    for name in names:
        find_inside(base, name, where="")
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise PamphletError(f"“{twice}” is named twice", advice="take one out")
    folder = posixpath.commonpath([posixpath.dirname(name) for name in names])
    return folder, tuple(posixpath.relpath(name, folder or ".") for name in names)


def _refuse_outside(base: Path, name: str) -> None:
    if PurePosixPath(name).is_absolute() or not lies_inside(base, base / name):
        advice = "name a folder beside or below the catalogue"
        raise PamphletError(f"“{name}” lies outside the folder of the catalogue", advice=advice)


def _name_of(row: Row, stated: dict[str, Any], folder: str, files: tuple[str, ...]) -> str:
    """A name for a folder, in small letters on any system: the row's own, or after its folder, title or first file."""
    source = row.stated.get("name") or (folder if not files else stated.get("title") or PurePosixPath(files[0]).stem)
    parts = [slug_of(part) for part in re.split(r"[/\\]", str(source)) if part]
    if not parts or not all(parts):
        raise PamphletError(f"“{source}” makes no name for a folder", advice="state a `name` in letters a to z")
    return "/".join(parts)


def _formats_of(row: Row) -> tuple[Format, ...]:
    stated = row.stated.get("formats", "")
    wanted = re.split(r"[;,\s]+", stated.strip()) if isinstance(stated, str) else stated
    names = [str(name).lower() for name in wanted if name] if isinstance(wanted, list) else [str(wanted)]
    if unknown := next((name for name in names if name not in FORMATS), ""):
        raise PamphletError(f"there is no format “{unknown}”", advice=f"choose from {', '.join(FORMATS)}")
    return tuple(name for name in FORMATS if name in names)


def _claim(name: str, place: str, taken: dict[str, str]) -> None:
    """Refuse a name that another edition has, whose files would come into the same folder."""
    if name in taken:
        raise PamphletError(f"the name “{name}” is that of {taken[name]}", advice="state another `name`")
    taken[name] = place
