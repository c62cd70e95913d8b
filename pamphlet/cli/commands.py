"""The commands: what each takes, what it says, and which part of the program does it."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import get_completion_class

from pamphlet import __version__
from pamphlet.cli.batch_commands import batch
from pamphlet.cli.helping import LastingCommand, Program
from pamphlet.cli.ordering import Order, takes_order
from pamphlet.cli.press_commands import preflight, press
from pamphlet.cli.settings import (
    chosen_edition,
    chosen_means,
    complete_style,
    edition_argument,
    no_cache_option,
    source_date_epoch,
    verbose_option,
)

if TYPE_CHECKING:
    from pamphlet.doctor import Finding


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pamphlet", message="%(prog)s %(version)s")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    envvar="PAMPHLET_SECONDS",
    help="Let a command take so much computing time; else what fits the number of statements.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=1),
    envvar="PAMPHLET_MEMORY_MB",
    metavar="MB",
    help="Let a command take so much memory; else what fits the number of statements.",
)
def program(*, seconds: float | None, memory: int | None) -> None:
    """Statements in; an e-book, a typeset PDF and a booklet to print and fold out."""


@program.command(
    examples=[
        ("pamphlet build", "Make the edition in sources/ into build/."),
        ("pamphlet build leaflet -o out", "Another edition, into another folder."),
        ("pamphlet build letter.txt reply.md", "Statements alone, without an edition.toml."),
        ("pamphlet build --formats epub,html", "An e-book and a page for the web, without paper."),
        ("pamphlet build --fit", "In the type that fills whole sheets, and what a sheet less or more would take."),
        ("pamphlet build --edition large-print", "In 18 points, for readers who see poorly: one more PDF."),
        ("pamphlet build --json", "Say what was made as JSON, for other programs."),
    ]
)
@takes_order
def build(order: Order) -> None:
    """Make the files of an edition.

    EDITION is a folder with an edition.toml, a folder of statements, or statement files; without it, `sources`.
    Either every file is written or none: after an error, the last build is still there. A proof, NAME-proof.html,
    shows what was done to each word.
    """
    from pamphlet.cli.making import make
    from pamphlet.cli.outcome import describe, describe_warnings, to_json
    from pamphlet.cli.saying import say

    outcome, settings = make(order)
    if order.as_json:
        say(to_json(outcome))
        return
    for line in describe_warnings(outcome):
        say(line, err=True)
    for line in describe(outcome, settings):
        say(line)


@program.command(
    cls=LastingCommand,
    examples=[
        ("pamphlet watch", "Make the edition in sources/ into build/, now and after each change."),
        ("pamphlet watch leaflet -o out", "Another edition, into another folder."),
        ("pamphlet watch leaflet --formats pdf", "Pages alone, which is quicker."),
    ],
)
@takes_order
def watch(order: Order) -> None:
    """Make the files of an edition again whenever it changes.

    It builds at once, as `build` does, and again whenever you save something that the files rest on: a statement, the
    edition.toml, a picture, a style of your own, or a new file in the folder. What cannot be built is said, the last
    files stay, and it goes on watching. Ctrl-C ends it, with exit code 130.
    """
    from pamphlet.cli import watching

    watching.watch(order)


@program.command(
    examples=[
        ("pamphlet check", "What was done to each word of the edition in sources/."),
        ("pamphlet check leaflet --strict", "Fail if anything is left in doubt, as before a printing."),
        ("pamphlet check --json | less", "The whole proof as JSON."),
    ]
)
@edition_argument
@click.option("--strict", is_flag=True, help="Exit with 1 if anything was left in doubt.")
@click.option("--json", "as_json", is_flag=True, help="Print the proof as JSON.")
@no_cache_option
@verbose_option
@click.pass_context
def check(  # noqa: PLR0913 - each is an option of the command
    context: click.Context, edition: Sequence[Path], *, strict: bool, as_json: bool, no_cache: bool, verbose: bool
) -> None:
    """Prove an edition without leaving files.

    Everything is made and read back: each repair is listed with the words before and after, then what is in doubt,
    then the ledger of words. EDITION is named as for `build`. Exits with 0 if every word is accounted for, with 1 if
    one is not or, when strict, if anything is in doubt, and with 2 if the edition cannot be made.
    """
    from pamphlet.cli.making import prove
    from pamphlet.cli.proving import describe_proof
    from pamphlet.cli.saying import say
    from pamphlet.proof import to_json as proof_to_json

    means = chosen_means(os.environ, no_cache=no_cache, verbose=verbose)
    proof = prove(chosen_edition(edition), source_date_epoch=source_date_epoch(os.environ), means=means)
    if as_json:
        say(proof_to_json(proof), nl=False)
    else:
        for line in describe_proof(proof):
            say(line)
    if proof.ledger.unaccounted or (strict and proof.warnings):
        context.exit(1)


program.add_command(batch)
program.add_command(press)
program.add_command(preflight)


@program.command(
    examples=[
        ("pamphlet restore letter.txt", "Write restored/letter.md."),
        ("pamphlet restore leaflet -o clean", "All statements of an edition, into another folder."),
        ("pamphlet restore letter.txt -o -", "Show the restored text, and write nothing."),
        ("pamphlet restore letter.md -o . --force", "Write over the file itself."),
    ]
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default="restored",
    show_default=True,
    help="Write here; - shows the text of one statement.",
)
@click.option("--force", is_flag=True, help="Write over files that hold something else, even over the sources.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: files, each with repairs and warnings.")
def restore(files: Sequence[Path], output: Path, *, force: bool, as_json: bool) -> None:
    """Write the restored text as clean Markdown.

    Each FILE is a statement or a folder of statements; NAME.txt becomes NAME.md, with a header for title, signatories,
    date, language and contact, and with its pictures beside it. An edition.toml beside a file says how it is restored.
    Building from what is written gives the same statement, and no repairs. Either every file is written or none, and
    none over a file that holds something else.
    """
    from pamphlet.cli import restoring

    restoration = restoring.restore(files, output, force=force)
    shown = output == restoring.STANDARD_OUTPUT
    for line in () if as_json else restoring.describe_warnings(restoration):
        click.echo(line, err=True)
    for line in () if as_json else restoring.describe(restoration):
        click.echo(line, err=shown)
    if as_json:
        click.echo(restoring.to_json(restoration))
    elif shown:
        click.echo(next(iter(restoration.contents.values())), nl=False)


@program.command(
    examples=[
        ("pamphlet new leaflet", "Make the folder leaflet/ with an edition to start from."),
        ("pamphlet new .", "The same in this folder, if it is empty; an edition.toml alone, if it holds statements."),
        ("pamphlet new leaflet/ours --style modern", "Copy a style, to change it."),
    ]
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--style", default="", shell_complete=complete_style, help="Copy this style into DIR, to change it.")
@click.option("--templates", is_flag=True, help="With --style: copy the templates of its pages, too.")
def new(folder: Path, style: str, *, templates: bool) -> None:
    """Begin an edition, or a style.

    An edition has an edition.toml with notes and an example statement, and can be built at once. A folder that holds
    statements already gets the edition.toml alone. A style is a copy of one that the program brings; docs/styles.md
    says what can be changed in it.
    """
    from pamphlet.starter import write_starter, write_style

    if templates and not style:
        raise click.UsageError("--templates are copied with a style; say which with --style")
    written = write_style(folder, style, templates=templates) if style else write_starter(folder)
    for path in written:
        click.echo(path)
    click.echo(f"Next: {_use_of_style(folder) if style else _use_of_edition(folder, alone=len(written) == 1)}")


def _use_of_style(folder: Path) -> str:
    settings = folder.parent / "edition.toml"
    if settings.is_file():
        return f'change it, write `style = "./{folder.name}"` into {settings}, above its first line in [ ].'
    place = folder if folder.is_absolute() else f"./{folder}"
    return f"change it, then run `{_typed('pamphlet build --style', place)}`."


def _use_of_edition(folder: Path, *, alone: bool) -> str:
    """What to do with an edition.toml that stands `alone` beside statements, or with the example."""
    task = "take the # from the lines that you want, and change what they say" if alone else "write your words into it"
    return f"{task}, then run `{_typed('pamphlet build', folder)}`."


def _typed(command: str, path: Path | str) -> str:
    """What is to be typed; a name with spaces in it is quoted."""
    return f"{command} {shlex.quote(str(path))}"


@program.command(
    examples=[
        ("pamphlet dump", "The edition in sources/ as JSON."),
        ("pamphlet dump letter.txt | less", "What became of one statement."),
    ]
)
@edition_argument
def dump(edition: Sequence[Path]) -> None:
    """Print what was read, as JSON.

    This is the document model: every statement once it is restored, before it is typeset.
    EDITION is named as for `build`.
    """
    from pamphlet.model import to_json
    from pamphlet.pipeline import read_edition

    read = read_edition(chosen_edition(edition), source_date_epoch=source_date_epoch(os.environ))
    click.echo(to_json(read.pamphlet), nl=False)


@program.command(examples=[("pamphlet doctor", "Look at this machine; exits with 1 if something needed is missing.")])
@click.pass_context
def doctor(context: click.Context) -> None:
    """Look what this machine lacks.

    Lists the libraries and fonts that are needed, and for each that is missing the line that installs it.
    """
    from pamphlet.doctor import examine

    findings = examine()
    for kind, found in groupby(findings, key=lambda finding: finding.kind):
        click.echo(click.style(kind, bold=True))
        for finding in found:
            click.echo(_diagnose(finding))
    if any(finding.required and not finding.found for finding in findings):
        context.exit(1)


def _diagnose(finding: Finding) -> str:
    if finding.found:
        return f"  {click.style('found', fg='green')}    {finding.name} ({finding.found})"
    return f"  {click.style('missing', fg='red' if finding.required else 'yellow')}  {finding.name}: {finding.install}"


@program.command(
    examples=[
        ('eval "$(pamphlet completion bash)"', "For this session; put it into ~/.bashrc to keep it."),
        ('eval "$(pamphlet completion zsh)"', "The same for ~/.zshrc."),
        ("pamphlet completion fish | source", "The same for ~/.config/fish/config.fish."),
    ]
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completions for a shell.

    The script lets the Tab key complete commands, options, formats and styles.
    """
    complete = get_completion_class(shell)
    if complete:
        click.echo(complete(program, {}, "pamphlet", "_PAMPHLET_COMPLETE").source())
