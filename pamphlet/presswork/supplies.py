"""Press settings → the files that they name, read: the shop's ICC profile, and a slip for blank pages."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pamphlet.edition import PressSettings
from pamphlet.edition.press_checks import BLANKS
from pamphlet.errors import PamphletError
from pamphlet.press.bounds import refuse_excess
from pamphlet.storage import EDITION_FILE, find_inside, read_file


@dataclass(frozen=True, slots=True)
class Supplies:
    """The bytes of the files that the settings name; b"" where they name none."""

    profile: bytes = b""
    slip: bytes = b""


def read_supplies(settings: PressSettings, folder: Path, typed: Collection[str] = ()) -> Supplies:
    """The files: those of the edition lie in its folder; `typed` keys came from the command line and lie anywhere."""

    def read(key: str, name: str) -> bytes:
        if not name:
            return b""
        return read_file(Path(name) if key in typed else find_inside(folder, name, where=str(folder / EDITION_FILE)))

    profile = settings.icc_profile if settings.colour == "cmyk" else ""
    slip = "" if settings.blanks in BLANKS else settings.blanks
    return Supplies(read("icc_profile", profile), read_slip(read("blanks", slip), slip))


def read_slip(pdf: bytes, name: str) -> bytes:
    """The PDF for blank pages, unless it is too much to draw."""
    if pdf:
        try:
            refuse_excess(pdf)
        except PamphletError as error:
            raise PamphletError(error.what, advice=error.advice, where=error.where or name) from None
    return pdf
