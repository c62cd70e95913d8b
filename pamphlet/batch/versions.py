"""This installation → the versions of all that decides what a file looks like, to compare and to keep results by."""

from __future__ import annotations

import ctypes
import platform
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from pamphlet import __version__
from pamphlet.cache import key_of
from pamphlet.doctor import PYTHON_LIBRARIES
from pamphlet.styles import styles_folder

PACKAGE: Final = Path(__file__).parents[1]
# What do those that we import bring along that makes bytes, too?
BENEATH: Final = ("pydyf", "cssselect2", "tinyhtml5", "fonttools", "zopfli", "brotli")
FONTS: Final = ("font-source-sans-pro", "font-source-serif-pro", "fontpkg-anton", "fontpkg-fira-sans", "pymupdf-fonts")
# Which of the system's libraries shape and draw text, and which function of theirs tells their version?
SYSTEM: Final = {
    "Pango": ("pango-1.0", "pango_version_string"),
    "HarfBuzz": ("harfbuzz", "hb_version_string"),
}
LEFT_OUT: Final = ("__pycache__",)


@cache
def versions_here() -> dict[str, str]:
    """The versions of Pamphlet, of Python, and of the libraries and fonts; of Pamphlet also what its files hold."""
    libraries = {name: version_of(name) for name in sorted({*PYTHON_LIBRARIES, *BENEATH, *FONTS})}
    return {
        "Pamphlet": f"{__version__} ({_digest_of_program()[:12]})",
        "Python": platform.python_version(),
        **{name: found for name in SYSTEM if (found := _version_in_system(name))},
        **{name: found for name, found in libraries.items() if found},
    }


def name_of_versions() -> str:
    """One name for all of them."""
    return key_of(*(f"{name} {stated}" for name, stated in sorted(versions_here().items())))


def version_of(name: str) -> str:
    """The version of an installed library, or ""."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _version_in_system(name: str) -> str:
    stem, function = SYSTEM[name]
    for library in (f"lib{stem}.so.0", f"lib{stem}.0.dylib"):
        with suppress(OSError):
            tell = getattr(ctypes.CDLL(library), function)
            tell.restype = ctypes.c_char_p
            return str(tell().decode())
    return ""


def _digest_of_program() -> str:
    """What the program's own files hold, its styles and templates among them."""
    folders = {PACKAGE, styles_folder()}
    files = sorted(
        path for folder in folders for path in folder.rglob("*") if path.is_file() and not {*LEFT_OUT} & {*path.parts}
    )
    parts: list[str | bytes] = []
    for path in files:
        with path.open("rb") as file:
            parts += [path.name, file.read()]
    return key_of(*parts)
