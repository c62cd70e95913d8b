"""A catalogue and options → a batch that is run, and what is said of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click

from pamphlet.batch import (
    Basis,
    Bounds,
    Catalogue,
    Cluster,
    Defaults,
    Entry,
    Executor,
    Journal,
    LocalPool,
    Need,
    Planned,
    Refusal,
    Result,
    Survey,
    Watch,
    name_of_versions,
    open_journal,
    read_catalogue,
    run_batch,
    survey_jobs,
    write_listing,
)
from pamphlet.cli.failures import one_line
from pamphlet.cli.guarding import widen_guard
from pamphlet.cli.outcome import count
from pamphlet.cli.settings import available_cores
from pamphlet.pipeline import Format
from pamphlet.system_libraries import require_libraries

SECONDS_BETWEEN_LINES: Final = 30
MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed: the catalogue, the folder, and how its editions are made; without `jobs`, one at once a core."""

    catalogue: Path
    output: Path
    formats: Sequence[Format]
    style: str
    title: str
    jobs: int | None
    scheduler: str
    shared: Path | None
    bounds: Bounds
    source_date_epoch: int | None

    @property
    def workers(self) -> int:
        """How many editions are made at once on this machine."""
        return self.jobs or available_cores()

    @property
    def basis(self) -> Basis:
        """What decides besides the files."""
        return Basis(name_of_versions(), self.source_date_epoch)

    def read(self) -> Catalogue:
        """The jobs that the catalogue asks for."""
        defaults = Defaults({"style": self.style} if self.style else {}, tuple(self.formats))
        found = read_catalogue(self.catalogue, defaults, output=self.output)
        widen_guard(len(found.jobs) + len(found.refused))
        return found


def make_batch(request: Request) -> Result:
    """Make what is left of the catalogue, and the report; whenever it is stopped, what is there is whole."""
    require_libraries()
    catalogue = request.read()
    with open_journal(request.output) as journal, _executor(request) as executor:
        with _showing(executor.workers) as watch:
            result = run_batch(
                catalogue,
                request.output,
                journal,
                executor,
                basis=request.basis,
                bounds=request.bounds,
                watch=watch,
            )
        write_listing(result, request.output, title=request.title)
    return result


def survey_batch(request: Request) -> Iterator[str]:
    """What there is to do, a line a figure; nothing is made or written."""
    catalogue = request.read()
    survey = survey_jobs(catalogue.jobs, Journal(request.output, None), request.basis)
    for refusal in (*catalogue.refused, *survey.refused):
        yield one_line(refusal.sentence)
    yield from describe_need(survey, request.workers)


def describe_need(survey: Survey, workers: int) -> Iterator[str]:
    """The table of what is left."""
    need = survey.need
    done = sum(not entry.refused for entry in survey.finished)
    yield f"{count(len(survey.left), 'edition')} to make, {done} made already"
    if not survey.left:
        return
    for name, figure in figures(need, workers):
        yield f"  {name:<16}{figure:>12}"


def figures(need: Need, workers: int) -> Iterator[tuple[str, str]]:
    """What editions take, each figure with its name."""
    extent, cost = need.extent, need.cost
    yield "statements", f"{extent.statements:,}"
    yield "pages", f"{extent.pages:,}"
    yield "sheets", f"{extent.sheets:,}"
    yield "processor time", in_time(cost.seconds)
    yield f"on {count(workers, 'worker')}", in_time(cost.seconds / workers)
    yield "memory", f"{cost.megabytes * workers:,} MB"
    yield "disk", f"{-(-extent.bytes // MEGABYTE):,} MB"


def describe(result: Result, output: Path) -> Iterator[str]:
    """The lines for people at the end."""
    pages, sheets = (sum(getattr(entry.extent, name) for entry in result.entries) for name in ("pages", "sheets"))
    extent = ", ".join(count(number, noun) for number, noun in ((pages, "page"), (sheets, "sheet")) if number)
    there = f"{count(len(result.entries), 'edition')} in {output}, {result.new} of them new"
    yield f"{there}: {extent}" if extent else there
    if result.refused:
        yield f"{count(len(result.refused), 'edition')} could not be made"
    yield f"Next: open {output / 'index.html'}, or {output / 'report.html'}."


def in_time(seconds: float) -> str:
    """So long, as people say it."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    if seconds < 100 * 60:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:,.0f} h"


@contextmanager
def _executor(request: Request) -> Iterator[Executor]:
    if not request.scheduler:
        yield LocalPool(request.workers)
        return
    with closing(Cluster(request.scheduler, request.shared)) as cluster:
        yield cluster


class _Progress(Watch):
    """How far the batch has come, and how long the rest will take at the pace so far."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._began = self._said = time.monotonic()
        self._left = self._done = 0.0
        self._count = self._made = self._bad = self._pages = 0

    def surveyed(self, survey: Survey) -> None:
        """Show what there is to do."""
        self._began = self._said = time.monotonic()
        self._left, self._count = survey.need.cost.seconds, len(survey.left)
        for line in describe_need(survey, self._workers):
            click.echo(line, err=True)

    def refused(self, refusal: Refusal) -> None:
        """Say why."""
        self.say(one_line(refusal.sentence))

    def came(self, planned: Planned, entry: Entry | Refusal) -> None:
        """Count it, and say why if it was refused."""
        self._left -= planned.need.cost.seconds
        self._done += planned.need.cost.seconds
        if isinstance(entry, Entry):
            self._made += 1
            self._pages += entry.extent.pages
        else:
            self._bad += 1
            self.refused(entry)
        self.show()

    @property
    def line(self) -> str:
        """Where it stands."""
        elapsed = time.monotonic() - self._began
        left = self._left * elapsed / self._done if self._done else self._left / self._workers
        come = self._made + self._bad
        refused = f", {self._bad} refused" if self._bad else ""
        return f"{come} of {self._count} editions{refused}, {self._pages:,} pages, {in_time(max(left, 0))} left"

    def say(self, line: str) -> None:
        """A line that stays."""
        click.echo(line, err=True)

    def show(self) -> None:
        """A line every so often."""
        if time.monotonic() - self._said >= SECONDS_BETWEEN_LINES:
            self._said = time.monotonic()
            self.say(self.line)


class _LiveProgress(_Progress):
    """The same on one line of a terminal, which changes."""

    def __init__(self, workers: int, status: Any) -> None:  # noqa: ANN401 - rich is imported where it is used
        super().__init__(workers)
        self._status = status

    def say(self, line: str) -> None:
        """A line above the one that changes."""
        self._status.console.print(line, markup=False, highlight=False, soft_wrap=True)

    def show(self) -> None:
        """Change the line."""
        self._status.update(self.line)


@contextmanager
def _showing(workers: int) -> Iterator[Watch]:
    if not sys.stderr.isatty():
        yield _Progress(workers)
        return
    from rich.console import Console

    with Console(stderr=True).status("Reading the catalogue") as status:
        yield _LiveProgress(workers, status)
