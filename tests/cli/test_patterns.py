"""Patterns that were compiled before are taken from the cache, and are the same."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest

from pamphlet.cache import FolderCache
from pamphlet.cli import patterns
from pamphlet.cli.patterns import patterns_at_hand

KINDS: Final[tuple[tuple[str | bytes, int], ...]] = (
    (r"(?P<day>\d{1,2})\.\s(?P<month>[^\W\d_]+)", 0),
    (r"(?i)(?:straße|[À-ÿ]+)\b(?!x)", re.MULTILINE),
    ("  a # a comment\n  b+? (c)\\1", re.VERBOSE | re.DOTALL),
    ("[\ud800-\udfff\U0001f300-\U0001faff]", 0),
    ("", 0),
    (rb"(?P<byte>[\x80-\xff])", 0),
)
TEXTS: Final = ("1. Mai 2031, 12. June", "Straße ÀÉ x", "abbcc\nabc", "a\ud800b😀", "")


@pytest.fixture
def cache(tmp_path: Path) -> FolderCache:
    """An empty one."""
    return FolderCache(str(tmp_path))


def compile_all() -> list[re.Pattern[Any]]:
    """Each pattern, whatever Python has kept of it by itself."""
    re.purge()
    return [re.compile(pattern, flags) for pattern, flags in KINDS]


def facts(pattern: re.Pattern[Any]) -> tuple[object, ...]:
    """What can be told of a pattern, and what it finds."""
    texts = [text.encode("utf-8", "surrogatepass") if isinstance(pattern.pattern, bytes) else text for text in TEXTS]
    found = [[(match.span(), match.groupdict()) for match in pattern.finditer(text)] for text in texts]
    return pattern.pattern, pattern.flags, pattern.groups, dict(pattern.groupindex), found


def test_a_kept_pattern_is_the_same(cache: FolderCache, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its flags, its groups, and what it finds; texts are not read a second time to make one."""
    expected = list(map(facts, compile_all()))
    with patterns_at_hand(cache):
        assert list(map(facts, compile_all())) == expected
    parser: Any = sys.modules["re._parser"]
    parse, parsed = parser.parse, list[object]()

    def note_and_parse(text: object, flags: int) -> object:
        parsed.append(text)
        return parse(text, flags)

    monkeypatch.setattr(parser, "parse", note_and_parse)
    with patterns_at_hand(cache):
        assert list(map(facts, compile_all())) == expected
    assert parsed == [rb"(?P<byte>[\x80-\xff])"]


def test_afterwards_python_compiles_as_ever(cache: FolderCache) -> None:
    """Also when what was done inside has failed."""
    before = {name: vars(sys.modules["re._compiler"])[name] for name in ("compile", "_sre")}
    with pytest.raises(ValueError, match="no such value"), patterns_at_hand(cache):
        raise ValueError("no such value")
    assert {name: vars(sys.modules["re._compiler"])[name] for name in before} == before


def test_another_python_compiles_as_ever(cache: FolderCache, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that has no such function is left alone."""
    monkeypatch.setitem(sys.modules, "re._compiler", ModuleType("re._compiler"))
    with patterns_at_hand(cache):
        assert not list(Path(cache.path).glob("*/*"))


def test_a_pattern_that_is_none_is_refused_as_ever(cache: FolderCache) -> None:
    """And nothing is kept of it."""
    for _ in range(2):
        with patterns_at_hand(cache), pytest.raises(re.error):
            re.compile("(unclosed")


def test_what_is_drawn_from_a_text_is_not_kept(cache: FolderCache, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what a module of ours compiles when it is imported, and what libraries compile."""
    kept: list[bytes] = []
    monkeypatch.setattr(cache, "put", lambda _, content: kept.append(content))
    for module, function in (("pamphlet.restore", "mend"), ("pamphlet.restore", "<module>"), ("markdown", "build")):
        names = {"__name__": module, "re": re}
        exec(f"def mend(): re.compile('{module}/{function}')", names)  # noqa: S102 - a function of that module
        code = names["mend"].__code__.replace(co_name=function)  # type: ignore[attr-defined] # it is a function
        re.purge()
        with patterns_at_hand(cache):
            exec(code, names)  # noqa: S102 - as above
    assert [b"pamphlet.restore/mend" in each for each in kept] == [False, False]


def test_there_is_an_end_to_what_is_kept(cache: FolderCache, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes later is compiled as ever."""
    monkeypatch.setattr(patterns, "MOST_PATTERNS", 2)
    with patterns_at_hand(cache):
        compile_all()
    held = [entry.read_bytes() for entry in Path(cache.path).glob("*/*") if entry.is_file()]
    assert [b"comment" in each for each in held] == [False]
