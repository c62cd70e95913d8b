"""Blocks and titles with straight quotation marks → the same with the marks that their language uses."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from pamphlet.model.walk import Run, respell, spelled_out
from pamphlet.patterns import Pattern

APOSTROPHE: Final = "’"


class Marks(Struct, frozen=True):
    """Opening and closing marks, outer and inner; French ones hold a no-break space."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


ENGLISH: Final = Marks("“", "”", "‘", "’")
# Which marks does a language set? Unicode CLDR, characters: delimiters.
MARKS: Final[dict[str, Marks]] = {
    "cs": Marks("„", "“", "‚", "‘"),
    "da": Marks("“", "”", "‘", "’"),
    "de": Marks("„", "“", "‚", "‘"),
    "el": Marks("«", "»", "“", "”"),
    "es": Marks("«", "»", "“", "”"),
    "fi": Marks("”", "”", "’", "’"),
    "fr": Marks("«\u202f", "\u202f»", "‹\u202f", "\u202f›"),
    "it": Marks("«", "»", "“", "”"),
    "nb": Marks("«", "»", "‘", "’"),
    "pl": Marks("„", "”", "«", "»"),
    "pt": Marks("“", "”", "‘", "’"),
    "ru": Marks("«", "»", "„", "“"),
    "sv": Marks("”", "”", "’", "’"),
}
OPENING_BRACKETS: Final = "([{<“‘„‚«‹¿¡\u202f"
DASHES: Final = "—–-/"
# Words that begin with an apostrophe and not with a quotation: '90s, 'tis; in 'em' and '98' they are quoted.
ELISION: Final = Pattern(
    r"n\b|\d\ds\b|(?:\d\d|tis|twas|twere|twill|til|till|em|cause|bout|round|cos|neath)\b(?!['’])", re.IGNORECASE
)
JOINTS: Final = ",;:.!?…"


class CurledRun(Struct, frozen=True):
    """A run, the words whose marks changed (before, after), and the words left in doubt."""

    run: Run
    changed: tuple[tuple[str, str], ...] = ()
    doubtful: tuple[str, ...] = ()


def marks_for(language: str) -> Marks:
    """The quotation marks of a BCP 47 tag's primary language; English ones where we know none."""
    return MARKS.get(language.split("-", 1)[0].casefold(), ENGLISH)


def curl_run(run: Run, language: str) -> CurledRun:
    """A run with curly marks, and what was done to which words."""
    whole = spelled_out(run)
    if '"' not in whole and "'" not in whole:
        return CurledRun(run)
    characters = curl(whole, marks_for(language))
    changed, doubtful = _touched_words(whole, characters)
    return CurledRun(respell(run, characters), changed, doubtful)


def curl(text: str, marks: Marks) -> tuple[str, ...]:
    """Each character of a text, the straight marks decided by what stands beside them and what is open.

    A mark that could be an inch or a foot stays straight.
    """
    characters = list(text)
    outer = inner = False
    for place, character in enumerate(text):
        before = characters[place - 1][-1:] if place else ""
        after = text[place + 1 : place + 2]
        if character in (marks.opening[0], marks.closing[-1]):
            outer = character == marks.opening[0] and not (outer and character == marks.closing[-1])
        elif character == '"' and outer and before.isdigit() and _closes_later(text, place + 1, marks):
            continue  # inches inside a quotation
        elif character == marks.inner_opening[0] and character != APOSTROPHE:
            inner = True
        elif character == marks.inner_closing[-1] and not after.isalnum():
            inner = False
        elif character == '"' and (opens := _opens(before, after, marks, is_open=outer)) is not None:
            characters[place] = marks.opening if opens else marks.closing
            outer = opens
        elif character == "'" and _opens(before, after, marks, is_open=inner) and not ELISION.match(text, place + 1):
            characters[place] = marks.inner_opening
            inner = True
        elif character == "'" and inner and not after.isalnum():
            characters[place] = marks.inner_closing
            inner = False
        elif character == "'" and not (before.isdigit() and not after.isalpha()):
            characters[place] = APOSTROPHE
    return tuple(characters)


def _opens(before: str, after: str, marks: Marks, *, is_open: bool) -> bool | None:
    """Whether a mark opens a quotation or closes one; None if it is neither, as an inch mark."""
    apart = not before or before.isspace()
    closing = {marks.closing[-1], marks.inner_closing[-1]}
    opening = before in OPENING_BRACKETS and before not in closing
    joint = before in JOINTS and after.isalnum()
    may_open = (apart or opening or before in DASHES or joint) and bool(after) and not after.isspace()
    may_close = not apart and not opening
    if may_open and may_close:
        return not is_open
    if not is_open and (before.isdigit() or (before.isalpha() and after.isalpha())):
        return None
    return may_open if may_open or may_close else None


def _closes_later(text: str, start: int, marks: Marks) -> bool:
    """Whether the next mark can only close a quotation, so that the one before it does not."""
    mark = re.compile(f'["{marks.opening[0]}{marks.closing[-1]}]').search(text, start)
    if mark is None or (mark[0] == marks.opening[0] != marks.closing[-1]):
        return False
    before, after = text[mark.start() - 1], text[mark.end() : mark.end() + 1]
    curly = mark[0] == marks.closing[-1] != marks.opening[0]
    return curly or (not before.isspace() and before not in OPENING_BRACKETS + DASHES and not after.isalnum())


def _touched_words(text: str, characters: tuple[str, ...]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The words whose marks changed, before and after, and the words that keep a straight one."""
    changed: list[tuple[str, str]] = []
    doubtful: list[str] = []
    for word in re.finditer(r"\S+", text):
        after = "".join(characters[word.start() : word.end()])
        if after != word[0]:
            changed.append((word[0], after))
        if '"' in after or "'" in after:
            doubtful.append(word[0])
    return tuple(changed), tuple(doubtful)
