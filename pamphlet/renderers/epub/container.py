"""Members by name → the bytes of an OCF ZIP container, the same on any day and any machine."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MIMETYPE: Final = "mimetype"

# The earliest moment that DOS time knows: a ZIP archive cannot do without one.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_READABLE_FILE: Final = 0o100644


def write_container(members: Mapping[str, bytes]) -> bytes:
    """Pack the members, which must include `mimetype`."""
    # mimetype first: EPUB 3.3, 4.3.3 OCF ZIP container media type identification
    names = (MIMETYPE, *sorted(members.keys() - {MIMETYPE}))
    container = BytesIO()
    with ZipFile(container, "w") as archive:
        for name in names:
            archive.writestr(_entry(name), members[name], compresslevel=9)
    return container.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, date_time=_EPOCH)
    # mimetype stored, without an extra field: EPUB 3.3, 4.3.3
    entry.compress_type = ZIP_STORED if name == MIMETYPE else ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _READABLE_FILE << 16
    return entry
