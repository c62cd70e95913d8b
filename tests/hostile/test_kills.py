"""Builds that are killed, stopped, crowded or without room: the last build stays whole, and the next one succeeds."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

from .attack import CHECKOUT

KILLS: Final = 200
STATEMENTS: Final = (
    "# The pump is dry\n\nAda Brook\n\n1 May 2031\n\nIt has been dry since the thaw.\n",
    "# The pump is dry\n\nAda Brook\n\n1 May 2031\n\nIt runs again, and nobody was asked.\n",
)


class Edition:
    """An edition with two versions of its statement, and the files of each."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.folder = folder
        self.arguments = arguments
        (folder / "leaflet").mkdir(parents=True)
        self.versions = []
        for text in STATEMENTS:
            self.write(text)
            assert self.build().returncode == 0
            self.versions.append(self.files())
        assert self.versions[0] != self.versions[1]

    def write(self, text: str) -> None:
        """Put these words in the statement's place."""
        (self.folder / "leaflet/a.md").write_text(text, encoding="utf-8")

    def start(self, *arguments: str, **options: object) -> subprocess.Popen[str]:
        """Begin to build; what needs no pages takes the least time, and comes into the folder as all else does."""
        environment = os.environ | {"PYTHONPATH": str(CHECKOUT), "XDG_CACHE_HOME": str(self.folder / "cache")}
        command = [sys.executable, "-m", "pamphlet", "build", "leaflet", "--no-cache", "--formats", "html,md"]
        command += [*self.arguments, *arguments]
        return subprocess.Popen(  # type: ignore[call-overload, no-any-return] # the options are passed on
            command,
            cwd=self.folder,
            env=environment,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            **options,
        )

    def build(self, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        """Build, and wait for it."""
        process = self.start(*arguments, **options)
        _, said = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, stderr=said)

    def files(self) -> Mapping[str, bytes]:
        """What a reader finds: the files that open."""
        build = self.folder / "build"
        return {path.name: path.read_bytes() for path in sorted(build.iterdir()) if path.is_file()}

    def litter(self) -> list[str]:
        """What is in the folder besides whole files."""
        build = self.folder / "build"
        return [path.name for path in build.iterdir() if path.is_symlink() or path.name.startswith(".")]


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Built in both versions."""
    return Edition(tmp_path_factory.mktemp("killed"))


@pytest.fixture
def edition(editions: Edition) -> Iterator[Edition]:
    """The second version on disk, and the first one's words in the source; afterwards a build puts all right."""
    edition = editions
    edition.write(STATEMENTS[1])
    assert edition.build().returncode == 0
    edition.write(STATEMENTS[0])
    yield edition
    edition.write(STATEMENTS[0])
    assert edition.build().returncode == 0
    assert edition.files() == edition.versions[0]
    assert edition.litter() == []


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_build_that_is_stopped_says_so_and_leaves_the_last_one(edition: Edition, number: int, code: int) -> None:
    """In one word, with nothing left beside."""
    process = edition.start()
    time.sleep(1.2)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    if process.returncode == 0:
        pytest.skip("the build was done before the signal came")
    assert (process.returncode, said) in {(code, "pamphlet: stopped\n"), (-number, "")}
    assert edition.files() == edition.versions[1]
    assert edition.litter() == []


@pytest.mark.slow
def test_two_builds_at_once_leave_the_files_of_one(edition: Edition) -> None:
    """Four of them, two with each version's words; all end well."""
    processes = []
    for number in range(4):
        processes.append(edition.start())
        time.sleep(0.6)
        edition.write(STATEMENTS[(number + 1) % 2])
    assert [process.wait(120) for process in processes] == [0, 0, 0, 0]
    for process in processes:
        process.communicate()
    assert edition.files() in edition.versions
    assert edition.litter() == []


@pytest.mark.slow
def test_a_source_that_changes_during_the_build_is_read_once(edition: Edition) -> None:
    """What comes out is one version or the other, or it is said that the file changed."""
    process = edition.start()
    while process.poll() is None:
        for text in STATEMENTS:
            edition.write(text)
            time.sleep(0.003)
    _, said = process.communicate()
    assert edition.files() in edition.versions or "while it was read" in said or "is empty" in said


@pytest.mark.slow
def test_a_disk_without_room_leaves_the_last_build(edition: Edition) -> None:
    """In one sentence; the limit on a file's size stands for a full disk."""
    refused = edition.build(preexec_fn=lambda: _limit_files(1000))
    assert refused.returncode == 2
    assert refused.stderr == "pamphlet: build: cannot be written (File too large); choose another folder with -o\n"
    assert edition.files() == edition.versions[1]
    assert edition.litter() == []


def _limit_files(size: int) -> None:
    import resource  # noqa: PLC0415 - in the child alone

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.slow
@pytest.mark.needs("mount", "--version")
def test_a_disk_that_is_full_leaves_the_last_build(edition: Edition, tmp_path: Path) -> None:
    """A real one, of eight kilobytes, where this machine lets us make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("no disk can be made here")
    try:
        (disk / "the-pump-is-dry.md").write_bytes(b"an earlier book")
        refused = edition.build("-o", str(disk))
        assert refused.returncode == 2
        assert "No space left on device" in refused.stderr
        assert [path.name for path in disk.iterdir()] == ["the-pump-is-dry.md"]
        assert (disk / "the-pump-is-dry.md").read_bytes() == b"an earlier book"
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        refused = edition.build("-o", str(disk))
        assert refused.returncode == 2
        assert "Read-only file system" in refused.stderr or "no files can be written here" in refused.stderr
        assert len(refused.stderr.splitlines()) == 1
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.slow
def test_two_hundred_kills_leave_files_of_one_build(tmp_path: Path) -> None:
    """At moments over the whole time that a build takes just now; never a mixture, never a part of a file."""
    edition = Edition(tmp_path, "--formats", "epub,pdf,booklet")
    began = time.monotonic()
    edition.build()
    longest = (time.monotonic() - began) * 1.05
    moments = random.Random(31)  # noqa: S311 - the same shares of that time in every run
    seen = []
    for number in range(KILLS):
        edition.write(STATEMENTS[number % 2])
        process = edition.start()
        time.sleep(moments.random() * longest)
        # On a busy machine builds take longer, and one in six or so is to come to its end.
        longest *= 1.02 if process.poll() is None else 0.9
        process.kill()
        process.communicate()
        found = edition.files()
        assert found in edition.versions, number
        seen.append(edition.versions.index(found))
    assert set(seen) == {0, 1}
    assert edition.build().returncode == 0
    assert edition.files() == edition.versions[1]
    assert edition.litter() == []
