"""Patterns that are compiled when they are first asked for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.patterns import Pattern

from .test_lean_start import run

WRITTEN = ["a", "a+b?", "[ab]*", "(a)b", "^b", "b$", r"\bab\b"]


@pytest.mark.parametrize("written", WRITTEN)
@given(text=st.text("abAB \n"))
def test_it_finds_what_the_compiled_one_finds(written: str, text: str) -> None:
    """Each method, with flags too."""
    for flags in (0, re.IGNORECASE, re.MULTILINE):
        later, now = Pattern(written, flags), re.compile(written, flags)
        for name in ("search", "match", "fullmatch"):
            assert str(getattr(later, name)(text)) == str(getattr(now, name)(text))
        assert list(map(str, later.finditer(text))) == list(map(str, now.finditer(text)))
        assert (later.findall(text), later.split(text)) == (now.findall(text), now.split(text))
        assert (later.sub("-", text), later.subn("-", text)) == (now.sub("-", text), now.subn("-", text))


def test_it_is_compiled_once() -> None:
    """Its methods are the compiled pattern’s own from then on."""
    pattern = Pattern("a")
    assert "compiled" not in vars(pattern)
    assert pattern.search("ba")
    assert vars(pattern)["search"].__self__ is pattern.compiled


def test_no_pattern_of_damage_is_compiled_before_there_is_a_text() -> None:
    """Whoever imports the rules has not asked for anything yet."""
    found = (
        "found = [each for module in list(sys.modules.values()) if module.__name__.startswith('pamphlet.restore') "
        "for each in vars(module).values() if type(each).__name__ == 'Pattern' and hasattr(type(each), 'compiled')]"
    )
    run(
        f"import pamphlet.restore.statement; {found}; assert len(found) > 100, len(found); "
        "assert not [each.pattern for each in found if 'compiled' in vars(each)]"
    )
