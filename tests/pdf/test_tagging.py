"""The structure that a screen reader reads (PDF/UA-1), and what the file says of itself (PDF/A-3u)."""

from __future__ import annotations

import pikepdf
import pytest

from pamphlet.model import Abbreviation, BulletedList, Cover, Figure, LanguageSpan, ListItem

from .editions import TINY, draw, item, pamphlet, paragraph, prose, run, set_pdf, statement
from .finished import Pdf

XMP = {
    "{http://www.aiim.org/pdfa/ns/id/}part": "3",
    "{http://www.aiim.org/pdfa/ns/id/}conformance": "U",
    "{http://www.aiim.org/pdfua/ns/id/}part": "1",
    "{http://purl.org/dc/elements/1.1/}title": "Wells and springs",
}


def parent_of(element: pikepdf.Object) -> str:
    """What kind of element it stands in."""
    return str(element.P.S)


@pytest.mark.parametrize(("name", "value"), XMP.items())
def test_the_file_says_what_it_conforms_to(book: Pdf, name: str, value: str) -> None:
    """In metadata that any program can read."""
    assert book.pikepdf.open_metadata()[name] == value  # in a `with`, it would be written anew


def test_metadata_is_stored_as_plain_text(book: Pdf) -> None:
    """So that it is found without a PDF library, too."""
    assert "/Filter" not in book.pikepdf.Root.Metadata
    assert b"pdfuaid:part" in book.content


def test_the_document_is_tagged_and_in_a_language(book: Pdf) -> None:
    """All of it."""
    assert book.pikepdf.Root.MarkInfo.Marked
    assert str(book.pikepdf.Root.Lang) == "en"


def test_a_text_in_another_language_says_so(book: Pdf) -> None:
    """A whole statement, its line in the contents, and a single word."""
    german = {element.S for element in book.elements if str(element.get("/Lang", "")) == "de"}
    assert {"/Sect", "/LI", "/Span"} <= german


@pytest.mark.parametrize("kind", ["H1", "H2", "H3", "P", "L", "LI", "BlockQuote", "Figure", "Caption", "Table", "Link"])
def test_each_kind_of_block_is_tagged_as_what_it_is(book: Pdf, kind: str) -> None:
    """None is a nameless division."""
    assert book.tagged(kind)


def test_every_link_has_its_element_and_every_element_its_link(book: Pdf) -> None:
    """ISO 14289-1, 7.18.5."""
    referred = [kid.Obj.objgen for link in book.tagged("Link") for kid in link.K if is_reference(kid)]
    annotations = [annotation.objgen for page in book.pikepdf.pages for annotation in page.get("/Annots", [])]
    assert sorted(referred) == sorted(annotations)
    assert len(set(referred)) == len(referred)


def is_reference(kid: pikepdf.Object) -> bool:
    """Whether it leads to an annotation."""
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def test_every_annotation_finds_its_element(book: Pdf) -> None:
    """Through the parent tree, which knows no key twice."""
    tree = book.pikepdf.Root.StructTreeRoot.ParentTree
    numbers = [entry for leaf in tree.get("/Kids", [tree]) for entry in list(leaf.Nums)]
    parents = dict(zip((int(key) for key in numbers[::2]), numbers[1::2], strict=True))
    assert len(parents) == len(numbers) / 2
    for page in book.pikepdf.pages:
        for annotation in page.get("/Annots", []):
            assert parents[int(annotation.StructParent)].S == "/Link"


def test_a_list_in_an_item_that_goes_on_overleaf_stands_in_its_body() -> None:
    """And no body is empty, nor a list a list's own item."""
    inner = BulletedList(tuple(item(prose(12, number)) for number in range(30)))
    pdf = set_pdf(pamphlet(statement(BulletedList((item("Streets:", inner), item("No more."))))), TINY)
    assert len(pdf.tagged("L")) > 2
    assert all(len(body.K) for body in pdf.tagged("LBody"))
    assert "/L" not in {parent_of(each) for each in pdf.tagged("L")}


def test_every_list_item_has_a_label_and_a_body() -> None:
    """Loose ones too (ISO 14289-1, 7.6)."""
    loose = (
        item("Two paragraphs.", paragraph("More of it.")),
        item("A list.", BulletedList((item("Inner."),))),
        ListItem((BulletedList((item("Inner alone."),)),)),
        item("Tight."),
    )
    pdf = set_pdf(pamphlet(statement(BulletedList(loose))))
    items = [element for element in pdf.tagged("LI") if any(kid.S == "/Lbl" for kid in element.K)]
    assert len(items) == 6
    assert [[str(kid.S) for kid in element.K] for element in items] == [["/Lbl", "/LBody"]] * 6


def test_every_picture_has_its_words(book: Pdf) -> None:
    """The author's for a figure; what it leads to for a code."""
    assert [str(figure.Alt) for figure in book.tagged("Figure") if "/Alt" in figure] == [
        "A stone well with its lid off",
        "QR code: https://example.org/water",
        "QR code: https://example.org/water",
    ]


def test_a_picture_that_only_decorates_is_an_artifact() -> None:
    """It is drawn, and passed over when the page is read aloud (ISO 14289-1, 7.3)."""
    pdf = set_pdf(pamphlet(statement(Figure("rule.png", ""), paragraph("Short."))), pictures={"rule.png": draw(90, 9)})
    assert pdf.page(4).pictures
    assert {picture["tag"] for picture in pdf.page(4).pictures} == {"Artifact"}
    assert not pdf.tagged("Figure")


def test_words_in_another_language_say_so() -> None:
    """A span of them, and a paragraph that is theirs throughout (ISO 14289-1, 7.2)."""
    span, whole = LanguageSpan("fr", run("mots")), LanguageSpan("cy", run("Dŵr i bawb."))
    pdf = set_pdf(pamphlet(statement(paragraph("Some ", span, "."), paragraph(whole))))
    spoken = {
        str(element.S): str(element.Lang) for element in pdf.elements if str(element.get("/Lang")) in {"fr", "cy"}
    }
    assert spoken == {"/Span": "fr", "/P": "cy"}


def test_an_abbreviation_has_its_expansion() -> None:
    """Which is spoken in its place (ISO 32000-1, 14.9.5)."""
    pdf = set_pdf(pamphlet(statement(paragraph("The ", Abbreviation("National Health Service", run("NHS"))))))
    assert [str(element.E) for element in pdf.elements if "/E" in element] == ["National Health Service"]


def test_a_cover_picture_has_its_words_too() -> None:
    """Those of the edition."""
    edition = pamphlet(statement(paragraph("Short.")), cover=Cover(image="drop.png", alternative="A drop of water"))
    pdf = set_pdf(edition, pictures={"drop.png": draw(30, 40)})
    assert [str(figure.Alt) for figure in pdf.tagged("Figure")] == ["A drop of water"]


def test_header_cells_head_their_columns(book: Pdf) -> None:
    """And are told apart from the others."""
    headers, cells = book.tagged("TH"), book.tagged("TD")
    assert (len(headers), len(cells)) == (2, 4)
    assert {str(header.A.Scope) for header in headers} == {"/Column"}
    assert {parent_of(cell) for cell in (*headers, *cells)} == {"/TR"}


def test_reading_order_is_the_order_of_the_book(book: Pdf) -> None:
    """Headings come as they stand."""
    levels = [str(element.S) for element in book.elements if str(element.S) in {"/H1", "/H2", "/H3"}]
    assert levels == ["/H1", "/H1", "/H2", "/H3", "/H1", "/H1", "/H1"]


def test_running_heads_and_folios_are_not_read_aloud(book: Pdf) -> None:
    """They are artifacts."""
    page = book.page(8)
    heads = {page.lines[0].baseline, page.lines[-1].baseline}
    tags = {glyph["tag"] for glyph in page.glyphs if round(page.height - glyph["matrix"][5], 2) in heads}
    assert tags == {"Artifact"}
