"""What a second set of strangers sent: statements of next to nothing, headers, mails, names, tables and drawings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .case import STATEMENT, Case, Content, one, settings, shown

MAIL: Final = "From: Ada <ada@harbour.example>\nTo: all@harbour.example\nSubject: The pump\nDate: 1 May 2031\n"


def together(name: str, texts: Mapping[str, Content], kind: str = "md") -> Case:
    """Many harmless statements in one edition: a build for all of them."""
    files = {f"{number:03}.{kind}": text for number, text in enumerate(texts.values())}
    return Case(name, "builds", "", files, late=True)


# Which statement holds next to nothing?
SMALL: Final = {
    "a letter": "a",
    "a hash": "#",
    "a byline": "By Ada",
    "a date": "1 May 2031",
    "a contact": "Contact: ada@harbour.example",
    "a title": "# Quay",
    "a title and a contact": "# Quay\n\nContact: ada@harbour.example\n",
    "a title of points": "# ...\n\nOurs.\n",
    "a note": "[^1]: Ours.",
    "a quotation": "> Ours.",
    "a table": "|a|\n|-|\n|b|",
    "a rule": "***",
    "a fence": "```\na\n```",
    "a definition": "[a]: https://harbour.example",
    "a backslash": "\\",
    "verse": "    a\n    b",
}

# Which header or title says more than words, or says them in its own way?
HEADED: Final = {
    name: f"---\n{header}\n---\n\nIt rose again.\n\n[^1]: In May.\n"
    for name, header in {
        "a title with a number": 'title: "1984. A year"',
        "a title like an item": 'title: "1. Water"',
        "a title with a link": 'title: "See [the quay](https://harbour.example)"',
        "a title with a reference": 'title: "Fish &amp; chips"',
        "a title with a note": 'title: "Water[^1]"',
        "a title that is true": "title: yes",
        "a title that is a time": "title: 1:30:00",
        "a title with a tag": "title: !!str 12",
        "an anchor": "title: &a Quay\nstandfirst: *a",
        "a merge": "base: &b {title: Quay}\n<<: *b",
        "names with a link": 'title: Quay\nauthors: ["[Ada](https://harbour.example)", 2.5, true]',
        "no name at all": "title: Quay\nauthors: [~]",
        "a day that never was": "title: Quay\ndate: 2031-02-31",
        "a date with a list": 'title: Quay\ndate: "1. Water"',
        "a standfirst with a list": 'title: Quay\nstandfirst: "- a\\n- b"',
        "another document": "title: Quay\n---\ntitle: Water",
    }.items()
}

# Which mail is read, however it is put together?
MAILS: Final = {
    name: f"{MAIL}{rest}"
    for name, rest in {
        "an unknown encoding": "Content-Type: text/plain; charset=none-such\n\nThe pump.\n",
        "an encoding that escapes": "Content-Type: text/plain; charset=unicode_escape\n\nThe \\ud800 pump.\n",
        "an encoding that packs": "Content-Type: text/plain; charset=zlib\n\nThe pump.\n",
        "an encoding for hosts": "Content-Type: text/plain; charset=punycode\n\nThe pump-.\n",
        "broken code": "Content-Transfer-Encoding: quoted-printable\n\nThe =ZZ pump=\n= dry.\n",
        "a vast header": f"X-Long: {'a ' * 40_000}\n\nThe pump.\n",
    }.items()
}

# Which file may be called so?
NAMES: Final = ("A.MD", "CON.md", "a\"b'c<d>&e.md", "%s%n{{7*7}}.md", "$(id);id.md", " a .md", "é.md", "--help.md")

# Which table, drawing or address can nobody print?
UNPRINTABLE: Final = (
    one(
        "a row higher than a page",
        "refused",
        "higher than a page",
        "|a|b|\n|-|-|\n|" + "rent " * 1900 + "|c|\n",
        late=True,
    ),
    one(
        "a header higher than a page",
        "refused",
        "higher than a page",
        "|" + ("rent " * 40 + "|") * 20 + "\n|" + "-|" * 20 + "\n|" + "a|" * 20 + "\n",
        late=True,
        bulky=True,
    ),
    *(
        shown(
            f"a drawing with {name}",
            "refused",
            "p.svg: the picture cannot be drawn",
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>',
            kind="svg",
            late=True,
        )
        for name, inside in {
            "letters of no end": '<text y="9" font-size="1e30">a</text>',
            "letters of no number": '<text y="9" font-size="nan">a</text>',
            "arcs of no end": '<path d="M0 0 A1e300 1e-300 1 1 1 9 9"/>',
        }.items()
    ),
    settings(
        "an address too long for a code",
        "refused",
        "too long for a QR code",
        f'[contact]\nweb = "https://harbour.example/{"a" * 5000}"\n',
        late=True,
    ),
)

CASES: Final = (
    together("statements of next to nothing", SMALL),
    together("headers that say more than words", HEADED),
    together("mails put together strangely", MAILS, "eml"),
    Case("names that mean something to others", "builds", "", dict.fromkeys(NAMES, STATEMENT), late=True),
    one(
        "marks that lie over letters",
        "builds",
        "",
        " ".join(f"x{letter}\u0301\u0323\u0330y" for letter in "abcdefghkl") + " ı\u0307.\n",
        late=True,
    ),
    Case(
        "a comment and nothing else",
        "refused",
        "nothing but control characters or comments",
        {"a.md": "<!-- a -->"},
        late=True,
    ),
    one("a label behind a space", "builds", "", "[a] [b]\n\n[a]: [b]\n[b]: https://harbour.example\n", late=True),
    one("an address with its scheme in angles", "builds", "", "Write to <mailto:ada@harbour.example>.\n", late=True),
    *UNPRINTABLE,
)
