"""A worker process: takes parcels from a pipe, one after the other, and gives back what comes of them."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Final

import msgspec

from pamphlet.batch.job import Bounds
from pamphlet.frames import with_room

THRESHOLDS: Final = (50_000, 20, 100)
"""As the command line sets them: what pages are made of lives until they are written."""


def serve(descriptor: int, bounds: Bounds) -> None:
    """Work until nobody is at the other end, also because that process was killed."""
    from pamphlet.batch.making import make_edition  # noqa: PLC0415 - takes half a second, while parcels are packed

    gc.set_threshold(*THRESHOLDS)
    connection, make = Connection(descriptor), with_room(make_edition)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        connection.send_bytes(make(connection.recv_bytes(), bounds))
        gc.collect()
        gc.freeze()  # what the first edition leaves behind, the libraries above all, is there for good
        while True:
            connection.send_bytes(make(connection.recv_bytes(), bounds))
            gc.collect()
    gc.unfreeze()  # or what holds the fonts' folder would leave it behind


if __name__ == "__main__":
    serve(int(sys.argv[1]), msgspec.json.decode(sys.argv[2], type=Bounds))
