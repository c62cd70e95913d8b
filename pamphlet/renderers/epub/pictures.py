"""Which pictures the statements show, and the files that they become."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from pamphlet.errors import PamphletError
from pamphlet.model import Figure, Pamphlet
from pamphlet.model.walk import all_blocks
from pamphlet.renderers.epub.items import Item

# Which file name does a core media type take? EPUB 3.3, 3.2 Core media types
_SUFFIXES: Final = {
    "image/gif": "gif",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/webp": "webp",
}
# How does a file of that type begin?
_SIGNATURES: Final = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}


def figures(pamphlet: Pamphlet) -> Iterator[Figure]:
    """Every figure of every statement, in reading order."""
    for statement in pamphlet.statements:
        for block in all_blocks(statement.blocks):
            if isinstance(block, Figure):
                yield block


def gather_pictures(pamphlet: Pamphlet, images: Mapping[str, bytes]) -> dict[str, Item]:
    """A picture's name → its file. Numbered, for a name from outside may be no fit path."""
    shown = {figure.image for figure in figures(pamphlet)}
    pictures = (image for image in pamphlet.images if image.name in shown)
    return {
        image.name: Item(
            id=f"picture-{number}",
            path=f"images/{number}.{_SUFFIXES[image.media_type]}",
            media_type=image.media_type,
            content=images[image.name],
        )
        for number, image in enumerate(pictures, start=1)
    }


def cover_item(cover: bytes) -> Item:
    """The finished cover as the file that libraries and shelves show."""
    for media_type, signature in _SIGNATURES.items():
        if cover.startswith(signature):
            path = f"images/cover.{_SUFFIXES[media_type]}"
            return Item(id="cover-image", path=path, media_type=media_type, content=cover, properties="cover-image")
    raise PamphletError("the cover is neither a JPEG nor a PNG", advice="save it as one of these")
