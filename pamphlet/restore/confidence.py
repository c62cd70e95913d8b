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
    "attribution": Measure(31, 31),
    "bullet": Measure(1250, 1250),
    "byline": Measure(78, 78),
    "columns": Measure(62, 63),
    "contact": Measure(826, 826),
    "contents": Measure(31, 31),
    "control-character": Measure(1678, 1678),
    "cut-item": Measure(49, 49),
    "cut-paragraph": Measure(284, 288),
    "dash": Measure(322, 324),
    "date": Measure(4, 4),
    "ellipsis": Measure(110, 110),
    "flowed": Measure(34, 34),
    "french-space": Measure(777, 777),
    "furniture": Measure(284, 287),
    "heading": Measure(141, 141),
    "heading-space": Measure(95, 95),
    "hyphen": Measure(208, 210),
    "inline-list": Measure(174, 174),
    "invisible": Measure(1566, 1566),
    "letter-spacing": Measure(94, 94),
    "ligature": Measure(238, 238),
    "line": Measure(1, 1),
    "line-ends": Measure(98, 99),
    "list": Measure(12, 12),
    "lone-heading": Measure(96, 96),
    "lost-item": Measure(153, 156),
    "mail": Measure(62, 62),
    "margin": Measure(31, 31),
    "mojibake": Measure(1673, 1676),
    "note": Measure(236, 237),
    "page-edge": Measure(142, 142),
    "paragraph": Measure(95, 96),
    "quotes": Measure(3324, 3335),
    "repeated-byline": Measure(34, 34),
    "repeated-title": Measure(71, 72),
    "spacing": Measure(76, 76),
    "standfirst": Measure(27, 27),
    "web": Measure(179, 179),
}


def rated(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """The repairs, each with its rule's confidence, to a tenth of a per cent; none where nothing was measured."""
    return tuple(
        replace(repair, confidence=math.floor(MEASURED[repair.rule].lower_bound * 1000) / 1000)
        if repair.rule in MEASURED
        else repair
        for repair in repairs
    )
