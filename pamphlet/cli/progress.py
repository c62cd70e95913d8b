"""The stages of a build → a line that moves on stderr, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def show_stages() -> Iterator[Callable[[str], None]]:
    """A function that shows what is being done; it shows nothing in a pipe or a log."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("Beginning") as status:
        yield lambda stage: status.update(f"{stage} …")
