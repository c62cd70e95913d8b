"""A part of the book, as HTML → the part, set."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Protocol

import pydyf

from pamphlet.renderers.pdf.finish import complete_pdf
from pamphlet.renderers.pdf.joining import apart, margins, noting
from pamphlet.renderers.pdf.joining.fragment import Beside, Folios, Glyphs, InseparableError, SetPart
from pamphlet.renderers.pdf.joining.glyphs import unite
from pamphlet.renderers.pdf.joining.harvest import harvest_part
from pamphlet.renderers.pdf.setter import LaidOut


class Sheet(Protocol):
    """Lays one part out, as often as its setting takes, and writes the document of its pages."""

    @property
    def lay_out(self) -> Callable[[], LaidOut]:
        """Gives the pages."""

    def write(self, laid_out: LaidOut, *, finisher: Callable[[Any, pydyf.PDF], None]) -> bytes:
        """Its PDF."""


def set_part(sheet: Sheet, pages: Mapping[str, int], *, opens: bool, digests: int = 0) -> SetPart:
    """A part that may begin on either side; it names the pages of places in others by numbers that are told it.

    It shows so many digests that are not known yet.
    """
    with apart.rectos_only(pages, opens=opens):
        laid_out = sheet.lay_out()
    layout = apart.layout_of(laid_out.document)
    apart.refuse_dependent(layout, opens=opens)
    beside, of_heads = _draw_beside(layout)
    wanted = layout.context.target_collector.wanted
    awaited = digests + len(layout.context.target_collector.counter_lookup_items)
    apart.let_go(layout)
    numerals = noting.Numerals(pages)
    with noting.noting(numerals):
        pdf = apart.draw_document(lambda finisher: sheet.write(laid_out, finisher=finisher), complete_pdf)
    fixed = numerals.fixed or len(numerals.found) != awaited
    if fixed and digests:
        raise InseparableError("digests of sources are not drawn as such")
    glyphs = unite([noting.glyphs_used(laid_out.document.fonts), *of_heads])
    found = [] if fixed else numerals.found
    part = harvest_part(pdf, laid_out.document, beside, found, glyphs, opens=opens)
    return SetPart(*part, tuple(sorted(set(wanted))), fixed)


def _draw_beside(layout: apart.Layout) -> tuple[list[Beside], list[tuple[Glyphs, ...]]]:
    """The running matter of each page, and the glyphs of it; most pages of a part have the same."""
    drawn: dict[Any, Beside] = {}
    glyphs: list[tuple[Glyphs, ...]] = []
    pages: list[Beside] = []
    for at, page in enumerate(layout.pages, start=1):
        key = margins.heads_depend_on(layout, at)
        if key not in drawn:
            recto, verso = margins.draw_heads(layout, at)
            stamps, tests = (recto.stamp, verso.stamp), (recto.folio_test, verso.folio_test)
            drawn[key] = Beside(page.page_type.name, stamps, tests, margins.margins_of(layout, at))
            glyphs += [recto.glyphs, verso.glyphs]
        pages.append(drawn[key])
    return pages, glyphs


def set_folios(sheet: Sheet, numbers: Mapping[str, Sequence[int]], tested: Collection[str]) -> Folios:
    """The folios of pages by their kind; what is laid out is only looked at for its style."""
    with apart.rectos_only({}, opens=False):
        laid_out = sheet.lay_out()
    return margins.draw_folios(apart.layout_of(laid_out.document), numbers, tested)
