"""An edition of two hundred statements, set on paper and bound as an e-book."""

from __future__ import annotations

import io
from itertools import pairwise
from zipfile import ZipFile

import pytest
from lxml import etree

from pamphlet.model import to_json
from pamphlet.pagination import paginate, places_wanted
from pamphlet.proof.pdf_text import read_pdf
from pamphlet.proof.printed import PrintedText
from pamphlet.proof.words import split_words
from pamphlet.renderers import epub, pdf
from pamphlet.styles import load_style
from pamphlet.units import PAPERS

from .seeded import draw, edition

XHTML = "{http://www.w3.org/1999/xhtml}"
INLINE = {f"{XHTML}{tag}" for tag in ("a", "em", "strong", "sup", "span", "code", "cite", "time")}
ADDED = ("doc-noteref", "doc-backlink")


def words_after_marks(book: bytes) -> dict[int, list[str]]:
    """Each page → the first words after its mark, up to the end of its document."""
    found: dict[int, list[str]] = {}
    with ZipFile(io.BytesIO(book)) as archive:
        for name in archive.namelist():
            if name.endswith(".xhtml"):
                pieces = list(said(next(etree.fromstring(archive.read(name)).iter(f"{XHTML}body"))))
                for place, piece in enumerate(pieces):
                    if isinstance(piece, int):
                        following = pieces[place + 1 : place + 300]
                        text = "".join(each for each in following if isinstance(each, str))
                        found[piece] = split_words(text)[:3]
    return found


def said(element: etree._Element) -> list[str | int]:
    """The text inside an element in order, a line feed where a block ends, and the pages by their numbers."""
    if element.get("role") == "doc-pagebreak":
        return [int(element.get("aria-label", ""))]
    if element.get("role") in ADDED or element.get("hidden"):
        return []
    edge = "" if element.tag in INLINE else "\n"
    pieces: list[str | int] = [edge, element.get("alt", ""), element.text or ""]
    for child in element:
        pieces += [*said(child), child.tail or ""]
    return [*pieces, edge]


def first_words(printed: PrintedText, page: int, known: list[str]) -> list[str]:
    """What a page begins with, but for the rest of a word that began on the page before."""
    words = [word.text for word in printed.body if word.page == page]
    before = [word.text for word in printed.body if word.page < page][-1:]
    # Where a page ends in a hyphen, PDFium does not always say so. Both halves can be words ("in-deed").
    if before and "".join([*before, words[0]]) in known and (*before, words[0]) not in set(pairwise(known)):
        words = words[1:]
        words = words[1:] if words[0].isdecimal() else words  # the call of a note, behind that word
    return words


@pytest.mark.slow
@pytest.mark.parametrize(("statements", "paper", "seed"), [(200, "A5", 7), (25, "A6", 11)])
def test_the_word_after_each_mark_is_the_first_of_its_page(statements: int, paper: str, seed: int) -> None:
    """For every page of the file but the back cover, which no e-book has."""
    pamphlet, images = edition(statements, seed=seed)
    style = load_style("classic")
    finished = pdf.render(pamphlet, style, page=PAPERS[paper], images=images)
    printed = read_pdf(finished, places_wanted(pamphlet))
    book = epub.render(
        paginate(pamphlet, printed),
        stylesheet=style.epub_css,
        images=images,
        cover=draw(1, width_px=160, height_px=256),
    )
    marks = words_after_marks(book)
    known = split_words(to_json(pamphlet).decode())
    assert sorted(marks) == list(range(1, printed.pages))
    wrong = {
        page: (words, first_words(printed, page, known)[:3])
        for page, words in sorted(marks.items())
        if words[:1] != first_words(printed, page, known)[:1]
    }
    assert wrong == {}
