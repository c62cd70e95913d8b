"""Statements → those that may be two versions of one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from pamphlet.model import Statement
from pamphlet.model.walk import plain_text, runs

SHARED: Final = 0.6
"""Of the words of the shorter: so many are in the longer, too."""


def find_twins(statements: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Each pair of statements in a row with the same title and most of their words in common."""
    titled: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        titled[" ".join(plain_text(statement.title).casefold().split())].append(statement)
    for same in titled.values():
        words = [_words_of(each) for each in same] if len(same) > 1 else []
        for place in range(1, len(words)):
            one, other = words[place - 1 : place + 1]
            if (one & other).total() >= SHARED * min(one.total(), other.total()):
                yield same[place - 1], same[place]


def _words_of(statement: Statement) -> Counter[str]:
    return Counter(word for run in runs(statement.blocks) for word in re.findall(r"\w+", plain_text(run).casefold()))
