"""The notes of a statement, and the words at the feet of its pages → which of the notes stand there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import accumulate

from pamphlet.proof.printed import PrintedWord
from pamphlet.proof.words import Word


def find_notes(notes: Sequence[Sequence[Word]], foot: Sequence[PrintedWord]) -> Collection[int]:
    """The notes, by their place from 0, that begin at a foot: with their number, counted from 1, and their first word.

    Words are compared letter by letter, for a line end may cut one, and marks of Markdown part what is one in print.
    """
    letters = "".join(word.text for word in foot)
    starts = list(accumulate((len(word.text) for word in foot), initial=0))
    places: dict[str, list[int]] = {}
    for place, word in enumerate(foot):
        places.setdefault(word.text, []).append(place)
    found: set[int] = set()
    here = 0
    for number, note in enumerate(notes):
        numbered = places.get(str(number + 1), [])
        opening = note[0].text if note else ""
        for place in numbered[bisect_left(numbered, here) :]:
            if letters.startswith(opening, starts[place + 1]):
                found.add(number)
                here = bisect_left(starts, starts[place + 1] + sum(len(word.text) for word in note))
                break
    return found
