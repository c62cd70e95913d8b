"""The colophon: what the pamphlet was made with and from, so that anybody can make it again and compare."""

from __future__ import annotations

import pytest

from pamphlet.units import PAPERS

from .editions import CONTACT, pamphlet, paragraph, set_pdf, statement
from .finished import Pdf


def test_the_colophon_names_the_program_and_each_source_with_its_hash(book: Pdf) -> None:
    """A line each, at the foot of the contact page."""
    lines = book.opening("Contact").lines
    assert [line.text for line in lines[-5:-1]] == [
        "Set with Pamphlet 0.1. Made from:",
        "water.md sha256 a1a1a1a1a1a1a1a1",
        "contact.md sha256 a1a1a1a1a1a1a1a1",
        "wasser.md sha256 a1a1a1a1a1a1a1a1",
    ]
    assert lines[-5].baseline > book.page(13).height * 0.75


def test_without_a_contact_the_colophon_has_its_page() -> None:
    """At the foot still."""
    page = set_pdf(pamphlet(statement(paragraph("Short.")))).page(-2)
    assert [line.text for line in page.lines[:2]] == [
        "Set with Pamphlet 0.1. Made from:",
        "water.md sha256 a1a1a1a1a1a1a1a1",
    ]
    assert page.lines[0].baseline > page.height * 0.75


@pytest.mark.slow
def test_more_sources_than_five_stand_two_to_a_line() -> None:
    """In order; so they seldom need a page of their own."""
    parts = [statement(paragraph("Short."), slug=f"s{number}", source=f"s{number}.md") for number in range(8)]
    page = set_pdf(pamphlet(*parts, contact=CONTACT)).opening("Contact")
    named = [line for line in page.lines if "sha256" in line.text]
    assert [word for line in named for word in line.text.split() if word.endswith(".md")] == [
        f"s{number}.md" for number in range(8)
    ]
    assert len({round(line.baseline) for line in named}) == 4


def test_on_a_small_page_the_colophon_turns_the_page() -> None:
    """Rather than lie over the contact, or be lost."""
    pages = set_pdf(pamphlet(statement(paragraph("Short.")), contact=CONTACT), PAPERS["A6"]).pages_of("Contact")
    assert "Made from" in pages[-1].text
    assert sum(page.text.count("sha256") for page in pages) == 1


def test_a_long_name_of_a_source_stays_inside_the_measure() -> None:
    """It is broken, not cut."""
    page = set_pdf(pamphlet(statement(paragraph("Short."), source="letters/" + "well" * 50 + ".md"))).page(-2)
    assert max(line.right for line in page.lines) < page.width - 40
    assert "well" * 50 in page.text.replace(" ", "")
