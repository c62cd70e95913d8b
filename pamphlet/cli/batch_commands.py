"""The command `batch`: many editions from one catalogue."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from pamphlet.cli.helping import Command
from pamphlet.cli.settings import complete_style, formats_option, source_date_epoch


@click.command(
    cls=Command,
    examples=[
        ("pamphlet batch archive -o out", "An edition of every folder in archive/, into a folder each in out/."),
        ("pamphlet batch archive.csv -o out", "The editions that a table lists, a row each."),
        ("pamphlet batch archive.csv -o out --dry-run", "What that will take, and which rows are wrong."),
        ("pamphlet batch archive -o out --formats epub,pdf", "Without booklets."),
        ("pamphlet batch archive -o out --scheduler tcp://10.0.0.1:8786", "By the workers of a cluster."),
        ("pamphlet batch archive -o out", "Again, after it was stopped: only what is lacking is made."),
    ],
)
@click.argument("catalogue", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="DIR", type=click.Path(path_type=Path), required=True, help="Write here.")
@formats_option
@click.option("--style", default="", shell_complete=complete_style, help="The style of all that name none.")
@click.option("--title", default="", help="What index and catalogue are called; else as before, at first “Pamphlets”.")
@click.option("-j", "--jobs", type=click.IntRange(1, 256), help="Make so many editions at once; else one a core.")
@click.option("--scheduler", metavar="ADDRESS", default="", help="Let the workers of this Dask scheduler make them.")
@click.option(
    "--shared",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A folder that the workers see, too: what they get and give lies there, and is not sent.",
)
@click.option("--dry-run", is_flag=True, help="Make nothing: say what is left, and what that will take.")
@click.pass_context
def batch(context: click.Context, /, *, dry_run: bool, **typed: Any) -> None:  # noqa: ANN401 - they are as Request has them
    """Make the editions that a catalogue lists.

    CATALOGUE is a folder of folders, a folder of statements that are an edition each, or a table as CSV (.csv) or
    JSON Lines (.jsonl) whose rows name statements and keys of edition.toml. Each edition comes into a folder of its
    own in DIR, beside a report. Started again, it makes only what is lacking or has changed. Exits with 0 if every
    edition was made, with 1 if some could not be, each named with its reason, and with 2 if the catalogue itself
    cannot be read.
    """
    from pamphlet.batch import Bounds
    from pamphlet.cli import batching

    stated = context.find_root().params
    bounds = Bounds(stated.get("seconds"), stated.get("memory"))
    request = batching.Request(**typed, bounds=bounds, source_date_epoch=source_date_epoch(os.environ))
    if dry_run:
        for line in batching.survey_batch(request):
            click.echo(line)
        return
    result = batching.make_batch(request)
    for line in batching.describe(result, request.output):
        click.echo(line)
    if result.refused:
        context.exit(1)
