"""A new folder → an edition to start from: a commented edition.toml and one statement."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pamphlet.errors import PamphletError
from pamphlet.storage import write_files

EXAMPLE: Final = Path(__file__).parent / "starter_edition"


def write_starter(folder: Path) -> tuple[Path, ...]:
    """Write the example; raises PamphletError where the folder holds something already."""
    advice = "name a new folder, or an empty one"
    if folder.exists() and not folder.is_dir():
        raise PamphletError("this is a file, and no folder", advice=advice, where=str(folder))
    if folder.is_dir() and any(folder.iterdir()):
        raise PamphletError("the folder is not empty", advice=advice, where=str(folder))
    return write_files(folder, {file.name: file.read_bytes() for file in sorted(EXAMPLE.iterdir())})
