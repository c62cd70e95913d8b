"""What counts as a word, and what of a Markdown line is no word of the text."""

from __future__ import annotations

import pytest

from pamphlet.model import Line
from pamphlet.proof.words import Reading, split_words, strip_markup, words_of_lines


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Who owns the quay?", ["Who", "owns", "the", "quay"]),
        ("the council's ’90s map", ["the", "council", "s", "90s", "map"]),
        ("right-wing", ["right", "wing"]),
        ("40% of £5", ["40", "%", "of", "£", "5"]),
        ("ﬁne oﬃce", ["fine", "office"]),
        ("co\u00adop\u200bera", ["coopera"]),
        ("Pe\u0301tain Pétain", ["Pétain", "Pétain"]),
        ("Ωμέγα и Ёж", ["Ωμέγα", "и", "Ёж"]),
        ("na\u0301\u0301\u0323 na\u0323\u0301", ["nạ\u0301", "nạ\u0301"]),
        ("“…” — , ; *", []),
    ],
)
def test_a_word_is_letters_figures_or_a_sign_that_is_said(text: str, words: list[str]) -> None:
    """Points, dashes and quotation marks are no words: repairs name what becomes of them."""
    assert split_words(text) == words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('[NHS]{abbr="National Health"} and [mots]{lang=fr}', ["NHS", "and", "mots"]),
        ("![](rule.png){decorative}", []),
        ("::: {lang=fr}", []),
        ("{lang=fr}", ["lang", "fr"]),
        ("[the map](https://harbour.example/a_(b))", ["the", "map"]),
        ('![A crane](crane.png "The east crane")', ["A", "crane", "The", "east", "crane"]),
        ("a note[^1] here", ["a", "note", "here"]),
        ("12. Open the gate in 12 days", ["Open", "the", "gate", "in", "12", "days"]),
        ("[map]: https://harbour.example/map", []),
        ("| --- | ---: |", []),
        ("> quoted &amp; kept", ["quoted", "&", "kept"]),
        ("1986\\. A year", ["1986", "A", "year"]),
    ],
)
def test_markup_is_no_word(line: str, words: list[str]) -> None:
    """Targets, labels, list numbers and rules are instructions; what they stand beside is text."""
    assert split_words(strip_markup(line)) == words


def test_each_word_knows_its_line() -> None:
    """So that a loss can be named by file and line."""
    words = words_of_lines((Line(3, "Open the"), Line(7, "gate")))
    assert [(word.text, word.line) for word in words] == [("Open", 3), ("the", 3), ("gate", 7)]


def test_code_and_what_is_fenced_are_read_letter_by_letter() -> None:
    """No mark is markup there."""
    said = ("a `[lamp](quay)` and", "```poem", "a [lamp](quay)[^1] &amp;", "```", "done[^1] [^2]", "[^1]: Yes")
    lines = [Line(number, text) for number, text in enumerate(said, start=1)]
    words = words_of_lines(lines, reading=Reading.of(lines, verse=()))
    assert " ".join(word.text for word in words) == "a lamp quay and a lamp quay 1 & amp done 2 Yes"
