"""A job → the bytes of its files, packed: whoever makes the edition needs no folder of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, Final

from pamphlet.batch.job import Job, Parcel
from pamphlet.batch.stating import lay_over, to_toml
from pamphlet.errors import PamphletError
from pamphlet.limits import MOST_SETTINGS_BYTES
from pamphlet.storage import EDITION_FILE, OTHER_SUFFIXES, in_units, list_files, read_file

STYLE: Final = "pamphlet-style"
"""The folder, in the parcel, of a style that lies elsewhere."""
MOST_BYTES: Final = 300_000_000
MOST_FILES: Final = 5000
# What looks like the end of a picture's name in a text? Any file that is called so travels along.
PICTURE: Final = re.compile(rb"[^\s/()<>\[\]\"'|]+\.(?:png|jpe?g|gif|webp|svg)\b", re.IGNORECASE)


def pack(job: Job, *, source_date_epoch: int | None) -> Parcel:
    """The job with its files; raises PamphletError, with the place as the user would type it, where one is lacking."""
    folder = Path(job.folder)
    contents = _read_all(folder, _names_of(job, folder))
    stated = dict(job.stated)
    if job.style:
        stated["style"] = f"./{STYLE}"
        style = Path(job.style)
        contents |= {f"{STYLE}/{name}": content for name, content in _read_all(style, list_files(style)).items()}
    if job.files:
        contents[EDITION_FILE] = to_toml({**stated, "statements": list(job.files)}).encode()
    elif stated:
        contents[EDITION_FILE] = _restated(contents.get(EDITION_FILE, b""), stated, folder / EDITION_FILE).encode()
    if sum(map(len, contents.values())) > MOST_BYTES:
        advice = "leave in it what the edition needs"
        raise PamphletError(f"this folder holds more than {in_units(MOST_BYTES)}", advice=advice, where=job.folder)
    return Parcel(contents, job.formats, source_date_epoch)


def _names_of(job: Job, folder: Path) -> Iterator[str]:
    """The files that may be asked for: all of a folder, or the statements and the pictures that they may show."""
    if not job.files:
        names = list_files(folder)
        if len(names) > MOST_FILES:
            advice = "leave in it what the edition needs"
            raise PamphletError(f"this folder holds more than {MOST_FILES} files", advice=advice, where=job.folder)
        yield from names
        return
    yield from job.files
    mentioned = {
        found for name in job.files for found in PICTURE.findall(read_file(folder / name, most_bytes=MOST_BYTES))
    }
    if mentioned:
        ends = tuple(each.decode(errors="replace").lower() for each in mentioned)
        yield from (name for name in list_files(folder) if name.lower().endswith(ends))


def _read_all(folder: Path, names: Iterator[str] | tuple[str, ...]) -> dict[str, bytes]:
    """Every file's bytes; of those in forms that are not read, their names alone."""
    stated = folder / EDITION_FILE
    named = read_file(stated, most_bytes=MOST_SETTINGS_BYTES) if stated.is_file() else b""
    return {
        name: b""
        if name.lower().endswith(OTHER_SUFFIXES) and PurePosixPath(name).name.encode() not in named
        else read_file(folder / name)
        for name in names
    }


def _restated(content: bytes, stated: dict[str, Any], where: Path) -> str:
    try:
        return lay_over(content.decode("utf-8-sig"), stated, str(where))
    except UnicodeDecodeError:
        raise PamphletError("not UTF-8 text", advice="save it as UTF-8", where=str(where), line=1) from None


def place_of(job: Job, where: str) -> str:
    """A file of the parcel as the user would type it; "" for one that was made from the catalogue."""
    if where == EDITION_FILE and job.files:
        return ""
    if job.style and where.startswith(f"{STYLE}/"):
        return str(Path(job.style) / where.removeprefix(f"{STYLE}/"))
    inside = Path(job.folder) / where
    return str(inside) if where and inside.exists() else where
