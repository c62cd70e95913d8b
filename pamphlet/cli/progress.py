"""The stages of a command → a line that changes on stderr, where that is a terminal; or a line each, with its time."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from pamphlet.cache import NO_CACHE, Cache


class CountingCache(Cache):
    """Another cache, and how many entries were taken from it and put into it."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self.taken = self.made = 0

    @property
    def keeps(self) -> bool:
        """Whether the other does."""
        return self._cache.keeps

    def get(self, key: str) -> bytes | None:
        """What was put there, or None."""
        content = self._cache.get(key)
        self.taken += content is not None
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep it for whoever asks next."""
        self.made += 1
        self._cache.put(key, content)

    def trim(self) -> None:
        """Keep within bounds."""
        self._cache.trim()


@contextmanager
def show_stages(cache: Cache = NO_CACHE) -> Iterator[Callable[[str], None]]:
    """A function that shows what is being done; it shows nothing in a pipe or a log.

    Where the cache is one that counts, each stage gets a line when it is over, in a pipe too.
    """
    if isinstance(cache, CountingCache):
        with _narrated(cache) as narrate:
            yield narrate
        return
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    # A line that moved by itself would take a thread, and a process that has one cannot be copied safely: os.fork().
    with Live(console=Console(stderr=True), auto_refresh=False, transient=True) as line:
        yield lambda stage: line.update(Text(f"{stage} …"), refresh=True)


@contextmanager
def _narrated(cache: CountingCache) -> Iterator[Callable[[str], None]]:
    """A function that is told of each stage when it begins."""
    stage, begun, computed = "", time.perf_counter(), time.process_time()

    def narrate(following: str) -> None:
        nonlocal stage, begun, computed
        if stage:
            spent, cpu = time.perf_counter() - begun, time.process_time() - computed
            counted = f"{cache.taken} taken from the cache, {cache.made} made"
            click.echo(f"{spent:7.3f} s ({cpu:.3f} s computing)  {stage}: {counted}", err=True)
        stage, begun, computed = following, time.perf_counter(), time.process_time()
        cache.taken = cache.made = 0

    try:
        yield narrate
    finally:
        narrate("")
