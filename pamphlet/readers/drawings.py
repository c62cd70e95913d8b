"""A drawing's bytes (SVG) → its measure, once it is known that it runs, moves and fetches nothing, and has an end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from pamphlet.errors import PamphletError
from pamphlet.limits import HOW_TO_ALLOW, Limits
from pamphlet.readers.drawn_words import refuse_stray_words

LARGEST_MEASURE: Final = 1_000_000
SVG: Final = "{http://www.w3.org/2000/svg}"
# What in an SVG can run or fetch: https://www.w3.org/TR/SVG2/interact.html, linking.html; and what in it can move:
# https://svgwg.org/specs/animations/ (the EPUB states that nothing in it does).
ACTIVE_ELEMENTS: Final = frozenset(
    {"script", "foreignObject", "iframe", "audio", "video", "handler", "listener"}
    | {"animate", "animateColor", "animateMotion", "animateTransform", "set", "discard"}
)
FETCHING: Final = re.compile(r"@import|url\(\s*[\"']?\s*(?!#)[^\s\"')]", re.IGNORECASE)
MOVING: Final = re.compile(r"@keyframes|(?:^|[\s;{-])(?:animation|transition|offset-path)[\w-]*\s*:", re.IGNORECASE)
REFERENCE: Final = re.compile(r"url\(\s*[\"']?#([^\s\"')]+)")


def read_drawing(content: bytes, where: str, limits: Limits) -> tuple[int, int]:
    """The width and height of the drawing, 0 where it states none."""
    if len(content) > limits.drawing_kb * 1000:
        what, advice = f"the SVG is longer than {limits.drawing_kb} kB", f"save it as PNG, or {HOW_TO_ALLOW}"
        raise PamphletError(what, advice=advice, where=where)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise PamphletError(f"not a well-formed SVG ({error.msg})", advice="save it again", where=where) from None
    if root.tag != f"{SVG}svg" or root.getroottree().docinfo.doctype:
        raise PamphletError("no plain SVG", advice="save it as plain SVG without a DOCTYPE", where=where)
    if any(isinstance(node, etree._ProcessingInstruction) for node in root.itersiblings(preceding=True)):  # noqa: SLF001 - the class that etree.PI makes
        raise PamphletError("the SVG names a stylesheet", advice="save it with everything inside", where=where)
    for element in root.iter(etree.Element):
        _refuse_active(element, where)
    if _count_drawn(root) > limits.drawing_shapes:
        what, advice = f"the SVG draws over {limits.drawing_shapes} shapes", f"save it as PNG, or {HOW_TO_ALLOW}"
        raise PamphletError(what, advice=advice, where=where)
    refuse_stray_words(root, where)
    return _svg_measure(root)


def _count_drawn(root: etree._Element) -> float:
    """How many elements are drawn when each reference to another is followed; no end where they lead in a circle."""
    by_name = {str(element.get("id")): element for element in root.iter(etree.Element) if element.get("id")}
    counted: dict[etree._Element, float] = {}
    begun: set[etree._Element] = set()
    waiting = [root]
    while waiting:
        element = waiting[-1]
        if element in counted:
            waiting.pop()
            continue
        begun.add(element)
        parts = [*element.iterchildren(etree.Element), *_referred(element, by_name)]
        left = [part for part in parts if part not in counted]
        if any(part in begun for part in left):
            return float("inf")
        if left:
            waiting.extend(left)
            continue
        waiting.pop()
        begun.discard(element)
        counted[element] = 1 + sum(counted[part] for part in parts)
    return counted[root]


def _referred(element: etree._Element, by_name: dict[str, etree._Element]) -> Iterator[etree._Element]:
    """What an element shows besides its own parts: https://www.w3.org/TR/SVG2/linking.html."""
    tag = etree.QName(element).localname
    for key, value in element.attrib.items():
        names = [str(value)[1:]] if etree.QName(key).localname == "href" and tag != "a" else []
        for name in (*names, *REFERENCE.findall(str(value))):
            if name in by_name:
                yield by_name[name]
    if tag == "style":  # its rules may choose any element
        yield from (by_name[name] for name in REFERENCE.findall(element.text or "") if name in by_name)


def _refuse_active(element: etree._Element, where: str) -> None:
    tag = etree.QName(element).localname
    attributes = [(etree.QName(key).localname, str(value)) for key, value in element.attrib.items()]
    css = [value for name, value in attributes if name == "style"]
    css += ["".join(map(str, element.itertext()))] if tag == "style" else []
    active = tag in ACTIVE_ELEMENTS or any(name.startswith("on") for name, _ in attributes)
    leading = any(name == "href" and not value.startswith("#") for name, value in attributes)
    # A backslash can spell any of these words so that we do not see it: https://www.w3.org/TR/css-syntax-3/#escaping
    fetching = any(FETCHING.search(value) for _, value in attributes) or any(map(FETCHING.search, css))
    moving = any(MOVING.search(rules) or "\\" in rules for rules in css)
    if active or leading or fetching or moving:
        raise PamphletError(
            f"the SVG's <{tag}> runs, moves or fetches something",
            advice="save it as plain SVG with everything inside",
            where=where,
            line=element.sourceline,
        )


def _svg_measure(root: etree._Element) -> tuple[int, int]:
    box = [float(number) for number in re.findall(r"-?\d+\.?\d*", str(root.get("viewBox", "")))]
    if len(box) == 4:  # min-x, min-y, width, height: SVG 2, 8.2
        return _rounded(box[2]), _rounded(box[3])
    sides = (re.match(r"\d+\.?\d*", str(root.get(side, ""))) for side in ("width", "height"))
    width, height = (_rounded(float(side[0])) if side else 0 for side in sides)
    return width, height


def _rounded(length: float) -> int:
    return round(min(max(length, 0), LARGEST_MEASURE))
