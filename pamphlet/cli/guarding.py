"""The guard of the running command: told how much there is to do, and passed on to processes that it starts."""

from __future__ import annotations

from typing import Final

import click

from pamphlet.guard import Guard

META: Final = "pamphlet.guard"


def widen_guard(statements: int) -> None:
    """Tell the guard of the running command how many statements there are."""
    if guard := _running():
        guard.widen(statements)


def guard_process() -> None:
    """Let the running command's limits hold for a process that it started, too: timers do not pass on to copies."""
    if guard := _running():
        guard.__enter__()


def spend_process() -> None:
    """The same for a process whose death does no harm."""
    if guard := _running():
        guard.spend_process()


def _running() -> Guard | None:
    context = click.get_current_context(silent=True)
    guard = context.meta.get(META) if context else None
    return guard if isinstance(guard, Guard) else None
