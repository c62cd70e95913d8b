"""The first step of the ledger: no word is lost or moved by restoration unless a repair names it."""

from __future__ import annotations

from functools import partial

import pytest

from pamphlet.model import Line, Repair
from pamphlet.proof.balance import Texts, balance, named_words
from pamphlet.proof.words import literal_words, split_words, words_of_lines


def differences(read: str, restored: str, *repairs: Repair, head: int = 0) -> list[tuple[str, str]]:
    """What is not explained, of texts with `number|words` lines or lines that count from 1."""
    said, literal = (
        Texts(tuple(words(lines(read))), tuple(words(lines(restored))), named)
        for words, named in ((partial(words_of_lines, head=head), named_words), (literal_words, split_words))
    )
    return [(each.side, each.word.text) for each in balance(said, lambda: literal, repairs, head=head)]


def lines(text: str) -> list[Line]:
    """The numbered lines of a text."""
    parted = [line.rpartition("|") for line in text.split("\n")]
    return [Line(int(number or place), words) for place, (number, _, words) in enumerate(parted, start=1)]


def repair(before: str, after: str, line: int = 1, last: int = 0, rule: str = "rule") -> Repair:
    """An entry."""
    return Repair(rule, "quay.md", line, before, after, last)


# What became of these lines, what repairs are named, and what is still to be explained?
@pytest.mark.parametrize(
    ("read", "restored", "repairs", "unexplained"),
    [
        ("one two\nthree", "one two\nthree", (), []),
        ("one two\nthree", "one\nthree", (), [("lacking", "two")]),
        ("one two\nthree", "one two\nthree four", (), [("added", "four")]),
        ("one two\nthree", "one two three", (), [("added", "three"), ("lacking", "three")]),
        ("one two", "two one", (), [("lacking", "one")]),
        ("one\ntwo", "2|two\n1|one", (), [("added", "one")]),
        ("12\ntwo", "2|two", (repair("12", ""),), []),
        ("12\ntwo", "2|two", (repair("12", "", line=2),), [("lacking", "12")]),
        ("exam-\nple one", "example\none", (repair("exam- ple", "example", 1, 2),), []),
        ("so-\ncalled one", "so-called\none", (repair("so- called", "so-called", 1, 2),), []),
        ("so-\ncalled one two", "so-called\ntwo one", (repair("so- called", "so-called", 1, 2),), [("lacking", "one")]),
        ("rÃ©al\none", "2|one", (repair("rÃ©al", "réal"), repair("réal", "")), []),
        ("a c\nb d", "a\n1|b\n1|c\n2|d", (repair("a c\nb d", "a\nb\nc\nd", 1, 2, "columns"),), []),
        ("a c\nb d", "a\n1|b\n1|d\n2|c", (repair("a c\nb d", "a\nb\nc\nd", 1, 2, "columns"),), [("lacking", "c")]),
        ("one\none two", "1|one\n2|one two", (repair("one", ""),), [("added", "one")]),
        ("one\none two", "2|one two", (repair("one", ""),), []),
        ("one", "one", (repair("one", "one one"),), [("lacking", "one")]),
        ("12 .", "12.", (repair("12 .", "12."),), []),
        ("one 12 .", "one 12.", (repair("12 .", "12."),), []),
        ("1. one ½ ¾", "1.one ½¾", (repair("1. one ½ ¾", "1.one ½¾"),), []),
        ("one”¹ two", "one”[^1] two", (repair("one”¹", "one”[^1]"),), []),
        ("`one \x9etwo` six", "`one žtwo` six", (repair("�two`", "žtwo`"),), []),
        ("H O W one", "HOW one", (repair("H O W", "HOW"),), []),
        ("we\n[1]: The one.", "we\n\n2|[^1]: The one.", (repair("[1]: The one.", "[^1]: The one.", 2),), []),
        ("we\n[1]: A one.", "we\n\n2|[^1]: one.", (repair("[1]: A one.", "[^1]: A one.", 2),), [("lacking", "A")]),
        ("H O W one", "one", (repair("H O W", "HOW"),), [("lacking", "HOW")]),
        ("one", "one", (repair("http://six.example", "https://six.example"),), []),
        ("[one] two three", "[one]: two three", (repair("[one]", "[one]:"),), []),
        ("one [two] ½ .", "one [two]: ½.", (repair("½ .", "½."),), []),
        ("12 . one\n[two]", "12. one\n[two]: one", (repair("12 .", "12."),), [("added", "one")]),
    ],
)
def test_every_difference_is_explained_by_a_repair_on_its_line(
    read: str, restored: str, repairs: tuple[Repair, ...], unexplained: list[tuple[str, str]]
) -> None:
    """One word that two repairs changed in turn was changed from the first form to the last."""
    assert sorted(differences(read, restored, *repairs)) == sorted(unexplained)


def test_a_date_in_the_head_is_no_item_of_a_list() -> None:
    """In the text it is: the list prints the number, and so it is no word there."""
    assert differences("13. Februar 2031\n1. Seit 1984", "13. Februar 2031\nSeit 1984", head=1) == []
