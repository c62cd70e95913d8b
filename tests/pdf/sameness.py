"""What can be found in a finished PDF, as values to compare, and how much two of them differ to the eye."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image as Picture
from PIL import ImageChops

Found = tuple[Any, ...]
DPI = 100


def facts(content: bytes) -> dict[str, object]:
    """All that a reader, a screen reader or a link can find, with pages by their number and places in points."""
    with pikepdf.open(BytesIO(content)) as pdf:
        numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        places = pikepdf.NameTree(pdf.Root.Names.Dests).items()
        return {
            "structure": tuple(_structure(pdf.Root.StructTreeRoot.K, numbers, 0)),
            "parents": tuple(_parents(pdf)),
            "places": {name: (numbers[place[0].objgen], *_points(list(place)[2:])) for name, place in places},
            "links": tuple(_links(pdf, numbers)),
            "outline": tuple(_outline(content)),
            "boxes": tuple(_points(page[box]) for page in pdf.pages for box in ("/MediaBox", "/TrimBox", "/BleedBox")),
            "catalog": sorted(pdf.Root.keys()),
            "information": {name: str(value) for name, value in pdf.docinfo.items()},
            "metadata": pdf.Root.Metadata.read_bytes(),
            "words": tuple(_words(content)),
        }


def _points(values: Any) -> tuple[float, ...]:  # noqa: ANN401 - pikepdf's numbers
    return tuple(round(float(value), 2) for value in values)


def _structure(kids: Any, numbers: dict[Any, int], depth: int) -> Iterator[str]:  # noqa: ANN401 - a pikepdf object
    """Each element of the tree on a line of its own, indented by its depth."""
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        indent = "  " * depth
        if not isinstance(kid, pikepdf.Dictionary):
            yield f"{indent}content"
        elif "/S" not in kid:
            yield f"{indent}{kid.Type} {_points(kid.Obj.Rect)} on {numbers[kid.Pg.objgen]}"
        else:
            page = numbers[kid.Pg.objgen] if "/Pg" in kid else 0
            yield f"{indent}{kid.S} on {page} {kid.get('/Lang', '')} {kid.get('/Alt', '')} {_attributes(kid)}"
            yield from _structure(kid.get("/K", pikepdf.Array()), numbers, depth + 1)


def _attributes(element: pikepdf.Object) -> dict[str, object]:
    """Boxes in points; of a cell's headers their number, for their names are those of objects."""
    stated = dict(element.get("/A", pikepdf.Dictionary()).items())
    return {
        name: _points(value) if name == "/BBox" else len(value) if name == "/Headers" else str(value)
        for name, value in stated.items()
    }


def _parents(pdf: pikepdf.Pdf) -> Iterator[Found]:
    """The elements that the content of each page and its annotations belong to, by their kinds."""
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for page in pdf.pages:
        elements: list[Any] = list(tree[int(page.StructParents)])
        yield tuple(str(element.S) for element in elements if element is not None)
        yield from ((str(tree[int(link.StructParent)].S),) for link in page.get("/Annots", []))


def _links(pdf: pikepdf.Pdf, numbers: dict[Any, int]) -> Iterator[Found]:
    for page in pdf.pages:
        for link in page.get("/Annots", []):
            address = str(link.A.URI) if "/A" in link else ""
            yield numbers[page.objgen], _points(link.Rect), str(link.get("/Dest", "")), address, int(link.F)


def _outline(content: bytes) -> Iterator[Found]:
    with pypdfium2.PdfDocument(content) as document:
        for mark in document.get_toc():
            place = mark.get_dest()
            yield mark.level, mark.get_title(), place.get_index(), _points(place.get_view()[1])


def _words(content: bytes) -> Iterator[str]:
    """The text of each page in the order in which it is drawn."""
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            yield page.get_textpage().get_text_range()


def largest_difference(one: bytes, other: bytes, *, dpi: int = DPI) -> int:
    """How much any pixel of any page of one differs from that of the other, from 0 to 255."""
    with pypdfium2.PdfDocument(one) as first, pypdfium2.PdfDocument(other) as second:
        assert len(first) == len(second)
        return max(_difference(page, twin, dpi) for page, twin in zip(first, second, strict=True))


def _difference(page: pypdfium2.PdfPage, twin: pypdfium2.PdfPage, dpi: int) -> int:
    pictures: list[Picture.Image] = [each.render(scale=dpi / 72).to_pil().convert("RGB") for each in (page, twin)]
    bands: Any = ImageChops.difference(*pictures).getextrema()
    return max(int(highest) for _, highest in bands)
