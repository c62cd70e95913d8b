"""Libraries, imported without what they bring besides and can do without."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(*modules: str) -> Iterator[None]:
    """As if these were not installed: for a library that has an answer to that, and of which we want no more.

    What stands as None cannot be imported: https://docs.python.org/3/reference/import.html#the-module-cache
    """
    hidden = dict.fromkeys(module for module in modules if module not in sys.modules)
    sys.modules.update(hidden)  # type: ignore[arg-type] # typeshed knows of modules alone
    try:
        yield
    finally:
        for module in hidden:
            del sys.modules[module]
