"""pydyf's objects → as they are written, with marks for what is not known before the book is joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

import pydyf

from pamphlet.renderers.pdf.finish import end_plainly
from pamphlet.renderers.pdf.joining.fragment import ABSCISSA, NUMBER, REFERENCE, WORDS, Piece

REFERRING: Final = re.compile(rb"(\d+) 0 R")
# WeasyPrint names a header cell by the number of its table's element, which other parts have, too.
HEADER_NAME: Final = re.compile(r"(\d+)(-\d+-\d+)")


def write_as_piece(entry: Any, refer: Callable[[int], bytes]) -> Piece:  # noqa: ANN401 - pydyf has no types
    """An object, with what `refer` gives for the numbers of others."""
    if not isinstance(entry, pydyf.Stream):
        return Piece(spell(entry, refer))
    end_plainly(entry)
    content = entry.data.split(b"\nstream\n", 1)[1].removesuffix(b"\nendstream")
    filtered = {"Filter": "/FlateDecode"} if entry.compress else {}
    return Piece(spell({**entry.extra, **filtered, "Length": len(content)}, refer), content)


def spell(value: Any, refer: Callable[[int], bytes]) -> bytes:  # noqa: ANN401 - as above
    """A value as it is written."""
    match value:
        case bytes():
            found = REFERRING.fullmatch(value)
            return refer(int(found[1])) if found else value
        case pydyf.String():
            return _escape(value.data)
        case dict():
            return b"<<" + b"".join(_spell_entry(value, name, refer) for name in value) + b">>"
        case list():
            return b"[" + b" ".join(spell(entry, refer) for entry in value) + b"]"
        case _:
            return to_bytes(value)


def _spell_entry(owner: Any, name: str, refer: Callable[[int], bytes]) -> bytes:  # noqa: ANN401 - as above
    value, written = owner[name], b"/" + to_bytes(name)
    match name:
        case "Rect":
            return written + _spell_box(value)
        case "BBox" if owner.get("O") == "/Layout":
            return written + _spell_box(value)
        case "Contents" if owner.get("Subtype") == "/Link" and "Dest" in owner:
            place: str = owner["Dest"].string
            return written + WORDS + place.encode().hex().encode() + b";"
        case "StructParent":
            return written + b" " + refer(owner.number).replace(REFERENCE, NUMBER)
        case "ID":
            return written + _name_header(value, refer)
        case "Headers":
            return written + b"[" + b" ".join(_name_header(each, refer) for each in value) + b"]"
        case _:
            return written + b" " + spell(value, refer)


def _spell_box(box: Sequence[float]) -> bytes:
    left, foot, right, head = box
    return b"[" + b" ".join((abscissa(left), to_bytes(foot), abscissa(right), to_bytes(head))) + b"]"


def _name_header(name: pydyf.String, refer: Callable[[int], bytes]) -> bytes:
    """The name of a header cell, by the number that its table gets."""
    found = HEADER_NAME.fullmatch(name.string)
    if found is None:
        return spell(name, refer)
    return b"(" + refer(int(found[1])).replace(REFERENCE, NUMBER) + found[2].encode() + b")"


def _escape(string: bytes) -> bytes:
    """A string in which no byte is taken for a mark."""
    return re.sub(rb"[\x01-\x05]", lambda found: b"\\%03o" % found[0][0], string)


def to_bytes(value: Any) -> bytes:  # noqa: ANN401 - as above
    """As pydyf writes it."""
    written: bytes = pydyf._to_bytes(value)  # noqa: SLF001 - the same spelling of numbers as in all that it writes
    return written


def abscissa(points: float) -> bytes:
    """A place from the left edge of a recto."""
    return ABSCISSA + to_bytes(float(points)) + b";"
