"""The command line: the one place for arguments, environment, clock and terminal."""

from __future__ import annotations

import io
import sys

from pamphlet.cli.commands import program


def main() -> None:
    """The command `pamphlet`."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a letter shows “?” instead of failing
    program(prog_name="pamphlet")


__all__ = ["main"]
