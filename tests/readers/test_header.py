"""A YAML or TOML header: what it states, and where it ends."""

from __future__ import annotations

import pytest

from pamphlet.errors import PamphletError
from pamphlet.model import (
    Header,
    Line,
    StatedContact,
    Warning,  # noqa: A004 - see pamphlet.model.repair
)
from pamphlet.readers.header import LONGEST_HEADER, split_header


def split(text: str) -> tuple[Header, str, tuple[Warning, ...]]:
    """The header of a text, the text below it, and the warnings."""
    lines = tuple(Line(number, line) for number, line in enumerate(text.split("\n"), start=1))
    header, body, warnings = split_header(lines, "quay.md")
    return header, "\n".join(line.text for line in body), warnings


def refuse(text: str) -> PamphletError:
    """The error that a text's header is refused with."""
    with pytest.raises(PamphletError) as refused:
        split(text)
    return refused.value


YAML = """---
title: Who owns the quay
author: Ada Brook
date: 2031-05-03
lang: en-GB
standfirst: "A rent, and what it bought."
---
Text."""

TOML = """+++
title = "Who owns the quay"
authors = ["Ada Brook"]
date = 2031-05-03
language = "en-GB"
standfirst = "A rent, and what it bought."
+++
Text."""


# What do lines with a per cent sign before them state, as pandoc reads them?
@pytest.mark.parametrize(
    ("block", "stated"),
    [
        ("% Who owns the quay", Header(title="Who owns the quay", line=1)),
        (
            "% Who owns it?\n% Ada Brook; Joan Hill",
            Header(title="Who owns it?", authors=("Ada Brook", "Joan Hill"), line=1),
        ),
        ("% Who owns it?\n%\n% 3 May 2031", Header(title="Who owns it?", date="3 May 2031", line=1)),
    ],
)
def test_a_title_block_states_title_names_and_date(block: str, stated: Header) -> None:
    """One line each, and a blank one below."""
    assert split(f"{block}\n\nText.") == (stated, "\nText.", ())


@pytest.mark.parametrize("text", ["% of us\nsaid no.", "% a\n% b\n% c\n% d\n\nText.", "% a", "%\n% Ada Brook\n\nText."])
def test_other_lines_with_a_per_cent_sign_are_text(text: str) -> None:
    """Prose right below, more than three, nothing else in the file, no title."""
    assert split(text) == (Header(), text, ())


@pytest.mark.parametrize("text", [YAML, TOML], ids=["YAML", "TOML"])
def test_a_header_states_title_authors_date_language_and_standfirst(text: str) -> None:
    """Both syntaxes say the same."""
    header, body, warnings = split(text)
    assert header == Header(
        title="Who owns the quay",
        authors=("Ada Brook",),
        date="2031-05-03",
        language="en-GB",
        standfirst="A rent, and what it bought.",
        line=1,
    )
    assert (body, warnings) == ("Text.", ())


@pytest.mark.parametrize(
    ("stated", "authors"),
    [
        ("author: Ada Brook", ("Ada Brook",)),
        ("authors: [Ada Brook, Ben Rill]", ("Ada Brook", "Ben Rill")),
        ("authors:\n  - Ada Brook\n  - Ben Rill", ("Ada Brook", "Ben Rill")),
        ("author: {name: Ada Brook, role: clerk}", ("Ada Brook, clerk",)),
        ("author: {name: Ada Brook}", ("Ada Brook",)),
        ("author: ", ()),
        ("author: ~", ()),
        ("author: ', '", ()),
        ("authors: ['', Ada Brook, '  ']", ("Ada Brook",)),
        ("authors: []", ()),
    ],
)
def test_authors_are_one_name_or_a_list_and_never_empty(stated: str, authors: tuple[str, ...]) -> None:
    """A signatory without a name is none."""
    assert split(f"---\n{stated}\n---\nText.")[0].authors == authors


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("title: 1984", "1984"),
        ("title: 2031-05-03", "2031-05-03"),
        ("title: yes", "yes"),
        ("title: !!python/name:os.system x", "x"),
        ("title: &a Rent", "Rent"),
        ('title: "Rent: a history"', "Rent: a history"),
        ("title: >\n  Who owns\n  the quay", "Who owns the quay"),
        ("title: ~", ""),
        ("title: null", ""),
        ("title:", ""),
    ],
)
def test_a_yaml_value_is_the_text_it_is(stated: str, title: str) -> None:
    """No value becomes a number, a date, a truth or an object."""
    assert split(f"---\n{stated}\n---\nText.")[0].title == title


@pytest.mark.parametrize(
    "text",
    [
        "Text.",
        "Text.\n---\ntitle: no\n---",
        "---\n\nA rule above a text.\n\n---\n\nMore.",
        "---\n# A heading under a rule\n\nText.\n\n---\n\nMore.",
        "---\ntitle: never closed\n\nText.",
        "---\n---\nText.",
        "***\ntitle: no\n***",
        "--- \n",
    ],
)
def test_a_rule_is_no_header(text: str) -> None:
    """A text that begins with a rule keeps every line."""
    assert split(text) == (Header(), text, ())


def test_a_header_may_stand_below_blank_lines_and_begin_with_a_comment() -> None:
    """Neither is part of the text."""
    header, body, _ = split("\n\n---\n# mine\ntitle: Rent\n...\n\nText.")
    assert (header.title, header.line, body) == ("Rent", 3, "\nText.")


def test_what_closes_too_late_is_no_header() -> None:
    """A text between two rules that are far apart stays a text."""
    text = "---\ntitle: Rent\n" + "Text.\n" * LONGEST_HEADER + "---\nText."
    assert split(text)[:2] == (Header(), text)


def test_a_key_that_is_not_used_is_named_with_its_line() -> None:
    """Nobody is to wonder why a key does nothing."""
    warnings = split("---\ntitle: Rent\ndraft: true\n---\nText.")[2]
    assert warnings == (Warning("header", "quay.md", 3, "the header's `draft` is not used"),)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("---\ntitle: [a]\n---\n", 2, "`title` is no plain text"),
        ("---\ntitle: {a: b}\n---\n", 2, "`title` is no plain text"),
        ("+++\ntitle = true\n+++\n", 2, "`title` is no plain text"),
        ("---\nlang: en\ndate: [2031]\n---\n", 3, "`date` is no plain text"),
        ("---\nauthors: [[a]]\n---\n", 2, "`authors` is no plain text"),
        ("---\nauthors: [{role: clerk}]\n---\n", 2, "`authors` is no plain text"),
        ("---\nauthors: [{name: [a]}]\n---\n", 2, "`authors` is no plain text"),
        ('---\ndate: 2031\ntitle: "a\\x07b"\n---\n', 3, "`title` holds the character U+0007"),
        ('---\ntitle: "a\\uD800b"\n---\n', 2, "`title` holds the character U+D800"),
        ('+++\nauthor = "a\\u0000b"\n+++\n', 2, "`author` holds the character U+0000"),
        ('---\nauthors: [{name: a, role: "\\x07"}]\n---\n', 2, "`authors` holds the character U+0007"),
        ("---\ntitle: a\x07b\n---\n", 2, "the header holds the character U+0007"),
        ("---\ntitle: a\nlanguage: not a code\n---\n", 3, "language is “not a code”"),
        ("---\nlang: english\n---\n", 2, "language is “english”"),
        ("---\ntitle: a\ntitle: b\n---\n", 2, "`title` stands there twice"),
        ("---\nauthor: a\nauthors: [b]\n---\n", 3, "`authors` states once more what stands above"),
        ("---\ntitle: a: b\n---\n", 2, "mapping values are not allowed here"),
        ("---\ntitle: [a\n---\n", 2, "expected ',' or ']'"),
        ("+++\ntitle = a\n+++\n", 1, "Invalid value"),
        (f"---\ntitle: {'[' * 1200}\n---\n", 1, "nested too deep"),
        (f"+++\ntitle = {'[' * 1200}\n+++\n", 1, "nested too deep"),
        ("---\ntitle: x\n? [a]\n: b\n---\n", 2, "unhashable key"),
    ],
)
def test_what_cannot_be_taken_as_stated_is_refused_at_its_line(text: str, line: int, what: str) -> None:
    """A header is never guessed at."""
    error = refuse(text)
    assert what in error.what
    assert (error.where, error.line) == ("quay.md", line)
    assert error.advice


def test_a_header_states_a_contact_in_words_and_addresses_by_kind() -> None:
    """As edition.toml names them; a line feed parts the lines of a postal address."""
    stated = 'contact:\n  - "Write to us:"\n  - mail: group@harbour.example\n  - post: "The Rope Loft\\n1 Example Quay"'
    assert split(f"---\n{stated}\n---\nText.")[0].contact == (
        StatedContact("words", "Write to us:", 2),
        StatedContact("mail", "group@harbour.example", 2),
        StatedContact("post", "The Rope Loft\n1 Example Quay", 2),
    )


@pytest.mark.parametrize("entry", ["fax: 1", "{mail: a@b.example, web: b.example}", "mail: [a@b.example]"])
def test_an_entry_of_a_contact_that_is_no_address_is_refused(entry: str) -> None:
    """With the line of the key."""
    assert refuse(f"---\ncontact:\n  - {entry}\n---\nText.").line == 2
