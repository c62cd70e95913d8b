"""The statements' files → the objects that put them into the book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pydyf

from pamphlet.renderers.pdf.enclosures import enclose_sources
from pamphlet.renderers.pdf.finish import end_streams_plainly
from pamphlet.renderers.pdf.joining.fragment import REFERENCE, Piece
from pamphlet.renderers.pdf.joining.spelling import spell, write_as_piece

BUILT_IN: Final = 3
"""pydyf begins every file with as many objects: the free one, the pages and the catalog."""


def enclose(sources: Mapping[str, bytes], modified: str) -> tuple[Sequence[Piece], dict[str, bytes]]:
    """The objects of the files, and what the catalog and its names say of them."""
    pdf = pydyf.PDF()
    enclose_sources(pdf, sources, modified)
    end_streams_plainly(pdf)
    pieces = [write_as_piece(entry, _refer) for entry in pdf.objects[BUILT_IN:]]
    listed = {"AF": pdf.catalog["AF"], **pdf.catalog["Names"]} if pieces else {}
    return pieces, {name: spell(entry, _refer) for name, entry in listed.items()}


def _refer(number: int) -> bytes:
    return REFERENCE + b"%d;" % (number - BUILT_IN)
