"""The errors a user can mend: each says where, what, and what to do."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

LONGEST_QUOTED: Final = 200
"""Letters of what somebody wrote, in a sentence about it."""
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

    def __reduce__(self) -> tuple[partial[PamphletError], tuple[()]]:
        """Pass from one process to another: an exception is made anew by position alone unless it says otherwise."""
        return partial(type(self), self.what, advice=self.advice, where=self.where, line=self.line), ()


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
