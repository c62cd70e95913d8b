"""The words that are expected and those that are printed → the word that begins each page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pamphlet.proof.align import align
from pamphlet.proof.printed import PrintedWord


def find_openings(expected: Sequence[str], printed: Sequence[PrintedWord], pages: Iterable[int]) -> dict[int, int]:
    """Each page → the expected word that begins it; a page without words opens with the next one's, or at the end."""
    owners = _owners(expected, printed)
    first: dict[int, int] = {}
    for index, word in enumerate(printed):
        first.setdefault(word.page, owners[index])
    openings, following = {}, len(expected)
    for page in sorted(pages, reverse=True):
        following = min(following, first.get(page, following))
        openings[page] = following
    return dict(sorted(openings.items()))


def _owners(expected: Sequence[str], printed: Sequence[PrintedWord]) -> list[int]:
    """For each printed word the expected word that begins with it or next after it."""
    joints = frozenset(index for index, word in enumerate(printed) if word.joint)
    found = [word.text for word in printed]
    owners: list[int] = []
    here = 0
    for gap in (*align(expected, found, joints), None):
        stop = gap.start if gap else len(expected)
        for index in range(here, stop):
            owners.append(index)
            owners.extend([index + 1] * (_pieces(expected[index], found, len(owners) - 1) - 1))
        if gap:
            owners.extend(min(gap.start + extra, gap.end) for extra in range(gap.last - gap.first))
            here = gap.end
    return owners


def _pieces(word: str, found: Sequence[str], first: int) -> int:
    """How many found words, cut by the ends of lines, make the word."""
    made, last = found[first], first
    while made != word:
        last += 1
        made += found[last]
    return last - first + 1
