"""Lines → warnings for words that a line's end may have cut in two."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from pamphlet.model import Line, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.restore.lines import fenced_lines

CUT: Final = re.compile(r"[^\W\d_]+-$")
GOES_ON: Final = re.compile(r"[^\W\d_]+")
# After these the hyphen is the author's: “two- and three-storey sheds”.
JOINING: Final = frozenset({"and", "or", "nor", "to", "und", "oder", "bis", "et", "ou", "y", "e", "o"})


def doubt_hyphens(lines: tuple[Line, ...], file: str) -> tuple[Warning, ...]:
    """A warning for each line that ends in a hyphen and is followed by a small letter."""
    fenced = fenced_lines(lines)
    return tuple(
        Warning("hyphen", file, line.number, f"a line ends in “{cut[0]}”, so the book says “{cut[0]} {rest[0]}”")
        for line, below in pairwise(lines)
        if line.number not in fenced
        and (cut := CUT.search(line.text.rstrip()))
        and (rest := GOES_ON.match(below.text.strip()))
        and rest[0][0].islower()
        and rest[0] not in JOINING
    )
