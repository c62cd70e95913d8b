"""What WeasyPrint fetches while it sets: an edition's resources, and the colours of screens, which every PDF/A states.

It would read headers as those of a mail, and have Pillow read the colours.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import IO, Any, Final

import pamphlet.renderers.pdf.library  # noqa: F401 - before the library itself

# isort: split
import weasyprint.pdf
from weasyprint.css import ColorProfile
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

BASE_URL: Final = "https://pamphlet.invalid/"
"""A constant, so that no path of this machine gets into a file (RFC 2606 keeps .invalid from ever being anybody's)."""

MEDIA_TYPES: Final = {
    ".gif": "image/gif",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
}

SCREENS: Final = "IEC 61966-2-1 Default RGB Colour Space - sRGB"
"""What the library's profile calls the model of its colours."""


class _Found(URLFetcherResponse):  # type: ignore[misc] # weasyprint has no types
    """A resource, without the headers that a server would send, which the library reads as those of a mail."""

    content_type = ""
    charset = None

    def __init__(self, url: str, content: bytes, content_type: str) -> None:
        self.url, self.content_type = url, content_type
        self._file_obj = io.BytesIO(content)


class Shelf(URLFetcher):  # type: ignore[misc] # weasyprint has no types
    """Serves what lies in memory, and nothing else: no file and no network."""

    def __init__(self, resources: Mapping[str, bytes]) -> None:
        super().__init__()
        self._resources = resources

    def fetch(self, url: str, headers: object = None) -> _Found:  # noqa: ARG002 - the library's signature
        """What is called so."""
        name = url.removeprefix(BASE_URL)
        if name not in self._resources:
            raise FatalURLFetchingError(name if name != url else url)
        kind = MEDIA_TYPES.get(f".{name.rpartition('.')[2].lower()}", "application/octet-stream")
        return _Found(url, self._resources[name], kind)


class ScreenColours(ColorProfile):  # type: ignore[misc] # as above
    """The library's own profile of sRGB, which it states in a PDF as it lies in its folder."""

    name = SCREENS
    content = b""

    def __init__(self, profile: IO[bytes], src: str, rendering_intent: str, components: Any) -> None:  # noqa: ANN401 - as above
        self.src, self.rendering_intent, self.components = src, rendering_intent, components
        self.pdf_reference = None
        with profile:
            self.content = profile.read()


def state_colours() -> None:
    """Let no PDF need Pillow for that: these are the one profile that the library names in it by itself."""
    weasyprint.pdf.ColorProfile = ScreenColours
