"""Jobs → finished editions in a folder, each published and written down as it comes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from pamphlet.batch.catalogue import Catalogue
from pamphlet.batch.executor import Executor, Task
from pamphlet.batch.job import Bounds, Job, Made, Outcome, Refusal, Refused, encode, key_of_parcel, to_json
from pamphlet.batch.journal import RECORD, Entry, Journal, Record, read_record
from pamphlet.batch.parcel import pack, place_of
from pamphlet.batch.survey import Basis, Planned, Survey, sentence_at, survey_jobs
from pamphlet.errors import PamphletError
from pamphlet.storage import write_files

MOST_UNDERWAY: Final = 8
"""Editions that wait to be published, before the workers wait, too."""


PUBLISHERS: Final = 4
"""So many are published at once: a disk writes several things through in hardly more time than one."""


class Watch(Protocol):
    """Whoever wants to know how far a batch has come."""

    def surveyed(self, survey: Survey) -> None:
        """What is finished, and what is left, is known."""

    def refused(self, refusal: Refusal) -> None:
        """An edition cannot be made, as is known before one is."""

    def came(self, planned: Planned, entry: Entry | Refusal) -> None:
        """An edition was made, or refused."""


class Result(NamedTuple):
    """The editions that are there, in the order of the catalogue; how many are new; and what was refused."""

    entries: tuple[Entry, ...]
    new: int
    refused: tuple[Refusal, ...]


def run_batch(  # noqa: PLR0913 - each is one thing that a batch is told
    catalogue: Catalogue,
    output: Path,
    journal: Journal,
    executor: Executor,
    *,
    basis: Basis,
    bounds: Bounds,
    watch: Watch,
) -> Result:
    """Make what is left of the catalogue; no edition that is refused or ends its worker stops the others."""
    survey = survey_jobs(catalogue.jobs, journal, basis)
    watch.surveyed(survey)
    standing = _Standing(watch)
    for refusal in (*catalogue.refused, *survey.refused):
        standing.refuse(refusal)
    for entry in survey.finished:
        standing.find(entry)
    left = {planned.job.name: planned for planned in survey.left}
    with (
        ThreadPoolExecutor(PUBLISHERS) as publishers,
        closing(executor.run(_tasks(left, basis, standing), bounds)) as outcomes,
    ):
        for name, outcome in outcomes:
            publishing = publishers.submit(_settle, left[name], outcome, output, journal)
            standing.expect(left[name], publishing)
        standing.wait()
    made = standing.made
    ordered = tuple(made[job.name] for job in catalogue.jobs if job.name in made)
    return Result(ordered, standing.new, tuple(sorted(standing.refused, key=lambda each: each.name)))


class _Standing:
    """What a batch has made and refused so far, and the editions that are on their way to the disk.

    Disks keep one waiting. Meanwhile the workers go on: whoever waited for the disk would keep them idle.
    """

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._underway: deque[tuple[Planned, Future[Entry | Refusal]]] = deque()
        self.made: dict[str, Entry] = {}
        self.refused: list[Refusal] = []
        self.new = 0

    def refuse(self, refusal: Refusal) -> None:
        """An edition of which it is known beforehand."""
        self.refused.append(refusal)
        self._watch.refused(refusal)

    def find(self, entry: Entry) -> None:
        """An edition that an earlier run has settled."""
        if entry.refused:
            self.refuse(Refusal(entry.name, entry.refused))
        else:
            self.made[entry.name] = entry

    def expect(self, planned: Planned, publishing: Future[Entry | Refusal]) -> None:
        """An edition that is on its way; take in those that have come, and wait where too many are."""
        self._underway.append((planned, publishing))
        while self._underway and (self._underway[0][1].done() or len(self._underway) > MOST_UNDERWAY):
            self._take_in()

    def wait(self) -> None:
        """Take in all that are on their way."""
        while self._underway:
            self._take_in()

    def _take_in(self) -> None:
        planned, publishing = self._underway.popleft()
        settled = publishing.result()
        if isinstance(settled, Entry):
            self.made[settled.name] = settled
            self.new += 1
        else:
            self.refused.append(settled)
        self._watch.came(planned, settled)


def _tasks(left: dict[str, Planned], basis: Basis, standing: _Standing) -> Iterator[Task]:
    """The parcels, each packed when somebody has a hand free for it; what changed meanwhile gets its new key."""
    for name, planned in list(left.items()):
        try:
            parcel = encode(pack(planned.job, source_date_epoch=basis.source_date_epoch))
        except PamphletError as error:
            standing.refuse(Refusal(name, sentence_at(planned.job, error)))
            continue
        left[name] = planned._replace(key=key_of_parcel(parcel, basis.versions))
        yield Task(name, parcel)


def _settle(planned: Planned, outcome: Outcome, output: Path, journal: Journal) -> Entry | Refusal:
    job, key = planned.job, planned.key
    match outcome:
        case Made():
            record = Record(key, outcome.facts)
            _publish(output / job.name, outcome, record)
            entry = Entry(job.name, key, extent=outcome.facts.extent, cost=outcome.cost)
            journal.write(entry)
            return entry
        case Refused():
            sentence = _sentence(job, outcome)
            if outcome.lasts:
                journal.write(Entry(job.name, key, sentence))
            return Refusal(job.name, sentence, outcome.lasts)


def _publish(folder: Path, made: Made, record: Record) -> None:
    """Put the files and their record there at one moment, and take away those that the edition had before."""
    before = read_record(folder.parent, folder.name)
    write_files(folder, {**made.contents, RECORD: to_json(record)})
    for file in before.facts.files if before else ():
        if file.name not in made.contents and Path(file.name).name == file.name:
            with suppress(OSError):
                (folder / file.name).unlink()


def _sentence(job: Job, refused: Refused) -> str:
    """What the worker said, with the place as the user would type it."""
    where = place_of(job, refused.where)
    line = refused.line if where else None
    return sentence_at(job, PamphletError(refused.what, advice=refused.advice, where=where, line=line))
