"""The words of a drawing → nothing, or why no page can hold them: they stand outside it, or have no size."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from pamphlet.errors import PamphletError

SVG: Final = "{http://www.w3.org/2000/svg}"
NUMBER: Final = re.compile(r"\s*(-?(?:\d+\.?\d*|\.\d+))(?:px)?\s*")
SIZE: Final = re.compile(r"(?:^|[;{\s])font-size\s*:\s*([^;}]+)")
USUAL_SIZE: Final = 16.0
"""CSS Fonts 3, 3.5: what `medium` is in browsers."""

NARROWEST: Final = 0.2
"""Of its size, how wide a letter is at the least, on the average of a word."""

SHOWN: Final = 40
"""Letters of what is in the way, in the sentence about it."""

# What moves words elsewhere, in a way that only whoever draws them can tell; what is drawn in another place, or not.
MOVING: Final = ("transform", "dx", "dy", "rotate", "textLength", "display", "visibility", "writing-mode")
MOVING_STYLE: Final = re.compile(r"transform|baseline|display|visibility|anchor|writing-mode")
ELSEWHERE: Final = frozenset({"clipPath", "defs", "marker", "mask", "pattern", "svg", "switch", "symbol"})


def refuse_stray_words(root: etree._Element, where: str) -> None:
    """Refuse words of a size below nothing, and those that surely stand outside the drawing: they fall on the text."""
    for element in root.iter(etree.Element):
        if (size := _stated_size(element)) is not None and size < 0:
            what, advice = "the SVG has words of a size below nothing", "give them a size above nothing"
            raise PamphletError(what, advice=advice, where=where, line=element.sourceline)
    # A sheet may choose any words, and move them.
    box = _box(root) if root.find(f".//{SVG}style") is None else None
    for text in root.iter(f"{SVG}text"):
        words = " ".join("".join(map(str, text.itertext())).split())
        if words and box and _is_plain(text, root) and _is_outside(text, len(words), box):
            what = f"“{words[:SHOWN]}” stands outside the SVG, or runs out of it"
            advice = "move it inside, or make the viewBox larger"
            raise PamphletError(what, advice=advice, where=where, line=text.sourceline)


def _box(root: etree._Element) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of the viewBox (SVG 2, 8.2); none where the drawing has none."""
    sides = [float(number) for number in re.findall(r"-?\d+\.?\d*", str(root.get("viewBox", "")))]
    if len(sides) != 4 or min(sides[2:]) <= 0:
        return None
    left, top, width, height = sides
    return left, top, left + width, top + height


def _is_plain(text: etree._Element, root: etree._Element) -> bool:
    """Whether words stand where their own x and y say, as far as can be told without drawing them."""
    above = [each for each in text.iterancestors() if each is not root]
    if any(etree.QName(each).localname in ELSEWHERE for each in above):
        return False
    each_of = (*above, *text.iter(etree.Element))
    anchored = ("text-anchor", "dominant-baseline", "baseline-shift", "alignment-baseline", *MOVING)
    moved = any(each.get(key) is not None for each in each_of for key in anchored)
    parts = list(text.iterchildren(etree.Element))
    return not moved and not any(map(_is_placed, parts)) and not any(map(_is_styled, (root, *each_of)))


def _is_placed(part: etree._Element) -> bool:
    """Whether a part of a text has a place of its own, or is none of its words."""
    apart = etree.QName(part).localname != "tspan"
    return apart or any(inner.get(side) is not None for inner in part.iter(etree.Element) for side in ("x", "y"))


def _is_styled(element: etree._Element) -> bool:
    return bool(MOVING_STYLE.search(str(element.get("style", ""))))


def _is_outside(text: etree._Element, letters: int, box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    x, y = (NUMBER.fullmatch(str(text.get(side, "0"))) for side in ("x", "y"))
    sizes = (size for each in (text, *text.iterancestors()) if (size := _stated_size(each)) is not None)
    size = next(sizes, USUAL_SIZE)
    if not (x and y):
        return False
    across, down = float(x[1]), float(y[1])
    beside = across + NARROWEST * size * letters > right or across + size * letters < left
    return beside or down <= top or down - size >= bottom


def _stated_size(element: etree._Element) -> float | None:
    """The size of type that an element states in units of the drawing."""
    styled = SIZE.search(str(element.get("style", "")))
    number = NUMBER.fullmatch(styled[1] if styled else str(element.get("font-size", "")))
    return float(number[1]) if number else None
