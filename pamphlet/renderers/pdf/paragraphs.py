"""A box of text that is to be laid out in lines → its words, measured, and where they may be parted."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import inf
from operator import itemgetter
from typing import Any, Final, NamedTuple

from pamphlet.renderers.pdf.hyphenation import find_cuts, find_dashes, find_joints
from pamphlet.renderers.pdf.lines import count_spaces
from pamphlet.renderers.pdf.measuring import Gauge, gauge_of
from pamphlet.renderers.pdf.stops import Joint, Stop, Words

# isort: split
from weasyprint.css.properties import INHERITED
from weasyprint.formatting_structure.boxes import InlineBox, InlineReplacedBox, TextBox
from weasyprint.layout.percent import resolve_percentages
from weasyprint.layout.replaced import inline_replaced_box_layout

FLAT: Final = "flat_start"
"""The attribute that says, of a text's box, where in its paragraph it begins."""
# Line feeds, tabs and soft hyphens end lines in ways of their own; some scripts do so within words. The second class is
# U+2E80 to U+FFEF: Python goes through every character that a class names when it is compiled, and fewer are not of it.
LEFT_TO_THE_LIBRARY: Final = (
    re.compile("[\t\n\f\r\xad\u0085\u2028\u2029\u0590-\u08ff\u0e00-\u109f\u1780-\u17ff\u1950-\u1aaf]"),
    re.compile("[^\0-\u2e7f\ufff0-\U0010ffff]"),
)
PICTURE: Final = "\ufffc"
LEADER_EM: Final = 1.5
"""So much room is kept for the leader after a title in the contents."""
RUN: Final = re.compile("[^ ]+")
PIECE: Final = re.compile(" |[^ ]+")
FIRST_AT_MOST: Final = 3.0
"""No first line has words that are by themselves wider than so many measures, however close they stand."""
PARTING: Final = itemgetter("hyphens", "hyphenate_limit_chars", "hyphenate_character", "white_space", "lang")
"""On what, of a style, it depends where a text may be parted, beside its shape."""


class UnfitError(Exception):
    """A paragraph whose lines are left to the library."""


class _Fixed(NamedTuple):
    """The gauge of a picture, which stands for one character."""

    extent: float
    space: float = 0.0

    def width(self, _text: str) -> float:
        """Its width."""
        return self.extent

    def widths(self, texts: Sequence[str]) -> list[float]:
        """Its width, which no other text stands beside."""
        return [self.extent for _ in texts]


class _Leaf(NamedTuple):
    """A text in one style or a picture, where it begins, how wide what stands before it is, and its gauges.

    `first` is that of the first line. Lines may end within it where it `wraps`.
    """

    box: Any
    text: str
    start: int
    left: float
    gauge: Gauge | _Fixed
    first: Gauge | _Fixed
    wraps: bool

    @property
    def may_be_cut(self) -> bool:
        """Whether its words may be cut."""
        return self.wraps and bool(self.box.style["hyphens"] == "auto")

    def split(self, run: str, at: int, hyphen: str, *, far: bool) -> tuple[float, float, float]:
        """How wide a run of its letters is up to a place with a hyphen, on the first line, and how wide the rest is.

        No first line has it if it stands too `far` from its beginning.
        """
        head, tail = run[:at] + hyphen, run[at:]
        wide = self.gauge.width(head)
        first = wide if far or self.first is self.gauge else self.first.width(head)
        return wide, first, self.gauge.width(tail) if tail else 0.0


class _Row(NamedTuple):
    """The runs of letters and the spaces of a paragraph in turn, each of one style, and at last nothing.

    Of each: what it says, where it begins, its text, how wide all before it is, the same on the first line, and how
    many word spaces stand before it.
    """

    texts: list[str]
    starts: list[int]
    leaves: list[_Leaf]
    befores: list[float]
    firsts: list[float]
    spaces: list[int]

    def extend(self, *columns: Sequence[Any]) -> None:
        """Add others at its end."""
        own: Sequence[list[Any]] = self
        for column, more in zip(own, columns, strict=True):
            column.extend(more)


@dataclass(frozen=True)
class Paragraph:
    """The text of one box of lines and the texts that it consists of; spaces at its end are none of it.

    `right` is how wide what stands after the last text is, in CSS pixels, as all widths here.
    """

    text: str
    leaves: tuple[_Leaf, ...]
    right: float
    reach: float = inf
    """Farther than this no first line comes."""

    @property
    def em(self) -> float:
        """The size of its type."""
        size: float = self.leaves[0].box.style["font_size"]
        return size

    @property
    def key(self) -> tuple[object, ...]:
        """All that its line ends depend on, beside its measure."""
        leaves = ((leaf.text, leaf.left, leaf.gauge, leaf.first) for leaf in self.leaves)
        return (self.right, *leaves, *(PARTING(leaf.box.style) for leaf in self.leaves))

    @cached_property
    def whole(self) -> Words:
        """Its words, none of which may be cut."""
        return self._words(self._stops())

    @cached_property
    def cut(self) -> Words:
        """Its words, which may be cut where their language parts them."""
        cuts = (self._stop(place, "hyphen", awkward=name) for place, name in self._cuts())
        return self._words(sorted([*self.whole.stops[:-1], *cuts]))

    @cached_property
    def _row(self) -> _Row:
        row, leading = _Row([], [], [], [], [], []), len(self.text) - len(self.text.lstrip(" "))
        width = first = 0.0
        spaces = 0
        for leaf in self.leaves:
            width, first = width + leaf.left, first + leaf.left
            # Spaces before the first word are not set.
            skipped = min(max(0, leading - leaf.start), len(leaf.text))
            texts = PIECE.findall(leaf.text, skipped)
            widths = leaf.gauge.widths(texts)
            on_first = widths if leaf.first is leaf.gauge else self._on_first(leaf.first, texts, first)
            *befores, width = accumulate(widths, initial=width)
            *firsts, first = accumulate(on_first, initial=first)
            *stands, spaces = accumulate(map(count_spaces, texts), initial=spaces)
            *starts, _ = accumulate(map(len, texts), initial=leaf.start + skipped)
            row.extend(texts, starts, [leaf] * len(texts), befores, firsts, stands)
        width, first = width + self.right, first + self.right
        row.extend([""], [len(self.text)], self.leaves[-1:], [width], [first], [spaces])
        return row

    def _on_first(self, gauge: Gauge | _Fixed, texts: Sequence[str], before: float) -> Iterator[float]:
        """How wide texts would be on the first line: words that have no room there are too wide, however wide."""
        for text in texts:
            wide = gauge.width(text) if before <= self.reach else inf
            before += wide
            yield wide

    def _stops(self) -> list[Stop]:
        """Where its lines may end, with no word cut."""
        texts, starts, leaves, befores, firsts, spaces = self._row
        last = len(self.text) - 1
        ends = [index for index, text in enumerate(texts) if text == " " and 0 < starts[index] < last]
        stops = [
            Stop(
                start := starts[index],
                start + 1,
                "space",
                False,
                befores[index],
                befores[index + 1],
                spaces[index],
                spaces[index + 1],
                firsts[index],
            )
            for index in ends
            if leaves[index].wraps
        ]
        joints = dict.fromkeys(find_joints(self.text), True) | dict.fromkeys(find_dashes(self.text), False)
        parted = [
            self._stop(place, "dash", awkward=awkward)
            for place, awkward in joints.items()
            if self._leaf_before(place).wraps
        ]
        return sorted([*stops, *parted]) if parted else stops

    def _stop(self, place: int, joint: Joint, *, awkward: bool = False) -> Stop:
        """A stop within a run of letters."""
        texts, starts, leaves, befores, firsts, spaces = self._row
        index = self._index_before(place)
        leaf, text, before, at = leaves[index], texts[index], befores[index], place - starts[index]
        hyphen = leaf.box.style["hyphenate_character"] if joint == "hyphen" else ""
        wide, first, rest = leaf.split(text, at, hyphen, far=firsts[index] > self.reach)
        stands = spaces[index] + count_spaces(text[:at])
        after = before + leaf.gauge.width(text) - rest
        return Stop(place, place, joint, awkward, before + wide, after, stands, stands, firsts[index] + first)

    def _index_before(self, place: int) -> int:
        """Which run of letters it is that the letter before a place belongs to."""
        return bisect_left(self._row.starts, place) - 1

    def _leaf_before(self, place: int) -> _Leaf:
        """The text that the letter before a place belongs to."""
        return self._row.leaves[self._index_before(place)]

    def _cuts(self) -> Iterator[tuple[int, bool]]:
        """Where its words may be cut, and whether that is within a name."""
        for run in RUN.finditer(self.text):
            style = self._leaf_before(run.start() + 1).box.style
            if len(run[0]) > 1 and style["lang"]:
                limits = style["hyphenate_limit_chars"]
                for place, in_name in find_cuts(self.text, style["lang"], limits, within=run.span()):
                    if self._leaf_before(place).may_be_cut:
                        yield place, in_name

    def _words(self, stops: Sequence[Stop]) -> Words:
        row, length = self._row, len(self.text)
        # Spaces at the end are not set.
        trailing = len(row.starts) - 1 - bisect_left(row.starts, length)
        space = self.leaves[-1].gauge.space
        width, first = row.befores[-1] - trailing * space, row.firsts[-1] - trailing * space
        spaces = row.spaces[-1] - trailing
        end = Stop(length, length, "end", False, width, width, spaces, spaces, first)
        return Words(self.text, (*stops, end), self.em, self.leaves[0].gauge.space)


def read_paragraph(line_box: Any, containing_block: Any, first_line_style: Any) -> Paragraph:  # noqa: ANN401 - weasyprint has no types
    """What a box of lines says, each of its texts marked with its place; raises UnfitError."""
    if line_box.style["direction"] != "ltr" or (first_line_style or {}).get("text_transform", "none") != "none":
        raise UnfitError
    leaves: list[_Leaf] = []
    start, left = 0, 0.0
    for part in _parts(line_box):
        if part is None:
            left += LEADER_EM * leaves[-1].box.style["font_size"] if leaves else 0.0
            break
        if isinstance(part, float):
            left += part
            continue
        leaf = (
            _leaf(part, start, left, first_line_style)
            if _is_text(part)
            else _picture(part, start, left, containing_block)
        )
        leaves.append(leaf)
        start, left = start + len(leaf.text), 0.0
    text = "".join(leaf.text for leaf in leaves)
    if any(signs.search(text) for signs in LEFT_TO_THE_LIBRARY) or not text.strip(f"{PICTURE} "):
        raise UnfitError
    return Paragraph(text.rstrip(" "), tuple(leaves), left, FIRST_AT_MOST * containing_block.width)


def _leaf(box: Any, start: int, left: float, first_line_style: Any) -> _Leaf:  # noqa: ANN401 - as above
    """A text, with its gauges."""
    setattr(box, FLAT, start)
    gauge = gauge_of(box.style)
    first = gauge_of(style_on_first_line(box.style, first_line_style)) if first_line_style else gauge
    return _Leaf(box, box.text, start, left, gauge, first, _wraps(box))


def _picture(box: Any, start: int, left: float, containing_block: Any) -> _Leaf:  # noqa: ANN401 - as above
    """A picture in the line, as wide as the library will make it."""
    setattr(box, FLAT, start)
    measured = box.copy()
    resolve_percentages(measured, containing_block)
    inline_replaced_box_layout(measured, containing_block)
    gauge = _Fixed(measured.margin_width())
    return _Leaf(box, PICTURE, start, left, gauge, gauge, _wraps(box))


def _wraps(box: Any) -> bool:  # noqa: ANN401 - as above
    return bool(box.style["white_space"] == "normal")


def _is_text(box: Any) -> bool:  # noqa: ANN401 - as above
    return type(box) is TextBox


def style_on_first_line(style: Any, first_line_style: Any) -> Any:  # noqa: ANN401 - as above
    """A style as the library makes it for the first line (weasyprint/layout/inline.py)."""
    style = style.copy()
    for key, value in first_line_style.items():
        if key in INHERITED:
            style[key] = value
    return style


def _parts(box: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    """The texts of a box in order, and how wide what stands before and after them is.

    Nothing at all stands for the leader to a folio.
    """
    for child in box.children:
        if _is_text(child):
            if child.style["white_space"] not in {"normal", "nowrap"} or not child.style["font_size"]:
                raise UnfitError
            if child.text:
                yield child
        elif type(child) is InlineBox and child.is_in_normal_flow() and not child.is_leader:
            yield _spacing(child.style, "left")
            yield from _parts(child)
            yield _spacing(child.style, "right")
        elif type(child) is InlineReplacedBox and child.is_in_normal_flow():
            yield child
        elif child.is_leader and child.style["page"] == "contents":
            yield None
        else:
            raise UnfitError


def _spacing(style: Any, side: str) -> float:  # noqa: ANN401 - as above
    """The width of margin, border and padding on one side."""
    width = float(style[f"border_{side}_width"])
    for name in ("margin", "padding"):
        value = style[f"{name}_{side}"]
        if value == "auto" or (value.value and value.unit != "px"):
            raise UnfitError
        width += value.value
    return width
