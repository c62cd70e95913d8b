"""An edition → what it chooses for its pages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pamphlet.gathering import Edition
from pamphlet.renderers.pdf.plan import Aim, MatterChoice, PagePlan
from pamphlet.units import Size


def plan_pages(
    edition: Edition, page: Size, aim: Aim, *, sources: Mapping[str, bytes] = MappingProxyType({})
) -> PagePlan:
    """What the edition chooses for its pages; contents are for several statements, unless it says otherwise."""
    matter = edition.settings.matter
    choice = MatterChoice(
        matter.half_title,
        len(edition.pamphlet.statements) > 1 if matter.contents is None else matter.contents,
        matter.openings,
        matter.notes,
        matter.printed_by,
        matter.slip,
    )
    return PagePlan(page, aim, edition.settings.page.links, choice, sources, edition.settings.page.ragged)
