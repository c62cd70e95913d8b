"""What a contributor did, as an edition names it → the code that libraries use."""

from __future__ import annotations

from typing import Final

# Which code has a part in making a book? MARC relators: https://id.loc.gov/vocabulary/relators
RELATORS: Final[dict[str, str]] = {
    "author": "aut",
    "book designer": "bkd",
    "compiler": "com",
    "contributor": "ctb",
    "cover designer": "cov",
    "designer": "dsr",
    "editor": "edt",
    "foreword": "aui",
    "illustrator": "ill",
    "photographer": "pht",
    "printer": "prt",
    "proofreader": "pfr",
    "publisher": "pbl",
    "transcriber": "trc",
    "translator": "trl",
    "typesetter": "cmt",
}


def relator_of(role: str) -> str:
    """The code of a role by its name or the code itself; "" for one that we do not know."""
    word = " ".join(role.split()).casefold()
    return word if word in RELATORS.values() else RELATORS.get(word, "")
