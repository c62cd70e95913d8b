"""Jobs and the journal → what is done already, what is left, and what that will take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pamphlet.batch.estimate import Rates, Size, estimate, rates_from, size_of
from pamphlet.batch.extent import Need
from pamphlet.batch.job import Job, Parcel, Refusal, encode, key_of_parcel
from pamphlet.batch.journal import Entry, Journal
from pamphlet.batch.parcel import pack
from pamphlet.errors import PamphletError


@dataclass(frozen=True, slots=True)
class Basis:
    """What besides the files decides what becomes of every job: the versions by one name, and a date."""

    versions: str
    source_date_epoch: int | None


class Planned(NamedTuple):
    """A job that is left, the key of what it will be made of, and what that will take."""

    job: Job
    key: str
    need: Need


@dataclass(frozen=True, slots=True)
class Survey:
    """The entries of editions that are finished, the jobs that are left, and those whose files cannot be read."""

    finished: tuple[Entry, ...]
    left: tuple[Planned, ...]
    refused: tuple[Refusal, ...]

    @property
    def need(self) -> Need:
        """What is left takes."""
        return sum((planned.need for planned in self.left), Need())


def survey_jobs(jobs: Sequence[Job], journal: Journal, basis: Basis) -> Survey:
    """Read all that the jobs name once, and look what was made of it before."""
    finished: list[Entry] = []
    sized: list[tuple[Job, str, Size]] = []
    refused: list[Refusal] = []
    for job in jobs:
        try:
            parcel = pack(job, source_date_epoch=basis.source_date_epoch)
        except PamphletError as error:
            refused.append(Refusal(job.name, sentence_at(job, error)))
            continue
        key = key_of(parcel, basis)
        entry = journal.settled(job.name, key)
        if entry:
            finished.append(entry)
        else:
            sized.append((job, key, size_of(parcel)))
    rates: Rates = rates_from(journal.entries.values())
    left = tuple(Planned(job, key, estimate(size, journal.entries.get(job.name), rates)) for job, key, size in sized)
    return Survey(tuple(finished), left, tuple(refused))


def key_of(parcel: Parcel, basis: Basis) -> str:
    """The key of what is made of a parcel."""
    return key_of_parcel(encode(parcel), basis.versions)


def sentence_at(job: Job, error: PamphletError) -> str:
    """The error, placed at the row or the folder where it names no place of its own."""
    if error.where:
        return str(error)
    return str(
        PamphletError(error.what, advice=error.advice, where=job.where if job.line else job.folder, line=job.line)
    )
