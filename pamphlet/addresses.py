"""A link's target → the address as people type it, and where it may be parted."""

from __future__ import annotations

import re
from typing import Final

SCHEME: Final = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
# A mail's subject and body are of no use to a pen.
MAIL_FIELDS: Final = re.compile(r"(?i)^(mailto:[^?]*)\?.*$", re.DOTALL)
JOINTS: Final = "@/.?&=_"
"""After these a line may end within an address; never after its hyphens, any of which might be the setter’s."""


def short_address(target: str) -> str:
    """What is left to type: no scheme, and no slash at the end of a bare host or path."""
    return SCHEME.sub("", MAIL_FIELDS.sub(r"\1", target), count=1).rstrip("/")


def says_address(words: str, target: str) -> bool:
    """Whether the words of a link are its address already, so that paper needs no other."""

    def bare(text: str) -> str:
        return re.sub(r"^www\.|[\s().-]|/+$", "", short_address(text.strip()).casefold())

    return bare(words) == bare(target)
