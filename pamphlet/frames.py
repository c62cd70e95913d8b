"""A function → the same with room for the frames of all that it calls."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any, Final, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])

SLOTS: Final = 70_000
"""Of eight bytes: a little more than half a piece of 1 MB, whose rest holds deeper calls than Python allows."""


def with_room(function: Function) -> Function:
    """The function itself, during which Python asks the system for no more memory for frames.

    CPython keeps frames in pieces of 16 kB, and gives back each piece as it gets empty. Where the calls of a loop lie
    on the edge of one, every single call maps a piece and unmaps it. A frame that does not fit gets a piece twice as
    large, as often as it takes; what it leaves of that is for those that follow:
    https://github.com/python/cpython/blob/v3.11.7/Python/pystate.c (push_chunk).
    """
    plain = cast(FunctionType, function)
    plain.__code__ = plain.__code__.replace(co_stacksize=SLOTS)
    return function
