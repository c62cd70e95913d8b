"""Lines that are made at once are those that WeasyPrint makes step by step, byte for byte."""

from __future__ import annotations

from typing import Any

import pytest

from pamphlet.renderers.pdf import linesetting, plainlines, render
from pamphlet.styles import load_style
from pamphlet.units import Size

from .editions import A5, TINY, pamphlet, paragraphs, seeded, set_everything, set_pdf, statement
from .finished import Pdf


def by_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the library split, align and move each line."""
    monkeypatch.setattr(linesetting, "set_plain", lambda *_: None)


def test_pages_are_those_of_the_library(book: Pdf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Justified and centred, tightened, tracked, cut and last lines, in lists, notes, tables and headings."""
    by_the_library(monkeypatch)
    assert set_everything().content == book.content


@pytest.mark.slow
@pytest.mark.parametrize("style", ["classic", "modern", "broadside", "large-print"])
@pytest.mark.parametrize("page", [A5, TINY])
def test_editions_are_those_of_the_library(monkeypatch: pytest.MonkeyPatch, style: str, page: Size) -> None:
    """Ragged text and narrow pages, too, where lines are loose and letters stand wider."""
    chosen = load_style(style)
    ours = render(seeded(3), chosen, page=page, images={})
    by_the_library(monkeypatch)
    assert render(seeded(3), chosen, page=page, images={}) == ours


def test_most_lines_of_plain_text_are_made_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or nothing would be gained."""
    made: list[bool] = []

    def note(*asked: Any) -> Any:  # noqa: ANN401 - weasyprint has no types
        line = set_plain(*asked)
        made.append(line is not None)
        return line

    set_plain = plainlines.set_plain
    monkeypatch.setattr(linesetting, "set_plain", note)
    set_pdf(pamphlet(statement(*paragraphs(8))))
    assert sum(made) > 0.9 * len(made) > 30
