"""Two sequences of words that ought to be one → what is lacking in the second, and what it has besides."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

FARTHEST: Final = 400
"""Words: how far apart two places may lie before the alignment gives up looking for where they agree again."""
MOST_WAYS: Final = 60
"""How many readings of one place are followed: a real text has two or three."""
ANCHOR: Final = 3
"""Words: how many must agree in a row, so that a common word does not pass for a place."""


class Gap(NamedTuple):
    """Where the sequences part: the words lacking (expected[start:end]) and those besides (found[first:last])."""

    start: int
    end: int
    first: int
    last: int


def align(expected: Sequence[str], found: Sequence[str], joints: frozenset[int] = frozenset()) -> Iterator[Gap]:
    """The gaps between two sequences, in order; a found word whose index is a joint may go on in the next."""
    if expected == found:
        return
    here = there = 0
    while here < len(expected) or there < len(found):
        step = _agree(expected, here, found, there, joints)
        if step:
            here, there = here + 1, there + step
            continue
        ahead, beyond = _find_agreement(expected, here, found, there, joints)
        yield from _refine(expected, found, Gap(here, here + ahead, there, there + beyond))
        here, there = here + ahead, there + beyond


def holds(
    expected: Sequence[str], found: Sequence[str], joints: frozenset[int], spare: Collection[str], glued: frozenset[int]
) -> bool:
    """Whether the found words are the expected ones in order, and besides them none but spare ones.

    Between an expected word at a `glued` index and the next no space needs to be. All ways are followed at once, for
    a spare word may be an expected one too.
    """
    reached: dict[int, set[int]] = {0: {0}}
    for there, word in enumerate(found):
        for here in sorted(reached.pop(there, set()), reverse=True)[:MOST_WAYS]:
            if passed := _pass(found, there, joints, spare):
                reached.setdefault(there + passed, set()).add(here)
            if step := _agree(expected, here, found, there, joints):
                reached.setdefault(there + step, set()).add(here + 1)
            elif whole := _glue(expected, here, word, glued):
                reached.setdefault(there + 1, set()).add(here + whole)
    return len(expected) in reached.get(len(found), set())


def _pass(found: Sequence[str], there: int, joints: frozenset[int], spare: Collection[str]) -> int:
    """How many found words make a spare one: 0 if they do not, more than 1 if line ends cut it."""
    word, step = found[there], 1
    while word not in spare and there + step - 1 in joints and there + step < len(found):
        word += found[there + step]
        step += 1
    return step if word in spare else 0


def _glue(expected: Sequence[str], here: int, word: str, glued: frozenset[int]) -> int:
    """How many expected words, of which nothing parts each from the next, make the found one; 0 if they do not."""
    said = ""
    for index in range(here, len(expected)):
        said += expected[index]
        if said == word:
            return index - here + 1
        if index not in glued or not word.startswith(said):
            return 0
    return 0


def _refine(expected: Sequence[str], found: Sequence[str], gap: Gap) -> Iterator[Gap]:
    """The parts of a gap that differ, where words between them agree."""
    left, right = expected[gap.start : gap.end], found[gap.first : gap.last]
    if not left or not right or max(len(left), len(right)) > FARTHEST:
        yield gap
        return
    for kind, start, end, first, last in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Gap(gap.start + start, gap.start + end, gap.first + first, gap.first + last)


def _agree(expected: Sequence[str], here: int, found: Sequence[str], there: int, joints: frozenset[int]) -> int:
    """How many found words make the expected one: 0 if they do not, more than 1 if line ends cut it."""
    if here >= len(expected) or there >= len(found):
        return 0
    word = found[there]
    if word == expected[here]:
        return 1
    step = 1
    while there + step - 1 in joints and there + step < len(found) and expected[here].startswith(word):
        word += found[there + step]
        step += 1
        if word == expected[here]:
            return step
    return 0


def _find_agreement(
    expected: Sequence[str], here: int, found: Sequence[str], there: int, joints: frozenset[int]
) -> tuple[int, int]:
    """How many words to pass over on either side, as few as can be, until both agree again."""
    left, right = len(expected) - here, len(found) - there
    for total in range(1, min(left + right, 2 * FARTHEST) + 1):
        for ahead in range(max(0, total - right), min(total, left) + 1):
            if _anchored(expected, here + ahead, found, there + total - ahead, joints):
                return ahead, total - ahead
    return left, right


def _anchored(expected: Sequence[str], here: int, found: Sequence[str], there: int, joints: frozenset[int]) -> bool:
    """Whether the sequences agree from here on for a few words, or to the end of both."""
    for _ in range(ANCHOR):
        if here == len(expected) and there == len(found):
            return True
        step = _agree(expected, here, found, there, joints)
        if not step:
            return False
        here, there = here + 1, there + step
    return True
