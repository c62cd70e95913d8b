"""Sources → their restored text as clean Markdown, on disk or on the terminal, and what was mended on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import click
import msgspec
from msgspec import Struct

from pamphlet.cli.failures import one_line
from pamphlet.cli.outcome import Mended, count, mended, tally
from pamphlet.cli.progress import show_stages
from pamphlet.errors import PamphletError
from pamphlet.gathering import RestoredSource, gather_sources
from pamphlet.model import Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.pipeline import write_back
from pamphlet.storage import write_files

STANDARD_OUTPUT: Final = Path("-")


class RestoredFile(Struct, frozen=True):
    """One statement as `--json` shows it: where it came from and where it went; by file and line, what was done."""

    source: str
    path: str
    bytes: int
    sha256: str
    repairs: tuple[Mended, ...]
    warnings: tuple[Warning, ...]


class Restoration(NamedTuple):
    """What is to be written below a folder, by name, and what is to be said of each statement."""

    contents: dict[str, bytes]
    files: tuple[RestoredFile, ...]


def restore(paths: Sequence[Path], output: Path, *, force: bool) -> Restoration:
    """Restore every statement and write them all below the folder, or, on any error, none."""
    with show_stages() as report:
        report("Restoring the statements")
        restoration = _restore(gather_sources(paths), output)
    if output == STANDARD_OUTPUT:
        if len(restoration.files) > 1:
            what = f"{len(restoration.files)} statements do not go into one text"
            raise PamphletError(what, advice="name one file, or a folder with -o")
        return restoration
    if not force:
        _refuse_over_others(output, restoration.contents)
    write_files(output, restoration.contents)
    return restoration


def describe(restoration: Restoration) -> Iterator[str]:
    """A line a statement: where it is, and what was mended, by rule."""
    for file in restoration.files:
        repaired = f"{count(len(file.repairs), 'repair')}: {tally(each.rule for each in file.repairs)}"
        yield f"{click.style(one_line(file.path), fg='cyan')}  {repaired if file.repairs else 'nothing to repair'}"


def describe_warnings(restoration: Restoration) -> Iterator[str]:
    """A line each, in the form that editors jump from."""
    for file in restoration.files:
        for warning in file.warnings:
            yield one_line(f"{warning.file}:{warning.line}: {warning.message}")


def to_json(restoration: Restoration) -> bytes:
    """One object in UTF-8 with a list of `files`, indented by two spaces."""
    return msgspec.json.format(msgspec.json.encode({"files": restoration.files}), indent=2)


def _restore(sources: Sequence[RestoredSource], output: Path) -> Restoration:
    contents: dict[str, bytes] = {}
    files: list[RestoredFile] = []
    for source in sources:
        written = write_back(source)
        if written.name in contents:
            advice = "restore them one after the other, each with its own -o"
            raise PamphletError(f"a second statement would be {written.name}", advice=advice, where=source.source.path)
        contents |= {written.name: written.content}
        contents |= {name: image for name, image in source.images.items() if output != STANDARD_OUTPUT}
        path = Path(written.name) if output == STANDARD_OUTPUT else output / written.name
        files.append(_restored_file(source, path, written.content))
    return Restoration(contents, tuple(files))


def _restored_file(source: RestoredSource, path: Path, content: bytes) -> RestoredFile:
    restored = source.restored
    return RestoredFile(
        source.source.path,
        str(path),
        len(content),
        hashlib.sha256(content).hexdigest(),
        tuple(mended(repair) for repair in sorted(restored.repairs, key=lambda each: each.line)),
        tuple(sorted(restored.warnings, key=lambda each: each.line)),
    )


def _refuse_over_others(folder: Path, contents: dict[str, bytes]) -> None:
    """A file that stands there already may hold somebody's work, or be the source itself."""
    for name, content in contents.items():
        path = folder / name
        if path.is_file() and path.read_bytes() != content:
            advice = "choose another folder with -o, or write over it with --force"
            raise PamphletError("a file stands here already", advice=advice, where=str(path))
