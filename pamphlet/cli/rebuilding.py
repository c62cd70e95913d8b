"""An order → one build of it after the other, each by a copy of this process, which has at hand what the last needed.

So no build knows of another, its limits are its own, and whatever ends it ends it alone.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Final, NamedTuple

import click

from pamphlet.cli.failures import Ended, run_guarded, stops_as_such
from pamphlet.cli.ordering import Order
from pamphlet.cli.outcome import Outcome
from pamphlet.edition import Settings
from pamphlet.stopping import stops_held_back, stops_let_through
from pamphlet.traces import Trace, traced

FORKING: Final = sys.platform == "linux"
"""Elsewhere the system's libraries do not bear that a process is copied: each build begins anew."""
THREADED: Final = ("numpy", "py3langid")
"""What starts threads as it is imported: a process that has any cannot be copied safely."""
SECONDS_BETWEEN_LOOKS: Final = 0.5


class Report(NamedTuple):
    """What came of a build: nothing was `made` if it was refused, and there is no trace if it died.

    `imported` are the modules that it had to import.
    """

    made: tuple[Outcome, Settings] | None = None
    trace: Trace | None = None
    imported: tuple[str, ...] = ()


class _Bounds(NamedTuple):
    """What holds for the command, and so for each build: its limits as they were stated, and whether it has colour."""

    limits: Mapping[str, object]
    color: bool | None


class Rebuilder(AbstractContextManager["Rebuilder"]):
    """Carries an order out as often as it is asked to."""

    def __init__(self, order: Order) -> None:
        context = click.get_current_context()
        self._order, self._bounds = order, _Bounds(context.find_root().params, context.color)
        self._processes: Any = get_context("fork" if FORKING else "spawn")
        self._tried: tuple[str, str] | None = None

    def __exit__(self, *_: object) -> None:
        """Let go of what is at hand."""
        gc.unfreeze()  # or what holds the fonts' folder would leave it behind

    def build(self) -> Report:
        """Carry the order out; why it is refused is said."""
        with tempfile.TemporaryDirectory(prefix="pamphlet-") as folder:
            return self._build_in(folder)

    def _build_in(self, folder: str) -> Report:
        ours, theirs = self._processes.Pipe(duplex=False)
        process = self._processes.Process(target=_build, args=(self._order, self._bounds, folder, ours, theirs))
        try:
            with stops_held_back():
                process.start()
            theirs.close()
            report = _receive(ours, process)
        except BaseException:
            ours.close()
            if process.is_alive():
                process.terminate()
                process.join()
            raise
        ours.close()
        process.join()
        return report

    def make_ready(self, report: Report) -> None:
        """Import what the build had to import, and read the style that it used, for all that follow."""
        if not FORKING:
            return
        new = [name for name in report.imported if name not in sys.modules and not _is_threaded(name)]
        style = report.made and self._style_of(report.made[1])
        if not new and style in {None, self._tried}:
            return
        gc.unfreeze()
        import_again(new)
        if style and style != self._tried:
            self._try_out(*style)
        gc.collect()
        gc.freeze()  # what lies there for good is not looked through, and so not copied, by each build

    def _style_of(self, settings: Settings) -> tuple[str, str] | None:
        """The style and its accent, if they are the program's own; a strange one is no business of this process."""
        from pamphlet.styles import style_names

        name = self._order.style or settings.style
        sets_pages = {"pdf", "booklet"} & set(self._order.formats)
        return (name, settings.accent) if name in style_names() and sets_pages else None

    def _try_out(self, name: str, accent: str) -> None:
        """Have the style's sheet and fonts at hand, and by setting the example, whatever else is found out once."""
        from pamphlet.gathering import gather_edition
        from pamphlet.renderers.pdf import render
        from pamphlet.renderers.pdf.compositor import keep_at_hand
        from pamphlet.starter import EXAMPLE
        from pamphlet.styles import load_style
        from pamphlet.units import PAPERS

        style, example = load_style(name, accent=accent), gather_edition([EXAMPLE], source_date_epoch=None)
        keep_at_hand(style)
        render(example.pamphlet, style, page=PAPERS[example.settings.page.size], images=example.images)
        self._tried = name, accent


def import_again(modules: Sequence[str]) -> None:
    """Import what another process has imported, which lists what was imported by another module before that one.

    Our own come first, for they know how others are to be imported, and of these whoever imports before what it does:
    so each is imported by the one that imported it there.
    """
    last_first = list(reversed(modules))
    for name in sorted(last_first, key=_is_strange):
        with suppress(ImportError):  # some modules are found by those alone who made them
            import_module(name)


def _is_strange(module: str) -> bool:
    return module.partition(".")[0] != "pamphlet"


def _is_threaded(module: str) -> bool:
    return module.partition(".")[0] in THREADED


def _receive(ours: Connection, process: BaseProcess) -> Report:
    """What the process reports; if it has died, its death is told. Its own copies may hold the pipe open."""
    with suppress(EOFError):
        while ours.poll(SECONDS_BETWEEN_LOOKS) or process.is_alive() or ours.poll():
            if ours.poll():
                report: Report = ours.recv()
                return report
    process.join()
    code = process.exitcode or 0
    how = f"by {signal.Signals(-code).name}" if code < 0 else f"with {code}"
    click.echo(f"pamphlet: the build was ended {how}, and nothing was written; change something to try again", err=True)
    return Report()


def _build(order: Order, bounds: _Bounds, folder: str, ours: Connection, theirs: Connection) -> None:
    """Carry the order out in a process of its own, with stops held back; its temporary files lie in the folder."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever interrupts the command interrupts the one that waits for us
    ours.close()
    tempfile.tempdir = folder
    os.environ["TMPDIR"] = folder
    before, made = frozenset(sys.modules), None
    context = click.Context(click.Command("watch"), info_name="watch")
    context.params, context.color = dict(bounds.limits), bounds.color
    with traced() as trace, context, suppress(click.exceptions.Exit):
        made = run_guarded(context, partial(_make, order))
    found = tuple(sys.modules.items())
    new = tuple(name for name, module in found if name not in before and getattr(module, "__spec__", None))
    with suppress(OSError):  # nobody waits for it any more
        theirs.send(Report(made, trace, new))


def _make(order: Order) -> tuple[Outcome, Settings]:
    try:
        with stops_let_through(), stops_as_such():
            from pamphlet.cli.making import make

            made = make(order)
            order.means.cache.trim()
    except Ended as ended:
        raise click.exceptions.Exit(ended.code) from None  # the one that waits for us says so
    return made
