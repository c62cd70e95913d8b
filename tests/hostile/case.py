"""What a hostile input is: the files of an edition, and what ought to become of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

Outcome = Literal["builds", "warns", "refused"]
"""Exit code 0 and not a word; 0 and a warning that holds `words`; 2 and one sentence that holds `words`."""

SECRET: Final = "@SECRET@"  # noqa: S105 - the place of a secret, and none itself
"""Stands in a file's text for the path of a file outside the edition that nobody may read."""
SPY: Final = "@SPY@"
"""Stands there for the address of a server that nobody may call."""

NO_WORDS: Final[Mapping[str, str]] = MappingProxyType({})
STATEMENT: Final = "# The pump is dry\n\nAda Brook\n\n1 May 2031\n\nIt has been dry since the thaw.\n"


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link in the edition's folder."""

    target: str


@dataclass(frozen=True, slots=True)
class Pipe:
    """A named pipe, from which nothing ever comes."""


@dataclass(frozen=True, slots=True)
class Sparse:
    """A file that claims so many bytes and holds none."""

    size: int


Content = str | bytes | Link | Pipe | Sparse | Callable[[], str | bytes]
"""What a file is; what a function makes is too bulky to keep."""


@dataclass(frozen=True, slots=True)
class Case:
    """A hostile input; `bulky` ones are left out of a quick run, and `late` ones fail only when pages are set."""

    name: str
    outcome: Outcome
    words: str
    files: Mapping[str, Content]
    bulky: bool = False
    late: bool = False

    def lay_out(self, folder: Path, *, secret: Path, spy: str) -> None:
        """Write the edition into an empty folder."""
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            lay_file(path, content, {SECRET: str(secret), SPY: spy})


def lay_file(path: Path, content: Content, words: Mapping[str, str] = NO_WORDS) -> None:
    """Make a file of whatever kind; `words` stand for marks in its text."""
    match content:
        case Link(target):
            path.symlink_to(_filled(target, words))
        case Pipe():
            os.mkfifo(path)
        case Sparse(size):
            with path.open("wb") as file:
                file.truncate(size)
        case bytes():
            path.write_bytes(content)
        case str():
            path.write_bytes(_filled(content, words).encode("utf-8", "surrogatepass"))
        case _:
            lay_file(path, content(), words)


def _filled(text: str, words: Mapping[str, str]) -> str:
    for mark, word in words.items():
        text = text.replace(mark, word)
    return text


def one(name: str, outcome: Outcome, words: str, body: Content, **options: bool) -> Case:
    """An edition of one statement: what stands below its head, or all of it."""
    text = STATEMENT + "\n" + body if isinstance(body, str) else body
    return Case(name, outcome, words, {"a.md": text}, **options)


def settings(name: str, outcome: Outcome, words: str, toml: str, **options: bool) -> Case:
    """A good statement under a bad edition.toml."""
    return Case(name, outcome, words, {"edition.toml": toml, "a.md": STATEMENT}, **options)


def shown(name: str, outcome: Outcome, words: str, picture: Content, *, kind: str = "png", **options: bool) -> Case:
    """A statement that shows this picture."""
    body = f"{STATEMENT}\n![A pump](p.{kind})\n"
    return Case(name, outcome, words, {"a.md": body, f"p.{kind}": picture}, **options)
