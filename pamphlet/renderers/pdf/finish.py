"""The written pages → what PDF/A and PDF/UA want besides: metadata, structure, pictures and streams as they ask."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from textwrap import shorten
from types import MappingProxyType
from typing import Any, Final

import pydyf

from pamphlet.renderers.pdf.enclosures import enclose_sources
from pamphlet.renderers.pdf.gradients import write_gradients
from pamphlet.renderers.pdf.structure import mend_structure, resolve

LONGEST_DESCRIPTION: Final = 120
"""Letters of what a link leads to."""
# PDF/A wants every schema described that it does not know itself: ISO 19005-3, 6.6.2.3.3.
PDFUA_SCHEMA: Final = b"""
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""


def finish_pdf(
    document: Any,  # noqa: ANN401 - weasyprint has no types
    pdf: pydyf.PDF,
    *,
    sources: Mapping[str, bytes] = MappingProxyType({}),
    modified: str = "",
) -> None:
    """Add what the library leaves out, and the files that the pages were made from, before the trailer is written."""
    complete_pdf(document, pdf)
    enclose_sources(pdf, sources, modified)
    end_streams_plainly(pdf)


def complete_pdf(document: Any, pdf: pydyf.PDF) -> None:  # noqa: ANN401 - weasyprint has no types
    """Add what the library leaves out, and leave streams as they may still change."""
    _declare_ua(pdf)
    _describe_links(pdf, document._html.etree_element)  # noqa: SLF001 - the library hands it to nobody
    mend_structure(pdf)
    _keep_pixels(pdf)
    write_gradients(pdf)
    # Folios count every page from the cover, in figures: ISO 32000-1, 12.4.2.
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    # The outline and the title open with the file: ISO 14289-1, 7.1 wants the title shown.
    pdf.catalog["PageMode"] = "/UseOutlines"


def _declare_ua(pdf: pydyf.PDF) -> None:
    metadata = resolve(pdf, pdf.catalog["Metadata"])
    content = metadata.stream[0].replace(b"</rdf:RDF>", PDFUA_SCHEMA.split(b'ns#">', 1)[1], 1)
    metadata.stream = [content]
    metadata.compress = False


def _describe_links(pdf: pydyf.PDF, root: Any) -> None:  # noqa: ANN401 - as above
    """A link inside the pamphlet is described by the words that it leads to (ISO 14289-1, 7.18.5), not by their id."""
    targets = {element.get("id"): element for element in root.iter() if element.get("id")}
    for link in pdf.objects:
        is_inside = isinstance(link, dict) and link.get("Subtype") == "/Link" and "Dest" in link
        # What leads out of a part is described when the part is joined.
        if is_inside and link["Dest"].string in targets:
            link["Contents"] = pydyf.String(first_words(targets[link["Dest"].string]))


def first_words(element: Any) -> str:  # noqa: ANN401 - as above
    """The heading of what opens with one, else as many words as can be listened to."""
    heading = next(element.iter("h1"), element)
    return shorten(" ".join("".join(heading.itertext()).split()), LONGEST_DESCRIPTION, placeholder=" …")


def _keep_pixels(pdf: pydyf.PDF) -> None:
    """Pictures are not smoothed by the viewer: ISO 19005-3, 6.2.8."""
    for stream in _streams(pdf):
        if stream.extra.get("Subtype") == "/Image":
            stream.extra["Interpolate"] = "false"


def end_streams_plainly(pdf: pydyf.PDF) -> None:
    """Let no stream end in an end-of-line: some checkers take that for the one before `endstream`."""
    for stream in _streams(pdf):
        end_plainly(stream)
    add = pdf.add_object

    def add_plainly(entry: pydyf.Object) -> None:
        """The last streams, which hold the objects and where they lie, are made while the file is written."""
        if isinstance(entry, pydyf.Stream):
            end_plainly(entry)
        add(entry)

    pdf.add_object = add_plainly


def end_plainly(stream: pydyf.Stream) -> None:
    """Store a stream so that it does not end in an end-of-line."""
    if _ends_line(stream):
        stream.compress = False
        if _ends_line(stream):
            _spell_in_ascii(stream)


def _ends_line(stream: pydyf.Stream) -> bool:
    return _content(stream)[-1:] in {b"\r", b"\n"}


def _spell_in_ascii(stream: pydyf.Stream) -> None:
    """Write the bytes in ASCII85, which ends in `~>` (ISO 32000-1, 7.4.3), over the filter that they have."""
    filters = [stream.extra[name] for name in ("Filter",) if name in stream.extra]
    if "DecodeParms" in stream.extra:
        stream.extra["DecodeParms"] = pydyf.Array(["null", stream.extra["DecodeParms"]])
    stream.stream = [base64.a85encode(_content(stream)) + b"~>"]
    stream.extra["Filter"] = pydyf.Array(["/ASCII85Decode", *filters])


def _content(stream: pydyf.Stream) -> bytes:
    """The bytes between `stream` and `endstream`."""
    written: bytes = stream.data
    return written.split(b"\nstream\n", 1)[1].removesuffix(b"\nendstream")


def _streams(pdf: pydyf.PDF) -> list[pydyf.Stream]:
    return [entry for entry in pdf.objects if isinstance(entry, pydyf.Stream)]
