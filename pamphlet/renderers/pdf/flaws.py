"""The lines of laid-out pages → what a typographer would mend in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice, pairwise
from typing import Final, Literal

from msgspec import Struct

from pamphlet.renderers.pdf.lines import HEADINGS, SetLine, SetPage, by_block

Kind = Literal["loose", "ladder", "stranded", "turned", "overfull", "orphan", "widow", "heading", "river"]

WIDEST_SPACE_EM: Final = 0.5
"""A line whose word spaces are wider is loose."""
MOST_HYPHENS: Final = 2
"""More line ends in a row with hyphens are a ladder."""
LONGEST_OVERHANG_PT: Final = 1.0
# In a cell of a table, a word alone on its line is no flaw.
RUNNING: Final = HEADINGS | {"p", "li", "figcaption"}
# Spaces over so many lines that meet by a point make a river.
RIVER_LINES: Final = 4
RIVER_PT: Final = 1.0

_Space = tuple[float, float, int]
"""Where a word space begins and ends, in points, and through how many lines it runs."""
Advance = Callable[[str], float]
"""Words → their width in ems, as the text's font sets them."""


class Flaw(Struct, frozen=True):
    """A flaw, the line that has it or ends it, and how bad it is: a loose line's word space in ems, else 1."""

    kind: Kind
    line: SetLine
    degree: float = 1.0


def find_flaws(pages: Sequence[SetPage], advance: Advance) -> tuple[Flaw, ...]:
    """Every flaw of the statements' pages, block by block, then those that page ends make."""
    blocks = by_block(pages)
    inner = (flaw for lines in blocks.values() for flaw in block_flaws(lines, advance))
    return (*inner, *page_flaws(blocks))


def block_flaws(lines: Sequence[SetLine], advance: Advance) -> Iterator[Flaw]:
    """What is amiss in the lines of one block, wherever its pages end."""
    if lines[0].tag not in RUNNING:
        return
    space_em = advance(" ")
    for line in lines:
        if (width := word_space_em(line, space_em)) > WIDEST_SPACE_EM:
            yield Flaw("loose", line, width)
        if line.left_pt + line.width_pt > line.edge_pt + LONGEST_OVERHANG_PT:
            yield Flaw("overfull", line)
    for hyphenated, run in groupby(lines, key=lambda line: line.hyphenated):
        for line in list(run)[MOST_HYPHENS:] if hyphenated else ():
            yield Flaw("ladder", line)
    if is_stranded(lines):
        yield Flaw("stranded", lines[-1])
    if len(lines) >= RIVER_LINES:
        yield from _rivers(lines, advance)


def word_space_em(line: SetLine, natural_em: float) -> float:
    """How wide a justified line's word spaces are; 0 where nothing is stretched."""
    return natural_em + line.space_pt / line.size_pt if line.space_pt > 0 else 0.0


def is_stranded(lines: Sequence[SetLine]) -> bool:
    """Whether a block's last line has one word alone, or the rest of one."""
    return len(lines) > 1 and lines[-1].words == 1


def turned_blocks(pages: Iterable[SetPage]) -> frozenset[int]:
    """The blocks of which a word is cut by the end of a page."""
    rows = (pairwise(lines) for lines in by_block(pages).values() if lines[0].tag in RUNNING)
    return frozenset(
        upper.block for pairs in rows for upper, lower in pairs if upper.hyphenated and upper.page != lower.page
    )


def page_flaws(blocks: dict[int, tuple[SetLine, ...]]) -> Iterator[Flaw]:
    """What the ends of pages part that belongs together."""
    for lines in blocks.values():
        if lines[0].tag not in RUNNING:
            continue
        for upper, lower in pairwise(lines):
            if upper.page != lower.page:
                yield from _break_flaws(lines, upper, lower)
    for lines, following in pairwise(blocks.values()):
        if lines[-1].tag in HEADINGS and following[0].page > lines[-1].page:
            yield Flaw("heading", lines[-1])


def _break_flaws(lines: Sequence[SetLine], upper: SetLine, lower: SetLine) -> Iterator[Flaw]:
    if upper is lines[0]:
        yield Flaw("orphan", upper)
    if lower is lines[-1]:
        yield Flaw("widow", lower)
    if upper.hyphenated:  # on either side: a statement is set before it is known on which it opens
        yield Flaw("turned", upper)


def _rivers(lines: Iterable[SetLine], advance: Advance) -> Iterator[Flaw]:
    """Spaces that run down through lines; each line that lengthens a river to the full measure is named."""
    above: list[_Space] = []
    for line in lines:
        here = list(_flow_on(above, _spaces(line, advance)))
        if any(depth == RIVER_LINES for _, _, depth in here):
            yield Flaw("river", line)
        above = here


def _flow_on(above: Sequence[_Space], spaces: Iterable[tuple[float, float]]) -> Iterator[_Space]:
    """The spaces of a line, with those above that they meet; all are in order."""
    passed = 0
    for left, right in spaces:
        while passed < len(above) and above[passed][1] < left:
            passed += 1
        deepest = 0
        for start, end, depth in islice(above, passed, None):
            if start > right:
                break
            if depth > deepest and min(end, right) - max(start, left) >= RIVER_PT:
                deepest = depth
        yield left, right, 1 + deepest


def _spaces(line: SetLine, advance: Advance) -> Iterator[tuple[float, float]]:
    """Where a line's word spaces begin and end, in points; roughly, for kerning is not counted."""
    position, space_pt = line.left_pt, advance(" ") * line.size_pt
    for word in line.text.replace("\u00a0", " ").split(" ")[:-1]:
        position += advance(word) * line.size_pt
        end = position + space_pt + line.space_pt
        yield position, end
        position = end
