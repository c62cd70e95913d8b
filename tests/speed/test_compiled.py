"""What is compiled of the program itself is kept, taken from nobody else, and makes no difference to what is made."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import cffi
import pytest
from jinja2 import Environment

from pamphlet import compiled, fonts
from pamphlet.cache import NO_CACHE, FolderCache
from pamphlet.compiled import keep, keep_compiled_in, recall
from pamphlet.templating import templates_of

CHECKOUT: Final = Path(__file__).parents[2]
LETTER: Final = "# {title}\n\nAda Brook\n\n1 May 2031\n\nBring what you have baked, and a *sharp* knife.\n"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FolderCache:
    """A cache of this test’s own, in which what is compiled is kept."""
    monkeypatch.setattr(compiled, "_kept", NO_CACHE)
    found = FolderCache(str(tmp_path / "cache"), salt="this installation")
    keep_compiled_in(found)
    return found


def entries(folder: Path) -> list[Path]:
    """The files of what is kept."""
    return sorted(path for path in folder.glob("**/program/??/*") if path.is_file())


def test_what_was_kept_is_recalled_by_the_next(cache: FolderCache) -> None:
    """By its kind and what was compiled, and by the same installation alone."""
    keep(b"code", "template", "{{ title }}")
    keep_compiled_in(FolderCache(cache.path, salt=cache.salt))
    assert recall("template", "{{ title }}") == b"code"
    assert recall("sheet", "{{ title }}") is None
    keep_compiled_in(FolderCache(cache.path, salt="another"))
    assert recall("template", "{{ title }}") is None


def test_nothing_is_kept_unless_it_was_said_where(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that imports us keeps nothing on anybody’s disk."""
    monkeypatch.setattr(compiled, "_kept", NO_CACHE)
    keep(b"code", "template")
    assert recall("template") is None


def test_a_font_of_the_packages_is_read_once(cache: FolderCache, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its characters and their widths are kept, and the same; of no other font is anything kept."""
    text, font = "Afﬁ & Ω 水", fonts.load_font("SourceSerifPro-Regular.otf")
    another = font + b"\0"
    fonts._metrics.cache_clear()  # noqa: SLF001 - what this process has read of it already
    read = fonts.advance_em(text, font), fonts.coded_letters(font)
    kept = entries(Path(cache.path))
    assert len(kept) == 1
    assert (fonts.advance_em(text, another), fonts.coded_letters(another)) == read
    assert entries(Path(cache.path)) == kept
    fonts._metrics.cache_clear()  # noqa: SLF001 - as above
    monkeypatch.setattr("fontTools.ttLib.TTFont", None)
    assert (fonts.advance_em(text, font), fonts.coded_letters(font)) == read


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system knows no owners of files")
def test_code_is_taken_from_no_folder_that_others_can_write_to(cache: FolderCache) -> None:
    """Whatever lies there is run."""
    keep(b"code", "template")
    folder = Path(cache.path, "program")
    assert folder.stat().st_mode & 0o077 == Path(cache.path).stat().st_mode & 0o077 == 0
    folder.chmod(0o777)
    keep_compiled_in(cache)
    assert recall("template") is None
    keep(b"other code", "template")
    assert recall("template") is None


def test_what_is_kept_there_is_bounded_by_itself(cache: FolderCache, monkeypatch: pytest.MonkeyPatch) -> None:
    """To trim the cache around it takes none of it."""
    keep(b"code" * 100, "template")
    cache.put("pages", b"pages" * 100)
    FolderCache(cache.path, most_bytes=1).trim()
    assert recall("template")
    monkeypatch.setattr(compiled, "MOST_BYTES", 1000)
    keep_compiled_in(cache)
    for number in range(20):
        keep(bytes(100), "template", str(number))
    assert sum(path.stat().st_size for path in entries(Path(cache.path))) <= 1000


@pytest.mark.usefixtures("cache")
def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process, of which another environment stands here, fills what was kept, as long as it says the same."""
    template = tmp_path / "greetings" / "templates" / "letter.jinja"
    template.parent.mkdir(parents=True)
    (tmp_path / "greetings" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    template.write_text("Dear {{ name }},", encoding="utf-8")
    assert templates_of("greetings").get_template("letter.jinja").render(name="A & B") == "Dear A &amp; B,"
    with monkeypatch.context() as without:
        without.setattr(Environment, "compile", lambda *_, **__: pytest.fail("it was compiled again"))
        assert templates_of("greetings").get_template("letter.jinja").render(name="<C>") == "Dear &lt;C&gt;,"
    template.write_text("To {{ name }}:", encoding="utf-8")
    assert templates_of("greetings").get_template("letter.jinja").render(name="D") == "To D:"


@pytest.fixture(scope="module")
def declared() -> Any:  # noqa: ANN401 - cffi has no types
    """What WeasyPrint declares, parsed as cffi does by itself."""
    spec = find_spec("weasyprint")
    assert spec
    assert spec.origin
    tree = ast.parse(Path(spec.origin).with_name("text").joinpath("ffi.py").read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "ffi.cdef")
    ffi = cffi.FFI()
    for call in calls:
        ffi.cdef(ast.literal_eval(call.args[0]))
    return ffi


@pytest.mark.parametrize(
    "name", ["PangoRectangle *", "PangoLogAttr[3]", "hb_codepoint_t[475]", "FcChar8 **", "char[4]", "PangoGlyphString"]
)
def test_a_type_out_of_tables_is_the_one_that_is_declared(declared: Any, name: str) -> None:  # noqa: ANN401 - as above
    """As large, with the same fields at the same places."""

    def layout(kind: Any) -> Iterator[object]:  # noqa: ANN401 - as above
        yield from (kind.kind, kind.cname, ffi.sizeof(kind))
        while kind.kind in {"pointer", "array"}:
            kind = kind.item
        if kind.kind == "struct":
            yield from ((field, each.offset, each.type.cname, each.bitsize) for field, each in kind.fields or ())

    ffi = declared
    expected = list(layout(declared.typeof(name)))
    ffi = import_module("pamphlet.renderers.pdf.library").ffi
    assert list(layout(ffi.typeof(name))) == expected


def test_it_works_where_another_has_imported_the_page_setter() -> None:
    """Then it has declared what it needs, and read its sheets, in its own way."""
    first = "import cffi, weasyprint; sheet = weasyprint.html.UA_STYLESHEET; read = dict(vars(sheet))"
    ours = "import pamphlet.renderers.pdf.setter, pamphlet.renderers.pdf.library as library"
    check = "assert isinstance(library.ffi, cffi.FFI); assert vars(sheet) == read"
    subprocess.run([sys.executable, "-c", f"{first}; {ours}; {check}"], cwd=CHECKOUT, check=True)


def _turn_bits(paths: list[Path]) -> None:
    for path in paths:
        held = path.read_bytes()
        path.write_bytes(held[:-1] + bytes([held[-1] ^ 1]))


def _exchange(paths: list[Path]) -> None:
    contents = [path.read_bytes() for path in paths]
    for path, content in zip(paths, contents[1:] + contents[:1], strict=True):
        path.write_bytes(content)


def _leave(paths: list[Path]) -> None:
    assert paths


@pytest.mark.slow
def test_the_same_files_are_made_with_it_and_without(tmp_path: Path) -> None:
    """Also where what was kept is damaged, or lies in another's place; --no-cache makes use of it."""
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "1.md").write_text(LETTER.format(title="The pump is dry"), encoding="utf-8")

    def build(home: str) -> dict[str, bytes]:
        command = [sys.executable, "-m", "pamphlet", "build", "letters", "-o", "out", "--no-cache"]
        environment = os.environ | {"PYTHONPATH": str(CHECKOUT), "XDG_CACHE_HOME": home}
        left = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
        assert not left.stderr
        return {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}

    made = build(os.devnull)
    cache = tmp_path / "cache"
    assert build(str(cache)) == made
    befall: Callable[[list[Path]], None]
    for befall in (_leave, _turn_bits, _exchange):
        befall(entries(cache))
        assert build(str(cache)) == made
    assert {path.parents[1].name for path in cache.rglob("*") if path.is_file() and path.parents[1] != cache} <= {
        "program",
        "pamphlet",
    }
