"""The finished files → the proof that every word of every source is in them, or is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final

from msgspec.structs import replace

from pamphlet.means import Means
from pamphlet.model import Manuscript, Pamphlet, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.proof.booklet_text import Sheets, missing_pages
from pamphlet.proof.epub_text import read_epub
from pamphlet.proof.ledger import CLOSING, Entry, Ledger, Medium, Unaccounted, draw_up, opening_of
from pamphlet.proof.printed import PrintedText
from pamphlet.proof.report import Proof, group_by_rule, schema, to_html, to_json

_file_of: Final = attrgetter("file")


def prove(  # noqa: PLR0913 - what was read, what was done, and what was made
    pamphlet: Pamphlet,
    manuscripts: Sequence[Manuscript],
    repairs: tuple[Repair, ...],
    warnings: tuple[Warning, ...],
    made: Mapping[str, bytes],
    *,
    printed: PrintedText | None = None,
    sheets: Sheets | None = None,
    means: Means = Means(),  # noqa: B008 - frozen
) -> Proof:
    """Read the finished files back (`made` by format: "epub", "pdf") and account for every word.

    `printed` is the PDF's text, if somebody has read it from the finished file already, with the places of all
    statements and of `CLOSING`. Sheets are compared with the pages that they were made of.
    """
    by_file = {file: tuple(found) for file, found in groupby(sorted(repairs, key=_file_of), key=_file_of)}
    entries = [
        Entry(statement, manuscript, by_file.get(manuscript.name, ()))
        for statement, manuscript in zip(pamphlet.statements, manuscripts, strict=True)
    ]
    if not printed and "pdf" in made:
        from pamphlet.proof.pdf_text import read_pdf  # noqa: PLC0415 - an e-book alone has no pages to read

        places = (*(opening_of(statement) for statement in pamphlet.statements), CLOSING)
        printed = read_pdf(made["pdf"], places, means=means)
    ledger = draw_up(
        entries,
        epub=read_epub(made["epub"]) if "epub" in made else (),
        pdf=printed,
        means=means,
    )
    if sheets:
        ledger = with_sheets(ledger, sheets)
    return Proof(pamphlet.title, pamphlet.identifier, ledger, repairs, warnings)


def with_sheets(ledger: Ledger, sheets: Sheets) -> Ledger:
    """The ledger with what the sheets lack of these pages."""
    name: Medium = "booklet" if sheets.layout == "booklet" else "sheets"
    lost = (Unaccounted(name, "lacking", "", 0, f"page {page}") for page in missing_pages(sheets))
    return replace(ledger, media=(*ledger.media, name), unaccounted=(*ledger.unaccounted, *lost))


__all__ = ["Ledger", "Proof", "Sheets", "group_by_rule", "prove", "schema", "to_html", "to_json"]
