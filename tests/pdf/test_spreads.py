"""Pages that end alike, drawn in letters: a letter is a line, one letter a paragraph, a capital a heading.

A figure is a line above the text, such as the byline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.renderers.pdf import render
from pamphlet.renderers.pdf.columns import Columns, read_columns
from pamphlet.renderers.pdf.lines import UNTOUCHED, SetLine, SetPage, Touches
from pamphlet.renderers.pdf.spreads import Evened, Faces, even_out, whichever

from .editions import A5, CLASSIC, seeded, slow
from .finished import Page, Pdf

ROOM = 10
LEADING_PT = 10.0
SMALLEST_TEXT_PT = 9.0


def draw(*pages: str) -> Columns:
    """Pages as strings, a character a line, a space a line of white."""
    letters = dict.fromkeys("".join(pages).replace(" ", ""))
    order = "".join(sorted(letters, key=str.isdigit))
    drawn = [
        SetPage(
            number,
            "statement",
            0.0,
            ROOM * LEADING_PT,
            tuple(draw_line(letter, order.index(letter) + 1, at) for at, letter in enumerate(page) if letter != " "),
        )
        for number, page in enumerate(pages, start=1)
    ]
    columns = read_columns(drawn, LEADING_PT)
    assert columns
    return columns


def draw_line(letter: str, block: int, at: int) -> SetLine:
    """A line of a paragraph or a heading."""
    top, tag = at * LEADING_PT, "h2" if letter.isupper() else "p"
    within = "header" if letter.isdigit() else "section"
    place = (top, top + 7, 0.0, 99.0, 100.0, 9.0)
    return SetLine(1, block, tag, *place, (), 0.0, justified=True, hyphen="-", within=within)


def rigid(_: int) -> Mapping[int, float]:
    """No paragraph can have other lines."""
    return {}


def pliant(_: int) -> Mapping[int, float]:
    """Each can have three, four or five."""
    return {3: 0.5, 4: 0.5, 5: 0.5}


def test_pages_that_end_alike_are_left_alone() -> None:
    """The last page of a statement may end anywhere."""
    assert even_out(draw("aaaabbbbcc", "ccddddeeee", "ff"), ROOM, pliant) == Evened(UNTOUCHED, 0)


def test_a_page_ends_early_with_its_neighbour() -> None:
    """Three lines cannot be parted, so the second page ends after eight; then so does the first, and all is well."""
    evened = even_out(draw("aaaabbbbcc", "ccdddddd", "eee"), ROOM, pliant)
    assert evened == Evened(Touches(early={4: 2}, opens=frozenset({3})), 0)


def test_a_paragraph_is_set_a_line_longer() -> None:
    """The first page can end after nine or six lines, the second after ten or eight: a paragraph helps."""
    pages = draw("aaabbbccc", "ddeeffgghh", "iii")
    assert even_out(pages, ROOM, rigid) == Evened(UNTOUCHED, 1)
    touches, uneven = even_out(pages, ROOM, pliant)
    assert uneven == 0
    assert list(touches.lengths.values()) == [4]
    assert set(touches.lengths) <= {1, 2, 3}
    assert (touches.early, touches.opens) == ({}, frozenset())


def test_a_paragraph_is_strained_where_nothing_else_helps() -> None:
    """Lines that are wider than they should be are better than pages that end unevenly."""
    pages = draw("aaabbbccc", "ddeeffgghh", "iii")
    touches, uneven = even_out(pages, ROOM, lambda _: {4: 1.5})
    assert (uneven, list(touches.lengths.values())) == (0, [4])


def test_the_text_begins_lower() -> None:
    """Three lines cannot be parted and open the second page, so the first has one more of white below its byline."""
    evened = even_out(draw("1  aaabbb", "cccddddddd", "ee"), ROOM, rigid)
    assert evened == Evened(Touches(whiter={1: 1}), 0)


def test_the_text_begins_lower_rather_than_a_heading_stands_apart() -> None:
    """Either would do, and white at the title is seen less."""
    assert even_out(draw("1  aa Bbb", "cccddddddd", "ee"), ROOM, rigid).touches.whiter == {1: 1}


def test_what_hangs_on_a_picture_is_left_alone() -> None:
    """Where more than two lines are white, something stands that has no words: no page is made to end there."""
    touches, _ = even_out(draw("aaaabbb", "ccccdddddd", "ee    ffff"), ROOM, rigid)
    assert 6 not in touches.opens


class Line(NamedTuple):
    """A line of a text, whether a page may, or must, begin with it, and how early the page ends if within its block."""

    letter: str
    may_open: bool
    must_open: bool = False
    early: int = 0


def lines_of(blocks: Sequence[tuple[bool, int]], touches: Touches) -> Iterator[Line]:
    """Headings, of one line below one of white, and paragraphs, of which two lines stand together."""
    after_heading = False
    for number, (is_heading, length) in enumerate(blocks, start=1):
        letter = chr((ord("A") if is_heading else ord("a")) + number - 1)
        may, must = not after_heading, number in touches.opens
        if is_heading:
            white = not after_heading and number > 1
            yield from [Line(" ", may, must)] * white
            yield from [Line(" ", may_open=False)] * touches.whiter.get(number, 0)
            yield Line(letter, may and not white, must and not white)
        else:
            count, early = touches.lengths.get(number, length), touches.early.get(number, 0)
            yield Line(letter, may, must, early)
            yield from (Line(letter, at >= 2 and count - at >= 2, early=early) for at in range(1, count))
        after_heading = is_heading


def compose(blocks: Sequence[tuple[bool, int]], touches: Touches = UNTOUCHED) -> list[str]:
    """The pages, each as full as it can be; a page begins with no white."""
    rest, pages = list(lines_of(blocks, touches)), []
    while rest:
        while rest[0].letter == " ":
            del rest[0]
        fitting = [at for at, line in enumerate(rest) if at + line.early < ROOM]
        full = next((at for at in range(len(rest)) if at not in fitting), len(rest))
        ends = [at for at in range(1, full + 1) if at == len(rest) or rest[at].may_open]
        end = next((at for at in ends if at < len(rest) and rest[at].must_open), max(ends))
        pages.append("".join(line.letter for line in rest[:end]))
        rest = rest[end:]
    return pages


def from_verso(page: int) -> bool:
    """Which pages face the next, from 0, where a statement opens on a verso."""
    return page % 2 == 0


def from_recto(page: int) -> bool:
    """The same where it opens on a recto."""
    return page % 2 == 1


def count_uneven(pages: Sequence[str], faces: Faces) -> int:
    """How many pages that face the next end on another line than this, but for the last."""
    pairs = enumerate(pairwise(pages[:-1]))
    return sum(faces(at) and len(one.rstrip()) != len(other.rstrip()) for at, (one, other) in pairs)


def test_pages_that_do_not_face_each_other_need_not_end_alike() -> None:
    """The first two pages face each other where the statement opens on a verso."""
    pages = draw("aaabbbccc", "ddeeffgghh", "iii")
    assert even_out(pages, ROOM, rigid, from_recto) == Evened(UNTOUCHED, 0)
    assert even_out(pages, ROOM, rigid, from_verso) == Evened(UNTOUCHED, 1)


@given(
    st.lists(st.tuples(st.booleans(), st.integers(2, 8)), min_size=6, max_size=26),
    st.booleans(),
    st.sampled_from([whichever, from_verso, from_recto]),
)
def test_what_is_foretold_comes_out(blocks: list[tuple[bool, int]], is_pliant: bool, faces: Faces) -> None:  # noqa: FBT001 - drawn
    """As many pages as before, and so many of them end unevenly as was told; or nothing is done."""
    blocks = [
        (is_heading and not before, 1 if is_heading and not before else length)
        for (before, _), (is_heading, length) in pairwise([(False, 0), *blocks])
    ] + [(False, 3)]
    before = compose(blocks)
    touches, uneven = even_out(draw(*before), ROOM, pliant if is_pliant else rigid, faces)
    after = compose(blocks, touches)
    assert len(after) == len(before)
    assert touches == UNTOUCHED or count_uneven(after, faces) < count_uneven(before, faces)
    assert count_uneven(after, faces) == uneven


@given(
    st.lists(st.tuples(st.booleans(), st.integers(2, 8)), min_size=6, max_size=26),
    st.sampled_from([whichever, from_verso, from_recto]),
)
def test_pages_that_were_touched_are_foretold(blocks: list[tuple[bool, int]], faces: Faces) -> None:
    """What was done for all pages is undone as far as it helps those that face each other."""
    blocks = [
        (is_heading and not before, 1 if is_heading and not before else length)
        for (before, _), (is_heading, length) in pairwise([(False, 0), *blocks])
    ] + [(False, 3)]
    touched = even_out(draw(*compose(blocks)), ROOM, rigid).touches
    before = compose(blocks, touched)
    touches, uneven = even_out(draw(*before), ROOM, rigid, faces, touched)
    after = compose(blocks, touches)
    assert (len(after), count_uneven(after, faces)) == (len(before), uneven)
    assert touches == touched or count_uneven(after, faces) < count_uneven(before, faces)


@pytest.fixture(scope="module", params=[3, *map(slow, (11, 22, 31))])
def even(request: pytest.FixtureRequest) -> Pdf:
    """A seeded edition, most pages of which would end unevenly by themselves."""
    return Pdf(render(seeded(request.param), CLASSIC, page=A5, images={}))


def foot_of(page: Page) -> float:
    """The baseline of its last line of text."""
    return max(line.baseline for line in page.lines if line.size > SMALLEST_TEXT_PT and not line.text.isdigit())


def test_facing_pages_end_on_the_same_line(even: Pdf) -> None:
    """All but one opening, or five in six, but for the ends of statements."""
    openings = {page for _, page in even.outline}
    spreads = [
        (foot_of(even.page(number)), foot_of(even.page(number + 1)))
        for number in range(4, len(even.pages) - 2, 2)
        if not {number + 1, number + 2} & openings
    ]
    assert sum(abs(verso - recto) > 0.1 for verso, recto in spreads) <= max(1, len(spreads) / 6)
