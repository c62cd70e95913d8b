"""The ledger on generated damage: a whole text is never refused, and one that lacks a word always is."""

from __future__ import annotations

from random import Random

import pytest
from msgspec.structs import replace

from pamphlet.model import Line
from pamphlet.proof.ledger import Entry, draw_up
from pamphlet.statements import RestoredStatement, SourceFile, restore_statement

from .corpus import make_case


def restored_case(seed: int) -> RestoredStatement:
    """A damaged statement, restored."""
    case = make_case(seed)
    return restore_statement(
        SourceFile(case.name, case.name, case.source_bytes), language=case.truth.statement.language
    )


def refused(restored: RestoredStatement, kept: list[Line]) -> bool:
    """Whether the ledger refuses these lines for the statement."""
    altered = replace(restored.manuscript, restored=tuple(kept))
    return bool(draw_up([Entry(restored.statement, altered, restored.repairs)]).unaccounted)


QUICK = range(0, 1300, 130)
SEEDS = [seed if seed in QUICK else pytest.param(seed, marks=pytest.mark.slow) for seed in range(0, 1300, 13)]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_whole_text_is_never_refused_and_a_lost_word_or_line_always_is(seed: int) -> None:
    """Whatever the damage, and whatever repairs were made elsewhere."""
    restored = restored_case(seed)
    kept = list(restored.manuscript.restored)
    assert not refused(restored, kept)
    rng = Random(seed)  # noqa: S311 - to be repeated
    place = rng.choice([place for place, line in enumerate(kept) if sum(map(str.isalpha, line.text.split())) > 3])
    words = kept[place].text.split(" ")
    del words[rng.choice([number for number, word in enumerate(words) if word.isalpha()])]
    assert refused(restored, [*kept[:place], replace(kept[place], text=" ".join(words)), *kept[place + 1 :]])
    assert refused(restored, kept[:place] + kept[place + 1 :])
    assert refused(restored, [*kept, kept[place]])
