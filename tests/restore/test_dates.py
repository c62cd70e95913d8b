"""Lines that are dates, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.model import Date
from pamphlet.restore.dates import parse_date, write_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("27 November 2018", "2018-11-27"),
        ("27 NOVEMBER 2018", "2018-11-27"),
        ("27 Nov. 2018", "2018-11-27"),
        ("27th of November, 2018", "2018-11-27"),
        ("November 27, 2018", "2018-11-27"),
        ("Nov 27th 2018", "2018-11-27"),
        ("Tuesday, 27 November 2018", "2018-11-27"),
        ("Tue 27 November 2018", "2018-11-27"),
        ("the 27th of November 2018", "2018-11-27"),
        ("2018-11-27", "2018-11-27"),
        ("2018.11.27", "2018-11-27"),
        ("27.11.2018", "2018-11-27"),
        ("27 listopada 2018 r.", "2018-11-27"),
        ("27 ноября 2018 г.", "2018-11-27"),
        ("2018 roku", "2018"),
        ("27. November 2018", "2018-11-27"),
        ("Dienstag, den 27. November 2018", "2018-11-27"),
        ("le mardi 27 novembre 2018", "2018-11-27"),
        ("on the 27th of November 2018", "2018-11-27"),
        ("Dienstag, den so und so vielten 2018", None),
        ("Dienstag, 27. November 2018", "2018-11-27"),
        ("den 27. November 2018", "2018-11-27"),
        ("1. März 2019", "2019-03-01"),
        ("le 1er mai 2019", "2019-05-01"),
        ("mardi 27 novembre 2018", "2018-11-27"),
        ("27 de noviembre de 2018", "2018-11-27"),
        ("martes, 27 de noviembre del 2018", "2018-11-27"),
        ("27 ноября 2018", "2018-11-27"),
        ("27 Νοεμβρίου 2018", "2018-11-27"),
        ("November 2018", "2018-11"),
        ("mar 2019", "2019-03"),
        ("2018-11", "2018-11"),
        ("2018", "2018"),
        ("Summer 2018", "2018"),
    ],
)
def test_a_date_is_read_in_many_languages(text: str, iso: str | None) -> None:
    """A day, a month or a year; its words stay as they were written."""
    assert parse_date(text) == (Date(text, iso) if iso else None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The rent rose on 27 November 2018",
        "27 November 2018.",
        "Since 2018",
        "Since 27 November 2018",
        "Vote 2018",
        "Room 1906",
        "Summer of 2018",
        "31 February 2019",
        "27 Nonsense 2018",
        "2018-13",
        "27 November",
        "1234",
        "12",
    ],
)
def test_what_is_not_wholly_a_date_is_none(text: str) -> None:
    """A line of the text is never taken for one; nor is a date that could be two."""
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("iso", "language", "text"),
    [
        ("2018-11-27", "en", "27 November 2018"),
        ("2018-11-27", "en-AU", "27 November 2018"),
        ("2018-11-27", "en-US", "November 27, 2018"),
        ("2018-11-27", "de", "27. November 2018"),
        ("2018-11-27", "fr-CA", "27 novembre 2018"),
        ("2018-11-27", "es", "27 de noviembre de 2018"),
        ("2018-11", "en", "November 2018"),
        ("2018-11", "de", "November 2018"),
        ("2018", "fr", "2018"),
        ("2018-11-27", "xx", "27 November 2018"),
    ],
)
def test_a_date_in_figures_is_written_as_its_language_writes_it(iso: str, language: str, text: str) -> None:
    """An edition in another language than these has it in English."""
    assert write_date(iso, language) == Date(text, iso)


@given(st.dates(), st.sampled_from(["en", "en-US", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ru", "el"]))
def test_a_date_that_we_wrote_reads_as_the_same_day(day: object, language: str) -> None:
    """Out and back."""
    iso = str(day)
    if iso >= "1000":
        read = parse_date(write_date(iso, language).text)
        assert read is None or read.iso == iso


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_none(text: str) -> None:
    """Nothing is ever raised."""
    date = parse_date(text)
    assert date is None or date.text == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "iso"), [("27/11/2018", "2018-11-27"), ("03/04/2018", "2018-04-03"), ("11/27/2018", "2018-11-27")]
)
def test_a_date_with_slashes_has_the_day_first_if_it_can(text: str, iso: str) -> None:
    """As everywhere but in the United States."""
    date = parse_date(text)
    assert date is not None
    assert (date.text, date.iso) == (text, iso)
