"""Commands with examples at the foot of their help, and a guard around what they do."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial

import click

from pamphlet.cli.failures import ending_in_words, run_guarded, stop
from pamphlet.cli.press_options import GROUPS

Examples = Sequence[tuple[str, str]]
"""What to type, and what it does."""


class Command(click.Command):
    """A command whose help ends with examples."""

    def __init__(self, *args: object, examples: Examples, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type] # click's own arguments, passed on as they are
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, the command above what it does."""
        del ctx
        write_examples(formatter, self.examples)

    def invoke(self, ctx: click.Context) -> object:
        """Do what the command does."""
        return run_guarded(ctx, partial(super().invoke, ctx))


class LastingCommand(Command):
    """A command that lasts until it is stopped: no limit holds for itself, but for each thing that it has done."""

    def invoke(self, ctx: click.Context) -> object:
        """Do what the command does."""
        with ending_in_words(ctx):
            return click.Command.invoke(self, ctx)


class PressCommand(Command):
    """A command with so many options that its help lists them by subject."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a section for each group of keys, and one for the rest."""
        shown = {
            param.name: param.get_help_record(ctx)
            for param in self.get_params(ctx)
            if param.param_type_name == "option"
        }
        for title, group in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([record for option in group if (record := shown.pop(option.key, None))])
        with formatter.section("Options"):
            formatter.write_dl([record for record in shown.values() if record])


class Program(click.Group):
    """The commands in the order in which people meet them."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Not by the alphabet."""
        del ctx
        return list(self.commands)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how to begin, and what the exit codes mean."""
        del ctx
        write_examples(
            formatter, [("pamphlet new leaflet", "Begin an edition."), ("pamphlet build leaflet", "Make its files.")]
        )
        with formatter.section("Exit codes"):
            formatter.write_dl(
                [("0", "fine"), ("1", "our fault"), ("2", "an error in the input or the command"), ("130", "stopped")]
            )

    def invoke(self, ctx: click.Context) -> object:
        """Do what the command does; Ctrl-C while its options are read ends it as it does later."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            stop(ctx)

    def make_context(self, *args: object, **options: object) -> click.Context:
        """Without colour where NO_COLOR asks for that: https://no-color.org."""
        context = super().make_context(*args, **options)  # type: ignore[arg-type] # as above
        context.color = False if os.environ.get("NO_COLOR") else None
        return context


def write_examples(formatter: click.HelpFormatter, examples: Examples) -> None:
    """A section of examples."""
    with formatter.section("Examples"):
        formatter.write_dl(examples, col_max=40)
