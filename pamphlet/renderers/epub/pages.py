"""The pages of the print edition → their marks in the text, and the list of where they lie."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from pamphlet.model import EntryPage
from pamphlet.renderers.epub.items import Item

MARKED: Final = re.compile(rb'id="page-(\d+)"')


class PageTarget(NamedTuple):
    """A page of the print edition, and where it begins in the book."""

    page: int
    href: str


def mark_page(page: int) -> Markup:
    """The place where a page begins (EPUB Accessibility 1.1, 4.2.3); parsers of HTML want the end tag."""
    return Markup('<span epub:type="pagebreak" role="doc-pagebreak" aria-label="{0}" id="page-{0}"></span>').format(
        page
    )


def mark_entries(begun: Sequence[EntryPage]) -> dict[int, Markup]:
    """An entry's number → the marks of the pages that begin with it."""
    marks: dict[int, Markup] = {}
    for each in begun:
        marks[each.entry] = marks.get(each.entry, Markup()) + mark_page(each.page)
    return marks


def find_pages(documents: Iterable[Item]) -> tuple[PageTarget, ...]:
    """Every mark in the finished documents, by the numbers of the pages."""
    targets = (
        PageTarget(int(page), f"{document.path}#page-{int(page)}")
        for document in documents
        for page in MARKED.findall(document.content)
    )
    return tuple(sorted(targets))
