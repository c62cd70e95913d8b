"""Character references (`&amp;`, `&#8212;`) → the characters that they name, but for those that no text may hold."""

from __future__ import annotations

import html
import re
import sys
from typing import Final

from pamphlet.model.characters import HIDDEN, UNPRINTABLE

REFERENCE: Final = re.compile(r"&(?:#(?:x(?P<hex>[0-9a-f]+)|(?P<decimal>[0-9]+))|[a-z]+);", re.IGNORECASE)


def shield_references(text: str) -> str:
    """HTML or Markdown in which a reference to what nobody could see stays as the words that it is: `&#7;`."""

    def shield(found: re.Match[str]) -> str:
        return found[0] if _is_harmless(found) else f"&amp;{found[0][1:]}"

    return REFERENCE.sub(shield, text)


def _is_harmless(found: re.Match[str]) -> bool:
    digits = found["hex"] or found["decimal"]
    if not digits:
        return not HIDDEN.search(html.unescape(found[0]))
    code = int(digits, 16 if found["hex"] else 10) if len(digits) < 9 else 0
    # HTML takes 128 to 159 for Windows-1252: https://html.spec.whatwg.org/#numeric-character-reference-end-state
    if 0x80 <= code <= 0x9F:
        return True
    return 0 < code <= sys.maxunicode and not UNPRINTABLE.match(chr(code)) and not HIDDEN.match(chr(code))


def resolve_references(text: str) -> str:
    """The text with the characters that its references name."""
    return html.unescape(shield_references(text))
