"""WeasyPrint, imported once, without the fonts of the machine; whoever imports it does so after this."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Final

import cffi

from pamphlet.renderers.pdf.starting import lean_start

# What is called that WeasyPrint does not declare? https://docs.gtk.org/glib/callback.LogFunc.html,
# https://harfbuzz.github.io/harfbuzz-hb-font.html
DECLARATIONS: Final = """
    typedef void (*GLogFunc)(const char *, int, const char *, void *);
    GLogFunc g_log_set_default_handler(GLogFunc, void *);
    hb_blob_t * hb_blob_create (const char *data, unsigned int length, int mode, void *user_data, void *destroy);
    hb_face_t * hb_face_create (hb_blob_t *blob, unsigned int index);
    hb_font_t * hb_font_create (hb_face_t *face);
    void hb_font_destroy (hb_font_t *font);
    hb_bool_t hb_font_get_glyph_name (hb_font_t *font, hb_codepoint_t glyph, char *name, unsigned int size);
"""

# Before it is imported, for it is then that fontconfig looks for the machine's fonts.
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fontconfig.xml"))
with warnings.catch_warnings(), lean_start(DECLARATIONS):
    warnings.filterwarnings("ignore", message="No fonts configured", category=UserWarning)
    from weasyprint.text.ffi import ffi, gobject, harfbuzz

    from pamphlet.renderers.pdf.sheetreading import read_library_sheets

if isinstance(ffi, cffi.FFI):  # somebody else has imported it before, and it has declared what it needs alone
    ffi.cdef(DECLARATIONS)
read_library_sheets()

__all__ = ["ffi", "gobject", "harfbuzz"]
