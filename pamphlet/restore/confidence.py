"""A repair → the same with the confidence that its rule has, measured on damage whose truth is known."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

from msgspec.structs import replace

from pamphlet.model import Repair

LEAST_SHARE: Final = 0.9
"""A rule whose repairs are right less often than this leaves the text alone and warns."""

NORMAL: Final = 1.96
"""Standard deviations: 95 in a hundred."""


class Measure(NamedTuple):
    """How many repairs of a rule there were, and how many of them were right."""

    right: int
    of: int

    @property
    def lower_bound(self) -> float:
        """What the share of right ones surely passes: E. B. Wilson, Probable inference, 1927, for 95 in a hundred."""
        share, square = self.right / self.of, NORMAL**2
        spread = NORMAL * math.sqrt(share * (1 - share) / self.of + square / (4 * self.of**2))
        return (share + square / (2 * self.of) - spread) / (1 + square / self.of)


# How often is each rule right? `python -m tests.damage.precision --cases 1300` prints this table; a repair counts as
# wrong if any block with its words came out other than in the truth, whichever rule was at fault. A rule that is not
# here met none of the generated damage.
MEASURED: Final[dict[str, Measure]] = {
    "bullet": Measure(1419, 1419),
    "byline": Measure(92, 92),
    "columns": Measure(37, 39),
    "contact": Measure(813, 813),
    "contents": Measure(38, 38),
    "control-character": Measure(2081, 2081),
    "cut-item": Measure(51, 51),
    "cut-paragraph": Measure(393, 393),
    "dash": Measure(452, 453),
    "date": Measure(5, 5),
    "ellipsis": Measure(120, 121),
    "french-space": Measure(878, 878),
    "furniture": Measure(374, 376),
    "heading": Measure(123, 123),
    "hyphen": Measure(317, 321),
    "invisible": Measure(1985, 1985),
    "letter-spacing": Measure(156, 156),
    "ligature": Measure(248, 248),
    "line-ends": Measure(58, 60),
    "list": Measure(14, 14),
    "mojibake": Measure(2429, 2447),
    "note": Measure(334, 334),
    "quotes": Measure(4122, 4156),
    "repeated-byline": Measure(31, 31),
    "repeated-title": Measure(73, 73),
    "spacing": Measure(42, 42),
    "standfirst": Measure(28, 28),
}


def rated(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """The repairs, each with its rule's confidence, to a tenth of a per cent; none where nothing was measured."""
    return tuple(
        replace(repair, confidence=math.floor(MEASURED[repair.rule].lower_bound * 1000) / 1000)
        if repair.rule in MEASURED
        else repair
        for repair in repairs
    )
