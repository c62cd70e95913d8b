"""Pages that are laid out anew from the first that changes are those of a whole layout, byte for byte."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from functools import partial

import pytest

from pamphlet.model import Block, BulletedList, Emphasis, Heading, NoteReference, Pamphlet
from pamphlet.renderers.pdf import compositor, render, setter
from pamphlet.renderers.pdf.beginnings import made_of
from pamphlet.renderers.pdf.finish import finish_pdf
from pamphlet.renderers.pdf.geometry import geometry_of, usual_setting
from pamphlet.renderers.pdf.lines import UNTOUCHED, Touches
from pamphlet.renderers.pdf.matter import Makeup, compose_html, page_css
from pamphlet.renderers.pdf.setter import LaidOut
from pamphlet.styles import load_style

from .editions import (
    A5,
    CLASSIC,
    CONTACT,
    MEETING,
    item,
    note,
    pamphlet,
    paragraph,
    paragraphs,
    prose,
    run,
    seeded,
    slow,
)
from .editions import statement as state

Lay = Callable[..., LaidOut]


def noted(seed: int) -> Pamphlet:
    """Two statements, the first with notes on all its pages, some of which move overleaf; then lists, headings."""
    blocks: list[Block] = []
    for number in range(9):
        called = paragraph(prose(70, seed + number), " ", Emphasis(run("since")), NoteReference(str(number)), " then.")
        blocks += [called, *paragraphs(2, seed + number)]
        if number % 3 == 1:
            blocks.append(Heading(2, run(prose(4, seed + number))))
        if number % 4 == 2:
            blocks.append(BulletedList((item(prose(20, seed)), item(prose(9, seed)))))
    notes = (note(str(number), prose(20 + 9 * number, seed + number)) for number in range(9))
    return pamphlet(
        state(*blocks[:-1], paragraph(prose(30)), *notes, title="Wells", slug="wells"), MEETING, contact=CONTACT
    )


class Press:
    """Lays one edition out, as often as it is asked to."""

    def __init__(self, edition: Pamphlet, makeup: Makeup = Makeup()) -> None:  # noqa: B008 - frozen
        geometry = geometry_of(A5, usual_setting(A5, CLASSIC.facts.page))
        at_hand = compositor.make_setter(edition, CLASSIC, compositor.page_resources(edition, CLASSIC, {}))
        html, css = compose_html(edition, CLASSIC, geometry, makeup), page_css(edition, geometry)
        self.lay_out: Lay = partial(at_hand.lay_out, html, css)
        self.write = partial(at_hand.write, finisher=finish_pdf)


def blocks_of(laid_out: LaidOut, page: int) -> list[int]:
    """The paragraphs that begin on a page, from 0."""
    before = {line.block for each in laid_out.pages[:page] for line in each.lines}
    return sorted({line.block for line in laid_out.pages[page].lines if line.tag == "p"} - before)


@pytest.fixture(scope="module")
def press() -> Press:
    """An edition with notes, running heads, folios, named pages, and contents that name pages."""
    return Press(noted(1))


TOUCHES: tuple[Callable[[int], Touches], ...] = (
    lambda block: Touches(lengths={block: 4}, whiter={block + 1: 1}, opens=frozenset({block + 2})),
    lambda block: Touches(opens=frozenset({block})),
    lambda block: Touches(whiter={block: 2}),
    lambda block: Touches(early={block: 2}),
    lambda block: Touches(whole=frozenset({block})),
)


@pytest.mark.parametrize("touch", [TOUCHES[0], *map(slow, TOUCHES[1:])])
@pytest.mark.parametrize("page", [4, *map(slow, (5, 6, 8))])
def test_pages_are_those_of_a_whole_layout(press: Press, page: int, touch: Callable[[int], Touches]) -> None:
    """A block that opens a page, has white above, ends a page early, keeps its words whole, or has other lines."""
    plain = press.lay_out()
    touches = touch(blocks_of(plain, page)[-1])
    again = press.lay_out(touches=touches, after=plain)
    whole = press.lay_out(touches=touches)
    assert again.pages == whole.pages
    assert press.write(again) == press.write(whole)


def test_pages_before_the_touched_block_stay(press: Press) -> None:
    """They are not even looked at; and where a statement ends, the next goes on as it did."""
    plain = press.lay_out()
    block = blocks_of(plain, 5)[1]
    again = press.lay_out(touches=Touches(whiter={block: 2}), after=plain)
    stay = [new is old for new, old in zip(again.document.pages, plain.document.pages, strict=True)]
    opens = [page.number - 1 for page in plain.pages if page.opens and page.number > 6]
    assert stay[:5] == [True] * 5
    assert not stay[5]
    assert all(stay[opens[0] :])


def test_a_layout_goes_with_its_document() -> None:
    """Nobody has to look for what is left of a statement that is set apart, or of its first layout."""
    alone = Press(pamphlet(state(*paragraphs(9, 1))), Makeup(parts=("statement",)))
    gc.disable()
    try:
        first = alone.lay_out()
        again = alone.lay_out(touches=Touches(whiter={blocks_of(first, 1)[0]: 1}), after=first)
        contexts = [weakref.ref(made.context) for each in (first, again) if (made := made_of(each.document))]
        del first, again, made
        assert [context() for context in contexts] == [None, None]
    finally:
        gc.enable()


@pytest.mark.slow
def test_what_was_touched_can_be_left_alone_again(press: Press) -> None:
    """The tree of the layout that was taken up is as it was before."""
    plain = press.lay_out()
    block = blocks_of(plain, 5)[0]
    touched = press.lay_out(touches=Touches(whiter={block: 2}, lengths={block: 5}), after=plain)
    back = press.lay_out(touches=UNTOUCHED, after=touched)
    assert touched.pages != plain.pages
    assert back.pages == plain.pages
    assert press.write(back) == press.write(press.lay_out())


@pytest.mark.slow
def test_another_number_of_pages_is_laid_out_as_a_whole(press: Press) -> None:
    """Its contents name other pages."""
    plain = press.lay_out()
    everywhere = frozenset(block for page in (4, 5, 6) for block in blocks_of(plain, page))
    again = press.lay_out(touches=Touches(opens=everywhere), after=plain)
    assert len(again.pages) > len(plain.pages)
    assert press.write(again) == press.write(press.lay_out(touches=Touches(opens=everywhere)))


@pytest.mark.slow
@pytest.mark.parametrize(("style", "seed"), [("classic", 22), ("modern", 3), ("broadside", 14), ("large-print", 28)])
def test_editions_are_those_of_whole_layouts(monkeypatch: pytest.MonkeyPatch, style: str, seed: int) -> None:
    """Set as a whole and in parts."""
    chosen = load_style(style)
    editions = (seeded(seed), noted(seed))
    ours = [render(edition, chosen, page=A5, images={}) for edition in editions]
    monkeypatch.setattr(setter, "lay_out_again", lambda *_: None)
    assert [render(edition, chosen, page=A5, images={}) for edition in editions] == ours
