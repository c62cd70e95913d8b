"""A parcel → the finished edition, or why there is none: what a worker does, wherever it stands."""

from __future__ import annotations

import contextlib
import hashlib
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pamphlet.batch.extent import Cost, Extent
from pamphlet.batch.job import COVER, Bounds, Doubt, Facts, File, Made, Outcome, Parcel, Refused, decode_parcel, encode
from pamphlet.batch.thumbnail import draw_cover
from pamphlet.errors import LimitReached, PamphletError, UnaccountedError
from pamphlet.gathering import Edition
from pamphlet.guard import LAYOUTS_TO_FIT, Guard
from pamphlet.model import Pamphlet
from pamphlet.model.walk import plain_text, statement_runs
from pamphlet.pipeline import FinishedFile, make_files, read_edition

OUR_FAULT: Final = "this is our fault, not yours"
HOW_TO_SEE: Final = "build it by itself with PAMPHLET_DEBUG=1 to see where, and send us that"
ONE_SIDED: Final = ("zine", "poster", "single")


def make_edition(parcel: bytes, bounds: Bounds) -> bytes:
    """The outcome, encoded as the parcel is. One edition at a time in a process: it stands in a folder of its own."""
    began = time.process_time()
    with contextlib.suppress(OSError):  # the peak of this edition, not of those before: proc(5), clear_refs
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return encode(_outcome(decode_parcel(parcel), bounds, began))


def _outcome(parcel: Parcel, bounds: Bounds, began: float) -> Outcome:
    try:
        with _unpacked(parcel), Guard(seconds=bounds.seconds, megabytes=bounds.megabytes) as guard:
            facts, contents = _make(parcel, guard)
    except UnaccountedError as error:
        return Refused(error.what, "this is our fault, and nothing was written", error.where, error.line)
    except PamphletError as error:
        return Refused(error.what, error.advice, error.where, error.line)
    except LimitReached as limit:
        return Refused(limit.what, limit.advice, lasts=False)
    except MemoryError:
        return Refused("this takes more memory than there is", "make it shorter or simpler", lasts=False)
    except RecursionError:
        return Refused("something in it is nested too deep", "use a few levels at most")
    except Exception as error:  # noqa: BLE001 - the outermost layer of a worker: the other editions go on
        kind = type(error).__name__
        return Refused(f"{OUR_FAULT} ({kind}: {error})" if str(error) else f"{OUR_FAULT} ({kind})", HOW_TO_SEE)
    return Made(facts, contents, Cost(round(time.process_time() - began, 3), _peak_megabytes()))


@contextlib.contextmanager
def _unpacked(parcel: Parcel) -> Iterator[None]:
    """The parcel's files in a folder that is this process's own meanwhile: no path of a machine gets into a file."""
    with tempfile.TemporaryDirectory(prefix="pamphlet-") as folder:
        for name, content in parcel.files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        with contextlib.chdir(folder):
            yield


def _make(parcel: Parcel, guard: Guard) -> tuple[Facts, dict[str, bytes]]:
    edition = read_edition([Path()], source_date_epoch=parcel.source_date_epoch)
    guard.widen(len(edition.manuscripts) * (LAYOUTS_TO_FIT if edition.settings.page.aim else 1))
    files = make_files(edition, parcel.formats)
    contents = {file.name: file.content for file in files}
    if cover := draw_cover(files):
        contents[COVER] = cover
    return _facts_of(edition, files, contents), contents


def _facts_of(edition: Edition, files: tuple[FinishedFile, ...], contents: dict[str, bytes]) -> Facts:
    pamphlet = edition.pamphlet
    by_name = {file.name: file for file in files}
    described = tuple(_file_of(name, content, by_name.get(name), edition) for name, content in contents.items())
    # Each once, in the order of the statements.
    languages = dict.fromkeys((pamphlet.language, *(each.language for each in pamphlet.statements)))
    authors = dict.fromkeys(author.name for each in pamphlet.statements for author in each.authors)
    doubts = sorted(edition.warnings, key=lambda each: (each.file, each.line))
    return Facts(
        title=pamphlet.title,
        subtitle=pamphlet.subtitle,
        languages=tuple(language for language in languages if language),
        authors=tuple(authors),
        date=pamphlet.date.text if pamphlet.date else "",
        modified=pamphlet.modified,
        identifier=pamphlet.identifier,
        publisher=pamphlet.publisher,
        description=pamphlet.description,
        extent=_extent_of(pamphlet, described),
        files=described,
        repairs=len(edition.repairs),
        warnings=tuple(Doubt(each.file, each.line, each.message) for each in doubts),
    )


def _extent_of(pamphlet: Pamphlet, files: tuple[File, ...]) -> Extent:
    return Extent(
        statements=len(pamphlet.statements),
        words=sum(len(plain_text(run).split()) for each in pamphlet.statements for run in statement_runs(each)),
        pages=sum(file.pages for file in files if file.format == "pdf"),
        sheets=sum(file.sheets for file in files),
        bytes=sum(file.bytes for file in files),
    )


def _file_of(name: str, content: bytes, file: FinishedFile | None, edition: Edition) -> File:
    digest = hashlib.sha256(content).hexdigest()
    if file is None:
        return File(name, "cover", len(content), digest)
    press = edition.settings.press
    one_sided = press.layout in ONE_SIDED or press.duplex == "hand"
    sheets = (file.pages if one_sided else -(-file.pages // 2)) if file.format == "booklet" else 0
    return File(name, file.format, len(content), digest, file.pages, sheets, file.paper)


def _peak_megabytes() -> int:
    """The most that this process held since its peak was set back: proc(5), VmHWM."""
    with contextlib.suppress(OSError), Path("/proc/self/status").open(encoding="ascii", errors="replace") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1000 if os.uname().sysname == "Linux" else peak // 1_000_000
