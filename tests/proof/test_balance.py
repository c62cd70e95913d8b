"""The first step of the ledger: no word is lost or moved by restoration unless a repair names it."""

from __future__ import annotations

import pytest

from pamphlet.model import Line, Repair
from pamphlet.proof.balance import balance
from pamphlet.proof.words import words_of_lines


def differences(read: str, restored: str, *repairs: Repair, head: int = 0) -> list[tuple[str, str]]:
    """What is not explained, of texts with `number|words` lines or lines that count from 1."""
    before, after = (tuple(words_of_lines(lines(text), head)) for text in (read, restored))
    return [(each.side, each.word.text) for each in balance(before, after, repairs, head=head)]


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
