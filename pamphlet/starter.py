"""A new folder → an edition to start from, or a style to change."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pamphlet.errors import PamphletError
from pamphlet.storage import write_files
from pamphlet.styles import copy_style

EXAMPLE: Final = Path(__file__).parent / "starter_edition"


def write_starter(folder: Path) -> tuple[Path, ...]:
    """Write an edition.toml and one statement; raises PamphletError where the folder holds something already."""
    _refuse_full(folder)
    return write_files(folder, {file.name: file.read_bytes() for file in sorted(EXAMPLE.iterdir())})


def write_style(folder: Path, name: str) -> tuple[Path, ...]:
    """Write a copy of one of the program's styles; raises PamphletError where the folder holds something already."""
    files = copy_style(name)
    _refuse_full(folder)
    return write_files(folder, files)


def _refuse_full(folder: Path) -> None:
    advice = "name a new folder, or an empty one"
    if folder.exists() and not folder.is_dir():
        raise PamphletError("this is a file, and no folder", advice=advice, where=str(folder))
    if folder.is_dir() and any(folder.iterdir()):
        raise PamphletError("the folder is not empty", advice=advice, where=str(folder))
