"""This installation → a name that changes with whatever could make it do something else.

It imports as little as can be; see `pamphlet.cache`.
"""
# ruff: noqa: PTH100, PTH116, PTH118, PTH119, PTH120 - pathlib takes longer to import than all of this

from __future__ import annotations

import os
import sys

from pamphlet import __version__
from pamphlet.cache import key_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

PACKAGE: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LIBRARY_FOLDERS: Final = ("site-packages", "dist-packages")
# Which places change when the system's own libraries do? The linker's list on Linux, else the folders themselves.
SYSTEM: Final = ("/etc/ld.so.cache", "/usr/lib", "/usr/local/lib", "/opt/homebrew/lib")


_known: list[str] = []


def program_identity() -> str:
    """What `_identify` finds, found once."""
    if not _known:
        _known.append(_identify())
    return _known[0]


def _identify() -> str:
    """Python, every file of the program and its styles by size and time, and the folders that libraries lie in.

    To install, upgrade or remove a library changes the time of its folder. What stands inside of one is taken to be
    left alone.
    """
    libraries = [path for path in sys.path if os.path.basename(path) in LIBRARY_FOLDERS]
    states = [*_states_below(PACKAGE), *_states_below(os.path.join(os.path.dirname(PACKAGE), "styles"))]
    states += [_state_of(path) for path in (*libraries, *SYSTEM)]
    return key_of(__version__, sys.version, *states)


def _states_below(folder: str) -> Iterator[str]:
    """The state of each file, in an order that is always the same."""
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _states_below(entry.path)
        else:
            state = entry.stat()
            yield f"{entry.path} {state.st_size} {state.st_mtime_ns}"


def _state_of(path: str) -> str:
    try:
        return f"{path} {os.stat(path).st_mtime_ns}"
    except OSError:
        return path
