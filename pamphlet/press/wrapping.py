"""A page → a form that draws the same, in its own file or in that of the sheets."""

from __future__ import annotations

import zlib
from contextlib import suppress
from copy import copy
from typing import TYPE_CHECKING, Final

from pikepdf import Array, Dictionary, Name, PdfError, Stream

from pamphlet.cache import NO_CACHE, Cache, key_of
from pamphlet.press.boxes import find_bleed

if TYPE_CHECKING:
    from pikepdf import Object, Page, Pdf

LEVEL: Final = 7
"""Nearly as small as it goes."""


def carry_page(page: Page, sheets: Pdf, cache: Cache = NO_CACHE) -> Object:
    """The page as a form in the sheets.

    To make one in the page's own file, qpdf reads all objects of that. So one whose content was wrapped before is made
    where it is wanted, if it needs no more than that: it draws with what the page itself names, and with no group.
    """
    key = _name_content(page) if cache.keeps else ""
    content = cache.get(key) if key else None
    resources = page.obj.get("/Resources")
    if content is None or not isinstance(resources, Dictionary) or not resources.is_indirect or Name.Group in page.obj:
        return sheets.copy_foreign(wrap_page(page, cache, key))
    form = sheets.make_stream(content, Type=Name.XObject, Subtype=Name.Form, Filter=Name.FlateDecode)
    form.BBox = _box_of(page)
    form.Resources = copy(sheets.copy_foreign(resources))
    return form


def wrap_page(page: Page, cache: Cache = NO_CACHE, key: str = "") -> Object:
    """The page as a form in its own coordinates, cut off where its bleed ends; its content is kept under a key."""
    form = page.as_form_xobject(handle_transformations=False)
    form.BBox = _box_of(page)
    with suppress(PdfError):  # what is damaged is handed on as it is
        content = zlib.compress(form.read_bytes(), LEVEL)
        form.write(content, filter=Name.FlateDecode)
        if key:
            cache.put(key, content)
    return form


def _box_of(page: Page) -> Array:
    bleed = find_bleed(page)
    return Array([bleed.llx, bleed.lly, bleed.urx, bleed.ury])


def _name_content(page: Page) -> str:
    """A name for what the page draws, from its streams as they stand in the file; "" if these say too little."""
    stated = page.obj.get("/Contents")
    streams = list(stated) if isinstance(stated, Array) else [stated]
    parts: list[bytes] = []
    for stream in streams:
        if not isinstance(stream, Stream) or b" R" in (written := stream.stream_dict.unparse()):
            return ""  # how it is to be read stands elsewhere
        parts += [written, stream.read_raw_bytes()]
    return key_of("wrapped", *parts)
