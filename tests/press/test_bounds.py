"""What of a PDF from elsewhere is too much to draw: it is refused before anybody draws it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from leaflets import make_leaflet, to_bytes
from odd_pdfs import changed, nest_in_itself, stamp
from pikepdf import Array, Dictionary, Name, Object, Pdf

from pamphlet.cli.commands import program
from pamphlet.errors import PamphletError
from pamphlet.limits import Limits
from pamphlet.press.bounds import refuse_excess

SMALL = Limits(pdf_pages=5, pdf_page_mb=1)


def form(pdf: Pdf, content: bytes, inner: Object | None = None) -> Object:
    """A form that may draw another one as /F."""
    drawn = pdf.make_stream(content)
    drawn.Type, drawn.Subtype, drawn.BBox = Name.XObject, Name.Form, Array([0, 0, 99, 99])
    drawn.Resources = Dictionary() if inner is None else Dictionary(XObject=Dictionary(F=inner))
    return pdf.make_indirect(drawn)


def draw(pdf: Pdf, drawn: Object) -> None:
    """Page 3 draws it."""
    pdf.pages[2].obj.Resources.XObject = Dictionary(F=drawn)
    pdf.pages[2].contents_add(b"/F Do", prepend=False)


def multiply(pdf: Pdf) -> None:
    """Seven forms, each of which draws the next one ten times."""
    inner = form(pdf, b"0 0 9 9 re f")
    for _ in range(6):
        inner = form(pdf, b"/F Do " * 10, inner)
    draw(pdf, inner)


def draw_itself_twice(pdf: Pdf) -> None:
    """A form that draws itself, and once more."""
    nest_in_itself(pdf)
    drawn = pdf.pages[0].obj.Resources.XObject.F
    drawn.write(b"/F Do /F Do")
    del pdf.pages[0].obj.Resources.XObject
    draw(pdf, drawn)


def unpack_much(pdf: Pdf) -> None:
    """Two kilobytes that are two megabytes."""
    pdf.pages[2].contents_add(b" " * 2_000_000, prepend=True)


def unpack_twice(pdf: Pdf) -> None:
    """Packed, and packed once more."""
    packed = zlib.compress(zlib.compress(b" " * 9_000_000, 9), 9)
    filters, parameters = Array([Name.FlateDecode] * 2), Array([Dictionary()] * 2)
    pdf.pages[2].obj.Contents = pdf.make_stream(b"")
    pdf.pages[2].obj.Contents.write(packed, filter=filters, decode_parms=parameters)


def repeat_content(pdf: Pdf) -> None:
    """The same content ten thousand times over."""
    content = pdf.make_stream(b"0 0 9 9 re f\n" * 10)
    pdf.pages[2].obj.Contents = Array([content] * 10_000)


def stamp_much(pdf: Pdf) -> None:
    """A stamp whose appearance draws itself twice."""
    stamp(pdf)
    pdf.pages[2].obj.Annots = pdf.pages[0].obj.Annots
    del pdf.pages[0].obj.Annots
    look = pdf.pages[2].obj.Annots[0].AP.N
    look.Resources = Dictionary(XObject=Dictionary(F=look))
    look.write(b"/F Do /F Do")


def draw_letters_in_letters(pdf: Pdf) -> None:
    """A font whose letter is ten letters of a font whose letter is …, fourteen times; no form has a part in it."""
    font: Object | None = None
    for _ in range(14):
        glyph = pdf.make_stream(b"1000 0 d0 " + (b"BT /T 9 Tf (aaaaaaaaaa) Tj ET" if font else b"0 0 9 9 re f"))
        outer = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 500, 500])
        outer.FontMatrix, outer.CharProcs = Array([0.001, 0, 0, 0.001, 0, 0]), Dictionary(a=glyph)
        outer.Encoding = Dictionary(Type=Name.Encoding, Differences=[97, Name.a])
        outer.FirstChar, outer.LastChar, outer.Widths = 97, 97, Array([1000])
        outer.Resources = Dictionary(Font=Dictionary(T=font)) if font else Dictionary()
        font = pdf.make_indirect(outer)
    pdf.pages[2].obj.Resources.Font.T = font
    pdf.pages[2].contents_add(b"BT /T 99 Tf 9 9 Td (aaaaaaaaaa) Tj ET", prepend=False)


EXCESSIVE: dict[str, Callable[[Pdf], None]] = {
    "forms by the million": multiply,
    "a form twice in itself": draw_itself_twice,
    "a content that unpacks": unpack_much,
    "a content that unpacks twice": unpack_twice,
    "a content again and again": repeat_content,
    "a stamp twice in itself": stamp_much,
}
PLENTY = "page 3 draws over 1 MB, forms counted as often as they are drawn; export it with less detail or as a picture"


@pytest.mark.parametrize("name", EXCESSIVE)
def test_page_that_draws_too_much_is_refused(name: str) -> None:
    """The error names the page, and the key that would allow it."""
    with pytest.raises(PamphletError, match=re.escape(PLENTY)) as refused:
        refuse_excess(changed(EXCESSIVE[name])(), SMALL)
    assert "pdf_page_mb under [limits]" in refused.value.advice


@pytest.mark.parametrize("change", [unpack_much, repeat_content])
def test_more_is_taken_where_it_is_allowed(change: Callable[[Pdf], None]) -> None:
    """The usual limit is fifty megabytes a page."""
    assert refuse_excess(changed(change)()) == 5


def test_form_in_itself_is_drawn_no_deeper_than_any_reader_goes() -> None:
    """It grows by one drawing a level, and that is little."""
    assert refuse_excess(changed(nest_in_itself)(), SMALL) == 5


def test_form_that_pages_share_is_counted_for_each_alone() -> None:
    """It is the page that must be drawn, not the file."""

    def share(pdf: Pdf) -> None:
        shared = form(pdf, b"0 0 9 9 re f\n" * 50_000)
        for page in pdf.pages:
            page.obj.Resources.XObject = Dictionary(F=shared)
            page.contents_add(b"/F Do", prepend=False)

    assert refuse_excess(changed(share)(), SMALL) == 5


def test_too_many_pages_are_refused() -> None:
    """Nobody folds five hundred sheets by chance."""
    sentence = "the PDF has 6 pages, and 5 at most are taken; part it, or allow more with pdf_pages under [limits]"
    with pytest.raises(PamphletError, match=re.escape(sentence)):
        refuse_excess(to_bytes(make_leaflet(6)), SMALL)


@pytest.mark.parametrize("command", [["press", "--sheet", "A4", "-o", "made"], ["preflight"]])
def test_limits_are_those_of_the_edition_that_it_is_like(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its file named, exit code 2, and nothing written."""
    monkeypatch.chdir(tmp_path)
    Path("minutes.pdf").write_bytes(to_bytes(make_leaflet(6)))
    Path("edition.toml").write_text("[limits]\npdf_pages = 5\n", encoding="utf-8")
    refused = CliRunner().invoke(program, [*command, "minutes.pdf", "--like", "edition.toml"])
    assert refused.exit_code == 2
    assert refused.stderr.startswith("pamphlet: minutes.pdf: the PDF has 6 pages, and 5 at most are taken; ")
    assert list(Path().rglob("*.pdf")) == [Path("minutes.pdf")]


def test_slip_is_bounded_as_well(tmp_path: Path) -> None:
    """The error names the slip, not the PDF that is pressed."""
    source, slip = tmp_path / "minutes.pdf", tmp_path / "slip.pdf"
    source.write_bytes(to_bytes(make_leaflet(5)))
    slip.write_bytes(changed(draw_itself_twice)())
    refused = CliRunner().invoke(program, ["press", str(source), "--blanks", str(slip), "-o", str(tmp_path / "made")])
    assert refused.exit_code == 2
    assert refused.stderr.startswith(f"pamphlet: {slip}: page 3 draws over 50 MB")


@pytest.mark.slow
def test_what_nobody_reckons_ends_all_the_same(tmp_path: Path) -> None:
    """A page that keeps the library busy for ever, in one call, costs four times the seconds that are allowed."""
    source = tmp_path / "letters.pdf"
    source.write_bytes(changed(draw_letters_in_letters)())
    ended = CliRunner().invoke(program, ["--seconds", "1", "preflight", str(source)])
    assert ended.exit_code == 2
    assert ended.stderr.startswith(f"pamphlet: {source}: ")
    assert "pamphlet --seconds" in ended.stderr
