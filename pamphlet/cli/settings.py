"""What arguments and environment state → typed values."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem

from pamphlet.cache import NO_CACHE, Cache
from pamphlet.cli.answers import open_cache
from pamphlet.cli.guarding import guard_process
from pamphlet.cli.progress import CountingCache
from pamphlet.errors import PamphletError
from pamphlet.means import Means

if TYPE_CHECKING:
    from pamphlet.pipeline import Format

Aim = Literal["", "sheets"] | int
"""What the pages are to fill: whole sheets, or so many pages."""
LATEST: Final = 253_402_300_799
"""The last second of the year 9999."""


edition_argument = click.argument("edition", nargs=-1, type=click.Path(path_type=Path))
no_cache_option = click.option("--no-cache", is_flag=True, help="Make everything anew, and remember nothing of it.")
jobs_option = click.option(
    "-j", "--jobs", type=click.IntRange(1, 256), help="Set so many statements at once; else one a core."
)
verbose_option = click.option(
    "-v", "--verbose", is_flag=True, help="Say on stderr how long each stage took, and what was taken from the cache."
)


class FormatList(click.ParamType[tuple[str, ...]]):
    """Formats between commas, in the order in which they are made."""

    name = "formats"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The formats; fails on one that does not exist."""
        from pamphlet.pipeline import FORMATS

        stated = [word.strip().lower() for word in str(value).split(",") if word.strip()]
        unknown = [word for word in stated if word not in FORMATS]
        if unknown or not stated:
            self.fail(f"there is no format “{''.join(unknown[:1])}”; choose from {', '.join(FORMATS)}", param, ctx)
        return tuple(name for name in FORMATS if name in stated)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The formats that are not yet in the list."""
        del ctx, param
        from pamphlet.pipeline import FORMATS

        before, comma, word = incomplete.rpartition(",")
        left = [name for name in FORMATS if name not in before.split(",") and name.startswith(word)]
        return [CompletionItem(f"{before}{comma}{name}") for name in left]


formats_option = click.option(
    "--formats",
    type=FormatList(),
    default="epub,pdf,booklet",
    show_default=True,
    help="What to make, with commas: epub, pdf, booklet, html (a page for the web), md (the restored text).",
)


def formats_of(variant: str | None, formats: Sequence[Format]) -> tuple[Format, ...]:
    """The formats of an edition; its variant is made as pages alone, and refuses others that were asked for."""
    asked = click.get_current_context().get_parameter_source("formats") is not ParameterSource.DEFAULT
    if variant and asked and tuple(formats) != ("pdf",):
        advice = "leave --formats out, and build the other files by a command of their own"
        raise PamphletError(f"--edition {variant} makes pages alone", advice=advice)
    return ("pdf",) if variant else tuple(formats)


def complete_style(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The styles whose names begin so."""
    del ctx, param
    from pamphlet.styles import style_names

    return [name for name in style_names() if name.startswith(incomplete)]


def chosen_edition(paths: Sequence[Path]) -> tuple[Path, ...]:
    """What is named, or else the folder `sources`, or this folder where it is an edition itself."""
    if paths:
        return tuple(paths)
    known = (path for path in (Path("sources"), Path("edition.toml")) if path.exists())
    if edition := next(known, None):
        return (edition,)
    raise PamphletError("no edition is named, and there is no folder “sources” here", advice=_advise_edition())


def _advise_edition() -> str:
    """What is probably meant: this folder, or one in it."""
    from pamphlet.storage import holds_edition

    if holds_edition(Path()):
        return "a dot is this folder: pamphlet build ."
    known = next(iter(sorted(Path().glob("*/edition.toml"))), None)
    if known:
        return f"name one, such as {shlex.quote(str(known.parent))}"
    return "name the folder of your statements, or make one with `pamphlet new leaflet`"


def chosen_aim(*, fit: bool, pages: int | None) -> Aim:
    """What the pages are to fill, if the command says so."""
    if fit and pages:
        advice = "take one of them"
        raise PamphletError("--fit and --pages both say how many pages there are to be", advice=advice)
    return pages or ("sheets" if fit else "")


def chosen_cache(environment: Mapping[str, str], *, no_cache: bool) -> Cache:
    """What was kept of earlier runs, unless none of it is wanted."""
    return NO_CACHE if no_cache else open_cache(environment)


def chosen_means(
    environment: Mapping[str, str],
    *,
    no_cache: bool,
    verbose: bool = False,
    jobs: int | None = None,
    whole: bool = False,
) -> Means:
    """What was kept of earlier runs, and in how many processes the rest is made: as many as the machine has cores.

    To be `verbose`, the cache counts what is taken from it.
    """
    cache = chosen_cache(environment, no_cache=no_cache)
    counted = CountingCache(cache) if verbose else cache
    return Means(counted, jobs or available_cores(), whole=whole, begin=guard_process)


def available_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def source_date_epoch(environment: Mapping[str, str]) -> int | None:
    """SOURCE_DATE_EPOCH in seconds: https://reproducible-builds.org/specs/source-date-epoch."""
    stated = environment.get("SOURCE_DATE_EPOCH", "")
    if not stated:
        return None
    if not re.fullmatch(r"[0-9]{1,12}", stated) or int(stated) > LATEST:
        raise PamphletError(
            f"SOURCE_DATE_EPOCH is “{stated}”",
            advice="set it to the seconds since 1970, such as 1700000000, or unset it",
        )
    return int(stated)
