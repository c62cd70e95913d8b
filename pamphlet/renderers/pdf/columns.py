"""The lines of a statement's laid-out pages → what stands under what, counted in lines of the grid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby, pairwise
from typing import Final, NamedTuple

from msgspec import Struct

from pamphlet.renderers.pdf.lines import HEADINGS, SetLine, SetPage

OFF_GRID: Final = 0.02
# White of more lines holds something that has no words, or is an ornament.
WIDEST_GAP: Final = 2
# An item of a list that stands with its neighbour is taken for a head, if it is this short.
LONGEST_HEAD: Final = 3
# So many lines more of white may stand above a heading, and above the text, where all of it may begin lower.
WHITER_HEADING: Final = 1
WHITER_TEXT: Final = 2


class Item(NamedTuple):
    """A block of text with the headings over it, which stay with it.

    `gap` is the white before it in lines (none where no page tells), `head` how many lines its headings take; `opener`
    is the first block of all. A block that is `whole` is on one page. Above it, so many lines more may be white.
    """

    block: int
    opener: int
    gap: int | None
    head: int
    lines: int
    whole: bool
    whiter: int = 0


class Column(Struct, frozen=True):
    """The text of a page: where it begins and ends, in lines, and the item that it begins with, or within.

    `plain` where every line of it stands on the grid, one below the other, and no notes stand at the foot; where some
    do, the page ends with them.
    """

    item: int
    offset: int
    begins: int
    ends: int
    plain: bool


class Columns(Struct, frozen=True):
    """A statement: what it consists of below its heading, and its pages."""

    items: tuple[Item, ...]
    pages: tuple[Column, ...]


class _Row(NamedTuple):
    """A line by its place on the grid; off the grid where that is no whole number."""

    line: SetLine
    at: float


class _Kind(NamedTuple):
    """What a block is, and what it stands in."""

    tag: str
    within: str


class _Stack(NamedTuple):
    """A block: its tag, what it stands in, its number, the white before it, and its lines."""

    tag: str
    within: str
    block: int
    gap: int | None
    lines: int


def read_columns(pages: Sequence[SetPage], leading_pt: float) -> Columns | None:
    """What the pages of a statement hold; none if its text cannot be followed."""
    depths = [[(line.baseline_pt - page.head_pt) / leading_pt for line in page.lines] for page in pages]
    if not all(depths):
        return None
    # Where in its line of the grid does most text stand?
    [(share, _)] = Counter(round(depth % 1, 2) for each in depths for depth in each).most_common(1)
    rows = [
        [_Row(line, depth - share) for line, depth in zip(page.lines, each, strict=True)]
        for page, each in zip(pages, depths, strict=True)
    ]
    body = [rows[0][_below_title(rows[0]) :], *rows[1:]]
    if not body[0]:
        return None
    stacks = list(_stacks(body))
    if len({stack.block for stack in stacks}) < len(stacks):
        return None
    items = tuple(_items(stacks))
    places = _places(body, items)
    feet = [round((page.foot_pt - page.head_pt) / leading_pt) if page.noted else 0 for page in pages]
    columns = [
        Column(
            *place,
            begins=round(lines[0].at),
            ends=foot or round(lines[-1].at) + 1,
            plain=not foot and _is_plain(lines),
        )
        for place, lines, foot in zip(places, body, feet, strict=True)
    ]
    return Columns(items, tuple(columns))


def _below_title(rows: Sequence[_Row]) -> int:
    """Where the lines begin that stand on the grid below the title."""
    above = [number for number, row in enumerate(rows) if row.line.tag == "h1" or not _is_on_grid(row)]
    return max(above, default=-1) + 1


def _is_on_grid(row: _Row) -> bool:
    return abs(row.at - round(row.at)) < OFF_GRID


def _is_plain(rows: Sequence[_Row]) -> bool:
    return all(map(_is_on_grid, rows)) and all(
        lower.at - upper.at > 0.5 and (lower.line.block != upper.line.block or lower.at - upper.at < 1.5)
        for upper, lower in pairwise(rows)
    )


def _stacks(pages: Sequence[Sequence[_Row]]) -> Iterator[_Stack]:
    """The blocks in order; where one opens a page, the white before it is what such blocks have elsewhere."""
    usual = _usual_gaps(pages)
    rows = [(number, row) for number, page in enumerate(pages) for row in page]
    before: tuple[int, _Row] | None = None
    for block, group in groupby(rows, key=lambda row: row[1].line.block):
        lines = list(group)
        page, row = lines[0]
        if before is None:
            gap: int | None = 0
        elif before[0] == page:
            gap = _white(before[1], row)
        else:
            # What has no words may stand above the first line of a page.
            gap = None if round(row.at) else usual.get((_kind(before[1]), _kind(row)), _guessed_gap(row))
        yield _Stack(*_kind(row), block, gap, len(lines))
        before = lines[-1]


def _guessed_gap(row: _Row) -> int | None:
    """The white that most styles have above a heading; in one that has more, pages come out otherwise, and are left."""
    return 1 if row.line.tag in HEADINGS else None


def _usual_gaps(pages: Sequence[Sequence[_Row]]) -> Mapping[tuple[_Kind, _Kind], int]:
    """The white between two kinds of block, where it is always the same; headings may have got more."""
    found: dict[tuple[_Kind, _Kind], set[int]] = {}
    for upper, lower in chain.from_iterable(map(pairwise, pages)):
        if upper.line.block != lower.line.block:
            found.setdefault((_kind(upper), _kind(lower)), set()).add(_white(upper, lower))
    usual = {kinds: min(gaps) for kinds, gaps in found.items() if len(gaps) == 1 or kinds[1].tag in HEADINGS}
    paragraphs = {_kind(row) for page in pages for row in page if row.line.tag == "p"}
    return {(kind, kind): 0 for kind in paragraphs if (kind, kind) not in found} | usual


def _white(upper: _Row, lower: _Row) -> int:
    """How many lines are white between two."""
    return round(lower.at - upper.at) - 1


def _kind(row: _Row) -> _Kind:
    return _Kind(row.line.tag, row.line.within)


def _items(stacks: Sequence[_Stack]) -> Iterator[Item]:
    head: list[_Stack] = []
    first = next((stack for stack in stacks if stack.within != "header"), None)
    for number, stack in enumerate(stacks):
        if number + 1 < len(stacks) and _stays(stacks, number):
            head.append(stack)
            continue
        lines = sum(each.lines for each in head) + sum((each.gap or 0) for each in [*head[1:], stack] if head)
        opener = head[0] if head else stack
        whole = stack.tag not in {"p", "li"}
        yield Item(stack.block, opener.block, opener.gap, lines, stack.lines, whole, _whiter(opener, opener is first))
        head = []


def _whiter(opener: _Stack, is_first: bool) -> int:  # noqa: FBT001 - what it is about
    """How many lines more of white may stand above a block."""
    if is_first and opener.within == "section":
        return WHITER_TEXT if opener.tag in {"p", *HEADINGS} else 0
    return WHITER_HEADING if opener.tag in HEADINGS and opener.gap else 0


def _stays(stacks: Sequence[_Stack], number: int) -> bool:
    """Whether no page ends after a block: a heading, the first item of a list, and the last but one."""
    stack, following = stacks[number], stacks[number + 1]
    if stack.tag in HEADINGS:
        return True
    if stack.tag != "li" or following.tag != "li" or stack.lines > LONGEST_HEAD:
        return False
    opens = number == 0 or stacks[number - 1].tag != "li"
    closes = number + 2 == len(stacks) or stacks[number + 2].tag != "li"
    return opens or closes


def _places(pages: Sequence[Sequence[_Row]], items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """The item that each page begins with, and how many of its lines stand before."""
    numbers = {item.block: number for number, item in enumerate(items)}
    numbers |= {item.opener: number for number, item in enumerate(items)}
    seen: dict[int, int] = {}
    number = 0
    for page in pages:
        number = numbers.get(page[0].line.block, number)
        yield number, seen.get(page[0].line.block, 0)
        for row in page:
            seen[row.line.block] = seen.get(row.line.block, 0) + 1
