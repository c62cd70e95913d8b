"""A page that was wrapped before is taken as it was; the sheets are the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from leaflets import A5, make_leaflet, to_bytes
from pikepdf import Array, Dictionary, Name, Page, Pdf

from pamphlet.cache import FolderCache
from pamphlet.errors import PamphletError
from pamphlet.press import PressJob, press_pdf, wrapping

HEXADECIMAL: Final = b"0 0 9 9 re f".hex().encode() + b">"


def _share(pdf: Pdf, page: Page) -> None:
    """As our pages have them: what they draw with stands once in the file."""
    page.obj.Resources = pdf.make_indirect(page.obj.Resources)


def _shared(pdf: Pdf, page: Page, **parts: object) -> None:
    _share(pdf, page)
    for name, part in parts.items():
        page.obj[f"/{name}"] = part


# What may a page be like?
KINDS: dict[str, Callable[[Pdf, Page], None]] = {
    "what it draws with is its own": lambda _, __: None,
    "what it draws with stands once": _share,
    "its content is in two pieces": lambda pdf, page: _shared(
        pdf, page, Contents=Array([page.obj.Contents, pdf.make_stream(b"0 0 9 9 re f")])
    ),
    "it is a group": lambda pdf, page: _shared(pdf, page, Group=Dictionary(S=Name.Transparency)),
    "it has a bleed": lambda pdf, page: _shared(pdf, page, BleedBox=Array([-9, -9, 300, 300])),
    "its filter stands elsewhere": lambda pdf, page: _shared(
        pdf, page, Contents=pdf.make_stream(HEXADECIMAL, Filter=pdf.make_indirect(Array([Name.ASCIIHexDecode])))
    ),
    "it has no content": lambda _, page: page.obj.__delitem__("/Contents"),
}


@pytest.mark.parametrize("change", KINDS.values(), ids=KINDS.keys())
def test_sheets_are_the_same_from_memory(change: Callable[[Pdf, Page], None], tmp_path: Path) -> None:
    """Whatever its pages are like, and whether nothing was kept, or all of it."""
    leaflet = make_leaflet(4, A5)
    for page in leaflet.pages:
        change(leaflet, page)
    pdf, cache = to_bytes(leaflet), FolderCache(str(tmp_path))
    once = press_pdf(pdf, PressJob())
    assert press_pdf(pdf, PressJob(), cache=cache) == once
    assert press_pdf(pdf, PressJob(), cache=cache) == once


def test_damage_is_found_each_time(tmp_path: Path) -> None:
    """Nothing of it is kept."""
    leaflet, cache = make_leaflet(4, A5), FolderCache(str(tmp_path))
    _shared(leaflet, leaflet.pages[1], Contents=leaflet.make_stream(b"no such thing", Filter=Name.FlateDecode))
    for _ in range(2):
        with pytest.raises(PamphletError, match="the PDF is damaged"):
            press_pdf(to_bytes(leaflet), PressJob(), cache=cache)


def test_only_what_changed_is_wrapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word more on one page of eight."""
    cache, leaflet = FolderCache(str(tmp_path)), make_leaflet(8, A5)
    for page in leaflet.pages:
        _share(leaflet, page)
    press_pdf(to_bytes(leaflet), PressJob(), cache=cache)
    wrapped: list[object] = []
    wrap = wrapping.wrap_page

    def note(page: Page, *rest: object) -> object:
        wrapped.append(page.index)
        return wrap(page, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(wrapping, "wrap_page", note)
    leaflet.pages[2].obj.Contents = leaflet.make_stream(b"BT /F1 24 Tf 10 10 Td (other) Tj ET")
    press_pdf(to_bytes(leaflet), PressJob(), cache=cache)
    assert wrapped == [2]
