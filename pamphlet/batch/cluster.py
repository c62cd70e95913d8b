"""Tasks → their outcomes, by the workers of a cluster: `dask.distributed`, imported here and nowhere else.

What runs there is what runs on one machine: a worker of the cluster begins a process of its own for each of its
threads (`local.py`), since an edition is set in the main thread of a process, with a guard over it.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from pamphlet.batch.executor import MOST_DEATHS, Done, Task, died
from pamphlet.batch.job import Bounds, Outcome, Refused, decode_outcome, encode
from pamphlet.batch.local import Hand
from pamphlet.batch.versions import version_of, versions_here
from pamphlet.cache import key_of
from pamphlet.errors import PamphletError
from pamphlet.storage import read_file

CONNECT_SECONDS: Final = 20
AHEAD: Final = 2
"""So many tasks for each thread lie at the scheduler, so that none waits for the next."""
LOOK_EVERY: Final = 16
"""After so many outcomes, count the workers again: some may have come or gone."""
MOST_BYTES: Final = 2_000_000_000
# Which libraries do both ends speak through?
BETWEEN: Final = ("dask", "distributed", "cloudpickle", "msgpack")
OTHER_VERSIONS: Final = "this worker has other versions"


class Cluster:
    """The workers of a scheduler. Parcels and outcomes travel as bytes, or lie in a folder that all of them see."""

    def __init__(self, address: str, shared: Path | None = None) -> None:
        """Raises PamphletError where nobody answers, or where a worker's versions are others."""
        self._address = address
        self._shared = shared.resolve() if shared else None
        self._client = _connect(address)
        self._versions = versions_there()
        try:
            self._compare()
            self.workers = self._count()
        except BaseException:
            self.close()
            raise

    def run(self, tasks: Iterator[Task], bounds: Bounds) -> Generator[Done]:
        """Every task's outcome, as they come; a task whose worker is lost goes to another."""
        from distributed import as_completed  # noqa: PLC0415 - an extra, and slow to import

        completed = as_completed(loop=self._client.loop)
        names: dict[str, tuple[str, Any]] = {}
        come = 0

        def feed() -> None:
            while len(names) < AHEAD * self.workers and (task := next(tasks, None)):
                key = f"edition-{key_of(task.name, task.parcel)}"
                given = self._lay_down(key, task.parcel)
                future = self._client.submit(work, given, bounds, self._versions, key=key, pure=False)
                names[key] = task.name, future
                completed.add(future)

        try:
            feed()
            while names:
                future = next(completed)
                name, _ = names.pop(future.key)
                outcome = self._outcome_of(future)
                future.release()
                come += 1
                if come % LOOK_EVERY == 0:
                    self.workers = max(1, self._count())
                feed()
                yield Done(name, outcome)
        finally:
            if names:
                self._client.cancel([future for _, future in names.values()])

    def close(self) -> None:
        """Leave the scheduler and its workers as they are."""
        self._client.close()

    def _count(self) -> int:
        return sum(self._client.nthreads().values())

    def _compare(self) -> None:
        """Raise PamphletError with one sentence where a worker would make other bytes, or none."""
        for worker, theirs in sorted(self._client.run(versions_there, on_error="return").items()):
            if isinstance(theirs, ModuleNotFoundError):
                what, advice = "this worker has no Pamphlet", "install it there, with the pins of constraints.txt"
                raise PamphletError(what, advice=advice, where=worker)
            if isinstance(theirs, BaseException):
                what = f"this worker cannot say its versions ({type(theirs).__name__}: {theirs})"
                raise PamphletError(what, advice="look at its log", where=worker)
            if differences := tell_apart(self._versions, theirs):
                advice = "install the same there, with the pins of constraints.txt"
                raise PamphletError(f"{OTHER_VERSIONS} ({differences})", advice=advice, where=worker)

    def _lay_down(self, key: str, parcel: bytes) -> bytes | str:
        """What the worker is given: the bytes, or where they lie."""
        if self._shared is None:
            return parcel
        path = self._shared / f"{key}.parcel"
        path.write_bytes(parcel)
        return str(path)

    def _outcome_of(self, future: Any) -> Outcome:  # noqa: ANN401 - distributed has no types for what comes back
        from distributed import KilledWorker  # noqa: PLC0415 - as above

        try:
            given: bytes | str = future.result()
        except KilledWorker as error:
            return died(f"was lost with its worker ({error.last_worker})")
        if isinstance(given, bytes):
            outcome = decode_outcome(given)
        else:
            outcome = decode_outcome(read_file(Path(given), most_bytes=MOST_BYTES))
            for path in (Path(given), Path(given).with_suffix(".parcel")):
                path.unlink(missing_ok=True)
        if isinstance(outcome, Refused) and outcome.what.startswith(OTHER_VERSIONS):
            # It joined after the others had been asked: it would refuse everything, faster than anybody makes it.
            raise PamphletError(outcome.what, advice=outcome.advice, where=outcome.where)
        return outcome


def _connect(address: str) -> Any:  # noqa: ANN401 - imported where it is used
    try:
        import dask  # noqa: PLC0415 - an extra, and slow to import
        from distributed import Client  # noqa: PLC0415 - as above
    except ModuleNotFoundError:
        advice = "install it with pip install 'pamphlet[cluster]'"
        raise PamphletError("the library dask.distributed is missing", advice=advice, where="--scheduler") from None
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})  # a parcel with pictures is large
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        what = f"no scheduler answers here ({type(error).__name__})"
        raise PamphletError(what, advice="check the address, such as tcp://10.0.0.1:8786", where=address) from None
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except (OSError, TimeoutError):
        client.close()
        raise PamphletError("this scheduler has no workers", advice="start some", where=address) from None
    return client


def versions_there() -> dict[str, str]:
    """The versions of whoever calls it, with those that both ends speak through."""
    return versions_here() | {name: version_of(name) for name in BETWEEN}


def tell_apart(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """“Python 3.12.1 and not 3.11.7, …”: at most three of what differs, or nothing."""
    differing = [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]
    named = [f"{name} {theirs.get(name) or 'none'} and not {ours.get(name) or 'none'}" for name in differing[:3]]
    return ", ".join((*named, *(["…"] if len(differing) > len(named) else [])))


_own = threading.local()


def work(given: bytes | str, bounds: Bounds, versions: dict[str, str]) -> bytes | str:
    """On a worker of the cluster: the outcome of a parcel, or where it lies if the parcel lies there."""
    if differences := tell_apart(versions, versions_there()):
        advice = "install the same on all workers, with the pins of constraints.txt"
        return encode(Refused(f"{OTHER_VERSIONS} ({differences})", advice, _name_of_worker(), lasts=False))
    if isinstance(given, bytes):
        return _make_apart(given, bounds)
    laid = Path(given).with_suffix(".outcome")
    beside = laid.with_suffix(f".{threading.get_ident()}")
    beside.write_bytes(_make_apart(read_file(Path(given), most_bytes=MOST_BYTES), bounds))
    beside.replace(laid)
    return str(laid)


def _make_apart(parcel: bytes, bounds: Bounds) -> bytes:
    """Have the process of this thread make it; begun where there is none, or where it has died."""
    how = ""
    for _ in range(MOST_DEATHS):
        hand: Hand = getattr(_own, "hand", None) or Hand(bounds)
        _own.hand = hand
        hand.give(Task("", parcel))
        answer = hand.fetch()
        if answer is not None:
            hand.task = None
            return answer
        how = hand.end()
        _own.hand = None
    return encode(died(how))


def _name_of_worker() -> str:
    from distributed import get_worker  # noqa: PLC0415 - as above

    with suppress(ValueError):
        return str(get_worker().address)
    return ""
