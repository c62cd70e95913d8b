"""The system's libraries that WeasyPrint opens → which of them are there, and how the others are installed.

It needs nothing but Python itself, as `doctor.py` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from pamphlet.errors import PamphletError


class SystemLibrary(NamedTuple):
    """What people call it, the name and number that the system knows it by, and the Debian package that brings it."""

    name: str
    stem: str
    version: int
    package: str


# Which does WeasyPrint open? (weasyprint/text/ffi.py)
LIBRARIES: Final = (
    SystemLibrary("GObject", "gobject-2.0", 0, "libpango-1.0-0"),
    SystemLibrary("Pango", "pango-1.0", 0, "libpango-1.0-0"),
    SystemLibrary("Pango for FreeType", "pangoft2-1.0", 0, "libpangoft2-1.0-0"),
    SystemLibrary("HarfBuzz", "harfbuzz", 0, "libpangoft2-1.0-0"),
    SystemLibrary("HarfBuzz subset", "harfbuzz-subset", 0, "libharfbuzz-subset0"),
    SystemLibrary("fontconfig", "fontconfig", 1, "libpangoft2-1.0-0"),
)


def require_libraries() -> None:
    """Raise PamphletError where one is missing, before WeasyPrint trips over it."""
    missing = [library for library in LIBRARIES if not find_library(library)]
    if missing:
        names = " and ".join(library.name for library in missing)
        packages = dict.fromkeys(library.package for library in missing)
        raise PamphletError(
            f"this machine lacks {names}, which the pages are set with", advice=f"run: {apt_line(packages)}"
        )


def apt_line(packages: Iterable[str]) -> str:
    """What to type to install Debian packages."""
    return f"sudo apt-get install {' '.join(packages)}"


def find_library(library: SystemLibrary) -> str:
    """The name under which the system opens it, or ""."""
    return next((name for name in _names_of(library) if _opens(name)), "")


def _names_of(library: SystemLibrary) -> Iterator[str]:
    yield from (f"lib{library.stem}.so.{library.version}", f"lib{library.stem}.{library.version}.dylib")
    from ctypes.util import find_library as look_up  # noqa: PLC0415 - it starts programs to look with

    yield from filter(None, [look_up(library.stem)])


def _opens(name: str) -> bool:
    import ctypes  # noqa: PLC0415 - whoever sets no pages does not need it

    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
