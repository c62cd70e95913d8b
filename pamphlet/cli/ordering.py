"""The options of `build` and `watch` → one order, which says what is to be made."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from msgspec import Struct

from pamphlet.cli.settings import (
    Aim,
    chosen_aim,
    chosen_edition,
    chosen_means,
    complete_style,
    edition_argument,
    formats_of,
    formats_option,
    jobs_option,
    no_cache_option,
    source_date_epoch,
    verbose_option,
)

if TYPE_CHECKING:
    from pamphlet.means import Means
    from pamphlet.pipeline import Format


class Order(Struct, frozen=True, kw_only=True):
    """What is to be made of these paths, where, and how; an `aim` replaces what edition.toml says of the pages.

    The rest makes no difference to the files: in how many processes they are made, with what is kept, and how they are
    spoken of.
    """

    paths: tuple[Path, ...]
    output: Path
    formats: tuple[Format, ...]
    style: str
    aim: Aim
    large_print: bool
    source_date_epoch: int | None
    whole: bool
    jobs: int | None
    no_cache: bool
    verbose: bool
    as_json: bool

    @property
    def means(self) -> Means:
        """By which means it is carried out."""
        return chosen_means(os.environ, no_cache=self.no_cache, verbose=self.verbose, jobs=self.jobs, whole=self.whole)


OPTIONS: Final = (
    edition_argument,
    click.option(
        "-o", "--output", type=click.Path(path_type=Path), default="build", show_default=True, help="Write here."
    ),
    formats_option,
    click.option("--style", default="", shell_complete=complete_style, help="The style, or its folder (./ours)."),
    click.option(
        "--edition",
        "variant",
        type=click.Choice(["large-print"]),
        help="Make the edition in large print, on pages alone: NAME-large-print.pdf.",
    ),
    click.option("--fit", is_flag=True, help="Choose the type so that the text fills whole sheets of paper."),
    click.option("--pages", type=click.IntRange(1, 400), help="Choose the type so that there are so many pages."),
    click.option(
        "--json",
        "as_json",
        is_flag=True,
        help="Print one JSON object alone: title, files (as they are made), repairs and warnings (by file and line).",
    ),
    no_cache_option,
    jobs_option,
    click.option(
        "--whole", is_flag=True, help="Set all pages as one document, to compare; slower, and no other pages."
    ),
    verbose_option,
)


def takes_order(carry_out: Callable[[Order], None]) -> Callable[..., None]:
    """Give a command the options of a build; its body gets the order that they make."""

    def command(**stated: Any) -> None:  # noqa: ANN401 - whatever the options give
        carry_out(_order_of(**stated))

    update_wrapper(command, carry_out)
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def _order_of(*, variant: str | None, fit: bool, pages: int | None, **stated: Any) -> Order:  # noqa: ANN401 - as above
    stated["formats"] = formats_of(variant, stated["formats"])
    return Order(
        paths=chosen_edition(stated.pop("edition")),
        aim=chosen_aim(fit=fit, pages=pages),
        large_print=bool(variant),
        source_date_epoch=source_date_epoch(os.environ),
        **stated,
    )
