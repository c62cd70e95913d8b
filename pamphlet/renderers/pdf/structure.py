"""The structure tree as WeasyPrint writes it → one that PDF/UA takes, and that reads aloud in the order of the book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import pydyf

# An anonymous box in one of these is tagged as if it were another.
NEVER_IN_THEMSELVES: Final = frozenset({"/Caption", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"})
PT_PER_PX: Final = 0.75
PAGINATION: Final = pydyf.Dictionary({"Type": "/Pagination"})


def mend_structure(pdf: pydyf.PDF) -> None:
    """Change the tree in place, right before it is written."""
    _wrap_list_bodies(pdf)
    _go_on_with_items(pdf)
    _drop_nested_links(pdf)
    _scope_headers(pdf)
    _unname_nested(pdf)
    _place_figures(pdf)
    _hush_running_matter(pdf)


def resolve(pdf: pydyf.PDF, reference: bytes) -> Any:  # noqa: ANN401 - pydyf has no types
    """The object that a reference such as `12 0 R` leads to."""
    return pdf.objects[int(reference.split()[0])]


def go_on_with_table(pdf: pydyf.PDF, begun: pydyf.Dictionary, part: pydyf.Dictionary) -> None:
    """Hang the rows of a table's part overleaf on the table, below its own header; the repeated one on nothing."""
    headers = [cell["ID"] for cell in _cells(pdf, begun, "/TH")]
    for reference in part["K"]:
        group = resolve(pdf, reference)
        if group["S"] != "/THead" or not headers:
            group["P"] = begun.reference
            begun["K"].append(reference)
    if not headers:  # a row taller than the page began without one
        return
    for cell in _cells(pdf, part, "/TD"):
        columns = [int(header.string.rpartition("-")[2]) for header in cell["A"]["Headers"]]
        cell["A"]["Headers"] = pydyf.Array([headers[column] for column in columns])


def _cells(pdf: pydyf.PDF, table: pydyf.Dictionary, kind: str) -> Iterator[pydyf.Dictionary]:
    return (element for element in _linked(pdf, table) if element["S"] == kind)


def _wrap_list_bodies(pdf: pydyf.PDF) -> None:
    """Give each list item one body: WeasyPrint leaves out some or all of a loose one (ISO 14289-1, 7.6)."""
    for item in [element for element in _elements(pdf) if element["S"] == "/LI"]:
        kids = {kid: resolve(pdf, kid) for kid in item["K"]}
        label = [kid for kid, element in kids.items() if element["S"] == "/Lbl"]
        body = next((kid for kid, element in kids.items() if element["S"] == "/LBody"), None) or _add_body(pdf, item)
        for kid, element in kids.items():
            if kid not in (*label, body):
                element["P"] = body
                resolve(pdf, body)["K"].append(kid)
        item["K"] = pydyf.Array([*label, body])


def _go_on_with_items(pdf: pydyf.PDF) -> None:
    """Hang a list inside an item that goes on overleaf into the item: there the library puts it beside that."""
    for listed in [element for element in _elements(pdf) if element["S"] == "/L"]:
        for item, kid in pairwise(list(listed["K"])):
            if (resolve(pdf, item)["S"], resolve(pdf, kid)["S"]) == ("/LI", "/L"):
                body = resolve(pdf, item)["K"][-1]
                listed["K"].remove(kid)
                resolve(pdf, body)["K"].append(kid)
                resolve(pdf, kid)["P"] = body


def _add_body(pdf: pydyf.PDF, item: pydyf.Dictionary) -> bytes:
    body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "P": item.reference, "Pg": item["Pg"]})
    body["K"] = pydyf.Array([])
    pdf.add_object(body)
    reference: bytes = body.reference
    return reference


def _drop_nested_links(pdf: pydyf.PDF) -> None:
    """Keep one annotation a link: WeasyPrint makes another for each element inside it (ISO 14289-1, 7.18.5)."""
    spare: dict[bytes, int] = {}
    for element in _elements(pdf):
        if element["S"] != "/Link":
            for kid in [kid for kid in element["K"] if isinstance(kid, bytes)]:
                if resolve(pdf, kid).get("Type") == "/OBJR":
                    element["K"].remove(kid)
                    annotation = resolve(pdf, kid)["Obj"]
                    spare[annotation] = resolve(pdf, annotation)["StructParent"]
    for page in _pages(pdf):
        if "Annots" in page:
            page["Annots"] = pydyf.Array([kept for kept in page["Annots"] if kept not in spare])
    forgotten = set(spare.values())
    parents = _parents(pdf)
    pairs = zip(parents["Nums"][::2], parents["Nums"][1::2], strict=True)
    parents["Nums"] = pydyf.Array([entry for pair in pairs if pair[0] not in forgotten for entry in pair])


def _scope_headers(pdf: pydyf.PDF) -> None:
    """All our headers head columns (ISO 14289-1, 7.5)."""
    for element in _elements(pdf):
        if element["S"] == "/TH":
            element["A"]["Scope"] = "/Column"


def _unname_nested(pdf: pydyf.PDF) -> None:
    """A heading's line is no heading of its own."""
    for element in _elements(pdf):
        if element["S"] in NEVER_IN_THEMSELVES and resolve(pdf, element["P"])["S"] == element["S"]:
            element["S"] = "/NonStruct"


def _place_figures(pdf: pydyf.PDF) -> None:
    """State a figure's box in points from the lower left corner (ISO 32000-1, 14.8.5.4.3), not in CSS pixels."""
    for element in _elements(pdf):
        if element["S"] == "/Figure":
            _, _, _, height = resolve(pdf, element["Pg"])["MediaBox"]
            left, top, right, bottom = (PT_PER_PX * edge for edge in element["A"]["BBox"])
            element["A"]["BBox"] = pydyf.Array([left, height - bottom, right, height - top])


def _hush_running_matter(pdf: pydyf.PDF) -> None:
    """Let running heads and folios be artifacts, which are not read aloud; the tree lacks them (ISO 14289-1, 7.8)."""
    linked = {id(element) for element in _linked(pdf, resolve(pdf, pdf.catalog["StructTreeRoot"]))}
    hushed: defaultdict[bytes, set[int]] = defaultdict(set)
    # They stay in the file, hanging on nothing: PDFium reads no structure past an object that was freed.
    for element in [element for element in _elements(pdf) if id(element) not in linked]:
        hushed[element["Pg"]].update(kid for kid in element["K"] if isinstance(kid, int))
    numbered = dict(zip(*(_parents(pdf)["Nums"][start::2] for start in (0, 1)), strict=True))
    for reference, contents in hushed.items():
        page = resolve(pdf, reference)
        for content in contents:
            numbered[page["StructParents"]][content] = "null"
        _mark_artifacts(resolve(pdf, page["Contents"].split(b" R")[0] + b" R"), contents)


def _mark_artifacts(stream: pydyf.Stream, contents: set[int]) -> None:
    for position, entry in enumerate(stream.stream):
        if isinstance(entry, dict) and entry.get("MCID") in contents:
            stream.stream[position - 1 : position + 1] = ["/Artifact", PAGINATION]


def _linked(pdf: pydyf.PDF, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
    """The elements that hang on one, at any depth."""
    waiting = [element]
    while waiting:
        found = [resolve(pdf, kid) for kid in waiting.pop()["K"] if isinstance(kid, bytes)]
        found = [inner for inner in found if inner.get("Type") == "/StructElem"]
        yield from found
        waiting.extend(found)


def _parents(pdf: pydyf.PDF) -> Any:  # noqa: ANN401 - pydyf has no types
    return resolve(pdf, resolve(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])


def _pages(pdf: pydyf.PDF) -> list[pydyf.Dictionary]:
    return [entry for entry in pdf.objects if isinstance(entry, dict) and entry.get("Type") == "/Page"]


def _elements(pdf: pydyf.PDF) -> list[pydyf.Dictionary]:
    """Every structure element that has kids."""
    return [
        entry
        for entry in pdf.objects
        if isinstance(entry, pydyf.Dictionary) and entry.get("Type") == "/StructElem" and "K" in entry
    ]
