"""Regular expressions → the same, each compiled when something is first looked for with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Pattern:
    """What `re.compile` gives, later: of the patterns by which damage is told, most runs have use for a few.

    Each method becomes, when it is first asked for, the compiled pattern's own, and costs no more from then on.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """For those who need one of Python's own."""
        return re.compile(self.pattern, self._flags)

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """`re.Pattern.search`, as all that follow are called in `re.Pattern`."""
        return self.compiled.search

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """At the beginning."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        """The whole."""
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """Each in turn."""
        return self.compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[str]]:
        """Each one's words, where the pattern has one group or none."""
        return self.compiled.findall

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        """What stands between."""
        return self.compiled.split

    @cached_property
    def sub(self) -> Callable[..., str]:
        """With something else in its place."""
        return self.compiled.sub

    @cached_property
    def subn(self) -> Callable[..., tuple[str, int]]:
        """The same, and how often."""
        return self.compiled.subn
