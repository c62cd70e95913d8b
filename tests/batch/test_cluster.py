"""Editions made by the workers of a cluster: the same bytes, whoever is lost on the way."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from pamphlet.batch import Bounds, Cluster, LocalPool
from pamphlet.batch.cluster import tell_apart
from pamphlet.batch.executor import Task
from pamphlet.batch.job import Made, Outcome, Parcel, encode
from pamphlet.errors import PamphletError

from .archive import files_in, run_batch, statement, write_archive

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("distributed") is None, reason="dask.distributed is not installed"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="workers are killed by their number"),
    # What the library leaves to the collector when its workers are killed is not ours to close.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
EDITIONS = 10


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a scheduler with two workers of a thread each."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import distributed  # noqa: PLC0415 - slow to import, and needed by these tests alone

        with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
            yield local.scheduler_address


def tasks(count: int) -> Iterator[Task]:
    """So many statements to be set on pages."""
    for number in range(count):
        parcel = Parcel({"statement.md": statement(number).encode()}, ("pdf",))
        yield Task(str(number), encode(parcel))


def contents(outcomes: dict[str, Outcome]) -> dict[str, dict[str, bytes]]:
    """The files of each edition; all of them were made."""
    assert all(isinstance(each, Made) for each in outcomes.values())
    return {name: each.contents for name, each in outcomes.items() if isinstance(each, Made)}


@pytest.fixture(scope="module")
def here() -> dict[str, dict[str, bytes]]:
    """The same editions, made by this machine alone."""
    return contents(dict(LocalPool(1).run(tasks(EDITIONS), Bounds())))


def test_a_worker_is_killed_and_nothing_is_lost(cluster: str, here: dict[str, dict[str, bytes]]) -> None:
    """Halfway; every edition is made, of the same bytes as on one machine."""
    from distributed import Client  # noqa: PLC0415 - as above

    there = Cluster(cluster)
    made: dict[str, Outcome] = {}
    for name, outcome in there.run(tasks(EDITIONS), Bounds()):
        made[name] = outcome
        if len(made) == EDITIONS // 2:
            with Client(cluster, set_as_default=False) as client:
                os.kill(min(client.run(os.getpid).values()), signal.SIGKILL)
    there.close()
    assert contents(made) == here


def test_parcels_and_outcomes_can_lie_in_a_folder(
    cluster: str, here: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    """Which is empty again at the end."""
    there = Cluster(cluster, tmp_path)
    made = contents(dict(there.run(tasks(2), Bounds())))
    there.close()
    assert made == {name: here[name] for name in ("0", "1")}
    assert list(tmp_path.iterdir()) == []


def test_the_command_takes_a_scheduler(cluster: str, tmp_path: Path) -> None:
    """And leaves the same files as without one."""
    archive = write_archive(tmp_path / "archive", 3, bad=(2,))
    for folder, options in (("far", ("--scheduler", cluster)), ("near", ())):
        code, _, err = run_batch(archive, "-o", tmp_path / folder, "--formats", "pdf", *options)
        assert code == 1, err
        assert "no style is called “baroque”" in err
    assert files_in(tmp_path / "far") == files_in(tmp_path / "near")


def test_nobody_at_the_address_is_an_error_of_the_input() -> None:
    """With the address, and what to do."""
    with pytest.raises(PamphletError, match=r"^tcp:.*: no scheduler answers here .*; check the address"):
        Cluster("tcp://127.0.0.1:1")


def test_differing_versions_are_named() -> None:
    """The first three of them, theirs before ours."""
    ours = {"Python": "3.11.7", "Pango": "1.50", "lxml": "6.0", "pillow": "12.0", "msgspec": "0.20"}
    assert tell_apart(ours, ours) == ""
    assert tell_apart(ours, {**ours, "Python": "3.12.1"}) == "Python 3.12.1 and not 3.11.7"
    assert tell_apart(ours, {"msgspec": "0.20"}).endswith("lxml none and not 6.0, …")
