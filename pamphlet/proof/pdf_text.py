"""A finished, tagged PDF → its words in the order in which a screen reader says them, each with its page."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from pamphlet.cache import NO_CACHE, Cache, key_of
from pamphlet.proof.pdf_parts import Anatomy, PartOfFile
from pamphlet.proof.printed import PrintedPart, PrintedText, PrintedWord, Reading
from pamphlet.proof.words import split_words

JOINTS: Final = "\x02\ufffe"
"""What the library gives for a hyphen at the end of a line."""

WITHIN: Final = re.compile(r"[^\W_]{2}")
"""The end of a text and the beginning of the next, where they may be of one word."""

USUAL_BYTES: Final = 512
"""What a line of text takes: room for that much is offered at once, so that most are fetched in one call."""
CLOSE_EM: Final = 0.12
"""How far apart two texts of a line may be drawn that no space parts: where the typeface changes within a word."""
LONGER_THAN_WORDS: Final = 20
"""Letters: where a line ends in so many without a space, a sum or an address may have been cut without a hyphen."""


def read_pdf(pdf: bytes, anchors: Iterable[str] = (), *, cache: Cache = NO_CACHE) -> PrintedText:
    """The words of the tagged content; running heads and folios are artifacts and stay out.

    `anchors` are names of places in the file, such as a statement's slug; those that are not there are left out.
    A part that was read before in the very same bytes is not read again.
    """
    anatomy = Anatomy(pdf)
    with pypdfium2.PdfDocument(pdf) as document:
        count = len(document)
        parts = anatomy.parts or (PartOfFile(1, count, 0, ""),)
        read = [_read_part(document, part, anatomy, cache) for part in parts]
        places = {anchor: page for anchor in anchors if (page := _page_of(document, anchor))}
    return PrintedText(read, places, count)


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF of ours has."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def _read_part(document: pypdfium2.PdfDocument, part: PartOfFile, anatomy: Anatomy, cache: Cache) -> PrintedPart:
    """The words of some pages, as they were read before or are read now."""
    key = key_of("reading", part.digest)
    if part.digest and (kept := cache.get(key)):
        return PrintedPart(part.opening, part.count, kept)
    apart = key_of("reading", anatomy.digest_apart(part)) if part.digest else ""
    if apart and (kept := cache.get(apart)):  # its numbers have moved, and nothing else
        cache.put(key, kept)
        return PrintedPart(part.opening, part.count, kept)
    read = PrintedPart.of(part.opening, part.count, read_pages(document, part.opening, part.count))
    if anatomy.tells_all(part):
        cache.put(key, read.encoded)
        cache.put(apart, read.encoded)
    return read


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
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if child:
            yield from _read_element(child, texts, depth=depth + 1, note=note)
        elif mark in texts:
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
    length, written = _fill(getter, arguments, USUAL_BYTES)
    if length > USUAL_BYTES:
        length, written = _fill(getter, arguments, length)
    return written[: length - 2].decode("utf-16-le", "replace") if length > 2 else ""


def _fill(getter: Any, arguments: tuple[Any, ...], size: int) -> tuple[int, bytes]:  # noqa: ANN401 - as above
    buffer = ctypes.create_string_buffer(size)
    pointer = ctypes.cast(buffer, getter.argtypes[len(arguments)]) if getter.argtypes else buffer
    return getter(*arguments, pointer, size), buffer.raw
