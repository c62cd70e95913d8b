"""Patterns that this installation has compiled before → the same at once, which is a tenth of a short build.

To compile a pattern is to write a program for Python's matcher. That program is kept, as Python keeps those of modules,
and given to the matcher, which looks over what it is given (`_validate` in CPython's Modules/_sre/sre.c).
"""

from __future__ import annotations

import re  # noqa: F401 - so that its parts are there
import sys
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import msgspec

from pamphlet.cache import Cache, key_of

MOST_PATTERNS: Final = 1_500
"""Modules have some 800."""

Program = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""What the matcher is given besides the pattern: all flags, the program, how many groups, and their names."""
Programs = dict[bytes, Program]
"""By their flags and texts."""

Compile = Callable[..., Any]


@contextmanager
def patterns_at_hand(cache: Cache) -> Iterator[None]:
    """Let what is imported inside take its patterns from the cache, and keep there what it lacked.

    Where this Python compiles patterns elsewhere, they are compiled as ever.
    """
    compiler: Any = sys.modules.get("re._compiler")  # there is no other door
    if not (hasattr(compiler, "_sre") and hasattr(compiler, "compile")):
        yield
        return
    matcher, compile_anew = compiler._sre, compiler.compile  # noqa: SLF001 - as above
    key = key_of("patterns", sys.version, str(matcher.MAGIC))
    kept = cache.get(key)
    programs: Programs = msgspec.msgpack.decode(kept, type=Programs) if kept else {}
    known = len(programs)
    compiler._sre = recorder = _Recorder(matcher)  # noqa: SLF001 - as above
    compiler.compile = _compile_once(programs, recorder, compile_anew)
    try:
        yield
    finally:
        compiler.compile, compiler._sre = compile_anew, matcher  # noqa: SLF001 - as above
        if len(programs) > known:
            cache.put(key, msgspec.msgpack.encode(programs))


class _Recorder:
    """Stands for the matcher, and remembers what it was given."""

    def __init__(self, matcher: Any) -> None:  # noqa: ANN401 - a module of Python's that has no types
        self._matcher = matcher
        self.given: tuple[Any, ...] = ()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as above
        return getattr(self._matcher, name)

    def compile(self, *given: Any) -> Any:  # noqa: ANN401 - as above
        """A pattern of its program."""
        self.given = given
        return self._matcher.compile(*given)


def _compile_once(programs: Programs, recorder: _Recorder, compile_anew: Compile) -> Compile:
    """What stands in the place of Python's own function, for patterns that are texts."""

    def compile_pattern(pattern: Any, flags: int = 0) -> Any:  # noqa: ANN401 - as Python's own
        name = f"{int(flags)} {pattern}".encode("utf-8", "surrogatepass") if type(pattern) is str else b""
        if program := programs.get(name):
            all_flags, code, groups, names, numbers = program
            return recorder.compile(pattern, all_flags, array("I", code).tolist(), groups, names, numbers)
        compiled = compile_anew(pattern, flags)
        if name and len(programs) < MOST_PATTERNS and _is_asked_for_by_a_module():
            _, all_flags, code, groups, names, numbers = recorder.given
            programs[name] = all_flags, array("I", code).tobytes(), groups, dict(names), numbers
        return compiled

    return compile_pattern


def _is_asked_for_by_a_module() -> bool:
    """Whether a module compiles a pattern as it is imported, or a library one: ours may also be made of a text."""
    frame = sys._getframe(2)  # noqa: SLF001 - as `inspect` does, which takes longer to import than this saves
    while (name := frame.f_globals.get("__name__", "")) == "re" and frame.f_back:
        frame = frame.f_back
    return frame.f_code.co_name == "<module>" or not name.startswith("pamphlet.")
