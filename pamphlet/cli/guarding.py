"""The guard of the running command: told how much there is to do, and passed on to processes that it starts."""

from __future__ import annotations

from typing import Final

import click

from pamphlet.guard import Guard

META: Final = "pamphlet.guard"


def widen_guard(statements: int) -> None:
    """Tell the guard of the running command how many statements there are."""
    context = click.get_current_context(silent=True)
    guard = context.meta.get(META) if context else None
    if isinstance(guard, Guard):
        guard.widen(statements)


def guard_process() -> None:
    """Let the running command's limits hold for a process that it started, too: timers do not pass on to copies."""
    context = click.get_current_context(silent=True)
    guard = context.meta.get(META) if context else None
    if isinstance(guard, Guard):
        guard.__enter__()
