"""What WeasyPrint does while it is imported, without the parts that it need not do."""

from __future__ import annotations

import ctypes
import ctypes.util
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import ModuleType
from typing import Any, Final

KNOWN_VERSION: Final = "70.0"
"""The WeasyPrint whose insides are known here: where `linesetting.py` and `joining/apart.py` put a few functions in the
place of its own. With any other it sets lines, and the whole book, as it does by itself."""
# How does Linux name the libraries that WeasyPrint opens? (weasyprint/text/ffi.py)
SONAMES: Final = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
)
# What does it import from fontTools only to subset without HarfBuzz, to cut instances of variable fonts, and to unpack?
SELDOM_CALLED: Final = ("fontTools.subset", "fontTools.varLib.instancer", "fontTools.ttLib.woff2")


# A type with its stars, and the length of an array.
NAMED_TYPE: Final = re.compile(r"(\w+) ?(\**)(?:\[(\d*)\])?")


class _CalledLater(ModuleType):
    """Stands for a module of which nothing is used but by a call, and imports it then."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - whatever the other takes and gives
            return getattr(import_module(self.__name__), name)(*arguments, **options)

        return call


@contextmanager
def lean_start() -> Iterator[None]:
    """Let WeasyPrint be imported without starting processes, and without what only other fonts than ours need."""
    with _libraries_at_hand(), _font_tools_on_demand():
        yield


@contextmanager
def _libraries_at_hand() -> Iterator[None]:
    """Let nobody search for the libraries, where the linker opens all of them by their names.

    WeasyPrint tries the names of other systems first, and for each Python asks gcc, ld and ldconfig: some fifty
    processes, a quarter of a second. With no answer it comes to these names at once. Where they do not do (on macOS,
    or with one of them missing), everything stays as it is.
    """
    find_library = ctypes.util.find_library
    if all(map(_opens, SONAMES)):
        ctypes.util.find_library = _find_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = find_library


def _find_nothing(name: str) -> None:
    """No path: cffi then fails with this name, and WeasyPrint takes the next (cffi/api.py)."""
    del name


def _opens(name: str) -> bool:
    with suppress(OSError):
        ctypes.CDLL(name)
        return True
    return False


@contextmanager
def _font_tools_on_demand() -> Iterator[None]:
    stand_ins = {name: _CalledLater(name) for name in SELDOM_CALLED if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


def name_types_quickly(ffi: Any) -> None:  # noqa: ANN401 - cffi has no types
    """Let cffi look a declared type up by its name, with stars or as an array, and parse as C only what else there is.

    It parses each name once, in 4 milliseconds, and an array of every length has a name of its own.
    """
    from cffi import model  # type: ignore[import-untyped]  # noqa: PLC0415 - WeasyPrint brings it

    parse = ffi._parser.parse_type  # noqa: SLF001 - cffi has no other door for this (cffi/cparser.py)

    def look_up(name: str) -> Any:  # noqa: ANN401 - as above
        found = NAMED_TYPE.fullmatch(name)
        known = found and ffi._parser._declarations.get(f"typedef {found[1]}")  # noqa: SLF001 - as above
        if not (found and known):
            return parse(name)
        kind = known[0]
        for _ in found[2]:
            kind = model.PointerType(kind)
        return kind if found[3] is None else model.ArrayType(kind, int(found[3]) if found[3] else None)

    ffi._parser.parse_type = look_up  # noqa: SLF001 - as above
