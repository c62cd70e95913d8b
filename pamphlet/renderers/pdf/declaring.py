"""What WeasyPrint declares in C → the tables that cffi makes of it, made once and kept.

cffi parses declarations anew in each process, and each name of a type besides. Its other form takes tables that were
made before: https://cffi.readthedocs.io/en/stable/cdef.html#preparing-and-distributing-modules
"""

from __future__ import annotations

import ast
import io
import marshal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import _cffi_backend
import cffi

from pamphlet.compiled import keep, recall

MODULE: Final = "pamphlet"
"""What the tables are said to be of."""


@contextmanager
def declared_once(more: str) -> Iterator[None]:
    """Let whoever declares anything meanwhile have tables of that, and of so much `more`."""
    slow = cffi.FFI
    cffi.FFI = lambda: _Declared(more)
    try:
        yield
    finally:
        cffi.FFI = slow


class _Declared(_cffi_backend.FFI):  # type: ignore[misc] # cffi has no types
    """cffi's form with tables, to which is declared as to the other, until it opens the first library."""

    def __init__(self, more: str) -> None:
        self._declared = [more]

    def cdef(self, declarations: str) -> None:
        """Declare this, before what is declared besides."""
        self._declared.insert(-1, declarations)

    def dlopen(self, name: str, flags: int = 0) -> Any:  # noqa: ANN401 - as above
        """Open a library; all must have been declared."""
        if self._declared:
            super().__init__(MODULE, **tables_of(self._declared))
            self._declared = []
        return super().dlopen(name, flags)


def tables_of(declarations: Sequence[str]) -> dict[str, Any]:
    """What `_cffi_backend.FFI` is made with, as it was kept or as it is compiled now."""
    held = recall("declarations", *declarations)
    if held is None:
        held = marshal.dumps(_compile(declarations))
        keep(held, "declarations", *declarations)
    tables: dict[str, Any] = marshal.loads(held)  # noqa: S302 - what was kept is our own, as a compiled module is
    return tables


def _compile(declarations: Sequence[str]) -> dict[str, Any]:
    """The arguments of the one call in the module that cffi writes (cffi/recompiler.py)."""
    from cffi.recompiler import make_py_source  # noqa: PLC0415 - only here, and slow to import

    ffi, written = cffi.api.FFI(), io.StringIO()
    for declaration in declarations:
        ffi.cdef(declaration)
    ffi.set_source(MODULE, None)
    make_py_source(ffi, MODULE, written)
    (call,) = (node for node in ast.walk(ast.parse(written.getvalue())) if isinstance(node, ast.Call))
    return {str(each.arg): ast.literal_eval(each.value) for each in call.keywords}
