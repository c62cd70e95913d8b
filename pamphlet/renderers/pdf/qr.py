"""An address → its QR code as a vector drawing."""

from __future__ import annotations

import io

from pamphlet.errors import PamphletError


def draw_qr(target: str) -> bytes:
    """An SVG of the QR code for a URI, one unit a module, with the quiet zone of four (ISO/IEC 18004, 6.3.8)."""
    import segno  # noqa: PLC0415 - most editions have no code

    drawing = io.BytesIO()
    try:
        code = segno.make(target, micro=False, error="m")
    except segno.DataOverflowError:
        raise PamphletError(f"the address “{target}” is too long for a QR code", advice="name a shorter one") from None
    code.save(drawing, kind="svg", border=4, xmldecl=False, svgclass=None, lineclass=None, omitsize=True, dark="#000")
    return drawing.getvalue()
