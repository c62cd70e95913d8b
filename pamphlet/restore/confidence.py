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
    "attribution": Measure(30, 30),
    "bullet": Measure(1171, 1171),
    "byline": Measure(75, 75),
    "columns": Measure(54, 55),
    "contact": Measure(817, 817),
    "contents": Measure(33, 33),
    "control-character": Measure(1795, 1800),
    "cut-item": Measure(45, 45),
    "cut-paragraph": Measure(260, 261),
    "dash": Measure(299, 299),
    "date": Measure(1, 1),
    "ellipsis": Measure(112, 112),
    "export": Measure(442, 442),
    "flowed": Measure(30, 30),
    "french-space": Measure(799, 799),
    "furniture": Measure(288, 292),
    "heading": Measure(132, 132),
    "heading-space": Measure(83, 83),
    "hyphen": Measure(268, 268),
    "inline-list": Measure(165, 165),
    "invisible": Measure(2024, 2024),
    "letter-spacing": Measure(88, 88),
    "ligature": Measure(197, 197),
    "line-ends": Measure(74, 74),
    "list": Measure(12, 12),
    "lone-heading": Measure(85, 85),
    "lost-item": Measure(178, 181),
    "mail": Measure(84, 84),
    "margin": Measure(33, 33),
    "mojibake": Measure(1764, 1768),
    "note": Measure(244, 244),
    "numbered-heading": Measure(46, 46),
    "page-edge": Measure(100, 100),
    "paragraph": Measure(67, 67),
    "quotes": Measure(3270, 3294),
    "repeated-byline": Measure(34, 34),
    "repeated-title": Measure(71, 71),
    "spacing": Measure(55, 55),
    "standfirst": Measure(27, 27),
    "table": Measure(36, 36),
    "web": Measure(133, 133),
}


def rated(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """The repairs, each with its rule's confidence, to a tenth of a per cent; none where nothing was measured."""
    return tuple(
        replace(repair, confidence=math.floor(MEASURED[repair.rule].lower_bound * 1000) / 1000)
        if repair.rule in MEASURED
        else repair
        for repair in repairs
    )
