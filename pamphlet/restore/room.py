"""Lines broken to a measure → where the author ended one: the next word would have had room there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from pamphlet.model import Line
from pamphlet.patterns import Pattern
from pamphlet.restore.dates import parse_date
from pamphlet.restore.lines import (
    ENDS_SENTENCE,
    ITEM,
    OPENING_MARKS,
    SALUTATION,
    Group,
    fenced_lines,
    gaps_of,
    group_lines,
    has_columns,
    is_structure,
)

FEWEST_RUNNING: Final = 2
"""Line ends inside sentences that a text must have to tell how much room its lines have."""

EARLY: Final = 0.82
"""Of what a line and the next word usually take together: with less, the word would have had room.

Measured on pages of eight kinds: a line that a measure broke takes 0.86 of it at the least.
"""

BROKEN: Final = 0.6
"""Of the same: a line so short in the midst of a sentence was broken by no measure."""

FEWEST_UNTORN: Final = 3
"""Words of such a line that is a title's first: with fewer, a machine broke it at a wide space."""

MOST_TORN: Final = 15
"""One torn line in so many: where there are more, nothing can be told from the lengths of lines."""

FEWEST_EXACT: Final = 15
"""Line ends inside sentences that tell letters of one width by chance no more."""

NARROWER: Final = 0.95
"""Of what lines nearby take: with more, they have a narrower measure of their own, as quotations have."""

LONGEST_GREETING: Final = 50
LONGEST_ALONE: Final = 70
"""Letters of a heading or of a line that signs."""

# What ends a paragraph: a sentence, and not one part of it.
ENDS_WHOLE: Final = Pattern(r"[.?!…](?:[ \u00a0\u202f]»)?[\"'”’“‘«»‹›)\]*_]*(?:\[\^?\w{1,3}\]|[⁰¹²³⁴-⁹†‡])*$")
PLAIN: Final = Pattern(r"[^*_#>|\\]*")


class Room(Struct, frozen=True):
    """How much a line and the first word of the next take together: usually, and where the line ended early."""

    usual: int
    early: int

    def has(self, line: Line, below: Line) -> bool:
        """Whether the first word of the line below would have gone into a line."""
        return need(line, below) <= self.early


def need(line: Line, below: Line) -> int:
    """The letters that a line would have with the first word of the next."""
    return len(line.text.rstrip()) + 1 + len(below.text.split()[0])


def find_room(lines: Sequence[Line]) -> Room | None:
    """The room that lines have by those that end inside a sentence, or None where too few do."""
    fenced = fenced_lines(lines)
    groups = [group for group in group_lines(lines) if group[0].number not in fenced]
    pairs = [pair for group in groups for pair in pairwise(group)]
    taken = sorted(need(*pair) for pair in find_running(groups))
    if len(taken) < FEWEST_RUNNING:
        return None
    usual, widest = taken[len(taken) // 2], max(len(line.text.rstrip()) for pair in pairs for line in pair)
    # Where no word would have had room, letters are all of one width, and the longest line is the measure.
    exact = len(taken) >= FEWEST_EXACT and taken[0] > widest
    return Room(usual, widest if exact else min(taken[len(taken) // 12], round(EARLY * usual)))


def find_running(groups: Iterable[Group]) -> list[tuple[Line, Line]]:
    """The pairs of lines that a measure parted in the midst of a sentence."""
    pairs = [pair for group in groups for pair in pairwise(group) if runs_on(*pair) and not _in_columns(pair[0])]
    taken = sorted(need(*pair) for pair in pairs)
    # Verse that begins small, and titles of two lines, take less than any measure.
    return [pair for pair in pairs if need(*pair) >= BROKEN * taken[len(taken) // 2]]


def runs_on(line: Line, below: Line) -> bool:
    """Whether a sentence surely goes on from one line to the next."""
    open_ = not ENDS_SENTENCE.search(line.text.rstrip()) and not is_structure(below)
    return open_ and below.text.strip().lstrip(OPENING_MARKS)[:1].islower()


def may_end(line: Line, below: Line) -> bool:
    """Whether a sentence ends with a line, and the next line could begin a paragraph."""
    return bool(ENDS_WHOLE.search(line.text.rstrip())) and _begins(below) and not is_structure(below)


def find_ends(group: Group, room: Room) -> Iterator[tuple[Line, Line]]:
    """The pairs of lines between which a paragraph, a heading or a list of the group ends."""
    if has_columns(group) or any("|" in line.text for line in group) or _is_torn(group, room):
        return
    start = 0
    narrow = _narrowed(group, room)
    for place, (line, below) in enumerate(pairwise(group)):
        if (
            place in narrow
            or line.text.rstrip().endswith("-")
            or is_structure(below)
            or ITEM.match(below.text)
            or below.text.startswith(" " * 2)
        ):
            # What stands above a list is no part of it.
            start = place + 1 if ITEM.match(below.text) and not ITEM.match(group[start].text) else start
            continue
        if _ends(group[start : place + 1], below, group[place + 2 : place + 3], room):
            start = place + 1
            yield line, below


def _narrowed(group: Group, room: Room) -> frozenset[int]:
    """The places of lines that end early only because the lines about them have a narrower measure."""
    pairs = list(pairwise(group))
    running = {place: need(*pair) for place, pair in enumerate(pairs) if runs_on(*pair)}
    return frozenset(
        place
        for place, pair in enumerate(pairs)
        if ENDS_SENTENCE.search(pair[0].text.rstrip())
        and any(
            near in running and room.has(*pairs[near]) and need(*pair) >= NARROWER * running[near]
            for near in (place - 1, place + 1)
        )
    )


def _is_torn(group: Group, room: Room) -> bool:
    """Whether something other than a measure broke lines in the midst of sentences."""
    short = [pair for pair in pairwise(group) if runs_on(*pair) and need(*pair) < BROKEN * room.usual]
    torn = sum(len(line.text.split()) < FEWEST_UNTORN for line, _ in short)
    return torn * MOST_TORN > len(group)


def _in_columns(line: Line) -> bool:
    return bool(gaps_of(line.text.strip()))


def _ends(above: Group, below: Line, after: Group, room: Room) -> bool:
    """Whether a part of the text ends with some lines."""
    last = above[-1]
    if _stands_apart(last) or _stands_apart(below):
        return True
    if not _begins(below):
        return False
    early, whole = room.has(last, below), bool(ENDS_WHOLE.search(last.text.rstrip()))
    full, alone, item = _is_full(below, after, room), _is_alone(below, after, room), ITEM.match(above[0].text)
    if item:
        headed = early and full and len(above) == 1 and len(last.text) <= LONGEST_ALONE and _is_plain(last)
        return headed or (whole and (early or alone or _is_last_item(above)))
    if len(above) > 1 and all(room.has(*pair) for pair in pairwise(above)):
        # Verse, an address, or title and byline: they end where lines are full again.
        return early and full
    if early and whole:
        return len(above) > 1 or full or alone
    if early:
        return len(above) == 1 and len(last.text) <= LONGEST_ALONE and full and _is_plain(last)
    return whole and alone


def _stands_apart(line: Line) -> bool:
    """Whether a line is a salutation or a date, whatever stands above and below it."""
    text = line.text.strip()
    greeting = len(text) <= LONGEST_GREETING and text.endswith((",", "!")) and SALUTATION.match(text)
    return bool(greeting) or parse_date(text) is not None


def _is_last_item(above: Group) -> bool:
    """Whether all items but the last end with a semicolon."""
    starts = [place for place, line in enumerate(above) if place and ITEM.match(line.text)]
    return bool(starts) and all(above[place - 1].text.rstrip().endswith((";", ",")) for place in starts)


def _is_full(line: Line, after: Group, room: Room) -> bool:
    """Whether a line goes on into the next."""
    return bool(after) and (not room.has(line, after[0]) or runs_on(line, after[0]))


def _is_alone(line: Line, after: Group, room: Room) -> bool:
    """Whether a line is a heading: short, with a full line below it that begins anew."""
    short = len(line.text) <= LONGEST_ALONE and not ENDS_SENTENCE.search(line.text.rstrip()) and _is_plain(line)
    return short and bool(after) and room.has(line, after[0]) and (_begins(after[0]) or bool(ITEM.match(after[0].text)))


def _is_plain(line: Line) -> bool:
    return bool(PLAIN.fullmatch(line.text))


def _begins(line: Line) -> bool:
    first = line.text.strip().lstrip(f"{OPENING_MARKS} \u00a0\u202f")[:1]
    return first.isupper() or first.isdigit()
