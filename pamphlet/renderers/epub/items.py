"""What the package is made of: finished files, and the documents that are read in order."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

XHTML: Final = "application/xhtml+xml"


class Item(Struct, frozen=True, kw_only=True):
    """One finished file. `path` is relative to the package document; `properties` as in its manifest."""

    id: str
    path: str
    media_type: str
    content: bytes
    properties: str = ""


class Document(Item, frozen=True, kw_only=True):
    """One finished XHTML document of the spine, and how the nav names it."""

    title: str
    language: str
