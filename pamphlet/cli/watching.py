"""An order → its files, made again whenever anything has changed that they rest on, until somebody stops it."""

from __future__ import annotations

import os
import time
from collections import deque
from typing import Final

import click

from pamphlet.cli.answers import Answer, names_of_files
from pamphlet.cli.failures import one_line
from pamphlet.cli.ordering import Order
from pamphlet.cli.outcome import Outcome, describe, describe_warning, extents, to_json
from pamphlet.cli.rebuilding import Rebuilder
from pamphlet.edition import Settings
from pamphlet.storage import find_edition
from pamphlet.traces import Trace, traced

LOOK_SECONDS: Final = 0.1
"""How long it waits between looks at the files."""
LOOKING_SHARE: Final = 0.05
"""Of its time, so much at most goes into looking, however many files there are and however far away."""
REST_SECONDS: Final = 0.05
"""Files that have not changed for so long are whole: editors write in several steps, milliseconds apart. If one takes
longer, what it adds is built next."""
RETURN_SECONDS: Final = 0.5
"""So long a file may be gone that an editor deletes and writes anew."""
MOST_RESTS: Final = 40
"""After so many, what never rests is built as it is."""

States = tuple[object, ...]


def watch(order: Order) -> None:
    """Carry the order out, and again after each change; only a signal ends it."""
    with traced() as trace:
        find_edition(order.paths)  # a slip in the command is no edit: it is refused at once
    answer, teller, lookout = Answer(0, 0, (), trace), _Teller(order), _Lookout()
    with Rebuilder(order) as rebuilder:
        while True:
            begun_ns, begun = time.time_ns(), time.monotonic()
            report = rebuilder.build()
            if report.made:
                teller.tell(*report.made, seconds=time.monotonic() - begun)
            if report.trace:
                answer = Answer(begun_ns, 0, (), _read_only(report.trace))
            teller.wait()
            rebuilder.make_ready(report)
            lookout.wait_for_change(answer)


def _read_only(trace: Trace) -> Trace:
    """Without what was written: whoever writes into a finished file, such as a reader that keeps notes in it, may."""
    trace.files = {path: seen for path, seen in trace.files.items() if not seen.written}
    return trace


class _Lookout:
    """Waits until files have changed, and rest."""

    def __init__(self) -> None:
        self._built: deque[States] = deque(maxlen=2)

    def wait_for_change(self, answer: Answer) -> None:
        """Come back when the answer no longer holds.

        What never holds, such as a link that leads in a circle, is built twice as it is and then left alone.
        """
        while True:
            begun_ns, begun = time.time_ns(), time.monotonic()
            if answer.still_holds():
                answer.begun_ns = begun_ns
            elif self._is_new(_rested(answer.trace)) and not answer.still_holds():
                return
            time.sleep(max(LOOK_SECONDS, (time.monotonic() - begun) / LOOKING_SHARE))

    def _is_new(self, states: States) -> bool:
        if list(self._built) == [states, states]:
            return False
        self._built.append(states)
        return True


def _rested(trace: Trace) -> States:
    """The states of all that is watched, once they have stayed the same for a moment."""
    before, states = None, _states(trace)
    for _ in range(MOST_RESTS):
        if states == before:
            break
        time.sleep(RETURN_SECONDS if None in states else REST_SECONDS)
        before, states = states, _states(trace)
    return states


def _states(trace: Trace) -> States:
    """How everything stands; None for a file that is gone."""
    files = (_state_of(path) for path in trace.files)
    folders = (names_of_files(folder) for folder in trace.folders)
    return (*files, *folders, *(os.access(path, os.R_OK) for path in sorted(trace.wanting)))


def _state_of(path: str) -> tuple[int, int, int] | None:
    try:
        state = os.stat(path)  # noqa: PTH116 - many times a minute
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns, state.st_ino


class _Teller:
    """Says what was made: all of it when the files are new, and then what has changed about them, in a line."""

    def __init__(self, order: Order) -> None:
        self._as_json = order.as_json
        self._watched = ", ".join(map(str, order.paths))
        self._paths: tuple[str, ...] = ()
        self._doubts: frozenset[tuple[str, str]] = frozenset()
        self._is_waiting = False

    def tell(self, outcome: Outcome, settings: Settings, *, seconds: float) -> None:
        """Warnings that were not there before, then what was made."""
        if self._as_json:
            click.echo(to_json(outcome))
            return
        for warning in outcome.warnings:
            if (warning.file, warning.message) not in self._doubts:
                click.echo(describe_warning(warning), err=True)
        self._doubts = frozenset((warning.file, warning.message) for warning in outcome.warnings)
        paths = tuple(file.path for file in outcome.files)
        if paths != self._paths:
            for line in describe(outcome, settings):
                click.echo(line)
        else:
            click.echo(
                f"{time.strftime('%H:%M:%S')}  built in {seconds:.1f} s: {', '.join(extents(outcome, settings))}"
            )
        self._paths = paths

    def wait(self) -> None:
        """Say, once, what is waited for."""
        if not self._is_waiting:
            click.echo(
                one_line(f"Watching {self._watched}: save a change to build again, press Ctrl-C to end."), err=True
            )
        self._is_waiting = True
