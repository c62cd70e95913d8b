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


# How often is each rule right? `python -m tests.damage.precision --cases 600` prints this table; a repair counts as
# wrong if any block with its words came out other than in the truth, whichever rule was at fault. A rule that is not
# here met none of the generated damage.
MEASURED: Final[dict[str, Measure]] = {
    "bullet": Measure(605, 605),
    "byline": Measure(43, 43),
    "columns": Measure(16, 17),
    "contact": Measure(386, 386),
    "contents": Measure(14, 14),
    "control-character": Measure(1244, 1244),
    "cut-item": Measure(26, 26),
    "cut-paragraph": Measure(175, 175),
    "dash": Measure(185, 185),
    "date": Measure(1, 1),
    "ellipsis": Measure(44, 44),
    "french-space": Measure(495, 495),
    "furniture": Measure(171, 171),
    "heading": Measure(56, 56),
    "hyphen": Measure(144, 144),
    "invisible": Measure(1015, 1015),
    "letter-spacing": Measure(67, 67),
    "ligature": Measure(104, 104),
    "line-ends": Measure(25, 25),
    "list": Measure(7, 7),
    "mojibake": Measure(796, 814),
    "note": Measure(156, 156),
    "quotes": Measure(1561, 1561),
    "repeated-byline": Measure(15, 15),
    "repeated-title": Measure(31, 31),
    "spacing": Measure(20, 20),
    "standfirst": Measure(12, 12),
}


def rated(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """The repairs, each with its rule's confidence, to a tenth of a per cent; none where nothing was measured."""
    return tuple(
        replace(repair, confidence=math.floor(MEASURED[repair.rule].lower_bound * 1000) / 1000)
        if repair.rule in MEASURED
        else repair
        for repair in repairs
    )
