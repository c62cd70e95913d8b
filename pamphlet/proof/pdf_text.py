"""A finished, tagged PDF → its words in the order in which a screen reader says them, each with its page."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any, Final, NamedTuple

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct

from pamphlet.cache import Cache, key_of
from pamphlet.means import Means
from pamphlet.proof.pdf_parts import Anatomy, PartOfFile
from pamphlet.proof.printed import PrintedPart, PrintedText, PrintedWord, Reading
from pamphlet.proof.words import split_words
from pamphlet.workers import workshop

FEWEST_TO_SHARE: Final = 16
"""Fewer parts are read before other processes could have begun."""
READ_AT_ONCE: Final = 100
"""Pages: the library keeps whatever it has read of a document, some 75 kB a page, until that is closed."""
JOINTS: Final = "\x02\ufffe"
"""What the library gives for a hyphen at the end of a line."""

WITHIN: Final = re.compile(r"[^\W_]{2}")
"""The end of a text and the beginning of the next, where they may be of one word."""

ROOM: Final = (ctypes.c_ushort * 256)()
"""For what a line of text takes: it is offered again and again, so that most are fetched in one call."""
CLOSE_EM: Final = 0.12
"""How far apart two texts of a line may be drawn that no space parts: where the typeface changes within a word."""
LONGER_THAN_WORDS: Final = 20
"""Letters: where a line ends in so many without a space, a sum or an address may have been cut without a hyphen."""


class FinishedPages:
    """A finished file, opened once in each process that reads in it; `keeps` if readings may be kept."""

    def __init__(self, pdf: bytes, cache: Cache) -> None:
        self._pdf, self.keeps = pdf, cache.keeps
        self.anatomy = _look_over(pdf, cache)
        self.document: Any = None
        self._read = 0

    def open(self) -> FinishedPages:
        """The same, open."""
        if self.document is None:
            self.document = pypdfium2.PdfDocument(self._pdf)
        return self

    def turn(self, count: int) -> Any:  # noqa: ANN401 - the library has no types
        """The open document, of which so many pages are to be read: now and then afresh."""
        if self._read > READ_AT_ONCE:
            self.close()
            self.document, self._read = None, 0
        self._read += count
        return self.open().document

    def close(self) -> None:
        """Close it in this process."""
        if self.document is not None:
            self.document.close()


class _ReadingPart(Struct, frozen=True):
    """A part of a finished file to be read."""

    part: PartOfFile

    @property
    def weight(self) -> int:
        """As many pages as it has."""
        return self.part.count

    def do(self, ready: FinishedPages) -> bytes:
        """A `_ReadPart`."""
        part, anatomy = self.part, ready.anatomy
        reading = read_pages(ready.turn(part.count), part.opening, part.count)
        encoded = PrintedPart.of(part.opening, part.count, reading).encoded
        lasts = ready.keeps and anatomy.tells_all(part)
        return msgspec.msgpack.encode(_ReadPart(encoded, anatomy.digest_apart(part) if lasts else ""))


class _ReadPart(NamedTuple):
    """The words of a part, encoded; and, if they may be kept, the digest that it has wherever its slot begins."""

    encoded: bytes
    digest_apart: str


def read_pdf(pdf: bytes, anchors: Iterable[str] = (), *, means: Means = Means()) -> PrintedText:  # noqa: B008 - frozen
    """The words of the tagged content; running heads and folios are artifacts and stay out.

    `anchors` are names of places in the file, such as a statement's slug; those that are not there are left out.
    A part that was read before in the very same bytes is not read again; the others are read in several processes.
    """
    with closing(FinishedPages(pdf, means.cache)) as pages:
        parts = pages.anatomy.parts
        kept = _recall_parts(pages.anatomy, means.cache)
        missing = [part for part in parts if part not in kept]
        with workshop(pages.open, means, few=FEWEST_TO_SHARE - 1) as shop:
            done = shop.do([_ReadingPart(part) for part in missing])
        for part, made in zip(missing, done, strict=True):
            kept[part] = _keep_part(part, msgspec.msgpack.decode(made, type=_ReadPart), means.cache)
        document = pages.open().document
        count = len(document)
        read = [kept[part] for part in parts] or [PrintedPart.of(1, count, read_pages(document, 1, count))]
        places = {anchor: page for anchor in anchors if (page := _page_of(document, anchor))}
    return PrintedText(read, places, count)


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF of ours has."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def _look_over(pdf: bytes, cache: Cache) -> Anatomy:
    """The parts of a file; of folios and running heads it is kept that they have no words."""
    key = key_of("wordless")
    kept = cache.get(key)
    known = msgspec.msgpack.decode(kept, type=set[str]) if kept else set()
    anatomy = Anatomy(pdf, known=known)
    if not known.issuperset(anatomy.wordless):
        cache.put(key, msgspec.msgpack.encode(sorted(anatomy.wordless)))
    return anatomy


def _recall_parts(anatomy: Anatomy, cache: Cache) -> dict[PartOfFile, PrintedPart]:
    """The words of those parts that were read before."""
    known = {part: kept for part in anatomy.parts if part.digest and (kept := cache.get(_key(part.digest)))}
    # Where no part is what it was, none has only moved, for what moves them is one of them.
    for part in anatomy.parts if known else ():
        apart = anatomy.digest_apart(part) if part.digest and part not in known else ""
        if apart and (kept := cache.get(_key(apart))):
            cache.put(_key(part.digest), kept)
            known[part] = kept
    return {part: PrintedPart(part.opening, part.count, kept) for part, kept in known.items()}


def _keep_part(part: PartOfFile, made: _ReadPart, cache: Cache) -> PrintedPart:
    """The words of a part that was read now."""
    if made.digest_apart:
        for digest in (part.digest, made.digest_apart):
            cache.put(_key(digest), made.encoded)
    return PrintedPart(part.opening, part.count, made.encoded)


def _key(digest: str) -> str:
    return key_of("reading", digest)


def read_pages(document: pypdfium2.PdfDocument, opening: int, count: int) -> Reading:
    """The words of so many pages from one on."""
    body: list[PrintedWord] = []
    notes: list[PrintedWord] = []
    for number in range(opening, opening + count):
        page = document[number - 1]
        for is_note, text in _read_page(page):
            (notes if is_note else body).extend(_words(text, number))
        page.close()
    return Reading(tuple(body), tuple(notes))


def _page_of(document: pypdfium2.PdfDocument, anchor: str) -> int:
    """The page of a named destination, from 1; 0 if there is none."""
    place = pdfium.FPDF_GetNamedDestByName(document, anchor.encode())
    return pdfium.FPDFDest_GetDestPageIndex(document, place) + 1 if place else 0


def _words(text: str, page: int) -> Iterator[PrintedWord]:
    words = split_words(text)
    last = (text.split() or [""])[-1]
    # In a narrow column a line may hold no more than a part of a word.
    cut = last.endswith((*JOINTS, "-", "\u2010")) or len(last) >= LONGER_THAN_WORDS or last == text.strip()
    for index, word in enumerate(words, start=1):
        yield PrintedWord(word, page, joint=index == len(words) and cut)


def _read_page(page: pypdfium2.PdfPage) -> Iterator[tuple[bool, str]]:
    """The lines of a page in logical order, and whether each belongs to a note."""
    texts = _texts_by_mark(page)
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    try:
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from _read_element(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), texts, depth=0)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _read_element(element: Any, texts: dict[int, str], *, depth: int, note: bool = False) -> Iterator[tuple[bool, str]]:  # noqa: ANN401 - a C pointer
    kind = _text_of(pdfium.FPDF_StructElement_GetType, element)
    if kind == "Lbl":
        return
    # The foot of a page is the one thing under the document that is neither a section nor a part.
    note = note or (depth == 1 and kind == "NonStruct")
    if kind == "Figure":
        yield note, _text_of(pdfium.FPDF_StructElement_GetAltText, element)
        return
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield from _read_element(child, texts, depth=depth + 1, note=note)
        elif (mark := pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)) in texts:
            yield note, texts[mark]


def _texts_by_mark(page: pypdfium2.PdfPage) -> dict[int, str]:
    """Each text of the page by its marked-content identifier; one that goes on in the next ends in a joint."""
    texts: dict[int, str] = {}
    textpage = page.get_textpage()
    last, last_mark = None, -1
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_TEXT:
            mark = pdfium.FPDFPageObj_GetMarkedContentID(drawn)
            if mark >= 0:  # artifacts have none
                text = _text_of(pdfium.FPDFTextObj_GetText, drawn, textpage)
                if last and mark != last_mark and WITHIN.match(texts[last_mark][-1:] + text[:1]) and _meet(last, drawn):
                    texts[last_mark] += JOINTS[0]
                texts[mark] = texts.get(mark, "") + text
                last, last_mark = drawn, mark
    textpage.close()
    return texts


def _meet(left: Any, right: Any) -> bool:  # noqa: ANN401 - C pointers
    """Whether a text stands on the line of another and begins where that ends."""
    (_, low, end, high), (start, bottom, _, top) = _box_of(left), _box_of(right)
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(left, size)
    return bottom < high and low < top and abs(start - end) < CLOSE_EM * size.value


def _box_of(drawn: Any) -> tuple[float, float, float, float]:  # noqa: ANN401 - a C pointer
    """Left, bottom, right and top."""
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(drawn, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _text_of(getter: Any, *arguments: Any) -> str:  # noqa: ANN401 - C functions and pointers
    """What a function writes into a buffer of UTF-16; it says how many bytes that takes, and writes if they fit."""
    room, size = ROOM, ctypes.sizeof(ROOM)
    length = getter(*arguments, room, size)
    if length > size:
        room = (ctypes.c_ushort * length)()
        length = getter(*arguments, room, length)
    return ctypes.string_at(room, length - 2).decode("utf-16-le", "replace") if length > 2 else ""
