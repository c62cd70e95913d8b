"""Quotation marks that lack their partner."""

from __future__ import annotations

import pytest

from pamphlet.restore.pairs import find_unpaired
from pamphlet.restore.quotes import marks_for


def unpaired(*texts: str, language: str = "en") -> list[tuple[bool, str]]:
    """Whether each such mark opens, and the words beside it."""
    return [(each.opens, each.words) for each in find_unpaired(texts, marks_for(language))]


# Which quotations are whole?
@pytest.mark.parametrize(
    "texts",
    [
        ("“So,” she said, “it is.”",),
        ("“We began.", "“We went on.", "“We shall end.”"),
        ("“We began.", "We went on.”"),
        ("It isn’t ‘theirs’.",),
        ("He said, “She said, ‘No,’ and went.”",),
    ],
)
def test_a_quotation_may_run_over_paragraphs(texts: tuple[str, ...]) -> None:
    """It opens anew in each, or in the first alone."""
    assert unpaired(*texts) == []


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("“It isn’t safe, he said.", "And so on."), [(True, "“It")]),
        (("“It isn’t safe, he said. “We told them.”",), [(True, "“It")]),
        (("It isn’t safe,” he said.",), [(False, "safe,”")]),
        (("We have “a debt.",), [(True, "“a")]),
    ],
)
def test_a_mark_without_its_partner_is_named(texts: tuple[str, ...], found: list[tuple[bool, str]]) -> None:
    """With the word that it stands beside."""
    assert unpaired(*texts) == found


def test_each_language_has_its_own_marks() -> None:
    """The mark that opens in English closes in German; in Swedish one does both, and nothing can be told."""
    assert unpaired("„So“, sagt sie.", language="de") == []
    assert unpaired("«\u202fAinsi\u202f», dit-elle.", language="fr") == []
    assert unpaired("”Så, sa hon.", language="sv") == []
