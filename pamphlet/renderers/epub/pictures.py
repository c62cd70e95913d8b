"""Which pictures the statements show, and the files that they become."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pamphlet.errors import PamphletError
from pamphlet.model import Pamphlet
from pamphlet.renderers.epub.items import Item
from pamphlet.renderers.pictures import SUFFIXES, fit_pictures, shrink_to

# How does a file of that type begin?
_SIGNATURES: Final = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}
LARGEST_COVER_BYTES: Final = 500_000
"""What shops take without asking."""


def gather_pictures(pamphlet: Pamphlet, images: Mapping[str, bytes]) -> dict[str, Item]:
    """A picture's name → its file. Numbered, for a name from outside may be no fit path."""
    return {
        name: Item(
            id=f"picture-{number}",
            path=f"images/{number}.{picture.suffix}",
            media_type=picture.media_type,
            content=picture.content,
        )
        for number, (name, picture) in enumerate(fit_pictures(pamphlet, images).items(), start=1)
    }


def cover_item(cover: bytes) -> Item:
    """The finished cover as the file that libraries and shelves show."""
    fitted = shrink_to(cover, LARGEST_COVER_BYTES)
    for media_type, signature in _SIGNATURES.items():
        if fitted.startswith(signature):
            path = f"images/cover.{SUFFIXES[media_type]}"
            return Item(id="cover-image", path=path, media_type=media_type, content=fitted, properties="cover-image")
    raise PamphletError("the cover is neither a JPEG nor a PNG", advice="save it as one of these")
