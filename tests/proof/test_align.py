"""Where two sequences of words part, and where they meet again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.proof.align import Gap, align, holds


@pytest.mark.parametrize(
    ("expected", "found", "gaps"),
    [
        ("a b c d", "a b c d", []),
        ("a b c d", "a b d", [Gap(2, 3, 2, 2)]),
        ("a b c d", "a b x c d", [Gap(2, 2, 2, 3)]),
        ("a b c d e f", "a b x d e f", [Gap(2, 3, 2, 3)]),
        ("a b", "", [Gap(0, 2, 0, 0)]),
        ("", "a", [Gap(0, 0, 0, 1)]),
    ],
)
def test_gaps_are_as_small_as_can_be(expected: str, found: str, gaps: list[Gap]) -> None:
    """What is lacking and what was added, at its very place."""
    assert list(align(expected.split(), found.split())) == gaps


def test_a_word_that_a_line_end_cut_is_whole() -> None:
    """exam- ple is example where the cut is a joint."""
    assert list(align(["an", "example", "here"], ["an", "exam", "ple", "here"], frozenset({1}))) == []


def test_a_compound_that_a_line_end_parted_is_two_words_still() -> None:
    """right- wing is right-wing: a joint may hold and need not."""
    assert list(align(["right", "wing"], ["right", "wing"], frozenset({0}))) == []


@pytest.mark.parametrize(
    ("found", "is_held"),
    [
        ("a b c d", True),
        ("x b a b c x d", True),
        ("b c a b c d", True),
        ("a b d", False),
        ("a c b d", False),
        ("a b c e d", False),
        ("ab c d", False),
        ("a bc d", True),
        ("a b c d x", True),
        ("a b y z c d", False),
        ("a y z b c d", False),
        ("a b c d y z", True),
        ("", False),
    ],
)
def test_spare_words_are_passed_over_wherever_they_stand(found: str, *, is_held: bool) -> None:
    """Even where they are those that are looked for; nothing parts b from c, and a line end may cut the fifth."""
    assert holds([*"abcd"], found.split(), frozenset({4}), {"x", "b", "c", "yz"}, frozenset({1})) == is_held


@given(st.lists(st.sampled_from("abcd"), max_size=40), st.lists(st.sampled_from("abcd"), max_size=40))
def test_what_is_not_in_a_gap_agrees(expected: list[str], found: list[str]) -> None:
    """Taking the gaps out of both sequences leaves the same words."""
    left, right = list(expected), list(found)
    for gap in reversed(list(align(expected, found))):
        del left[gap.start : gap.end]
        del right[gap.first : gap.last]
    assert left == right
