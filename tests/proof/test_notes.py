"""Notes where no foot can hold them, and notes that call one another: the ledger finds each where it is set."""

from __future__ import annotations

from pathlib import Path

import pytest

from pamphlet.pipeline import prove_edition, read_edition
from pamphlet.proof.noted import find_notes
from pamphlet.proof.printed import PrintedWord
from pamphlet.proof.words import Word

HEAD = "# The quay\n\nAda Brook\n\n"
LINKED = "[at the lamp](https://harbour.example)"
LONG = "The lamp was lit at six and put out at ten, and nobody asked who paid for the oil. " * 40


def words(text: str) -> tuple[Word, ...]:
    """The words of a note."""
    return tuple(Word(word, 1) for word in text.split())


def printed(text: str) -> tuple[PrintedWord, ...]:
    """The words at the feet of some pages."""
    return tuple(PrintedWord(word, 1) for word in text.split())


@pytest.mark.parametrize(
    ("foot", "found"),
    [
        ("1 See the map 2 And the stair", {0, 1}),
        ("2 And the stair", {1}),
        ("1 See the map", {0}),
        ("", set()),
        ("See harbour example 1 See the map", {0}),
        ("1 Se e the map 2 And the stair", {0, 1}),
        ("1 See the 2 And map 2 And the stair", {0, 1}),
        ("3 See the map", set()),
    ],
)
def test_a_note_is_at_a_foot_if_it_begins_there_with_its_number(foot: str, found: set[int]) -> None:
    """Whatever else stands there, and wherever a line end cuts a word."""
    assert find_notes((words("See the map"), words("And the stair")), printed(foot)) == found


# Where does a note stand that no foot can hold, or that only a note calls?
@pytest.mark.parametrize(
    "text",
    [
        f"We met[^1] again.[^2]\n\n[^1]: {LONG}\n\n[^2]: At noon.\n",
        "We met.[^1]\n\n[^1]: Beside[^2] it.\n\n[^2]: Behind[^1] it.\n",
        *(
            pytest.param(text, marks=pytest.mark.slow)
            for text in (
                f"We met.[^1]\n\n[^1]: {LONG}\n",
                "We met.[^1]\n\n[^2]: Behind it.\n\n[^3]: Below it.\n\n[^1]: Beside[^3] it.\n",
                "We met.[^1]\n\n[^1]: Namely:\n\n    - at noon\n    - at night\n",
                "We met.[^1]\n\n[^1]: See [the map][m].\n\n[m]: https://harbour.example\n",
                f"We met {LINKED}.[^1]\n\n[^1]: So {LINKED} then.\n",
            )
        ),
    ],
)
def test_a_note_is_accounted_for_wherever_it_is_set(text: str, tmp_path: Path) -> None:
    """At a foot, after the text, or in another note's words."""
    (tmp_path / "a.md").write_text(HEAD + text, encoding="utf-8")
    proof = prove_edition(read_edition([tmp_path], source_date_epoch=0))
    assert proof.ledger.unaccounted == ()
    assert proof.repairs == ()
