"""Colours: grey, black alone, one plate an ink, CMYK, written into the PDF's own operators and pictures."""

from __future__ import annotations

import io
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Final

import pdfplumber
import pypdfium2
import pytest
from leaflets import make_leaflet, to_bytes
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String, parse_content_stream
from PIL import Image

from pamphlet.errors import PamphletError
from pamphlet.press import PressJob, press_pdf
from pamphlet.press.colour import Black, Cmyk, Conversion, Grey, Ink, convert_colours, separate_inks
from pamphlet.press.colour.conversion import Colour, from_cmyk, from_grey, split_inks
from pamphlet.units import Size

PAGE = Size(60, 60)
MAGENTA = Ink("fluorescent pink", (1.0, 0.0, 1.0))
RED = Ink("bright red", (1.0, 0.0, 0.0))
Rgb = tuple[int, int, int]

# Where are the four squares of a test page, in points from the lower left?
SQUARES: Final = {"first": (20, 20), "second": (120, 20), "third": (20, 120), "fourth": (120, 120)}


def paint(*content: str, resources: Dictionary | None = None, size: Size = PAGE) -> Pdf:
    """A page of 60 mm with such content."""
    pdf = make_leaflet(1, size)
    page = pdf.pages[0].obj
    for key, value in (resources or Dictionary()).items():
        page.Resources[key] = value
    page.Contents = pdf.make_stream("\n".join(content).encode())
    return pdf


def squares(*colours: str) -> str:
    """A filled square for each colour operator."""
    places = SQUARES.values()
    return " ".join(f"{colour} {x} {y} 40 40 re f" for colour, (x, y) in zip(colours, places, strict=False))


def convert(pdf: Pdf, conversion: Conversion | None = None) -> bytes:
    """The converted file."""
    return convert_colours(to_bytes(pdf), conversion or Grey())


def look(pdf: bytes) -> list[Rgb]:
    """The colour in the middle of each square, as it is shown."""
    with pypdfium2.PdfDocument(pdf) as opened:
        image = opened[0].render(scale=1).to_pil().convert("RGB")
    return [
        seen for x, y in SQUARES.values() if isinstance(seen := image.getpixel((x + 20, image.height - y - 20)), tuple)
    ]


def operators(pdf: bytes) -> list[str]:
    """Every operator of the first page."""
    with Pdf.open(BytesIO(pdf)) as opened:
        return [str(each.operator) for each in parse_content_stream(opened.pages[0])]


def near(seen: Rgb, expected: int) -> bool:
    """Whether it is that grey, give or take the rounding of two renderers."""
    return max(abs(part - expected) for part in seen) <= 2


def photograph(pdf: Pdf, mode: str, colour: tuple[int, ...] | int, *, jpeg: bool = False) -> Stream:
    """A picture of four by four pixels in one colour."""
    image = Image.new(mode, (4, 4), colour)
    if jpeg:
        file = io.BytesIO()
        image.save(file, "JPEG", quality=100)
        stream = Stream(pdf, file.getvalue())
        stream.Filter = Name.DCTDecode
        if mode == "CMYK":
            stream.Decode = Array([1, 0] * 4)  # as every program writes a CMYK JPEG
    else:
        stream = Stream(pdf, image.tobytes())
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width = stream.Height = 4
    stream.BitsPerComponent = 8
    stream.ColorSpace = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}[mode]
    return stream


# Which grey (of 255) becomes of a colour? Red looks 30 % bright, green 59 %, blue 11 %.
GREYS = [
    ("1 0 0 rg", 76),
    ("0 1 0 rg", 150),
    ("0 0 1 rg", 29),
    ("1 1 1 rg", 255),
    ("0.5 g", 128),
    ("0 0 0 1 k", 0),
    ("0 1 0 0 k", 105),
    ("1 1 1 1 k", 0),
    ("/DeviceRGB cs 1 0 0 sc", 76),
    ("/DeviceCMYK cs", 0),
    ("/Calibrated cs 1 0 0 scn", 76),
    ("/Profiled cs 0 1 0 scn", 150),
    ("/Palette cs 1 scn", 76),
    ("/Spot cs 1 scn", 76),
    ("/Spot cs 0 scn", 255),
    ("/Calculated cs 0.5 scn", 128),
    ("/Everywhere cs 1 scn", 0),
    ("/Lab cs 53.24 80.09 67.2 scn", 76),
]


def spaces(pdf: Pdf) -> Dictionary:
    """Colour spaces of every family."""
    fade = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[1, 0, 0], N=1)
    calculator = Stream(pdf, b"{ 1 exch sub dup dup }")
    calculator.FunctionType = 4
    calculator.Domain, calculator.Range = Array([0, 1]), Array([0, 1, 0, 1, 0, 1])
    profile = Stream(pdf, b"")
    profile.N = 3
    return Dictionary(
        Calibrated=Array([Name.CalRGB, Dictionary(WhitePoint=[0.95, 1, 1.09])]),
        Profiled=Array([Name.ICCBased, pdf.make_indirect(profile)]),
        Palette=Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\x00\x00\x00\xff\x00\x00")]),
        Spot=Array([Name.Separation, Name("/Bright#20Red"), Name.DeviceRGB, fade]),
        Calculated=Array([Name.Separation, Name.Slate, Name.DeviceRGB, pdf.make_indirect(calculator)]),
        Everywhere=Array([Name.Separation, Name.All, Name.DeviceRGB, fade]),
        Lab=Array([Name.Lab, Dictionary(WhitePoint=[0.9505, 1, 1.089], Range=[-100, 100, -100, 100])]),
    )


@pytest.mark.parametrize(("colour", "grey"), GREYS)
def test_every_colour_becomes_the_grey_that_it_looks_like(colour: str, grey: int) -> None:
    """In each colour space that a PDF may use."""
    pdf = paint(squares(colour))
    pdf.pages[0].obj.Resources.ColorSpace = spaces(pdf)
    converted = convert(pdf)
    assert near(look(converted)[0], grey)
    assert not {"rg", "k", "cs", "sc", "scn"} & set(operators(converted))


def test_colours_survive_saving_and_restoring() -> None:
    """What `q` keeps, `Q` brings back, in the converted stream as in the source."""
    content = "1 0 0 rg q 0 0 1 rg 20 20 40 40 re f Q 120 20 40 40 re f q Q 20 120 40 40 re f"
    seen = look(convert(paint(content)))
    assert [near(colour, grey) for colour, grey in zip(seen, (29, 76, 76, 255), strict=True)] == [True] * 4


def test_text_stays_text() -> None:
    """It can still be read, at its place, in its font."""
    source = make_leaflet(1)
    with pdfplumber.open(BytesIO(convert(source, Black()))) as opened:
        assert opened.pages[0].extract_text() == "1"


def test_black_only_sets_text_solid_and_keeps_tints() -> None:
    """Dark coloured text is solid black; white text on it and pale grounds stay readable."""
    pdf = paint("0.2 0.2 0.8 rg 20 20 40 40 re f BT /F1 9 Tf 9 9 Td (blue) Tj 1 g (white) Tj ET")
    with Pdf.open(BytesIO(convert(pdf, Black()))) as opened:
        content = parse_content_stream(opened.pages[0])
        greys = [float(each.operands[0]) for each in content if str(each.operator) == "g"]
    assert greys == [pytest.approx(0.2684), 0.0, 1.0]


@pytest.mark.parametrize("jpeg", [False, True])
@pytest.mark.parametrize(
    ("mode", "colour", "grey"), [("RGB", (255, 0, 0), 76), ("L", 128, 128), ("CMYK", (0, 255, 0, 0), 105)]
)
def test_pictures_become_grey(mode: str, colour: tuple[int, ...], grey: int, *, jpeg: bool) -> None:
    """RGB, grey and CMYK, compressed without loss or as JPEG; their size in pixels stays."""
    pdf = paint("q 40 0 0 40 20 20 cm /P Do Q")
    pdf.pages[0].obj.Resources.XObject = Dictionary(P=photograph(pdf, mode, colour, jpeg=jpeg))
    converted = convert(pdf)
    assert near(look(converted)[0], grey)
    with Pdf.open(BytesIO(converted)) as opened:
        image = opened.pages[0].obj.Resources.XObject.P
        assert (image.ColorSpace, int(image.Width)) == (Name.DeviceGray, 4)
        assert ("/Filter" in image and image.Filter == Name.DCTDecode) == jpeg


def test_inline_pictures_become_grey() -> None:
    """Pictures inside the content stream."""
    red = "ff0000" * 16
    pdf = paint(f"q 40 0 0 40 20 20 cm BI /W 4 /H 4 /CS /RGB /BPC 8 /F /AHx ID {red}> EI Q")
    assert near(look(convert(pdf))[0], 76)


def test_masked_picture_keeps_its_mask() -> None:
    """A soft mask is no colour."""
    pdf = paint("q 40 0 0 40 20 20 cm /P Do Q")
    picture = photograph(pdf, "RGB", (255, 0, 0))
    picture.SMask = pdf.make_indirect(photograph(pdf, "L", 0))
    pdf.pages[0].obj.Resources.XObject = Dictionary(P=picture)
    assert look(convert(pdf))[0] == (255, 255, 255)


def test_stencil_takes_the_converted_fill() -> None:
    """An image mask has no colour but that of the fill."""
    pdf = paint("1 0 0 rg q 40 0 0 40 20 20 cm /P Do Q")
    stencil = Stream(pdf, b"\x00" * 8)
    stencil.Subtype, stencil.ImageMask, stencil.BitsPerComponent = Name.Image, True, 1
    stencil.Width = stencil.Height = 8
    pdf.pages[0].obj.Resources.XObject = Dictionary(P=stencil)
    assert near(look(convert(pdf))[0], 76)


def test_forms_are_converted_with_the_colour_that_they_inherit() -> None:
    """A form draws in its caller's colour until it sets its own; used twice, it is converted once."""
    pdf = paint("1 0 0 rg q 1 0 0 1 20 20 cm /F Do Q q 1 0 0 1 120 20 cm /F Do Q")
    form = Stream(pdf, b"0 0 20 40 re f 0 0 1 rg 20 0 20 40 re f")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 40, 40])
    pdf.pages[0].obj.Resources.XObject = Dictionary(F=form)
    with pypdfium2.PdfDocument(convert(pdf)) as opened:
        image = opened[0].render(scale=1).to_pil().convert("RGB")
    assert [image.getpixel((x, image.height - 40)) for x in (30, 50, 130, 150)] == [
        pytest.approx(expected, abs=2) for expected in ((76,) * 3, (29,) * 3, (76,) * 3, (29,) * 3)
    ]


@pytest.mark.parametrize("kind", [2, 3])
def test_blends_become_grey(kind: int) -> None:
    """From red to red, along a line or round a point, painted at once or as a pattern."""
    flat = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[1, 0, 0], N=1)
    line, ring = [0, 0, 170, 170], [85, 85, 0, 85, 85, 170]
    shading = Dictionary(ShadingType=kind, ColorSpace=Name.DeviceRGB, Function=flat, Coords=line if kind == 2 else ring)
    shading.Extend = Array([True, True])
    pdf = paint("q 20 20 40 40 re W n /S sh Q /Pattern cs /P scn 120 20 40 40 re f")
    resources = pdf.pages[0].obj.Resources
    resources.Shading = Dictionary(S=shading)
    resources.Pattern = Dictionary(P=Dictionary(PatternType=2, Shading=Dictionary(dict(shading.items()))))
    seen = look(convert(pdf))
    assert near(seen[0], 76)
    assert near(seen[1], 76)


@pytest.mark.parametrize("coloured", [True, False])
def test_tiles_become_grey(*, coloured: bool) -> None:
    """A pattern with colours of its own, and one that takes the colour that it is painted in."""
    pdf = paint("/Tiles cs 1 0 0 /P scn 20 20 40 40 re f" if not coloured else "/Pattern cs /P scn 20 20 40 40 re f")
    cell = Stream(pdf, b"1 0 0 rg 0 0 10 10 re f" if coloured else b"0 0 10 10 re f")
    cell.PatternType, cell.PaintType, cell.TilingType = 1, 1 if coloured else 2, 1
    cell.BBox, cell.XStep, cell.YStep, cell.Resources = Array([0, 0, 10, 10]), 10, 10, Dictionary()
    resources = pdf.pages[0].obj.Resources
    resources.Pattern = Dictionary(P=cell)
    resources.ColorSpace = Dictionary(Tiles=Array([Name.Pattern, Name.DeviceRGB]))
    assert near(look(convert(pdf))[0], 76)


def mesh(pdf: Pdf) -> None:
    """A blend between the points of a triangle."""
    shading = Stream(pdf, b"\x00" * 24)
    shading.ShadingType, shading.ColorSpace = 4, Name.DeviceRGB
    pdf.pages[0].obj.Resources.Shading = Dictionary(S=shading)


def unknown_space(pdf: Pdf) -> None:
    """A colour space that nobody knows."""
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/Nowhere cs 1 scn 0 0 9 9 re f")


def wrong_colour(pdf: Pdf) -> None:
    """Red and green, but no blue."""
    pdf.pages[0].obj.Contents = pdf.make_stream(b"1 0 rg 0 0 9 9 re f")


def keyed_picture(pdf: Pdf) -> None:
    """A picture in which one colour is transparent."""
    picture = photograph(pdf, "RGB", (255, 0, 0))
    picture.Mask = Array([250, 255, 0, 0, 0, 0])
    pdf.pages[0].obj.Resources.XObject = Dictionary(P=picture)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (mesh, "blends colours between the points of a mesh, which cannot be converted; export it with"),
        (unknown_space, "uses /Nowhere, which cannot be converted; export it in RGB, CMYK or grey"),
        (wrong_colour, "sets a colour that makes no sense; export it anew"),
        (keyed_picture, "masks some of its colours, so its colours cannot be converted"),
    ],
)
def test_what_cannot_be_converted_is_an_error(spoil: object, sentence: str) -> None:
    """Nothing is left in its old colour in silence."""
    pdf = paint(squares("1 0 0 rg"))
    spoil(pdf)  # type: ignore[operator]
    with pytest.raises(PamphletError, match=sentence):
        convert(pdf)


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


ghostscript = pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")


def ink_coverage(pdf: bytes, folder: Path) -> list[tuple[float, float, float, float]]:
    """The share of each page that bears cyan, magenta, yellow and black, as Ghostscript measures it."""
    file = folder / "measured.pdf"
    file.write_bytes(pdf)
    command = ["gs", "-q", "-o", "-", "-sDEVICE=inkcov", str(file)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    shares = [[float(part) for part in line.split()[:4]] for line in lines if "CMYK" in line]
    return [(c, m, y, k) for c, m, y, k in shares]


def colourful() -> Pdf:
    """Five pages with text, a line, a picture and a blend in colour."""
    pdf = make_leaflet(5)
    fade = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1)
    picture = pdf.make_indirect(photograph(pdf, "RGB", (20, 180, 90)))
    for page in pdf.pages:
        resources = page.obj.Resources
        resources.XObject = Dictionary(P=picture)
        resources.Shading = Dictionary(
            S=Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 99, 0], Function=fade)
        )
        content = page.obj.Contents.read_bytes()
        drawing = b"q 0 9 99 30 re W n /S sh Q q 60 0 0 60 200 200 cm /P Do Q 1 0 1 RG 9 300 m 300 300 l S "
        page.obj.Contents = pdf.make_stream(
            b"q " + content + b" Q " + drawing + b"0 0.4 0.2 rg BT /F1 12 Tf 50 400 Td (green) Tj ET"
        )
    return pdf


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


def test_same_input_gives_same_bytes() -> None:
    """Conversion is as steady as the rest."""
    source = to_bytes(colourful())
    assert convert_colours(source, Grey()) == convert_colours(source, Grey())
