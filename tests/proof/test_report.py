"""The proof as a page and as JSON."""

from __future__ import annotations

import itertools
from pathlib import Path

import msgspec
from lxml import html

from pamphlet.proof import Ledger, Proof, schema, to_json
from pamphlet.proof.comparison import compare

from .conftest import Built

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_shows_each_change_beside_its_source(built: Built) -> None:
    """Struck out on the left, underlined on the right."""
    page = html.fromstring(built.files["proof"].content.decode())
    gone = [element.text_content() for element in page.xpath("//table[@class='sides']//del")]
    new = [element.text_content() for element in page.xpath("//table[@class='sides']//ins")]
    assert '"given"' in gone
    assert "“given”" in new


def test_the_page_needs_nothing_else(built: Built) -> None:
    """It opens offline: no script, no address, no picture."""
    page = html.fromstring(built.files["proof"].content.decode())
    assert page.xpath("//script | //link | //img | //@src") == []
    assert all(target.startswith("#") for target in page.xpath("//a/@href"))


def test_the_page_can_be_heard(built: Built) -> None:
    """A language, one h1, no gap in the headings, captions and headers on its tables."""
    page = html.fromstring(built.files["proof"].content.decode())
    levels = [int(str(heading.tag)[1]) for heading in page.iter("h1", "h2", "h3")]
    assert page.get("lang") == "en"
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert all(table.xpath(".//th[@scope]") for table in page.iter("table"))


def test_the_number_of_a_line_stays_whole(built: Built) -> None:
    """However long the name of its file is, which may be broken anywhere."""
    page = html.fromstring(built.files["proof"].content.decode())
    numbers = page.xpath("//section[@id='repairs']//span[@class='line']")
    assert numbers
    assert all(number.text_content()[1:].isdecimal() for number in numbers)
    assert ".line { white-space: nowrap }" in page.xpath("string(//style)")


def test_the_json_is_of_the_published_form() -> None:
    """docs/proof.schema.json says what other programs may count on."""
    assert (DOCS / "proof.schema.json").read_bytes() == schema()


def test_the_json_reads_back(built: Built) -> None:
    """A program can take it up again."""
    named = built.edition.named_within()
    proof = Proof(named.pamphlet.title, named.pamphlet.identifier, Ledger((), (), ()), named.repairs, named.warnings)
    assert msgspec.json.decode(to_json(proof), type=Proof) == proof


def test_unchanged_words_are_not_marked(built: Built) -> None:
    """The source and the statement stand side by side, and only what differs stands out."""
    named = built.edition.named_within()
    rows = compare(named.manuscripts[1], named.pamphlet.statements[1])
    text = next(row for row in rows if "Forty" in row.after[0].text)
    assert [piece.changed for piece in (*text.before, *text.after)] == [False, False]
    assert text.before[0].line == 7


def test_every_word_of_the_source_is_on_the_page(built: Built) -> None:
    """What went elsewhere is there too, struck out."""
    named = built.edition.named_within()
    rows = compare(named.manuscripts[0], named.pamphlet.statements[0])
    shown = " ".join(piece.text for row in rows for piece in row.before)
    words = [word for line in named.manuscripts[0].lines for word in line.text.split() if word.isalpha()]
    assert [word for word in words if word not in shown] == []
