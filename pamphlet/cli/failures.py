"""What goes wrong → a sentence on stderr and an exit code."""

from __future__ import annotations

import errno
import os
import re
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final, NoReturn, TypeVar

import click

from pamphlet.cli.guarding import META
from pamphlet.cli.leaving import INTERRUPTED
from pamphlet.errors import LimitReached, PamphletError, UnaccountedError
from pamphlet.guard import Guard
from pamphlet.stopping import heeded

OUR_FAULT: Final = 1
BAD_INPUT: Final = 2
HUNG_UP: Final = 129  # 128 + SIGHUP, as shells count
BROKEN_PIPE: Final = 141  # 128 + SIGPIPE

DEBUG: Final = "PAMPHLET_DEBUG"

Done = TypeVar("Done")


def run_guarded(context: click.Context, act: Callable[[], Done]) -> Done:
    """Do it within the command's limits; whatever it raises ends as a sentence and an exit code."""
    stated = context.find_root().params
    with ending_in_words(context), Guard(seconds=stated.get("seconds"), megabytes=stated.get("memory")) as guard:
        context.meta[META] = guard
        return act()
    raise AssertionError  # nothing is swallowed: it is only put into words


@contextmanager
def ending_in_words(context: click.Context) -> Iterator[None]:
    """Whatever is raised inside ends as a sentence and an exit code."""
    try:
        with _ending_on_signals(), stops_as_such():
            yield
    except UnaccountedError as error:
        _leave(context, f"{error}; this is our fault, and nothing was written", OUR_FAULT)
    except PamphletError as error:
        _leave(context, str(error), BAD_INPUT)
    except ModuleNotFoundError as error:
        _leave(context, f"the Python library {error.name} is missing; run `pamphlet doctor`", BAD_INPUT)
    except LimitReached as limit:
        _leave(context, str(limit), BAD_INPUT)
    except MemoryError:
        _leave(context, "this takes more memory than there is; make it shorter or simpler", BAD_INPUT)
    except RecursionError:
        _leave(context, "something in it is nested too deep; use a few levels at most", BAD_INPUT)
    except KeyboardInterrupt:
        stop(context)
    except Ended as ended:
        _let_go_of_lost_terminal()
        _leave(context, _stopped(context), ended.code)
    except BrokenPipeError:
        _close_stdout()
        context.exit(BROKEN_PIPE)
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception as error:  # noqa: BLE001 - the outermost layer: here, and only here, anything may arrive
        if isinstance(error, OSError) and _let_go_of_lost_terminal():
            context.exit(HUNG_UP)
        _own_up(context, error)


class Ended(BaseException):
    """The system or the terminal ends the program, with this exit code."""

    def __init__(self, number: int) -> None:
        self.code = 128 + number  # as shells count
        super().__init__(number)


@contextmanager
def _ending_on_signals() -> Iterator[None]:
    """Let SIGTERM and SIGHUP unwind the work, as Ctrl-C does, so that nothing half-made is left."""

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        raise Ended(number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, end) for number in heeded()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def stops_as_such() -> Iterator[None]:
    """Whatever a stop leads to on its way out, such as a lock that is let go of twice, ends as that stop."""
    try:
        yield
    except click.exceptions.Exit:
        raise
    except Exception as error:
        if stopped := _stop_behind(error):
            raise stopped from None
        raise


def _stop_behind(error: BaseException | None) -> Ended | KeyboardInterrupt | None:
    while error:
        if isinstance(error, (Ended, KeyboardInterrupt)):
            return error
        error = error.__context__
    return None


def one_line(text: str) -> str:
    """The text without characters that would break the line or steer the terminal."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", text)


def stop(context: click.Context) -> NoReturn:
    """End as a command ends that Ctrl-C stopped."""
    _leave(context, _stopped(context), INTERRUPTED)


def _stopped(context: click.Context) -> str:
    return "stopped; the same command goes on where it was" if context.info_name == "batch" else "stopped"


def _leave(context: click.Context, sentence: str, code: int) -> NoReturn:
    click.echo(f"pamphlet: {one_line(sentence)}", err=True)
    context.exit(code)


def _own_up(context: click.Context, error: Exception) -> NoReturn:
    if os.environ.get(DEBUG):
        click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
    kind = type(error).__name__
    what = f"{kind}: {error}" if str(error) else kind
    advice = f"run it again with {DEBUG}=1 to see where, and send us that"
    _leave(context, f"this is our fault, not yours ({what}); your last build is untouched; {advice}", OUR_FAULT)


def _let_go_of_lost_terminal() -> bool:
    """Say nothing more to a terminal that was closed, where that would be one more failure; whether there was one."""
    lost = [number for number in (1, 2) if _is_lost(number)]
    for number in lost:
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)
    return bool(lost)


def _is_lost(number: int) -> bool:
    try:
        os.ttyname(number)
    except OSError as error:
        return error.errno == errno.EIO
    return False


def _close_stdout() -> None:
    # Python would flush it once more at the end, and complain: https://docs.python.org/3/library/signal.html#note-on-sigpipe
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
