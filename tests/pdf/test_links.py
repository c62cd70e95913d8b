"""Links: out of the book to addresses, and inside it to pages."""

from __future__ import annotations

import pytest

from pamphlet.addresses import says_address, short_address
from pamphlet.model import Emphasis, Footnote, Inline, Link, NoteReference, Strong
from pamphlet.renderers.pdf import PagePlan, typeset

from .editions import A5, CLASSIC, TINY, note, pamphlet, paragraph, prose, run, set_pdf, statement
from .finished import Page, Pdf


def test_a_link_leads_to_its_address(book: Pdf) -> None:
    """As the author wrote it."""
    (address,) = {link.address for link in book.annotations if link.page == 4 and link.address}
    assert address == "https://example.org/minutes?year=2031&page=2"


def test_a_link_lies_over_its_words() -> None:
    """No more and no less."""
    pdf = set_pdf(pamphlet(statement(paragraph("Read "), paragraph(Link("https://example.org", run("minutes")), "."))))
    (link,) = [link for link in pdf.annotations if link.address == "https://example.org"]
    line = pdf.page(4).line("minutes.")
    left, _, right, _ = link.box
    assert (round(left), round(right)) == (round(line.left), round(line.right - 2.9))


def test_emphasis_in_a_link_makes_no_second_link() -> None:
    """One link, one annotation."""
    words = run("the ", Emphasis(run("whole ", Strong(run("long")))), " minutes")
    pdf = set_pdf(pamphlet(statement(paragraph("Read ", Link("https://example.org", words), "."))))
    assert [link.address for link in pdf.annotations if link.address] == ["https://example.org"]


def test_a_link_over_two_lines_has_a_part_on_each() -> None:
    """Both lead to the same address."""
    pdf = set_pdf(pamphlet(statement(paragraph("Read ", Link("https://example.org", run(prose(20))), "."))))
    boxes = [link.box for link in pdf.annotations if link.address]
    assert len(boxes) == len({round(box[1]) for box in boxes}) > 1


def test_a_link_looks_like_text(book: Pdf) -> None:
    """On paper there is nothing to press."""
    assert set(book.page(4).line("read the whole").colour) == {0.0}


def test_the_contents_lead_to_the_openings(book: Pdf) -> None:
    """Also where a statement is called after a part of the book."""
    targets = [link.target for link in book.annotations if link.page == 3]
    assert list(dict.fromkeys(targets)) == [4, 6, 11, 12]


def test_contact_addresses_can_be_followed(book: Pdf) -> None:
    """On the contact page and on the back cover; a postal address leads nowhere."""
    for number in (12, 13):
        assert [link.address for link in book.annotations if link.page == number] == [
            "https://example.org/water",
            "mailto:water@example.org",
            "tel:+441632960001",
        ]


def test_every_link_says_where_it_leads(book: Pdf) -> None:
    """In its description, for those who hear it (ISO 14289-1, 7.18.5)."""
    assert all(link.contents for link in book.annotations)
    assert [link.contents for link in book.annotations if link.target][:2] == [
        "Water & who owns it",
        "What was said at the meeting of the valley in the autumn of that dry year",
    ]


LINKED = statement(
    paragraph("Read ", Link("https://example.org/minutes?year=2031", run("the minutes of the meeting")), " in June."),
    paragraph("Or ", Link("https://www.example.org/pump/", run("example.org/pump")), " at any time."),
    paragraph("Ask the clerk.", NoteReference("1")),
    note("1", "No more than a note."),
    Footnote("2", (paragraph("A note with ", Link("mailto:clerk@example.org?subject=Water", run("an address")), "."),)),
    paragraph("Twice.", NoteReference("2")),
)


@pytest.fixture(scope="module", params=["note", "address", "qr"])
def printed(request: pytest.FixtureRequest) -> tuple[str, Page]:
    """The page that a statement with links opens on, with the links printed in each form."""
    made = typeset(pamphlet(LINKED), CLASSIC, PagePlan(A5, links=request.param), images={})
    return request.param, Pdf(made.content).opening("Water for all")


def words_alone(page: Page) -> str:
    """The page's words without spaces, for an address may break anywhere."""
    return page.text.replace("\u200b", "").replace(" ", "")


def test_a_link_shows_on_paper_where_it_leads(printed: tuple[str, Page]) -> None:
    """Its address as people type it: at the foot, in brackets, or beside a code after the text; once, and whole."""
    form, page = printed
    text = words_alone(page)
    shown = {
        "note": "the minutes of the meeting: example.org/minutes?year=2031",
        "address": "Read the minutes of the meeting (example.org/minutes?year=2031) in June.",
        "qr": "the minutes of the meeting: example.org/minutes?year=2031",
    }
    assert shown[form].replace(" ", "") in text
    assert text.count("example.org/minutes") == 1
    words = page.line("Read the minutes of the meeting").text
    assert words.endswith("in June.") == (form != "address")


def test_an_address_that_is_said_is_not_said_again(printed: tuple[str, Page]) -> None:
    """Where the words of a link are its address, but for what nobody types."""
    _, page = printed
    assert words_alone(page).count("example.org/pump") == 1


def test_a_link_in_a_note_has_its_address_beside_it(printed: tuple[str, Page]) -> None:
    """For a note cannot call another; the fields of a mail are left out."""
    _, page = printed
    assert "Anotewithanaddress(clerk@example.org)." in words_alone(page)


def test_no_mark_gets_between_the_words_of_the_text() -> None:
    """A note at the foot repeats the words that it belongs to, so the numbers of notes stay those of the e-book."""
    page = Pdf(typeset(pamphlet(LINKED), CLASSIC, PagePlan(A5), images={}).content).opening("Water for all")
    assert "Read the minutes of the meeting in June." in page.text


@pytest.mark.parametrize(
    ("target", "words", "shown", "said"),
    [
        ("https://harbour.example/", "harbour.example", "harbour.example", True),
        ("https://harbour.example/a/", "Here", "harbour.example/a", False),
        ("http://www.harbour.example/a", "harbour.example/a", "www.harbour.example/a", True),
        ("mailto:print@harbour.example?subject=Hello", "print@harbour.example", "print@harbour.example", True),
        ("tel:+441632960147", "+44 1632 960 147", "+441632960147", True),
        ("https://harbour.example/a#b", "harbour.example/a", "harbour.example/a#b", False),
    ],
)
def test_an_address_is_as_short_as_it_can_be_typed(target: str, words: str, shown: str, said: bool) -> None:  # noqa: FBT001 - a table's column
    """Without scheme and closing slash; and known again in other spellings."""
    assert short_address(target) == shown
    assert says_address(words, target) is said


LONG_ADDRESS = "https://minutes.example/the-years-of-the-pump-committee/minutes-of-the-meeting-in-june/page-two"


@pytest.mark.parametrize("words", [run(LONG_ADDRESS), run("the minutes")])
def test_no_line_ends_after_a_hyphen_of_an_address(words: tuple[Inline, ...]) -> None:
    """Neither in the text nor in the note below it: it might be the setter’s."""
    pdf = set_pdf(pamphlet(statement(paragraph(prose(9), " ", Link(LONG_ADDRESS, words), "."))), page=TINY)
    lines = [line.text for page in pdf.pages for line in page.lines if any(part in line.text for part in "-/")]
    assert len(lines) > 1
    assert [line for line in lines if line.endswith("-")] == []
