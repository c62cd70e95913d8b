"""The words of drawings: those that would fall on the text around them are refused, with the drawing and the line."""

from __future__ import annotations

import pytest

from pamphlet.errors import PamphletError
from pamphlet.limits import LIMITS
from pamphlet.readers.drawings import read_drawing

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">\n{}</svg>'
OUTSIDE = "quay.svg:2: “{}” stands outside the SVG, or runs out of it; move it inside, or make the viewBox larger"


def read(body: str) -> tuple[int, int]:
    """The measure of a drawing with these parts."""
    return read_drawing(SVG.format(body).encode(), "quay.svg", LIMITS)


# Which words surely stand outside?
@pytest.mark.parametrize(
    "place",
    [
        'x="110" y="30" font-size="8"',
        'x="90" y="30" font-size="8"',
        'x="-99" y="30" font-size="8"',
        'x="10" y="-1" font-size="8"',
        'x="10" y="60" font-size="8"',
        'x="10" y="70" style="fill: red; font-size: 8px"',
        'x="10" y="70"',
    ],
)
def test_words_outside_a_drawing_are_refused(place: str) -> None:
    """They would be printed over the words around the picture."""
    with pytest.raises(PamphletError) as refused:
        read(f"<g><text {place}>The <tspan>old</tspan> quay</text></g>")
    assert str(refused.value) == OUTSIDE.format("The old quay")


# Which stand inside, or where only whoever draws them can tell?
@pytest.mark.parametrize(
    "text",
    [
        '<text x="10" y="30" font-size="8">The old quay</text>',
        '<text x="10" y="54" font-size="8">The old quay</text>',
        '<text x="-5" y="30" font-size="8">The old quay</text>',
        '<text x="110" y="30" font-size="8"> </text>',
        '<g transform="scale(.5)"><text x="110" y="60">The old quay</text></g>',
        '<text x="110" y="30" text-anchor="end">The old quay</text>',
        '<text x="10" y="0" dominant-baseline="hanging">The old quay</text>',
        '<text x="10" y="0" style="dominant-baseline: hanging">The old quay</text>',
        '<style>text { transform: scale(.5) }</style><text x="110" y="60">The old quay</text>',
        '<text x="110" y="30"><tspan x="10">The old quay</tspan></text>',
        '<defs><text x="110" y="30">The old quay</text></defs>',
        '<text x="110%" y="30">The old quay</text>',
        '<text x="110" y="30" display="none">The old quay</text>',
    ],
)
def test_other_words_are_left_to_the_drawing(text: str) -> None:
    """What is refused must be certain."""
    assert read(text) == (100, 50)


@pytest.mark.parametrize("size", ['font-size="-8"', 'style="font-size:-8px"'])
def test_words_of_a_size_below_nothing_are_refused(size: str) -> None:
    """With the line of the drawing on which they stand."""
    with pytest.raises(PamphletError) as refused:
        read(f'<text x="10" y="30" {size}>Quay</text>')
    sentence = "quay.svg:2: the SVG has words of a size below nothing; give them a size above nothing"
    assert str(refused.value) == sentence
