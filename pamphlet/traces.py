"""What a run reads and writes of the user's files, noted as it does so: all that its outcome rests on.

It imports as little as can be; see `pamphlet.cache`.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from contextvars import ContextVar

from pamphlet.cache import digest_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Sighting:
    """A file as it was: its size in bytes, its time of change in ns, its inode, and the digest of its content."""

    __slots__ = ("digest", "inode", "mtime_ns", "size", "written")

    def __init__(self, size: int, mtime_ns: int, inode: int, digest: str, *, written: bool) -> None:
        self.size = size
        self.mtime_ns = mtime_ns
        self.inode = inode
        self.digest = digest
        self.written = written

    @classmethod
    def of(cls, state: os.stat_result, digest: str, *, written: bool) -> Sighting:
        """A file in this state, with content of this digest."""
        return cls(state.st_size, state.st_mtime_ns, state.st_ino, digest, written=written)

    def is_state(self, state: os.stat_result) -> bool:
        """Whether a file in this state has not changed, as far as that tells."""
        return (state.st_size, state.st_mtime_ns, state.st_ino) == (self.size, self.mtime_ns, self.inode)


class Trace:
    """The files that were read and written, by path, and the names of the files in folders that were looked through.

    `wanting` are paths of what was looked for, and was not there or could not be read.
    """

    def __init__(self) -> None:
        self.files: dict[str, Sighting] = {}
        self.folders: dict[str, tuple[str, ...]] = {}
        self.wanting: set[str] = set()


_trace: ContextVar[Trace | None] = ContextVar("trace", default=None)


@contextmanager
def traced() -> Iterator[Trace]:
    """A trace of whatever is noted inside."""
    trace = Trace()
    before = _trace.set(trace)
    try:
        yield trace
    finally:
        _trace.reset(before)


def note_read(path: object, state: os.stat_result, content: bytes) -> None:
    """A file was read; `state` is from before that, so that what is written meanwhile shows."""
    if trace := _trace.get():
        trace.files[str(path)] = Sighting.of(state, digest_of(content), written=False)


def note_written(path: object, content: bytes) -> None:
    """A file now holds this."""
    if trace := _trace.get():
        trace.files[str(path)] = Sighting.of(os.stat(str(path)), digest_of(content), written=True)  # noqa: PTH116 - as above


def note_listed(folder: object, names: Iterable[str]) -> None:
    """A folder was looked through, and files of these names were in it, hidden ones left out."""
    if trace := _trace.get():
        trace.folders[str(folder)] = tuple(sorted(names))


def note_wanting(path: object) -> None:
    """A file or a folder is not there, or cannot be read."""
    if (trace := _trace.get()) and not os.access(str(path), os.R_OK):
        trace.wanting.add(str(path))
