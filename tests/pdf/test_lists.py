"""Lists: markers beside the text, numbers that count from where they are told to, items that stay together."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pamphlet.model import BulletedList, ListItem, OrderedList

from .editions import CONTACT, TINY, item, pamphlet, paragraph, prose, set_pdf, statement
from .finished import Line, Pdf


def nest(depth: int) -> ListItem:
    """An item with a list in it that has an item with a list in it, and so on."""
    inner = (BulletedList((nest(depth - 1), item("A sibling."))),) if depth > 1 else ()
    return ListItem((paragraph(f"Level {depth}."), *inner))


def lines_of(*blocks: BulletedList | OrderedList) -> list[Line]:
    """The lines of a statement that has these lists alone."""
    return list(set_pdf(pamphlet(statement(*blocks, authors=(), date=None))).page(4).lines[1:-1])


def test_a_numbered_list_counts_from_its_start() -> None:
    """As the author numbered it."""
    starts = (0, 1, 3, 98, 1999)
    lines = lines_of(*(OrderedList((item("One,"), item("two.")), start=start) for start in starts))
    expected = [(f"{start}. One,", f"{start + 1}. two.") for start in starts]
    assert [line.text for line in lines] == [text for pair in expected for text in pair]


def test_markers_say_the_level() -> None:
    """A bullet, and dashes inside it."""
    lines = lines_of(BulletedList((item("Out,", BulletedList((item("in."),))), item("out."))))
    assert [line.text for line in lines] == ["• Out,", "– in.", "• out."]
    assert lines[1].left > lines[0].left + 10


def test_a_list_nested_five_deep_steps_in_evenly() -> None:
    """And leaves room for its words."""
    lines = [line for line in lines_of(BulletedList((nest(5),))) if "Level" in line.text]
    steps = [after.left - before.left for before, after in pairwise(lines[1:])]
    assert len(lines) == 5
    assert steps == pytest.approx([steps[0]] * 3, abs=0.1)


def test_nested_lists_hold_no_page_open() -> None:
    """A long first item goes over the page instead of driving the text before it from the opening."""
    deep = BulletedList((nest(3), item("Last.")))
    pdf = set_pdf(pamphlet(statement(paragraph(prose(20)), deep, deep), contact=CONTACT), TINY)
    assert "Level 3. Level 2. Level 1." in pdf.page(4).text


def test_words_of_an_item_turn_over_below_its_words() -> None:
    """Never below its marker."""
    first, second, *_ = lines_of(BulletedList((item(prose(30)), item("Short."))))
    words = set_pdf(pamphlet(statement(BulletedList((item(prose(30)),)), authors=(), date=None))).page(4)
    start = next(glyph["x0"] for glyph in words.glyphs if glyph["text"] == prose(30)[0] and glyph["size"] < 11)
    assert first.left < second.left == pytest.approx(start, abs=0.6)


@pytest.mark.slow
def test_no_item_stands_alone_at_a_foot() -> None:
    """The first two keep together."""
    for count in range(20, 60, 8):
        pdf: Pdf = set_pdf(
            pamphlet(statement(paragraph(prose(count)), BulletedList((item("One."), item("Two."))))), TINY
        )
        page = next(page for page in pdf.pages if "One." in page.text)
        assert "Two." in page.text
