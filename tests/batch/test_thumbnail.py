"""The small picture of a cover, which report, index and catalogue show."""

from __future__ import annotations

import io

import pytest
from PIL import Image as Picture
from PIL import ImageChops

from pamphlet.batch.thumbnail import COLOURS_OF_PICTURES, to_png

SIZE = (227, 320)


def plain() -> Picture.Image:
    """A panel with a shape on it that has soft edges, as letters have."""
    panel, shape = Picture.new("RGB", SIZE, "#8c1c13"), Picture.radial_gradient("L").resize(SIZE)
    panel.paste("#ffffff", mask=shape.point([255 * (value > 120) if value % 9 else value for value in range(256)]))
    return panel


def photograph() -> Picture.Image:
    """More colours than one could count."""
    slope = Picture.linear_gradient("L").resize(SIZE)
    return Picture.merge("RGB", [slope, Picture.radial_gradient("L").resize(SIZE), slope.rotate(90).resize(SIZE)])


# How far may a colour be off, of 255?
@pytest.mark.parametrize(("drawn", "most"), [(plain(), 16), (photograph(), 64)], ids=["plain", "photograph"])
def test_a_cover_keeps_its_colours(drawn: Picture.Image, most: int) -> None:
    """Nearly: a plain one is told from its page by nobody."""
    shown = Picture.open(io.BytesIO(to_png(drawn)))
    assert shown.size == SIZE
    assert len(shown.getcolors() or ()) <= COLOURS_OF_PICTURES
    off = ImageChops.difference(drawn, shown.convert("RGB"))
    assert max(off.tobytes()) <= most
