"""What is worked out once for all lines of a text makes the pages that WeasyPrint makes by working it out anew."""

from __future__ import annotations

from typing import Any

import pytest

from pamphlet.renderers.pdf import recalling

from .editions import pamphlet, paragraphs, set_everything, set_pdf, statement

# isort: split
import weasyprint.layout.inline


def test_pages_are_those_of_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Byte for byte: all blocks and inlines, lists, notes, tables, and text of other sizes within a line."""
    ours = set_everything().content
    monkeypatch.setattr(weasyprint.layout.inline, "strut", recalling.STRUT)
    monkeypatch.setattr(weasyprint.layout.inline, "resolve_percentages", recalling.RESOLVE)
    assert set_everything().content == ours


def test_lines_of_a_text_ask_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or nothing would be gained."""
    asked: list[Any] = []

    def resolve(box: Any, containing_block: Any) -> None:  # noqa: ANN401 - weasyprint has no types
        asked.append(box)
        recalling.RESOLVE(box, containing_block)

    monkeypatch.setattr(weasyprint.layout.inline, "resolve_percentages", recalling.resolve_once(resolve))
    set_pdf(pamphlet(statement(*paragraphs(8))))
    texts = [box for box in asked if type(box).__name__ == "TextBox" and box.element_tag == "p"]
    assert 8 <= len(texts) < 3 * 8  # they have some forty lines
