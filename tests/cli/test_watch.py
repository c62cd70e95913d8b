"""`pamphlet watch`: really run, its files really edited; what is waited for comes, however long it takes."""

from __future__ import annotations

import os
import pty
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pypdfium2
import pytest

from pamphlet.cli.answers import Answer
from pamphlet.cli.watching import _Lookout
from pamphlet.storage import find_edition, read_file
from pamphlet.traces import Trace, traced

from .conftest import STATEMENT, command, contents, environment, run_apart, write_edition

PATIENCE_SECONDS = 120
PICTURE = "![A pump, drawn from the side.](pump.svg)"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect width="90" height="60"/></svg>'

linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are counted in /proc")


class Watched:
    """The command while it watches, and what it says; `mark` is in the environment of all that it starts."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self.mark = f"WATCHED_BY={folder}"
        changes = {"TMPDIR": str(self.temporary), "WATCHED_BY": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
        self._process = subprocess.Popen(
            command(*arguments),
            env=environment(**changes),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def _listen(self) -> None:
        with self._process:
            for line in self._process.stdout or ():
                self._lines.put(line.rstrip("\n"))

    def wait_for(self, words: str) -> str:
        """The next line that holds the words."""
        while words not in (line := self._lines.get(timeout=PATIENCE_SECONDS)):
            pass
        return line

    @property
    def pid(self) -> int:
        return self._process.pid

    def builds(self) -> list[int]:
        """The processes that build at this moment."""
        path = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        return [int(each) for each in path.read_text(encoding="ascii").split()]

    def relatives(self) -> list[int]:
        """Whatever was started by it and still runs, itself included."""
        found = []
        for path in Path("/proc").glob("[0-9]*/environ"):
            with suppress(OSError):
                found += [int(path.parent.name)] if self.mark.encode() in path.read_bytes().split(b"\0") else []
        return found

    def stop(self, number: int = signal.SIGINT, *, alone: bool = False) -> tuple[int, list[str]]:
        """As Ctrl-C does, where all that was started gets the signal, or it `alone`; what it said at the end."""
        with suppress(ProcessLookupError):
            (os.kill if alone else os.killpg)(self.pid, number)
        self._listener.join(PATIENCE_SECONDS)
        return self._process.returncode, [self._lines.get() for _ in range(self._lines.qsize())]


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Callable[..., Watched]]:
    """Begins to watch, and ends it in any case."""
    begun: list[Watched] = []

    def begin(*arguments: str, seconds: str = "100") -> Watched:
        begun.append(Watched(tmp_path, "--seconds", seconds, "watch", *arguments))
        return begun[-1]

    yield begin
    for watched in begun:
        watched.stop()


def until(holds: Callable[[], bool]) -> None:
    """Wait for it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def words_of(pdf: Path) -> str:
    """What stands on the pages."""
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


@pytest.mark.slow
@linux
def test_a_sentence_is_edited_all_evening(watch: Callable[..., Watched], tmp_path: Path) -> None:
    """Each edit is built, a refused one leaves the last files, and Ctrl-C leaves nobody behind."""
    write_edition(Path("leaflet"), {"a.md": STATEMENT, "edition.toml": 'title = "Dry"\n'})
    statement, settings, pdf = Path("leaflet/a.md"), Path("leaflet/edition.toml"), Path("build/dry.pdf")
    watched = watch("leaflet")
    watched.wait_for("Watching leaflet: save a change to build again, press Ctrl-C to end.")

    statement.write_text(f"{STATEMENT}\nNobody minds the windlass.\n", encoding="utf-8")
    assert ": e-book, 4 pages of A5, 1 sheet of A4" in watched.wait_for("built in")
    assert "Nobody minds the windlass." in words_of(pdf)
    threads = list(Path(f"/proc/{watched.pid}/task").iterdir())
    assert len(threads) == 1  # a process that has more cannot be copied safely

    before = contents(Path("build"))
    settings.write_text("title = “Dry”\n", encoding="utf-8")
    assert watched.wait_for("edition.toml").startswith("pamphlet: leaflet/edition.toml:1: ")
    assert contents(Path("build")) == before

    settings.write_text('title = "Dry"\nsubtitle = "Since the thaw"\n', encoding="utf-8")
    watched.wait_for("built in")
    assert "Since the thaw" in words_of(pdf)

    assert watched.stop() == (130, ["pamphlet: stopped"])
    assert watched.relatives() == []
    assert list(watched.temporary.iterdir()) == []
    assert run_apart("build", "leaflet", "-o", "clean", "--no-cache", folder=tmp_path).returncode == 0
    assert contents(Path("clean")) == contents(Path("build"))


@pytest.mark.slow
def test_files_are_changed_as_editors_change_them(watch: Callable[..., Watched]) -> None:
    """Moved into place, deleted and written anew, added, taken away; with their folder, too."""
    write_edition(Path("leaflet"), {"a.md": STATEMENT})
    statement, beside, made = Path("leaflet/a.md"), Path("leaflet/.a.md.new"), Path("build/the-pump-is-dry.md")
    watched = watch("leaflet", "--formats", "md")
    watched.wait_for("Watching")

    beside.write_text(f"{STATEMENT}\nMoved.\n", encoding="utf-8")
    beside.replace(statement)
    watched.wait_for("built in")
    assert "Moved." in made.read_text(encoding="utf-8")

    statement.unlink()
    statement.write_text(f"{STATEMENT}\nWritten anew.\n", encoding="utf-8")
    watched.wait_for("built in")
    assert "Written anew." in made.read_text(encoding="utf-8")

    write_edition(Path("leaflet"), {"b.md": "# And the lamp\n\n2 May 2031\n\nIt is out.\n"})
    watched.wait_for("built in")
    assert "And the lamp" in made.read_text(encoding="utf-8")

    shutil.rmtree("leaflet")
    assert watched.wait_for("pamphlet: ") == "pamphlet: leaflet: no such file or folder; check the name"
    write_edition(Path("leaflet"), {"a.md": f"{STATEMENT}\nBack again.\n"})
    watched.wait_for("built in")
    assert "Back again." in made.read_text(encoding="utf-8")


@pytest.mark.slow
def test_what_was_wanting_is_waited_for(watch: Callable[..., Watched]) -> None:
    """A picture that is named before it is there, in a folder that is not there either."""
    write_edition(Path("leaflet"), {"a.md": f"{STATEMENT}\n{PICTURE.replace('pump.svg', 'pictures/pump.svg')}\n"})
    watched = watch("leaflet", "--formats", "html")
    assert "there is no file “pictures/pump.svg”" in watched.wait_for("pamphlet: ")
    write_edition(Path("leaflet"), {"pictures/pump.svg": DRAWING})
    watched.wait_for("build/the-pump-is-dry.html")


@pytest.mark.slow
@linux
def test_an_edit_during_a_build_is_built_after_it(watch: Callable[..., Watched]) -> None:
    """Whichever of the two the build has still seen."""
    write_edition(Path("leaflet"), {"a.md": STATEMENT})
    statement, made = Path("leaflet/a.md"), Path("build/the-pump-is-dry.md")
    watched = watch("leaflet", "--formats", "pdf,md")
    watched.wait_for("Watching")
    statement.write_text(f"{STATEMENT}\nFirst.\n", encoding="utf-8")
    until(lambda: bool(watched.builds()))
    statement.write_text(f"{STATEMENT}\nSecond.\n", encoding="utf-8")
    until(lambda: "Second." in made.read_text(encoding="utf-8"))


@pytest.mark.slow
@linux
def test_a_build_that_dies_ends_alone(watch: Callable[..., Watched]) -> None:
    """Its death is told, and the next edit is built."""
    write_edition(Path("leaflet"), {"a.md": STATEMENT})
    watched = watch("leaflet", "--formats", "pdf")
    watched.wait_for("Watching")
    Path("leaflet/a.md").write_text(f"{STATEMENT}\nFirst.\n", encoding="utf-8")
    until(lambda: bool(watched.builds()))
    os.kill(watched.builds()[0], signal.SIGKILL)
    watched.wait_for("pamphlet: the build was ended by SIGKILL, and nothing was written")
    Path("leaflet/a.md").write_text(f"{STATEMENT}\nSecond.\n", encoding="utf-8")
    watched.wait_for("built in")


# Who sends what to whom, and how does it end?
@pytest.mark.slow
@linux
@pytest.mark.parametrize(
    ("number", "alone", "code"),
    [
        (signal.SIGINT, False, 130),
        (signal.SIGINT, True, 130),
        (signal.SIGTERM, False, 143),
        (signal.SIGTERM, True, 143),
        (signal.SIGHUP, False, 129),
        (signal.SIGHUP, True, 129),
    ],
)
@pytest.mark.parametrize("processes", [2, 4], ids=["as the build begins", "as others help it"])
def test_it_can_be_stopped_while_it_builds(
    watch: Callable[..., Watched], number: int, code: int, processes: int, *, alone: bool
) -> None:
    """It says so once, nothing is half-written, and nobody goes on."""
    write_edition(Path("leaflet"), {f"{number}.md": STATEMENT for number in range(9)})
    watched = watch("leaflet", "-j", "2")
    until(lambda: len(watched.relatives()) >= processes)
    assert watched.stop(number, alone=alone) == (code, ["pamphlet: stopped"])
    assert (watched.relatives(), Path("build").exists()) == ([], False)
    assert list(watched.temporary.iterdir()) == []


@pytest.mark.slow
@linux
@pytest.mark.parametrize("builds", [True, False], ids=["while it builds", "while it waits"])
def test_it_ends_with_its_terminal(tmp_path: Path, *, builds: bool) -> None:
    """As one that is hung up ends, and nobody goes on; there is nobody left to be told."""
    write_edition(Path("leaflet"), {"a.md": STATEMENT})
    terminal, side = pty.openpty()
    process = subprocess.Popen(
        command("watch", "leaflet", "--formats", "md" if not builds else "pdf"),
        env=environment(TERM="xterm", TMPDIR=str(tmp_path)),
        preexec_fn=partial(os.login_tty, side),  # noqa: PLW1509 - no other way to give it a terminal of its own
    )
    os.close(side)
    said = b""
    while (b"Setting the pages" if builds else b"Watching") not in said:
        said += os.read(terminal, 4096)
    os.close(terminal)
    assert process.wait(PATIENCE_SECONDS) == 129
    assert Path("build").exists() != builds
    assert [path.name for path in tmp_path.iterdir() if path.name not in {"leaflet", "build"}] == []


@pytest.mark.slow
def test_each_build_has_the_limits_of_a_build(watch: Callable[..., Watched]) -> None:
    """What is stated holds for every one, and not for all of them together."""
    write_edition(Path("leaflet"), {"a.md": STATEMENT})
    watched = watch("leaflet", "--formats", "pdf", seconds="0.01")
    watched.wait_for("this takes more than 0.01 seconds of computing")
    Path("leaflet/a.md").write_text(f"{STATEMENT}\nFirst.\n", encoding="utf-8")
    watched.wait_for("this takes more than 0.01 seconds of computing")


def test_a_slip_in_the_command_ends_it_at_once() -> None:
    """To wait for a folder that was misspelt would help nobody."""
    refused = run_apart("watch", "leafet", folder=Path())
    assert (refused.returncode, refused.stderr) == (2, "pamphlet: leafet: no such file or folder; check the name\n")


class Enough(Exception):  # noqa: N818 - nothing is wrong
    """Nobody would wait any longer."""


@pytest.fixture
def lookout(monkeypatch: pytest.MonkeyPatch) -> _Lookout:
    """A lookout that does not sleep, and gives up after a hundred looks."""
    looks = iter(range(100))

    def look(_seconds: float) -> None:
        if next(looks, None) is None:
            raise Enough

    monkeypatch.setattr(time, "sleep", look)
    return _Lookout()


def seen(folder: Path) -> Answer:
    """An answer that rests on all files of a folder."""
    with traced() as trace:
        for path in find_edition([folder]).statements:
            read_file(path)
    return Answer(time.time_ns(), 0, (), trace)


def test_nothing_is_built_where_nothing_has_changed(lookout: _Lookout, tmp_path: Path) -> None:
    """A file that is saved again with the same words is the same file."""
    write_edition(tmp_path, {"a.md": STATEMENT})
    answer = seen(tmp_path)
    os.utime(tmp_path / "a.md", (1, 1))
    with pytest.raises(Enough):
        lookout.wait_for_change(answer)


@pytest.mark.parametrize("name", ["a.md", "b.md", "picture.svg"])
def test_a_change_or_a_new_file_is_built(lookout: _Lookout, tmp_path: Path, name: str) -> None:
    """Whatever is in the folder may be part of the edition."""
    write_edition(tmp_path, {"a.md": STATEMENT})
    answer = seen(tmp_path)
    write_edition(tmp_path, {name: f"{STATEMENT}\nMore.\n"})
    lookout.wait_for_change(answer)


def test_a_link_in_a_circle_changes_nothing(lookout: _Lookout, tmp_path: Path) -> None:
    """It is there, and it is no file."""
    write_edition(tmp_path, {"a.md": STATEMENT})
    (tmp_path / "b.md").symlink_to("b.md")
    with pytest.raises(Enough):
        lookout.wait_for_change(seen(tmp_path))


def test_what_never_holds_is_not_built_for_ever(lookout: _Lookout) -> None:
    """Twice, and then it is left alone until it changes."""
    trace = Trace()
    trace.folders["nowhere"] = ("a.md",)
    answer = Answer(0, 0, (), trace)
    lookout.wait_for_change(answer)
    lookout.wait_for_change(answer)
    with pytest.raises(Enough):
        lookout.wait_for_change(answer)
