"""What a batch has done, a line an edition, written down as it comes: a run that was killed goes on from there."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import BinaryIO, Final

import msgspec
from msgspec import Struct

from pamphlet.batch.extent import Cost, Extent
from pamphlet.batch.job import Facts
from pamphlet.errors import PamphletError
from pamphlet.storage import read_file, refuse_unwritable

JOURNAL: Final = "journal.jsonl"
RECORD: Final = "edition.json"
"""The facts of an edition, beside its files and written at the same moment."""
MOST_BYTES: Final = 4_000_000_000


class Entry(Struct, frozen=True, omit_defaults=True):
    """What came of an edition: of which key it was made, its extent and what it took; or why it was refused."""

    name: str
    key: str
    refused: str = ""
    extent: Extent = Extent()
    cost: Cost = Cost()


class Record(Struct, frozen=True):
    """What lies beside the files of an edition: of which key they were made, and the facts."""

    key: str
    facts: Facts


class Journal:
    """The entries by name, the last of each; and where further ones are written."""

    def __init__(self, folder: Path, file: BinaryIO | None) -> None:
        """Without a file, nothing is written."""
        self._folder, self._file = folder, file
        self._one_at_a_time = Lock()
        self.entries: dict[str, Entry] = {} if file else read_entries(folder)
        if file:
            self._read(file)

    def _read(self, file: BinaryIO) -> None:
        whole = 0
        for line in file:
            if not line.endswith(b"\n"):  # the run was killed as it wrote
                break
            entry = _decode(line)
            if entry:
                self.entries[entry.name] = entry
            whole += len(line)
        file.truncate(whole)
        file.seek(whole)

    def write(self, entry: Entry) -> None:
        """Add an entry; it is on the disk when this returns."""
        with self._one_at_a_time:
            if self._file:
                self._file.write(msgspec.json.encode(entry) + b"\n")
                self._file.flush()
                os.fsync(self._file.fileno())
            self.entries[entry.name] = entry

    def settled(self, name: str, key: str) -> Entry | None:
        """The entry of an edition that need not be made again: its files are there, or it was refused for good."""
        entry = self.entries.get(name)
        if entry is None or entry.key != key:
            # What was published in the moment in which a run was killed is not yet written down.
            record = read_record(self._folder, name)
            if record is None or record.key != key or not _are_there(self._folder, name, record):
                return None
            entry = Entry(name, key, extent=record.facts.extent)
            self.write(entry)
            return entry
        if entry.refused:
            return entry
        record = read_record(self._folder, name)
        return entry if record and record.key == key and _are_there(self._folder, name, record) else None


def read_record(folder: Path, name: str) -> Record | None:
    """The record beside an edition's files."""
    path = folder / name / RECORD
    try:
        return msgspec.json.decode(read_file(path), type=Record) if path.is_file() else None
    except (msgspec.DecodeError, PamphletError):
        return None


@contextmanager
def open_journal(folder: Path) -> Iterator[Journal]:
    """The journal of the folder, which is made; raises PamphletError while another batch writes it."""
    refuse_unwritable(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / JOURNAL).open("a+b") as file:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            advice = "wait for it, or choose another folder with -o"
            raise PamphletError("another batch is at work here", advice=advice, where=str(folder)) from None
        file.seek(0)
        yield Journal(folder, file)


def read_entries(folder: Path) -> dict[str, Entry]:
    """The entries as they are now, to read alone."""
    path = folder / JOURNAL
    if not path.is_file():
        return {}
    lines = read_file(path, most_bytes=MOST_BYTES).splitlines()
    return {entry.name: entry for line in lines if (entry := _decode(line))}


def _decode(line: bytes) -> Entry | None:
    """The entry; None for a line that something else has damaged, whose edition is then looked for in its folder."""
    try:
        return msgspec.json.decode(line, type=Entry)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None


def _are_there(folder: Path, name: str, record: Record) -> bool:
    """Whether every file lies there in its length."""
    paths = ((folder / name / file.name, file.bytes) for file in record.facts.files)
    return all(path.is_file() and path.stat().st_size == length for path, length in paths)
