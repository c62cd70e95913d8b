"""Damaged statements and their truths → how often the repairs of each rule are right.

`python -m tests.damage.precision --cases 1000` prints the table that `pamphlet/restore/confidence.py` states.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from multiprocessing import Pool

from pamphlet.errors import PamphletError
from pamphlet.model import Repair
from pamphlet.restore.confidence import Measure
from pamphlet.statements import SourceFile, restore_statement

from .corpus import Case, make_case
from .score import Miss, letters, score


def judge(case: Case) -> list[tuple[str, bool]]:
    """The rule of each repair of a case, and whether it is right: no block with its words is not as in the truth."""
    try:
        source = SourceFile(case.name, case.name, case.source_bytes)
        restored = restore_statement(source, language=case.truth.statement.language)
    except PamphletError:
        return []
    misses = score(case).misses
    return [(repair.rule, not any(_is_in(repair, miss) for miss in misses)) for repair in restored.repairs]


def _is_in(repair: Repair, miss: Miss) -> bool:
    """Whether a miss has the words of a repair, before or after it."""
    missed = letters(miss.expected), letters(miss.got)
    words = filter(None, (letters(repair.before), letters(repair.after)))
    return any(each in text or (len(text) > 3 and text in each) for each in words for text in missed)


def judge_seed(seed: int) -> list[tuple[str, bool]]:
    """One case made and judged."""
    return judge(make_case(seed))


def measure(seeds: Iterable[int]) -> dict[str, Measure]:
    """The measure of each rule, by name."""
    with Pool(2) as pool:
        judged = [each for found in pool.map(judge_seed, seeds, chunksize=20) for each in found]
    every, right = Counter(rule for rule, _ in judged), Counter(rule for rule, is_right in judged if is_right)
    return {rule: Measure(right[rule], every[rule]) for rule in sorted(every)}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure how often each rule is right on generated damage.")
    parser.add_argument("--cases", type=int, default=1000)
    for rule, (right, of) in measure(range(parser.parse_args().cases)).items():
        sys.stdout.write(f'    "{rule}": Measure({right}, {of}),\n')


if __name__ == "__main__":
    main()
