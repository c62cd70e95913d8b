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
    "attribution": Measure(36, 36),
    "bullet": Measure(1243, 1243),
    "byline": Measure(89, 89),
    "columns": Measure(30, 30),
    "contact": Measure(822, 822),
    "contents": Measure(30, 30),
    "control-character": Measure(1961, 1961),
    "cut-item": Measure(73, 73),
    "cut-paragraph": Measure(309, 310),
    "dash": Measure(353, 353),
    "date": Measure(3, 3),
    "ellipsis": Measure(114, 114),
    "french-space": Measure(745, 747),
    "furniture": Measure(335, 339),
    "heading": Measure(137, 137),
    "hyphen": Measure(335, 342),
    "invisible": Measure(2280, 2280),
    "letter-spacing": Measure(144, 144),
    "ligature": Measure(192, 194),
    "line-ends": Measure(100, 102),
    "list": Measure(20, 20),
    "lone-heading": Measure(148, 148),
    "lost-item": Measure(215, 215),
    "mail": Measure(106, 106),
    "margin": Measure(33, 33),
    "mojibake": Measure(1605, 1605),
    "note": Measure(248, 248),
    "page-edge": Measure(141, 141),
    "paragraph": Measure(128, 128),
    "quotes": Measure(3450, 3450),
    "repeated-byline": Measure(28, 28),
    "repeated-title": Measure(69, 69),
    "spacing": Measure(51, 51),
    "standfirst": Measure(30, 30),
    "web": Measure(198, 198),
}


def rated(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """The repairs, each with its rule's confidence, to a tenth of a per cent; none where nothing was measured."""
    return tuple(
        replace(repair, confidence=math.floor(MEASURED[repair.rule].lower_bound * 1000) / 1000)
        if repair.rule in MEASURED
        else repair
        for repair in repairs
    )
