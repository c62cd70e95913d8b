"""The statements' files → files inside the PDF, so that the text of a pamphlet can be had back from the pamphlet."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from typing import Final

import pydyf

# ISO 19005-3, 6.8: an embedded file names its media type.
MEDIA_TYPES: Final = {"md": "text/markdown", "txt": "text/plain"}
PLAIN: Final = "text/plain"


def enclose_sources(pdf: pydyf.PDF, sources: Mapping[str, bytes], modified: str) -> None:
    """Associate files with the whole document as its source (ISO 32000-2, 14.13); `modified` is ISO 8601 in UTC."""
    if not sources:
        return
    entries = {name: enclose_file(pdf, name, content, modified) for name, content in as_enclosed(sources).items()}
    listed = list_names(entries)
    pdf.add_object(listed)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = listed.reference
    pdf.catalog["AF"] = pydyf.Array(entries.values())


def as_enclosed(sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files by the names that they have inside, in their order; no folders lie there."""
    named = {name.replace("/", "-"): content for name, content in sources.items()}
    return {name: named[name] for name in sorted(named)}


def list_names(entries: Mapping[str, bytes]) -> pydyf.Dictionary:
    """The tree of names, of one leaf, that leads to these references; sorted as they are written (32000-1, 7.9.6)."""
    listed = pydyf.Dictionary({"Names": pydyf.Array()})
    for name in sorted(entries, key=_written):
        listed["Names"].extend((pydyf.String(name), entries[name]))
    return listed


def _written(name: str) -> bytes:
    """A text string as the file spells it: ISO 32000-1, 7.9.2.2."""
    return name.encode() if name.isascii() else b"\xfe\xff" + name.encode("utf-16-be")


def enclose_file(pdf: pydyf.PDF, name: str, content: bytes, modified: str) -> bytes:
    """Add one file and what describes it; the reference of the latter."""
    kind = MEDIA_TYPES.get(name.rpartition(".")[2].lower(), PLAIN)
    date = pydyf.String(f"D:{modified.translate(str.maketrans('', '', '-:T'))}")
    checksum = hashlib.md5(content, usedforsecurity=False).hexdigest()
    parameters = {"CheckSum": f"<{checksum}>", "Size": len(content), "CreationDate": date, "ModDate": date}
    # Packed here, for the library packs a stream anew whenever it is looked at.
    stream = pydyf.Stream(
        [zlib.compress(content, 9)],
        {
            "Type": "/EmbeddedFile",
            "Subtype": f"/{kind.replace('/', '#2f')}",
            "Params": pydyf.Dictionary(parameters),
            "Filter": "/FlateDecode",
        },
    )
    pdf.add_object(stream)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(name.encode("ascii", errors="replace")),
            "UF": pydyf.String(name),
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
            "AFRelationship": "/Source",
            "Desc": pydyf.String(name),
        }
    )
    pdf.add_object(specification)
    reference: bytes = specification.reference
    return reference
