"""A worker process: takes parcels from a pipe, one after the other, and gives back what comes of them."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection
from typing import Final

import msgspec

from pamphlet.batch.job import Bounds
from pamphlet.frames import with_room

THRESHOLDS: Final = (50_000, 20, 100)
"""As the command line sets them: what pages are made of lives until they are written."""
LOOKED_THROUGH: Final = 100
"""After so many editions is all that they left looked through for rubbish, and not what the last one left alone."""


def serve(descriptor: int, bounds: Bounds) -> None:
    """Work until nobody is at the other end, also because that process was killed."""
    from pamphlet.batch.making import make_edition  # noqa: PLC0415 - takes half a second, while parcels are packed

    gc.set_threshold(*THRESHOLDS)
    connection, make = Connection(descriptor), with_room(make_edition)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        for number in count(1):
            connection.send_bytes(make(connection.recv_bytes(), bounds))
            tidy(whole=number % LOOKED_THROUGH == 0)
    gc.unfreeze()  # or what holds the fonts' folder would leave it behind


def tidy(*, whole: bool) -> None:
    """Let go of an edition's rubbish; what outlives it, such as words that were measured, is looked at no more.

    But where the `whole` is to be looked through, what was let go of since goes, too.
    """
    if whole:
        gc.unfreeze()
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    serve(int(sys.argv[1]), msgspec.json.decode(sys.argv[2], type=Bounds))
