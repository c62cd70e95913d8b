"""How the package is built: imports point down only, and each library has one door."""

from __future__ import annotations

from typing import Final

import pytest

from .imports import modules

MODULES: Final = modules()

# Which rooms stand on which? A room imports from the rows above its own alone.
LAYERS: Final = (
    {
        "errors",
        "units",
        "slugs",
        "wording",
        "roles",
        "identifiers",
        "fences",
        "frames",
        "cache",
        "limits",
        "accent",
        "addresses",
        "layouts",
        "stopping",
        "patterns",
        "importing",
    },
    {"model", "traces", "means", "compiled", "system_libraries"},
    {"fonts"},
    {"storage", "references", "workers", "templating"},
    {"style_facts", "style_sheets"},
    {"styles"},
    {"readers", "restore", "renderers", "press", "proof"},
    {"edition"},
    {"statements", "assembly", "illustrations", "twins", "pagination"},
    {"gathering"},
    {"page_plans", "basis", "telling"},
    {"presswork"},
    {"pipeline"},
    {"starter", "doctor", "workbench", "guard"},
    {"batch"},
    {"cli"},
    {"__init__", "__main__"},
)
DEPTH: Final = {room: depth for depth, layer in enumerate(LAYERS) for room in layer}
OUTERMOST: Final = DEPTH["starter"]

# In which module, or package, is a library imported?
DOORS: Final = {
    "markdown": "readers.conversion",
    "yaml": "readers.yaml_keys",
    "ebooklib": "renderers.epub",
    "weasyprint": "renderers.pdf",
    "segno": "renderers.pdf",
    "tinycss2": "style_sheets",
    "pikepdf": "press",
    "py3langid": "restore.language",
    "distributed": "batch.cluster",
    "dask": "batch.cluster",
    "click": "cli",
    "rich": "cli",
}
# Where else, and why?
ASIDE: Final = {
    "tinycss2": {"renderers.pdf.starting"},  # whose sheets are read by it while WeasyPrint is imported
}
ONE_FILE: Final = ("distributed", "dask", "markdown", "yaml", "ebooklib", "segno", "py3langid")
# Its own doors open in one place, and its insides are known in the others.
WEASYPRINT: Final = [
    *(f"renderers.pdf.{name}" for name in ("beginnings", "cascading", "drawing", "inking")),
    *(f"renderers.pdf.joining.{name}" for name in ("apart", "margins", "noting")),
    *(f"renderers.pdf.{name}" for name in ("library", "linesetting", "logotypes", "measuring", "paragraphs")),
    *(f"renderers.pdf.{name}" for name in ("placing", "plainlines", "recalling", "resuming", "serving", "setter")),
    "renderers.pdf.sheetreading",
]

# What would make a file differ from run to run, or reach outside, if a stage used it?
CLOCK_AND_CHANCE: Final = {"time", "random", "secrets", "getpass", "platform", "locale", "socket", "subprocess", "http"}
OUTSIDE: Final = {
    *("os.environ", "os.getenv", "environ", "getenv", "uuid1", "uuid4", "utcnow", "now", "today", "urlopen"),
    *("print", "input", "sys.argv", "sys.stdout", "sys.stderr", "sys.stdin"),
}
WRITING: Final = {"write_bytes", "write_text", "mkdir", "unlink", "open_text", "getcwd", "cwd"}
STAGES: Final = [module for module in MODULES if DEPTH.get(module.room, 0) < OUTERMOST]

# Who may, and why?
GRANTED: Final = {
    # fontconfig takes its settings from the environment alone: there they are set, and never read.
    "renderers.pdf.library": {"os.environ", "environ"},
}


def test_every_room_is_in_the_picture() -> None:
    """A new one is put where it belongs, here and in the docs."""
    assert {module.room for module in MODULES} - set(DEPTH) == set()


def test_imports_point_down_only() -> None:
    """Rooms side by side do not know one another: what they share stands below them."""
    upward = {(module.name, room) for module in MODULES for room in module.rooms if DEPTH[room] >= DEPTH[module.room]}
    assert upward == set()


def test_imports_are_absolute() -> None:
    """One way to write a name."""
    assert [module.name for module in MODULES if "relative" in module.imports] == []


def test_the_model_stands_on_nothing_but_the_ground() -> None:
    """It knows of no file format: no library either, but the one that makes its structs."""
    for module in MODULES:
        if module.room == "model":
            assert module.libraries <= {"__future__", "collections", "itertools", "msgspec", "re", "typing"}


def test_no_renderer_imports_another() -> None:
    """They share what stands beside their packages."""
    for module in MODULES:
        for one, other in (("epub", "pdf"), ("pdf", "epub")):
            if module.name.startswith(f"renderers.{one}"):
                assert not any(name.startswith(f"pamphlet.renderers.{other}") for name in module.imports)


def test_no_stage_is_called_by_another() -> None:
    """Only what stands above them all calls more than one of them."""
    stages = {"readers", "restore", "renderers", "press"}
    assert [module.name for module in MODULES if module.room in stages and module.rooms & stages] == []


@pytest.mark.parametrize(("library", "door"), DOORS.items())
def test_a_library_comes_in_by_one_door(library: str, door: str) -> None:
    """To change it is then to change one room."""
    users = {module.name for module in MODULES if library in module.libraries} - ASIDE.get(library, set())
    assert users
    assert all(name == door or name.startswith(f"{door}.") for name in users)
    assert len(users) == 1 or library not in ONE_FILE


def test_the_page_setter_is_known_in_few_files() -> None:
    """One calls it as it wants to be called, the others know how it goes about its work."""
    assert sorted(module.name for module in MODULES if "weasyprint" in module.libraries) == WEASYPRINT


def test_no_stage_touches_clock_chance_network_or_terminal() -> None:
    """The same sources make the same bytes on any day: only the outermost layer knows which day it is."""
    touched = {
        (module.name, name)
        for module in STAGES
        for name in module.libraries & CLOCK_AND_CHANCE
        | (module.names_used & OUTSIDE) - GRANTED.get(module.name, set())
    }
    assert touched == set()


def test_only_storage_writes_and_looks_about_on_disk() -> None:
    """Stages take bytes and return bytes."""
    used = {
        (module.name, name)
        for module in STAGES
        if module.room not in {"storage", "cache"}
        for name in module.libraries & {"tempfile", "shutil", "glob"} | module.names_used & WRITING
    }
    assert used == set()


def test_only_storage_reads_the_users_files() -> None:
    """It notes what is read, so that a change in it is noticed; styles, fonts and the like are the program’s."""
    readers = {module.name for module in MODULES if module.names_used & {"read_bytes", "read_text"}}
    rooms = {"storage", "styles", "fonts", "starter", "cli", "press", "wording"}
    assert {name for name in readers if name.split(".")[0] not in rooms} <= {"renderers.pdf.hyphenation"}
