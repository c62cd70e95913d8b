"""PDFs of odd make: those that can be printed, and those that are hopeless, with the sentence that says so."""

from __future__ import annotations

import struct
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

from leaflets import leaflet, make_leaflet, to_bytes
from pikepdf import Array, Dictionary, Encryption, Name, Object, ObjectStreamMode, Pdf, Stream, String
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from pamphlet.units import Size

Maker = Callable[[], bytes]


def changed(change: Callable[[Pdf], None], **options: object) -> Maker:
    """Five numbered pages, changed."""

    def make() -> bytes:
        pdf = make_leaflet(5, **options)  # type: ignore[arg-type]
        change(pdf)
        return to_bytes(pdf)

    return make


def plain(**options: object) -> Maker:
    """Five numbered pages with these options."""
    return lambda: to_bytes(make_leaflet(5, **options))  # type: ignore[arg-type]


def wrap_in_form(pdf: Pdf) -> None:
    """Each page is one form, as by print drivers; the form has a matrix that undoes the page's."""
    for page in pdf.pages:
        form = pdf.make_stream(page.obj.Contents.read_bytes())
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([-999, -999, 999, 999])
        form.Resources, form.Matrix = page.obj.Resources, Array([0.5, 0, 0, 0.5, 0, 0])
        page.obj.Resources = Dictionary(XObject=Dictionary(F=form))
        page.obj.Contents = pdf.make_stream(b"q 2 0 0 2 0 0 cm /F Do Q")


def inherit_everything(pdf: Pdf) -> None:
    """Boxes, rotation and resources stand at the root of the page tree."""
    for key in ("MediaBox", "Resources"):
        pdf.Root.Pages[f"/{key}"] = pdf.pages[0].obj[f"/{key}"]
        for page in pdf.pages:
            del page.obj[f"/{key}"]


def nest_page_tree(pdf: Pdf) -> None:
    """Two pages hang under a node of their own."""
    kids = list(pdf.Root.Pages.Kids.as_list())
    node = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array(kids[:2]), Count=2, Parent=pdf.Root.Pages))
    for kid in kids[:2]:
        kid.Parent = node
    pdf.Root.Pages.Kids = Array([node, *kids[2:]])


def leave_open(pdf: Pdf) -> None:
    """The content saves the graphics state and never restores it, and leaves a matrix behind."""
    for page in pdf.pages:
        page.contents_add(b"q q 3 0 0 3 0 0 cm", prepend=False)


def restore_too_often(pdf: Pdf) -> None:
    """The content restores what it never saved."""
    for page in pdf.pages:
        page.contents_add(b"Q Q", prepend=False)


def drop_resources(pdf: Pdf) -> None:
    """A white page has neither content nor resources."""
    del pdf.pages[1].obj.Resources
    del pdf.pages[1].obj.Contents


def add_empty_array(pdf: Pdf) -> None:
    """A white page has an empty array for its content."""
    pdf.pages[1].obj.Contents = Array([])


def fill_form(pdf: Pdf) -> None:
    """A text field that is filled in, without an appearance."""
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String("Ada"), F=4)
    field.Rect, field.DA = Array([100, 400, 200, 420]), String("/Helv 12 Tf 0 g")
    widget = pdf.make_indirect(field)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([widget]), DR=Dictionary(Font=Dictionary(Helv=font)), NeedAppearances=True
    )
    pdf.pages[0].obj.Annots = Array([widget])


def stamp(pdf: Pdf) -> None:
    """A black stamp with an appearance."""
    look = pdf.make_stream(b"0 g 0 0 60 60 re f")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 60, 60])
    mark = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, F=4, AP=Dictionary(N=pdf.make_indirect(look)))
    mark.Rect = Array([250, 400, 310, 460])
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(mark)])


def break_annotations(pdf: Pdf) -> None:
    """A list of annotations with rubbish in it."""
    pdf.pages[0].obj.Annots = Array([Name.Rubbish, 7, Dictionary(Subtype=Name.Link)])


def crop_beyond_media(pdf: Pdf) -> None:
    """A CropBox larger than the paper."""
    for page in pdf.pages:
        page.obj.CropBox = Array([-50, -50, 999, 999])


def swap_corners(pdf: Pdf) -> None:
    """Boxes from the upper right to the lower left."""
    for page in pdf.pages:
        left, foot, right, head = page.obj.MediaBox.as_list()
        page.obj.MediaBox = page.obj.TrimBox = Array([right, head, left, foot])


def turn_oddly(pdf: Pdf) -> None:
    """Turns that are no quarter turns."""
    for page in pdf.pages:
        page.obj.Rotate = 37


def hide_layer(pdf: Pdf) -> None:
    """A layer that is switched off, in which a sixth number stands."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("draft")))
    pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))
    pdf.pages[0].obj.Resources.Properties = Dictionary(L1=layer)


def round_boxes(pdf: Pdf) -> None:
    """Page sizes rounded up and down."""
    for number, page in enumerate(pdf.pages):
        page.obj.MediaBox = page.obj.TrimBox = Array([0, 0, 419.6 + 0.8 * (number % 2), 595 + 0.6 * (number % 2)])


def share_content(pdf: Pdf) -> None:
    """Contents cut in two between operands."""
    for page in pdf.pages:
        start, end = page.obj.Contents.read_bytes().split(b" Tf ")
        page.obj.Contents = Array([pdf.make_stream(start), pdf.make_stream(b"Tf " + end)])


def mask_softly(pdf: Pdf) -> None:
    """A soft mask over all that follows."""
    group = pdf.make_stream(b"1 g -999 -999 1999 1999 re f")
    group.Type, group.Subtype, group.BBox = Name.XObject, Name.Form, Array([-999, -999, 999, 999])
    group.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=pdf.make_indirect(group))
    for page in pdf.pages:
        page.obj.Resources.ExtGState = Dictionary(M=Dictionary(SMask=mask))
        page.contents_add(b"/M gs", prepend=True)


def draw_glyphs(pdf: Pdf) -> None:
    """A font whose glyphs are drawings, one of them in colour."""
    glyph = Stream(pdf, b"500 0 d0 1 0 0 rg 0 0 400 400 re f")
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 500, 500], FontMatrix=[0.001, 0, 0, 0.001, 0, 0]
    )
    font.CharProcs = Dictionary(a=pdf.make_indirect(glyph))
    font.Encoding = Dictionary(Type=Name.Encoding, Differences=[97, Name.a])
    font.FirstChar, font.LastChar, font.Widths, font.Resources = 97, 97, Array([500]), Dictionary()
    pdf.pages[0].obj.Resources.Font.T3 = pdf.make_indirect(font)
    pdf.pages[0].contents_add(b"BT /T3 9 Tf 9 9 Td (a) Tj ET", prepend=False)


def nest_in_itself(pdf: Pdf) -> None:
    """A form that draws itself."""
    form = pdf.make_stream(b"/F Do")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 99, 99])
    form.Resources = Dictionary(XObject=Dictionary(F=form))
    pdf.pages[0].obj.Resources.XObject = Dictionary(F=form)


def place_picture(pdf: Pdf, data: bytes, packing: Name | None, **entries: object) -> None:
    """A picture of 64 by 32 dots on every page, in a corner where no number stands."""
    picture = Stream(pdf, b"")
    picture.write(data, filter=packing)
    picture.Type, picture.Subtype, picture.Width, picture.Height = Name.XObject, Name.Image, 64, 32
    for key, value in entries.items():
        picture[f"/{key}"] = value
    for page in pdf.pages:
        page.obj.Resources.XObject = Dictionary(I=pdf.make_indirect(picture))
        page.contents_add(b"q 9 0 0 9 9 9 cm /I Do Q", prepend=False)


def show_deep_colours(pdf: Pdf) -> None:
    """A picture with 16 bits a colour: ISO 32000-1, table 89."""
    place_picture(pdf, bytes(range(256)) * 48, None, ColorSpace=Name.DeviceRGB, BitsPerComponent=16)


def show_jpeg_2000(pdf: Pdf) -> None:
    """A picture in JPEG 2000, which states its colours itself: ISO 32000-1, 7.4.9."""
    file = BytesIO()
    Image.new("RGB", (64, 32), "#c04040").save(file, "JPEG2000")
    place_picture(pdf, file.getvalue(), Name.JPXDecode)


def show_jbig2(pdf: Pdf) -> None:
    """A picture in JBIG2, of one generic region in the coding of fax machines: ITU-T T.88, 7.2 and 7.4.6."""
    file = BytesIO()
    Image.new("1", (64, 32), 1).save(file, "TIFF", compression="group4")
    with TiffImageFile(BytesIO(file.getvalue())) as tiff:
        [start], [length] = tiff.tag_v2[273], tiff.tag_v2[279]
    coded = struct.pack(">IIIIBB", 64, 32, 0, 0, 0, 1) + file.getvalue()[start : start + length]
    page = struct.pack(">IIIIBH", 64, 32, 0, 0, 0, 0)
    segments = ((0, 48, page), (1, 38, coded))
    data = b"".join(struct.pack(">IBBBI", number, kind, 0, 1, len(part)) + part for number, kind, part in segments)
    place_picture(pdf, data, Name.JBIG2Decode, ColorSpace=Name.DeviceGray, BitsPerComponent=1)


def lie_about_size(pdf: Pdf) -> None:
    """A picture that claims to be as large as a town and holds three bytes."""
    place_picture(pdf, b"abc", None, ColorSpace=Name.DeviceGray, BitsPerComponent=8, Width=2_000_000_000)


def group_pages(pdf: Pdf) -> None:
    """Each page is an isolated knockout group: ISO 32000-1, 11.6.6."""
    for page in pdf.pages:
        page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, I=True, K=True)


def mask_by_itself(pdf: Pdf) -> None:
    """A soft mask whose group is drawn through the very same mask."""
    mask_softly(pdf)
    for page in pdf.pages:
        page.obj.Resources.ExtGState.M.SMask.G.Resources = Dictionary(ExtGState=page.obj.Resources.ExtGState)


def state_rubbish(pdf: Pdf) -> None:
    """A turn and a unit that are names."""
    for page in pdf.pages:
        page.obj.Rotate, page.obj.UserUnit = Name.Up, Name.Large


def own_kid(pdf: Pdf) -> None:
    """A field of a form that is its own kid."""
    fill_form(pdf)
    field = pdf.Root.AcroForm.Fields[0]
    field.Kids = Array([field])


def boxes_of(box: bytes) -> Callable[[Pdf], None]:
    """Every page has these boxes."""

    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.obj.MediaBox = page.obj.TrimBox = Object.parse(box)

    return change


def unit_of(unit: bytes) -> Callable[[Pdf], None]:
    """Every page has this unit."""

    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.obj.UserUnit = Object.parse(unit)

    return change


def deepen_page_tree(pdf: Pdf) -> None:
    """A thousand nodes above the pages."""
    node = pdf.Root.Pages
    for _ in range(1000):
        above = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([node]), Count=5))
        node.Parent = above
        node = above
    pdf.Root.Pages = node


def old_style(pdf: bytes) -> bytes:
    """A file of PDF 1.4 without compression."""
    with Pdf.open(BytesIO(pdf)) as opened:
        file = BytesIO()
        opened.save(file, force_version="1.4", object_stream_mode=ObjectStreamMode.disable, compress_streams=False)
    return file.getvalue()


READABLE: dict[str, Maker] = {
    "turned by 90 degrees": plain(rotate=90, origin_mm=(-7, 3), margin_mm=10),
    "turned by 180 degrees": plain(rotate=180),
    "turned by 270 degrees": plain(rotate=270, margin_mm=4),
    "turned by −90 degrees": plain(rotate=-90),
    "turned by no quarter": changed(turn_oddly),
    "no TrimBox": plain(boxes=()),
    "CropBox only": plain(boxes=("CropBox",), margin_mm=12),
    "CropBox beyond the media": changed(crop_beyond_media, boxes=()),
    "negative origin": plain(origin_mm=(-80, -30), margin_mm=9),
    "far origin": plain(origin_mm=(1000, 1000)),
    "corners swapped": changed(swap_corners),
    "sizes rounded to points": changed(round_boxes),
    "unit of a thirty-sixth inch": plain(unit=2, margin_mm=5),
    "unit and turn together": plain(unit=3, rotate=90, margin_mm=6, bleed_mm=3),
    "everything inherited": changed(inherit_everything, boxes=()),
    "page tree in levels": changed(nest_page_tree),
    "content in pieces": changed(share_content),
    "content in a form": changed(wrap_in_form),
    "graphics state left open": changed(leave_open),
    "graphics state restored too often": changed(restore_too_often),
    "form filled in": changed(fill_form),
    "stamp with an appearance": changed(stamp),
    "rubbish among annotations": changed(break_annotations),
    "hidden layer": changed(hide_layer),
    "soft mask": changed(mask_softly),
    "drawn font": changed(draw_glyphs),
    "form within itself": changed(nest_in_itself),
    "picture of 16 bits": changed(show_deep_colours),
    "picture in JPEG 2000": changed(show_jpeg_2000),
    "picture in JBIG2": changed(show_jbig2),
    "isolated groups": changed(group_pages),
    "mask by itself": changed(mask_by_itself),
    "turn and unit by name": changed(state_rubbish),
    "field in itself": changed(own_kid),
    "PDF 1.4, uncompressed": lambda: old_style(leaflet(5)),
    "cross-reference lost": lambda: old_style(leaflet(5)).replace(b"startxref", b"startxxxx"),
    "rubbish before and after": lambda: b"\r\nHTTP junk\r\n" + leaflet(5) + b"\x00" * 500,
}


def mixed() -> bytes:
    """A letter among A5 pages."""
    pdf = make_leaflet(4)
    pdf.pages[2].obj.MediaBox = pdf.pages[2].obj.TrimBox = Array([0, 0, 612, 792])
    return to_bytes(pdf)


def without_type() -> bytes:
    """A page box that is no box."""
    pdf = make_leaflet(4)
    pdf.pages[1].obj.MediaBox = pdf.pages[1].obj.TrimBox = Array([0, 0, Name.Wide])
    return to_bytes(pdf)


def loop() -> bytes:
    """A page tree that leads back to its own root."""
    pdf = make_leaflet(2)
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
    file = BytesIO()
    with suppress(Exception):
        pdf.save(file)
    return file.getvalue() or b"%PDF-1.7 looped"


REFUSED: dict[str, tuple[Maker, str]] = {
    "pages of mixed sizes": (mixed, "page 3 measures 215.9 × 279.4 mm but page 1 measures 148 × 210 mm"),
    "locked": (
        lambda: to_bytes(make_leaflet(4), encryption=Encryption(owner="o", user="u")),
        "the PDF is encrypted; save a copy without a password",
    ),
    "restricted": (
        lambda: to_bytes(make_leaflet(4), encryption=Encryption(owner="o", user="")),
        "the PDF is encrypted; save a copy without a password",
    ),
    "no pages": (lambda: to_bytes(Pdf.new()), "the PDF has no pages; give one with at least one page"),
    "huge": (
        lambda: leaflet(4, Size(4000, 5000)),
        "two pages of 4000 × 5000 mm do not fit .*; typeset it at a smaller",
    ),
    "box of no width": (changed(boxes_of(b"[0 0 0 595]")), "page 1 has page boxes that leave nothing to print; export"),
    "box of a hair": (changed(boxes_of(b"[0 0 0.2 595]")), "page 1 has page boxes that leave nothing to print; export"),
    "box of a town": (
        changed(boxes_of(b"[0 0 1000000 1000000]")),
        "page 1 has a page box of 352.8 × 352.8 m; export the PDF anew",
    ),
    "unit of nothing": (changed(unit_of(b"0")), "page 1 has page boxes that leave nothing to print; export"),
    "unit below nothing": (changed(unit_of(b"-2")), "page 1 has page boxes that leave nothing to print; export"),
    "unit of a mile": (changed(unit_of(b"9999")), "page 1 has a page box of 1480 × 2100 m; export the PDF anew"),
    "page tree in a thousand levels": (changed(deepen_page_tree), "the PDF is damaged and cannot be read; export"),
    "box of three": (without_type, "page 2 has a page box that is not four numbers; export the PDF anew"),
    "cut off": (lambda: leaflet(40)[:900], "the PDF breaks off before its end; fetch or export it anew"),
    "a web page": (lambda: b"<!DOCTYPE html><title>Not found</title>", "this is no PDF; name one"),
    "nothing": (lambda: b"", "this is no PDF; name one"),
}
