"""The restorer on generated damage; and the generator on itself."""

from __future__ import annotations

from random import Random

import pytest

from pamphlet.statements import SourceFile, restore_statement

from .corpus import choose_kinds, clean_case, make_case, undamaged
from .damage import KINDS
from .origins import misread
from .rendering import join_pieces
from .score import Score, report, score, score_cases, score_clean, units

CASES = 1000
CLEAN = 200
MOST_INEXACT = 0.005


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    """A thousand damaged statements, restored."""
    return score_cases(CASES)


@pytest.mark.slow
def test_nearly_all_blocks_are_exact(scores: list[Score]) -> None:
    """At least 99.5 in a hundred, in kind and in text."""
    inexact = sum(each.blocks - each.exact for each in scores)
    assert inexact <= MOST_INEXACT * sum(each.blocks for each in scores), report(scores, examples=1)


@pytest.mark.slow
def test_no_word_is_lost(scores: list[Score]) -> None:
    """Each word of each truth is in what was restored."""
    assert [(each.case.seed, each.lost) for each in scores if each.lost] == []


@pytest.mark.slow
def test_clean_text_gets_no_repair() -> None:
    """Text that needs nothing gets nothing."""
    assert [seed for seed in range(CLEAN) if score_clean(seed).repairs] == []


@pytest.mark.slow
def test_clean_markdown_reads_back_as_the_truth() -> None:
    """The score knows a truth when it sees one."""
    assert [(each.case.seed, each.misses[:1]) for each in map(score_clean, range(CLEAN)) if not each.whole] == []


def test_clean_markdown_has_the_blocks_of_the_truth() -> None:
    """A sample of the test above, for every run."""
    case = clean_case(7)
    restored = restore_statement(SourceFile(case.name, case.name, case.source_bytes), language="en")
    assert list(units(restored.statement.blocks)) == list(units(case.truth.statement.blocks))


@pytest.mark.parametrize("seed", [1, 2, 99])
def test_a_seed_makes_the_same_case_each_time(seed: int) -> None:
    """So that a failure can be looked at again."""
    assert make_case(seed) == make_case(seed)
    assert clean_case(seed) == clean_case(seed)
    assert make_case(seed) != make_case(seed + 1)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_changes_the_bytes(kind: str) -> None:
    """Of nearly every statement: French may have no ligature, and a standfirst may be as it is by chance."""
    seeds = range(10)
    plain = [join_pieces(undamaged(seed, (kind,)).pieces).encode() for seed in seeds]
    damaged = [make_case(seed, (kind,)).source_bytes for seed in seeds]
    assert sum(one != other for one, other in zip(plain, damaged, strict=True)) >= 6


def test_each_kind_occurs_alone_and_with_others() -> None:
    """In a thousand cases each kind is met often."""
    chosen = [choose_kinds(seed, Random(seed)) for seed in range(CASES)]  # noqa: S311 - to be repeated
    for kind in KINDS:
        with_kind = [kinds for kinds in chosen if kind in kinds]
        assert len(with_kind) >= 8, kind
        assert {len(kinds) == 1 for kinds in with_kind} == {True, False}, kind


@pytest.mark.parametrize("seed", range(0, 40, 5))
def test_misread_words_stay_and_are_flagged(seed: int) -> None:
    """Nobody can tell what a figure inside a word was; each such word is named where it stands."""
    text, misread_words = misread(make_case(seed, ()).source_bytes.decode(), Random(seed))  # noqa: S311 - to be repeated
    restored = restore_statement(SourceFile("a.txt", "a.txt", text.encode()), language="en")
    messages = " ".join(warning.message for warning in restored.warnings)
    assert [word for word in misread_words if word not in messages] == []
    words = " ".join(unit.text for unit in units(restored.statement.blocks))
    assert [word for word in misread_words if word not in words] == []


def test_the_score_sees_a_lost_word_and_a_changed_mark() -> None:
    """A case whose source is not its own is not exact."""
    case, other = make_case(3, ()), make_case(4, ())
    swapped = type(case)(case.seed, case.truth, other.source_bytes, case.kinds)
    assert score(swapped).lost
    assert score(swapped).misses


def test_undamaged_text_is_mostly_restored_today() -> None:
    """The base that damage is done to is a leaflet as people have them."""
    assert sum(score(make_case(seed, ())).exact for seed in range(20)) > 100
