"""What a process needs to set parts: the style's sheet, its fonts and the pictures; and the tasks that it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from importlib.metadata import version
from typing import Any

import msgspec
import pydyf
from msgspec import Struct
from msgspec.structs import replace

from pamphlet.model import Pamphlet
from pamphlet.renderers.pdf.geometry import PageGeometry
from pamphlet.renderers.pdf.joining.fragment import Glyphs, InseparableError
from pamphlet.renderers.pdf.matter import Makeup, page_css
from pamphlet.renderers.pdf.needs import UNKNOWN_DIGEST
from pamphlet.renderers.pdf.starting import KNOWN_VERSION
from pamphlet.renderers.spaces import bind_pamphlet
from pamphlet.styles import Style


@dataclass(frozen=True)
class Bench:
    """One style on one page size, and in which form links stand there; all pictures of the pamphlet are at hand."""

    pamphlet: Pamphlet
    style: Style
    geometry: PageGeometry
    images: Mapping[str, bytes]
    makeup: Makeup

    @cached_property
    def setter(self) -> Any:  # noqa: ANN401 - weasyprint has no types
        """Lays out; made once."""
        from pamphlet.renderers.pdf.compositor import (  # noqa: PLC0415 - WeasyPrint is slow to import
            link_codes,
            make_setter,
            page_resources,
        )

        resources = page_resources(self.pamphlet, self.style, self.images)
        if self.makeup.links == "qr":
            resources |= link_codes(self.pamphlet)
        return make_setter(self.pamphlet, self.style, resources)

    def set_up(self) -> Bench:
        """The same, with all imported and read; raises InseparableError if it is another WeasyPrint than we know."""
        if version("weasyprint") != KNOWN_VERSION:
            raise InseparableError("only of WeasyPrint 70.0 is it known how to part its pages")
        from pamphlet.renderers.pdf.joining import setting, typefaces  # noqa: F401, PLC0415 - as above

        assert self.setter  # noqa: S101 - it is made now
        return self


class _Sheet(Struct, frozen=True):
    """One document at the bench."""

    bench: Bench
    lay_out: Callable[[], Any]

    def write(self, laid_out: Any, *, finisher: Callable[[Any, pydyf.PDF], None]) -> bytes:  # noqa: ANN401 - as above
        """Its PDF."""
        written: bytes = self.bench.setter.write(laid_out, finisher=finisher)
        return written


def _sheet_of(bench: Bench, html: str) -> _Sheet:
    css = page_css(bench.pamphlet, bench.geometry)
    return _Sheet(bench, lambda: bench.setter.lay_out(html, css))


class SettingPart(Struct, frozen=True):
    """A part to be set, and the pages of places in others that it is told; it opens on a `verso` or a recto."""

    name: str
    pamphlet: Pamphlet
    pages: Mapping[str, int]
    opens: bool
    weight: int
    verso: bool = False

    def do(self, ready: Bench) -> bytes:
        """A `SetPart`."""
        from pamphlet.renderers.pdf.compositor import Compositor  # noqa: PLC0415 - as above
        from pamphlet.renderers.pdf.joining.setting import set_part  # noqa: PLC0415 - as above

        makeup = replace(ready.makeup, parts=(self.name,))
        compositor = Compositor(bind_pamphlet(self.pamphlet), ready.style, {}, setter=ready.setter)
        found: dict[str, Any] = {}

        def lay_out() -> Any:  # noqa: ANN401 - weasyprint has no types
            laid_out, sided = compositor.set_pages(ready.geometry, makeup, verso=self.verso)
            found.update(blemishes=compositor.blemishes(laid_out), sided=sided)
            return laid_out

        digests = sum(source.sha256 == UNKNOWN_DIGEST for source in self.pamphlet.colophon.sources)
        part = set_part(_Sheet(ready, lay_out), self.pages, opens=self.opens, digests=digests)
        fragment = msgspec.structs.replace(part.fragment, **found)
        return msgspec.msgpack.encode(msgspec.structs.replace(part, fragment=fragment))


class DrawingFolios(Struct, frozen=True):
    """Folios to be drawn: the numbers of pages by their kind, and the kinds where heads stand beside them."""

    numbers: Mapping[str, tuple[int, ...]]
    tested: frozenset[str]

    @property
    def weight(self) -> int:
        """As many as there are, and little each."""
        return sum(map(len, self.numbers.values()))

    def do(self, ready: Bench) -> bytes:
        """`Folios`."""
        from pamphlet.renderers.pdf.joining.setting import set_folios  # noqa: PLC0415 - as above

        language = escape(ready.pamphlet.language)
        html = f'<!DOCTYPE html><html lang="{language}"><head><title>-</title></head><body></body></html>'
        return msgspec.msgpack.encode(set_folios(_sheet_of(ready, html), self.numbers, self.tested))


class SubsettingTypefaces(Struct, frozen=True):
    """Typefaces of which these glyphs are wanted."""

    glyphs: tuple[Glyphs, ...]
    weight: int = 1

    def do(self, ready: Bench) -> bytes:
        """`Typefaces`."""
        from pamphlet.renderers.pdf.joining.typefaces import compose_samples, set_typefaces  # noqa: PLC0415 - as above

        sheet = _sheet_of(ready, compose_samples(self.glyphs))
        return msgspec.msgpack.encode(set_typefaces(sheet, self.glyphs))
