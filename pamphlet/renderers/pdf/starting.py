"""What WeasyPrint does while it is imported, without the parts that it need not do."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import ModuleType
from typing import Any, Final

import tinycss2

from pamphlet.importing import read_later
from pamphlet.renderers.pdf.declaring import declared_once

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
# What does it import from fontTools only to subset without HarfBuzz, to cut instances of variable fonts, and to unpack,
# and from Pillow only for the colours of paper and ink that a sheet defines?
SELDOM_CALLED: Final = ("fontTools.subset", "fontTools.varLib.instancer", "fontTools.ttLib.woff2", "PIL.ImageCms")
# What does it need for bitmaps alone? It also sets what they are to do: never run Ghostscript, which no picture of ours
# asks for.
FOR_BITMAPS: Final = ("PIL.Image", "PIL.ImageFile", "PIL.ImageOps", "PIL.EpsImagePlugin")


class _CalledLater(ModuleType):
    """Stands for a module of which nothing is used but by a call, and imports it then."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - whatever the other takes and gives
            return getattr(import_module(self.__name__), name)(*arguments, **options)

        return call


@contextmanager
def lean_start(declarations: str) -> Iterator[None]:
    """Let WeasyPrint be imported without starting processes, and without what only other fonts than ours need.

    What it declares in C is compiled once, with our own `declarations`. Its own sheets are left to `sheetreading.py`.
    """
    read_later(*FOR_BITMAPS)
    with _libraries_at_hand(), _seldom_called_on_demand(), declared_once(declarations), _sheets_unread():
        yield


@contextmanager
def _sheets_unread() -> Iterator[None]:
    """Let its own sheets be read as empty ones."""
    parse = tinycss2.parse_stylesheet
    tinycss2.parse_stylesheet = lambda css: () if _is_known() else parse(css)
    try:
        yield
    finally:
        tinycss2.parse_stylesheet = parse


def _is_known() -> bool:
    """Whether the WeasyPrint that is being imported is."""
    version: str = vars(sys.modules["weasyprint"])["__version__"]
    return version == KNOWN_VERSION


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
def _seldom_called_on_demand() -> Iterator[None]:
    stand_ins = {name: _CalledLater(name) for name in SELDOM_CALLED if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]
