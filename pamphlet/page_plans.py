"""An edition → what it chooses for its pages, and where its matter may be gathered on fewer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pamphlet.gathering import Edition
from pamphlet.renderers.pdf import FEWEST_TO_JOIN
from pamphlet.renderers.pdf.plan import Aim, MatterChoice, PagePlan
from pamphlet.units import Size


def plan_pages(
    edition: Edition, page: Size, aim: Aim, *, sources: Mapping[str, bytes] = MappingProxyType({})
) -> PagePlan:
    """What the edition chooses for its pages; contents are for several statements, unless it says otherwise."""
    matter = edition.settings.matter
    asked = matter.half_title or matter.notes or matter.slip or matter.openings != "any"
    choice = MatterChoice(
        matter.half_title,
        len(edition.pamphlet.statements) > 1 if matter.contents is None else matter.contents,
        matter.openings,
        matter.notes,
        matter.printed_by,
        matter.slip,
        sparing=not asked and len(edition.pamphlet.statements) < FEWEST_TO_JOIN,
    )
    return PagePlan(page, aim, edition.settings.page.links, choice, sources, edition.settings.page.ragged)
