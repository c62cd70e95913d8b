"""Paths → the edition's files as bytes; finished files → disk, whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from pamphlet.errors import PamphletError
from pamphlet.traces import note_listed, note_read, note_written

EDITION_FILE: Final = "edition.toml"
STATEMENT_SUFFIXES: Final = (".md", ".markdown", ".txt", ".text")
# Files that hold words, in forms that we do not read: somebody may miss them.
OTHER_SUFFIXES: Final = (".doc", ".docx", ".odt", ".rtf", ".pdf", ".htm", ".html", ".eml")
NO_STATEMENTS: Final = ("readme", "license", "licence", "changelog", "contributing")


@dataclass(frozen=True, slots=True)
class EditionFiles:
    """Where an edition lies: its folder, its edition.toml if it has one, and files that may be statements."""

    folder: Path
    settings: Path | None
    statements: tuple[Path, ...]
    unread: tuple[Path, ...] = ()


def find_edition(paths: Sequence[Path]) -> EditionFiles:
    """The edition that a folder, an edition.toml or some statement files are."""
    for path in paths:
        with _readable(path):
            if not path.exists():
                raise PamphletError("no such file or folder", advice="check the name", where=str(path))
    if len(paths) == 1 and paths[0].is_dir():
        return _edition_in(paths[0])
    if len(paths) == 1 and paths[0].name == EDITION_FILE:
        return _edition_in(paths[0].parent)
    if folders := [path for path in paths if path.is_dir()]:
        raise PamphletError("a folder among files", advice="name one folder, or files alone", where=str(folders[0]))
    return EditionFiles(_common_folder(paths), None, tuple(paths))


def _common_folder(paths: Sequence[Path]) -> Path:
    """The folder that holds all the files, as absolute or as relative as the user named them."""
    folder = Path(os.path.commonpath([_normalized(path).parent for path in paths]))
    return folder if any(path.is_absolute() for path in paths) else Path(os.path.relpath(folder))


def _normalized(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links, and lose the names they have here


def _edition_in(folder: Path) -> EditionFiles:
    settings = folder / EDITION_FILE
    with _readable(folder):
        files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    note_listed(folder, (path.name for path in files))
    statements = tuple(path for path in files if _is_statement(path))
    unread = tuple(path for path in files if path.suffix.lower() in OTHER_SUFFIXES)
    return EditionFiles(folder, settings if settings.is_file() else None, statements, unread)


def _is_statement(path: Path) -> bool:
    return path.suffix.lower() in STATEMENT_SUFFIXES and path.stem.lower() not in NO_STATEMENTS


def find_inside(folder: Path, name: str, *, where: str, line: int | None = None) -> Path:
    """The file that an edition names, if it lies inside the edition's folder; links that lead out are refused."""
    inside = folder / name
    advice = "name a file inside the edition's folder"
    if PurePosixPath(name).is_absolute() or "\\" in name or ":" in name or not name.isprintable():
        raise PamphletError(f"“{name}” is no name of a file in the edition", advice=advice, where=where, line=line)
    if not inside.resolve().is_relative_to(folder.resolve()):
        raise PamphletError(f"“{name}” lies outside the edition", advice=advice, where=where, line=line)
    if not os.path.isfile(inside):  # noqa: PTH113 - Path.is_file() raises where a name is too long
        raise PamphletError(f"there is no file “{name}”", advice="check the name", where=where, line=line)
    return inside


def name_inside(folder: Path, path: Path) -> str:
    """A file's name in the edition, with slashes on every system."""
    name = _normalized(path).relative_to(_normalized(folder)).as_posix()
    if not name.isprintable():  # bytes that are no UTF-8 (PEP 383), or characters that steer a terminal
        raise PamphletError("the name of this file is not plain text", advice="rename it", where=ascii(str(path)))
    return name


def read_file(path: Path) -> bytes:
    """The file's bytes; raises PamphletError where it cannot be read."""
    with _readable(path), path.open("rb") as file:
        state = os.fstat(file.fileno())
        content = file.read()
    note_read(path, state, content)
    return content


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PamphletError(
            f"cannot be read ({error.strerror})", advice="check the name and its permissions", where=str(path)
        ) from None


def refuse_unwritable(folder: Path) -> None:
    """Raise PamphletError where no files could be written, before the work and not after it."""
    advice = "choose another folder with -o"
    with _writable(folder):
        standing = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    if not standing.is_dir():
        raise PamphletError("this is a file, and no folder", advice=advice, where=str(standing))
    if not os.access(standing, os.W_OK | os.X_OK):
        raise PamphletError("no files can be written here", advice=advice, where=str(standing))


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write all files or none: each beside its place first, then all into place.

    A file that already holds these bytes is left alone, so that its time still tells when it changed.
    """
    refuse_unwritable(folder)
    beside: list[tuple[Path, Path]] = []
    try:
        with _writable(folder):
            folder.mkdir(parents=True, exist_ok=True)
            for name, content in files.items():
                if (folder / name).is_dir():
                    raise IsADirectoryError(errno.EISDIR, f"“{name}” is a folder there")
                if not _holds(folder / name, content):
                    beside.append((_write_beside(folder / name, content), folder / name))
            for temporary, final in beside:
                temporary.replace(final)
    finally:
        for temporary, _ in beside:
            temporary.unlink(missing_ok=True)
    for name, content in files.items():
        note_written(folder / name, content)
    return tuple(folder / name for name in files)


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PamphletError(
            f"cannot be written ({error.strerror})", advice="choose another folder with -o", where=str(folder)
        ) from None


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _write_beside(path: Path, content: bytes) -> Path:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        temporary.chmod(0o644)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary
