"""What is imported, and which processes are started, before there is anything to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

CHECKOUT: Final = Path(__file__).parents[2]
LIBRARIES: Final = frozenset({"weasyprint", "ebooklib", "pikepdf", "pypdfium2", "fontTools", "lxml", "PIL", "babel"})
"""What takes a part of a second to import, or stands for what does."""

RUN: Final = """
import sys
started = []
sys.addaudithook(lambda event, arguments: started.append(arguments[0]) if event == "subprocess.Popen" else None)
try:
    {statement}
except SystemExit as left:
    assert not left.code, left.code
print(sorted(sys.modules), started, sep="\\n", file=sys.stderr)
"""


COMMAND: Final = "from pamphlet.cli import main; main()"
LETTER: Final = "# {title}\n\nAda Brook\n\n1 May 2031\n\nBring what you have baked, and a *sharp* knife.\n"


def run(statement: str, *arguments: str, folder: Path | None = None) -> tuple[set[str], list[str]]:
    """The libraries that a process has imported at its end, and the programs that it started.

    Its folder, where it has one, holds its cache, too.
    """
    left = subprocess.run(
        [sys.executable, "-c", RUN.format(statement=statement), *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)} | ({"XDG_CACHE_HOME": str(folder / "cache")} if folder else {}),
        capture_output=True,
        text=True,
        check=True,
    )
    imported, started = left.stderr.splitlines()[-2:]
    return set(eval(imported)), eval(started)  # noqa: S307 - two lists that the lines above have written


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"]], ids=str)
def test_no_library_is_imported_to_say_what_there_is_to_do(arguments: list[str]) -> None:
    """Help comes at once."""
    imported, started = run(COMMAND, *arguments)
    assert imported & LIBRARIES == set()
    assert started == []


@pytest.mark.slow
def test_an_ebook_after_an_edit_imports_nothing_that_sets_pages(tmp_path: Path) -> None:
    """Its cover was drawn before, and is the same: neither for it nor for the proof is a page looked at."""
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "1.md").write_text(LETTER.format(title="The pump is dry"), encoding="utf-8")
    (letters / "2.md").write_text(LETTER.format(title="Who owns the quay"), encoding="utf-8")
    build = ("build", "letters", "-o", "out", "--formats", "epub")
    imported, started = run(COMMAND, *build, folder=tmp_path)
    assert {"weasyprint", "pypdfium2", "ebooklib"} <= imported
    assert started == []
    text = (letters / "2.md").read_text(encoding="utf-8")
    (letters / "2.md").write_text(text.replace("sharp", "blunt"), encoding="utf-8")
    imported, started = run(COMMAND, *build, folder=tmp_path)
    needless = {"weasyprint", "pydyf", "pypdfium2", "fontTools", "pikepdf", "segno", "ebooklib", "PIL", "tinycss2"}
    assert not imported & (needless | {"ctypes", "pyphen", "pygments", "typing_extensions"})
    assert started == []


@pytest.fixture(scope="module")
def page_setter() -> tuple[set[str], list[str]]:
    """What comes of importing all that sets pages."""
    modules = ("setter", "joining.setting", "joining.typefaces")
    return run(f"import {', '.join(f'pamphlet.renderers.pdf.{module}' for module in modules)}")


def test_the_page_setter_starts_no_process(page_setter: tuple[set[str], list[str]]) -> None:
    """No gcc, ld or ldconfig is asked where the libraries lie."""
    imported, started = page_setter
    assert "weasyprint" in imported
    assert started == []


@pytest.mark.slow
def test_a_process_that_waits_imports_the_page_setter_as_a_build_did() -> None:
    """Whatever a build reports to have imported, in its order."""
    first = (
        "import sys, pamphlet.cli.rebuilding; before = set(sys.modules); import pamphlet.renderers.pdf.joining.setting"
    )
    listed = f"{first}; print(*(name for name in sys.modules if name not in before))"
    build = subprocess.run([sys.executable, "-c", listed], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    imported, started = run(f"from pamphlet.cli.rebuilding import import_again; import_again({build.stdout.split()})")
    assert "weasyprint" in imported
    assert started == []


def test_the_page_setter_imports_no_library_of_fonts(page_setter: tuple[set[str], list[str]]) -> None:
    """HarfBuzz makes the subsets, and what is asked of a font was read before."""
    imported, _ = page_setter
    assert not imported & {"fontTools.subset", "fontTools.varLib.instancer", "fontTools.ttLib", "fontTools.ttLib.woff2"}


def test_a_library_of_fonts_is_there_when_it_is_used() -> None:
    """All of fontTools that WeasyPrint knows, by its names for it."""
    from fontTools import ttLib  # noqa: PLC0415 - only now

    from pamphlet.renderers.pdf import setter  # noqa: F401, PLC0415 - which puts something in its place

    # isort: split
    from weasyprint.pdf import fonts  # noqa: PLC0415 - only now
    from weasyprint.text.fonts import woff2  # noqa: PLC0415 - as above

    assert fonts.subset.Options().layout_features
    assert fonts.TTFont().flavor is None
    assert fonts.ttFont.getTableClass("loca") is ttLib.getTableClass("loca")
    assert issubclass(ttLib.TTLibError, fonts.TTLibError)
    assert callable(woff2.WOFF2Reader)


def test_pages_import_nothing_that_their_text_does_not_need(tmp_path: Path) -> None:
    """No YAML without a header, no QR codes without an address, no fonts that were read before, and no Pillow."""
    (tmp_path / "water.md").write_text("# Water\n\nThe office of affairs offers fish.\n", encoding="utf-8")
    arguments = ("build", "--formats", "pdf", "--no-cache", str(tmp_path), "-o", str(tmp_path / "out"))
    run(COMMAND, *arguments, folder=tmp_path)
    imported, started = run(COMMAND, *arguments, folder=tmp_path)
    assert "weasyprint" in imported
    assert not imported & {"yaml", "segno", "fontTools.ttLib", "ebooklib", "pikepdf"}
    assert not imported & {"pygments", "typing_extensions", "email.policy", "PIL._imaging"}
    assert started == []
