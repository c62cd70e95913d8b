"""What is promised of batches, measured: `python benchmarks/batch/run.py [scaling|kills|cluster] [--editions N]`.

Without a name, all three, with the numbers that are promised for: 500 pamphlets of eight pages on one worker and on
two, beside as many runs of Typst; 2,000 small editions, 20 of them bad, killed three times; and a Dask cluster of two
and of four workers, one of them killed halfway. It takes an hour on two cores, and prints what it has found.
"""
# ruff: noqa: INP001, S603, T201, PTH - a script: it prints, and starts other programs by name

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

import msgspec

ROOT: Final = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks" / "speed")]

from corpus import statement  # noqa: E402 - found by the path above
from peers import write_books  # noqa: E402 - as above

WORDS_OF_EIGHT_PAGES: Final = 920
BAD: Final = 20
KILLS: Final = 3
UNBOUND: Final = ("--seconds", "600", "--memory", "4000")
"""So that a busy machine stops no edition."""
# What was measured, and what is drawn from it, differs from run to run.
MEASURED: Final = ("journal.jsonl", "report.json", "report.html")


class Cost(NamedTuple):
    """Seconds of the clock, and of the processor with those of all processes that were started."""

    wall: float
    cpu: float


def timed(do: Callable[[], object]) -> Cost:
    """Do it once."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    do()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.monotonic() - began, cpu)


def batch(catalogue: Path, output: Path, *options: str) -> list[str]:
    """The command."""
    command = [sys.executable, "-m", "pamphlet", *UNBOUND, "batch", str(catalogue), "-o", str(output)]
    return [*command, "--formats", "pdf", *options]


def run(command: list[str], *, codes: tuple[int, ...] = (0,)) -> None:
    """Run it; fail with what it said if it does."""
    done = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    if done.returncode not in codes:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def write_pamphlets(folder: Path, count: int) -> None:
    """So many editions of one statement that fills eight pages with its matter."""
    numbers = (number for number in range(1, 100 * count) if len(statement(number).split()) >= WORDS_OF_EIGHT_PAGES)
    for place, number in zip(range(1, count + 1), numbers, strict=False):
        write_edition(folder / f"{place:05}", f"Paper {place}", statement(number))


def write_small(folder: Path, count: int, bad: int) -> None:
    """So many editions of a few lines, of which some name a style that there is none of."""
    for number in range(1, count + 1):
        wrong = 'style = "baroque"\n' if bad and number % (count // bad) == 0 else ""
        text = f"# Notice {number}\n\nThe Harbour Group\n\nThe meeting of week {number} is at seven, in the hall.\n"
        write_edition(folder / f"{number:05}", f"Notice {number}", text, wrong)


def write_edition(folder: Path, title: str, text: str, settings: str = "") -> None:
    """A folder with a statement and its edition.toml."""
    folder.mkdir(parents=True)
    (folder / "0001.md").write_text(text, encoding="utf-8")
    stated = f'title = "{title}"\nlanguage = "en"\ndate = 2031-05-01\n{settings}'
    (folder / "edition.toml").write_text(stated, encoding="utf-8")


def measure_scaling(scratch: Path, count: int) -> Iterator[str]:
    """One worker, two, and Typst."""
    archive = scratch / "pamphlets"
    write_pamphlets(archive, count)
    one = timed(lambda: run(batch(archive, scratch / "one", "-j", "1")))
    two = timed(lambda: run(batch(archive, scratch / "two", "-j", "2")))
    pages = Counter(entry["extent"]["pages"] for entry in entries(scratch / "two"))
    yield f"{count} pamphlets; pages: {dict(pages)}"
    yield f"one worker: {one.wall:.1f} s, {one.cpu / count:.3f} s of the processor each"
    yield f"two workers: {two.wall:.1f} s, {two.cpu / count:.3f} s of the processor each"
    yield f"of perfect scaling: {one.wall / two.wall / 2:.2f}"
    yield f"the same bytes: {digests(scratch / 'one') == digests(scratch / 'two')}"
    if shutil.which("typst"):
        folders = sorted(archive.iterdir())
        for folder in folders:
            write_books(folder, scratch / "typst" / folder.name)
        typst = timed(lambda: [run(typst_on(scratch / "typst" / folder.name)) for folder in folders])
        yield f"typst, one after another: {typst.wall:.1f} s; two workers take {two.wall / typst.wall:.2f} of that"
    else:
        yield "typst is not on this machine"


def typst_on(folder: Path) -> list[str]:
    """The command that a person would type."""
    return ["typst", "compile", str(folder / "book.typ"), str(folder / "book.pdf")]


def measure_kills(scratch: Path, count: int) -> Iterator[str]:
    """Three kills at random, and an undisturbed run."""
    archive, chance = scratch / "notices", Random(1)  # noqa: S311 - so that it can be repeated
    write_small(archive, count, BAD)
    for _ in range(KILLS):
        process = subprocess.Popen(
            batch(archive, scratch / "killed"),
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = lines(scratch / "killed") + chance.randrange(1, count // (KILLS + 1))
        while process.poll() is None and lines(scratch / "killed") < until:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.wait()
        yield f"killed after {lines(scratch / 'killed')} of {count}"
    run(batch(archive, scratch / "killed"), codes=(1,))
    run(batch(archive, scratch / "calm"), codes=(1,))
    times = Counter(entry["name"] for entry in entries(scratch / "killed"))
    refused = [entry["refused"] for entry in entries(scratch / "killed") if entry.get("refused")]
    yield f"in the journal: {len(times)} editions, at most {max(times.values())} times each, {len(refused)} refused"
    yield f"refused for: {Counter(sentence.partition(': ')[2] for sentence in refused)}"
    yield f"the same bytes as undisturbed: {digests(scratch / 'killed') == digests(scratch / 'calm')}"


def measure_cluster(scratch: Path, count: int) -> Iterator[str]:
    """A cluster on this machine, one of whose workers is killed halfway."""
    from distributed import Client, LocalCluster  # noqa: PLC0415 - an extra

    archive = scratch / "clustered"
    write_pamphlets(archive, count)
    run(batch(archive, scratch / "local"))
    for workers in (2, 4):
        output = scratch / f"of-{workers}"
        with (
            LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
            Client(cluster) as client,
        ):
            address = cluster.scheduler_address
            process = subprocess.Popen(
                batch(archive, output, "--scheduler", address),
                env=os.environ | {"PYTHONPATH": str(ROOT)},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            while process.poll() is None and lines(output) < count // 2:
                time.sleep(0.01)
            os.kill(min(client.run(os.getpid).values()), signal.SIGKILL)
            code = process.wait()
        same = digests(output) == digests(scratch / "local")
        yield f"{workers} workers, one killed halfway: exit code {code}, {lines(output)} made, the same bytes: {same}"


def entries(folder: Path) -> list[dict]:
    """What the journal says."""
    return [msgspec.json.decode(line) for line in (folder / "journal.jsonl").read_bytes().splitlines()]


def lines(folder: Path) -> int:
    """How many there are."""
    journal = folder / "journal.jsonl"
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


def digests(folder: Path) -> dict[str, str]:
    """Every file that is the same in every run."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in MEASURED
    }


MEASURES: Final = {
    "scaling": (measure_scaling, 500),
    "kills": (measure_kills, 2000),
    "cluster": (measure_cluster, 100),
}


def main() -> None:
    """Measure what is named, or all of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", help=", ".join(MEASURES))
    parser.add_argument("--editions", type=int, help="fewer, to try it out")
    stated = parser.parse_args()
    for name in stated.names or MEASURES:
        measure, count = MEASURES[name]
        print(f"## {name}", flush=True)
        with tempfile.TemporaryDirectory(prefix=f"pamphlet-{name}-") as scratch:
            for line in measure(Path(scratch), stated.editions or count):
                print(f"- {line}", flush=True)


if __name__ == "__main__":
    main()
