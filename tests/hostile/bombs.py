"""Inputs made to take all time or all memory: sizes, runs, nests, and what parsers take the square of."""

from __future__ import annotations

from typing import Final

from .case import STATEMENT, Case, Content, Sparse, one, settings

HEAD: Final = "# Quay\n\n"
WORDS: Final = "the rent rose again and nobody asked why so we met on the quay with lamps and letters "


def text(body: str, times: int = 1) -> Content:
    """A statement with this body so many times, made when it is needed."""
    return lambda: HEAD + body * times + "\n"


# Which size is refused, and with which words?
TOO_LARGE: Final[dict[str, tuple[Content, str]]] = {
    "a file of a hundred megabytes": (Sparse(100_000_000), "longer than 500 kB"),
    "a file of a terabyte": (Sparse(10**12), "longer than 500 kB"),
    "a line of fifty megabytes": (text("a ", 25_000_000), "longer than 500 kB"),
    "a million headings": (text("## a\n\n", 1_000_000), "longer than 500 kB"),
    "a line of half a megabyte": (text("a ", 200_000), "letters in one line"),
    "a word of ten thousand letters": (text("a", 10_000), "in a row"),
    "a word of half a megabyte": (text("a", 490_000), "in one line"),
    "a gap of ten thousand spaces": (text("a" + " " * 10_000 + "b"), "in a row"),
    "a hundred thousand headings": (text("# a\n", 100_000), ""),
    "twenty thousand headings": (text("## a\n\n", 20_000), ""),
    "two thousand headings and their text": (text("## a\n\nb\n\n", 2500), ""),
    "fifty thousand paragraphs": (text("a\n\n", 50_000), ""),
    "fifty thousand items": (text("- a\n", 50_000), ""),
    "ten thousand quotations": (text("> a\n\nb\n\n", 10_000), ""),
    "a hundred thousand lines": (text("a\n", 100_000), ""),
    "two thousand notes": (
        lambda: (
            HEAD
            + " ".join(f"w[^{n}]" for n in range(1, 1500))
            + "\n\n"
            + "\n".join(f"[^{n}]: n" for n in range(1, 1500))
        ),
        "notes",
    ),
    "a table of thirty thousand cells": (text("|a|b|\n|-|-|\n" + "|x|y|\n" * 15_000), "cells"),
    "a table of a thousand columns": (text("|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n|" + "b|" * 1000 + "\n"), ""),
    "a table of three hundred columns": (
        text("|" + "a|" * 300 + "\n|" + "-|" * 300 + "\n|" + "b|" * 300 + "\n"),
        "columns",
    ),
    "lists in lists": (text("".join("    " * n + "- a\n" for n in range(40))), "nested too deep"),
    "lists in lists, a hundred": (text("".join("    " * n + "- a\n" for n in range(100))), ""),
    "quotations in quotations": (text("> " * 30 + "a"), "inside one another"),
    "lists in lists, twenty": (text("".join("    " * n + "- a\n" for n in range(20))), "inside one another"),
    "quotations in quotations, ten thousand": (text("> " * 5000 + "a"), ""),
    "brackets in a row": (text("[", 10_000), "in a row"),
    "brackets apart": (text("[a ", 5000), "far from"),
    "brackets on many lines": (text("[a\n", 20_000), "far from"),
    "pictures never closed": (text("![a ", 4000), "far from"),
    "links never closed": (text("[a](b ", 3000), "far from"),
    "brackets in brackets": (text("[ " * 4000 + "] " * 4000), "far from"),
    "round brackets in round brackets": (text("[a](" + "( " * 4000 + ") " * 4000 + ")"), "far from"),
}

# Which run of marks is strange, and does no harm?
RUNS: Final[dict[str, str]] = {
    "stars": "*" * 1900,
    "stars and gaps": "* " * 9000,
    "stars and words": "*a " * 3000,
    "underlines": "_" * 1900,
    "underlines and words": "_a" * 900,
    "ticks": "`" * 1900,
    "rising ticks": " ".join("`" * n for n in range(1, 60)),
    "angles": "<" * 1900,
    "comments never closed": "<!-- " * 1000,
    "tags never closed": "<a " * 40,
    "ampersands": "& " * 900,
    "backslashes": "\\" * 1900,
    "tildes": "~" * 1900,
    "hashes": "#" * 1900,
    "dashes": "-" * 1900,
    "dashes and gaps": "- " * 900,
    "equals": "=" * 1900,
    "bars": "|" * 1900,
    "dots": "." * 1900,
    "figures": "1" * 1900,
    "straight quotes": '"' * 1900,
    "straight quotes and words": '"a ' * 1500,
    "apostrophes and words": "'a " * 1500,
    "at signs": "a@" * 900,
    "addresses": "a@harbour.example " * 500,
    "web addresses": "https://harbour.example/a " * 400,
    "slashes": "https://" * 240,
    "dates": "1 May 2031 " * 900,
    "bylines": "By Ada " * 900,
    "letter-spaced": "R E N T S " * 900,
    "mojibake": "â€œ" * 600,
    "ligatures": "ﬁ" * 1900,
    "figures above": "word¹ " * 1500,
    "cut lines": "ab-\n" * 2000,
    "columns": "left            right\n" * 500,
    "page numbers": "\n\n".join(f"{n}\n\nThe Quay" for n in range(300)),
    "a fence never closed": "```\n" + "a\n" * 3000,
    "definitions": "".join(f"[a{n}]: https://harbour.example\n" for n in range(500)),
    "contents": "Contents\n" + "".join(f"a {n}\n" for n in range(900)),
    "contact lines": "Contact: a@harbour.example\n" * 300,
    "empty lines": "\n" * 100_000 + "a",
}


# Which is legible, and so much or so tangled that it may take longer than the guard allows? Either end is right.
HEAVY: Final[dict[str, str]] = {
    "eighty kilobytes of prose": "\n\n".join([WORDS * 5] * 180),
    "three hundred kilobytes of prose": "\n\n".join([WORDS * 5] * 700),
    "nested stress": "**a*b**c*" * 2000,
    "code and words": "`a` b " * 3000,
    "three thousand links": "[a](https://harbour.example) " * 600 + "\n\n" + "[a](https://harbour.example)\n\n" * 2400,
    "five hundred headings": "## Fees\n\nThe rent rose.\n\n" * 500,
    "eight thousand items": "- a\n" * 8000,
    "a table of two thousand rows": "|a|b|\n|-|-|\n" + "|x|y|\n" * 2000,
    "nine hundred notes": " ".join(f"w[^{n}]" for n in range(900))
    + "\n\n"
    + "\n".join(f"[^{n}]: n" for n in range(900)),
}

CASES: Final = (
    *(Case(name, "refused", words, {"a.md": content}, bulky=True) for name, (content, words) in TOO_LARGE.items()),
    *(one(f"a run of {name}", "builds", "", run + "\n", bulky=True) for name, run in RUNS.items()),
    Case("fifteen hundred statements", "refused", "over 1000 statements", {f"s{n}.md": STATEMENT for n in range(1500)}),
    settings("an edition.toml of many megabytes", "refused", "longer than 100 kB", "# a\n" * 1_000_000, bulky=True),
    settings("an edition.toml of thousands of tables", "refused", "", "".join(f"[a{n}]\n" for n in range(9000))),
    Case(
        "a header of ten thousand lines",
        "builds",
        "",
        {"a.md": "---\n" + "a: b\n" * 3000 + "\nThe rent rose.\n"},
        bulky=True,
    ),
    Case("a title of a hundred kilobytes", "refused", "", {"a.md": lambda: "# " + "rent " * 20_000 + "\n\na\n"}),
    Case("notes that call one another", "builds", "", {"a.md": HEAD + "a[^1]\n\n[^1]: b[^2]\n\n[^2]: c[^1]\n"}),
)
HEAVY_CASES: Final = (
    *(one(f"much of {name}", "builds", "", body + "\n", bulky=True) for name, body in HEAVY.items()),
    Case("a title of two thousand words", "builds", "", {"a.md": "# " + "rent " * 2000 + "\n\nIt rose.\n"}, bulky=True),
    Case(
        "a thousand authors",
        "builds",
        "",
        {"a.md": "---\ntitle: Quay\nauthors: [" + ", ".join(f"Ada B{n}" for n in range(1000)) + "]\n---\n\na\n"},
        bulky=True,
    ),
)
