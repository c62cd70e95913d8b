"""A box of text that is to be laid out in lines → its words, measured, and where they may be parted."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple

from pamphlet.renderers.pdf.hyphenation import find_cuts, find_dashes
from pamphlet.renderers.pdf.linebreaking import Joint, Stop, Words
from pamphlet.renderers.pdf.measuring import Gauge, gauge_of

# isort: split
from weasyprint.css.properties import INHERITED
from weasyprint.formatting_structure.boxes import InlineBox, InlineReplacedBox, TextBox
from weasyprint.layout.percent import resolve_percentages
from weasyprint.layout.replaced import inline_replaced_box_layout

FLAT: Final = "flat_start"
"""The attribute that says, of a text's box, where in its paragraph it begins."""
# Line feeds, tabs and soft hyphens end lines in ways of their own; some scripts do so within words.
LEFT_TO_THE_LIBRARY: Final = re.compile(
    "[\t\n\f\r\xad\u0085\u2028\u2029\u0590-\u08ff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u1aaf\u2e80-\uffef]"
)
PICTURE: Final = "\ufffc"
LEADER_EM: Final = 1.5
"""So much room is kept for the leader after a title in the contents."""
RUN: Final = re.compile("[^ ]+")
PIECE: Final = re.compile(" |[^ ]+")


# On what, beside its shape, does it depend where a text may be parted?
PARTING: Final = ("hyphens", "hyphenate_limit_chars", "hyphenate_character", "white_space", "lang")


class UnfitError(Exception):
    """A paragraph whose lines are left to the library."""


class _Fixed(NamedTuple):
    """The gauge of a picture, which stands for one character."""

    extent: float
    space: float = 0.0

    def width(self, _text: str) -> float:
        """Its width."""
        return self.extent


class _Leaf(NamedTuple):
    """A text in one style or a picture, where it begins, how wide what stands before it is, and its gauges.

    `first` is that of the first line.
    """

    box: Any
    text: str
    start: int
    left: float
    gauge: Gauge | _Fixed
    first: Gauge | _Fixed


class _Piece(NamedTuple):
    """A run of letters without a space, in one style: where it begins, and how wide all before it is."""

    text: str
    start: int
    leaf: _Leaf
    before: float
    first: float
    spaces: int

    def split(self, place: int, hyphen: str) -> tuple[float, float, float]:
        """How wide it is up to a place with a hyphen, the same on the first line, and how wide the rest is."""
        head, tail = self.text[: place - self.start] + hyphen, self.text[place - self.start :]
        leaf = self.leaf
        wide = leaf.gauge.width(head)
        first = wide if leaf.first is leaf.gauge else leaf.first.width(head)
        return wide, first, leaf.gauge.width(tail) if tail else 0.0


@dataclass(frozen=True)
class Paragraph:
    """The text of one box of lines and the texts that it consists of; spaces at its end are none of it."""

    text: str
    leaves: tuple[_Leaf, ...]
    right: float

    @property
    def em(self) -> float:
        """The size of its type."""
        size: float = self.leaves[0].box.style["font_size"]
        return size

    @property
    def key(self) -> tuple[object, ...]:
        """All that its line ends depend on, beside its measure."""
        leaves = ((leaf.text, leaf.left, leaf.gauge, leaf.first) for leaf in self.leaves)
        styles = (leaf.box.style for leaf in self.leaves)
        return (self.right, *leaves, *(tuple(str(style[name]) for name in PARTING) for style in styles))

    @cached_property
    def whole(self) -> Words:
        """Its words, none of which may be cut."""
        return self._words(tuple(self._stops))

    @cached_property
    def cut(self) -> Words:
        """Its words, which may be cut where their language parts them."""
        cuts = (self._stop(place, "hyphen", awkward=name) for place, name in self._cuts())
        return self._words(tuple(sorted([*self.whole.stops[:-1], *cuts])))

    @cached_property
    def _pieces(self) -> tuple[_Piece, ...]:
        return tuple(self._measure())

    def _measure(self) -> Iterator[_Piece]:
        """Every run of letters; a last one without any tells how wide the whole is."""
        width = first = 0.0
        spaces, leading = 0, len(self.text) - len(self.text.lstrip(" "))
        for leaf in self.leaves:
            width, first = width + leaf.left, first + leaf.left
            for match in PIECE.finditer(leaf.text):
                text = match[0]
                if leaf.start + match.start() < leading:
                    continue
                if text == " ":
                    yield _Piece("", leaf.start + match.start(), leaf, width, first, spaces)
                    width, first, spaces = width + leaf.gauge.space, first + leaf.first.space, spaces + 1
                    continue
                yield _Piece(text, leaf.start + match.start(), leaf, width, first, spaces)
                wide = leaf.gauge.width(text)
                width += wide
                first += wide if leaf.first is leaf.gauge else leaf.first.width(text)
                spaces += text.count("\u00a0")
        last = self.leaves[-1]
        yield _Piece("", len(self.text), last, width + self.right, first + self.right, spaces)

    @property
    def _stops(self) -> Iterator[Stop]:
        dashes = set(find_dashes(self.text))
        last = len(self.text)
        for piece, following in zip(self._pieces, self._pieces[1:], strict=False):
            if 0 < piece.start < last - 1 and not piece.text and _wraps(piece):
                yield Stop(
                    piece.start,
                    piece.start + 1,
                    "space",
                    False,
                    piece.before,
                    following.before,
                    piece.spaces,
                    following.spaces,
                    piece.first,
                )
            elif dashes and piece.text and _wraps(piece):
                stops = range(piece.start + 1, piece.start + len(piece.text) + 1)
                yield from (self._stop(place, "dash") for place in stops if place in dashes)

    def _stop(self, place: int, joint: Joint, *, awkward: bool = False) -> Stop:
        """A stop within a run of letters."""
        piece = self._piece_before(place)
        hyphen = piece.leaf.box.style["hyphenate_character"] if joint == "hyphen" else ""
        head, first, tail = piece.split(place, hyphen)
        spaces = piece.spaces + piece.text[: place - piece.start].count("\u00a0")
        after = piece.before + piece.leaf.gauge.width(piece.text) - tail
        return Stop(place, place, joint, awkward, piece.before + head, after, spaces, spaces, piece.first + first)

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self._pieces]

    def _piece_before(self, place: int) -> _Piece:
        """The run of letters that the letter before a place belongs to."""
        return self._pieces[bisect_left(self._starts, place) - 1]

    def _cuts(self) -> Iterator[tuple[int, bool]]:
        for run in RUN.finditer(self.text):
            style = self._piece_before(run.start() + 1).leaf.box.style
            if len(run[0]) > 1 and style["lang"]:
                limits = style["hyphenate_limit_chars"]
                for place, in_name in find_cuts(self.text, style["lang"], limits, within=run.span()):
                    if _may_be_cut(self._piece_before(place)):
                        yield place, in_name

    def _words(self, stops: tuple[Stop, ...]) -> Words:
        last, length = self._pieces[-1], len(self.text)
        # Spaces at the end are not set.
        trailing = sum(1 for piece in self._pieces[:-1] if not piece.text and piece.start >= length)
        space = self.leaves[-1].gauge.space
        width, first = last.before - trailing * space, last.first - trailing * space
        spaces = last.spaces - trailing
        end = Stop(length, length, "end", False, width, width, spaces, spaces, first)
        return Words(self.text, (*stops, end), self.em, self.leaves[0].gauge.space)


def _may_be_cut(piece: _Piece) -> bool:
    return bool(piece.leaf.box.style["hyphens"] == "auto") and _wraps(piece)


def _wraps(piece: _Piece) -> bool:
    return bool(piece.leaf.box.style["white_space"] == "normal")


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
    if LEFT_TO_THE_LIBRARY.search(text) or not text.strip(f"{PICTURE} "):
        raise UnfitError
    return Paragraph(text.rstrip(" "), tuple(leaves), left)


def _leaf(box: Any, start: int, left: float, first_line_style: Any) -> _Leaf:  # noqa: ANN401 - as above
    setattr(box, FLAT, start)
    gauge = gauge_of(box.style)
    first = gauge_of(style_on_first_line(box.style, first_line_style)) if first_line_style else gauge
    return _Leaf(box, box.text, start, left, gauge, first)


def _picture(box: Any, start: int, left: float, containing_block: Any) -> _Leaf:  # noqa: ANN401 - as above
    """A picture in the line, as wide as the library will make it."""
    setattr(box, FLAT, start)
    measured = box.copy()
    resolve_percentages(measured, containing_block)
    inline_replaced_box_layout(measured, containing_block)
    gauge = _Fixed(measured.margin_width())
    return _Leaf(box, PICTURE, start, left, gauge, gauge)


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
