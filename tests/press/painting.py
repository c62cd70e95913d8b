"""Pages in colour, and the colours that are seen on the converted page."""

from __future__ import annotations

import io
from typing import Final

import pypdfium2
from leaflets import make_leaflet, to_bytes
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

from pamphlet.press.colour import Conversion, Grey, convert_colours
from pamphlet.units import Size

PAGE = Size(60, 60)
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
