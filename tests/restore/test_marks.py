"""Dashes, ellipses and the spaces of French."""

from __future__ import annotations

import pytest

from pamphlet.model import Code, Emphasis, Text
from pamphlet.model.walk import plain_text
from pamphlet.restore.marks import set_dashes, set_ellipses, set_french_spaces


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("the quay--ours--stays", "the quay—ours—stays"),
        ("the quay -- ours", "the quay – ours"),
        ("the quay - ours", "the quay – ours"),
        ("right-wing, 3-4, a-b-c", "right-wing, 3-4, a-b-c"),
        ("already — so – there", "already — so – there"),
    ],
)
def test_hyphens_that_stand_for_dashes_become_dashes(typed: str, printed: str) -> None:
    """An em dash where none had spaces, an en dash where both had."""
    assert plain_text(set_dashes((Text(typed),), "en").run) == printed


@pytest.mark.parametrize(("typed", "printed"), [("and so...", "and so…"), ("....", "...."), ("a..b", "a..b")])
def test_three_points_become_an_ellipsis(typed: str, printed: str) -> None:
    """Three, and no more."""
    assert plain_text(set_ellipses((Text(typed),), "en").run) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Pourquoi ? Parce que !", "Pourquoi\u202f? Parce que\u202f!"),
        ("Pourquoi? Voici:", "Pourquoi\u202f? Voici\u00a0:"),
        ("« Oui », dit-elle", "«\u202fOui\u202f», dit-elle"),
        ("à 10:30, https://harbour.example", "à 10:30, https://harbour.example"),
        ("Déjà\u00a0! et\u202f?", "Déjà\u00a0! et\u202f?"),
    ],
)
def test_french_sets_no_break_spaces_before_its_high_marks(typed: str, printed: str) -> None:
    """And inside guillemets; a time or an address has none."""
    assert plain_text(set_french_spaces((Text(typed),), "fr").run) == printed


def test_other_languages_have_no_such_spaces() -> None:
    """English sets its marks close."""
    run = (Text("Why? Because!"),)
    assert set_french_spaces(run, "en").run is run


def test_marks_reach_across_emphasis_and_leave_code_alone() -> None:
    """Two hyphens may stand half inside emphasis; in code they are an option."""
    run = (Text("the quay-"), Emphasis((Text("-ours"),)), Text(" "), Code("a--b"))
    assert plain_text(set_dashes(run, "en").run) == "the quay—ours a--b"


def test_each_word_that_changes_is_named() -> None:
    """Before and after."""
    assert set_dashes((Text("the quay--ours"),), "en").changed == (("quay--ours", "quay—ours"),)
