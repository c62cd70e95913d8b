"""Members by name → the bytes of an OCF ZIP container, the same on any day and any machine."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from typing import Final

from pamphlet.cache import NO_CACHE, Cache, key_of

MIMETYPE: Final = "mimetype"

# APPNOTE.TXT, 4.3.7, 4.3.12 and 4.3.16; a header has no extra field: EPUB 3.3, 4.3.3
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_VERSION: Final = 20
_UTF_8: Final = 0x800
_STORED, _DEFLATED = 0, 8
# The earliest moment that DOS time knows, 1 January 1980: a ZIP archive cannot do without one.
_TIME, _DATE = 0, 33
_MADE_ON_UNIX: Final = 3 << 8 | _VERSION
_READABLE_FILE: Final = 0o100644 << 16


def write_container(members: Mapping[str, bytes], cache: Cache = NO_CACHE) -> bytes:
    """Pack the members, which must include `mimetype`; what was packed before is taken as it was."""
    # mimetype first, and stored: EPUB 3.3, 4.3.3 OCF ZIP container media type identification
    names = (MIMETYPE, *sorted(members.keys() - {MIMETYPE}))
    written, listed, place = [], [], 0
    for name in names:
        content = members[name]
        packed = content if name == MIMETYPE else _deflate(content, cache)
        encoded, method = name.encode(), _STORED if name == MIMETYPE else _DEFLATED
        flags = 0 if name.isascii() else _UTF_8
        facts = (flags, method, _TIME, _DATE, zlib.crc32(content), len(packed), len(content), len(encoded), 0)
        written += [_LOCAL.pack(b"PK\3\4", _VERSION, *facts), encoded, packed]
        listed += [_CENTRAL.pack(b"PK\1\2", _MADE_ON_UNIX, _VERSION, *facts, 0, 0, 0, _READABLE_FILE, place), encoded]
        place += sum(map(len, written[-3:]))
    directory = b"".join(listed)
    count = len(names)
    return b"".join((*written, directory, _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), place, 0)))


def _deflate(content: bytes, cache: Cache) -> bytes:
    """A member as it is packed: raw, without the frame that zlib puts around it."""
    key = key_of("deflated", content)
    packed = cache.get(key)
    if packed is None:
        packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
        packed = packer.compress(content) + packer.flush()
        cache.put(key, packed)
    return packed
