"""Style sheets as WeasyPrint has read them, kept for the next process.

A sheet has hundreds of selectors, each of which is compiled as a small program, and thousands of values: to read those
of one pamphlet takes a tenth of its making. Selectors are kept as Python keeps functions, and all else as it is.
"""

from __future__ import annotations

import io
import marshal
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FunctionType
from typing import Any, Final

from cssselect2 import compiler
from weasyprint import CSS, html

from pamphlet.compiled import keep, recall

KIND: Final = "sheet"
Faces = Sequence[Any]
"""The descriptors of the @font-face rules of a sheet."""


class _Packer(pickle.Pickler):
    def reducer_override(self, held: object) -> Any:  # noqa: ANN401 - whatever pickle takes
        """The test of a selector as Python's bytecode: it closes over nothing (cssselect2/compiler.py)."""
        if isinstance(held, FunctionType) and held.__name__ == "<lambda>":
            return _selector_test, (marshal.dumps(held.__code__),)
        return NotImplemented


def _selector_test(code: bytes) -> FunctionType:
    # What was kept is our own, as a compiled module is.
    return FunctionType(marshal.loads(code), vars(compiler))  # noqa: S302 - as said


def _pack(read: object) -> bytes:
    packed = io.BytesIO()
    _Packer(packed, pickle.HIGHEST_PROTOCOL).dump(read)
    return packed.getvalue()


def _unpack(held: bytes) -> Any:  # noqa: ANN401 - what was packed
    return pickle.loads(held)  # noqa: S301 - as above


def recall_sheet(css: str) -> tuple[CSS, Faces] | None:
    """A sheet as it was read before, if it was kept, and its fonts, of which whoever takes it must tell the library."""
    held = recall(KIND, css)
    return _unpack(held) if held else None


def keep_sheet(css: str, sheet: CSS, faces: Faces) -> None:
    """Keep a sheet as it was read: the library must have complained of nothing."""
    keep(_pack((sheet, faces)), KIND, css)


@contextmanager
def faces_noted(fonts: Any) -> Iterator[list[Any]]:  # noqa: ANN401 - weasyprint has no types
    """The faces that the library adds meanwhile to what it knows of fonts."""
    noted: list[Any] = []
    add: Callable[..., None] = fonts.add_font_face

    def note(face: Any, fetcher: object) -> None:  # noqa: ANN401 - as above
        noted.append(face)
        add(face, fetcher)

    fonts.add_font_face = note
    try:
        yield noted
    finally:
        del fonts.add_font_face


def read_library_sheets() -> None:
    """Put what the library's own sheets say where it read nothing while it was imported (starting.py)."""
    if html.UA_STYLESHEET.matcher.order:
        return  # it has read them
    texts = (html.UA, html.UA_FORM, html.PH)
    held = recall(KIND, *texts)
    if not held:
        counters: dict[str, Any] = {}
        # So many of them count with these: weasyprint/html.py
        read = [*(CSS(string=text, counter_style=counters) for text in texts[:2]), CSS(string=html.PH)]
        held = _pack((read, counters))
        keep(held, KIND, *texts)
    sheets, counters = _unpack(held)
    for empty, sheet in zip((html.UA_STYLESHEET, html.UA_FORM_STYLESHEET, html.PH_STYLESHEET), sheets, strict=True):
        vars(empty).update(vars(sheet))
    html.UA_COUNTER_STYLE.update(counters)
