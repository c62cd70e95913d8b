"""Fragments, folios and typefaces → one PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

import pydyf
from msgspec import Struct

from pamphlet.renderers.pdf.joining import numbering
from pamphlet.renderers.pdf.joining.file import File
from pamphlet.renderers.pdf.joining.fragment import (
    Bookmark,
    Fragment,
    Frame,
    Numbered,
    Piece,
    SetPage,
    Stamp,
    name_digest,
)
from pamphlet.renderers.pdf.joining.numbering import reference
from pamphlet.renderers.pdf.joining.outline import Marked, add_outline
from pamphlet.renderers.pdf.joining.section import Section, Surroundings, mark_out, write_piece, write_stream

Folios = Mapping[tuple[str, int], Stamp]
"""Folios by the kind of their page and by their number."""


PT_PER_PX: Final = 0.75


Enclosed = tuple[Sequence[Piece], Mapping[str, bytes]]
"""The objects of the files inside, and what the catalog ("AF") and its names ("EmbeddedFiles") say of them."""


class Typefaces(Struct, frozen=True, array_like=True):
    """The objects of all fonts, and the dictionary that names them."""

    named: bytes
    pieces: tuple[Piece, ...]


class Part(NamedTuple):
    """A fragment, its section, the first of the numbers of both, and the book's page that it opens on, from 1."""

    fragment: Fragment
    section: Section
    base: int
    opening: int


class Leaf(Struct, frozen=True):
    """A page of the book: its number from 1, and which page of which part it is."""

    number: int
    part: Part
    index: int

    @property
    def page(self) -> SetPage:
        """As it was set."""
        return self.part.fragment.pages[self.index]

    @property
    def side(self) -> int:
        """0 for a recto, 1 for a verso."""
        return 1 - self.number % 2

    @property
    def shift(self) -> float:
        """How far to the right its content lies of where it was set, in points."""
        return self.page.beside.margins[self.side] - self.page.beside.margins[0]

    @property
    def object_number(self) -> int:
        """The number of its object."""
        return self.part.base + self.index


def number_slots(sizes: Sequence[int]) -> list[int]:
    """The first number of each part, and last the first that none of them has."""
    return list(accumulate(map(numbering.slot_size, sizes), initial=numbering.FIRST_SLOT))


def find_places(parts: Sequence[tuple[Fragment, int]]) -> dict[str, int]:
    """The page of each named place, from fragments and the pages that they open on; of two alike the first counts."""
    found: dict[str, int] = {}
    for fragment, opening in parts:
        for place in fragment.places:
            found.setdefault(place.name, opening + place.page)
    return found


class Book(NamedTuple):
    """All that a book is joined from: its parts in order, pictures by their digests, and the digests of sources."""

    frame: Frame
    parts: Sequence[Part]
    folios: Folios
    typefaces: Typefaces
    pictures: Mapping[bytes, Piece]
    files: Enclosed
    digests: Sequence[str]


def join(book: Book) -> bytes:
    """The book as a file."""
    parts = book.parts
    file = File(number_slots([part.fragment.size for part in parts])[-1])
    leaves = [Leaf(part.opening + index, part, index) for part in parts for index in range(len(part.fragment.pages))]
    for part in parts:
        file.add_section(part.section, part.base)
    pages = find_places([(part.fragment, part.opening) for part in parts])
    named = {name_digest(number): digest for number, digest in enumerate(book.digests)}
    _add_contents(file, parts, {**{place: str(page) for place, page in pages.items()}, **named})
    _add_placed(file, parts, leaves, _add_pictures(file, parts, book.pictures), _states_of(book.folios))
    _add_typefaces(file, book.typefaces)
    _add_pages(file, leaves, book.folios)
    _add_structure(file, parts)
    _add_frame(file, book.frame, parts, leaves, _add_enclosed(file, book.files))
    return file.close()


def _states_of(folios: Folios) -> dict[str, bytes]:
    return {name: state for stamp in folios.values() for name, state in stamp.states.items()}


def _add_pictures(file: File, parts: Sequence[Part], pictures: Mapping[bytes, Piece]) -> dict[bytes, int]:
    """Each picture once, whichever parts show it; and the number that it has."""
    shown = dict.fromkeys(digest for part in parts for digest in part.fragment.pictures)
    numbers = {digest: file.take_numbers() for digest in shown}
    for digest, number in numbers.items():
        file.add_stream(write_piece(pictures[digest], 0, Surroundings(pictures=numbers)), number)
    return numbers


def _add_contents(file: File, parts: Sequence[Part], numbers: Mapping[str, str]) -> None:
    """The contents of pages that name the pages of other parts, or digests."""
    for part in parts:
        for index, numbered in part.fragment.numbered.items():
            file.add_stream(write_stream(_fill_in(numbered, numbers)), part.base + index)


def _fill_in(numbered: Numbered, numbers: Mapping[str, str]) -> bytes:
    shown = [
        "".join(numeral.glyphs[int(digit, 16)] for digit in numbers[numeral.name][: numeral.length])
        for numeral in numbered.numerals
    ]
    entries = [numbered.drawn[0]]
    for glyphs, drawn in zip(shown, numbered.drawn[1:], strict=True):
        entries += [f"[<{glyphs}>] TJ".encode(), drawn]
    return b"\n".join(entries)


def _add_placed(
    file: File,
    parts: Sequence[Part],
    leaves: Sequence[Leaf],
    pictures: Mapping[bytes, int],
    states: Mapping[str, bytes],
) -> None:
    """What is written otherwise on a verso or in another book: annotations, figures, and the resources of each part."""
    on = {(leaf.part.base, leaf.index): leaf for leaf in leaves}
    places = (place for part in reversed(parts) for place in reversed(part.fragment.places))
    words = {place.name: pydyf.String(place.words).data for place in places}
    for part in parts:
        for placed in part.fragment.placed:
            around = Surroundings(on[part.base, placed.page].shift, pictures, words)
            written = write_piece(placed.piece, part.base, around)
            file.add_piece(part.base + placed.index, placed.piece, written)
        resources = part.fragment.resources
        named = {**states, **_head_states(part.fragment), **resources.states}
        entries = b"".join(b"/" + name.encode() + b" " + state for name, state in sorted(named.items()))
        written = resources.written.replace(b"/ExtGState <<", b"/ExtGState <<" + entries, 1)
        file.add(part.base + resources.index, mark_out(written, part.base, Surroundings(pictures=pictures)))


def _head_states(fragment: Fragment) -> dict[str, bytes]:
    stamps = (stamp for page in fragment.pages for stamp in page.beside.heads)
    return {name: state for stamp in stamps for name, state in stamp.states.items()}


def _add_typefaces(file: File, typefaces: Typefaces) -> None:
    base = file.take_numbers(len(typefaces.pieces))
    for number, piece in enumerate(typefaces.pieces, start=base):
        file.add_piece(number, piece, write_piece(piece, base))
    file.add(numbering.FONTS, mark_out(typefaces.named, base))


def _add_pages(file: File, leaves: Sequence[Leaf], folios: Folios) -> None:
    """Each page, with its running matter beside its content."""
    streams: dict[bytes, int] = {}

    def stream(drawn: bytes) -> bytes:
        if drawn not in streams:
            streams[drawn] = file.add_stream(write_stream(drawn))
        return reference(streams[drawn])

    for leaf in leaves:
        page, base = leaf.page, leaf.part.base
        stamps = [page.beside.heads[leaf.side], folios.get((page.beside.name, leaf.number), Stamp())]
        if page.comes_over:  # the setter draws what follows on such text in the reverse order
            stamps.reverse()
        back = f"q 1 0 0 1 {-leaf.shift / PT_PER_PX:f} 0 cm\n".encode() if leaf.shift else b"q\n"
        drawn = [stream(back + stamp.drawn + b"\nQ") for stamp in stamps if stamp.drawn]
        content = [reference(base + page.before), *drawn, reference(base + page.after)]
        if leaf.shift:
            content = [stream(f"q 1 0 0 1 {leaf.shift:f} 0 cm".encode()), *content, stream(b"Q")]
        ending = b"/StructParents %d/Contents[" % leaf.object_number + b" ".join(content) + b"]>>"
        file.add(leaf.object_number, mark_out(page.written, base) + ending)
    kids = b" ".join(reference(leaf.object_number) for leaf in leaves)
    file.add(numbering.PAGES, b"<</Type/Pages/Count %d/Kids[" % len(leaves) + kids + b"]>>")


def _add_structure(file: File, parts: Sequence[Part]) -> None:
    """The root of the structure tree, its document, and the root of the parent tree."""
    kids = b" ".join(reference(part.base + kid) for part in parts for kid in part.fragment.kids)
    root = reference(numbering.STRUCTURE)
    file.add(numbering.DOCUMENT, b"<</Type/StructElem/S/Document/P " + root + b"/K[" + kids + b"]>>")
    held = b"/ParentTree " + reference(numbering.PARENTS) + b"/K[" + reference(numbering.DOCUMENT) + b"]"
    file.add(numbering.STRUCTURE, b"<</Type/StructTreeRoot" + held + b">>")
    leaves = b" ".join(reference(part.base + part.fragment.parents) for part in parts)
    file.add(numbering.PARENTS, b"<</Kids[" + leaves + b"]>>")


def _add_enclosed(file: File, files: Enclosed) -> dict[str, bytes]:
    """The files inside; and what the catalog and its names say of them."""
    pieces, entries = files
    base = file.take_numbers(len(pieces))
    for number, piece in enumerate(pieces, start=base):
        file.add_piece(number, piece, write_piece(piece, base))
    return {name: mark_out(entry, base) for name, entry in entries.items()}


def _add_frame(
    file: File, frame: Frame, parts: Sequence[Part], leaves: Sequence[Leaf], enclosed: Mapping[str, bytes]
) -> None:
    """The catalog and what else there is once."""
    for number, piece in zip((numbering.COLOURS, numbering.PROFILE, numbering.METADATA), frame.pieces, strict=True):
        file.add_piece(number, piece, write_piece(piece, 0))
    catalog = {"Type": b"/Catalog", "Pages": reference(numbering.PAGES), **frame.catalog}
    marks = [Marked(mark, leaf.object_number, leaf.shift) for leaf in leaves for mark in _bookmarks_on(leaf)]
    if add_outline(file, marks):
        catalog["Outlines"] = reference(numbering.OUTLINE)
    names = {"Dests": reference(numbering.PLACES), **enclosed}
    catalog |= {"AF": names.pop("AF")} if "AF" in names else {}
    catalog["Names"] = b"<<" + b"".join(b"/" + name.encode() + b" " + entry for name, entry in names.items()) + b">>"
    catalog["StructTreeRoot"] = reference(numbering.STRUCTURE)
    file.add(numbering.PLACES, b"<</Names[" + b" ".join(_write_places(parts, leaves)) + b"]>>")
    file.add(numbering.INFORMATION, frame.information)
    entries = (b"/" + name.encode() + b" " + value for name, value in catalog.items())
    file.add(numbering.CATALOG, b"<<" + b"".join(entries) + b">>")


def _bookmarks_on(leaf: Leaf) -> Iterator[Bookmark]:
    return (mark for mark in leaf.part.fragment.bookmarks if mark.page == leaf.index)


def _write_places(parts: Sequence[Part], leaves: Sequence[Leaf]) -> Iterator[bytes]:
    on = {(leaf.part.base, leaf.index): leaf for leaf in leaves}
    places = {place.name: (part, place) for part in reversed(parts) for place in reversed(part.fragment.places)}
    for name, (part, place) in sorted(places.items()):
        leaf = on[part.base, place.page]
        spot = f"{place.left + leaf.shift:f} {place.top:f}".encode()
        yield pydyf.String(name).data + b"[" + reference(leaf.object_number) + b"/XYZ " + spot + b" 0]"
