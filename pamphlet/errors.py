"""The errors a user can mend: each says where, what, and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final

LONGEST_QUOTED: Final = 200
"""Letters of what somebody wrote, in a sentence about it."""
LOST: Final = "\ufffd"
"""What programs put where they could not read a character."""
LOST_ADVICE: Final = f"the file has lost what stood there; look it up, and write it in place of {LOST}"
OTHER_LETTERS: Final = "write it in other letters, or make the e-book alone with --formats epub"
MOST_CHARACTERS: Final = 5
MOST_PLACES: Final = 4
QUOTED: Final = re.compile(rf"(?:“[^”]{{{LONGEST_QUOTED}}}|`[^`\s]{{{LONGEST_QUOTED}}})[^”`]+(?=[”`])")


LINE_END: Final = re.compile(r"\s*[\r\n]\s*")


class PamphletError(Exception):
    """One sentence for the user, on one line: `where: what; advice`.

    `where` is a path as the user would type it, `line` counts from 1.
    """

    def __init__(self, what: str, *, advice: str = "", where: str = "", line: int | None = None) -> None:
        self.what = LINE_END.sub(" ", QUOTED.sub(lambda long: f"{long[0][:LONGEST_QUOTED]}…", what))
        self.advice = advice
        self.where = where
        self.line = line
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}:{self.line}" if self.where and self.line else self.where
        sentence = f"{self.what}; {self.advice}" if self.advice else self.what
        return f"{place}: {sentence}" if place else sentence

    def __reduce__(self) -> tuple[Callable[[], PamphletError], tuple[()]]:
        """Pass from one process to another: an exception is made anew by position alone unless it says otherwise."""
        return partial(type(self), self.what, advice=self.advice, where=self.where, line=self.line), ()


Found = tuple[tuple[str, str], ...]
"""Characters, each with the source whose they are: "" for what edition.toml states."""


class UnprintableError(PamphletError):
    """Characters that no font has, by the names of their sources."""

    def __init__(self, found: Found) -> None:
        self.found = found
        told = _tell_unprintable(found, lambda source, _: source)
        super().__init__(told.what, advice=told.advice, where=told.where)

    def placed(self, place: Callable[[str, str], str]) -> PamphletError:
        """The same by what says where a source has a character: `water.txt:3`."""
        return _tell_unprintable(self.found, place)

    def __reduce__(self) -> tuple[Callable[[], PamphletError], tuple[()]]:
        """Pass from one process to another, as above."""
        return partial(type(self), self.found), ()


def _tell_unprintable(found: Found, place: Callable[[str, str], str]) -> PamphletError:
    # What edition.toml does not state, it took from a statement.
    of_statements = {character for source, characters in found if source for character in characters}
    places: dict[str, str] = {}
    for source, characters in found:
        for character in characters if source else (each for each in characters if each not in of_statements):
            where = place(source, character)
            places[where] = places.get(where, "") + character
    (where, first), *others = places.items()
    told = [f"{_named(characters)} at {each}" if each else _named(characters) for each, characters in others]
    told[MOST_PLACES:] = [f"{len(told) - MOST_PLACES} more"] if len(told) > MOST_PLACES else []
    what = ", nor ".join([f"no font of the style can print {_named(first)}", *told])
    return PamphletError(what, advice=LOST_ADVICE if LOST in first else OTHER_LETTERS, where=where)


def _named(characters: str) -> str:
    named = [f"“{character}” (U+{ord(character):04X})" for character in dict.fromkeys(characters)]
    return ", ".join(named[:MOST_CHARACTERS])


class LimitReached(BaseException):
    """The work takes more time or memory than it may; no library that catches every `Exception` shall keep it."""

    def __init__(self, what: str, *, advice: str) -> None:
        self.what = what
        self.advice = advice
        super().__init__(f"{what}; {advice}")

    def __reduce__(self) -> tuple[partial[LimitReached], tuple[()]]:
        """Pass from one process to another, as above."""
        return partial(type(self), self.what, advice=self.advice), ()


class UnaccountedError(PamphletError):
    """A word of a source is not in a finished file, and no repair says why: the program is at fault."""
