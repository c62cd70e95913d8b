"""An edition's paths → finished files on disk, with the stages shown, and the facts of what was made."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from pamphlet.cli.guarding import widen_guard
from pamphlet.cli.ordering import Order
from pamphlet.cli.outcome import Outcome, sum_up
from pamphlet.cli.progress import show_stages
from pamphlet.cli.settings import Aim
from pamphlet.edition import Settings
from pamphlet.errors import PamphletError
from pamphlet.gathering import Edition
from pamphlet.guard import LAYOUTS_TO_FIT
from pamphlet.means import Means
from pamphlet.pipeline import FinishedFile, in_large_print, make_files, prove_edition, read_edition
from pamphlet.proof import Proof
from pamphlet.storage import refuse_unwritable, write_files


def make(order: Order) -> tuple[Outcome, Settings]:
    """Build the edition into its folder; on any error the folder stays as it is."""
    means = order.means
    with show_stages(means.cache) as report:
        edition = read_edition(order.paths, source_date_epoch=order.source_date_epoch, report=report, means=means)
        edition = _aiming(in_large_print(edition) if order.large_print else edition, order.aim)
        widen_guard(len(edition.manuscripts) * (LAYOUTS_TO_FIT if edition.settings.page.aim else 1))
        refuse_among_sources(order.output, order.paths)
        refuse_unwritable(order.output)
        files = make_files(edition, order.formats, style_name=order.style, report=report, means=means)
        _refuse_over_sources(order.output, files, edition)
        report("Writing the files")
        written = write_files(order.output, {file.name: file.content for file in files})
    return sum_up(edition, files, written), edition.settings


def prove(paths: Sequence[Path], *, source_date_epoch: int | None, means: Means = Means()) -> Proof:  # noqa: B008 - frozen
    """Make every format in memory and read it back."""
    with show_stages(means.cache) as report:
        edition = read_edition(paths, source_date_epoch=source_date_epoch, report=report, means=means)
        widen_guard(len(edition.manuscripts) * (LAYOUTS_TO_FIT if edition.settings.page.aim else 1))
        return prove_edition(edition, report=report, means=means)


def _aiming(edition: Edition, aim: Aim) -> Edition:
    if not aim:
        return edition
    fit, pages = ("sheets", 0) if aim == "sheets" else ("", int(aim))
    page = replace(edition.settings.page, fit=fit, pages=pages)
    return replace(edition, settings=replace(edition.settings, page=page))


def refuse_among_sources(output: Path, paths: Sequence[Path]) -> None:
    """Files made among the statements would be taken for some of them the next time."""
    folders = [path if path.is_dir() else path.parent for path in paths if path.is_dir() or path.name == "edition.toml"]
    if any(_real(folder) == _real(output) for folder in folders):
        raise PamphletError("the statements lie in this folder", advice="choose another with -o", where=str(output))


def _refuse_over_sources(output: Path, files: Sequence[FinishedFile], edition: Edition) -> None:
    sources = {_real(edition.folder / source.name) for source in edition.pamphlet.colophon.sources}
    for file in files:
        if _real(output / file.name) in sources:
            where = str(output / file.name)
            raise PamphletError("this would overwrite a statement", advice="choose another folder with -o", where=where)


def _real(path: Path) -> str:
    """Where a path leads; links that lead round to one another are followed no farther."""
    return os.path.realpath(path)
