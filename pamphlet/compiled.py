"""What is compiled of the program and its libraries, kept for the next process, as Python keeps compiled modules.

Templates, sheets and declarations say the same in every run, whatever the statements say. Nothing is kept unless it
was said where.
"""

from __future__ import annotations

import os
from typing import Final

from pamphlet.cache import NO_CACHE, Cache, FolderCache, key_of

MOST_BYTES: Final = 16_000_000
"""A style has some 0.3 MB, and another 0.1 for each accent."""
WRITABLE_BY_OTHERS: Final = 0o022

_kept: Cache = NO_CACHE


def keep_compiled_in(cache: FolderCache) -> None:
    """Have it kept in a folder of that cache, with bounds of its own."""
    global _kept  # noqa: PLW0603 - one for the process, as modules are
    folder = f"{cache.path}/program"
    _kept = FolderCache(folder, salt=cache.salt, most_bytes=MOST_BYTES) if _is_ours_alone(folder) else NO_CACHE


def recall(*parts: str) -> bytes | None:
    """What was kept of these `parts`: its kind, then what was compiled."""
    return _kept.get(key_of(*parts))


def keep(content: bytes, *parts: str) -> None:
    """Keep what was compiled of the `parts`; where that fails, nothing is said."""
    _kept.put(key_of(*parts), content)
    _kept.trim()


def _is_ours_alone(folder: str) -> bool:
    """Whether nobody else can have put code there: what is taken from it is run."""
    try:
        state = os.stat(folder)  # noqa: PTH116 - of a path that is a text
    except FileNotFoundError:
        return True  # it will be made for us alone
    except OSError:
        return False
    return state.st_uid == os.getuid() and not state.st_mode & WRITABLE_BY_OTHERS
