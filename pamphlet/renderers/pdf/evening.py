"""Laid-out pages → the same, laid out once or twice more, so that pages that face each other end alike.

Nobody knows on which side a statement opens that is set apart. If all its pages can be made to end alike, it need not
be known; else the statement is `sided`, and comes out otherwise on the other side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial, reduce
from operator import or_
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.renderers.pdf.columns import Columns, read_columns
from pamphlet.renderers.pdf.extent import STATEMENT, by_statement
from pamphlet.renderers.pdf.flaws import page_flaws
from pamphlet.renderers.pdf.geometry import PageGeometry
from pamphlet.renderers.pdf.lineplans import LinePlan, plans_of
from pamphlet.renderers.pdf.lines import UNTOUCHED, SetPage, Touches, by_block
from pamphlet.renderers.pdf.setter import LaidOut
from pamphlet.renderers.pdf.spreads import Faces, count_uneven, even_out, whichever

LayOut = Callable[[Touches], LaidOut]
MOST_TRIES: Final = 3
"""So often is a layout looked over for pages that end unevenly."""


class EvenPages(NamedTuple):
    """Pages that end alike as far as they can, and whether it matters on which side they open."""

    laid_out: LaidOut
    sided: bool


class _Outcome(Struct, frozen=True):
    """How a statement came out with what was touched in it: its pages, and how they end.

    Its first page is an `opening` one; if it is `sided`, only those that face each other need to end alike.
    """

    opening: int
    touches: Touches
    pages: int
    columns: Columns | None
    flaws: int
    sided: bool = False

    @property
    def faces(self) -> Faces:
        """Which pages are to end alike."""
        return (lambda page: (self.opening + page) % 2 == 0) if self.sided else whichever

    @property
    def uneven(self) -> int:
        """How many of its pages end on another line than the next."""
        return count_uneven(self.columns, self.faces) if self.columns else 0

    def betters(self, other: _Outcome) -> bool:
        """Whether more pages end alike, and nothing else is amiss."""
        return self.pages == other.pages and self.flaws <= other.flaws and self.uneven < other.uneven

    def touch(self, plans: Mapping[int, LinePlan], room: int) -> _Outcome:
        """The same with what should be touched, too; sided if not all pages can be made to end alike."""
        if not self.columns:
            return self
        evened = even_out(self.columns, room, partial(_lengths, plans), self.faces, self.touches)
        if evened.uneven and not self.sided:
            return replace(self, sided=True).touch(plans, room)
        if UNTOUCHED in (self.touches, evened.touches):
            return replace(self, touches=evened.touches)
        # The end of a page, where a word was kept whole, has left some with a line more or less: it is counted upon.
        planned = [item for item in self.columns.items if item.block in plans]
        turned = {item.block: item.lines for item in planned if plans[item.block].may_turn_out(item.lines)}
        return replace(self, touches=Touches(lengths=turned) | evened.touches)


def even_pages(laid_out: LaidOut, lay_out: LayOut, geometry: PageGeometry, *, first: int, most: int) -> EvenPages:
    """The pages, each statement in the most even of its layouts; it takes so many more at most.

    `first` is the number of the first page: what is done to a statement depends on its own pages alone, and on the side
    that it opens on, so that it comes out the same when it is set apart.
    """
    best = _outcomes(laid_out, geometry, first)
    last, set_so, reached = laid_out, [UNTOUCHED] * len(best), best
    for _ in range(min(MOST_TRIES, most - 1)):
        aimed = _touch(reached, last, geometry)
        best = [replace(old, sided=new.sided) for old, new in zip(best, aimed, strict=True)]
        tried = [each.touches for each in aimed]
        if tried == set_so:
            break
        last, set_so = lay_out(_together(tried)), tried
        outcomes = _outcomes(last, geometry, first)
        if len(outcomes) != len(best):
            return EvenPages(laid_out, any(each.sided for each in best))
        reached = [replace(new, touches=was.touches, sided=was.sided) for new, was in zip(outcomes, aimed, strict=True)]
        best = [new if new.betters(old) else old for new, old in zip(reached, best, strict=True)]
    wanted = [outcome.touches for outcome in best]
    sided = any(each.sided for each in best)
    if wanted == set_so:
        return EvenPages(last, sided)
    return EvenPages(lay_out(_together(wanted)) if any(each != UNTOUCHED for each in wanted) else laid_out, sided)


def _outcomes(laid_out: LaidOut, geometry: PageGeometry, first: int) -> list[_Outcome]:
    """Each statement as it came out, with nothing known of what was touched."""
    groups = by_statement([page for page in laid_out.pages if page.kind == STATEMENT])
    return [
        _Outcome(
            opening=first - 1 + pages[0].number,
            touches=UNTOUCHED,
            pages=len(pages),
            columns=read_columns(pages, geometry.leading_pt),
            flaws=_count_flaws(pages),
        )
        for pages in groups
    ]


def _count_flaws(pages: Sequence[SetPage]) -> int:
    """How many ends of pages part what belongs together."""
    return sum(Counter(flaw.kind for flaw in page_flaws(by_block(pages))).values())


def _touch(outcomes: Sequence[_Outcome], laid_out: LaidOut, geometry: PageGeometry) -> list[_Outcome]:
    """What should be touched in each statement."""
    plans = plans_of(laid_out.document)
    return [outcome.touch(plans, geometry.lines) for outcome in outcomes]


def _lengths(plans: Mapping[int, LinePlan], block: int) -> Mapping[int, float]:
    return plans[block].lengths if block in plans else {}


def _together(touches: Sequence[Touches]) -> Touches:
    return reduce(or_, touches, UNTOUCHED)
