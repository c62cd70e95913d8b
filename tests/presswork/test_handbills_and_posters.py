"""Handbills and posters: a headline, the text, and how to get in touch; one side where that is enough."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from pdf.editions import draw, pamphlet, prose, slow
from pdf.finished import Page, Pdf

from pamphlet.edition import PressSettings
from pamphlet.errors import PamphletError
from pamphlet.layouts import LayoutName
from pamphlet.pipeline import read_edition
from pamphlet.presswork import plan_edition, set_matter
from pamphlet.presswork.lean import HANDBILL, make_lean
from pamphlet.renderers.pdf import usual_type
from pamphlet.styles import load_style
from pamphlet.units import PAPERS, mm_to_pt

STYLES = ("classic", "modern", "broadside", "large-print")
CONTACT = "Contact: Well Keepers, 2 Mill Lane, Exampleton\nwell@harbour.example\n01632 960 001\n"
LAYOUTS: Final[tuple[LayoutName, ...]] = ("handbills-4up", "poster")
WHITE_MM = 5


def letter(words: int, title: str = "The well is closed") -> str:
    """A statement of so many words, with the contact at its end."""
    paragraphs = "\n\n".join(prose(40, seed) for seed in range(words // 40))
    return f"# {title}\n\nAda Brook\n\n1 May 2031\n\n{paragraphs}\n\n{CONTACT}"


def set_leaf(folder: Path, layout: LayoutName, *texts: str, style: str = "classic", extra: str = "") -> Pdf:
    """The pages of an edition of these texts for a layout on A4."""
    (folder / "edition.toml").write_text(extra, encoding="utf-8")
    for number, text in enumerate(texts):
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    edition = read_edition([folder], source_date_epoch=None)
    plan = plan_edition(PressSettings(layout=layout), edition.settings.page.size)
    return Pdf(set_matter(edition, load_style(style), plan).pdf)


def size_of(page: Page, words: str) -> float:
    """The size of the first line that has these words."""
    return next(line.size for line in page.lines if words in line.text)


def test_a_short_handbill_is_one_side(tmp_path: Path) -> None:
    """Headline first, without cover, imprint, contents, folio or back cover."""
    leaf = set_leaf(tmp_path, "handbills-2up", letter(80))
    [page] = leaf.pages
    assert page.lines[0].text.startswith("The well")
    assert not any(line.text.isdecimal() for line in page.lines)
    assert [title for title, _ in leaf.outline] == ["The well is closed"]


@pytest.mark.slow
def test_a_longer_one_has_its_back_and_a_long_one_more_leaves(tmp_path: Path) -> None:
    """Sides go in pairs, for paper has two."""
    assert [len(set_leaf(tmp_path, "handbills-2up", letter(words)).pages) for words in (400, 1200)] == [2, 6]


@pytest.fixture(scope="module", params=["classic", "broadside", *map(slow, ("modern", "large-print"))])
def style(request: pytest.FixtureRequest) -> str:
    """Each of the program’s styles."""
    return str(request.param)


@pytest.fixture(scope="module")
def leaves(style: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pdf]:
    """A short statement as handbills and as a poster, with the line that the law may ask for."""
    printed = 'printed_by = "Printed and promoted by A. Example, 1 Example Quay, Exampleton"'
    return {
        layout: set_leaf(
            tmp_path_factory.mktemp(layout), layout, letter(80), style=style, extra=f"[matter]\n{printed}\n"
        )
        for layout in LAYOUTS
    }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_side_says_how_to_get_in_touch(layout: str, leaves: dict[str, Pdf]) -> None:
    """At its foot, below the text, away from the edge, with the line that the law may ask for."""
    for page in leaves[layout].pages:
        drawn = " ".join(page.drawn.split())
        for words in ("2 Mill Lane", "well@harbour.example", "01632 960 001", "Printed and promoted"):
            assert words in drawn
        foot = min(line.baseline for line in page.lines if "Contact" in line.text or "Well Keepers" in line.text)
        text = page.text.split()
        assert text
        white = mm_to_pt(WHITE_MM)
        assert all(glyph["bottom"] <= page.height - white for glyph in page.glyphs)
        assert all(white <= glyph["x0"] and glyph["x1"] <= page.width - white for glyph in page.glyphs)
        body = [line for line in page.lines if line.baseline < foot]
        assert max(line.baseline + 0.3 * line.size for line in body) < foot - 0.7 * size_of(page, "well@")


def test_a_headline_is_as_wide_as_the_text(leaves: dict[str, Pdf]) -> None:
    """And the largest thing on the leaf."""
    [page] = leaves["poster"].pages
    headline = page.lines[0]
    measure = max(line.right for line in page.lines) - min(line.left for line in page.lines)
    assert headline.right - headline.left > 0.85 * measure
    assert headline.size == max(line.size for line in page.lines)


def test_a_poster_of_few_words_is_read_from_afar(tmp_path: Path) -> None:
    """Type grows as long as one side holds it."""
    [page] = set_leaf(tmp_path, "poster", letter(40)).pages
    usual, _ = usual_type(PAPERS["A4"], load_style("classic").facts.page)
    assert size_of(page, prose(40).split()[3]) > 1.6 * usual


def test_the_paragraphs_of_a_poster_of_few_words_are_calls(tmp_path: Path) -> None:
    """They begin at the margin, with white between them, and no line is spread to the edge."""
    calls = "# Come\n\nSaturday at noon\nMill Court gates\n\nBring pans, banners and neighbours.\n\nNo rise.\n\n"
    [page] = set_leaf(tmp_path, "poster", calls + CONTACT).pages
    lines = [line for line in page.lines if line.size > 20 and "Come" not in line.text]
    assert {round(line.left) for line in lines} == {round(lines[0].left)}
    assert [line.text for line in lines[:2]] == ["Saturday at noon", "Mill Court gates"]
    apart = [below.baseline - line.baseline for line, below in pairwise(lines)]
    assert apart[1] == pytest.approx(1.5 * apart[0], abs=1)


def test_a_poster_is_one_side_or_refused(tmp_path: Path) -> None:
    """With how much too long the text is."""
    with pytest.raises(PamphletError, match=r"a poster of A4 has one page of A4, and the text is about \d+ words too"):
        set_leaf(tmp_path, "poster", letter(1600))


@pytest.mark.parametrize("style", ["classic", slow("broadside")])
def test_a_picture_leaves_room_for_the_words(style: str, tmp_path: Path) -> None:
    """However large it is, a poster of some lines holds both."""
    (tmp_path / "pump.png").write_bytes(draw(1600, 1200))
    text = letter(80).replace("\n\nContact", "\n\n![The pump](pump.png)\n\nContact")
    [page] = set_leaf(tmp_path, "poster", text, style=style).pages
    pictures = [each for each in page.pictures if each["height"] > 100]
    assert len(pictures) == 1
    assert pictures[0]["height"] < 0.4 * page.height


def test_each_statement_has_a_side_of_its_own(tmp_path: Path) -> None:
    """Below the title that the edition gives to both."""
    texts = letter(80), letter(80, "The pump is dry")
    pages = set_leaf(tmp_path, "handbills-4up", *texts, extra='title = "Water by June"\n').pages
    assert [page.lines[0].text for page in pages] == ["Water by June"] * 2
    assert [page.lines[1].text[:8] for page in pages] == ["The well", "The pump"]


def test_an_own_way_of_setting_statements_is_kept() -> None:
    """Broadside has rules around its titles, on a handbill too; the others take the headline."""
    template = "statement.html.jinja"
    for name in STYLES:
        style = load_style(name)
        lean = make_lean(style, HANDBILL, pamphlet(), PAPERS["A5"])
        assert (lean.templates[template] == style.templates[template]) == (name == "broadside")
