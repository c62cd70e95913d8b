"""Paths → the edition's files, and their bytes; nothing outside the edition."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from msgspec import Struct

from pamphlet.errors import PamphletError
from pamphlet.traces import note_listed, note_read, note_wanting

EDITION_FILE: Final = "edition.toml"
STATEMENT_SUFFIXES: Final = (".md", ".markdown", ".txt", ".text", ".eml")
# Files that hold words, in forms that we do not read: somebody may miss them.
OTHER_SUFFIXES: Final = (".doc", ".docx", ".odt", ".rtf", ".pages", ".pdf", ".htm", ".html")
LARGEST_BYTES: Final = 200_000_000
"""For a file of a kind that has no limit of its own, such as a PDF for the press."""
NEAR: Final = 0.8
"""How like a name must be to what was typed to be offered for it; 1 is the same but for capitals."""
NO_STATEMENTS: Final = ("readme", "license", "licence", "changelog", "contributing")


class EditionFiles(Struct, frozen=True):
    """Where an edition lies: its folder, its edition.toml if it has one, and files that may be statements."""

    folder: Path
    settings: Path | None
    statements: tuple[Path, ...]
    unread: tuple[Path, ...] = ()


def find_edition(paths: Sequence[Path]) -> EditionFiles:
    """The edition that a folder, an edition.toml or some statement files are."""
    for path in paths:
        with _readable(path, *paths):
            if not path.exists():
                raise FileNotFoundError
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
    for path in (*statements, *([settings] if settings.is_file() else [])):
        _refuse_outside(folder, path)
    return EditionFiles(folder, settings if settings.is_file() else None, statements, unread)


def _refuse_outside(folder: Path, path: Path) -> None:
    """A link among the statements could bring any file of this machine into print."""
    if path.is_symlink() and not lies_inside(folder, path):
        advice = "put the file itself into the edition's folder"
        raise PamphletError("this is a link that leads out of the edition", advice=advice, where=str(path))


def lies_inside(folder: Path, path: Path) -> bool:
    """Whether a file lies in the folder once all links are followed; one in a circle lies nowhere."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # too long; a circle, which is an OSError from Python 3.13 on
        return False


def _is_statement(path: Path) -> bool:
    return path.suffix.lower() in STATEMENT_SUFFIXES and path.stem.lower() not in NO_STATEMENTS


def find_inside(folder: Path, name: str, *, where: str, line: int | None = None) -> Path:
    """The file that an edition names, if it lies inside the edition's folder; links that lead out are refused."""
    inside = folder / name
    advice = "name a file inside the edition's folder"
    if PurePosixPath(name).is_absolute() or "\\" in name or ":" in name or not name.isprintable():
        raise PamphletError(f"“{name}” is no name of a file in the edition", advice=advice, where=where, line=line)
    if not lies_inside(folder, inside):
        raise PamphletError(f"“{name}” lies outside the edition", advice=advice, where=where, line=line)
    if not os.path.isfile(inside):  # noqa: PTH113 - Path.is_file() raises where a name is too long
        note_wanting(inside)
        raise PamphletError(f"there is no file “{name}”", advice=_advise_name(inside), where=where, line=line)
    return inside


def list_folders(folder: Path) -> tuple[Path, ...]:
    """The folders in a folder, by name; hidden ones and links that lead out of it, or up, are passed over."""
    with _readable(folder):
        found = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    return tuple(path for path in found if lies_inside(folder, path) and not lies_inside(path, folder))


def list_files(folder: Path) -> tuple[str, ...]:
    """The names of all files in an edition's folder and below it, as `list_folders` passes over what is not its own."""
    with _readable(folder):
        here = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    below = (f"{inner.name}/{name}" for inner in list_folders(folder) for name in list_files(inner))
    return (*(name_inside(folder, path) for path in here if lies_inside(folder, path)), *below)


def holds_edition(folder: Path) -> bool:
    """Whether there is an edition.toml or a statement in a folder."""
    with _readable(folder):
        return any(path.name == EDITION_FILE or _is_statement(path) for path in folder.iterdir() if path.is_file())


def name_inside(folder: Path, path: Path) -> str:
    """A file's name in the edition, with slashes on every system."""
    name = _normalized(path).relative_to(_normalized(folder)).as_posix()
    if not name.isprintable():  # bytes that are no UTF-8 (PEP 383), or characters that steer a terminal
        raise PamphletError("the name of this file is not plain text", advice="rename it", where=ascii(str(path)))
    return name


def read_file(path: Path, *, most_bytes: int = LARGEST_BYTES, advice: str = "make it smaller") -> bytes:
    """The file's bytes; raises PamphletError where it cannot be read, is longer, or changes meanwhile."""
    with _readable(path), path.open("rb") as file:
        before = os.fstat(file.fileno())
        # Room is made for all that is asked for, however little there is; a pipe does not tell its length.
        length = before.st_size if stat.S_ISREG(before.st_mode) else most_bytes
        content = file.read(length + 1) if length <= most_bytes else b""
        after = os.fstat(file.fileno())
    note_read(path, before, content)
    if max(len(content), length) > most_bytes:
        raise PamphletError(f"longer than {in_units(most_bytes)}", advice=advice, where=str(path))
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise PamphletError("the file changed while it was read", advice="build again", where=str(path))
    return content


def in_units(number: int) -> str:
    """A number of bytes as people say it."""
    return f"{number // 1_000_000} MB" if number >= 1_000_000 else f"{number // 1000} kB"


@contextmanager
def _readable(path: Path, *named: Path) -> Iterator[None]:
    """Put what the system says into words; the path was `named` with others."""
    try:
        yield
    except OSError as error:
        note_wanting(path)
        raise _unreadable(error, path, named) from None


def _unreadable(error: OSError, path: Path, named: Sequence[Path]) -> PamphletError:
    what, advice = f"cannot be read ({error.strerror})", "check the name and its permissions"
    if isinstance(error, FileNotFoundError):
        what, advice = "no such file or folder", _advise_name(path, *named)
    elif isinstance(error, IsADirectoryError):
        what, advice = "this is a folder", "name a file in it"
    return PamphletError(what, advice=advice, where=str(path))


def _advise_name(path: Path, *named: Path) -> str:
    """What was probably meant: a name with spaces in it, or one that is spelt nearly so."""
    from difflib import get_close_matches  # noqa: PLC0415 - seldom needed

    whole = " ".join(map(str, named))
    if len(named) > 1 and os.path.lexists(whole):
        return f"put a name that has spaces in it between quotation marks: '{whole}'"
    try:
        beside = {each.name.casefold(): each.name for each in sorted(path.parent.iterdir()) if each.name.isprintable()}
    except OSError:
        return "check the name"
    near = get_close_matches(path.name.casefold(), beside, n=1, cutoff=NEAR)
    return f"did you mean “{beside[near[0]]}”?" if near else "check the name"
