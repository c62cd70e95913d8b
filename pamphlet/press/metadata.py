"""What sheets say of themselves: title and dates from the source, and how the printer is to treat them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pikepdf import Dictionary, Name, String
from pikepdf.models.metadata import decode_pdf_date

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from pamphlet.layouts import LayoutName
    from pamphlet.press.imposition import Flip, Printer

# Over which edge does the duplex printer turn the sheet? ISO 32000-1, table 150 (Duplex).
DUPLEX: Final[dict[Flip, Name]] = {"short": Name.DuplexFlipShortEdge, "long": Name.DuplexFlipLongEdge}


def carry_metadata(source: Pdf, sheets: Pdf, layout: LayoutName) -> None:
    """Give the sheets the source's title, marked with the layout, its author and its dates, and nothing else.

    A claim to be PDF/A or PDF/UA would be in the source's XMP, so that is written anew.
    """
    if title := find_title(source):
        sheets.docinfo[Name.Title] = String(f"{title} ({layout})")
    for key, value in find_facts(source).items():
        sheets.docinfo[key] = value
    with sheets.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.load_from_docinfo(sheets.docinfo)


def find_title(source: Pdf) -> str:
    """The title from the document information, or from the XMP: PDF 2.0 has it only there."""
    title = source.docinfo.get(Name.Title)
    return str(title if isinstance(title, String) else source.open_metadata().get("dc:title") or "")


def find_facts(source: Pdf) -> dict[Name, Object]:
    """The author and those dates that are dates."""
    entries = {key: source.docinfo.get(key) for key in (Name.Author, Name.CreationDate, Name.ModDate)}
    strings = {key: value for key, value in entries.items() if isinstance(value, String)}
    return {key: value for key, value in strings.items() if key == Name.Author or is_date(str(value))}


def is_date(text: str) -> bool:
    """Whether the text is a date in PDF's notation: ISO 32000-1, 7.9.4."""
    try:
        decode_pdf_date(text)
    except ValueError:
        return False
    return True


def set_printing(sheets: Pdf, printer: Printer, *, one_sided: bool) -> None:
    """Ask the print dialogue for the sides and for full size: shrunken sheets do not fold in the middle."""
    by_hand = one_sided or printer.duplex == "hand"
    duplex = Name.Simplex if by_hand else DUPLEX[printer.flip]
    sheets.Root.ViewerPreferences = Dictionary(Duplex=duplex, PrintScaling=Name("/None"))
