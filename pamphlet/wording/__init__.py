"""The words that the edition adds to the statements, in the edition's language: a file for each."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct

LANGUAGES: Final = frozenset({"de", "en", "es", "fr", "it", "nl", "pl", "pt"})
"""Those that have a file here, `LANGUAGE.toml`, with the fields of `Wording`."""
FALLBACK: Final = "en"


class Wording(Struct, frozen=True):
    """Headings and labels that stand in the pamphlet but in no statement; `language` is the one that they are in.

    Those that begin with `access_` are sentences on the e-book's accessibility.
    """

    language: str
    contents: str
    contact: str
    colophon: str
    imprint: str
    cover: str
    title_page: str
    notes: str
    own_notes: str
    pages: str
    back_to_text: str
    start: str
    landmarks: str
    web: str
    mail: str
    telephone: str
    post: str
    scan: str
    qr_code: str
    made_with: str
    sources: str
    published_by: str
    large_print: str
    identifier: str
    one_other: str
    many_others: str
    access_text: str
    access_pictures: str
    access_tables: str
    access_notes: str
    access_pages: str

    @property
    def colon(self) -> str:
        """The colon behind a label; in French a no-break space stands before it."""
        return "\u00a0:" if self.language == "fr" else ":"

    def and_others(self, count: int) -> str:
        """The subtitle of a collection that is called after its first statement, with `count` more."""
        return "" if count == 0 else self.one_other if count == 1 else self.many_others


def wording_for(language: str) -> Wording:
    """The wording for a BCP 47 tag by its primary language; English where we have none."""
    primary = language.split("-", 1)[0].casefold()
    return _read(primary if primary in LANGUAGES else FALLBACK)


@cache
def _read(language: str) -> Wording:
    text = Path(__file__).with_name(f"{language}.toml").read_text(encoding="utf-8")
    return Wording(language, **tomllib.loads(text))
