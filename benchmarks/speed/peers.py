"""A corpus → the commands that others would make a pamphlet of it with, and what they need for that."""
# ruff: noqa: INP001 - a script's other half

from __future__ import annotations

import html
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

import markdown

STYLE: Final = """
@page { size: A5; margin: 18mm 16mm 20mm; @bottom-center { content: counter(page) } }
html { font: 10.5pt/14pt serif; hyphens: auto } p { margin: 0; text-align: justify; text-indent: 1.2em }
section, nav { break-before: page } nav a::after { content: leader('.') target-counter(attr(href), page) }
"""
TYPST: Final = """
#set page(paper: "a5", margin: (x: 16mm, y: 18mm), numbering: "1")
#set text(size: 10.5pt, lang: "en"); #set par(justify: true, first-line-indent: 1.2em)
#let head = state("head", none); #set page(header: context head.get())
#show heading.where(level: 1): it => { pagebreak(weak: true); head.update(it.body); it }
#outline(depth: 1)
"""
SCRIPT: Final = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"


class Statement(NamedTuple):
    """A statement of the corpus, taken apart."""

    title: str
    signed: str
    body: str


class Peer(NamedTuple):
    """Another way to a file: the program that it needs, and its command for a folder of sources and a target."""

    name: str
    program: str
    command: Callable[[Path, Path], list[str]]


def _chromium(made: Path, out: Path) -> list[str]:
    steering = ["--headless", "--no-sandbox", "--disable-gpu"]
    return ["chromium", *steering, f"--print-to-pdf={out}.pdf", (made / "book.html").as_uri()]


def _pandoc(made: Path, out: str, *options: str) -> list[str]:
    return ["pandoc", str(made / "book.md"), "--toc", *options, "-o", out]


# Who else makes a PDF or an EPUB of such statements? Commands that a person would type.
PEERS: Final = (
    Peer(
        "plain WeasyPrint script",
        sys.executable,
        lambda made, out: [sys.executable, "-c", SCRIPT, str(made / "book.html"), f"{out}.pdf"],
    ),
    Peer("typst", "typst", lambda made, out: ["typst", "compile", str(made / "book.typ"), f"{out}.pdf"]),
    Peer("Chromium printing", "chromium", _chromium),
    Peer("XeLaTeX by pandoc", "xelatex", lambda made, out: _pandoc(made, f"{out}.pdf", "--pdf-engine=xelatex")),
    Peer("pandoc’s EPUB", "pandoc", lambda made, out: _pandoc(made, f"{out}.epub")),
)


def missing(peer: Peer) -> bool:
    """Whether its program is not on this machine."""
    return shutil.which(peer.program) is None


def write_books(corpus: Path, folder: Path) -> None:
    """The corpus as the one file that each peer takes: HTML, Typst and Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    statements = [_read(path) for path in sorted(corpus.glob("[0-9]*.md"))]
    (folder / "book.md").write_text("\n".join(map(_as_markdown, statements)), encoding="utf-8")
    (folder / "book.typ").write_text(TYPST + "\n".join(map(_as_typst, statements)), encoding="utf-8")
    entries = (f'<li><a href="#s{n}">{html.escape(each.title)}</a></li>' for n, each in enumerate(statements))
    bodies = (_as_html(each, number) for number, each in enumerate(statements))
    head = f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Statements</title><style>{STYLE}</style>'
    book = f"{head}<h1>Statements</h1><nav><ol>{''.join(entries)}</ol></nav>{''.join(bodies)}</html>"
    (folder / "book.html").write_text(book, encoding="utf-8")


def _read(path: Path) -> Statement:
    title, signed, body = path.read_text(encoding="utf-8").split("\n\n", 2)
    return Statement(title.removeprefix("# "), " ".join(signed.split()), body)


def _as_markdown(statement: Statement) -> str:
    return f"# {statement.title}\n\n*{statement.signed}*\n\n{statement.body}\n"


def _as_html(statement: Statement, number: int) -> str:
    body = markdown.markdown(statement.body)
    return f'<section id="s{number}"><h1>{html.escape(statement.title)}</h1><p>{statement.signed}</p>{body}</section>'


def _as_typst(statement: Statement) -> str:
    body = re.sub(r"^## ", "== ", statement.body, flags=re.MULTILINE)
    body = re.sub(r"\*(\w+)\*", r"_\1_", body).replace("#", "\\#").replace("@", "\\@")
    return f"= {statement.title}\n\n{statement.signed}\n\n{body}\n"
