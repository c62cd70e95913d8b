"""WeasyPrint, imported once, without the fonts of the machine; whoever imports it does so after this."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

from pamphlet.renderers.pdf.starting import lean_start, name_types_quickly

# Before it is imported, for it is then that fontconfig looks for the machine's fonts.
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fontconfig.xml"))
with warnings.catch_warnings(), lean_start():
    warnings.filterwarnings("ignore", message="No fonts configured", category=UserWarning)
    from weasyprint.text.ffi import ffi, gobject, harfbuzz

    name_types_quickly(ffi)
    import weasyprint  # noqa: F401 - imported for those that follow

__all__ = ["ffi", "gobject", "harfbuzz"]
