"""Colours: grey, black alone, one plate an ink, CMYK, written into the PDF's own operators and pictures."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pypdfium2
import pytest
from leaflets import make_leaflet, to_bytes
from painting import colourful, convert, look, near, paint, photograph, squares
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String, parse_content_stream

from pamphlet.errors import PamphletError
from pamphlet.press.colour import Black, Grey, convert_colours


def operators(pdf: bytes) -> list[str]:
    """Every operator of the first page."""
    with Pdf.open(BytesIO(pdf)) as opened:
        return [str(each.operator) for each in parse_content_stream(opened.pages[0])]


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


def test_same_input_gives_same_bytes() -> None:
    """Conversion is as steady as the rest."""
    source = to_bytes(colourful())
    assert convert_colours(source, Grey()) == convert_colours(source, Grey())
