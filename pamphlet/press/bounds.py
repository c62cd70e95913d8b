"""A PDF from elsewhere → how many pages it has, or the sentence that says of what it holds too much.

Whoever draws pages allots memory for all that they draw before anybody could stop it, so that is reckoned first.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from pikepdf import DataDecodingError, Dictionary, Name, PdfError, Stream
from pikepdf.settings import set_qpdf_limits

from pamphlet.errors import PamphletError
from pamphlet.limits import LIMITS, Limits
from pamphlet.press.colour.document import entries
from pamphlet.press.source import annotations_of, content_of, measure_pages, open_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Page, Pdf

HOW_TO_ALLOW: Final = "allow more with {} under [limits], in an edition.toml that --like names"
DRAWING: Final = re.compile(rb"/([^\s/<>\[\]()%]+)\s+Do\b")
DEEPEST: Final = 40
"""How many forms inside one another are drawn, however many there are: as PDFium does."""
BYTES_A_DRAWING: Final = 500
"""What a drawn form takes at the least, however little it holds."""


def refuse_excess(pdf: bytes, limits: Limits = LIMITS) -> int:
    """How many pages the PDF has; too many of them, or one that draws too much, are refused."""
    with open_source(pdf) as source:
        pages = len(source.pages)
        if pages > limits.pdf_pages:
            what = f"the PDF has {pages} pages, and {limits.pdf_pages} at most are taken"
            raise PamphletError(what, advice=f"part it, or {HOW_TO_ALLOW.format('pdf_pages')}")
        measure_pages(source)
        for number, drawn in enumerate(_extents(source, limits.pdf_page_mb * 1_000_000), start=1):
            if drawn > limits.pdf_page_mb * 1_000_000:
                what = f"page {number} draws over {limits.pdf_page_mb} MB, forms counted as often as they are drawn"
                advice = f"export it with less detail or as a picture, or {HOW_TO_ALLOW.format('pdf_page_mb')}"
                raise PamphletError(what, advice=advice)
        return pages


def _extents(source: Pdf, most: int) -> Iterator[int]:
    """How many bytes of operators each page draws."""
    with unpacking_at_most(most):
        extent = _Extent(most)
        for number, page in enumerate(source.pages, start=1):
            with content_of(number):
                drawn = extent.of_page(page)
            yield drawn


@contextmanager
def unpacking_at_most(most: int) -> Iterator[None]:
    """Let no stream unpack to more bytes; the library holds this for the whole process."""
    before = set_qpdf_limits(flate_max_memory=most, run_length_max_memory=most)
    try:
        yield
    finally:
        set_qpdf_limits(**before)  # type: ignore[arg-type] # it states its own answer more broadly than it takes it


def appearances(page: Page) -> Iterator[Object]:
    """What the page's annotations show; a check box has one for each of its states."""
    for annotation in annotations_of(page):
        shown = entries(annotation, "/AP").get("/N")
        if shown is not None:
            yield from [shown] if isinstance(shown, Stream) else entries(Dictionary(N=shown), "/N").values()


class _Extent:
    """How many bytes of operators are drawn, each form counted wherever it is drawn."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._read: dict[tuple[int, int], tuple[int, Counter[bytes]]] = {}
        self._reckoned: dict[tuple[tuple[int, int], int], int] = {}

    def of_page(self, page: Page) -> int:
        """All that the page draws, and its annotations with it."""
        stated = page.obj.get("/Contents")
        parts = [stated] if isinstance(stated, Stream) else list(stated or ())
        drawn = sum(self._of(part, page.resources, DEEPEST) for part in parts if isinstance(part, Stream))
        return drawn + sum(self._of_form(look, Dictionary(), DEEPEST) for look in appearances(page))

    def _of(self, stream: Object, resources: Object, deep: int) -> int:
        """One stream and what it draws; the same for every one who draws it, unless it takes his resources."""
        key = (stream.objgen, deep)
        if key not in self._reckoned:
            own, drawn = self._read_once(stream)
            inner = stream.get("/Resources", resources)
            forms = entries(inner, "/XObject") if drawn else {}
            self._reckoned[key] = own + sum(
                times * self._of_form(forms.get(f"/{name.decode('latin-1')}"), inner, deep - 1)
                for name, times in drawn.items()
            )
        return self._reckoned[key]

    def _of_form(self, form: Object | None, resources: Object, deep: int) -> int:
        """A form; a picture is drawn without being unpacked as a whole."""
        if deep == 0 or not isinstance(form, Stream) or form.get("/Subtype") != Name.Form:
            return BYTES_A_DRAWING
        return BYTES_A_DRAWING + self._of(form, resources, deep)

    def _read_once(self, stream: Object) -> tuple[int, Counter[bytes]]:
        """The length of a stream, and how often it draws which form."""
        if stream.objgen not in self._read:
            try:
                content = stream.read_bytes()
            except DataDecodingError as error:
                excess = "memory limit" in str(error)
                content, length = b"", self._most + 1 if excess else 0
            except PdfError:  # what is damaged is found elsewhere
                content, length = b"", 0
            else:
                length = len(content)
            self._read[stream.objgen] = length, Counter(DRAWING.findall(content))
        return self._read[stream.objgen]
