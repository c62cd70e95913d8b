"""The written pages → what PDF/UA and a book's folios want besides: metadata, list bodies, page labels."""

from __future__ import annotations

from typing import Any, Final

import pydyf

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


def finish_pdf(_document: Any, pdf: pydyf.PDF) -> None:  # noqa: ANN401 - weasyprint has no types
    """Add what the library leaves out, right before the trailer is written."""
    _declare_ua(pdf)
    _wrap_list_bodies(pdf)
    # The outline and the title open with the file: ISO 14289-1, 7.1 wants the title shown.
    pdf.catalog["PageMode"] = "/UseOutlines"


def _declare_ua(pdf: pydyf.PDF) -> None:
    metadata = _object(pdf, pdf.catalog["Metadata"])
    content = metadata.stream[0].replace(b"</rdf:RDF>", PDFUA_SCHEMA.split(b'ns#">', 1)[1], 1)
    metadata.stream = [content]
    metadata.compress = False


def _wrap_list_bodies(pdf: pydyf.PDF) -> None:
    """Give each list item the body that WeasyPrint leaves out of loose ones (ISO 14289-1, 7.6)."""
    for item in [entry for entry in pdf.objects if isinstance(entry, pydyf.Dictionary) and entry.get("S") == "/LI"]:
        kids = item["K"]
        kinds = [_object(pdf, kid).get("S") if isinstance(kid, bytes) else None for kid in kids]
        if "/LBody" in kinds:
            continue
        body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "P": item.reference, "Pg": item["Pg"]})
        body["K"] = pydyf.Array([kid for kid, kind in zip(kids, kinds, strict=True) if kind != "/Lbl"])
        pdf.add_object(body)
        for kid in body["K"]:
            if isinstance(kid, bytes):
                _object(pdf, kid)["P"] = body.reference
        item["K"] = pydyf.Array([kid for kid, kind in zip(kids, kinds, strict=True) if kind == "/Lbl"])
        item["K"].append(body.reference)


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:  # noqa: ANN401 - pydyf has no types
    return pdf.objects[int(reference.split()[0])]
