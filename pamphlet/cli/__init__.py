"""The command line: the one place for arguments, environment, clock and terminal."""

from __future__ import annotations

import gc
import io
import os
import sys

from pamphlet.cli.answers import VERBOSE, ask, open_cache, recall, say_again
from pamphlet.cli.leaving import run_and_leave


def run() -> None:
    """The command `pamphlet` as a program, which ends with it."""
    run_and_leave(main)


def main() -> None:
    """The command `pamphlet`."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a letter shows “?” instead of failing
    question = ask(sys.argv[1:], os.environ)
    answer = recall(question) if question else None
    if answer:
        if VERBOSE & set(sys.argv):
            sys.stderr.write(f"nothing has changed: {len(answer.trace.files)} files are as they were\n")
        sys.exit(say_again(answer))
    # Pages are made of millions of small things, nearly all of which live until they are written: to look through them
    # for rubbish as often as Python does by itself takes a tenth of the whole time, and as much of all imports.
    gc.set_threshold(200_000, 20, 100)
    # Only now, for what follows takes several times as long to import as all that has been done.
    from contextlib import nullcontext

    from pamphlet.importing import without

    with without("typing_extensions"):  # of which msgspec takes what Python has, too
        import msgspec  # noqa: F401 - here before anybody else

    from pamphlet.cli.commands import program
    from pamphlet.cli.saying import remembering
    from pamphlet.compiled import keep_compiled_in
    from pamphlet.frames import with_room

    keep_compiled_in(question.cache if question else open_cache(os.environ))
    # One text at a time needs no threads of numpy, and a process that has some cannot be copied safely: os.fork().
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with remembering(question) if question else nullcontext():
        with_room(lambda: program(prog_name="pamphlet"))()


__all__ = ["main", "run"]
