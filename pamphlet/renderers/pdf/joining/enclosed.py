"""The statements' files → the objects that put them into the book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
import pydyf

from pamphlet.cache import Cache, digest_of, key_of
from pamphlet.renderers.pdf.enclosures import as_enclosed, enclose_file, list_names
from pamphlet.renderers.pdf.finish import end_streams_plainly
from pamphlet.renderers.pdf.joining.fragment import REFERENCE, Piece
from pamphlet.renderers.pdf.joining.spelling import spell, write_as_piece

BUILT_IN: Final = 3
"""pydyf begins every file with as many objects: the free one, the pages and the catalog."""
EACH: Final = 2
"""A file takes so many objects: its content, and what describes it."""


class Enclosure(msgspec.Struct, frozen=True, array_like=True):
    """A file of this digest as objects, which refer to one another by their numbers from 0."""

    digest: str
    content: Piece
    description: Piece


def enclose(sources: Mapping[str, bytes], modified: str, cache: Cache) -> tuple[Sequence[Piece], Mapping[str, bytes]]:
    """The objects of the files, and what the catalog and its names say of them.

    Those of all files are kept together, for after an edit all but one are wanted again.
    """
    if not sources:
        return [], {}
    enclosed = _enclose_each(as_enclosed(sources), modified, cache)
    pieces = [piece for place, each in enumerate(enclosed.values()) for piece in _placed(each, EACH * place)]
    entries = {name: b"%d 0 R" % (BUILT_IN + EACH * place + 1) for place, name in enumerate(enclosed)}
    names = REFERENCE + b"%d;" % len(pieces)
    pieces.append(Piece(spell(list_names(entries), _refer)))
    return pieces, {"AF": spell(pydyf.Array(entries.values()), _refer), "EmbeddedFiles": names}


def _enclose_each(named: Mapping[str, bytes], modified: str, cache: Cache) -> dict[str, Enclosure]:
    """Each file by its name, as it was enclosed before or is now."""
    key = key_of("enclosed", modified, *named)
    kept = msgspec.msgpack.decode(cache.get(key) or b"\x80", type=dict[str, Enclosure])
    digests = {name: digest_of(content) for name, content in named.items()}
    known = {name: each for name, each in kept.items() if digests.get(name) == each.digest}
    if len(known) == len(named):
        return known
    enclosed = {
        name: known.get(name) or _enclose(name, content, digests[name], modified) for name, content in named.items()
    }
    cache.put(key, msgspec.msgpack.encode(enclosed))
    return enclosed


def _enclose(name: str, content: bytes, digest: str, modified: str) -> Enclosure:
    pdf = pydyf.PDF()
    enclose_file(pdf, name, content, modified)
    end_streams_plainly(pdf)
    return Enclosure(digest, *(write_as_piece(entry, _refer) for entry in pdf.objects[BUILT_IN:]))


def _placed(enclosure: Enclosure, first: int) -> tuple[Piece, Piece]:
    """Its objects, if the first has this number."""
    described = enclosure.description.written.replace(REFERENCE + b"0;", REFERENCE + b"%d;" % first)
    return enclosure.content, Piece(described)


def _refer(number: int) -> bytes:
    return REFERENCE + b"%d;" % (number - BUILT_IN)
