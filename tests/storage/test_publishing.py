"""Files that come into a folder together: all of them or none, whenever the program is stopped, and however."""

from __future__ import annotations

import errno
import fcntl
import os
import resource
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NoReturn

import pytest

from pamphlet.errors import PamphletError
from pamphlet.storage import write_files
from pamphlet.storage.publishing import STAGE

OLD: Final = {"quay.epub": b"old e-book", "quay.pdf": b"old pages", "quay-proof.html": b"the same"}
NEW: Final = {"quay.epub": b"new e-book", "quay.pdf": b"new pages", "quay-proof.html": b"the same", "more.txt": b"more"}
STEPS: Final = {"open", "os.rename", "os.link", "os.symlink", "os.mkdir", "os.rmdir", "os.remove", "os.chmod"}
OTHERS: Final = {".gitignore": b"*", "rope.epub": b"another edition"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the last build of an edition, and what is none of its business."""
    write_files(tmp_path / "build", OLD | OTHERS)
    (tmp_path / "build/drafts").mkdir()
    return tmp_path / "build"


def seen(folder: Path) -> dict[str, bytes]:
    """What a reader finds there: every file that opens."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def in_child(act: Callable[[], object]) -> int:
    """The exit status of a process that does this alone."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            act()
            code = 0
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1]


def write_and_die(folder: Path, files: Mapping[str, bytes], step: int) -> None:
    """Write, and be killed before the step-th thing that is done to the disk."""
    steps = iter(range(step))

    def count(event: str, _: object) -> None:
        if event in STEPS and next(steps, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    write_files(folder, files)


@pytest.mark.slow
def test_whenever_it_is_killed_all_files_are_old_or_all_new(tmp_path: Path) -> None:
    """Before each single step; and the next run leaves nothing of the broken one."""
    states = []
    for step in range(200):
        folder = tmp_path / f"build{step}"
        write_files(folder, OLD | OTHERS)
        status = in_child(lambda folder=folder, step=step: write_and_die(folder, NEW, step))  # type: ignore[misc]
        found = seen(folder)
        states.append(found == NEW | OTHERS)
        assert found in (OLD | OTHERS, NEW | OTHERS), step
        write_files(folder, NEW)
        assert seen(folder) == NEW | OTHERS
        assert not any(path.is_symlink() or path.name == STAGE for path in folder.iterdir())
        if status == 0:
            break
    assert states == sorted(states), "once new, always new"
    assert states.count(False) > 10
    assert states.count(True) > 10


@pytest.mark.slow
def test_a_run_that_fails_after_a_kill_still_tidies_up(folder: Path) -> None:
    """Files are files again, and not links, whatever is written next."""
    for step in range(12, 40):
        in_child(lambda step=step: write_and_die(folder, NEW, step))  # type: ignore[misc]
        write_files(folder, {"rope.epub": b"another edition, changed"})
        assert not any(path.is_symlink() for path in folder.iterdir())


def test_files_below_come_together_too(tmp_path: Path) -> None:
    """Their folders are made."""
    write_files(tmp_path, {"a/b/c.txt": b"1", "d.txt": b"2"})
    write_files(tmp_path, {"a/b/c.txt": b"3", "d.txt": b"4"})
    assert (tmp_path / "a/b/c.txt").read_bytes() + (tmp_path / "d.txt").read_bytes() == b"34"
    assert not (tmp_path / "a/b/c.txt").is_symlink()


@pytest.mark.parametrize("name", ["../out.txt", "/out.txt", "a/../../out.txt"])
def test_nothing_is_written_outside(tmp_path: Path, name: str) -> None:
    """Whatever a name says."""
    with pytest.raises(PamphletError, match="outside"):
        write_files(tmp_path / "build", {name: b"x"})
    assert not list(tmp_path.rglob("out.txt"))


@pytest.mark.parametrize("place", [STAGE, f"{STAGE}/new", f"{STAGE}/old"])
def test_a_stage_that_somebody_else_laid_is_no_trap(folder: Path, tmp_path: Path, place: str) -> None:
    """A link in the output folder leads to nobody's files."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_bytes(b"mine")
    (folder / place).parent.mkdir(exist_ok=True)
    (folder / place).symlink_to(tmp_path / "mine")
    try:
        write_files(folder, NEW)
    except PamphletError as error:
        assert "cannot be written" in str(error)  # noqa: PT017 - either end is right, if nothing of mine is touched
    assert (tmp_path / "mine/letter.txt").read_bytes() == b"mine"


@pytest.mark.parametrize("call", ["symlink", "link"])
@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP])
def test_a_disk_without_links_gets_its_files_one_by_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    """As on a memory stick."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, refuse)
    write_files(folder, NEW)
    assert seen(folder) == NEW | OTHERS
    assert not (folder / STAGE).exists()


@pytest.mark.parametrize("call", ["replace", "symlink", "link", "fsync", "mkdir"])
@pytest.mark.parametrize("nth", range(6))
def test_a_disk_that_is_full_leaves_the_last_build(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, nth: int
) -> None:
    """Whichever step it stops; what is left beside, the next run takes away."""
    real, calls = getattr(os, call), iter(range(nth))

    def fill(*arguments: object, **options: object) -> object:
        if next(calls, None) is None:
            monkeypatch.setattr(os, call, real)  # what tidies up takes no room
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments, **options)

    monkeypatch.setattr(os, call, fill)
    try:
        write_files(folder, NEW)
    except PamphletError as error:
        advice = "make room, or choose another folder with -o"
        assert str(error).endswith(f"cannot be written (No space left on device); {advice}")  # noqa: PT017 - a step that there is no nth of ends well
    assert seen(folder) in (OLD | OTHERS, NEW | OTHERS)
    if call != "replace" or nth < 4:  # from then on it is the tidying up that fails
        assert not (folder / STAGE).exists()
    write_files(folder, NEW)
    assert not any(path.is_symlink() or path.name == STAGE for path in folder.iterdir())


def test_a_file_larger_than_is_allowed_leaves_the_last_build(folder: Path) -> None:
    """The system's own limit, as a quota sets it."""

    def write() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        with pytest.raises(PamphletError, match="cannot be written"):
            write_files(folder, {"quay.epub": b"new", "quay.pdf": b"x" * 5000})

    assert in_child(write) == 0
    assert seen(folder) == OLD | OTHERS
    assert not (folder / STAGE).exists()


def test_a_folder_that_nothing_came_into_is_taken_away(tmp_path: Path) -> None:
    """And those above it that were made for it."""

    def write() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
        with pytest.raises(PamphletError):
            write_files(tmp_path / "a/b/build", {"c/quay.pdf": b"x" * 5000})

    assert in_child(write) == 0
    assert list(tmp_path.iterdir()) == []


def test_another_run_that_writes_is_waited_for(folder: Path) -> None:
    """And one that was killed holds nobody up: its lock goes with it."""
    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    writing = threading.Thread(target=write_files, args=(folder, NEW))
    writing.start()
    writing.join(0.2)
    assert writing.is_alive()
    assert seen(folder) == OLD | OTHERS
    os.close(descriptor)
    writing.join(10)
    assert seen(folder) == NEW | OTHERS


def test_runs_that_write_at_once_leave_the_files_of_one(folder: Path) -> None:
    """Eight of them, and a reader who looks all the while."""
    versions = [{name: f"{name} {number}".encode() for name in OLD} for number in range(8)]

    def write_all() -> None:
        threads = [threading.Thread(target=write_files, args=(folder, version)) for version in versions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    writing = threading.Thread(target=write_all)
    writing.start()
    writing.join()
    found = {name: content for name, content in seen(folder).items() if name in OLD}
    assert found in versions
    assert not (folder / STAGE).exists()
