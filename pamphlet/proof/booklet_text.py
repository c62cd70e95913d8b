"""A finished booklet → its pages in the order in which a reader turns them, once it is folded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pypdfium2

Half = Literal["left", "right"]


def read_booklet(booklet: bytes, *, flip: Literal["short", "long"]) -> tuple[str, ...]:
    """The letters of each page, blank ones "", as the folded sheets are leafed through.

    The sides lie in the file as a printer takes them: front and back of each sheet, outermost first. Folded, the
    right half of every front and the left half of every back come up going in, and the others coming out. A flip
    on the long edge turns the backs by half a turn, so that left and right change places.
    """
    with pypdfium2.PdfDocument(booklet) as document:
        sheets = [(document[index], document[index + 1]) for index in range(0, len(document), 2)]
        near, far = ("left", "right") if flip == "short" else ("right", "left")
        going_in = [(front, "right", back, near) for front, back in sheets]
        coming_out = [(back, far, front, "left") for front, back in reversed(sheets)]
        return tuple(
            text
            for first, half, second, other in (*going_in, *coming_out)
            for text in (_half(first, half), _half(second, other))
        )


def read_pages(pdf: bytes) -> tuple[str, ...]:
    """The letters of each page of a PDF, in order."""
    with pypdfium2.PdfDocument(pdf) as document:
        return tuple(_letters(_page_text(page)) for page in document)


def missing_pages(pdf: bytes, booklet: bytes, *, flip: Literal["short", "long"]) -> Iterator[int]:
    """The pages, from 1, that the folded booklet does not hold in their place; blanks may stand before the last."""
    pages, folded = read_pages(pdf), read_booklet(booklet, flip=flip)
    blanks = len(folded) - len(pages)
    expected = (*pages[:-1], *[""] * blanks, *pages[-1:]) if len(pages) > 1 else (*pages, *[""] * blanks)
    for place, (wanted, found) in enumerate(zip(expected, folded, strict=True)):
        if wanted != found:
            yield place + 1 if place < len(pages) - 1 else place + 1 - blanks


def _half(side: pypdfium2.PdfPage, half: str) -> str:
    middle, height = side.get_width() / 2, side.get_height()
    left, right = (0, middle) if half == "left" else (middle, middle * 2)
    textpage = side.get_textpage()
    text = textpage.get_text_bounded(left=left, bottom=0, right=right, top=height)
    textpage.close()
    return _letters(text)


def _page_text(page: pypdfium2.PdfPage) -> str:
    textpage = page.get_textpage()
    text = str(textpage.get_text_range())
    textpage.close()
    return text


def _letters(text: str) -> str:
    return "".join(sorted(character for character in text if character.isalnum()))
