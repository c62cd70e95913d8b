"""What strangers might do besides statements: names in [press], templates, profiles, caches, and files that move."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
import pytest

from pamphlet.cache import FolderCache
from pamphlet.edition import parse_settings
from pamphlet.errors import LimitReached, PamphletError
from pamphlet.gathering import Edition
from pamphlet.guard import Guard
from pamphlet.means import Means
from pamphlet.pipeline import make_files, read_edition
from pamphlet.press.colour.conversion import transform_all
from pamphlet.presswork.supplies import read_supplies
from pamphlet.renderers.pdf import render
from pamphlet.storage import read_file
from pamphlet.styles import load_style
from pamphlet.units import PAPERS

from .attack import CANARY
from .case import STATEMENT, Content, Link, Pipe, Sparse, lay_file

CLASSIC: Final = load_style("classic")
# Which file may [press] not name?
SUPPLIES: Final[dict[str, tuple[str, Content | None]]] = {
    "above": ("../canary.pdf", None),
    "absolute": ("/etc/passwd", None),
    "a device": ("/dev/zero", None),
    "on the web": ("https://harbour.example/p.icc", None),
    "not there": ("gone.pdf", None),
    "a link that leads out": ("p.pdf", Link("../canary.pdf")),
    "a link to a device": ("p.pdf", Link("/dev/zero")),
    "a link to itself": ("p.pdf", Link("p.pdf")),
    "a pipe": ("p.pdf", Pipe()),
    "a terabyte": ("p.pdf", Sparse(10**12)),
    "a folder": (".", None),
}


@pytest.mark.parametrize("key", ["blanks", "icc_profile"])
@pytest.mark.parametrize(("name", "content"), SUPPLIES.values(), ids=SUPPLIES.keys())
def test_the_press_reads_nothing_but_files_of_the_edition(
    tmp_path: Path, key: str, name: str, content: Content | None
) -> None:
    """One sentence, which holds nothing of what lies outside; and nobody waits for a pipe."""
    (tmp_path / "canary.pdf").write_text(CANARY, encoding="utf-8")
    folder = tmp_path / "edition"
    folder.mkdir()
    if content is not None:
        lay_file(folder / name, content)
    colour = 'colour = "cmyk"\n' if key == "icc_profile" else ""
    with pytest.raises(PamphletError) as refused:
        read_supplies(parse_settings(f'[press]\n{colour}{key} = "{name}"\n', "edition.toml").press, folder)
    assert len(str(refused.value).splitlines()) == 1
    assert CANARY not in str(refused.value)


# Which template reaches for the program, or for files?
TEMPLATES: Final = {
    "a class": "{{ ''.__class__.__mro__ }}",
    "a class by a filter": "{{ (pamphlet | attr('__class__')) .__init__ }}",
    "a function's world": "{{ cycler.__init__.__globals__ }}",
    "the template itself": "{{ self.__init__.__globals__ }}",
    "a format": "{{ '{0.__class__.__mro__}'.format(pamphlet) }}",
    "a file": "{% include '/etc/passwd' %}",
    "a file above": "{% include '../../../../etc/passwd' %}",
    "a module": "{% import 'os' as os %}{{ os.getcwd() }}",
    "a change": "{{ statements.append(1) }}",
    "a power": "{{ 9 ** 9 ** 9 }}",
    "a wide range": "{{ range(10 ** 9) | list }}",
    "a call of itself": "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "an include of itself": "{% include 'colophon.html.jinja' %}",
    "nothing": "{{ 1 / 0 }}",
    "a name that nobody knows": "{{ secrets }}",
}


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """One statement."""
    folder = tmp_path_factory.mktemp("edition")
    (folder / "a.md").write_text(STATEMENT, encoding="utf-8")
    return read_edition([folder], source_date_epoch=0)


def set_with(edition: Edition, template: str) -> None:
    """Set it with this template for its colophon."""
    templates = CLASSIC.templates | {"colophon.html.jinja": template}
    render(edition.pamphlet, msgspec.structs.replace(CLASSIC, templates=templates), page=PAPERS["A6"], images={})


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES.keys())
def test_a_template_cannot_leave_its_sandbox(edition: Edition, template: str) -> None:
    """It is refused with its name."""
    with pytest.raises(PamphletError, match=r"^classic/print/.*the style’s templates cannot be filled"):
        set_with(edition, template)


@pytest.mark.parametrize(
    "template",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in range(9999) %}{{ 'a' * 99999 }}{% endfor %}",
    ],
    ids=["time", "memory"],
)
def test_a_template_without_end_is_stopped(edition: Edition, template: str) -> None:
    """By the guard, wherever it is."""
    with pytest.raises(LimitReached), Guard(seconds=0.8, megabytes=300):
        set_with(edition, template)


def profile(tags: bytes = b"", *, count: int = 0, size: int | None = None, space: bytes = b"CMYK") -> bytes:
    """The head of a printer's profile, and what follows it (ICC.1:2022, 7.2 and 7.3)."""
    body = struct.pack(">I", count) + tags
    head = struct.pack(
        ">I4sI4s4s4s", 128 + len(body) if size is None else size, b"", 0x04300000, b"prtr", space, b"Lab "
    )
    return head + b"\0" * 12 + b"acsp" + b"\0" * 24 + struct.pack(">III", 0xF6D6, 0x10000, 0xD32D) + b"\0" * 48 + body


def table(inputs: int, outputs: int, grid: int) -> bytes:
    """A table of colours that claims so fine a grid (ICC.1:2022, 10.10), and holds none."""
    return b"mft2" + b"\0" * 4 + bytes([inputs, outputs, grid, 0]) + b"\0" * 36 + struct.pack(">HH", 4096, 4096)


def tagged(name: bytes, place: int, length: int) -> bytes:
    """An entry of the table of tags."""
    return struct.pack(">4sII", name, place, length)


# Which profile lies about itself?
PROFILES: Final = {
    "no profile": b"acsp" * 50,
    "an empty one": profile(),
    "a size beyond its end": profile(size=2**32 - 1),
    "a size of nothing": profile(size=0),
    "a million tags": profile(count=1_000_000),
    "a tag beyond its end": profile(tagged(b"B2A1", 2**31, 2**31), count=1),
    "a tag in its head": profile(tagged(b"B2A1", 0, 128), count=1),
    "a vast grid": profile(tagged(b"B2A1", 144, 52) + table(3, 4, 255), count=1),
    "sixteen inks": profile(tagged(b"B2A1", 144, 52) + table(15, 15, 255), count=1),
    "colours of a screen": profile(space=b"RGB "),
}


@pytest.mark.parametrize("content", PROFILES.values(), ids=PROFILES.keys())
def test_a_profile_that_lies_is_refused(content: bytes) -> None:
    """Without the memory that it claims."""
    with Guard(seconds=5, megabytes=300), pytest.raises(PamphletError, match="the ICC profile is none for CMYK"):
        transform_all(content, ((0.2, 0.4, 0.6),))


@pytest.mark.parametrize(
    "damage",
    [
        lambda held: held[: len(held) // 2],
        lambda held: b"\0" * len(held),
        lambda held: held[:-1] + bytes([held[-1] ^ 255]),
        lambda held: held + held,
    ],
    ids=["cut", "wiped", "a byte turned", "twice"],
)
def test_a_damaged_cache_changes_no_file(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """What is damaged is made again, byte for byte."""
    (tmp_path / "edition").mkdir()
    (tmp_path / "edition/a.md").write_text(STATEMENT, encoding="utf-8")
    means = Means(FolderCache(str(tmp_path / "cache")))

    def build() -> list[bytes]:
        edition = read_edition([tmp_path / "edition"], source_date_epoch=0, means=means)
        return [file.content for file in make_files(edition, ("md", "epub"), means=means)]

    made = build()
    entries = [path for path in (tmp_path / "cache").rglob("*") if path.is_file() and path.name != "CACHEDIR.TAG"]
    assert entries
    for entry in entries:
        entry.write_bytes(damage(entry.read_bytes()))
    assert build() == made


class Meddler:
    """Does something to a file at the moment at which it is looked at for the second time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, meddle: Callable[[], object]) -> None:
        import os  # noqa: PLC0415 - what is replaced is the module's own

        looks = iter((lambda: None, meddle))
        look = os.fstat

        def fstat(number: int) -> os.stat_result:
            next(looks, lambda: None)()
            return look(number)

        monkeypatch.setattr("pamphlet.storage.finding.os.fstat", fstat)


@pytest.mark.parametrize("words", ["shorter", "of the same length!!", "longer than it was before, by far"])
def test_a_file_that_is_written_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    """Half of the old words and half of the new ones are nobody's."""
    path = tmp_path / "a.md"
    path.write_bytes(b"It has been dry now.")
    Meddler(monkeypatch, lambda: path.write_bytes(words.encode()))
    with pytest.raises(PamphletError, match=r"a\.md: the file changed while it was read; build again"):
        read_file(path, most_bytes=1000)


def test_a_file_that_is_replaced_while_it_is_read_is_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole, as editors write it; whatever has taken its place."""
    path = tmp_path / "a.md"
    path.write_bytes(b"It has been dry now.")
    (tmp_path / "new").symlink_to("/dev/zero")
    Meddler(monkeypatch, lambda: (tmp_path / "new").replace(path))
    assert read_file(path, most_bytes=1000) == b"It has been dry now."
