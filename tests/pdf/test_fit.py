"""Fitting the pages to their paper: whole sheets, or as many pages as are asked for."""

from __future__ import annotations

import functools
from itertools import pairwise

import pytest

from pamphlet.errors import PamphletError
from pamphlet.renderers.pdf import PagePlan, typeset
from pamphlet.renderers.pdf.copyfitting import Taste, fit_pages
from pamphlet.renderers.pdf.extent import Extent, StatementExtent
from pamphlet.renderers.pdf.geometry import Setting, geometry_of, usual_setting
from pamphlet.renderers.pdf.plan import Aim, Typeset
from pamphlet.units import PAPERS

from .editions import A5, CLASSIC, TINY, pamphlet, paragraphs, seeded, slow, statement
from .finished import Pdf

REASONS = ("no setting in good taste", "settings that were tried", "no other setting")
SHORT = pamphlet(statement(*paragraphs(14, seed=5)))


@functools.cache
def fitted(aim: Aim) -> Typeset:
    """A statement of a few pages, set so."""
    return typeset(SHORT, CLASSIC, PagePlan(TINY, aim), images={})


def fill_of_last_text_page(pdf: Pdf) -> float:
    """From head to foot of the text block, 0 to 1; the fullest page tells where the foot is."""
    running = [page for page in pdf.pages if len(page.lines) > 1 and page.number not in {1, 2, 3, len(pdf.pages)}]
    head = min(line.baseline for page in running for line in page.lines[1:])
    feet = [max(line.baseline for line in page.lines if line.size > 9) for page in running]
    opening_of_contact = len(pdf.pages) - 1
    last = max(feet[index] for index, page in enumerate(running) if page.number == opening_of_contact - 1)
    return (last - head) / (max(feet) - head)


def test_text_fills_whole_sheets() -> None:
    """Four pages go on a sheet, and none is left blank."""
    assert len(Pdf(fitted("sheets").content).pages) % 4 == 0


def test_outcome_says_what_was_chosen_and_what_the_neighbours_cost() -> None:
    """Pages, type and sheets of the choice, then of a sheet more or less."""

    def lay_out(_setting: Setting) -> Extent:
        return Extent(12, 3, 2, (StatementExtent((180.0,) * 40, 5, 2400, 7, 0.8, 0.3),))

    first, *others = fit_pages(Taste(A5, usual_setting(A5)), "sheets", lay_out).remarks
    assert first == "12 pages at 10.5 on 14 pt, 3 sheets a copy: the last page of text is 80 % full"
    assert any(remark.startswith("or about 16 pages at ") and remark.endswith("4 sheets a copy") for remark in others)


def test_type_and_lines_change_together() -> None:
    """However the text is fitted, its lines lie a whole number of leadings apart."""
    pdf = Pdf(fitted("sheets").content)
    leading = float(fitted("sheets").remarks[0].split(" on ")[1].split(" pt")[0])
    baselines = [line.baseline for line in pdf.page(4).lines[1:-1]]
    assert all(
        (lower - upper) / leading == pytest.approx(round((lower - upper) / leading), abs=0.01)
        for upper, lower in pairwise(baselines)
    )


@pytest.mark.slow
def test_pages_are_those_that_were_asked_for() -> None:
    """A number of pages is met exactly."""
    usual = len(Pdf(fitted("").content).pages)
    assert len(Pdf(fitted(usual + 1).content).pages) == usual + 1


@pytest.mark.parametrize(("pages", "what"), [(5, "too long for 5 pages"), (40, "too short for 40 pages")])
def test_pages_that_cannot_be_had_are_refused_in_words(pages: int, what: str) -> None:
    """It says how many words are too many or too few, and what can be asked for."""
    with pytest.raises(PamphletError, match=what) as error:
        fitted(pages)
    assert "words" in error.value.what
    assert "`pages = " in error.value.advice


@pytest.mark.slow
def test_fitted_pages_are_the_same_every_time() -> None:
    """The search has no chance in it."""
    again = typeset(SHORT, CLASSIC, PagePlan(TINY, "sheets"), images={})
    assert again == fitted("sheets")


def test_settings_stay_in_taste() -> None:
    """Type within an eighth of the usual size, and 45 to 75 letters a line at 0.46 em a letter."""
    usual = usual_setting(A5)
    for setting in Taste(A5, usual).settings():
        geometry = geometry_of(A5, setting)
        assert 0.87 <= setting.text_pt / usual.text_pt <= 1.15
        assert 1.25 <= setting.leading_pt / setting.text_pt <= 1.42
        assert 45 <= geometry.measure_pt / geometry.text_pt / 0.46 <= 75


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_every_paper_has_settings(paper: str) -> None:
    """Margins are left on all sides of every page."""
    trim = PAPERS[paper]
    for setting in Taste(trim, usual_setting(trim)).settings():
        geometry = geometry_of(trim, setting)
        assert min(geometry.gutter_mm, geometry.fore_edge_mm, geometry.head_mm, geometry.foot_mm) > 7


def test_type_that_a_style_fixes_never_shrinks() -> None:
    """Large print may be made larger alone."""
    usual = Setting(18, 24, 30.5)
    assert min(setting.text_pt for setting in Taste(A5, usual, fixed=True).settings()) == 18


def test_text_that_nothing_stretches_gets_pages_for_notes() -> None:
    """Where every setting has five pages, three more fill the second sheet, and it is said why."""

    def lay_out(_setting: Setting) -> Extent:
        return Extent(5, 2, 2, (StatementExtent((20.0,), 3, 40, 1, 0.2, 0.3),))

    found = fit_pages(Taste(A5, usual_setting(A5)), "sheets", lay_out)
    assert found.notes_pages == 3
    assert any("3 pages for notes" in remark for remark in found.remarks)


@pytest.mark.parametrize("seed", [slow(seed) for seed in range(50)])
def test_any_edition_fills_whole_sheets_or_says_why(seed: int) -> None:
    """No blank page, and a last page of text that is at least three fifths full, or the reason."""
    made = typeset(seeded(seed), CLASSIC, PagePlan(A5, "sheets"), images={})
    pdf = Pdf(made.content)
    assert len(pdf.pages) % 4 == 0
    assert any(reason in remark for remark in made.remarks for reason in REASONS) or fill_of_last_text_page(pdf) >= 0.55
