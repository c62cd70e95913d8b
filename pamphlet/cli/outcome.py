"""A finished build → what is said of it: one JSON object, or a few lines for people."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import click
import msgspec
from msgspec import Struct

from pamphlet.cli.failures import one_line
from pamphlet.edition import Settings
from pamphlet.gathering import Edition
from pamphlet.model import Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.pipeline import LARGE_PRINT, FinishedFile, Format


class MadeFile(Struct, frozen=True):
    """A file on disk: `pages` counts the sides of a booklet, and is 0 for an e-book; `paper` is theirs.

    `remarks` say how it was set, a line each.
    """

    path: str
    format: Format | Literal["proof"]
    bytes: int
    sha256: str
    pages: int
    paper: str
    remarks: tuple[str, ...]


class Mended(Struct, frozen=True):
    """A repair, in the fields that other programs may count on."""

    rule: str
    file: str
    line: int
    before: str
    after: str


class Outcome(Struct, frozen=True):
    """What `--json` prints, in this order: files as they are made, the rest by file and line."""

    title: str
    files: tuple[MadeFile, ...]
    repairs: tuple[Mended, ...]
    warnings: tuple[Warning, ...]


def sum_up(edition: Edition, files: Sequence[FinishedFile], paths: Sequence[Path]) -> Outcome:
    """The facts of a build."""
    return Outcome(
        title=edition.pamphlet.title,
        files=tuple(_made(file, path) for file, path in zip(files, paths, strict=True)),
        repairs=tuple(mended(repair) for repair in sorted(edition.repairs, key=lambda each: (each.file, each.line))),
        warnings=tuple(sorted(edition.warnings, key=lambda each: (each.file, each.line))),
    )


def to_json(outcome: Outcome) -> bytes:
    """One object in UTF-8, indented by two spaces."""
    return msgspec.json.format(msgspec.json.encode(outcome), indent=2)


def describe(outcome: Outcome, settings: Settings) -> Iterator[str]:
    """The lines for people: what was made and where, what was mended, what comes next."""
    yield click.style(one_line(outcome.title), bold=True)
    width = max(len(file.path) for file in outcome.files)
    for file in outcome.files:
        extent = _extent(file, settings)
        yield f"  {click.style(file.path.ljust(width), fg='cyan')}  {extent}, {kilobytes(file.bytes)}"
    for remark in [remark for file in outcome.files for remark in file.remarks]:
        yield f"  {one_line(remark)}"
    if outcome.repairs:
        yield f"{count(len(outcome.repairs), 'repair')}: {tally(repair.rule for repair in outcome.repairs)}"
    if outcome.warnings:
        yield f"{count(len(outcome.warnings), 'warning')}: {tally(warning.rule for warning in outcome.warnings)}"
    yield f"Next: {_next_step(outcome.files, settings)}"


def describe_warnings(outcome: Outcome) -> Iterator[str]:
    """A line each, in the form that editors jump from."""
    return map(describe_warning, outcome.warnings)


def describe_warning(warning: Warning) -> str:
    """Where, and what is in doubt."""
    return one_line(f"{warning.file}:{warning.line}: {warning.message}")


def extents(outcome: Outcome, settings: Settings) -> Iterator[str]:
    """How much of each format there is."""
    return (_extent(file, settings) for file in outcome.files if file.format != "proof")


def _made(file: FinishedFile, path: Path) -> MadeFile:
    sha256 = hashlib.sha256(file.content).hexdigest()
    return MadeFile(str(path), file.format, len(file.content), sha256, file.pages, file.paper, file.remarks)


def mended(repair: Repair) -> Mended:
    """A repair as other programs see it."""
    return Mended(repair.rule, repair.file, repair.line, repair.before, repair.after)


def _extent(file: MadeFile, settings: Settings) -> str:
    match file.format:
        case "epub":
            return "e-book"
        case "pdf":
            return f"{count(file.pages, 'page')} of {file.paper}"
        case "booklet":
            return _sheets(file, settings)
        case "html":
            return "one page for the web"
        case "md":
            return "the restored text"
        case "proof":
            return "the same for programs" if file.path.endswith(".json") else "what was done to each word"


def _next_step(files: Sequence[MadeFile], settings: Settings) -> str:
    by_format = {each.format: each for each in files}
    file = next(by_format[each] for each in ("booklet", "pdf", "epub", "html", "md") if each in by_format)
    match file.format:
        case "epub":
            return f"open {file.path} in an e-book reader."
        case "html" | "md" | "proof":
            return f"open {file.path}."
        case "pdf":
            if settings.style == LARGE_PRINT:
                return f"print {file.path} at full size, and staple it at the left."
            return f"read {file.path}, or make the booklet to print and fold: --formats booklet."
        case "booklet":
            return _printing(file, settings) + _blanks(by_format.get("pdf"), file, settings)


def _sheets(file: MadeFile, settings: Settings) -> str:
    """How many sheets are in the tray for it."""
    one_sided = settings.press.layout in {"zine", "poster", "single"} or settings.press.duplex == "hand"
    sheets = file.pages if one_sided else -(-file.pages // 2)
    return f"{count(sheets, 'sheet')} of {file.paper}"


def _blanks(pages: MadeFile | None, booklet: MadeFile, settings: Settings) -> str:
    """How much of the paper stays white that the text could fill."""
    press = settings.press
    if pages is None or press.layout != "booklet" or press.blanks != "white" or settings.page.aim:
        return ""
    blank = 2 * booklet.pages - pages.pages
    stay = "stays" if blank == 1 else "stay"
    return f" {count(blank, 'page')} {stay} blank; --fit sets the text so that it fills the sheets." if blank else ""


def _printing(file: MadeFile, settings: Settings) -> str:
    """What to do at the printer; whatever is more than folding needs the ticket."""
    press = settings.press
    if press.layout != "booklet" or press.duplex == "hand" or press.colour == "plates":
        return "make the ticket that says how to print, cut and fold it: pamphlet press."
    turned = f"turned over the {press.duplex} edge"
    return f"print {file.path} at full size, on both sides, {turned}; fold the sheets in the middle."


def count(number: int, noun: str) -> str:
    """“1 page”, “2 pages”."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def tally(rules: Iterable[str]) -> str:
    """“quotes 15, bullet 2”: rules by how often they were used."""
    return ", ".join(f"{rule} {number}" for rule, number in Counter(rules).most_common())


def kilobytes(size: int) -> str:
    """“2 kB” of 1,001 bytes."""
    return f"{-(-size // 1000)} kB"
