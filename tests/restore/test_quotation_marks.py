"""Straight quotation marks → those of the language; apostrophes, inches and code."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.model import Code, Emphasis, LineBreak, Link, NoteReference, Strong, Text
from pamphlet.model.walk import Run, plain_text
from pamphlet.restore.quotes import MARKS, curl, curl_run, marks_for


def curled(text: str, language: str = "en") -> str:
    """A text with the marks of a language."""
    return "".join(curl(text, marks_for(language)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"a"', "“a”"),
        ('He said, "a," and "b."', "He said, “a,” and “b.”"),
        ('("a")', "(“a”)"),
        ('"(a)"', "“(a)”"),
        ('"a"—she', "“a”—she"),
        ('said—"a"—then', "said—“a”—then"),
        ('said--"a"--then', "said--“a”--then"),
        ('said:"a"', "said:“a”"),
        ('"a"/"b"', "“a”/“b”"),
        ('"a" "b"', "“a” “b”"),
        ('"…and so"', "“…and so”"),
        ('"¿Qué?"', "“¿Qué?”"),
        ('"a (so-called "b") c"', "“a (so-called “b”) c”"),
        ('"in 1984" and "1984"', "“in 1984” and “1984”"),
        ('"no [matter]"', "“no [matter]”"),
        ('“a" and "b”', "“a” and “b”"),
        ("“a” ‘b’", "“a” ‘b’"),
        ("'a' or 'b'", "‘a’ or ‘b’"),
        ("'1984'", "‘1984’"),
        ("\"She said 'no,'\" he said.", "“She said ‘no,’” he said."),
        ("'She said \"no\"'", "‘She said “no”’"),
        ("'\"a\"'", "‘“a”’"),
        ("'em'", "‘em’"),
    ],
)
def test_a_quotation_opens_and_closes(text: str, expected: str) -> None:
    """By what stands beside its marks, and by what is open."""
    assert curled(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the group's", "the group’s"),
        ("the strikers' demand", "the strikers’ demand"),
        ("the strikers' 'demand'", "the strikers’ ‘demand’"),
        ("workers' and tenants' rights", "workers’ and tenants’ rights"),
        ("don't, it's, y'all've", "don’t, it’s, y’all’ve"),
        ("O'Brien's", "O’Brien’s"),
        ("rock 'n' roll", "rock ’n’ roll"),
        ("the '90s", "the ’90s"),
        ("('90s) and —'90s", "(’90s) and —’90s"),
        ("the 1990s' end", "the 1990s’ end"),
        ("the class of '68", "the class of ’68"),
        ("'Tis so", "’Tis so"),
        ('"\'Tis so"', "“’Tis so”"),
        ("get 'em", "get ’em"),
        ("'don't'", "‘don’t’"),
        ("the 12's crew", "the 12’s crew"),
    ],
)
def test_an_apostrophe_is_no_quotation_mark(text: str, expected: str) -> None:
    """It stands for letters left out, or after an owner."""
    assert curled(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a 12" pipe', 'a 12" pipe'),
        ("a 5' 11\" man", "a 5' 11\" man"),
        ('3"x5"', '3"x5"'),
        ('"It is 12" long," he said', '“It is 12" long,” he said'),
        ('word"word', 'word"word'),
        ('a " b', 'a " b'),
        ("'No,' she said; it is 6' 2\" high", "‘No,’ she said; it is 6' 2\" high"),
        ("‘No,’ she said; it is 6' 2\" high", "‘No,’ she said; it is 6' 2\" high"),
    ],
)
def test_what_may_be_an_inch_or_is_neither_stays_straight(text: str, expected: str) -> None:
    """Somebody must look; a warning says where."""
    assert curled(text) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", "“a ‘b’ c” it’s"),
        ("de", "„a ‚b‘ c“ it’s"),
        ("de-AT", "„a ‚b‘ c“ it’s"),
        ("fr", "«\u202fa ‹\u202fb\u202f› c\u202f» it’s"),
        ("es", "«a “b” c» it’s"),
        ("pl", "„a «b» c” it’s"),
        ("sv", "”a ’b’ c” it’s"),
        ("xx", "“a ‘b’ c” it’s"),
        ("", "“a ‘b’ c” it’s"),
    ],
)
def test_every_language_has_its_own_marks(language: str, expected: str) -> None:
    """English ones where we know no others."""
    assert curled("\"a 'b' c\" it's", language) == expected


def test_marks_look_past_emphasis_and_links() -> None:
    """The node that holds a mark may hold nothing else."""
    run: Run = (
        Text('"'),
        Emphasis((Text('no"'),)),
        Text(" '"),
        Link("https://harbour.example", (Strong((Text("quay"),)),)),
        Text("' \"the "),
        Emphasis((Text("quay"),)),
        Text('"'),
    )
    assert plain_text(curl_run(run, "en").run) == "“no” ‘quay’ “the quay”"


def test_code_is_never_touched_and_a_line_break_is_a_space() -> None:
    """A note's call is nothing at all."""
    run: Run = (Text('"a"'), NoteReference("1"), LineBreak(), Text('"b" '), Code("\"c\" 'd'"), Text("'s"))
    assert curl_run(run, "en").run == (
        Text("“a”"),
        NoteReference("1"),
        LineBreak(),
        Text("“b” "),
        Code("\"c\" 'd'"),
        Text("’s"),
    )


def test_what_was_changed_and_what_was_left_is_told_by_the_word() -> None:
    """The proof lists the one, a warning names the other."""
    run = curl_run((Text('"a b" it\'s 12" long'),), "en")
    assert run.changed == (('"a', "“a"), ('b"', "b”"), ("it's", "it’s"))
    assert run.doubtful == ('12"',)


def test_a_quotation_over_several_paragraphs_opens_in_each() -> None:
    """Only the last closes, by custom; each paragraph is a run of its own."""
    assert [curled('"One.'), curled('"Two."')] == ["“One.", "“Two.”"]


TYPED = st.text(st.sampled_from(list("\"'“”‘’„«» ab9s.,-—([)]\n")), max_size=30)
LANGUAGES = st.sampled_from(["en", *MARKS])


@given(TYPED, LANGUAGES)
def test_setting_marks_twice_is_setting_them_once(text: str, language: str) -> None:
    """What is set is not touched again."""
    once = curled(text, language)
    assert curled(once, language) == once


@given(st.text(max_size=60) | TYPED, LANGUAGES)
def test_nothing_but_marks_is_changed(text: str, language: str) -> None:
    """Every other character stays where it was, but for the narrow spaces inside French marks."""
    marks = "[\"'“”‘’‚„«»‹›\u202f]"
    assert re.sub(marks, "", curled(text, language)) == re.sub(marks, "", text)


@given(TYPED)
def test_the_tree_of_inlines_stays_as_it_is(text: str) -> None:
    """Only the texts in it change."""
    half = len(text) // 2
    run: Run = (Text(text[:half]), Emphasis((Text(text[half:]), Code(text))), NoteReference("1"))
    changed = curl_run(run, "en").run
    assert plain_text(changed[:1]) + plain_text(changed[1:])[: len(text) - half] == curled_pair(text, half)


def curled_pair(text: str, half: int) -> str:
    """What two neighbouring texts become, with code behind them."""
    return "".join(curl(text + "\ufffc" * len(text), marks_for("en")))[: len(text)] if half >= 0 else ""
