"""A new folder → an edition to start from, or a style to change."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

from pamphlet.errors import PamphletError
from pamphlet.storage import EDITION_FILE, find_edition, write_files
from pamphlet.styles import copy_style

EXAMPLE: Final = Path(__file__).parent / "starter_edition"
EXAMPLE_STATEMENT: Final = "10-first-statement.md"
OF_THE_EXAMPLE: Final = re.compile(r"^(title|language|publisher|name|web|mail) = ", re.MULTILINE)
"""What its edition.toml states that is true of the example alone."""


def write_starter(folder: Path) -> tuple[Path, ...]:
    """Write an edition.toml and one statement, or an edition.toml alone beside statements that lie there already.

    Raises PamphletError where the folder has an edition.toml, or holds anything but statements and what they need.
    """
    if folder.is_dir() and (edition := find_edition([folder])).statements:
        if edition.settings:
            advice = "change it, and build"
            raise PamphletError("this is an edition already", advice=advice, where=str(edition.settings))
        return write_files(folder, {EDITION_FILE: _naming([path.name for path in edition.statements])})
    _refuse_full(folder)
    return write_files(folder, {file.name: file.read_bytes() for file in sorted(EXAMPLE.iterdir())})


def _naming(statements: list[str]) -> bytes:
    """The edition.toml of the example, whose note on the order of statements names these.

    What it says of somebody else's edition is a note as well: nobody's words are printed with theirs.
    """
    example = (EXAMPLE / EDITION_FILE).read_text(encoding="utf-8")
    # JSON writes text as TOML's basic strings: https://toml.io/en/v1.0.0#string
    named = example.replace(f'["{EXAMPLE_STATEMENT}"]', json.dumps(statements, ensure_ascii=False))
    return OF_THE_EXAMPLE.sub(r"# \g<0>", named).encode()


def write_style(folder: Path, name: str, *, templates: bool = False) -> tuple[Path, ...]:
    """Write a copy of one of the program's styles, with all `templates` if they are to be changed too.

    Raises PamphletError where the folder holds something already.
    """
    files = copy_style(name, templates=templates)
    _refuse_full(folder)
    return write_files(folder, files)


def _refuse_full(folder: Path) -> None:
    advice = "name a new folder, or an empty one"
    if folder.exists() and not folder.is_dir():
        raise PamphletError("this is a file, and no folder", advice=advice, where=str(folder))
    if folder.is_dir() and any(folder.iterdir()):
        raise PamphletError("the folder is not empty", advice=advice, where=str(folder))
