"""An image → the same image in the ink that is printed, at its own resolution."""

from __future__ import annotations

import functools
import io
import warnings
from typing import TYPE_CHECKING, Final

from pikepdf import Array, DependencyError, Dictionary, Name, Object, Pdf, PdfError, PdfImage, Stream

from pamphlet.errors import PamphletError
from pamphlet.press.colour.conversion import Black, Cmyk, Colour, Conversion, Grey, from_grey
from pamphlet.press.colour.functions import numbers
from pamphlet.press.colour.spaces import GREY, read_space

if TYPE_CHECKING:
    from PIL import Image, ImageFilter

# How fine is the table by which pixels are converted, in steps a primary?
STEPS: Final = 33
INK_STEPS: Final = 17
# Photographs that came as JPEG or JPEG 2000 stay JPEG, at a quality that hides the second compression.
PHOTOGRAPHIC: Final = frozenset({"/DCTDecode", "/JPXDecode"})
JPEG_QUALITY: Final = 92
LARGEST_PIXELS: Final = 400_000_000


def convert_image(pdf: Pdf, image: Stream, conversion: Conversion, resources: Object | None) -> Stream:
    """The converted image as a new stream; masks that take the colour of the fill stay as they are."""
    if image.get("/ImageMask", False) or keeps(image, conversion, resources):
        return image
    refuse_unknown(image)
    pixels = convert_pixels(open_pixels(image), conversion)
    photographic = bool(PHOTOGRAPHIC & {str(name) for name in filters(image)})
    return write_image(pdf, image, pixels, photographic=photographic)


def keeps(image: Stream, conversion: Conversion, resources: Object | None) -> bool:
    """Whether the image is already what is printed: grey for grey, CMYK for CMYK without a tighter limit."""
    space = image.get("/ColorSpace")
    if space is None:
        return False
    family = read_space(space, resources)
    return family is GREY and isinstance(space, Name) and isinstance(conversion, Grey | Black)


def filters(image: Object) -> list[Object]:
    """The names of the image's filters."""
    named = image.get("/Filter", image.get("/F"))
    return list(named.as_list()) if isinstance(named, Array) else [named] if named is not None else []


def refuse_unknown(image: Stream) -> None:
    """Stop at what a conversion of pixels would silently spoil."""
    mask = image.get("/Mask")
    if isinstance(mask, Array):
        raise report_image("masks some of its colours", "export the picture with transparency or without")
    if isinstance(image.get("/SMask"), Dictionary) and "/Matte" in image.SMask:
        raise report_image("is mixed with its background", "export the picture anew")
    if int(image.get("/Width", 0)) * int(image.get("/Height", 0)) > LARGEST_PIXELS:
        raise report_image("is larger than 400 megapixels", "make the picture smaller")


def report_image(fault: str, advice: str) -> PamphletError:
    """The error for a picture that cannot be converted."""
    return PamphletError(f"a picture in the PDF {fault}, so its colours cannot be converted", advice=advice)


def open_pixels(image: Stream) -> Image.Image:
    """The pixels, as grey, RGB or CMYK."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - only pictures need it

    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "16-bit", UserWarning)  # no printer tells more than 256 steps of an ink
            opened = PdfImage(image).as_pil_image()
    except DependencyError as error:
        raise report_image("is packed as JBIG2", "install jbig2dec, or leave `colour` as it is") from error
    except (PdfError, NotImplementedError, ValueError, OSError, Image.DecompressionBombError) as error:
        raise report_image("has an unusual format", "export the picture as RGB, 8 bits a channel") from error
    pixels = opened if opened.mode in {"L", "RGB", "CMYK"} else opened.convert("L" if opened.mode == "1" else "RGB")
    decode = numbers(image.get("/Decode"))
    reversed_by_file = bool(decode) and decode[0] > decode[1]
    # Pillow takes every CMYK JPEG for Adobe's, which means the opposite of what a PDF means without Decode.
    reversed_by_pillow = pixels.mode == "CMYK" and "/DCTDecode" in map(str, filters(image))
    # A palette's Decode counts entries, and the opener has seen to it.
    indexed = isinstance(image.get("/ColorSpace"), Array) and str(image.ColorSpace[0]) in {"/Indexed", "/I"}
    return ImageOps.invert(pixels) if reversed_by_file != reversed_by_pillow and not indexed else pixels


def convert_pixels(pixels: Image.Image, conversion: Conversion) -> Image.Image:
    """Every pixel in the ink that is printed."""
    if conversion.space == "DeviceCMYK" and pixels.mode == "CMYK":
        return pixels
    if isinstance(conversion, Grey | Black):
        return grey_of(pixels)
    if pixels.mode == "L":
        return convert_greys(pixels, conversion)
    converted = pixels.convert("RGB").filter(table_for(conversion))
    return converted if conversion.space == "DeviceCMYK" else converted.getchannel(0)


def grey_of(pixels: Image.Image) -> Image.Image:
    """The pixels' lightness; inks are turned to grey as operators are."""
    if pixels.mode != "CMYK":
        return pixels.convert("L")
    from PIL import ImageChops  # noqa: PLC0415 - as above

    cyan, magenta, yellow, black = pixels.split()
    red, green, blue = (ImageChops.invert(ImageChops.add(ink, black)) for ink in (cyan, magenta, yellow))
    return merge_rgb(red, green, blue).convert("L")


def merge_rgb(red: Image.Image, green: Image.Image, blue: Image.Image) -> Image.Image:
    """Three channels as one picture."""
    from PIL import Image  # noqa: PLC0415 - as above

    return Image.merge("RGB", (red, green, blue))


def convert_greys(pixels: Image.Image, conversion: Conversion) -> Image.Image:
    """A grey picture: 256 colours, each converted once."""
    from PIL import Image  # noqa: PLC0415 - as above

    amounts = [conversion.convert(from_grey(value / 255)) for value in range(256)]
    channels = [pixels.point([round(255 * entry[part]) for entry in amounts]) for part in range(len(amounts[0]))]
    return channels[0] if len(channels) == 1 else Image.merge("CMYK", channels)


@functools.lru_cache(maxsize=8)
def table_for(conversion: Conversion) -> ImageFilter.Color3DLUT:
    """The conversion as a table of colours, between which pixels are read."""
    from PIL import ImageFilter  # noqa: PLC0415 - as above

    if isinstance(conversion, Cmyk):
        table = [amount for inks in conversion.convert_grid(INK_STEPS) for amount in inks]
        return ImageFilter.Color3DLUT(INK_STEPS, table, 4, "CMYK")

    def entry(red: float, green: float, blue: float) -> tuple[float, ...]:
        return conversion.convert(Colour((red, green, blue))) * 3

    return ImageFilter.Color3DLUT.generate(STEPS, entry, 3, "RGB")


def write_image(pdf: Pdf, image: Stream, pixels: Image.Image, *, photographic: bool) -> Stream:
    """The pixels as an image with the masks of the old one."""
    if photographic and pixels.mode == "L":
        file = io.BytesIO()
        pixels.save(file, "JPEG", quality=JPEG_QUALITY)
        written = Stream(pdf, file.getvalue())
        written.Filter = Name.DCTDecode
    else:
        written = Stream(pdf, pixels.tobytes())
    written.Type, written.Subtype = Name.XObject, Name.Image
    written.Width, written.Height = pixels.size
    written.BitsPerComponent = 8
    written.ColorSpace = Name.DeviceGray if pixels.mode == "L" else Name.DeviceCMYK
    for key in ("/SMask", "/Mask", "/Interpolate", "/OC"):
        if key in image:
            written[key] = image[key]
    return written
