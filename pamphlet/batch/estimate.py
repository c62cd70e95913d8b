"""Texts, and what editions like them took before → what those that are left will take."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

from msgspec import Struct

from pamphlet.batch.extent import Cost, Extent, Need
from pamphlet.batch.job import Parcel
from pamphlet.batch.journal import Entry
from pamphlet.storage import EDITION_FILE, STATEMENT_SUFFIXES

BYTES_A_PAGE: Final = 1650
"""Of text on a page of A5 in the style `classic`, measured on statements of 900 words."""
MATTER_PAGES: Final = 4
"""Cover, imprint, contents or closing page, back cover."""
SECONDS_AN_EDITION: Final = 0.12
SECONDS_A_PAGE: Final = 0.03
MEGABYTES: Final = 150
FILE_BYTES_A_PAGE: Final = 12_000
PAGES_A_SHEET: Final = 4


class Size(Struct, frozen=True):
    """How much there is to set in an edition, and whether sheets are printed of it."""

    statements: int
    text_bytes: int
    printed: bool


class Rates(Struct, frozen=True):
    """What an edition takes by its size, as far as that can be told beforehand."""

    bytes_a_page: float = BYTES_A_PAGE
    seconds_a_page: float = SECONDS_A_PAGE
    seconds_an_edition: float = SECONDS_AN_EDITION
    megabytes: int = MEGABYTES
    file_bytes_a_page: float = FILE_BYTES_A_PAGE


def size_of(parcel: Parcel) -> Size:
    """The statements of a parcel, and the length of their texts."""
    texts = [
        len(content)
        for name, content in parcel.files.items()
        if PurePosixPath(name).suffix.lower() in STATEMENT_SUFFIXES and "/" not in name and name != EDITION_FILE
    ]
    return Size(len(texts), sum(texts), "booklet" in parcel.formats)


def rates_from(entries: Iterable[Entry]) -> Rates:
    """The rates that earlier editions of this folder had; where there are none, those that were measured once."""
    made = [Need(1, entry.extent, entry.cost) for entry in entries if entry.extent.pages and entry.cost.seconds]
    if not made:
        return Rates()
    whole = sum(made, Need())
    extent, cost = whole.extent, whole.cost
    # The share that each edition takes whatever its length stays as it was measured, and both are scaled.
    scale = cost.seconds / (SECONDS_AN_EDITION * whole.editions + SECONDS_A_PAGE * extent.pages)
    return Rates(
        seconds_a_page=SECONDS_A_PAGE * scale,
        seconds_an_edition=SECONDS_AN_EDITION * scale,
        megabytes=cost.megabytes,
        file_bytes_a_page=extent.bytes / extent.pages,
    )


def estimate(size: Size, known: Entry | None, rates: Rates) -> Need:
    """What one edition will take: as the last time, or by its size."""
    if known and known.cost.seconds:
        return Need(1, known.extent, known.cost)
    pages = MATTER_PAGES + max(size.statements, -(-size.text_bytes // round(rates.bytes_a_page)))
    seconds = rates.seconds_an_edition + rates.seconds_a_page * pages
    length = round(rates.file_bytes_a_page * pages)
    sheets = -(-pages // PAGES_A_SHEET) if size.printed else 0
    extent = Extent(statements=size.statements, pages=pages, sheets=sheets, bytes=length)
    return Need(1, extent, Cost(seconds, rates.megabytes))
