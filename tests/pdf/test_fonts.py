"""Fonts: the style's own, embedded, subset and readable; never what a machine happens to have."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import pikepdf
import pytest
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from msgspec.structs import replace

from pamphlet.errors import PamphletError
from pamphlet.fonts import advance_em, load_font, uncovered
from pamphlet.model import Address, Colophon, Contact, Emphasis, Figure, Pamphlet, Source, Strong
from pamphlet.styles import load_style, style_names, with_symbols

from .editions import CLASSIC, TRUST, pamphlet, paragraph, run, set_pdf, statement, table
from .finished import Pdf

KANJI = "水"


def test_every_font_is_embedded_subset_and_readable(book: Pdf) -> None:
    """With a map from each glyph to the letter it stands for (ISO 19005-3, 6.2.11)."""
    assert book.fonts
    for name, font in book.fonts.items():
        (descendant,) = font.DescendantFonts
        assert "/FontFile3" in descendant.FontDescriptor
        assert name[7] == "+"
        assert "/ToUnicode" in font


def test_only_the_styles_fonts_are_used(book: Pdf) -> None:
    """Under the names that its sheet gives them."""
    names = {name.partition("+")[2].split("-")[1] for name in book.fonts}
    assert names == {"Serif", "Sans"}


def test_a_font_that_the_style_lacks_is_never_taken_from_the_machine() -> None:
    """A sheet that asks for one gets the style's."""
    elsewhere = replace(
        CLASSIC, print_css=CLASSIC.print_css + "\nbody { font-family: 'DejaVu Sans', sans-serif !important }"
    )
    pdf = set_pdf(pamphlet(statement(paragraph("Letters from elsewhere."))), style=elsewhere)
    assert all("Pamphlet" in name for name in pdf.fonts)


def test_no_glyph_is_an_empty_box(book: Pdf) -> None:
    """Glyph 0 is what a font draws for a letter that it lacks."""
    for font in book.fonts.values():
        to_unicode = bytes(font.ToUnicode.read_bytes())
        assert b"<0000>" not in to_unicode.split(b"beginbfchar")[-1].split(b"endbfchar")[0].split(b"> <")[0]
    assert "\ufffd" not in book.text


def bare(**others: object) -> Pamphlet:
    """An edition with something in it that no font can print."""
    return pamphlet(statement(paragraph("Water.")), **others)


UNPRINTABLE: dict[str, tuple[Pamphlet, str]] = {
    "text": (pamphlet(statement(paragraph("Water is ", Emphasis(run(KANJI)), "."))), "water.md"),
    "title": (pamphlet(statement(title=f"Water, {KANJI}")), "water.md"),
    "standfirst": (pamphlet(statement(standfirst=run(KANJI))), "water.md"),
    "cover": (bare(title=KANJI), ""),
    "description": (bare(description=KANJI), ""),
    "contact": (bare(contact=Contact("", (paragraph(KANJI),))), ""),
    "address": (bare(contact=Contact("", (Address("post", KANJI),))), ""),
    "source": (bare(colophon=Colophon("Pamphlet", (Source(f"{KANJI}.md", "a1" * 32),))), ""),
}


@pytest.mark.parametrize("place", UNPRINTABLE)
def test_a_letter_that_no_font_has_is_named(place: str) -> None:
    """With where it stands and what to do, wherever it would be printed."""
    edition, where = UNPRINTABLE[place]
    with pytest.raises(PamphletError) as refused:
        set_pdf(edition)
    assert str(refused.value).startswith(f"{where}: no font" if where else "no font")
    assert "“水” (U+6C34)" in str(refused.value)
    assert "--formats epub" in str(refused.value)


def test_a_letter_in_a_drawing_that_no_font_has_is_named() -> None:
    """With the drawing's name."""
    words = f'<text y="8" font-size="4">{KANJI}</text>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{words}</svg>'.encode()
    with pytest.raises(PamphletError, match=r"^gate\.svg: no font .*U\+6C34"):
        set_pdf(pamphlet(statement(Figure("gate.svg", "A gate"))), pictures={"gate.svg": drawing})


SIGNS: Final = "☎ ✉ ★ ✔ ✂ ♀ ⚒ ⇒ ☞"
"""From each of the three fonts of symbols."""


@pytest.mark.parametrize("style", style_names())
def test_signs_that_a_styles_fonts_lack_are_drawn_by_fonts_of_symbols(style: str) -> None:
    """In titles, text, emphasis, tables and contact, and read back as they were written."""
    emphatic = Strong(run(f"all of {SIGNS} loud"))
    edition = pamphlet(
        statement(
            paragraph(f"Here {SIGNS} stand, ", emphatic, "."), table(f"One {SIGNS}", "two"), title=f"Signs {SIGNS}"
        ),
        contact=Contact("", (paragraph(f"Call {SIGNS} now"),)),
    )
    pdf = set_pdf(edition, style=load_style(style))
    text = " ".join(pdf.text.split())
    for words in (f"Signs {SIGNS}", f"Here {SIGNS} stand", f"all of {SIGNS} loud", f"One {SIGNS}", f"Call {SIGNS} now"):
        assert words in text
    symbols = {name.partition("+")[2] for name in pdf.fonts if "Noto" in name}
    assert symbols == {"NotoSansSymbols2", "NotoSansSymbols", "NotoSansMath"}


def test_signs_in_a_title_count_as_wide_as_they_are() -> None:
    """A headline that fills its measure stays inside of it."""
    plain = load_style("broadside")
    style = with_symbols(plain, "☎")
    assert style.title_em("☎") > plain.title_em("☎")
    assert style.title_em("Quay") == plain.title_em("Quay")


def test_no_font_of_symbols_comes_in_for_signs_that_none_has() -> None:
    """Nor for letters that the style has."""
    assert with_symbols(CLASSIC, ()) is CLASSIC
    assert with_symbols(CLASSIC, KANJI) is CLASSIC
    assert with_symbols(CLASSIC, "☎").fonts.keys() - CLASSIC.fonts.keys() == {"NotoSansSymbols2.otf"}


def test_what_is_never_drawn_needs_no_glyph() -> None:
    """Spaces, joiners and soft hyphens."""
    assert uncovered("a\u00a0b\u00adc\u2009d\u200be\u2060f\u202fg", CLASSIC.fonts) == ()
    assert uncovered(f"{KANJI}a{KANJI}", CLASSIC.fonts) == (KANJI,)


def test_a_letter_of_ascii_that_no_font_has_is_named() -> None:
    """Fonts for titles have few: those that have all of ASCII are asked for the rest alone."""
    capitals = _subset("ABC", load_font("Anton-Regular.ttf"))
    assert uncovered("AaB{", {"capitals": capitals}) == ("a", "{")
    assert uncovered("AaB{", {"capitals": capitals, **CLASSIC.fonts}) == ()
    assert uncovered("A", {}) == ("A",)


def _subset(text: str, font: bytes) -> bytes:
    cutter, written = Subsetter(), BytesIO()
    with TTFont(BytesIO(font)) as opened:
        cutter.populate(text=text)
        cutter.subset(opened)
        opened.save(written)
    return written.getvalue()


def test_widths_are_measured_in_ems() -> None:
    """As the font has them: a capital W is wider than an i."""
    bold = load_font("SourceSerifPro-Bold.otf")
    assert advance_em("W", bold) > 2 * advance_em("i", bold)
    assert advance_em("WW", bold) == pytest.approx(2 * advance_em("W", bold))


def test_a_font_that_is_not_installed_is_named() -> None:
    """With what to do."""
    with pytest.raises(PamphletError, match=r"^no font package holds Gone\.otf; "):
        load_font("Gone.otf")


def test_letters_of_an_edition_are_its_own() -> None:
    """The subset of a short text is small."""
    pdf = set_pdf(pamphlet(TRUST))
    streams = [font.DescendantFonts[0].FontDescriptor.FontFile3 for font in pdf.fonts.values()]
    assert all(isinstance(stream, pikepdf.Stream) and len(stream.read_raw_bytes()) < 20_000 for stream in streams)
