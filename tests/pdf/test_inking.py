"""Text is drawn as WeasyPrint itself draws it, byte for byte."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest

from pamphlet.renderers.pdf import inking
from pamphlet.renderers.pdf.finish import finish_pdf
from pamphlet.renderers.pdf.measuring import SetText
from pamphlet.renderers.pdf.setter import set_pages

from .editions import CLASSIC, pamphlet, paragraph, prose, set_everything, set_pdf, statement
from .finished import Pdf

# isort: split
import weasyprint.draw.text
from weasyprint.text.line_break import Layout

ODD = """
<p style="letter-spacing: .1em; word-spacing: 1em">far apart <b>and bold</b></p>
<p style="font-variant-caps: small-caps; text-decoration: underline line-through">office of the <i>first</i></p>
<p dir=rtl>(one) – [two]</p><p>a\u200bb o\u0300\u0323 e\u0301x\u0307</p>
<p style="font-size: 0.0000001px">small</p><p style="overflow: hidden; text-overflow: ellipsis; width: 3em;
white-space: nowrap">too long for its line</p><p style="font-size: 7.3pt">AVATAR fi ffi</p>
"""


SAID: Final = (
    "“The well,” she said – and rightly so – “is ours: 1984, p.\u00a05 (or 7/8), at 50% of AVATAR’s price…” "
    "We asked again, for the third time in a year; naïve Ærøskøbing’s œuvre — and “To” &amp; Wa. fi ffl; "
    "it cost £\u00a09 more than ½ of it. What is <em>ours</em> is <em>his</em>; they took £\u00a0<em>9</em>\u00a0off. "
)
MEASURES: Final = "".join(f'<p style="width: {width}px">{SAID}</p>' for width in range(180, 460, 14))


def set_odd(body: str = ODD) -> bytes:
    """The odd texts in the fonts of a style."""
    fonts = {f"fonts/{name}": content for name, content in CLASSIC.fonts.items()}
    html = f"<html lang=en><title>Odd</title><body>{body}</body></html>"
    faces = "".join(re.findall("@font-face {.*?}", CLASSIC.print_css, re.DOTALL))
    family = re.findall("font-family: ([^;]+);", faces)[0]
    css = f"{faces} body {{ font-family: {family}; text-align: justify }}"
    return set_pages(html, css, fonts, finisher=finish_pdf)


def test_every_kind_of_text_is_drawn_as_the_library_draws_it(book: Pdf, monkeypatch: pytest.MonkeyPatch) -> None:
    """All blocks and inlines, justified lines, small capitals, notes, tables and codes."""
    monkeypatch.setattr(weasyprint.draw.text, "draw_first_line", inking.DRAW)
    monkeypatch.setattr(SetText, "reactivate", Layout.reactivate)
    assert set_everything().content == book.content


def test_so_is_what_few_texts_have(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters apart, from right to left, on top of one another, cut short, too small."""
    ours = set_odd()
    monkeypatch.setattr(weasyprint.draw.text, "draw_first_line", inking.DRAW)
    assert set_odd() == ours


def test_lines_of_every_measure_are_drawn_word_by_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spaces wide and narrow, words with points and without letters, texts within a line, as the library draws them."""
    shown: list[bool] = []
    show = inking._show_words  # noqa: SLF001 - whether it was used

    def note(*line: Any) -> bool:  # noqa: ANN401 - weasyprint has no types
        shown.append(show(*line))
        return shown[-1]

    monkeypatch.setattr(inking, "_show_words", note)
    ours = set_odd(MEASURES)
    monkeypatch.setattr(weasyprint.draw.text, "draw_first_line", inking.DRAW)
    assert set_odd(MEASURES) == ours
    assert shown.count(True) > 90


def test_few_texts_are_left_to_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or nothing would be gained."""
    left: list[str] = []

    def draw(
        stream: object,
        textbox: Any,  # noqa: ANN401 - weasyprint has no types
        *rest: object,
    ) -> object:
        left.append(textbox.text)
        return inking.DRAW(stream, textbox, *rest)

    monkeypatch.setattr(weasyprint.draw.text, "draw_first_line", inking.ink(draw))
    set_pdf(pamphlet(statement(paragraph(prose(200)))))
    assert not [text for text in left if text.strip() and "\u200b" not in text]
