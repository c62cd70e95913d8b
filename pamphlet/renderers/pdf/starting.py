"""What WeasyPrint does while it is imported, without the parts that it need not do."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Iterator
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
# What does it import from fontTools only to subset without HarfBuzz, and for variable, packed or coloured fonts, and
# from Pillow only for the colours of paper and ink that a sheet defines?
SELDOM_USED: Final = (
    "fontTools.subset",
    "fontTools.ttLib",
    "fontTools.ttLib.woff2",
    "fontTools.varLib.instancer",
    "PIL.ImageCms",
)
# What does it need for bitmaps alone? It also sets what they are to do: never run Ghostscript, which no picture of ours
# asks for.
FOR_BITMAPS: Final = ("PIL.Image", "PIL.ImageFile", "PIL.ImageOps", "PIL.EpsImagePlugin")


class _UsedLater:
    """Stands for something of a module, or for a module in it, which is imported when it is called or asked."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def _itself(self) -> Any:  # noqa: ANN401 - whatever it is
        module = import_module(self._module)
        return getattr(module, self._name, None) or import_module(f"{self._module}.{self._name}")

    def __call__(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as above
        return self._itself()(*arguments, **options)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as above
        return getattr(self._itself(), name)


class _StandIn(ModuleType):
    """Stands for a module that is imported when something of it is used."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as above
        if name.startswith("__"):
            raise AttributeError(name)
        # `except` wants a class. What the library catches by one of these it logs, and goes on.
        return Exception if name.endswith("Error") else _UsedLater(self.__name__, name)


@contextmanager
def lean_start(declarations: str) -> Iterator[None]:
    """Let WeasyPrint be imported without starting processes, and without what only other fonts than ours need.

    What it declares in C is compiled once, with our own `declarations`. Its own sheets are left to `sheetreading.py`.
    """
    read_later(*FOR_BITMAPS)
    with _libraries_at_hand(), _seldom_used_on_demand(), declared_once(declarations), _sheets_unread():
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
def _seldom_used_on_demand() -> Iterator[None]:
    stand_ins = {name: _StandIn(name) for name in SELDOM_USED if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]
