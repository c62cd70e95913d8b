"""The confidence that each rule states, beside how often it is right on generated damage."""

from __future__ import annotations

import pytest

from pamphlet.restore.confidence import LEAST_SHARE, MEASURED, Measure
from pamphlet.restore.statement import RULES

from .precision import measure

CASES = 1000
SLACK = 0.02
"""By which a share may fall below the stated confidence before the table is out of date."""

FEWEST = 30
"""Repairs by which a share can be told at all."""


@pytest.mark.slow
def test_the_stated_confidence_is_what_is_measured() -> None:
    """On other statements than those it was measured on: no rule is right less often than it says."""
    found = measure(range(10_000, 10_000 + CASES))
    worse = {
        rule: each
        for rule, each in found.items()
        if rule in MEASURED and each.of >= FEWEST and each.right / each.of < MEASURED[rule].lower_bound - SLACK
    }
    assert worse == {}


@pytest.mark.parametrize("rule", MEASURED)
def test_a_rule_that_is_wrong_too_often_would_only_warn(rule: str) -> None:
    """None is; a rule whose repairs are right less often than this has no place among those that repair."""
    right, of = MEASURED[rule]
    assert right / of >= LEAST_SHARE


def test_only_rules_that_exist_are_rated() -> None:
    """Those that can be switched off, and those that work on the head."""
    of_the_head = {"byline", "contents", "date", "repeated-byline", "repeated-title", "standfirst", "header-wins"}
    assert set(MEASURED) <= RULES | of_the_head | {"control-character"}


def test_a_few_right_repairs_tell_less_than_many() -> None:
    """The bound rises with what was seen."""
    assert Measure(10, 10).lower_bound < Measure(100, 100).lower_bound < Measure(1000, 1000).lower_bound < 1
