"""The commands of the press: pages to sheets, and a look at any PDF before it is printed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pamphlet.cli.helping import Command, PressCommand
from pamphlet.cli.press_options import Number, Shift, press_options, stated
from pamphlet.cli.settings import (
    chosen_edition,
    chosen_means,
    complete_style,
    edition_argument,
    jobs_option,
    no_cache_option,
    source_date_epoch,
    verbose_option,
)

if TYPE_CHECKING:
    from pamphlet.cli.pressing import Pressing


@click.command(
    cls=PressCommand,
    examples=[
        ("pamphlet press", "The edition in sources/ as a booklet, with its ticket."),
        ("pamphlet press leaflet --layout zine", "Eight small pages on one sheet of A4."),
        ("pamphlet press --sheet A3 --duplex long", "Larger pages, on a printer that turns the long edge."),
        ("pamphlet press notes.pdf --sheet A3", "A PDF from elsewhere, at the size that its pages have."),
        ("pamphlet press --layout single", "Single pages with bleed and marks for a print shop."),
        ("pamphlet press --copies 500 --price-sheet 0.04", "Paper, weight and cost on the ticket."),
        ("pamphlet press --calibrate", "A sheet that shows how far backs lie from fronts."),
        ("pamphlet press --calibrate --seen 1.5,-0.5", "What to write into edition.toml then."),
    ],
)
@edition_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), default="build", show_default=True, help="Write here.")
@press_options
@click.option("--page", metavar="PAPER", default="", help="Keep this page size; else pages fill their place.")
@click.option("--style", default="", shell_complete=complete_style, help="The style; else the one edition.toml names.")
@click.option("--like", metavar="EDITION", type=click.Path(path_type=Path), help="For a PDF: whose keys hold.")
@click.option("--calibrate", is_flag=True, help="Make the calibration sheet instead.")
@click.option("--seen", type=Shift(), help="With --calibrate: where the cross met the scales, x and y.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object alone.")
@no_cache_option
@jobs_option
@verbose_option
def press(  # noqa: PLR0913 - options of the whole command; those of [press] come as a mapping
    edition: Sequence[Path],
    output: Path,
    page: str,
    style: str,
    like: Path | None,
    *,
    seen: tuple[float, float] | None,
    calibrate: bool,
    as_json: bool,
    no_cache: bool,
    jobs: int | None,
    verbose: bool,
    **keys: object,
) -> None:
    """Lay pages on sheets to print, cut and fold.

    EDITION is named as for `build`, and its text is set at the size that the layout needs; or it is one PDF from
    elsewhere. Besides the sheets there is a ticket that says how to print and fold them. An option overrides the
    key of the same name under [press] in edition.toml. Either every file is written or none.
    """
    from pamphlet.cli import pressing

    request = pressing.Request(stated(keys), page, like)
    if calibrate or seen:
        for line in pressing.describe_calibration(request, edition, output, seen):
            click.echo(line)
        return
    if pressing.is_pdf(edition):
        made = pressing.press_file(edition[0], output, request, style_name=style)
    else:
        epoch = source_date_epoch(os.environ)
        means = chosen_means(os.environ, no_cache=no_cache, verbose=verbose, jobs=jobs)
        made = pressing.press_paths(
            chosen_edition(edition), output, request, style_name=style, source_date_epoch=epoch, means=means
        )
    tell(made, as_json=as_json)


def tell(made: Pressing, *, as_json: bool) -> None:
    """Doubts on the error stream; what was made as JSON, or in lines for people."""
    from pamphlet.cli.pressed import describe, describe_doubts, to_json
    from pamphlet.cli.saying import say

    for line in describe_doubts(made):
        say(line, err=True)
    if as_json:
        say(to_json(made))
        return
    for line in describe(made):
        say(line)


@click.command(
    cls=Command,
    examples=[
        ("pamphlet preflight notes.pdf", "What a printer would trip over, as a table."),
        ("pamphlet preflight --shop pages.pdf", "What a print shop asks besides: boxes, bleed, fonts."),
        ("pamphlet preflight notes.pdf --json", "The findings and all facts of each page as JSON."),
    ],
)
@click.argument("pdf", metavar="FILE.pdf", type=click.Path(path_type=Path))
@click.option("--shop", is_flag=True, help="Ask what a print shop asks.")
@click.option(
    "--bleed-mm", type=Number("mm"), default=3.0, show_default=True, metavar="MM", help="How much bleed is wanted."
)
@click.option("--like", metavar="EDITION", type=click.Path(path_type=Path), help="Whose [limits] hold.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings and facts as JSON.")
@click.pass_context
def preflight(  # noqa: PLR0913 - options of the whole command
    context: click.Context, pdf: Path, *, shop: bool, bleed_mm: float, like: Path | None, as_json: bool
) -> None:
    """Look a PDF over before it is printed.

    Each check is ok, a note, a warning or an error. Exits with 0 if it can be printed as it is, warnings or not;
    with 1 if a check found an error; with 2 if the file cannot be read. The checks are our own and certify nothing.
    """
    from pamphlet.cli.pressing import look_over

    found = look_over(pdf, for_shop=shop, bleed_mm=bleed_mm, like=like)
    click.echo(found.to_json() if as_json else found.to_table())
    context.exit(found.exit_code)
