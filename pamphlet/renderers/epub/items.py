"""What the package is made of: finished files, and the documents that are read in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

XHTML: Final = "application/xhtml+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One finished file. `path` is relative to the package document; `properties` as in its manifest."""

    id: str
    path: str
    media_type: str
    content: bytes
    properties: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Item):
    """One finished XHTML document of the spine, and how the nav names it."""

    title: str
    language: str
