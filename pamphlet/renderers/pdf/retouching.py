"""A block of the parsed tree and its lines → the widths of its words; the ends that were found for it → the tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

import pyphen

from pamphlet.renderers.pdf.linebreaking import Opportunity, Words, find_opportunities
from pamphlet.renderers.pdf.lines import STRETCHED, SetLine, count_spaces

RETOUCHED_CSS: Final = ".set-line { white-space: nowrap; hyphens: none }"
# What has lines of its own, or is no text.
UNTOUCHED: Final = frozenset({"br", "img", "svg"})
# At least two letters before a hyphen and three after it, in words of five or more.
LEFT, RIGHT = 2, 3
WORD: Final = re.compile(r"[^\W\d_]{5,}")
INLINE: Final = frozenset({"a", "abbr", "cite", "code", "em", "span", "strong", "sup", "sub", "time"})
# What stands before the first word of a sentence.
OPENING: Final = re.compile(r"(?:^|[.?!:…][”’\"']?\s)[\s“‘«„\"'(]*$")
INVISIBLE: Final = STRETCHED | frozenset("\t\n\r\u200b")
# A first line so much wider than its letters elsewhere is set in small capitals.
SMALL_CAPS: Final = 1.04

Advance = Callable[[str], float]


class _Spot(NamedTuple):
    """The place of a character in the tree: in an element's text or, with `tail`, in what follows it."""

    element: Any
    tail: bool
    offset: int


class _Glyph(NamedTuple):
    """A character as it was set: its line from 0, its width with that of a note's mark behind it, and its language.

    The language is "" where words are not hyphenated. A hyphen that ends a line may be the setter's.
    """

    character: str
    line: int
    width_pt: float
    language: str
    ends_line: bool = False


def read_words(element: Any, lines: Sequence[SetLine], advance: Advance) -> Words | None:  # noqa: ANN401 - an element of the tree
    """What a block's lines tell of its words; none where its text cannot be followed."""
    if any(inner.tag in UNTOUCHED for inner in element.iter()):
        return None
    characters = list(_characters(element))
    text = "".join(character for character, _ in characters)
    awkward = frozenset(position for position, (_, spot) in enumerate(characters) if _is_inside(spot, element))
    inked = [position for position, character in enumerate(text) if character not in INVISIBLE]
    glyphs = _matching(_glyphs(lines, advance), "".join(text[position] for position in inked))
    if glyphs is None:
        return None
    wider = _first_line_scale(glyphs, advance)
    widths, first_widths = [0.0] * len(text), [0.0] * len(text)
    for position, glyph in zip(inked, glyphs, strict=True):
        widths[position] = glyph.width_pt / (1 if glyph.line else wider)
        first_widths[position] = glyph.width_pt * (wider if glyph.line else 1)
    languages = {position: glyph.language for position, glyph in zip(inked, glyphs, strict=True) if glyph.language}
    size = lines[0].size_pt
    return Words(
        text,
        tuple(widths),
        tuple(first_widths),
        tuple(find_opportunities(text, list(_hyphens(text, languages)), awkward)),
        space_pt=advance(" ") * size,
        hyphen_pt=advance(lines[0].hyphen) * size,
        size_pt=size,
    )


def _is_inside(spot: _Spot, block: Any) -> bool:  # noqa: ANN401 - as above
    """Whether a character stands inside an element of the block, and not at its beginning."""
    return spot.element not in (block, *block) if spot.tail else spot.element is not block and spot.offset > 0


def set_lines(element: Any, ends: Sequence[Opportunity], hyphen: str) -> None:  # noqa: ANN401 - an element of the tree
    """Keep each line of a block together, so that it ends where it is to; `hyphen` is what cuts words.

    Nothing is added but that hyphen, which stands with the word's letters, as where the library cuts a word.
    """
    starts = {end.start for end in ends}
    cuts = {end.end - 1 for end in ends if end.joint == "hyphen"}
    texts: dict[tuple[int, bool], list[tuple[_Spot, int, bool]]] = {}
    line = 0
    for position, (_, spot) in enumerate(_characters(element)):
        line += position in starts
        texts.setdefault((id(spot.element), spot.tail), []).append((spot, line, position in cuts))
    parents = {id(child): parent for parent in element.iter() for child in parent}
    for placed in texts.values():
        _wrap(placed, parents, hyphen)


def _wrap(placed: Sequence[tuple[_Spot, int, bool]], parents: Mapping[int, Any], hyphen: str) -> None:
    """Put each line's part of one text into a span of its own."""
    owner, tail, _ = placed[0][0]
    text = owner.tail if tail else owner.text
    firsts = [index for index, (_, line, _) in enumerate(placed) if index == 0 or placed[index - 1][1] != line]
    offsets = [0, *(placed[index][0].offset for index in firsts[1:]), len(text)]
    lasts = [*(index - 1 for index in firsts[1:]), len(placed) - 1]
    spans = []
    for start, stop, last in zip(offsets, offsets[1:], lasts, strict=False):
        span = owner.makeelement("span", {"class": "set-line"})
        span.text = text[start:stop] + (hyphen if placed[last][2] else "")
        spans.append(span)
    parent = parents[id(owner)] if tail else owner
    place = list(parent).index(owner) + 1 if tail else 0
    if tail:
        owner.tail = None
    else:
        owner.text = None
    for number, span in enumerate(spans):
        parent.insert(place + number, span)


def _characters(element: Any) -> Iterator[tuple[str, _Spot]]:  # noqa: ANN401 - as above
    """The text of a block as it is set, with white space collapsed, and where each character stands."""
    pending: _Spot | None = None
    begun = False
    for owner, tail, text in _texts(element):
        for offset, character in enumerate(text):
            spot = _Spot(owner, tail, offset)
            if character in " \t\n\r":
                pending = pending or spot
                continue
            if pending and begun:
                yield " ", pending
            pending, begun = None, True
            yield character, spot


def _texts(element: Any) -> Iterator[tuple[Any, bool, str]]:  # noqa: ANN401 - as above
    """The texts inside an element, but for those of notes and of blocks that stand in it."""
    if element.text:
        yield element, False, element.text
    for child in element:
        if child.tag in INLINE and "footnote" not in child.get("class", "").split():
            yield from _texts(child)
        if child.tail:
            yield child, True, child.tail


def _glyphs(lines: Sequence[SetLine], advance: Advance) -> list[_Glyph]:
    """Every character but white space, with its share of the width of its piece."""
    glyphs: list[_Glyph] = []
    for number, line in enumerate(lines):
        for piece in line.pieces:
            text = "".join(character for character in piece.text if character not in INVISIBLE)
            if not text and glyphs and not piece.text:
                glyphs[-1] = glyphs[-1]._replace(width_pt=glyphs[-1].width_pt + piece.width_pt)
                continue
            spaces = count_spaces(piece.text) * advance(" ") * line.size_pt
            scale = (piece.width_pt - spaces) / (advance(text) or 1)
            language = piece.language if piece.hyphenated else ""
            glyphs.extend(_Glyph(character, number, advance(character) * scale, language) for character in text)
        if glyphs and line.hyphenated:
            glyphs[-1] = glyphs[-1]._replace(ends_line=True)
    return glyphs


def _matching(glyphs: Sequence[_Glyph], text: str) -> list[_Glyph] | None:
    """The glyphs of a text's characters, without the hyphens that the setter put in; none if they do not match."""
    matching: list[_Glyph] = []
    for glyph in glyphs:
        here = text[len(matching) : len(matching) + 1]
        if glyph.character == here:
            matching.append(glyph)
        elif not glyph.ends_line:
            return None
    return matching if len(matching) == len(text) else None


def _first_line_scale(glyphs: Sequence[_Glyph], advance: Advance) -> float:
    """How much wider than elsewhere letters are on the first line, as small capitals are; else 1."""
    drawn = [glyph for glyph in glyphs if glyph.width_pt > 0]
    first, rest = ([glyph for glyph in drawn if (glyph.line == 0) == is_first] for is_first in (True, False))
    if not first or not rest:
        return 1.0
    scales = [
        sum(glyph.width_pt for glyph in part) / sum(advance(glyph.character) for glyph in part)
        for part in (first, rest)
    ]
    return scales[0] / scales[1] if scales[0] / scales[1] > SMALL_CAPS else 1.0


def _hyphens(text: str, languages: Mapping[int, str]) -> Iterator[tuple[int, bool]]:
    """Where the language's patterns part the words of a text, and whether in a name."""
    for word in WORD.finditer(text):
        if language := languages.get(word.start(), ""):
            in_name = word[0][0].isupper() and not OPENING.search(text[: word.start()])
            for place in _places(word[0], language):
                yield word.start() + place, in_name


@cache
def _places(word: str, language: str) -> tuple[int, ...]:
    dictionary = _dictionary(language)
    # A place that changes the spelling would need other letters.
    return tuple(int(place) for place in dictionary.positions(word) if not place.data) if dictionary else ()


@cache
def _dictionary(language: str) -> pyphen.Pyphen | None:
    name = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=name, left=LEFT, right=RIGHT) if name else None
