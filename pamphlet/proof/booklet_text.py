"""Finished sheets → the words on them: a booklet's in the order in which a reader turns its pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache, partial
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from msgspec import Struct

from pamphlet.proof.forms import BLANK, Halves, name_halves, name_pages
from pamphlet.units import mm_to_pt

if TYPE_CHECKING:
    import pypdfium2

Half = Literal["left", "right"]
Side = TypeVar("Side")
DIGITS: Final = "0123456789"


class Sheets(Struct, frozen=True):
    """The pages, the files of sheets made of them (a tuple for each plate), and how these come to be a copy.

    A booklet is folded and read; of another layout only the words are looked for, on whatever side they stand.
    By hand, all fronts come before all backs, whose order `by_hand` names; `slip` says that blanks
    have words, and `slug` which words stand beside the pages. Backs are moved by `back_shift_mm` to the right.
    """

    pages: bytes
    plates: tuple[tuple[bytes, ...], ...]
    layout: str = "booklet"
    flip: Literal["short", "long"] = "short"
    binding: Half = "left"
    by_hand: Literal["", "last-first", "first-first"] = ""
    slip: bool = False
    slug: str = ""
    back_shift_mm: float = 0.0


class Seen(Struct, frozen=True):
    """What a page or a half shows: a name for it, if it has one, and its letters, which are read on demand."""

    name: str
    letters: Callable[[], str]


NOTHING: Final = Seen(BLANK, str)


def missing_pages(sheets: Sheets) -> Iterator[int]:
    """The pages, from 1, that the sheets of some plate do not hold, or a folded booklet not in their place."""
    import pypdfium2  # noqa: PLC0415 - an e-book alone has no sheets to read

    with pypdfium2.PdfDocument(sheets.pages) as document:
        names = name_pages(sheets.pages) if sheets.layout == "booklet" else ()
        pages = [
            Seen(name, cache(partial(_page_at, document, index)))
            for index, name in enumerate(names or [""] * len(document))
        ]
        missing: set[int] = set()
        for plate in sheets.plates:
            missing |= set(missing_on(pages, plate, sheets))
    yield from sorted(missing)


def missing_on(pages: Sequence[Seen], plate: Sequence[bytes], sheets: Sheets) -> Iterator[int]:
    """The pages, from 1, that are missing on one plate."""
    import pypdfium2  # noqa: PLC0415 - as above

    with ExitStack() as opened:
        documents = [opened.enter_context(pypdfium2.PdfDocument(file)) for file in plate]
        if sheets.layout == "booklet":
            sides = [side for file, document in zip(plate, documents, strict=True) for side in _sides(file, document)]
            yield from out_of_place(pages, fold_sides(sides, sheets), sheets)
        else:
            printed = [document[index] for document in documents for index in range(len(document))]
            yield from found_nowhere([page.letters() for page in pages], printed)


def out_of_place(pages: Sequence[Seen], folded: Sequence[Seen], sheets: Sheets) -> Iterator[int]:
    """The pages, from 1, that do not stand in their place; blanks may stand before the last."""
    blanks = [NOTHING] * (len(folded) - len(pages))
    last = max(len(pages) - 1, 1)
    for place, (wanted, found) in enumerate(zip((*pages[:last], *blanks, *pages[last:]), folded, strict=True)):
        blank = last <= place < last + len(blanks)
        if not (blank and sheets.slip) and not is_shown(wanted, found, sheets.slug):
            yield place + 1 if place < last else place + 1 - len(blanks)


def is_shown(wanted: Seen, found: Seen, slug: str) -> bool:
    """Whether a half shows the page: by name, or else letter by letter."""
    if wanted.name and wanted.name == found.name:
        return True
    return is_page(wanted.letters(), found.letters(), slug)


def is_page(wanted: str, found: str, slug: str) -> bool:
    """Whether the letters are those of the page, but for some of a slug line."""
    if not slug:
        return wanted == found
    beside = Counter(f"{_letters(slug)}frontback{DIGITS * 6}")
    return Counter(wanted) <= Counter(found) and Counter(found) - Counter(wanted) <= beside


def found_nowhere(pages: Sequence[str], sides: Sequence[pypdfium2.PdfPage]) -> Iterator[int]:
    """The pages, from 1, whose letters are on no side together."""
    printed = [Counter(_page_text(side)) for side in sides]
    for number, page in enumerate(pages, start=1):
        if not any(Counter(page) <= side for side in printed):
            yield number


class _Side(Struct, frozen=True):
    """A side of a sheet, in its file, and the names of its halves."""

    document: pypdfium2.PdfDocument
    index: int
    named: Halves

    def halves(self, shift_pt: float = 0.0) -> dict[Half, Seen]:
        """What stands left and right of the fold, which lies so far to the right of the middle."""
        read = cache(lambda: _halves(self.document[self.index], shift_pt))
        return {
            "left": Seen(self.named.left, lambda: read()["left"]),
            "right": Seen(self.named.right, lambda: read()["right"]),
        }


def _sides(file: bytes, document: pypdfium2.PdfDocument) -> Iterator[_Side]:
    names = name_halves(file) or [Halves()] * len(document)
    return (_Side(document, index, named) for index, named in enumerate(names))


def fold_sides(sides: Sequence[_Side], sheets: Sheets) -> tuple[Seen, ...]:
    """Each page, blank ones too, as the folded sheets are leafed through.

    Front and back of each sheet lie outermost first. Folded, the right half of every front and the left half of
    every back come up going in, and the others coming out. A flip on the long edge turns the backs by half a turn,
    so that left and right change places, and so they do for a binding on the right.
    """
    near: Half = "left" if (sheets.flip == "short") == (sheets.binding == "left") else "right"
    cover: Half = "right" if sheets.binding == "left" else "left"
    far, other = _opposite(near), _opposite(cover)
    shift_pt = mm_to_pt(sheets.back_shift_mm)
    pairs = [(front.halves(), back.halves(shift_pt)) for front, back in pair_sides(sides, sheets)]
    going_in = [(front, cover, back, near) for front, back in pairs]
    coming_out = [(back, far, front, other) for front, back in reversed(pairs)]
    return tuple(
        shown for first, half, second, its_half in (*going_in, *coming_out) for shown in (first[half], second[its_half])
    )


def pair_sides(sides: Sequence[Side], sheets: Sheets) -> list[tuple[Side, Side]]:
    """Each sheet's front with its back."""
    if not sheets.by_hand:
        return list(zip(sides[::2], sides[1::2], strict=True))
    fronts, backs = sides[: len(sides) // 2], list(sides[len(sides) // 2 :])
    if sheets.by_hand == "last-first":
        backs.reverse()
    return list(zip(fronts, backs, strict=True))


def _opposite(half: Half) -> Half:
    return "left" if half == "right" else "right"


def _page_at(document: pypdfium2.PdfDocument, index: int) -> str:
    return _page_text(document[index])


def _halves(side: pypdfium2.PdfPage, shift_pt: float = 0.0) -> dict[Half, str]:
    """The letters of what stands left and right of the fold, which lies so far to the right of the middle."""
    width, height = side.get_width(), side.get_height()
    middle = width / 2 + shift_pt
    textpage = side.get_textpage()
    left = textpage.get_text_bounded(left=0, bottom=0, right=middle, top=height)
    right = textpage.get_text_bounded(left=middle, bottom=0, right=width, top=height)
    textpage.close()
    return {"left": _letters(left), "right": _letters(right)}


def _page_text(page: pypdfium2.PdfPage) -> str:
    textpage = page.get_textpage()
    text = str(textpage.get_text_range())
    textpage.close()
    return _letters(text)


def _letters(text: str) -> str:
    return "".join(sorted(character for character in text if character.isalnum()))
