"""By which means files are made: these make no difference to what is made."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from pamphlet.cache import NO_CACHE, Cache


class Means(Struct, frozen=True):
    """What was made before lies in the cache; `jobs` is in how many processes at once the rest is made.

    Each further process calls `begin` first. The pages are set as one `whole` if that is said, as they are where their
    style does not let them be parted.
    """

    cache: Cache = NO_CACHE
    jobs: int = 1
    whole: bool = False
    begin: Callable[[], object] = bool
