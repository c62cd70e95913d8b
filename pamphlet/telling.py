"""What is wrong with an edition, as a stage tells it → the same with the file and line that the user knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from pamphlet.edition import line_naming, line_of
from pamphlet.errors import UnprintableError
from pamphlet.gathering import Edition, paths_as_typed
from pamphlet.limits import MOST_SETTINGS_BYTES
from pamphlet.storage import EDITION_FILE, read_file


@contextmanager
def told_by(edition: Edition) -> Iterator[None]:
    """A file by the path that leads there, and characters that no font has with the lines that have them."""
    try:
        with paths_as_typed(edition.folder):
            yield
    except UnprintableError as error:
        raise error.placed(partial(_place_of, edition)) from error


def _place_of(edition: Edition, source: str, character: str) -> str:
    """The file and the line in which a source, or edition.toml where it is none, has a character."""
    for manuscript in edition.manuscripts:
        if edition.names[manuscript.name] == source:
            line = next((line.number for line in manuscript.lines if character in line.text), None)
            return f"{manuscript.name}:{line}" if line else manuscript.name
    stated = edition.folder / (source or EDITION_FILE)
    if source or not stated.is_file():
        return source
    line = line_naming(read_file(stated, most_bytes=MOST_SETTINGS_BYTES).decode(errors="replace"), character)
    return f"{stated}:{line}" if line else str(stated)


def place_of_style(folder: Path) -> tuple[str, int | None]:
    """The edition.toml of a folder, if it has one, and the line on which it chooses the style."""
    path = folder / EDITION_FILE
    if not path.is_file():
        return "", None
    text = read_file(path, most_bytes=MOST_SETTINGS_BYTES).decode(errors="replace")
    return str(path), line_of(text, ("style",))
