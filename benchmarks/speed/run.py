"""How long builds take beside other programs: `python benchmarks/speed/run.py [COUNT …] [--runs N]`.

For each count of statements the same invented corpus goes to Pamphlet and to every peer that this machine has. The
tools take turns, so that a busy minute hits all of them; the median counts. Times are of the processor, with those of
all processes that a tool starts: they say more than the clock where others work on the machine too. The memory is
that of the largest process.
"""
# ruff: noqa: INP001, S603, T201, PTH - a script: it prints, and starts other programs

from __future__ import annotations

import compileall
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from corpus import write_corpus
from peers import PEERS, missing, write_books

COUNTS: Final = (2, 20, 200)
RUNS: Final = 5
ROOT: Final = Path(__file__).parents[2]
CACHE: Final = Path(tempfile.gettempdir(), "pamphlet-benchmark")
UNBOUND: Final = ("--seconds", "3600", "--memory", "16000")
"""So that a busy machine does not stop a build."""
FIRST: Final = "plain WeasyPrint script"
"""What the others are measured by."""


# Which builds are watched?
WATCHED: Final = {
    "watching: pages alone, a word changed": ("--formats", "pdf"),
    "watching: all, a word changed": (),
}


class Cost(NamedTuple):
    """Seconds of the processor and of the clock, and megabytes."""

    cpu: float
    wall: float
    megabytes: float


class Task(NamedTuple):
    """Something to be timed: its command, and what must be done before each time; or once, untimed, before all."""

    name: str
    command: list[str]
    prepare: Callable[[], object] = lambda: None
    warmed: bool = False


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(CACHE)}


def cost_of(task: Task) -> Cost:
    """Do it once; its output is of no interest, but its failure is."""
    task.prepare()
    begun = time.perf_counter()
    process = subprocess.Popen(task.command, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{task.name} failed: {' '.join(task.command)}")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1024)


class Watching:
    """A `pamphlet watch` that stays, and what each build costs it and all its processes, from the edit to its line."""

    def __init__(self, command: list[str], edited: Path) -> None:
        self._edited = edited
        self._process = subprocess.Popen(
            command, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self._read_to("Next: ")
        self.cost()  # it gets ready after its first build

    def cost(self) -> Cost:
        """Change a word, and wait until it is built."""
        used, begun = self._used(), time.perf_counter()
        change(self._edited)
        self._read_to("built in")
        return Cost(self._used() - used, time.perf_counter() - begun, self._peak())

    def end(self) -> None:
        """Not as Ctrl-C does: what is started in the background does not hear that."""
        self._process.terminate()
        self._process.wait()

    def _read_to(self, words: str) -> None:
        if not any(words in line for line in self._process.stdout or ()):
            sys.exit("pamphlet watch has ended")

    def _used(self) -> float:
        """Seconds of the processor, with those of the processes that have ended: proc_pid_stat(5)."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def _peak(self) -> float:
        """The peak of the one that waits; each build is a copy of it, and holds what it needs besides."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def tasks(corpus: Path, work: Path) -> Iterator[Task]:
    """Pamphlet in all its situations, then the peers."""

    def ours(out: str, *options: str) -> list[str]:
        return [sys.executable, "-m", "pamphlet", *UNBOUND, "build", str(corpus), "-o", str(work / out), *options]

    cold = "--no-cache"
    yield Task("python3 -c pass", [sys.executable, "-c", "pass"])
    yield Task("pamphlet, PDF", ours("pdf", "--formats", "pdf", cold))
    yield Task("pamphlet, EPUB", ours("epub", "--formats", "epub", cold))
    yield Task("pamphlet, all", ours("all", cold))
    edited = corpus / "0001.md"
    yield Task("pamphlet, all, a word changed", ours("warm"), lambda: change(edited), warmed=True)
    yield Task("pamphlet, all, nothing changed", ours("warm"))
    pages = ours("pages", "--formats", "pdf")
    yield Task("pamphlet, PDF, a word changed", pages, lambda: change(edited), warmed=True)
    yield Task("pamphlet, PDF, folios moved", pages, lambda: lengthen(edited))
    book = ours("book", "--formats", "epub")
    yield Task("pamphlet, EPUB, a word changed", book, lambda: change(edited), warmed=True)
    press = [*book[: book.index("build")], "press", str(work / "still"), "-o", str(work / "press")]
    yield Task("pamphlet press, nothing changed", press, warmed=True)
    for peer in PEERS:
        if missing(peer):
            print(f"{peer.name}: {peer.program} is not on this machine, and was left out", file=sys.stderr)
        else:
            yield Task(peer.name, peer.command(work / "books", work / "peer"))


def watchers(count: int, work: Path) -> Iterator[tuple[str, Watching]]:
    """Those that watch, each a corpus of its own, for the edits of others are none of their business."""
    for number, (name, options) in enumerate(WATCHED.items()):
        corpus, out = work / f"watched-{number}", work / f"made-{number}"
        write_corpus(count, corpus)
        command = [sys.executable, "-m", "pamphlet", *UNBOUND, "watch", str(corpus), "-o", str(out), *options]
        yield name, Watching(command, corpus / "0001.md")


def change(statement: Path) -> None:
    """Another word, which has not stood there before."""
    text = statement.read_text(encoding="utf-8")
    statement.write_text(text.rstrip("\n").removesuffix(".") + f" {time.time_ns()}.\n", encoding="utf-8")


def lengthen(statement: Path) -> None:
    """A page or two more, so that all that follows moves."""
    text = statement.read_text(encoding="utf-8")
    statement.write_text(f"{text}\n{'And they said so again. ' * 120}{time.time_ns()}.\n", encoding="utf-8")


def compare(count: int, runs: int) -> None:
    """Print the table for a corpus of so many statements."""
    with tempfile.TemporaryDirectory() as folder:
        corpus, work = Path(folder, "corpus"), Path(folder, "work")
        write_corpus(count, corpus)
        write_corpus(count, work / "still")
        write_books(corpus, work / "books")
        each = list(tasks(corpus, work))
        watching = dict(watchers(count, work))
        costs: dict[str, list[Cost]] = {name: [] for name in (*(task.name for task in each), *watching)}
        for task in each:
            if task.warmed:
                cost_of(task)
        for _ in range(runs):
            for task in each:
                costs[task.name].append(cost_of(task))
            for name, watcher in watching.items():
                costs[name].append(watcher.cost())
        for watcher in watching.values():
            watcher.end()
    base = median(cost.cpu for cost in costs[FIRST])
    print(f"\n| {count} statements | ratio | processor (s) | clock (s) | memory (MB) |\n|---|---|---|---|---|")
    for name, found in costs.items():
        cpu, wall, megabytes = (median(figures) for figures in zip(*found, strict=True))
        print(f"| {name} | {cpu / base:.3f} | {cpu:.3f} | {wall:.3f} | {megabytes:.0f} |")


def main() -> None:
    """All counts that are named, or those that are usual."""
    arguments = sys.argv[1:]
    runs = int(arguments.pop(arguments.index("--runs") + 1)) if "--runs" in arguments else RUNS
    counts = [int(each) for each in arguments if each.isdecimal()] or list(COUNTS)
    # As an installed program is: else each run would compile all modules where Python may write no bytecode.
    compileall.compile_dir(ROOT / "pamphlet", quiet=1)
    versions = ", ".join(f"{name} {version(name)}" for name in ("weasyprint", "ebooklib", "pikepdf", "pypdfium2"))
    print(f"Python {platform.python_version()}, {versions}; {os.cpu_count()} cores of {platform.machine()}")
    print(f"The median of {runs} runs in turns; ratios of processor time to the {FIRST}.")
    for count in counts:
        compare(count, runs)
    shutil.rmtree(CACHE, ignore_errors=True)


if __name__ == "__main__":
    main()
