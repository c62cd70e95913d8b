"""Keys → what was made before: files that anybody may delete, at any time.

It imports as little as can be, for a build that has nothing to do should cost no more than to find that out.
"""
# ruff: noqa: PTH103, PTH105, PTH108, PTH110, PTH120, PTH123 - pathlib takes longer to import than an entry to read

from __future__ import annotations

import os

try:
    from _blake2 import blake2b  # hashlib has the same, but loads OpenSSL first, which takes longer than all the rest
except ImportError:
    from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

MOST_BYTES: Final = 512_000_000
"""When all entries together are larger, those that were not used for longest go."""
KEPT_SHARE: Final = 0.75
"""So much of that is left, so that not every run has to clear up."""
UNCOUNTED_SHARE: Final = 0.125
"""When so much of that was put, all entries are counted anew."""
TALLY: Final = "SIZE"
MAGIC: Final = b"pamphlet cache 2\n"
DIGEST_BYTES: Final = 32
SHELF_LETTERS: Final = 2
"""An entry lies in a folder that is named by the first letters of its name."""
# Programs that make backups leave such a folder out: https://bford.info/cachedir/
TAG: Final = b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by pamphlet. Whatever is here can be made again.\n"


class Cache:
    """What a stage may ask of one; this one has nothing and keeps nothing."""

    @property
    def keeps(self) -> bool:
        """Whether what is put there may be found again: if not, nobody need find a key for it."""
        return False

    def get(self, key: str) -> bytes | None:
        """What was put there, byte for byte, or None."""
        del key
        return None

    def put(self, key: str, content: bytes) -> None:
        """Keep it for whoever asks next; where that fails, nothing is said, for it can be made again."""

    def trim(self) -> None:
        """Keep within bounds."""


class FolderCache(Cache):
    """A cache in a folder: a file an entry, named by its key, with a digest of its content at its head.

    An entry is written beside its place and moved there, so that any number of processes can read and write at once.
    One that is damaged is deleted and counts as none. Its time of change is that of its last use. What was put
    with another `salt`, by another version of the program, is not found.
    """

    def __init__(self, path: str, *, salt: str = "", most_bytes: int = MOST_BYTES) -> None:
        self.path = path
        self.salt = salt
        self.most_bytes = most_bytes

    @property
    def keeps(self) -> bool:
        """It does."""
        return True

    def get(self, key: str) -> bytes | None:
        """What was put there, or None."""
        path = self._place(key)
        try:
            held = _read(path)
            start = len(MAGIC) + DIGEST_BYTES
            content = held[start:]
            if held[:start] != MAGIC + self._seal(key, content):
                os.unlink(path)
                return None
            os.utime(path)
        except OSError:
            return None
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep it for whoever asks next."""
        path = self._place(key)
        beside = f"{path}.{os.getpid()}"
        try:
            # What is made from statements is nobody else's business.
            for folder in (os.path.dirname(self.path), self.path):
                os.makedirs(folder, mode=0o700, exist_ok=True)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            self._tag()
            held = MAGIC + self._seal(key, content) + content
            with open(beside, "wb") as file:
                file.write(held)
            os.replace(beside, path)
            _put[self.path] = _put.get(self.path, 0) + len(held)
        except OSError:
            _delete(beside)

    def trim(self) -> None:
        """Delete what was not used for longest, if all together is too large.

        To look at thousands of entries takes longer than to set a page, so they are counted once, and then what was
        put since: too much, where an entry took the place of another.
        """
        counted, since = self._tally()
        if counted is not None and since <= UNCOUNTED_SHARE * self.most_bytes and counted + since <= self.most_bytes:
            return
        entries = sorted(self._entries())
        total = sum(size for _, size, _ in entries)
        if total > self.most_bytes:
            for _, size, path in entries:
                if total <= self.most_bytes * KEPT_SHARE:
                    break
                _delete(path)
                total -= size
        self._count(total)

    def _tally(self) -> tuple[int | None, int]:
        """The bytes of all entries when they were counted, if they were, and those put since by all processes."""
        try:
            file = os.open(f"{self.path}/{TALLY}", os.O_RDWR | os.O_APPEND | os.O_CLOEXEC)
        except OSError:
            return None, 0
        try:
            os.write(file, b"%d\n" % _put.pop(self.path, 0))
            counted, *since = map(int, os.pread(file, 1_000_000, 0).split())
        except (OSError, ValueError):
            return None, 0
        finally:
            os.close(file)
        return counted, sum(since)

    def _count(self, total: int) -> None:
        beside = f"{self.path}/{TALLY}.{os.getpid()}"
        try:
            with open(beside, "wb") as file:
                file.write(b"%d\n" % total)
            os.replace(beside, f"{self.path}/{TALLY}")
        except OSError:
            _delete(beside)
        _put.pop(self.path, None)

    def _place(self, key: str) -> str:
        name = key_of(self.salt, key)
        return f"{self.path}/{name[:SHELF_LETTERS]}/{name[SHELF_LETTERS:]}"

    def _seal(self, key: str, content: bytes) -> bytes:
        """What tells that an entry is whole, and stands in its own place."""
        return _hash(self.salt, key, content).digest()

    def _tag(self) -> None:
        path = f"{self.path}/CACHEDIR.TAG"
        if not os.path.exists(path):
            with open(path, "wb") as file:
                file.write(TAG)

    def _entries(self) -> Iterator[tuple[int, int, str]]:
        """When each entry was last used, its size, and its path."""
        for shelf in _list_folder(self.path):
            is_ours = len(shelf.name) == SHELF_LETTERS and shelf.is_dir(follow_symlinks=False)
            for entry in _list_folder(shelf.path) if is_ours else ():
                try:
                    found = entry.stat(follow_symlinks=False)
                except OSError:  # another process was quicker
                    continue
                yield found.st_mtime_ns, found.st_size, entry.path


NO_CACHE: Final = Cache()
_put: dict[str, int] = {}
"""The bytes that this process has put into each folder and not told."""


def key_of(*parts: str | bytes) -> str:
    """A key that no other parts have, in whatever way they might be joined."""
    return _hash(*parts).hexdigest()


def digest_of(content: bytes) -> str:
    """A name that no other content has."""
    return blake2b(content, digest_size=DIGEST_BYTES).hexdigest()


def _hash(*parts: str | bytes) -> blake2b:
    digest = blake2b(digest_size=DIGEST_BYTES)
    for part in parts:
        content = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return digest


def _read(path: str) -> bytes:
    """What a file holds; without what Python's files do besides, for there are many."""
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(file, os.fstat(file).st_size)
    finally:
        os.close(file)


def _list_folder(path: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(path) as entries:
            return list(entries)
    except OSError:
        return []


def _delete(path: str) -> None:
    try:  # noqa: SIM105 - contextlib is one import more
        os.unlink(path)
    except OSError:
        pass
