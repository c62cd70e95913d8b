"""The inks of a Riso and of a print shop, measured by another renderer."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from leaflets import to_bytes
from painting import colourful, convert, look, paint, photograph, squares
from pikepdf import Array, Dictionary, Name, Pdf

from pamphlet.errors import PamphletError
from pamphlet.press import PressJob, press_pdf
from pamphlet.press.colour import Black, Cmyk, Conversion, Grey, Ink, separate_inks
from pamphlet.press.colour.conversion import Colour, from_cmyk, from_grey, split_inks

MAGENTA = Ink("fluorescent pink", (1.0, 0.0, 1.0))
RED = Ink("bright red", (1.0, 0.0, 0.0))


@pytest.mark.parametrize(
    ("colour", "black", "accent"),
    [
        (from_grey(0), 1, 0),
        (from_grey(0.25), 0.75, 0),
        (from_grey(1), 0, 0),
        (Colour((1, 0, 0)), 0, 1),
        (Colour((1, 0.5, 0.5)), 0, 0.5),
        (Colour((0.5, 0, 0)), 0.5, 0.5),
        (Colour((0, 1, 1)), 1 / 3, 0),
        (from_cmyk(0, 0, 0, 0.4), 0.4, 0),
        (Colour((1, 1, 1), spots=(("Bright Red", 0.7),)), 0, 0.7),
    ],
)
def test_colours_are_split_into_black_and_accent(colour: Colour, black: float, accent: float) -> None:
    """Greys go to the black drum, the accent and its tints to the other, and dark tones to both."""
    assert split_inks(colour, RED) == pytest.approx((black, accent), abs=0.17 if accent == 0.5 and black else 1e-9)


def test_grey_accent_is_refused() -> None:
    """Two drums of grey cannot be told apart."""
    with pytest.raises(PamphletError, match="the ink “silver” is a grey"):
        split_inks(from_grey(0), Ink("silver", (0.5, 0.5, 0.5)))


def test_plates_are_named_after_their_inks_and_are_grey() -> None:
    """Each is a file for one drum."""
    black, accent = separate_inks(to_bytes(paint(squares("1 0 0 rg", "0 g"))), RED)
    assert (black.ink, accent.ink) == ("black", "bright red")
    assert look(black.pdf)[:2] == [(255, 255, 255), (0, 0, 0)]
    assert look(accent.pdf)[:2] == [(0, 0, 0), (255, 255, 255)]


def test_black_text_prints_over_the_accent() -> None:
    """Drums never meet to the hair, so the accent has no holes where black letters stand."""
    text = "BT /F1 60 Tf 22 24 Td 0 g (M) Tj ET"
    _, accent = separate_inks(to_bytes(paint(squares("1 0 0 rg"), text)), RED)
    with pypdfium2.PdfDocument(accent.pdf) as opened:
        image = opened[0].render(scale=1).to_pil().convert("L")
        assert opened[0].get_textpage().get_text_range() == "M"
    square = image.crop((25, image.height - 55, 55, image.height - 25))
    assert square.getextrema() == (0, 0)


ghostscript = pytest.mark.needs("gs", "--version")


def ink_coverage(pdf: bytes, folder: Path) -> list[tuple[float, float, float, float]]:
    """The share of each page that bears cyan, magenta, yellow and black, as Ghostscript measures it."""
    file = folder / "measured.pdf"
    file.write_bytes(pdf)
    command = ["gs", "-q", "-o", "-", "-sDEVICE=inkcov", str(file)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    shares = [[float(part) for part in line.split()[:4]] for line in lines if "CMYK" in line]
    return [(c, m, y, k) for c, m, y, k in shares]


@ghostscript
@pytest.mark.parametrize("conversion", [Grey(), Black()])
def test_black_only_sheets_bear_no_other_ink(conversion: Conversion, tmp_path: Path) -> None:
    """No cyan, magenta or yellow on any side of the imposed booklet."""
    sheets = press_pdf(convert(colourful(), conversion), PressJob()).pdf
    coverage = ink_coverage(sheets, tmp_path)
    assert len(coverage) == 4
    assert {inks[:3] for inks in coverage} == {(0.0, 0.0, 0.0)}
    assert all(inks[3] > 0.001 for inks in coverage)


@ghostscript
def test_transparency_brings_no_other_ink(tmp_path: Path) -> None:
    """A drawing that is mixed as a group of its own, as vector pictures are, is printed in black alone."""
    pdf = paint("1 0 0 rg 10 10 40 40 re f /D Do")
    group = Dictionary(Type=Name.Group, S=Name.Transparency, I=True, CS=Name.DeviceRGB)
    form = pdf.make_stream(b"0 0 0 rg 60 60 40 40 re f", Type=Name.XObject, Subtype=Name.Form, Group=group)
    form.BBox, form.Resources = Array([0, 0, 200, 200]), Dictionary()
    pdf.pages[0].obj.Resources.XObject = Dictionary(D=form)
    [(cyan, magenta, yellow, black)] = ink_coverage(convert(pdf, Black()), tmp_path)
    assert (cyan, magenta, yellow) == (0, 0, 0)
    assert black > 0.05


@ghostscript
def test_plates_add_up_to_the_original(tmp_path: Path) -> None:
    """A page in magenta and black: each plate covers as much as its ink did."""
    pdf = to_bytes(paint(squares("0 1 0 0 k", "0 0 0 1 k", "0 1 0 0 k")))
    [(_, magenta, _, key)] = ink_coverage(pdf, tmp_path)
    black, accent = separate_inks(pdf, MAGENTA)
    [(_, _, _, on_black)], [(_, _, _, on_accent)] = (ink_coverage(each.pdf, tmp_path) for each in (black, accent))
    assert (on_black, on_accent) == pytest.approx((key, magenta), abs=0.0005)


PROFILES = [Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")]
profile = pytest.mark.skipif(not any(path.exists() for path in PROFILES), reason="no CMYK profile is installed")


def cmyk(limit: float = 3.0) -> Cmyk:
    """Ghostscript's own profile, which stands in for a print shop's."""
    return Cmyk(next(path for path in PROFILES if path.exists()).read_bytes(), limit)


@profile
def test_cmyk_uses_the_profile_and_keeps_greys_black() -> None:
    """Red needs magenta and yellow; grey text is black ink alone; inks that the source names stay."""
    conversion = cmyk()
    cyan, magenta, yellow, black = conversion.convert(Colour((1, 0, 0)))
    assert min(magenta, yellow) > 0.8
    assert max(cyan, black) < 0.2
    assert conversion.convert(Colour((0.5, 0.5, 0.5))) == (0, 0, 0, 0.5)
    assert conversion.convert(from_cmyk(0.1, 0.2, 0.3, 0.4)) == (0.1, 0.2, 0.3, 0.4)


@profile
def test_no_place_bears_more_ink_than_the_limit() -> None:
    """Black stays, and the others give way alike."""
    assert cmyk(2.4).convert(from_cmyk(1, 1, 1, 0.9)) == (0.5, 0.5, 0.5, 0.9)


@profile
def test_cmyk_file_names_its_profile() -> None:
    """The output intent carries it to the press."""
    pdf = paint(squares("1 0 0 rg"))
    pdf.pages[0].obj.Resources.XObject = Dictionary(P=photograph(pdf, "RGB", (255, 0, 0)))
    with Pdf.open(BytesIO(convert(pdf, cmyk()))) as opened:
        [intent] = opened.Root.OutputIntents.as_list()
        assert intent.DestOutputProfile.N == 4
        assert opened.pages[0].obj.Resources.XObject.P.ColorSpace == Name.DeviceCMYK


def test_profile_of_another_kind_is_refused() -> None:
    """The error says whom to ask."""
    with pytest.raises(PamphletError, match="the ICC profile is none for CMYK printing; ask the print shop"):
        Cmyk(b"no profile").convert(Colour((1, 0, 0)))
