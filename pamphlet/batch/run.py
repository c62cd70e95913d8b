"""Jobs → finished editions in a folder, each published and written down as it comes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple, Protocol

from pamphlet.batch.catalogue import Catalogue
from pamphlet.batch.executor import Executor, Task
from pamphlet.batch.job import Bounds, Job, Made, Outcome, Refusal, Refused, encode, key_of_parcel
from pamphlet.batch.journal import RECORD, Entry, Journal, Record, entry_of, read_record, write_record
from pamphlet.batch.parcel import pack, place_of
from pamphlet.batch.survey import Basis, Planned, Survey, sentence_at, survey_jobs
from pamphlet.errors import PamphletError
from pamphlet.storage import write_files


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
    known = (Refusal(entry.name, entry.refused) for entry in survey.finished if entry.refused)
    refused = [*catalogue.refused, *survey.refused, *known]
    for refusal in refused:
        watch.refused(refusal)
    made = {entry.name: entry for entry in survey.finished if not entry.refused}
    left = {planned.job.name: planned for planned in survey.left}
    new = 0
    with closing(executor.run(_tasks(left, basis, refused, watch), bounds)) as outcomes:
        for name, outcome in outcomes:
            planned = left[name]
            settled = _settle(planned, outcome, output, journal)
            if isinstance(settled, Entry):
                made[name] = settled
                new += 1
            else:
                refused.append(settled)
            watch.came(planned, settled)
    ordered = tuple(made[job.name] for job in catalogue.jobs if job.name in made)
    return Result(ordered, new, tuple(sorted(refused, key=lambda each: each.name)))


def _tasks(left: dict[str, Planned], basis: Basis, refused: list[Refusal], watch: Watch) -> Iterator[Task]:
    """The parcels, each packed when somebody has a hand free for it; what changed meanwhile gets its new key."""
    for name, planned in list(left.items()):
        try:
            parcel = encode(pack(planned.job, source_date_epoch=basis.source_date_epoch))
        except PamphletError as error:
            refusal = Refusal(name, sentence_at(planned.job, error))
            refused.append(refusal)
            watch.came(planned, refusal)
            continue
        left[name] = planned._replace(key=key_of_parcel(parcel, basis.versions))
        yield Task(name, parcel)


def _settle(planned: Planned, outcome: Outcome, output: Path, journal: Journal) -> Entry | Refusal:
    job, key = planned.job, planned.key
    match outcome:
        case Made():
            record = Record(key, outcome.facts)
            _publish(output / job.name, outcome, record)
            entry = entry_of(job.name, record, seconds=outcome.seconds, megabytes=outcome.megabytes)
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
    write_files(folder, {**made.contents, RECORD: write_record(record)})
    for file in before.facts.files if before else ():
        if file.name not in made.contents and Path(file.name).name == file.name:
            with suppress(OSError):
                (folder / file.name).unlink()


def _sentence(job: Job, refused: Refused) -> str:
    """What the worker said, with the place as the user would type it."""
    where = place_of(job, refused.where)
    line = refused.line if where else None
    return sentence_at(job, PamphletError(refused.what, advice=refused.advice, where=where, line=line))
