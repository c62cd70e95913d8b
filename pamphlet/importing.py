"""Libraries, imported without what they bring besides and can do without."""

from __future__ import annotations

import importlib.util
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


def read_later(*modules: str) -> None:
    """Have these imported from now on without being read before something of theirs is asked for.

    What is imported `from` one of them asks for it at once.
    https://docs.python.org/3/library/importlib.html#implementing-lazy-imports
    """
    for name in modules:
        spec = None if name in sys.modules else importlib.util.find_spec(name)
        if not spec or not spec.loader:
            continue
        spec.loader = importlib.util.LazyLoader(spec.loader)
        sys.modules[name] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        package, _, inner = name.rpartition(".")
        if package:
            setattr(sys.modules[package], inner, module)
