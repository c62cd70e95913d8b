"""The finished files → the proof that every word of every source is in them, or is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from pamphlet.model import Manuscript, Pamphlet, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.proof.booklet_text import missing_pages
from pamphlet.proof.epub_text import read_epub
from pamphlet.proof.ledger import CLOSING, Entry, Ledger, Unaccounted, draw_up, opening_of
from pamphlet.proof.pdf_text import read_pdf
from pamphlet.proof.report import Proof, group_by_rule, schema, to_html, to_json


def prove(  # noqa: PLR0913 - what was read, what was done, and what was made
    pamphlet: Pamphlet,
    manuscripts: Sequence[Manuscript],
    repairs: tuple[Repair, ...],
    warnings: tuple[Warning, ...],
    made: Mapping[str, bytes],
    *,
    flip: Literal["short", "long"] = "short",
) -> Proof:
    """Read the finished files back (`made` by format: "epub", "pdf", "booklet") and account for every word."""
    entries = [
        Entry(statement, manuscript, tuple(repair for repair in repairs if repair.file == manuscript.name))
        for statement, manuscript in zip(pamphlet.statements, manuscripts, strict=True)
    ]
    places = (*(opening_of(statement) for statement in pamphlet.statements), CLOSING)
    ledger = draw_up(
        entries,
        epub=read_epub(made["epub"]) if "epub" in made else (),
        pdf=read_pdf(made["pdf"], places) if "pdf" in made else None,
    )
    if "booklet" in made:
        ledger = _with_booklet(ledger, made["pdf"], made["booklet"], flip)
    return Proof(pamphlet.title, pamphlet.identifier, ledger, repairs, warnings)


def _with_booklet(ledger: Ledger, pdf: bytes, booklet: bytes, flip: Literal["short", "long"]) -> Ledger:
    lost = (Unaccounted("booklet", "lacking", "", 0, f"page {page}") for page in missing_pages(pdf, booklet, flip=flip))
    return replace(ledger, media=(*ledger.media, "booklet"), unaccounted=(*ledger.unaccounted, *lost))


__all__ = ["Ledger", "Proof", "Unaccounted", "group_by_rule", "prove", "schema", "to_html", "to_json"]
