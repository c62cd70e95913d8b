"""Finished sheets → what is said of them: one JSON object, or a few lines for people."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Literal

import click
import msgspec
from msgspec import Struct

from pamphlet.cli.failures import one_line
from pamphlet.cli.outcome import count, kilobytes
from pamphlet.cli.pressing import Pressing
from pamphlet.press.ticket import speaks, words_for
from pamphlet.presswork import PressedFile

DUPLEX = {
    "short": "both sides, flip on short edge",
    "long": "both sides, flip on long edge",
    "hand": "fronts first, then backs, as the ticket shows",
}


class MadeSheets(Struct, frozen=True):
    """A file on disk; `sides` counts what is printed, and is 0 for a page on the screen."""

    path: str
    kind: Literal["sheets", "ticket"]
    bytes: int
    sha256: str
    sides: int


class Outcome(Struct, frozen=True):
    """What `--json` prints: sizes in millimetres, pages from 1.

    `copies_a_run` come out of the printer where one copy is asked of it; of these, each takes `sheets_a_copy`.
    """

    title: str
    layout: str
    sheet: tuple[float, float]
    page: tuple[float, float]
    pages: int
    blanks: int
    sheets_a_copy: float
    copies_a_run: int
    files: tuple[MadeSheets, ...]
    findings: tuple[str, ...]
    losses: tuple[str, ...]
    mirrored_bleed: tuple[int, ...]
    ticket_language: str


def to_json(pressing: Pressing) -> bytes:
    """One object in UTF-8, indented by two spaces."""
    imposition = pressing.printed.imposition
    outcome = Outcome(
        title=pressing.matter.title,
        layout=imposition.layout.name,
        sheet=_rounded(imposition.layout.sheet),
        page=_rounded(pressing.plan.page),
        pages=imposition.pages,
        blanks=imposition.blanks,
        sheets_a_copy=len(imposition.sheets) / imposition.copies,
        copies_a_run=imposition.copies,
        files=tuple(
            MadeSheets(str(path), file.kind, len(file.content), hashlib.sha256(file.content).hexdigest(), file.sides)
            for file, path in zip(pressing.files, pressing.paths, strict=True)
        ),
        findings=tuple(map(str, pressing.printed.findings)),
        losses=tuple(map(str, pressing.printed.pressed.losses)),
        mirrored_bleed=pressing.printed.mirrored,
        ticket_language=words_for(pressing.matter.language).language,
    )
    return msgspec.json.format(msgspec.json.encode(outcome), indent=2)


def _rounded(size: tuple[float, float]) -> tuple[float, float]:
    return round(size[0], 3), round(size[1], 3)


def describe(pressing: Pressing) -> Iterator[str]:
    """The lines for people: what was made and where, and what comes next."""
    yield click.style(one_line(pressing.matter.title), bold=True) + f": {_summary(pressing)}"
    width = max(len(str(path)) for path in pressing.paths)
    for file, path in zip(pressing.files, pressing.paths, strict=True):
        yield f"  {click.style(str(path).ljust(width), fg='cyan')}  {_extent(file, pressing)}"
    yield f"Next: {_next_step(pressing)}"


def describe_doubts(pressing: Pressing) -> Iterator[str]:
    """What to look at before five hundred are printed, what is cut off, and what was made up."""
    for finding in pressing.printed.findings:
        yield f"preflight: {one_line(str(finding))}"
    losses = pressing.printed.pressed.losses
    if losses:
        rest = len(losses) - 1
        alike = len({(round(loss.width_mm, 1), round(loss.height_mm, 1)) for loss in losses}) == 1
        others = f", and so do {rest} more" if alike else f"; of {count(rest, 'other page')} something else"
        yield f"cut off: {losses[0]}{others if rest else ''}"
    if mirrored := pressing.printed.mirrored:
        pages = ", ".join(map(str, mirrored))
        yield f"bleed made up by mirroring the edge: page {pages}; look at it before it is printed"
    stated = pressing.matter.language
    if not speaks(stated):
        yield f"the ticket is in English: it does not speak “{one_line(stated)}” yet"


def _summary(pressing: Pressing) -> str:
    imposition, plan = pressing.printed.imposition, pressing.plan
    pages = f"{count(imposition.pages, 'page')} of {plan.page_name}"
    if imposition.layout.name == "single":
        return f"{pages}, for a print shop"
    blanks = f" and {count(imposition.blanks, 'blank')}" if imposition.blanks else ""
    copies = f", {imposition.copies} copies at once" if imposition.copies > 1 else ""
    sheets = f"{count(len(imposition.sheets), 'sheet')} of {plan.sheet_name}"
    return f"{pages}{blanks} on {sheets} ({plan.settings.layout}{copies})"


def _extent(file: PressedFile, pressing: Pressing) -> str:
    if file.kind == "ticket":
        return "the ticket, to go with it" if file.sides else "the same for a screen"
    name = pressing.plan.settings.layout
    sides = count(file.sides, "page" if name == "single" else "side")
    return f"{sides}, {kilobytes(len(file.content))}"


def _next_step(pressing: Pressing) -> str:
    sheets = [str(path) for file, path in zip(pressing.files, pressing.paths, strict=True) if file.kind == "sheets"]
    ticket = next(path for file, path in zip(pressing.files, pressing.paths, strict=True) if file.kind == "ticket")
    imposition, settings = pressing.printed.imposition, pressing.plan.settings
    if settings.layout == "single":
        return f"send {' and '.join(sheets)} to the shop with {ticket}."
    one_sided = imposition.sides == len(imposition.sheets)
    how = "one side only" if one_sided else DUPLEX[settings.duplex]
    return f"print one copy of {' and '.join(sheets)} at 100 %, {how}; then do as {ticket} says."
