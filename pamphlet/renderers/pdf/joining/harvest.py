"""The PDF of a part, as it was drawn → its fragment, and of the part that opens the book, its frame."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pydyf

from pamphlet.renderers.pdf.finish import first_words
from pamphlet.renderers.pdf.joining import numbering
from pamphlet.renderers.pdf.joining.apart import GAP
from pamphlet.renderers.pdf.joining.fragment import (
    NUMBER,
    PICTURE,
    REFERENCE,
    Beside,
    Bookmark,
    Fragment,
    Frame,
    Glyphs,
    InseparableError,
    Numbered,
    Numeral,
    Piece,
    Place,
    Placed,
    Resources,
    SetPage,
    Settled,
)
from pamphlet.renderers.pdf.joining.spelling import REFERRING, spell, to_bytes, write_as_piece
from pamphlet.renderers.pdf.structure import resolve

PT_PER_PX: Final = 0.75
COLOUR_SPACES: Final = {"lab-d50", "lab-d65", "srgb"}


Noted = tuple[Any, int, Numeral]
"""A stream, the place in it where a page number of another part is shown, and which."""


class Harvest:
    """One drawn part, whose objects are found from its pages and its structure, and numbered anew."""

    def __init__(self, pdf: pydyf.PDF, numerals: Sequence[Noted]) -> None:
        self.pdf, self._numerals = pdf, list(numerals)
        self._coming: dict[int, bool] = {}
        self._root = resolve(pdf, pdf.catalog["StructTreeRoot"])
        self._document = resolve(pdf, self._root["K"][0])
        self.pages = [resolve(pdf, b"%d 0 R" % number) for number in pdf.pages["Kids"][::3]]
        for page in self.pages:
            self._part_content(page)
        self._resources = resolve(pdf, self.pages[0]["Resources"])
        self._colours = resolve(pdf, self._resources["ColorSpace"])
        self._shared = self._find_shared()
        self._pictures: dict[int, bytes] = {}
        self.pictures: dict[bytes, Piece] = {}
        self._indices = self._number()
        self._numbers = {index: number for number, index in self._indices.items()}
        self.resources = self._indices[self._resources.number]
        if set(self._colours) != COLOUR_SPACES or self._resources["Pattern"]:
            raise InseparableError("it has colours or patterns of its own")
        self.states = {name: self.spell(state) for name, state in self._resources["ExtGState"].items()}
        self._resources["ExtGState"] = pydyf.Dictionary()

    def _find_shared(self) -> dict[int, int]:
        """What there is once in a book → the number that it has there."""
        pdf = self.pdf
        shared = {
            pdf.pages.number: numbering.PAGES,
            self._document.number: numbering.DOCUMENT,
            self._root.number: numbering.STRUCTURE,
            self._colours.number: numbering.COLOURS,
            _number_in(self._resources["Font"]): numbering.FONTS,
            _number_in(self._colours["srgb"][1]): numbering.PROFILE,
            _number_in(pdf.catalog["Metadata"]): numbering.METADATA,
        }
        if "Outlines" in pdf.catalog:
            shared[_number_in(pdf.catalog["Outlines"])] = numbering.OUTLINE
        return shared

    def _number(self) -> dict[int, int]:
        """The part's own objects → their indices: the pages first, then what they and the structure lead to."""
        pages = [page.number for page in self.pages]
        found = set(pages)
        waiting: list[Any] = [*self.pages, *(resolve(self.pdf, kid) for kid in self._document["K"])]
        found.update(_number_in(kid) for kid in self._document["K"])
        while waiting:
            for number in _references_of(waiting.pop()):
                if number not in found and number not in self._shared:
                    found.add(number)
                    waiting.append(self.pdf.objects[number])
        for number in sorted(found):
            entry = self.pdf.objects[number]
            if isinstance(entry, pydyf.Stream) and entry.extra.get("Subtype") == "/Image":
                self._pictures[number] = b""
        rest = sorted(found - set(pages) - set(self._pictures))
        for number in sorted(self._pictures, reverse=True):  # a mask has the higher number
            piece = self._piece(self.pdf.objects[number], {})
            digest = hashlib.blake2b(piece.written + b"\0" + (piece.stream or b""), digest_size=12).hexdigest().encode()
            self._pictures[number] = digest
            self.pictures[digest] = piece
        return {number: index for index, number in enumerate((*pages, *rest))}

    def _part_content(self, page: Any) -> None:  # noqa: ANN401 - as above
        """Two streams instead of one: what is drawn before the running matter, and what after it."""
        before = resolve(self.pdf, page["Contents"])
        gap = before.stream.index(GAP)
        self._coming[page.number] = b"ET" in before.stream[:gap]
        after = pydyf.Stream([*before.stream[gap + 1 :], b"Q"], compress=True)
        self.pdf.add_object(after)
        before.stream, before.compress = [b"q", *before.stream[:gap]], True
        self._numerals = [_moved(noted, before, after, gap) for noted in self._numerals]
        page["Contents"] = pydyf.Array([before.reference, after.reference])

    def pieces(self) -> dict[int, Piece]:
        """Every object but the pages by its index, the leaf of the parent tree last."""
        own = {index: self.pdf.objects[number] for number, index in self._indices.items()}
        first, last = len(self.pages), len(own)
        pieces = {index: self._piece(own[index], self._indices) for index in range(first, last)}
        return {**pieces, last: self._leaf()}

    def _piece(self, entry: Any, indices: Mapping[int, int]) -> Piece:  # noqa: ANN401 - pydyf has no types
        return write_as_piece(entry, lambda number: self._refer(number, indices))

    def numbered(self) -> dict[int, Numbered]:
        """What is drawn with page numbers of other parts in it, by the index of the stream, which is left empty."""
        numbered: dict[int, Numbered] = {}
        for number, stream in {stream.number: stream for stream, _, _ in self._numerals}.items():
            here = [(position, numeral) for each, position, numeral in self._numerals if each is stream]
            entries = [to_bytes(entry) for entry in stream.stream]
            starts = [0, *(position + 1 for position, _ in here)]
            stops = [*(position for position, _ in here), len(entries)]
            drawn = (b"\n".join(entries[start:stop]) for start, stop in zip(starts, stops, strict=True))
            numbered[self._indices[number]] = Numbered(tuple(drawn), tuple(numeral for _, numeral in here))
            stream.stream = []
        return numbered

    def _leaf(self) -> Piece:
        """The part's leaf of the parent tree, whose keys are the numbers of pages and annotations."""
        parents = resolve(self.pdf, self._root["ParentTree"])["Nums"]
        pairs = dict(zip(parents[::2], parents[1::2], strict=True))
        keys = {page["StructParents"]: self._indices[page.number] for page in self.pages}
        for number, index in self._indices.items():
            entry = self.pdf.objects[number]
            if isinstance(entry, dict) and "StructParent" in entry:
                keys[entry["StructParent"]] = index
        held = sorted((index, pairs[key]) for key, index in keys.items() if key in pairs)
        first, last = (NUMBER + b"%d;" % held[end][0] for end in (0, -1))
        nums = b" ".join(NUMBER + b"%d;" % index + b" " + self.spell(value) for index, value in held)
        return Piece(b"<</Limits[" + first + b" " + last + b"]/Nums[" + nums + b"]>>")

    def set_page(self, page: Any, beside: Beside) -> SetPage:  # noqa: ANN401 - as above
        """A page, without what depends on where it falls."""
        kept = {name: value for name, value in page.items() if name not in {"Contents", "StructParents"}}
        before, after = map(self.index_of, page["Contents"])
        return SetPage(self.spell(kept)[:-2], before, after, self._coming[page.number], beside)

    def page_of(self, index: int) -> int:
        """The page that an object belongs to: an annotation, or an element of the structure."""
        entry = self.pdf.objects[self._numbers[index]]
        if "Pg" in entry:
            return self.index_of(entry["Pg"])
        return next(number for number, page in enumerate(self.pages) if entry.reference in page.get("Annots", ()))

    @property
    def kids(self) -> list[bytes]:
        """What hangs on the document in the structure tree."""
        return list(self._document["K"])

    def places(self, root: Any) -> Iterator[Place]:  # noqa: ANN401 - an element of the tree that was set
        """The named places of the part."""
        elements = {element.get("id"): element for element in root.iter() if element.get("id")}
        named = self.pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", ())
        for name, (page, _, left, top, _) in zip(named[::2], named[1::2], strict=True):
            words = first_words(elements[name.string]) if name.string in elements else ""
            yield Place(name.string, self.index_of(page), float(left), float(top), words)

    def frame(self) -> Frame:
        """What the whole book has once."""
        joined = {"Type", "Pages", "Names", "StructTreeRoot", "Outlines"}
        catalog = {name: self.spell(value) for name, value in self.pdf.catalog.items() if name not in joined}
        profile = resolve(self.pdf, self._colours["srgb"][1])
        shared = (self._colours, profile, resolve(self.pdf, self.pdf.catalog["Metadata"]))
        return Frame(catalog, self.spell(self.pdf.info), tuple(self._piece(each, self._indices) for each in shared))

    def index_of(self, reference: bytes) -> int:
        """The index of an object of the part."""
        return self._indices[_number_in(reference)]

    def spell(self, entry: Any, indices: Mapping[int, int] | None = None) -> bytes:  # noqa: ANN401 - as above
        """An object as it is written, with marks for what it refers to."""
        known = self._indices if indices is None else indices
        return spell(entry, lambda number: self._refer(number, known))

    def _refer(self, number: int, indices: Mapping[int, int]) -> bytes:
        if number in self._shared:
            return numbering.reference(self._shared[number])
        if number in self._pictures:
            return PICTURE + self._pictures[number] + b";"
        return REFERENCE + b"%d;" % indices[number]


def _moved(noted: Noted, before: pydyf.Stream, after: pydyf.Stream, gap: int) -> Noted:
    """A place in a stream that was parted at a gap, with one more entry in front."""
    stream, position, numeral = noted
    if stream is not before:
        return noted
    return (before, position + 1, numeral) if position < gap else (after, position - gap - 1, numeral)


def _number_in(reference: bytes) -> int:
    return int(reference.split()[0])


def _references_of(entry: Any) -> Iterator[int]:  # noqa: ANN401 - pydyf has no types
    """The numbers of all objects that one refers to, but for its parent."""
    if isinstance(entry, pydyf.Stream):
        yield from _references_of(entry.extra)
    elif isinstance(entry, dict):
        for name, value in entry.items():
            if name not in {"P", "Parent"}:
                yield from _references_of(value)
    elif isinstance(entry, list):
        for value in entry:
            yield from _references_of(value)
    elif isinstance(entry, bytes) and (found := REFERRING.fullmatch(entry)):
        yield int(found[1])


def harvest_part(  # noqa: PLR0913 - all that is known of a part that was drawn
    pdf: pydyf.PDF,
    document: Any,  # noqa: ANN401 - as above
    beside: Sequence[Beside],
    numerals: Sequence[Noted],
    glyphs: tuple[Glyphs, ...],
    *,
    opens: bool,
) -> tuple[Fragment, Settled, dict[bytes, Piece], Frame | None]:
    """A part that was drawn, with what stands beside each page, the page numbers of others, and the glyphs of it all.

    What is settled of it and its pictures come apart; and of the part that opens the book, its frame.
    """
    harvest = Harvest(pdf, numerals)
    numbered = harvest.numbered()
    pieces = harvest.pieces()
    size = len(harvest.pages) + len(pieces) + 1
    unsettled = {index: piece for index, piece in pieces.items() if not piece.is_settled}
    apart = {harvest.resources, *numbered, *unsettled}
    fragment = Fragment(
        size=size,
        pages=tuple(harvest.set_page(page, each) for page, each in zip(harvest.pages, beside, strict=True)),
        placed=tuple(
            Placed(index, harvest.page_of(index), piece)
            for index, piece in unsettled.items()
            if index != harvest.resources
        ),
        resources=Resources(harvest.resources, pieces[harvest.resources].written, harvest.states),
        kids=tuple(harvest.index_of(kid) for kid in harvest.kids),
        parents=size - 2,
        bookmarks=tuple(_bookmarks(document)),
        places=tuple(harvest.places(document._html.etree_element)),  # noqa: SLF001 - the library hands it to nobody
        links=tuple(sorted(_links(document))),
        glyphs=glyphs,
        pictures=tuple(harvest.pictures),
        numbered=numbered,
    )
    settled = Settled(size, {index: piece for index, piece in pieces.items() if index not in apart})
    return fragment, settled, harvest.pictures, harvest.frame() if opens else None


def _links(document: Any) -> set[str]:  # noqa: ANN401 - as above
    """The names of the places in the book that links lead to."""
    return {target for page in document.pages for kind, target, *_ in page.links if kind == "internal"}


def _bookmarks(document: Any) -> Iterator[Bookmark]:  # noqa: ANN401 - as above
    for number, page in enumerate(document.pages):
        for level, label, (left, top), state in page.bookmarks:
            yield Bookmark(level, label, number, PT_PER_PX * left, PT_PER_PX * (page.height - top), state == "open")
