"""The pictures of the statements → the files that a screen needs of them: small, still, and without their history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from pamphlet.model import Figure, Pamphlet, Picture
from pamphlet.model.walk import find_pictures

SUFFIXES: Final = {"image/jpeg": "jpg", "image/png": "png", "image/svg+xml": "svg"}


class ScreenPicture(NamedTuple):
    """A picture's bytes as they go into an e-book or a web page."""

    content: bytes
    media_type: str

    @property
    def suffix(self) -> str:
        """What its file's name ends in."""
        return SUFFIXES[self.media_type]


def shown_pictures(pamphlet: Pamphlet) -> Iterator[Figure | Picture]:
    """Every figure, and every small picture in a line, of every statement."""
    return chain.from_iterable(map(find_pictures, pamphlet.statements))


def fit_pictures(pamphlet: Pamphlet, images: Mapping[str, bytes]) -> dict[str, ScreenPicture]:
    """Every picture that a statement shows, by its name, in the order of the edition."""
    shown = {shown.image for shown in shown_pictures(pamphlet)}
    return {
        image.name: fit_for_screen(images[image.name], image.media_type)
        for image in pamphlet.images
        if image.name in shown
    }


@lru_cache(maxsize=64)  # pages, cover and e-book show the same pictures
def fit_for_screen(content: bytes, media_type: str) -> ScreenPicture:
    """A drawing as it is; a bitmap upright, no larger than it can be seen, as a PNG or a JPEG, whichever suits it."""
    if media_type == "image/svg+xml":
        return ScreenPicture(content, media_type)
    from pamphlet.renderers.bitmaps import fit_bitmap  # noqa: PLC0415 - Pillow is slow to import

    return ScreenPicture(*fit_bitmap(content))


def shrink_to(content: bytes, most_bytes: int) -> bytes:
    """The picture, as a JPEG of less quality if it has more bytes than that."""
    if len(content) <= most_bytes:
        return content
    from pamphlet.renderers.bitmaps import shrink_bitmap  # noqa: PLC0415 - as above

    return shrink_bitmap(content, most_bytes)
