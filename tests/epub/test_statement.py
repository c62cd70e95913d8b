"""A statement's document: its opening, its text, and how both are marked up."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pamphlet.model import Abbreviation, Date, Heading, LanguageSpan, Pamphlet, Paragraph, Text

from .conftest import build
from .finished import XML_LANG, Epub, Part

WATER = "statements/01-water.xhtml"


@pytest.fixture(scope="module")
def water(epub: Epub) -> Part:
    """The statement that has every kind of block."""
    return epub.document(WATER)


def test_a_statement_is_a_chapter_named_by_its_title(water: Part) -> None:
    """Type and role stand on the section, which takes its name from the heading."""
    section = water.one("h:body/h:section")
    heading = water.one("//h:h1")
    assert section.attribute("epub:type") == "chapter"
    assert section.attribute("role") == "doc-chapter"
    assert section.attribute("aria-labelledby") == heading.attribute("id")
    assert heading.text() == "Water & who owns it"


def test_only_statements_are_chapters(epub: Epub) -> None:
    """Matter is none."""
    chapters = [name for name, part in epub.documents.items() if part.all("//*[@role='doc-chapter']")]
    assert chapters == [
        "EPUB/statements/01-water.xhtml",
        "EPUB/statements/contact.xhtml",
        "EPUB/statements/03-wasser.xhtml",
    ]


def test_no_body_bears_a_type_or_a_role(epub: Epub) -> None:
    """A body is the document, not a part of the book."""
    for part in epub.documents.values():
        body = part.one("h:body")
        assert (body.attribute("epub:type"), body.attribute("role")) == (None, None)


def test_byline_and_standfirst_stand_under_the_title(water: Part) -> None:
    """Title, signatories with their roles, date, standfirst."""
    assert water.texts("//h:header/*") == [
        "Water & who owns it",
        "Ada Brook, well keeper, Ben Rill",
        "1 May 2031",
        "A dry pump, and what it tells.",
    ]


def test_a_date_reads_as_written_and_counts_as_iso(water: Part) -> None:
    """`<time>` has both forms."""
    assert (water.text("//h:time"), water.text("//h:time/@datetime")) == ("1 May 2031", "2031-05-01")


def test_a_date_that_no_calendar_knows_is_plain_words(pamphlet: Pamphlet) -> None:
    """`<time>` without a machine's form would be an error."""
    undated = replace(pamphlet.statements[1], date=Date("Harvest, the dry year", ""))
    statement = Epub(build(replace(pamphlet, statements=(undated,)))).document("statements/contact.xhtml")
    assert statement.text("//h:p[@class='date']") == "Harvest, the dry year"
    assert not statement.all("//h:time")


def test_what_a_statement_lacks_leaves_no_trace(epub: Epub) -> None:
    """Without date and standfirst there is no empty line for them."""
    assert epub.document("statements/03-wasser.xhtml").texts("//h:header/*") == [
        "Wem gehört das Wasser?",
        "Cem Bach",
    ]


def test_a_document_is_in_its_statements_language(epub: Epub) -> None:
    """In both attributes, for old readers and new."""
    languages = {name: (part.attribute("lang"), part.element.get(XML_LANG)) for name, part in epub.documents.items()}
    assert languages.pop("EPUB/statements/03-wasser.xhtml") == ("de", "de")
    assert set(languages.values()) == {("en", "en")}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("//h:em[.='since the thaw']", "since the thaw"),
        ("//h:strong", "nobody"),
        ("//h:p/h:sup", "st"),
        ("//h:a[@href='https://example.org/minutes?year=2031&page=2']", "the minutes"),
        ("//h:code", "diff old.txt new.txt"),
        ("//h:span[@lang='de']", "Gemeingut"),
        ("//h:h2", "What we found"),
        ("//h:ul/h:li/h:ul/h:li", "not one;"),
        ("//h:ol[@start='3']/h:li[2]", "Fourth, the weir."),
        ("//h:p[@class='verse']/h:span[2]", "ship by ship."),
        ("//h:figcaption", "The well in June"),
        ("//h:thead//h:th[2]", "Litres"),
        ("//h:tbody/h:tr[2]/h:td[@class='right']", "910"),
    ],
)
def test_every_kind_of_node_arrives(water: Part, path: str, text: str) -> None:
    """Each as the element that means it."""
    assert water.text(path) == text


def test_blocks_keep_their_order(water: Part) -> None:
    """From the first paragraph to the notes."""
    names = " ".join(part.name for part in water.all("h:body/h:section/*"))
    assert names == "header p h2 ul h3 ol blockquote p hr figure table p section"


def test_no_space_comes_between_words_and_marks(water: Part) -> None:
    """Nothing was parsed anew and set prettily on the way."""
    paragraph = "".join(water.one("(//h:body//h:p)[4]").element.itertext())
    assert paragraph == (
        "The pump on Mill Lane has been dry since the thaw, and nobody was asked.1 We met on the 1st\u00a0of May, "
        "read the minutes and ran diff old.txt new.txt.The word was Gemeingut, <common> & free 🌊."
    )


def test_markup_in_words_is_words(epub: Epub) -> None:
    """What looks like a tag in a title or a text is shown, not obeyed."""
    water = epub.read("EPUB/statements/01-water.xhtml").decode()
    assert "&lt;common&gt; &amp; free 🌊" in water
    assert epub.document("titlepage.xhtml").text("//h:h1") == 'Wells & "Springs" <for all>'


def test_a_picture_is_there_with_its_words(epub: Epub, water: Part) -> None:
    """Its name outside makes no difference, and a picture that nothing shows stays outside."""
    picture = water.one("//h:figure/h:img")
    name = epub.resolve(str(picture.attribute("src")), base=f"EPUB/{WATER}")
    assert epub.read(name).startswith(b"\x89PNG")
    assert picture.attribute("alt") == "A stone well with its lid off"
    assert [name for name in epub.names if "/images/" in name] == ["EPUB/images/1.png", "EPUB/images/cover.jpg"]


def test_documents_share_one_stylesheet(epub: Epub) -> None:
    """Every document links to it, and nothing carries a style of its own."""
    for name, part in epub.documents.items():
        assert epub.resolve(part.text("//h:link/@href"), base=name) == "EPUB/epub.css"
        assert not part.all("//h:style | //*[@style]")


def test_ids_are_unique_in_a_document(epub: Epub) -> None:
    """Also where a note is called twice."""
    for part in epub.documents.values():
        ids = part.texts("//@id")
        assert len(set(ids)) == len(ids)


def test_no_link_inside_the_book_dangles(epub: Epub) -> None:
    """Every address leads to a member, every fragment and label to an id in it."""
    for name, part in epub.documents.items():
        assert set(part.texts("//@aria-labelledby")) <= set(part.texts("//@id"))
        for href in part.texts("//@href[not(contains(., ':'))] | //@src"):
            target = epub.resolve(href, base=name) if href.partition("#")[0] else name
            assert target in epub.names
            if "#" in href:
                assert href.partition("#")[2] in epub.part(target).texts("//@id")


def test_what_is_in_another_language_throughout_says_so_itself(pamphlet: Pamphlet) -> None:
    """A paragraph and a heading; a few words are in a span."""
    french = LanguageSpan("fr", (Text("Les mots"),))
    blocks = (Heading(2, (french,)), Paragraph((french,)), Paragraph((Text("So: "), french)))
    statement = replace(pamphlet.statements[1], blocks=blocks)
    epub = Epub(build(replace(pamphlet, statements=(statement,))))
    spoken = epub.document("statements/contact.xhtml").all("//h:section//*[@lang='fr'][@xml:lang='fr']")
    assert [part.name for part in spoken] == ["h2", "p", "span"]


def test_an_abbreviation_says_what_it_stands_for(pamphlet: Pamphlet) -> None:
    """To readers that speak, and to a finger that rests on it."""
    blocks = (Paragraph((Text("The "), Abbreviation("National Health Service", (Text("NHS"),)))),)
    epub = Epub(build(replace(pamphlet, statements=(replace(pamphlet.statements[1], blocks=blocks),))))
    abbreviation = epub.document("statements/contact.xhtml").one("//h:abbr")
    assert (abbreviation.text(), abbreviation.attribute("title")) == ("NHS", "National Health Service")
