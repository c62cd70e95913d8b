"""A stream → its bytes, packed once, however often somebody asks for them.

pydyf packs a stream whenever it is asked how it is written: to see what it ends in, and to write it.
"""

from __future__ import annotations

import zlib
from typing import Final

import pydyf

LEVEL: Final = 9
"""As pydyf packs: https://github.com/CourtBouillon/pydyf/blob/v0.13.0/pydyf/__init__.py#L410"""


def pack_once() -> None:
    """Have the library keep what it has packed."""
    pydyf.Stream.data = property(_write)


def _write(stream: pydyf.Stream) -> bytes:
    content = b"\n".join(map(pydyf._to_bytes, stream.stream))  # noqa: SLF001 - the same spelling as everywhere in it
    extra = pydyf.Dictionary(stream.extra.copy())
    if stream.compress:
        extra["Filter"] = "/FlateDecode"
        known: tuple[bytes, bytes] = stream.__dict__.get("_packed", (b"", b""))
        if not known[1] or known[0] != content:
            known = stream._packed = content, zlib.compress(content, LEVEL)  # noqa: SLF001 - a name of ours on its object
        content = known[1]
    extra["Length"] = len(content)
    return b"\n".join((extra.data, b"stream", content, b"endstream"))
