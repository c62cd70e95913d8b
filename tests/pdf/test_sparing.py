"""Few statements take no more sheets than they must: matter is gathered on fewer pages where that saves one."""

from __future__ import annotations

import functools
from typing import Literal

import pytest

from pamphlet.errors import PamphletError
from pamphlet.model import Contact
from pamphlet.proof.pdf_text import read_pdf
from pamphlet.renderers.pdf import MatterChoice, PagePlan, typeset
from pamphlet.renderers.pdf.plan import Aim, Typeset
from pamphlet.renderers.pdf.sparing import is_nearer, ways_to_gather
from pamphlet.styles import load_style, style_names

from .editions import A5, CLASSIC, CONTACT, pamphlet, paragraph, paragraphs, statement
from .finished import Pdf

SPARING = MatterChoice(contents=False, sparing=True)
SHORT, LONGER = (paragraph("Few words."),), tuple(paragraphs(8, seed=3))


@functools.cache
def spared(length: Literal["short", "longer"], *, contact: bool, style: str = "classic", aim: Aim = "") -> Typeset:
    """One statement of a page or of two."""
    blocks = SHORT if length == "short" else LONGER
    edition = pamphlet(statement(*blocks), contact=CONTACT if contact else Contact())
    return typeset(edition, load_style(style), PagePlan(A5, aim, matter=SPARING), images={})


@pytest.mark.parametrize("contact", [False, True])
@pytest.mark.parametrize("length", ["short", "longer"])
def test_a_short_statement_is_one_sheet_folded(length: Literal["short", "longer"], contact: bool) -> None:  # noqa: FBT001 - drawn
    """Four pages, whether of one page or of two, with or without a contact; and the outcome says why."""
    made = spared(length, contact=contact)
    assert len(Pdf(made.content).pages) == 4
    assert made.remarks[0].endswith("saves a sheet a copy")


# What stands on the second page, and what on the last, of which statement?
PLACES = [
    ("short", False, ("Published by", "sha256"), ()),
    ("short", True, ("Published by", "sha256"), ("example.org/water", "2 Mill Lane")),
    ("longer", True, (), ("example.org/water", "2 Mill Lane", "Set with")),
]


@pytest.mark.parametrize(("length", "contact", "second", "last"), PLACES)
def test_matter_is_gathered_on_the_second_page_and_the_last(
    length: Literal["short", "longer"],
    contact: bool,  # noqa: FBT001 - drawn
    second: tuple[str, ...],
    last: tuple[str, ...],
) -> None:
    """As little as it takes: the colophon goes below the imprint, and all to the back cover only for two pages."""
    pdf = Pdf(spared(length, contact=contact).content)
    assert [words for words in second if words not in pdf.page(2).text] == []
    assert [words for words in last if words not in pdf.page(4).text] == []


def test_the_proof_and_the_outline_find_their_places() -> None:
    """The statement ends before the back cover, which has the contact."""
    content = spared("short", contact=True).content
    assert read_pdf(content, ["_closing", "_contact"]).anchors == {"_closing": 4, "_contact": 4}
    assert dict(Pdf(content).outline)["Contact"] == 4


@pytest.mark.slow
@pytest.mark.parametrize("style", [name for name in style_names() if name != "large-print"])
def test_the_gathered_contact_stands_on_the_page(style: str) -> None:
    """In every style: no line reaches over an edge."""
    for length in ("short", "longer"):
        pdf = Pdf(spared(length, contact=True, style=style).content)
        assert len(pdf.pages) == 4
        lines = pdf.page(4).lines
        assert all(line.left > 12 and line.right < pdf.page(4).width - 12 for line in lines)


def test_nothing_is_gathered_where_no_sheet_is_saved() -> None:
    """Nor where the edition chooses its matter itself."""
    edition = pamphlet(statement(*paragraphs(16, seed=3)), contact=CONTACT)
    made = typeset(edition, CLASSIC, PagePlan(A5, matter=SPARING), images={})
    usual = typeset(edition, CLASSIC, PagePlan(A5, matter=MatterChoice(contents=False)), images={})
    assert made.content == usual.content


def test_pages_that_are_asked_for_may_be_had_by_it() -> None:
    """Four pages of a statement that takes five, or six, with matter of its own."""
    assert len(Pdf(spared("short", contact=True, aim=4).content).pages) == 4
    with pytest.raises(PamphletError, match="too short for 12 pages"):
        spared("short", contact=True, aim=12)


# How many pages have text, and how many contact and colophon, and what is wanted? How may matter be gathered?
WAYS: list[tuple[int, int, Aim, list[str]]] = [
    (1, 1, "", ["some", "all"]),
    (2, 1, "sheets", ["all"]),
    (3, 1, "", []),
    (4, 1, "", []),
    (5, 1, "", ["some", "all"]),
    (2, 2, "", ["all"]),
    (1, 1, 4, ["some"]),
    (2, 1, 4, ["all", "some"]),
    (1, 1, 8, []),
]


@pytest.mark.parametrize(("text", "closing", "aim", "ways"), WAYS)
def test_matter_is_gathered_as_little_as_it_must(text: int, closing: int, aim: Aim, ways: list[str]) -> None:
    """The colophon first, then the imprint as well."""
    kinds = ["cover", "imprint", *["statement"] * text, *["closing"] * closing, "back-cover"]
    assert ways_to_gather(kinds, aim) == ways


def test_fewer_pages_are_no_gain_unless_a_sheet_is_saved() -> None:
    """Or unless they are nearer to the number that was asked for."""
    assert is_nearer(4, 5, "")
    assert not is_nearer(6, 7, "")
    assert is_nearer(5, 6, 4)
