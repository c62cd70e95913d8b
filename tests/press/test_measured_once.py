"""How far text keeps from the edges is measured once for each page, whatever becomes of its neighbours."""

from __future__ import annotations

from pathlib import Path

import pytest
from leaflets import A5, leaflet, make_leaflet, to_bytes

from pamphlet.cache import FolderCache
from pamphlet.press.ink import measure_text
from pamphlet.press.preflight import margins, measure_margins


def test_a_page_that_changed_is_measured_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes of it is what comes of measuring all of them."""
    measured: list[object] = []

    def measure(*page: object) -> object:
        measured.append(page)
        return measure_text(*page)  # type: ignore[arg-type]

    monkeypatch.setattr(margins, "measure_text", measure)
    cache = FolderCache(str(tmp_path))
    measure_margins(leaflet(20), cache=cache)
    assert len(measured) == 20
    edited = make_leaflet(20, A5)
    edited.pages[2].Contents = edited.make_stream(b"BT /F1 24 Tf 10 10 Td (3) Tj ET")
    measured.clear()
    found = measure_margins(to_bytes(edited), cache=cache)
    assert len(measured) == 1
    assert found == measure_margins(to_bytes(edited))
    assert found[2] != found[3]
