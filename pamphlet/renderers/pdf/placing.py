"""Lets WeasyPrint put glyphs where they were laid out, to the nearest thousandth of an em.

What it moves a glyph by, it cuts off to whole thousandths. Over a line whose words or letters stand apart, that comes
to as much as a point, and columns that are justified would not end in one edge:
https://github.com/Kozea/WeasyPrint/blob/v70.0/weasyprint/draw/text.py#L237-L240
"""

from __future__ import annotations

import pamphlet.renderers.pdf.linesetting  # noqa: F401 - before WeasyPrint, which it imports as it wants to be imported

# isort: split
import weasyprint.draw.text

weasyprint.draw.text.int = round
