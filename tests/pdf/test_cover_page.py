"""The cover: what it says, and that it never says more than it has room for."""

from __future__ import annotations

from typing import Any

import pytest

from pamphlet.model import Author, Cover
from pamphlet.units import PAPERS, Size, mm_to_pt

from .editions import A5, TINY, draw, pamphlet, paragraph, set_pdf, slow, statement
from .finished import Page, Pdf

WHITE, ACCENT = 1.0, 0.549


def cover_of(count: int, *, names: int = 2, page: Size = A5, **others: Any) -> Page:  # noqa: ANN401 - the model's own types hold
    """The cover of an edition of so many statements, each signed by so many."""
    authors = tuple(Author(f"Signatory {number}") for number in range(names))
    statements = (
        statement(paragraph("Short."), title=f"The statement number {number}", slug=f"s{number}", authors=authors)
        for number in range(count)
    )
    return set_pdf(pamphlet(*statements, **others), page).page(1)


def test_the_cover_names_the_pamphlet_from_kicker_to_publisher(book: Pdf) -> None:
    """In the order in which it is looked at."""
    assert book.page(1).text == (
        "A handbook Wells and springs Three statements "
        "Water & who owns it Ada Brook, Ben Rill "
        "What was said at the meeting of the valley in the autumn of that dry year Cem Bach "
        "Wem gehört das Wasser? The Mill Lane Assembly 2031"
    )


def test_title_kicker_and_subtitle_are_reversed_out_of_the_panel(book: Pdf) -> None:
    """White on the accent, and all of them inside it."""
    cover = book.page(1)
    (panel,) = cover.panels
    assert panel["non_stroking_color"][0] == pytest.approx(ACCENT, abs=0.01)
    reversed_out = [line for line in cover.lines if set(line.colour) == {WHITE}]
    assert " ".join(line.text for line in reversed_out) == "A handbook Wells and springs Three statements"
    for line in reversed_out:
        assert panel["x0"] < line.left < line.right < panel["x1"]
        assert panel["top"] < line.baseline - line.size < line.baseline < panel["bottom"]


def test_office_printers_leave_nothing_off(book: Pdf) -> None:
    """No ink nearer to an edge than five millimetres."""
    for page in (book.page(1), book.page(-1)):
        assert page.panels
        for panel in page.panels:
            assert panel["x0"] > mm_to_pt(5)
            assert panel["top"] > mm_to_pt(5)
            assert page.width - panel["x1"] > mm_to_pt(5)


@pytest.mark.parametrize(
    ("statements", "names", "listed", "signed"),
    [
        pytest.param(1, 1, True, True, id="one"),
        pytest.param(6, 1, True, True, id="a few, signed", marks=pytest.mark.slow),
        pytest.param(6, 9, True, False, id="too many names: the titles alone", marks=pytest.mark.slow),
        pytest.param(12, 1, True, True, id="many: closer, below a lower panel", marks=pytest.mark.slow),
        pytest.param(40, 3, False, False, id="very many", marks=pytest.mark.slow),
    ],
)
def test_the_cover_lists_what_it_has_room_for(statements: int, names: int, listed: bool, signed: bool) -> None:  # noqa: FBT001 - a truth table
    """Titles with signatories, titles alone, or neither; never over the publisher’s line."""
    cover = cover_of(statements, names=names)
    assert ("statement number 0" in cover.text, "Signatory" in cover.text) == (listed, signed)
    publisher = cover.line("The Mill Lane Assembly")
    below = [line for line in cover.lines if set(line.colour) != {WHITE} and line != publisher]
    assert all(line.baseline + line.size < publisher.baseline for line in below)
    assert all(line.right < cover.width - mm_to_pt(15) for line in cover.lines)


@pytest.mark.parametrize(
    ("names", "foot"),
    [slow(0, ""), slow(1, "Signatory 0"), slow(3, "Signatory 0, Signatory 1, Signatory 2"), slow(4, "")],
)
def test_without_a_publisher_the_signatories_stand_at_the_foot(names: int, foot: str) -> None:
    """Up to three of them; with nothing to say there is no rule either."""
    cover = cover_of(40, names=names, publisher="")
    assert cover.text.removeprefix("Wells and springs").strip() == foot
    assert bool(cover.rules) is bool(foot)


@pytest.mark.slow
def test_the_panel_leaves_what_the_list_needs() -> None:
    """As a rule a bit more than half of the cover is its own; where the statements are many, less; where none, more."""
    usual, many, none = (cover_of(count).panels[0] for count in (2, 12, 40))
    assert many["height"] < usual["height"] < none["height"]
    assert none["height"] < 0.8 * mm_to_pt(A5.height_mm)


@pytest.mark.parametrize("size", [slow((300, 1200)), (1200, 300), slow((60, 40))])
def test_a_picture_takes_the_place_of_the_list(size: tuple[int, int]) -> None:
    """Whatever its shape, below the panel, above the publisher and inside the margins."""
    edition = pamphlet(statement(paragraph("Short.")), cover=Cover(image="drop.png", alternative="A drop"))
    cover = set_pdf(edition, pictures={"drop.png": draw(*size)}).page(1)
    (picture,) = cover.pictures
    assert cover.panels[0]["bottom"] < picture["top"]
    assert picture["bottom"] < cover.line("The Mill Lane Assembly").baseline - 12
    assert 0.9 * mm_to_pt(18) < picture["x0"] < picture["x1"] < cover.width - 0.9 * mm_to_pt(18)
    assert picture["width"] / picture["height"] == pytest.approx(size[0] / size[1], rel=0.05)
    assert "Water for all" not in cover.text


def test_no_word_of_a_cover_is_smaller_than_seven_points() -> None:
    """However small the page; what there is no room for then stands in the contents alone."""
    covers = set_pdf(pamphlet(statement(paragraph("Short.")), cover=Cover(kicker="A handbook")), TINY)
    sizes = [line.size for page in (covers.page(1), covers.pages[-1]) for line in page.lines]
    assert min(sizes) == pytest.approx(7)


@pytest.mark.parametrize("page", [PAPERS["A6"], slow(PAPERS["A4"])])
def test_the_cover_grows_with_the_page(page: Size) -> None:
    """Its lines break where they break on A5."""
    others: dict[str, Any] = {"cover": Cover(kicker="A handbook"), "subtitle": "Three statements from the valley"}
    drawn = cover_of(4, names=1, **others)
    scaled = cover_of(4, names=1, page=page, **others)
    assert [line.text for line in scaled.lines] == [line.text for line in drawn.lines]


@pytest.mark.parametrize(
    ("names", "publisher", "says"),
    [(1, "", "Wells and springs Signatory 0"), (1, "The Mill", "Wells and springs Signatory 0 The Mill")],
)
def test_a_cover_says_nothing_twice(names: int, publisher: str, says: str) -> None:
    """The one statement of a pamphlet is called as the pamphlet is, and whoever signed may stand at the foot."""
    authors = tuple(Author(f"Signatory {number}") for number in range(names))
    alone = statement(paragraph("Short."), title="Wells and springs", authors=authors)
    assert set_pdf(pamphlet(alone, publisher=publisher)).page(1).text == says


def test_signatories_stand_below_all_titles_or_beside_all() -> None:
    """Where one of them has no room beside its title, the others do not stay there."""
    short, long = ("Wells", "Pumps"), "The well at the end of the lane, and who is to have the key of it"
    signed = (Author("The Mill Lane Assembly of Tenants"),)
    for titles, beside in (((*short, "Springs"), 3), ((*short, long), 0)):
        statements = (
            statement(paragraph("Short."), title=title, slug=f"s{number}", authors=signed)
            for number, title in enumerate(titles)
        )
        lines = set_pdf(pamphlet(*statements)).page(1).lines
        assert sum(line.text.startswith(short) and "Assembly" in line.text for line in lines) == min(beside, 2)
