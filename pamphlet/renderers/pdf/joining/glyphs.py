"""The glyphs that each part uses → those of the whole book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pamphlet.renderers.pdf.joining.fragment import Glyphs


def unite(used: Iterable[Sequence[Glyphs]]) -> tuple[Glyphs, ...]:
    """All glyphs of each typeface; where two parts take one for another text, the first counts."""
    united: dict[str, Glyphs] = {}
    for glyphs in (each for part in used for each in part):
        known = united.setdefault(glyphs.face.name, Glyphs(glyphs.face, {}, {}))
        for glyph, text in glyphs.texts.items():
            known.texts[glyph] = known.texts.get(glyph) or text
        for glyph, width in glyphs.widths.items():
            known.widths.setdefault(glyph, width)
    return tuple(_in_order(united[name]) for name in sorted(united))


def _in_order(glyphs: Glyphs) -> Glyphs:
    return Glyphs(glyphs.face, dict(sorted(glyphs.texts.items())), dict(sorted(glyphs.widths.items())))
