"""What the contents list → about how many pages that takes, before it is set: a wrong guess costs another setting."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from pamphlet.model import Pamphlet
from pamphlet.model.walk import plain_text
from pamphlet.renderers.pdf.geometry import PageGeometry

LINES_ABOVE: Final = 7
"""What the title of the contents takes on their first page, with the white around it."""
LETTERS_AN_EM: Final = 2.2
MARGIN_EM: Final = 4.0
"""What is kept free beside an entry for its folio."""


def guess_contents_pages(pamphlet: Pamphlet, geometry: PageGeometry) -> int:
    """The entries one after another, with a line of white between, each whole on its page."""
    page, line = 1, LINES_ABOVE
    for lines in _entries(pamphlet, geometry):
        if line + lines > geometry.lines:
            page, line = page + 1, 0
        line += lines + 1
    return page


def _entries(pamphlet: Pamphlet, geometry: PageGeometry) -> Iterator[int]:
    """How many lines each entry takes: title and byline of a statement, then the contact."""
    letters = LETTERS_AN_EM * (geometry.measure_pt / geometry.text_pt - MARGIN_EM)
    for statement in pamphlet.statements:
        byline = ", ".join(author.name for author in statement.authors)
        yield sum(math.ceil(len(text) / letters) for text in (plain_text(statement.title), byline))
    if pamphlet.contact.items:
        yield 1
