"""The bookmarks of all parts → the outline of the book."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pydyf

from pamphlet.renderers.pdf.joining import numbering
from pamphlet.renderers.pdf.joining.file import File
from pamphlet.renderers.pdf.joining.fragment import Bookmark
from pamphlet.renderers.pdf.joining.numbering import reference


class Marked(NamedTuple):
    """A bookmark, the number of the page object that it leads to, and how far that page is shifted, in points."""

    mark: Bookmark
    page: int
    shift: float


class _Entry:
    """A bookmark among those below the same one."""

    def __init__(self, number: int, marked: Marked | None = None) -> None:
        self.number, self.marked = number, marked
        self.below: list[_Entry] = []

    @property
    def shown(self) -> int:
        """How many entries open below it."""
        return len(self.below) + sum(entry.shown for entry in self.below if entry.marked and entry.marked.mark.is_open)


def add_outline(file: File, marks: Sequence[Marked]) -> bool:
    """Add the entries and their root; say whether there are any."""
    if not marks:
        return False
    root = _Entry(numbering.OUTLINE)
    _nest(root, [_Entry(file.take_numbers(), marked) for marked in marks])
    ends = _write_ends(root)
    file.add(root.number, b"<</Count %d" % root.shown + ends + b">>")
    _add_below(file, root)
    return True


def _nest(root: _Entry, entries: Sequence[_Entry]) -> None:
    """Put each below the last one of a lower level."""
    open_entries: list[tuple[int, _Entry]] = [(0, root)]
    for entry in entries:
        level = entry.marked.mark.level if entry.marked else 0
        while open_entries[-1][0] >= level:
            open_entries.pop()
        open_entries[-1][1].below.append(entry)
        open_entries.append((level, entry))


def _add_below(file: File, parent: _Entry) -> None:
    for position, entry in enumerate(parent.below):
        if entry.marked is None:
            continue
        mark, page, shift = entry.marked
        spot = f"/XYZ {mark.left + shift:f} {mark.top:f} 0".encode()
        written = b"<</Title " + pydyf.String(mark.label).data
        written += b"/Dest[" + reference(page) + spot + b"]/Parent " + reference(parent.number)
        written += b"/Count %d" % (entry.shown if mark.is_open else -entry.shown)
        if position:
            written += b"/Prev " + reference(parent.below[position - 1].number)
        if position + 1 < len(parent.below):
            written += b"/Next " + reference(parent.below[position + 1].number)
        file.add(entry.number, written + _write_ends(entry) + b">>")
        _add_below(file, entry)


def _write_ends(entry: _Entry) -> bytes:
    if not entry.below:
        return b""
    return b"/First " + reference(entry.below[0].number) + b"/Last " + reference(entry.below[-1].number)
