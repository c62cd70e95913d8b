"""The editions that many tests read, each set once."""

from __future__ import annotations

import pytest

from pamphlet.model import Block, BulletedList, Heading, OrderedList, Quotation

from .editions import (
    CONTACT,
    TINY,
    item,
    pamphlet,
    paragraph,
    paragraphs,
    prose,
    run,
    set_everything,
    set_pdf,
    statement,
    table,
)
from .finished import Pdf


@pytest.fixture(scope="session")
def book() -> Pdf:
    """The edition with everything in it, on A5."""
    return set_everything()


@pytest.fixture(scope="session")
def grid() -> Pdf:
    """Paragraphs, lists, headings, quotations and tables over many tiny pages."""
    blocks: tuple[Block, ...] = (
        *paragraphs(4, seed=1),
        Heading(2, run("Second level")),
        *paragraphs(3, seed=2),
        Heading(3, run("Third level")),
        paragraph(prose(30)),
        BulletedList((item(prose(20), BulletedList((item(prose(12)),))), item("Short."), item(prose(15)))),
        paragraph(prose(40)),
        Quotation((paragraph(prose(30)), paragraph(prose(20)))),
        paragraph(prose(40)),
        OrderedList((item(prose(20)), item(prose(5)))),
        table("Street | Litres", *(f"{prose(2, row)} | {prose(7, row)}" for row in range(8))),
        Heading(2, run("A heading of the second level that takes more than a line")),
        *paragraphs(4, seed=4),
    )
    return set_pdf(pamphlet(statement(*blocks), contact=CONTACT), TINY)
