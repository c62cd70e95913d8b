"""The contents: every statement, who signed it, and the page on which it opens."""

from __future__ import annotations

import re

import pytest

from pamphlet.model import Author
from pamphlet.units import PAPERS

from .editions import CONTACT, pamphlet, paragraph, prose, set_pdf, slow, statement
from .finished import Line, Page, Pdf

LEADER = re.compile(r"^(.*?)(?: \.)* (\d+)$")


def entries(pages: tuple[Page, ...]) -> list[tuple[str, int]]:
    """The titles with the number printed beside each, where a title may take more than a line."""
    found, title = [], ""
    for line in (line for page in pages for line in page.lines[:-1]):
        if entry := LEADER.match(line.text):
            found.append((f"{title} {entry[1]}".strip(), int(entry[2])))
            title = ""
        elif line.size > 10 and not line.text.startswith("Contents"):
            title = f"{title} {line.text}".strip()
    return found


@pytest.fixture(scope="module", params=[slow(16), slow(40)])
def long_contents(request: pytest.FixtureRequest) -> Pdf:
    """Very many statements by up to four people each, on A6."""
    statements = (
        statement(
            paragraph("Short."),
            title=f"{prose(3 + number % 9, number)[:-1]}",
            slug=f"s{number}",
            authors=tuple(Author(f"Signatory {name}") for name in range(number % 5)),
        )
        for number in range(request.param)
    )
    return set_pdf(pamphlet(*statements, contact=CONTACT), PAPERS["A6"])


def test_the_number_beside_a_title_is_the_page_on_which_it_opens(book: Pdf) -> None:
    """Statements and contact, in order, and each as its own opening has it."""
    assert entries(book.pages_of("Contents")) == [
        ("Water & who owns it", 4),
        ("What was said at the meeting of the valley in the autumn of that dry year", 6),
        ("Wem gehört das Wasser?", 11),
        ("Contact", 12),
    ]
    assert book.outline[1:] == tuple(entries(book.pages_of("Contents")))


def test_leaders_lead_to_numbers_that_stand_in_one_column(book: Pdf) -> None:
    """Flush with the outer edge of the text."""
    lines = [line for line in book.page(3).lines if LEADER.match(line.text)]
    edge = max(line.right for line in book.page(7).lines[1:-1])
    assert [line.right for line in lines] == pytest.approx([edge] * 4, abs=0.6)


def test_signatories_stand_below_the_title_in_small_caps(book: Pdf) -> None:
    """Names alone; who signs nothing is not named."""
    page = book.page(3)
    assert page.line("Ada Brook, Ben Rill").baseline > page.line("Water & who").baseline
    assert "well keeper" not in page.text
    assert book.page(3).text.count("Cem Bach") == 1


def test_contents_that_flow_over_pages_keep_each_entry_together(long_contents: Pdf) -> None:
    """No page begins with the signatories of the entry before, and no number is missing."""
    pages = long_contents.pages_of("Contents")
    assert len(pages) >= 2
    assert [number for _, number in entries_of(pages)] == [page for _, page in long_contents.outline[1:]]
    for page in pages:
        assert not page.lines[0].text.startswith("Signatory")


def entries_of(pages: tuple[Page, ...]) -> list[tuple[str, int]]:
    """The last line of each title with its number."""
    lines: list[Line] = [line for page in pages for line in page.lines if "Signatory" not in line.text]
    return [(entry[1], int(entry[2])) for line in lines if (entry := LEADER.match(line.text))]


@pytest.mark.slow
def test_a_title_of_one_endless_word_stays_inside_the_measure() -> None:
    """It is broken rather than set over the numbers."""
    page = set_pdf(pamphlet(statement(paragraph("Short."), title="Water" * 60))).page(3)
    assert max(line.right for line in page.lines) < page.width - 36
