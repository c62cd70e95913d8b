"""A command that was given before → what it said then, if nothing that this rests on has changed since.

It imports as little as can be; see `pamphlet.cache`.
"""
# ruff: noqa: PTH109, PTH110, PTH116, PTH123 - pathlib takes longer to import than all of this

from __future__ import annotations

import os
import sys
import time

from pamphlet.cache import FolderCache, digest_of, key_of
from pamphlet.cli.identity import program_identity
from pamphlet.traces import Sighting, Trace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Final

COMMANDS: Final = ("build", "check", "press")
"""Those whose answers are remembered."""
NO_CACHE: Final = "--no-cache"
VERBOSE: Final = frozenset({"-v", "--verbose"})
TICK_NS: Final = 2_000_000_000
"""How coarse a file system may count time: FAT, the coarsest, takes two seconds."""
# What besides the arguments decides what a command does and says?
STEERING: Final = ("SOURCE_DATE_EPOCH", "NO_COLOR")
DEFAULT_EDITIONS: Final = ("sources", "edition.toml")


class Question:
    """A command with all that decides what it does, but for the files that it reads."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self.begun_ns = time.time_ns()
        self.cache = open_cache(environment)
        self.key = key_of(
            "answer",
            os.getcwd(),
            *(f"{name}={environment.get(name, '')}" for name in STEERING),
            *(f"{name} {os.path.exists(name)}" for name in DEFAULT_EDITIONS),
            f"{sys.stdout.isatty()} {sys.stderr.isatty()}",
            *arguments,
        )


class Answer:
    """What a command said, with which exit code it ended, and the files and folders that this rests on.

    What was said are pairs of a stream ("out", "err", or "raw" for bytes of UTF-8) and a text.
    `begun_ns` is when it began to look at them. A file that changed after that, or in the tick before, may have
    changed once more without its time showing it. Git calls that “racily clean”: https://git-scm.com/docs/racy-git
    """

    def __init__(self, begun_ns: int, code: int, said: Sequence[tuple[str, str]], trace: Trace) -> None:
        self.begun_ns = begun_ns
        self.code = code
        self.said = said
        self.trace = trace

    def still_holds(self) -> bool:
        """Whether every folder and file is as it was, by its state or else by its content.

        The states of files that only look changed are brought up to date.
        """
        return (
            not any(os.access(path, os.R_OK) for path in self.trace.wanting)
            and all(names_of_files(folder) == names for folder, names in self.trace.folders.items())
            and all(self._holds(path, seen) for path, seen in list(self.trace.files.items()))
        )

    def _holds(self, path: str, seen: Sighting) -> bool:
        try:
            state = os.stat(path)
            if seen.is_state(state) and (seen.written or seen.mtime_ns < self.begun_ns - TICK_NS):
                return True
            if state.st_size != seen.size:
                return False
            with open(path, "rb") as file:
                same = digest_of(file.read()) == seen.digest
        except OSError:
            return False
        self.trace.files[path] = Sighting.of(state, seen.digest, written=seen.written)
        return same


def ask(arguments: Sequence[str], environment: Mapping[str, str]) -> Question | None:
    """The question that a command is; None if it is not one to be answered from memory."""
    if _command_of(arguments) in COMMANDS and NO_CACHE not in arguments:
        return Question(arguments, environment)
    return None


def _command_of(arguments: Sequence[str]) -> str:
    """The first word that is neither an option nor the value of one; those before it all take one."""
    words = iter(arguments)
    for word in words:
        if not word.startswith("-"):
            return word
        if "=" not in word:
            next(words, "")
    return ""


def recall(question: Question) -> Answer | None:
    """The answer that was given before, if it still holds."""
    kept = question.cache.get(question.key)
    if not kept:
        return None
    answer = _decode(kept.decode("utf-8", "surrogateescape"))
    before = list(answer.trace.files.values())
    if not answer.still_holds():
        return None
    if list(answer.trace.files.values()) != before:
        answer.begun_ns = question.begun_ns
        remember(question, answer)
    return answer


def remember(question: Question, answer: Answer) -> None:
    """Keep the answer for the next time."""
    fields = list(_encode(answer))
    if not any("\0" in field for field in fields):
        question.cache.put(question.key, "\0".join(fields).encode("utf-8", "surrogateescape"))


def say_again(answer: Answer) -> int:
    """Write what was said; the exit code."""
    for stream, text in answer.said:
        written = sys.stderr if stream == "err" else sys.stdout
        written.buffer.write(text.encode("utf-8" if stream == "raw" else written.encoding, "replace"))
    sys.stdout.flush()
    return answer.code


def open_cache(environment: Mapping[str, str]) -> FolderCache:
    """What this installation has kept, in the usual place: https://specifications.freedesktop.org/basedir-spec."""
    base = environment.get("XDG_CACHE_HOME", "")
    folder = base if base.startswith("/") else os.path.expanduser("~/.cache")  # noqa: PTH111 - as above
    return FolderCache(f"{folder}/pamphlet", salt=program_identity())


def names_of_files(folder: str) -> tuple[str, ...]:
    """The files in a folder, hidden ones left out; none where it cannot be looked through."""
    try:
        with os.scandir(folder) as entries:
            return tuple(sorted(each.name for each in entries if _is_file(each) and not each.name.startswith(".")))
    except OSError:
        return ()


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link that leads in a circle
        return False


def _encode(answer: Answer) -> Iterator[str]:
    """Fields without NUL; each list with its length before it."""
    yield from (str(answer.begun_ns), str(answer.code), str(len(answer.said)))
    for said in answer.said:
        yield from said
    yield str(len(answer.trace.folders))
    for folder, names in answer.trace.folders.items():
        yield from (folder, str(len(names)), *names)
    for path, seen in answer.trace.files.items():
        yield from (path, str(seen.size), str(seen.mtime_ns), str(seen.inode), seen.digest, str(int(seen.written)))


def _decode(text: str) -> Answer:
    fields = iter(text.split("\0"))
    begun_ns, code, count = (int(next(fields)) for _ in range(3))
    said: list[tuple[str, str]] = [(next(fields), next(fields)) for _ in range(count)]
    trace = Trace()
    for _ in range(int(next(fields))):
        folder, names = next(fields), int(next(fields))
        trace.folders[folder] = tuple(next(fields) for _ in range(names))
    for path in fields:
        size, mtime_ns, inode = (int(next(fields)) for _ in range(3))
        trace.files[path] = Sighting(size, mtime_ns, inode, next(fields), written=next(fields) == "1")
    return Answer(begun_ns, code, said, trace)
