"""What every test relies on."""

from __future__ import annotations

import gc
import signal
import subprocess
from contextlib import suppress
from functools import cache

import pytest
from hypothesis import settings

# The same examples on every machine and on every day, however slow it is: a failure is never a matter of luck.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
# Who runs the quick tests alone does so after each edit, and is shown a quarter of them.
settings.register_profile("quick", settings.get_profile("steady"), max_examples=25)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Goldens change only by this option; read the diff."""
    parser.addoption("--save-goldens", action="store_true", help="write the golden files anew")
    parser.addoption("--every-job", action="store_true", help="fold 1 to 200 pages in every way: an hour or two")


def pytest_configure(config: pytest.Config) -> None:
    """Stops are heard also where whoever began the tests, such as a shell or `nohup`, had them ignored.

    And rubbish is looked for as seldom as in a build (`cli/__init__.py`): otherwise that takes a fifth of the time.
    """
    settings.load_profile("quick" if config.option.markexpr == "not slow" else "steady")
    gc.set_threshold(200_000, 20, 100)
    for number, usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
        if signal.getsignal(number) is signal.SIG_IGN:
            with suppress(ValueError):  # not in the main thread, as some runners do it
                signal.signal(number, usual)


def pytest_collection_finish() -> None:
    """The tests themselves are there for good: nobody need look through them for rubbish."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """What another program would have to judge is skipped where that program cannot be run; it is asked once."""
    for marker in item.iter_markers("needs"):
        if not _runs(*marker.args):
            pytest.skip(f"{marker.args[0]} is not on this machine, or cannot be run here")


@cache
def _runs(*command: str) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
