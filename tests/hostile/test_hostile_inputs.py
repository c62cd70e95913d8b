"""Inputs from strangers: each builds, builds with a named warning, or is refused in one sentence; and none spies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from pamphlet.errors import PamphletError
from pamphlet.gathering import gather_edition

from .attack import CANARY, Result, attack, listening, was_called, words_of
from .bombs import CASES as BOMBS
from .bombs import HEAVY_CASES
from .case import Case
from .markup import CASES as MARKUP
from .oddities import CASES as ODDITIES
from .paths import CASES as PATHS
from .pictures import CASES as PICTURES
from .texts import CASES as TEXTS

CASES: Final = (*PATHS, *MARKUP, *PICTURES, *TEXTS, *BOMBS, *ODDITIES)
QUICK: Final = tuple(case for case in CASES if not case.bulky and not case.late)
CODES: Final = {"builds": 0, "warns": 0, "refused": 2}

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
each_quick_case = pytest.mark.parametrize("case", QUICK, ids=lambda case: case.name)
each_heavy_case = pytest.mark.parametrize("case", HEAVY_CASES, ids=lambda case: case.name)


@pytest.fixture(scope="module")
def spy() -> Iterator[str]:
    """The address of a server that nobody calls."""
    with listening() as (address, server):
        yield address
        assert not was_called(server)


def test_there_are_enough_of_them_and_no_name_stands_for_two() -> None:
    """They are the specification of what strangers can do."""
    assert len({case.name for case in CASES}) == len(CASES) >= 300


@each_quick_case
def test_a_stranger_is_read_or_refused(case: Case, tmp_path: Path, spy: str) -> None:
    """Up to the document model, in this process: the same end as in a build, and no word from outside."""
    (tmp_path / "secret").mkdir()
    for name in ("canary.txt", "canary.png"):
        (tmp_path / "secret" / name).write_text(f"# {CANARY}\n\n{CANARY}\n", encoding="utf-8")
    (tmp_path / "edition").mkdir()
    case.lay_out(tmp_path / "edition", secret=tmp_path / "secret/canary.txt", spy=spy)
    try:
        edition = gather_edition([tmp_path / "edition"], source_date_epoch=None)
    except PamphletError as error:
        sentence = str(error)
        assert case.outcome == "refused", sentence
        assert case.words in sentence
        assert CANARY not in sentence
        return
    assert case.outcome != "refused" or _is_left_to_the_setter(case)
    assert case.outcome != "warns" or any(case.words in each.message for each in edition.warnings)
    assert CANARY not in repr(edition.pamphlet)


def _is_left_to_the_setter(case: Case) -> bool:
    """A style is looked at when pages are set."""
    return "style" in case.name


@pytest.mark.slow
@each_case
def test_a_stranger_builds_or_is_refused(case: Case, tmp_path: Path, spy: str) -> None:
    """From files to files, in a process that is watched."""
    result = attack(case, tmp_path, spy)
    _assert_harmless(result)
    assert result.code == CODES[case.outcome], result.said
    assert case.words in result.said
    if case.outcome == "refused":
        _assert_refused(result)
    if case.outcome == "builds" and "named" not in case.name:
        assert "taken out" not in result.said


@pytest.mark.slow
@each_heavy_case
def test_much_of_something_builds_or_passes_a_limit(case: Case, tmp_path: Path, spy: str) -> None:
    """Which of both depends on the machine."""
    result = attack(case, tmp_path, spy)
    _assert_harmless(result)
    if result.code:
        _assert_refused(result)


def _assert_harmless(result: Result) -> None:
    """Nothing outside was opened, nobody was called, and the machine was spared."""
    assert result.code in {0, 2}, result.said
    assert result.spied == ""
    assert CANARY not in result.said
    assert CANARY not in words_of(result.made)
    assert result.megabytes < 1000
    assert result.seconds < 30, "far beyond what the guard allows"


def _assert_refused(result: Result) -> None:
    assert result.made == {}
    (sentence,) = result.said.splitlines()
    assert sentence.startswith("pamphlet: ")
    assert "Traceback" not in sentence
    assert "our fault" not in sentence


def test_the_guard_is_not_for_the_edition_to_widen(tmp_path: Path) -> None:
    """Seconds and memory are the business of whoever runs the command."""
    (tmp_path / "edition.toml").write_text("[limits]\nmemory = 9000\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("# Quay\n\nOurs.\n", encoding="utf-8")
    with pytest.raises(PamphletError, match="`memory` is no key of"):
        gather_edition([tmp_path], source_date_epoch=None)


def test_a_sentence_does_not_repeat_whatever_it_is_about(tmp_path: Path) -> None:
    """Of what is far too long its beginning is enough."""
    (tmp_path / "edition.toml").write_text(f'language = "{"x" * 50_000}"\n', encoding="utf-8")
    (tmp_path / "a.md").write_text("# Quay\n\nOurs.\n", encoding="utf-8")
    with pytest.raises(PamphletError, match=r"`language` is “x{199}…”; write a code") as refused:
        gather_edition([tmp_path], source_date_epoch=None)
    assert len(str(refused.value)) < 1000
