"""An identifier as people write it → its scheme, the form for machines, and the form to print."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

Scheme = Literal["isbn", "doi", "other"]
ISBN: Final = re.compile(
    r"(?:urn:isbn:|isbn(?:-1[03])?:?\s*)?(?P<digits>(?:97[89][\s-]?)?\d(?:[\s-]?\d){8}[\s-]?[\dX])", re.IGNORECASE
)
NAMED_ISBN: Final = re.compile(r"(?:urn:)?isbn", re.IGNORECASE)
DOI: Final = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|(?:urn:)?doi:\s*)?(?P<name>10\.\d{4,9}/\S+)", re.IGNORECASE)


class Identifier(NamedTuple):
    """What a publication is known by: a URI or other text for machines, and words for people."""

    scheme: Scheme
    uri: str
    label: str


def parse_identifier(text: str) -> Identifier:
    """An ISBN or a DOI in any of its spellings; anything else as it stands."""
    bare = text.strip()
    if found := ISBN.fullmatch(bare):
        digits = re.sub(r"[\s-]", "", found["digits"]).upper()
        if _sums_up(digits):
            return Identifier("isbn", f"urn:isbn:{digits}", f"ISBN {found['digits']}")
    if found := DOI.fullmatch(bare):
        return Identifier("doi", f"https://doi.org/{found['name']}", f"https://doi.org/{found['name']}")
    return Identifier("other", bare, bare)


def is_wrong_isbn(text: str) -> bool:
    """Whether a text claims to be an ISBN, by its name or its figures, and is none."""
    bare = text.strip()
    claims = NAMED_ISBN.match(bare) or re.fullmatch(r"97[89](?:[\s-]?\d){10}", bare)
    return bool(claims) and parse_identifier(bare).scheme != "isbn"


def _sums_up(digits: str) -> bool:
    """Whether the last figure is the check of the others (ISO 2108, annex A)."""
    values = [10 if digit == "X" else int(digit) for digit in digits]
    if len(values) == 10:
        return sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11 == 0
    return "X" not in digits and sum(values[::2] + [3 * value for value in values[1::2]]) % 10 == 0
