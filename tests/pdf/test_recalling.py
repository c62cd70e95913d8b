"""What is worked out once for all lines of a text makes the pages that WeasyPrint makes by working it out anew."""

from __future__ import annotations

from typing import Any

import pytest

from pamphlet.renderers.pdf import recalling
from pamphlet.styles import load_style

from .editions import pamphlet, paragraphs, set_everything, set_pdf, statement
from .finished import Pdf

# isort: split
import weasyprint.layout.background
import weasyprint.layout.inline
from weasyprint.formatting_structure.boxes import ParentBox


def _as_the_library_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint.layout.inline, "strut", recalling.STRUT)
    monkeypatch.setattr(weasyprint.layout.background, "layout_box_backgrounds", recalling.BACK)
    monkeypatch.setattr(ParentBox, "page_values", recalling.NAME_PAGES)
    for module in recalling.RESOLVING:
        monkeypatch.setattr(module, "resolve_percentages", recalling.RESOLVE)


def test_pages_are_those_of_the_library(book: Pdf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Byte for byte: all blocks and inlines, lists, notes, tables, and text of other sizes within a line."""
    _as_the_library_does(monkeypatch)
    assert set_everything().content == book.content


@pytest.mark.parametrize("style", ["modern", "broadside", "large-print"])
def test_so_they_are_in_every_style(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With colours behind text, rules, and covers of their own."""
    edition, dress = pamphlet(statement(*paragraphs(4))), load_style(style)
    ours = set_pdf(edition, style=dress).content
    _as_the_library_does(monkeypatch)
    assert set_pdf(edition, style=dress).content == ours


def test_a_style_is_resolved_once_for_each_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or nothing would be gained: neither for each line of a text nor for the same text in the next document."""
    asked: list[Any] = []

    def resolve(box: Any, containing_block: Any) -> None:  # noqa: ANN401 - weasyprint has no types
        asked.append(box)
        recalling.RESOLVE(box, containing_block)

    set_pdf(pamphlet(statement(*paragraphs(8, seed=1))))
    for module in recalling.RESOLVING:
        monkeypatch.setattr(module, "resolve_percentages", recalling.resolve_once(resolve))
    set_pdf(pamphlet(statement(*paragraphs(8))))
    texts = [box for box in asked if type(box).__name__ == "TextBox" and box.element_tag == "p"]
    assert len(texts) < 8  # they have some forty lines; those whose letters stand closer have a style of their own
