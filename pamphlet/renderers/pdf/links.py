"""Links → what of them paper can show: their addresses in the text, at the foot of the page, or as codes after it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from html import escape
from typing import Final

from pamphlet.addresses import JOINTS, says_address, short_address
from pamphlet.model import Link
from pamphlet.model.walk import plain_text
from pamphlet.renderers.pdf.plan import Links
from pamphlet.renderers.pdf.qr import draw_qr

# A note repeats the words that it belongs to, so that no mark has to stand in the text; the first of many words do.
MOST_WORDS: Final = 7
MOST_LETTERS: Final = 60
BREAK: Final = "\u200b"
WORD_JOINER: Final = "\u2060"
# At 24 mm a code of more bytes than this has modules too fine for office printers.
LONGEST_IN_CODE: Final = 300


class PrintedLinks:
    """The links of one statement, in the order in which its text has them."""

    def __init__(self, slug: str, kind: Links, *, at_end: bool) -> None:
        """With `at_end`, notes follow the text."""
        self._slug, self._kind, self._at_end = slug, kind, at_end
        self._later: list[str] = []
        self._count = 0

    def render(self, link: Link, words: str) -> str:
        """A link with its words as XHTML, and with its address or a note where the words do not say it."""
        opening = f'<a href="{escape(link.target)}"'
        if says_address(plain_text(link.content), link.target) or not link.content:
            return f"{opening}>{words}</a>"
        if self._kind == "address":
            return f"{opening}>{words}</a>{in_brackets(link.target)}"
        self._count += 1
        anchor = f"note-{self._slug}-link{self._count}"
        if self._kind == "note" and not self._at_end:
            return f'{opening} class="noted">{words}</a><span class="footnote link" id="{anchor}">{_note(link)}</span>'
        code = _code(link.target) if self._kind == "qr" else ""
        self._later.append(f'<div class="note link" id="{anchor}">{code}<p>{_note(link)}</p></div>')
        return f'{opening} class="noted">{words}</a>'

    def inside_note(self, link: Link, words: str) -> str:
        """A link in a note, where no further note can be."""
        said = says_address(plain_text(link.content), link.target)
        return f'<a href="{escape(link.target)}">{words}</a>{"" if said else in_brackets(link.target)}'

    def render_rest(self) -> str:
        """What follows the text."""
        return f'<div class="notes links">{"".join(self._later)}</div>' if self._later else ""


def draw_codes(targets: Iterable[str]) -> dict[str, bytes]:
    """The QR code of each target, by its name beside the page; those that no code can hold are left out."""
    return {_code_name(target): draw_qr(target) for target in targets if _is_short(target)}


def _code(target: str) -> str:
    alternative = escape(short_address(target))
    return f'<img src="{_code_name(target)}" alt="{alternative}"/>' if _is_short(target) else ""


def _is_short(target: str) -> bool:
    return len(target.encode()) <= LONGEST_IN_CODE


def _code_name(target: str) -> str:
    return f"codes/{hashlib.sha256(target.encode()).hexdigest()[:20]}.svg"


def in_brackets(target: str) -> str:
    """An address after the words that lead there."""
    return f' <span class="address">({_breakable(short_address(target))})</span>'


def _note(link: Link) -> str:
    address = f'<span class="address">{_breakable(short_address(link.target))}</span>'
    return f'<span class="linked">{escape(_key(plain_text(link.content)), quote=False)}:</span> {address}'


def _key(words: str) -> str:
    """The words that a note belongs to, or the first of them."""
    first = words.split()
    key = " ".join(first[:MOST_WORDS])[:MOST_LETTERS].rstrip(" .,;:")
    return key if len(key) >= len(" ".join(first).rstrip(" .,;:")) else f"{key} …"


def _breakable(address: str) -> str:
    broken = "".join(f"{each}{_after(each)}" for each in address)
    return escape(broken, quote=False)


def _after(letter: str) -> str:
    """Whether a line may end there: the library’s own lines, which notes have, would also end after hyphens."""
    return BREAK if letter in JOINTS else WORD_JOINER if letter == "-" else ""
