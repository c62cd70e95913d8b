"""`pamphlet doctor`, and what `pamphlet build` says on a machine where something is missing."""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.metadata
import importlib.util
import re
import subprocess
import sys
import tomllib
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from pamphlet import doctor
from pamphlet.fonts import PACKAGES, SYMBOLS

from .conftest import CHECKOUT, STATEMENT, contents, environment, run, write_edition


def take_away(monkeypatch: pytest.MonkeyPatch, *stems: str) -> None:
    """Let the system find none of these libraries."""
    opened = ctypes.CDLL

    def lack(name: str) -> ctypes.CDLL:
        if any(re.match(rf"lib{stem}\.", name) for stem in stems):
            raise OSError(name)
        return opened(name)

    monkeypatch.setattr("ctypes.CDLL", lack)
    monkeypatch.setattr("ctypes.util.find_library", lambda _: None)


def test_a_machine_with_everything_is_well() -> None:
    """As the one that the tests run on must be."""
    looked = run("doctor")
    assert looked.exit_code == 0
    assert "found    Pango (libpango-1.0.so.0)" in looked.stdout
    assert f"found    weasyprint ({importlib.metadata.version('weasyprint')})" in looked.stdout
    assert "found    font_source_serif_pro (12 files)" in looked.stdout
    assert "found    pymupdf_fonts (3 files)" in looked.stdout


def test_a_missing_library_comes_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """What to type to install it; and the exit code says that something is missing."""
    take_away(monkeypatch, "harfbuzz-subset")
    looked = run("doctor")
    assert looked.exit_code == 1
    assert "missing  HarfBuzz subset: sudo apt-get install libharfbuzz-subset0" in looked.stdout
    assert looked.stdout.count("missing  HarfBuzz") == 1


def test_a_missing_validator_is_no_illness(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only those who change the program need it."""
    monkeypatch.setattr("shutil.which", lambda _: None)
    looked = run("doctor")
    assert looked.exit_code == 0
    assert "missing  qpdf: sudo apt-get install qpdf" in looked.stdout


def test_a_missing_python_library_or_font_comes_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the package registry, by pip."""
    version, find = importlib.metadata.version, importlib.util.find_spec

    def lack_version(name: str) -> str:
        if name == "lxml":
            raise importlib.metadata.PackageNotFoundError(name)
        return version(name)

    def lack_spec(name: str) -> ModuleSpec | None:
        return None if name == "font_source_sans_pro" else find(name)

    monkeypatch.setattr("importlib.metadata.version", lack_version)
    monkeypatch.setattr("importlib.util.find_spec", lack_spec)
    looked = run("doctor")
    assert looked.exit_code == 1
    assert "missing  lxml: pip install lxml" in looked.stdout
    assert "missing  font_source_sans_pro: pip install font-source-sans-pro" in looked.stdout


def test_a_build_without_pango_names_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence with the line that installs them, and no traceback; the last build stays."""
    take_away(monkeypatch, "pango-1.0", "pangoft2-1.0", "harfbuzz-subset")
    write_edition(Path(), {"sources/a.md": STATEMENT, "build/a.epub": b"an earlier book"})
    refused = run("build")
    assert refused.exit_code == 2
    assert refused.stderr == (
        "pamphlet: this machine lacks Pango and Pango for FreeType and HarfBuzz subset, which the pages are set with; "
        "run: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    )
    assert contents(Path("build")) == {"a.epub": b"an earlier book"}


def test_doctor_knows_every_dependency() -> None:
    """What pyproject.toml asks for is what it looks for, the font packages among the fonts."""
    stated = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[<>=]", requirement)[0] for requirement in stated}
    assert names == {*doctor.PYTHON_LIBRARIES, *(package.replace("_", "-") for package in (*PACKAGES, SYMBOLS))}


def test_what_make_installs_is_asked_of_bare_python() -> None:
    """Before anything is installed: no library but Python's own may be needed to ask."""
    script = "from pamphlet.doctor import missing_packages; print(*missing_packages())"
    asked = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.append({str(CHECKOUT)!r}); {script}"],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert (asked.stdout, asked.stderr) == ("\n", "")


def test_what_make_installs_has_each_package_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """And brings what virtual environments need, where Debian left it out."""
    take_away(monkeypatch, ".*")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert doctor.missing_packages() == (
        "libpango-1.0-0",
        "libpangoft2-1.0-0",
        "libharfbuzz-subset0",
        "python3-venv",
    )


def test_everything_is_pinned() -> None:
    """Each dependency of pyproject.toml stands in constraints.txt with one version, and no address."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
    ]
    pins = (CHECKOUT / "constraints.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)
    pinned = {pin.partition("==")[0].lower() for pin in pins}
    assert {re.split(r"[<>=]", requirement)[0] for requirement in wanted} <= pinned
