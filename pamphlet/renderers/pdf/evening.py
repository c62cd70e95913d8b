"""Laid-out pages → the same, laid out once or twice more, so that the pages of each statement end alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Final

from pamphlet.renderers.pdf.columns import Columns, read_columns
from pamphlet.renderers.pdf.extent import STATEMENT, by_statement
from pamphlet.renderers.pdf.flaws import page_flaws
from pamphlet.renderers.pdf.geometry import PageGeometry
from pamphlet.renderers.pdf.lineplans import plans_of
from pamphlet.renderers.pdf.lines import UNTOUCHED, SetPage, Touches, by_block
from pamphlet.renderers.pdf.setter import LaidOut
from pamphlet.renderers.pdf.spreads import count_uneven, even_out

LayOut = Callable[[Touches], LaidOut]
MOST_TRIES: Final = 2
"""So often is a layout looked over for pages that end unevenly."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How a statement came out with what was touched in it: its pages, and how they end."""

    touches: Touches
    pages: int
    columns: Columns | None
    flaws: int

    @property
    def uneven(self) -> int:
        """How many of its pages end on another line than the next."""
        return count_uneven(self.columns) if self.columns else 0

    def betters(self, other: _Outcome) -> bool:
        """Whether more pages end alike, and nothing else is amiss."""
        return self.pages == other.pages and self.flaws <= other.flaws and self.uneven < other.uneven


def even_pages(laid_out: LaidOut, lay_out: LayOut, geometry: PageGeometry, *, most: int) -> LaidOut:
    """The pages, each statement in the most even of its layouts; it takes so many more at most.

    What is done to a statement depends on its own pages alone, so that it comes out the same when it is set apart.
    """
    best = _outcomes(laid_out, [], geometry)
    last, set_so = laid_out, [outcome.touches for outcome in best]
    for _ in range(min(MOST_TRIES, most - 1)):
        tried = _touch(best if last is laid_out else _outcomes(last, set_so, geometry), last, geometry)
        if tried == set_so:
            break
        last, set_so = lay_out(_together(tried)), tried
        outcomes = _outcomes(last, set_so, geometry)
        if len(outcomes) != len(best):
            return laid_out
        best = [new if new.betters(old) else old for new, old in zip(outcomes, best, strict=True)]
    wanted = [outcome.touches for outcome in best]
    if wanted == set_so:
        return last
    return lay_out(_together(wanted)) if any(each != UNTOUCHED for each in wanted) else laid_out


def _outcomes(laid_out: LaidOut, touches: Sequence[Touches], geometry: PageGeometry) -> list[_Outcome]:
    """Each statement as it came out."""
    groups = by_statement([page for page in laid_out.pages if page.kind == STATEMENT])
    return [
        _Outcome(
            touches[number] if touches else UNTOUCHED,
            len(pages),
            read_columns(pages, geometry.leading_pt),
            _count_flaws(pages),
        )
        for number, pages in enumerate(groups)
    ]


def _count_flaws(pages: Sequence[SetPage]) -> int:
    """How many ends of pages part what belongs together."""
    return sum(Counter(flaw.kind for flaw in page_flaws(by_block(pages))).values())


def _touch(outcomes: Sequence[_Outcome], laid_out: LaidOut, geometry: PageGeometry) -> list[Touches]:
    """What was touched in each statement, and what should be beside."""
    plans = plans_of(laid_out.document)

    @cache
    def lengths(block: int) -> Mapping[int, float]:
        return plans[block].lengths() if block in plans else {}

    return [
        outcome.touches | even_out(outcome.columns, geometry.lines, lengths) if outcome.columns else outcome.touches
        for outcome in outcomes
    ]


def _together(touches: Sequence[Touches]) -> Touches:
    return reduce(or_, touches, UNTOUCHED)
