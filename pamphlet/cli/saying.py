"""What a command says on its standard output and error, so that it can be said again."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import click

from pamphlet.cli.answers import Answer, Question, remember
from pamphlet.traces import traced

_said: ContextVar[list[tuple[str, str]] | None] = ContextVar("said", default=None)


def say(message: str | bytes, *, err: bool = False, nl: bool = True) -> None:
    """Write a line, or bytes of UTF-8; without colour where it is no terminal that shows it."""
    click.echo(message, err=err, nl=nl)
    said = _said.get()
    if said is None:
        return
    end = "\n" if nl else ""
    if isinstance(message, bytes):
        said.append(("raw", message.decode() + end))
    else:
        coloured = (sys.stderr if err else sys.stdout).isatty() and not os.environ.get("NO_COLOR")
        said.append(("err" if err else "out", (message if coloured else click.unstyle(message)) + end))


@contextmanager
def remembering(question: Question) -> Iterator[None]:
    """Remember what is said inside as the answer, if the command comes to its end."""
    said: list[tuple[str, str]] = []
    before = _said.set(said)
    try:
        with traced() as trace:
            yield
    except SystemExit as left:
        code = left.code or 0
        # Whoever was stopped or failed has not said everything, or nothing.
        if said and isinstance(code, int) and code <= 1:
            remember(question, Answer(question.begun_ns, code, said, trace))
            question.cache.trim()
        raise
    finally:
        _said.reset(before)
