"""Finished files → a folder: all of them at one moment, or none (docs/decisions/0030)."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from pamphlet.errors import PamphletError
from pamphlet.traces import note_written

STAGE: Final = ".pamphlet-publishing"
"""The folder, inside the one that is written to, in which files wait for their moment."""
CURRENT: Final = f"{STAGE}/current"
"""A link to `old`, and from one moment on to `new`: what every file is seen through meanwhile."""
NAMES: Final = "names.json"
"""Which file is to have which name: in `old` and `new` they are numbered."""
NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
"""How a file system such as FAT says that it has no links."""


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
    """Write all files or none, and let nobody see some of them new and others old, whenever the program is killed.

    A file that already holds these bytes is left alone, so that its time still tells when it changed. Another run
    that writes here is waited for. Raises PamphletError where the disk refuses; the folder is then as it was.
    """
    refuse_unwritable(folder)
    paths = tuple(_place(folder, name) for name in files)
    with _writable(folder), _folders_made(folder, *(path.parent for path in paths)), _locked(folder):
        _settle(folder)
        for path, name in zip(paths, files, strict=True):
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, f"“{name}” is a folder there")
        changed = {path: each for path, each in zip(paths, files.values(), strict=True) if not _holds(path, each)}
        try:
            _stage(folder, changed)
            with _undisturbed():
                _publish(folder, tuple(changed))
        finally:
            _settle(folder)
    for path, content in zip(paths, files.values(), strict=True):
        note_written(path, content)
    return paths


def _place(folder: Path, name: str) -> Path:
    """Where a file goes: inside the folder, whatever its name says."""
    inside = Path(os.path.normpath(name))
    if inside.is_absolute() or inside.parts[0] == os.pardir:
        raise PamphletError(f"“{name}” would be written outside this folder", advice="rename it", where=str(folder))
    return folder / inside


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        room = "make room, or " if error.errno in {errno.ENOSPC, errno.EDQUOT} else ""
        advice = f"{room}choose another folder with -o"
        raise PamphletError(f"cannot be written ({error.strerror})", advice=advice, where=str(folder)) from None


@contextmanager
def _folders_made(*folders: Path) -> Iterator[None]:
    """The folders and those above them; what was made is taken away again where nothing comes into it."""
    above = {parent for folder in folders for parent in (folder, *folder.absolute().parents)}
    made = [folder for folder in sorted(above, reverse=True) if not folder.exists()]
    try:
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        raise


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Wait until no other run writes here; the system lets go of the lock of a run that was killed."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a network's file system may have no locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let signals wait for the few milliseconds in which the files are exchanged."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _stage(folder: Path, files: Mapping[Path, bytes]) -> None:
    """The new files, whole and on the disk, beside their places."""
    if not files:
        return
    stage = folder / STAGE
    for path in (stage, stage / "new", stage / "old"):
        path.mkdir()
    names = json.dumps([str(path.relative_to(folder)) for path in files]).encode()
    numbered = {f"new/{number}": content for number, content in enumerate(files.values())}
    for name, content in {NAMES: names, **numbered}.items():
        with (stage / name).open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), 0o644)


def _publish(folder: Path, paths: Sequence[Path]) -> None:
    """Put the staged files into their places."""
    try:
        if len(paths) > 1:
            _exchange(folder, paths)
            return
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        _settle_links(folder)
    # A single file, or a disk without links, on which they come one by one.
    for number, path in enumerate(paths):
        (folder / STAGE / "new" / str(number)).replace(path)


def _exchange(folder: Path, paths: Sequence[Path]) -> None:
    """Make every name a link to its old file, then turn all of them to the new files by one rename."""
    old, turned = folder / STAGE / "old", folder / STAGE / "turned"
    for number, path in enumerate(paths):
        if path.is_symlink():
            (old / str(number)).symlink_to(path.resolve())
        elif path.exists():
            (old / str(number)).hardlink_to(path)
    (folder / CURRENT).symlink_to("old")
    for number, path in enumerate(paths):
        turned.symlink_to(_link(folder, path, number))
        turned.replace(path)
    turned.symlink_to("new")
    turned.replace(folder / CURRENT)


def _link(folder: Path, path: Path, number: int) -> str:
    """What a name is a link to meanwhile, as seen from where it stands."""
    return os.path.relpath(folder / CURRENT / str(number), path.parent)


def _settle(folder: Path) -> None:
    """Leave files where an exchange left links, all old or all new, and take the stage away."""
    _settle_links(folder)
    stage = folder / STAGE
    if stage.is_symlink() or stage.is_file():
        stage.unlink()
    if not stage.exists():
        return
    for part in (*(stage / name for name in ("current", "turned", NAMES)), *_files_in(stage, "new", "old")):
        part.unlink(missing_ok=True)
    for part in (stage / "new", stage / "old", stage):
        with suppress(FileNotFoundError):
            part.rmdir()


def _settle_links(folder: Path) -> None:
    for number, name in enumerate(_names(folder / STAGE)):
        path, staged = _place(folder, name), folder / CURRENT / str(number)
        if path.is_symlink() and str(path.readlink()) == _link(folder, path, number):
            if os.path.lexists(staged):
                staged.replace(path)
            else:  # a new file whose moment had not come
                path.unlink()


def _names(stage: Path) -> list[str]:
    """The names of the files in the stage; none where a run was killed before it had written them."""
    try:
        stated = json.loads((stage / NAMES).read_bytes())
    except (OSError, ValueError):
        return []
    return [str(name) for name in stated] if isinstance(stated, list) else []


def _files_in(stage: Path, *folders: str) -> Iterator[Path]:
    for folder in folders:
        if (stage / folder).is_dir() and not (stage / folder).is_symlink():
            yield from list((stage / folder).iterdir())
