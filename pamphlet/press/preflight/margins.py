"""A PDF → how far the text of each page keeps from its edges, measured once for the same pages."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

import msgspec
from pikepdf import Pdf, Stream

from pamphlet.cache import NO_CACHE, Cache, digest_of, key_of
from pamphlet.press.boxes import find_trim, quarter_turn, user_unit
from pamphlet.press.ink import Margins, frame_page, measure_text
from pamphlet.press.preflight.facts import turn_margins
from pamphlet.press.source import open_source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pikepdf import Object, Page

REFERENCE: Final = re.compile(rb"(\d+) (\d+) R\b")
TOGETHER: Final = 16
"""Pages whose margins are kept as one entry, which is read sooner than one for each; these serve when one changed."""
# What of a page has no text that is printed, or leads to other pages?
ELSEWHERE: Final = ("/Parent", "/Contents", "/Annots", "/StructParents", "/B", "/Metadata")


def measure_margins(pdf: bytes, *, cache: Cache = NO_CACHE) -> tuple[Margins | None, ...]:
    """The margins around all text of every page as it is read, in millimetres; None for a page without text.

    Pages that draw the same with the same fonts as some that were measured before are not measured again.
    """
    with open_source(pdf) as source:
        names, measured = _Names(source), list[Margins | None]()
        pages = list(source.pages)
        for start in range(0, len(pages), TOGETHER):
            together = pages[start : start + TOGETHER]
            order = list(map(names.of_page, together))
            key = key_of("margins", *order)
            kept = cache.get(key)
            if kept is None:
                kept = msgspec.msgpack.encode(_measure_new(dict(zip(order, together, strict=True)), cache))
                cache.put(key, kept)
            found = msgspec.msgpack.decode(kept, type=dict[str, Margins | None])
            measured += [found[name] for name in order]
        return tuple(measured)


def _measure_new(named: Mapping[str, Page], cache: Cache) -> dict[str, Margins | None]:
    """The margins of pages by their names; of those that were among others before, as they were then."""
    keys = {name: key_of("margins of a page", name) for name in named}
    kept = {name: content for name, key in keys.items() if (content := cache.get(key))}
    known = {name: msgspec.msgpack.decode(content, type=Margins | None) for name, content in kept.items()}
    new = {name: page for name, page in named.items() if name not in known}
    measured = dict(zip(new, _measure(list(new.values())), strict=True)) if new else {}
    for name, margins in measured.items():
        cache.put(keys[name], msgspec.msgpack.encode(margins))
    return known | measured


def _measure(pages: Sequence[Page]) -> list[Margins | None]:
    import pypdfium2  # noqa: PLC0415 - only who wants to see needs it

    with Pdf.new() as copy:
        trims = [(find_trim(page), user_unit(page), quarter_turn(page)) for page in pages]
        for page in pages:
            copy.pages.append(page)
        for page, (trim, *_) in zip(copy.pages, trims, strict=True):
            frame_page(page, trim, 0)
        file = io.BytesIO()
        copy.save(file)
    with pypdfium2.PdfDocument(file.getvalue()) as opened:
        found = [measure_text(page, trim, unit) for page, (trim, unit, _) in zip(opened, trims, strict=True)]
    return [turn_margins(margins, turn) for margins, (*_, turn) in zip(found, trims, strict=True)]


class _Names:
    """Names for what the pages of a file draw, whatever numbers its objects have."""

    def __init__(self, source: Pdf) -> None:
        self._source = source
        self._closures: dict[int, str] = {}

    def of_page(self, page: Page) -> str:
        """A name for all that a page draws, and for its boxes."""
        stated = page.obj.get("/Contents")
        streams = [stated] if isinstance(stated, Stream) else list(stated or ())
        own = {name: value for name, value in page.obj.items() if name not in ELSEWHERE}
        entries = (f"{name} {self._of(value)}" for name, value in sorted(own.items()))
        return key_of(*entries, *(digest_of(stream.read_raw_bytes()) for stream in streams))

    def _of(self, entry: Object) -> str:
        if not hasattr(entry, "is_indirect"):
            return repr(entry)
        if not entry.is_indirect:
            return self._spelled(entry)
        number = entry.objgen[0]
        if number not in self._closures:
            self._closures[number] = ""  # what leads back to itself adds nothing
            self._closures[number] = self._spelled(entry)
        return self._closures[number]

    def _spelled(self, entry: Object) -> str:
        held = digest_of(entry.read_raw_bytes()) if isinstance(entry, Stream) else ""
        written = (entry.stream_dict if isinstance(entry, Stream) else entry).unparse(resolved=True)
        led = (self._of(self._source.get_object(int(number), int(age))) for number, age in REFERENCE.findall(written))
        return key_of(REFERENCE.sub(b"", written), held, *led)
