"""Spaces at which no line may end: in the pages and in the e-book, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.model import Author, Emphasis
from pamphlet.proof.words import split_words
from pamphlet.renderers.spaces import BY_LANGUAGE, bind_date, bind_pamphlet, bind_spaces, may_be_bound, pattern_for
from pamphlet.renderers.xhtml import render_byline
from pamphlet.units import Size

from .editions import pamphlet, paragraph, set_pdf, statement

# Which spaces (~) does a language bind?
BOUND = (
    ("en", "J.~K.~Smith came at 7~a.m. with Dr~Ahmed"),
    ("en", "5~kg, 10~%, £~3~million, 10~000 people"),
    ("en", "p.~5, pp.~7 to 9, No.~3, §~4, ch.~IV"),
    ("en", "12~May, the 3rd~of June, May~12, in May 2018"),
    ("en", "the man~– nobody knew him~– left~…"),
    ("en", "7 people, 20 minutes, a second Dr who"),
    ("de", "z.~B. am 12.~Mai, d.~h. um 7~Uhr, S.~5 und Nr.~3"),
    ("de", "5~Mio. Euro, Dr.~Ahmed, e.~V."),
    ("fr", "«~Non~!~» dit M.~Dupont~: le 1er~mai, n°~3"),
    ("es", "el 12~de mayo, la Sra.~Ruiz, pág.~5"),
    ("pl", "w~domu i~o~tym"),
    ("cs", "v~domě a~u~nás"),
    ("pl", "w~w~w~w w w domu"),
    ("tlh", "12 May, but §~4"),
)


@pytest.mark.parametrize(("language", "text"), BOUND)
def test_a_language_binds_what_belongs_together(language: str, text: str) -> None:
    """Initials, figures with what they count, days with their months, titles with names, points with words."""
    plain = text.replace("~", " ")
    assert bind_spaces(plain, language).replace("\u00a0", "~") == text


@given(st.text("Ab1. -–…%§£«!,\u202f\n", max_size=30), st.sampled_from(["en", "de", "fr", "pl"]))
def test_nothing_but_spaces_is_changed(text: str, language: str) -> None:
    """As many characters, the same words, and twice is as good as once."""
    bound = bind_spaces(text, language)
    assert bound.replace("\u00a0", " ") == text.replace("\u00a0", " ")
    assert split_words(bound) == split_words(text)
    assert bind_spaces(bound, language) == bound


PIECES = (
    "Dr",
    "M",
    "Sir",
    "ch",
    "p",
    "A",
    "É",
    "b",
    "é",
    "I",
    "X",
    "May",
    "1",
    "٣",
    "%",
    "§",
    ".",
    "...",
    "…",
    "–",
    "—",
)


@given(st.lists(st.sampled_from((*PIECES, " ", "\n", "(", ",")), max_size=12).map("".join) | st.text())
def test_what_is_bound_has_a_sign_of_it(text: str) -> None:
    """Texts without are left as they are, but where a language binds more than others do."""
    for language in ("en", "de", "tlh"):
        assert language not in BY_LANGUAGE
        assert may_be_bound(text) or not pattern_for(language).search(text)


def test_a_name_and_a_date_hold_together() -> None:
    """The byline binds initials, the date its day; both stay what they were in the metadata."""
    assert "J.\u00a0K.\u00a0Smith" in render_byline([Author("J. K. Smith")])
    assert bind_date("Tuesday, 12 May 2031") == "Tuesday, 12\u00a0May 2031"


def test_what_is_bound_may_stand_in_emphasis() -> None:
    """The rule looks at a whole paragraph, and the nodes stay as they are."""
    bound = bind_pamphlet(pamphlet(statement(paragraph("on the 12 ", Emphasis(paragraph("May").content), " at noon"))))
    assert bound.statements[0].blocks == (paragraph("on the 12\u00a0", Emphasis(paragraph("May").content), " at noon"),)


def test_no_line_of_a_page_ends_between_a_figure_and_its_unit() -> None:
    """In whichever column a line ends, what is bound stands together on it."""
    text = " ".join(f"{'so' * (number % 5)} it weighs {number + 10} kg." for number in range(60))
    lines = [
        line.text for page in set_pdf(pamphlet(statement(paragraph(text))), Size(74, 105)).pages for line in page.lines
    ]
    weighing = [line for line in lines if "kg" in line or line.split()[-1].isdigit()]
    assert len(weighing) > 20
    assert [line for line in lines if line.startswith("kg")] == []
