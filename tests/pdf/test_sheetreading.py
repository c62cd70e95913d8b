"""A sheet that was kept as it was read sets the same pages as one that is read anew."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Final

import pikepdf
import pytest

from pamphlet import compiled
from pamphlet.cache import NO_CACHE, FolderCache
from pamphlet.compiled import keep_compiled_in
from pamphlet.errors import PamphletError
from pamphlet.fonts import load_font
from pamphlet.renderers.pdf.finish import finish_pdf
from pamphlet.renderers.pdf.setter import Setter, undress

# isort: split
import weasyprint
from weasyprint import CSS, html

FONT: Final = "SourceSansPro-Regular.otf"
SHEET: Final = f"""
@font-face {{ font-family: Ours; src: url("fonts/{FONT}") }}
@page {{ size: 60mm 80mm; margin: 5mm; @bottom-center {{ content: counter(page, upper-roman) }} }}
@page :first {{ margin-top: 20mm }}
@counter-style star {{ system: cyclic; symbols: "*"; suffix: " " }}
:root {{ --shade: #123 }}
body {{ font: 9pt/12pt Ours; color: var(--shade) }}
h1:has(+ p em), h1:not(.quiet):first-child {{ margin-bottom: 12pt }}
h1 ~ ul > li:nth-of-type(2n)::marker, [lang|="de"] p, a[href^="x" i] {{ color: red }}
ul {{ list-style: star inside }}
"""
TEXT: Final = (
    '<html lang="en"><title>Bread</title><h1>Bread</h1><p>Bring <em>salt</em>.'
    '<ul><li>flour<li>water</ul><p lang="de-AT">Mehl'
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where sheets are kept, and no style is at hand in this process."""
    monkeypatch.setattr(compiled, "_kept", NO_CACHE)
    keep_compiled_in(FolderCache(str(tmp_path)))
    undress()
    return tmp_path / "program"


def pages(css: str, *, own: bool) -> bytes:
    """One document, set by a process that has read no sheet before."""
    undress()
    fonts = {f"fonts/{FONT}": load_font(FONT)}
    setter = Setter(css, fonts, own=own)
    return setter.write(setter.lay_out(TEXT, ""), finisher=finish_pdf)


def test_a_kept_sheet_sets_the_same_pages(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Byte for byte, with its fonts, pages, counters and selectors, though none of it is read again."""
    read = pages(SHEET, own=True)
    assert any(folder.rglob("??/*"))
    with pikepdf.open(io.BytesIO(read)) as pdf:
        assert "+Ours" in str([font.BaseFont for font in pdf.pages[0].Resources.Font.values()])
    monkeypatch.setattr("pamphlet.renderers.pdf.setter.Setter._sheet", _read_measures_alone)
    assert pages(SHEET, own=True) == read


def _read_measures_alone(setter: Any, css: str) -> CSS:  # noqa: ANN401 - a Setter, looked into
    assert css != SHEET
    return CSS(string=css, url_fetcher=setter._shelf, font_config=setter._fonts)  # noqa: SLF001 - as it does itself


def test_a_sheet_of_somebody_else_is_not_kept(folder: Path) -> None:
    """What a style of one’s own says is no part of the program."""
    pages(SHEET, own=False)
    assert not any(folder.rglob("??/*"))


def test_a_sheet_with_a_slip_is_refused_each_time(folder: Path) -> None:
    """It is not kept, for then nobody would be told of it again."""
    for _ in range(2):
        with pytest.raises(PamphletError, match="the pages could not be set as the style says"):
            pages(f"{SHEET} p {{ colour: red }}", own=True)
    assert not any(folder.rglob("??/*"))


def test_the_library_has_its_own_sheets() -> None:
    """As it reads them by itself, though they were read as nothing while it was imported."""
    counters = dict[str, object]()
    read = CSS(string=html.UA, counter_style=counters)
    assert _said(html.UA_STYLESHEET) == _said(read)
    assert _said(html.UA_STYLESHEET)
    assert _said(html.PH_STYLESHEET) == _said(CSS(string=html.PH))
    assert _said(html.UA_FORM_STYLESHEET) == _said(CSS(string=html.UA_FORM))
    assert repr(html.UA_COUNTER_STYLE) == repr(counters)
    assert weasyprint.HTML(string="<p>")._ua_stylesheets(forms=False) == [html.UA_STYLESHEET]  # noqa: SLF001 - as said


def _said(sheet: Any) -> list[str]:  # noqa: ANN401 - weasyprint has no types
    """Each selector's test as Python's bytecode, how much it weighs, and what it declares."""
    matcher = vars(sheet.matcher)
    lists = [entry for held in matcher.values() if isinstance(held, dict) for entry in held.values()]
    lists += [held for held in matcher.values() if isinstance(held, list)]
    told = [(test.__code__.co_code, test.__code__.co_consts, *rest) for held in lists for test, *rest in held]
    return sorted(f"{code!r} {[str(each).split(' at ')[0] for each in consts]} {rest}" for code, consts, *rest in told)
