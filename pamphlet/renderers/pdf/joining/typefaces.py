"""The glyphs of the whole book → a subset of each typeface."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from pamphlet.renderers.pdf.finish import end_streams_plainly
from pamphlet.renderers.pdf.joining import apart
from pamphlet.renderers.pdf.joining.book import Typefaces
from pamphlet.renderers.pdf.joining.fragment import REFERENCE, Glyphs, InseparableError
from pamphlet.renderers.pdf.joining.setting import Sheet
from pamphlet.renderers.pdf.joining.spelling import spell, write_as_piece

BUILT_IN: Final = 3
"""pydyf begins every file with as many objects: the free one, the pages and the catalog."""


def compose_samples(glyphs: Sequence[Glyphs]) -> str:
    """A page that is set in each of the typefaces, at one size."""
    lines = "".join(
        f'<div lang="{escape(each.face.language)}" style="{escape(each.face.css)}; font-size: 16px; hyphens: none">'
        f"{escape(each.face.sample)}</div>"
        for each in glyphs
    )
    return f'<!DOCTYPE html><html lang="en"><head><title>Typefaces</title></head><body>{lines}</body></html>'


def set_typefaces(sheet: Sheet, glyphs: Sequence[Glyphs]) -> Typefaces:
    """The fonts of these glyphs; what is laid out are the samples."""
    laid_out = sheet.lay_out()
    apart.draw_document(lambda finisher: sheet.write(laid_out, finisher=finisher), _leave)
    fonts = {font.hash: font for font in laid_out.document.fonts.values()}
    if not {each.face.name for each in glyphs} <= set(fonts):
        raise InseparableError("a typeface is not found again by its description")
    chosen = {each.face.name: fonts[each.face.name] for each in glyphs}
    for each in glyphs:
        chosen[each.face.name].to_unicode, chosen[each.face.name].widths = each.texts, each.widths
    pdf, named = apart.write_fonts(chosen)
    end_streams_plainly(pdf)

    def refer(number: int) -> bytes:
        return REFERENCE + b"%d;" % (number - BUILT_IN)

    pieces = tuple(write_as_piece(entry, refer) for entry in pdf.objects[BUILT_IN:])
    return Typefaces(spell(named, refer), pieces)


def _leave(_document: object, _pdf: object) -> None:
    """Nothing is to be done with the samples."""
