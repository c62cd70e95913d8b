"""The styles beside one another: each in its own faces, with one accent, and every block in it on the grid of lines."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from msgspec.structs import replace

from pamphlet.model import Box, Figure, Heading, OrderedList, Pamphlet, Verse
from pamphlet.renderers.pdf.geometry import page_geometry
from pamphlet.renderers.pdf.headlines import fill_lines
from pamphlet.style_sheets import Sheet, refuse_fetching
from pamphlet.styles import load_style, style_names
from pamphlet.units import Size, mm_to_pt

from .editions import A5, draw, everything, item, pamphlet, paragraph, prose, run, set_pdf, slow, statement
from .finished import Page, Pdf

# Which faces does a style bring, besides the one that stands in for what they lack?
FACES = {
    "large-print": {"Clear"},
    "broadside": {"Serif", "Wood"},
    "classic": {"Serif"},
    "modern": {"Grotesque"},
}
STAND_IN = "Sans"


@pytest.fixture(scope="module", params=style_names())
def styled(request: pytest.FixtureRequest) -> tuple[str, Pdf]:
    """The edition with everything in it, in each style."""
    style = load_style(request.param)
    return request.param, set_pdf(some_of_everything(), style=style, pictures={"well.png": draw(800, 600)})


def some_of_everything() -> Pamphlet:
    """Everything there is, but for some of the paragraphs."""
    edition = everything()
    shortened = (
        replace(each, blocks=each.blocks[:12]) if len(each.blocks) == 24 else each for each in edition.statements
    )
    return replace(edition, statements=tuple(shortened))


def text_pages(pdf: Pdf) -> list[Page]:
    """The pages of the statement that is paragraphs alone, but for the one that it opens on."""
    title = next(title for title, _ in pdf.outline if title.startswith("What was said"))
    return list(pdf.pages_of(title))[1:]


@pytest.mark.parametrize("name", style_names())
def test_no_style_of_ours_fetches_anything(name: str) -> None:
    """What strangers’ sheets are looked through for when they are read, ours are looked through for here."""
    refuse_fetching(Sheet(name, load_style(name).epub_css))


def test_a_style_sets_everything_in_its_own_faces(styled: tuple[str, Pdf]) -> None:
    """And in few weights: every face costs bytes, and too many make a page restless."""
    name, pdf = styled
    faces = {font.partition("+")[2].split("-")[1] for font in pdf.fonts}
    assert faces - {STAND_IN} == FACES[name]
    assert len(pdf.fonts) <= 7


def test_every_line_of_text_stands_on_one_grid(styled: tuple[str, Pdf]) -> None:
    """Whatever the face: lines on the two sides of a leaf lie on one another, within a tenth of a point."""
    _, pdf = styled
    glyphs = [(page, glyph) for page in text_pages(pdf) for glyph in page.glyphs if glyph["mcid"] is not None]
    ((size, _),) = Counter(glyph["size"] for _, glyph in glyphs).most_common(1)
    feet = {(page.number, page.height - glyph["matrix"][5]) for page, glyph in glyphs if glyph["size"] == size}
    lines = [baseline for _, baseline in sorted(feet)]
    steps = {round(later - earlier, 1) for earlier, later in pairwise(lines) if later > earlier}
    leading = min(steps)
    assert len(lines) > 30
    assert all(abs(step / leading - round(step / leading)) * leading <= 0.1 for step in steps)


def test_the_accent_is_on_the_covers_and_in_few_places_else(styled: tuple[str, Pdf]) -> None:
    """The text itself is black, so that a copy from any copier reads as well."""
    name, pdf = styled
    if name == "large-print":
        pytest.skip("it has no colour: black on white stands out most")
    black = {(0, 0, 0), (0,), 0, (0.0, 0.0, 0.0), (0.0,)}
    assert any(panel["non_stroking_color"] not in black for panel in pdf.page(1).panels + pdf.page(1).rules)
    assert {tuple(glyph["non_stroking_color"]) for page in text_pages(pdf) for glyph in page.glyphs} <= black


def test_a_broadsides_titles_fill_the_measure(styled: tuple[str, Pdf]) -> None:
    """Every line of them, each at its own size, and larger than anything else on the page."""
    name, pdf = styled
    if name != "broadside":
        pytest.skip("the other styles set a title in one size")
    page = pdf.opening("What was said at the meeting of the valley in the autumn of that dry year")
    title = [line for line in page.lines if "Wood" in line.font and line.size > 15]
    text = max(line.right for line in page.lines) - min(line.left for line in page.lines)
    assert len(title) > 1
    assert len({round(line.size, 1) for line in title}) == len(title)
    assert all(line.right - line.left > 0.95 * text for line in title)


def test_a_title_that_fills_its_room_loses_no_word() -> None:
    """In order, on even lines, no higher than the room, and in the time that a title of fifty words may take."""
    style = load_style("broadside")
    room = Size(110, 60)
    for title in ("No", "Say one thing", "An endless title " * 16):
        lines = fill_lines(title, room, style.title_em, leading=1.1, largest_pt=90)
        assert " ".join(line.words for line in lines) == title.strip()
        assert sum(line.size_pt for line in lines) * 1.1 <= mm_to_pt(room.height_mm)


def test_large_print_is_large_and_plain(styled: tuple[str, Pdf]) -> None:
    """Page numbers, notes, their calls and captions too; nothing slanted, broken, or spread to the measure.

    As the associations of blind people ask.
    """
    name, pdf = styled
    if name != "large-print":
        pytest.skip("the other styles are for those who see well")
    pages = pdf.pages[1:-1]
    sizes = {round(line.size, 1) for page in pages for line in page.lines if line.text.strip()}
    assert min(sizes) >= 18
    assert not any("Italic" in font or "Oblique" in font for font in pdf.fonts)
    assert not any(line.text.rstrip().endswith(("-", "\u2010")) for page in pages for line in page.lines)
    ends = [round(line.right) for page in text_pages(pdf) for line in page.lines]
    assert Counter(ends).most_common(1)[0][1] < len(ends) / 3
    assert f"{pages[4].number} / {len(pdf.pages)}" in " ".join(line.text for line in pages[4].lines)


BOXES = pamphlet(
    statement(
        paragraph(prose(40)),
        Box("demands", (Heading(2, run("We ask")), OrderedList((item("A pump."), item("A key."))))),
        paragraph(prose(40)),
        Box("pull", (paragraph("Nobody was asked."),)),
        paragraph(prose(40)),
        Verse((run("Round and round"), run("\u00a0\u00a0\u00a0\u00a0the wheel goes"))),
        Box("slip", (paragraph("Name ____"), paragraph("Cut here."))),
        paragraph(prose(40)),
    )
)


@pytest.mark.parametrize("name", [name if name == "classic" else slow(name) for name in style_names()])
def test_boxes_stand_apart_on_the_grid(name: str) -> None:
    """In order, between rules or in a frame; the text after them stands on its lines again."""
    pdf = set_pdf(BOXES, style=load_style(name))
    text = " ".join(page.text for page in pdf.pages)
    places = [
        text.index(words) for words in ("We ask", "A pump.", "Nobody was asked.", "the wheel", "Name", "Cut here")
    ]
    assert places == sorted(places)
    spread = "".join(page.text for page in pdf.pages)
    assert spread.count("_") > 10
    (indented, plain) = (
        next(line for page in pdf.pages for line in page.lines if words in line.text)
        for words in ("the wheel", "Round and")
    )
    assert indented.left > plain.left + 5
    geometry = page_geometry(A5, load_style(name).facts.page)
    ((size, _),) = Counter(line.size for page in pdf.pages for line in page.lines if len(line.text) > 30).most_common(1)
    feet = [
        line.baseline
        for page in pdf.pages[3:-2]
        for line in page.lines
        if line.size == size
        and len(line.text) > 30
        and "_" not in line.text
        and line.baseline < page.height - mm_to_pt(geometry.foot_mm)
    ]
    steps = [(foot - feet[0]) / geometry.leading_pt for foot in feet]
    assert max(abs(step - round(step)) * geometry.leading_pt for step in steps) <= 0.1


def test_a_picture_may_have_a_page_of_its_own() -> None:
    """As high as the text on a page, but for its caption; the text goes on overleaf."""
    box = Box("page", (Figure("map.png", "A map", run("The harbour")),))
    edition = pamphlet(statement(paragraph("Before."), box, paragraph("Behind.")))
    pdf = set_pdf(edition, pictures={"map.png": draw(400, 600)})
    before, picture, behind, *_ = pdf.pages_of("Water for all")
    assert "Before." in before.text
    assert picture.text == "The harbour"
    assert picture.pictures[0]["height"] > 0.7 * picture.height
    assert behind.text == "Behind."
