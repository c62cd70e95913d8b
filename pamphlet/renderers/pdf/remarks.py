"""The lines of finished pages → what there is to say of them, for information."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pamphlet.renderers.pdf.flaws import Advance, find_flaws
from pamphlet.renderers.pdf.lines import SetPage

Blemishes = Mapping[int, tuple[int, int]]
"""The number of a page → its loose lines and its rivers; pages without either are left out."""


def find_blemishes(pages: Sequence[SetPage], advance: Advance) -> dict[int, tuple[int, int]]:
    """What is loose on pages of text."""
    count = Counter((flaw.line.page, flaw.kind) for flaw in find_flaws(pages, advance))
    found = {page: (count[page, "loose"], count[page, "river"]) for page in sorted({page for page, _ in count})}
    return {page: blemishes for page, blemishes in found.items() if any(blemishes)}


def remark_on(blemishes: Blemishes) -> tuple[str, ...]:
    """A sentence, if there is anything to say: 3 loose lines (pages 4 and 7), 1 river (page 9)."""
    named = (("loose line", 0), ("river", 1))
    counted = [(name, {page: found[kind] for page, found in blemishes.items() if found[kind]}) for name, kind in named]
    said = [_say(name, on) for name, on in counted if on]
    return (", ".join(said),) if said else ()


def _say(name: str, on: Mapping[int, int]) -> str:
    total = sum(on.values())
    *others, last = map(str, sorted(on))
    where = f"pages {', '.join(others)} and {last}" if others else f"page {last}"
    return f"{total} {name}{'s' * (total != 1)} ({where})"
