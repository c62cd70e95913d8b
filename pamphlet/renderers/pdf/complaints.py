"""What WeasyPrint, and the libraries below it, would only log → sentences; none passes in silence."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from pamphlet.renderers.pdf.library import ffi, gobject

_below: Final[list[str]] = []
"""What GLib was told since complaints were last asked for."""


def _note(_domain: Any, _level: int, message: Any, _data: Any) -> None:  # noqa: ANN401 - cffi has no types
    if not _below:  # one is enough, and there may be a million
        _below.append(ffi.string(message).decode(errors="replace"))


# By itself GLib writes to stderr: https://docs.gtk.org/glib/func.log_set_default_handler.html
_HANDLER: Final = ffi.callback("GLogFunc", _note)
gobject.g_log_set_default_handler(_HANDLER, ffi.NULL)


@contextmanager
def gather_complaints() -> Iterator[list[str]]:
    """All that is complained of meanwhile: an unknown property, a lost picture, letters of no size."""
    logger = logging.getLogger("weasyprint")
    gathered: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: gathered.append(record.getMessage())  # type: ignore[method-assign]
    handlers, logger.handlers = logger.handlers, [handler]
    _below.clear()
    try:
        yield gathered
    finally:
        logger.handlers = handlers
        gathered.extend(_below)
