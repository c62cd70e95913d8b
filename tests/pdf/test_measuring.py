"""A line is as wide as its words and what they are kerned with the spaces, to the last unit of Pango's."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from pamphlet.renderers.pdf import plainlines, render
from pamphlet.renderers.pdf.measuring import LINE, Gauge, gauge_of
from pamphlet.styles import load_style

from .editions import A5, pamphlet, paragraphs, slow, statement

ENDS = "abcdefghijklmnopqrstuvwxyzàéöœßAEFLPRTVWYÅ,.;:!?…’”»)19%–-"
BEGINNINGS = "abcdefghijklmnopqrstuvwxyzàéöœABCGJOQTVWYÅ“‘«(19–"


@pytest.mark.parametrize("style", ["classic", *map(slow, ("modern", "broadside", "large-print"))])
def test_words_add_up_to_their_line(monkeypatch: pytest.MonkeyPatch, style: str) -> None:
    """Any letter or mark before a space and any after it, in each style of a text that is set."""
    gauges: dict[Gauge, None] = {}

    def note(text_style: Any) -> Gauge:  # noqa: ANN401 - weasyprint has no types
        gauge = gauge_of(text_style)
        gauges[gauge] = None
        return gauge

    monkeypatch.setattr(plainlines, "gauge_of", note)
    render(pamphlet(statement(*paragraphs(3))), load_style(style), page=A5, images={})
    spaces = [f"{end} {begin}" for end, begin in product(ENDS, BEGINNINGS)]
    lines = [f"To{'av'.join(spaces[at : at + 4])}i" for at in range(0, len(spaces), 4)]
    assert all(map(LINE.fullmatch, lines))
    assert gauges
    for gauge in gauges:
        assert [gauge.shape_line(line) for line in lines] == [gauge.shape(line) for line in lines]


@pytest.mark.parametrize(
    "line", ["word", "in 1984 they", "a — dash", "two  spaces", " before", "after ", "Greek αβγ here"]
)
def test_other_lines_are_shaped_as_a_whole(line: str) -> None:
    """Words without a letter, in other scripts, or alone."""
    assert not LINE.fullmatch(line)
