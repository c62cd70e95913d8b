"""The proof, proved by others: words counted by poppler and by the standard library, with no module of the program.

What a source holds is in the e-book and on the pages as often, but for what the proof's JSON says was taken, put or
changed. Only the order is not looked at; the ledger does that.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest

CHECKOUT = Path(__file__).parents[2]
OWN = CHECKOUT / "tests/fixtures/statements"
REAL = CHECKOUT.parent / "shared/statements"
# What of Markdown is not printed: where links lead, numbers of items and of notes, fences.
UNPRINTED = (
    re.compile(r"(?<=\])\([^()\s]*\)"),
    re.compile(r"^\s*\d{1,2}\\?[.)](?=\s)", re.MULTILINE),
    re.compile(r"\[\^[^\]]+\]:?"),
    re.compile(r"^:::.*$|^```.*$", re.MULTILINE),
)
ADDED = {"doc-noteref", "doc-backlink"}


class Finished(NamedTuple):
    """The files of a build: what the program says of them is read from its JSON alone."""

    sources: dict[str, str]
    proof: dict[str, Any]
    epub: Path
    pdf: Path


@pytest.fixture(params=[OWN, REAL], ids=["our own", "real"], scope="module")
def finished(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """Built as a user builds."""
    if not request.param.is_dir():
        pytest.skip("the real statements are not here")
    out = tmp_path_factory.mktemp("built")
    leaflets = sorted(map(str, request.param.glob("*.txt")))
    command = [sys.executable, "-m", "pamphlet", "--seconds", "300", "build", *leaflets, "-o", str(out)]
    subprocess.run(command, check=True, capture_output=True, cwd=CHECKOUT)
    (proof,) = out.glob("*-proof.json")
    stated = json.loads(proof.read_text(encoding="utf-8"))
    sources = {
        account["file"]: (request.param / account["file"]).read_text(encoding="utf-8")
        for account in stated["ledger"]["accounts"]
    }
    name = proof.name.removesuffix("-proof.json")
    return Finished(sources, stated, out / f"{name}.epub", out / f"{name}.pdf")


def words(text: str) -> Counter[str]:
    """Runs of letters and figures, as often as they stand there."""
    plain = unicodedata.normalize("NFKC", text.replace("\u00ad", ""))
    return Counter(re.findall(r"[^\W_]+", plain))


def printed(text: str) -> Counter[str]:
    """The words of some Markdown that a reader sees."""
    for unprinted in UNPRINTED:
        text = unprinted.sub(" ", text)
    return words(text)


def due(finished: Finished) -> Counter[str]:
    """The words of all sources, without what repairs took, and with what they put there."""
    total: Counter[str] = Counter()
    for text in finished.sources.values():
        total.update(printed(text))
    # Where a link leads is no word.
    for repair in (each for each in finished.proof["repairs"] if each["rule"] != "https"):
        total.subtract(printed(repair["before"]))
        total.update(printed(repair["after"]))
    assert min(total.values()) >= 0, "a repair names words that no source holds"
    return +total


class Text(HTMLParser):
    """The text of an XHTML file, but for the numbers that call notes; a picture's words are part of it."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block or a picture ends a word."""
        said = dict(attrs)
        if self.hidden or said.get("role") in ADDED or tag in {"head", "title"}:
            self.hidden += tag not in {"img", "br", "hr", "link", "meta"}
        if tag not in {"a", "em", "strong", "sup", "span", "code", "time", "abbr", "cite"}:
            self.parts.append("\n")
        self.parts.append(said.get("alt") or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """What has no end hides nothing."""
        self.parts.append("\n" if tag != "span" else "")
        self.parts.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        """The end of what is hidden, or of a block."""
        self.hidden -= bool(self.hidden)
        if tag not in {"a", "em", "strong", "sup", "span", "code", "time", "abbr", "cite"}:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Words."""
        self.parts.append("" if self.hidden else data)


def book(epub: Path) -> Iterator[str]:
    """The text of each statement, and of the page of contacts."""
    with zipfile.ZipFile(epub) as archive:
        for name in archive.namelist():
            if re.search(r"statements/[^/]+\.xhtml$", name):
                text = Text()
                text.feed(archive.read(name).decode())
                yield "".join(text.parts)


@pytest.mark.slow
def test_the_e_book_holds_the_words_that_are_due_and_no_others(finished: Finished) -> None:
    """As often as they are due, over all statements."""
    held: Counter[str] = Counter()
    for text in book(finished.epub):
        held.update(words(text))
    assert held - due(finished) == Counter()
    assert due(finished) - held == Counter()


@pytest.mark.slow
@pytest.mark.needs("pdftotext", "-v")
def test_the_pages_hold_the_words_that_are_due(finished: Finished) -> None:
    """And besides them titles over pages, contents and the like, which repeat."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(finished.pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    wanted = due(finished)

    def join(cut: re.Match[str]) -> str:
        # A hyphen at a line's end is the setter's, where the word without it is due.
        return cut[1] + cut[2] if cut[1] + cut[2] in wanted else f"{cut[1]} {cut[2]}"

    whole = re.sub(r"([^\W_]+)[-\u2010\u00ad\u0002]\s*\n\s*([^\W_]+)", join, text)
    assert wanted - words(whole) == Counter()
