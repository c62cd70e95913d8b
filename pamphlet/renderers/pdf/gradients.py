"""Gradients of drawings as the library writes them → the patterns that PDF has for them.

The library paints a gradient over a cell of one unit and tiles the shape with it; viewers built on Poppler (Evince,
Okular) draw such a cell one dot high and leave the rest white. ISO 32000-1, 8.7.4.2 has a pattern that is the gradient.
"""

from __future__ import annotations

from typing import Any

import pydyf

from pamphlet.renderers.pdf.structure import resolve

TILED, SHADED = 1, 2
"""Types of patterns: ISO 32000-1, tables 75 and 76."""


def write_gradients(pdf: pydyf.PDF) -> None:
    """Put the gradient in the place of each pattern that draws an opaque one and nothing else."""
    for place, entry in enumerate(pdf.objects):
        if not (isinstance(entry, pydyf.Stream) and entry.extra.get("PatternType") == TILED):
            continue
        if shading := _only_shading(pdf, entry):
            pattern = pydyf.Dictionary(
                {
                    "Type": "/Pattern",
                    "PatternType": SHADED,
                    "Matrix": entry.extra["Matrix"],
                    "Shading": shading,
                }
            )
            pattern.number, pattern.generation, pattern.offset = entry.number, entry.generation, entry.offset
            pdf.objects[place] = pattern


def _only_shading(pdf: pydyf.PDF, pattern: pydyf.Stream) -> Any:  # noqa: ANN401 - pydyf has no types
    """The gradient that a cell draws through a group, or nothing where it draws more, or lets shine through."""
    drawn = _operands(pattern, b"Do")
    if not drawn:
        return None
    group = _held(pdf, _held(pdf, pattern.extra["Resources"])["XObject"])[drawn]
    shaded = _operands(_held(pdf, group), b"sh")
    if not shaded:
        return None
    return _held(pdf, _held(pdf, _held(pdf, group).extra["Resources"])["Shading"])[shaded]


def _operands(stream: pydyf.Stream, operator: bytes) -> str:
    """The name that the one operator of a stream draws; setting full opacity before it is none."""
    words = [word for line in stream.stream for word in _bytes(line).split()]
    if words[:2] == [b"/a1", b"gs"]:
        words = words[2:]
    return words[0].removeprefix(b"/").decode() if len(words) == 2 and words[1] == operator else ""


def _bytes(line: Any) -> bytes:  # noqa: ANN401 - as above
    return line if isinstance(line, bytes) else str(line).encode()


def _held(pdf: pydyf.PDF, value: Any) -> Any:  # noqa: ANN401 - as above
    return resolve(pdf, value) if isinstance(value, bytes) else value
