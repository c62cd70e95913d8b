"""Texts, and what editions like them took before → what those that are left will take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Final

from msgspec import Struct

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


class Need(Struct, frozen=True):
    """What editions take: `seconds` of the processor; `megabytes` of memory for the largest; `bytes` on disk."""

    editions: int = 0
    statements: int = 0
    pages: int = 0
    sheets: int = 0
    seconds: float = 0
    megabytes: int = 0
    bytes: int = 0


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
    made = [entry for entry in entries if entry.pages and entry.seconds]
    if not made:
        return Rates()
    pages, seconds = sum(each.pages for each in made), sum(each.seconds for each in made)
    # The share that each edition takes whatever its length stays as it was measured, and both are scaled.
    scale = seconds / (SECONDS_AN_EDITION * len(made) + SECONDS_A_PAGE * pages)
    return Rates(
        seconds_a_page=SECONDS_A_PAGE * scale,
        seconds_an_edition=SECONDS_AN_EDITION * scale,
        megabytes=max(each.megabytes for each in made),
        file_bytes_a_page=sum(each.bytes for each in made) / pages,
    )


def estimate(size: Size, known: Entry | None, rates: Rates) -> Need:
    """What one edition will take: as the last time, or by its size."""
    if known and known.seconds:
        return Need(
            1, known.statements, known.pages, known.sheets, known.seconds, known.megabytes or MEGABYTES, known.bytes
        )
    pages = MATTER_PAGES + max(size.statements, -(-size.text_bytes // round(rates.bytes_a_page)))
    seconds = rates.seconds_an_edition + rates.seconds_a_page * pages
    length = round(rates.file_bytes_a_page * pages)
    sheets = -(-pages // PAGES_A_SHEET) if size.printed else 0
    return Need(1, size.statements, pages, sheets, seconds, rates.megabytes, length)


def total(needs: Sequence[Need]) -> Need:
    """All together; of memory, the most that one takes."""
    return Need(
        editions=sum(each.editions for each in needs),
        statements=sum(each.statements for each in needs),
        pages=sum(each.pages for each in needs),
        sheets=sum(each.sheets for each in needs),
        seconds=sum(each.seconds for each in needs),
        megabytes=max((each.megabytes for each in needs), default=0),
        bytes=sum(each.bytes for each in needs),
    )
