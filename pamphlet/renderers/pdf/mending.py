"""Laid-out pages with flaws in their lines → how those blocks are to be broken instead, and how they come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from pamphlet.renderers.pdf.flaws import HEADINGS, RUNNING, Advance, block_flaws, find_flaws
from pamphlet.renderers.pdf.linebreaking import TIGHTEST_EM, Broken, Rooms, best_lines
from pamphlet.renderers.pdf.lines import BLOCK, SetLine, SetPage, by_block, number_blocks
from pamphlet.renderers.pdf.retouching import read_words, set_lines

MENDABLE: Final = frozenset({"loose", "ladder", "stranded"})
"""What other line ends can mend."""

# A heading's shortest line is at least so long as a part of its longest.
EVEN_ENOUGH: Final = 0.6

Breaks = Mapping[int, Broken]
"""The line ends of each block that is to have others, by its number."""


def find_breaks(root: Any, pages: Sequence[SetPage], advance: Advance) -> dict[int, Broken]:  # noqa: ANN401 - the parsed tree
    """Better line ends for every block whose lines have a flaw that they can mend."""
    flawed = {
        number
        for number, lines in by_block(pages).items()
        if lines[0].tag in RUNNING and (_faults(lines, advance) or _is_uneven(lines))
    }
    return break_blocks(root, pages, flawed, advance)


def break_blocks(
    root: Any,  # noqa: ANN401 - as above
    pages: Sequence[SetPage],
    numbers: Iterable[int],
    advance: Advance,
    *,
    whole_words: bool = False,
) -> dict[int, Broken]:
    """The best line ends for these blocks; with `whole_words`, without any hyphen."""
    elements, lines = blocks_of(root), by_block(pages)
    found = {
        number: _break(elements[number], lines[number], advance, whole_words=whole_words) for number in sorted(numbers)
    }
    return {number: broken for number, broken in found.items() if broken}


def turned_blocks(pages: Sequence[SetPage], advance: Advance) -> frozenset[int]:
    """The blocks of which a word is cut by the turn of a page."""
    return frozenset(flaw.line.block for flaw in find_flaws(pages, advance) if flaw.kind == "turned")


def blocks_of(root: Any) -> dict[int, Any]:  # noqa: ANN401 - as above
    """The elements of the tree that are blocks of text, by their numbers."""
    return {int(element.get(BLOCK)): element for element in root.iter() if element.get(BLOCK)}


def editor_for(breaks: Breaks) -> Callable[[Any], None]:
    """What numbers the blocks of a tree that was parsed anew, and sets the lines of those that are to have others."""

    def edit(root: Any) -> None:  # noqa: ANN401 - as above
        number_blocks(root)
        elements = blocks_of(root)
        for number, broken in breaks.items():
            element = elements[number]
            set_lines(element, broken.ends, broken.hyphen)
            spacing = f"word-spacing: -{TIGHTEST_EM}em; letter-spacing: {broken.tracking_em}em"
            element.set("style", f"{element.get('style', '')}; {spacing}".lstrip("; "))

    return edit


def kept_breaks(breaks: Breaks, before: Sequence[SetPage], after: Sequence[SetPage], advance: Advance) -> Breaks:
    """The breaks that came out as they were meant to, and with fewer flaws than before."""
    old, new = by_block(before), by_block(after)
    return {
        number: broken
        for number, broken in breaks.items()
        if len(new[number]) == broken.lines
        and _weight(new[number], advance) <= _weight(old[number], advance)
        and not any(flaw.kind == "overfull" for flaw in block_flaws(new[number], advance))
    }


def _faults(lines: Sequence[SetLine], advance: Advance) -> bool:
    return any(flaw.kind in MENDABLE for flaw in block_flaws(lines, advance))


def _weight(lines: Sequence[SetLine], advance: Advance) -> float:
    """How bad a block's flaws are together: a last word alone or a ladder is worse than a loose line."""
    count = Counter(flaw.kind for flaw in block_flaws(lines, advance))
    loose = sum(flaw.degree for flaw in block_flaws(lines, advance) if flaw.kind == "loose")
    return 3 * count["stranded"] + 3 * count["ladder"] + 10 * count["overfull"] + loose


def _is_uneven(lines: Sequence[SetLine]) -> bool:
    """Whether a heading's lines are of very different length."""
    widths = [line.width_pt for line in lines]
    return lines[0].tag in HEADINGS and min(widths) < EVEN_ENOUGH * max(widths)


def _break(
    element: Any,  # noqa: ANN401 - as above
    lines: Sequence[SetLine],
    advance: Advance,
    *,
    whole_words: bool = False,
) -> Broken | None:
    words = read_words(element, lines, advance)
    if words is None:
        return None
    even = lines[0].tag in HEADINGS
    # A block may go on overleaf, where the margins have changed places; what is lost in sums must not tip the scales.
    first, *others = (round(line.edge_pt - line.left_pt, 6) for line in lines)
    rooms = Rooms(first, max(others, default=first), lines[0].justified, even)
    cuttable = words.uncut() if even or whole_words else words
    best = best_lines(cuttable, rooms, most_lines=len(lines) + (not even))
    return best and best._replace(hyphen=lines[0].hyphen)
