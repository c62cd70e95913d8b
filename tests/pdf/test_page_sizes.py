"""Every paper that people name: the page is exactly that size, and the measure one that can be read."""

from __future__ import annotations

import pytest

from pamphlet.renderers.pdf.geometry import Setting, geometry_of, usual_setting
from pamphlet.units import PAPERS, mm_to_pt

from .editions import CONTACT, pamphlet, paragraphs, set_pdf, slow, statement
from .finished import Pdf

SIZES = ("A6", "A5", "A4", "B5", "Letter", "half-letter", "Legal")


@pytest.fixture(scope="module", params=[*map(slow, SIZES[1:]), SIZES[0]])
def sized(request: pytest.FixtureRequest) -> tuple[str, Pdf]:
    """The same edition on another page."""
    edition = pamphlet(statement(*paragraphs(12, seed=5)), contact=CONTACT)
    return request.param, set_pdf(edition, PAPERS[request.param])


def test_the_trim_is_the_paper(sized: tuple[str, Pdf]) -> None:
    """On every page, to a hundredth of a point."""
    name, pdf = sized
    size = PAPERS[name]
    for page in pdf.pikepdf.pages:
        left, foot, right, head = (float(edge) for edge in page.trimbox)
        assert right - left == pytest.approx(mm_to_pt(size.width_mm), abs=0.01)
        assert head - foot == pytest.approx(mm_to_pt(size.height_mm), abs=0.01)


def test_the_measure_has_45_to_75_letters(sized: tuple[str, Pdf]) -> None:
    """Counted on full lines of the finished pages."""
    _, pdf = sized
    lines = [line for page in pdf.pages_of("Water for all") for line in page.lines[4:-1]]
    full = [line for line in lines if line.text[-1] not in ".:" and line.size != 8.5]
    assert 45 <= sum(line.glyphs for line in full) / len(full) <= 75


def test_nothing_leaves_the_page(sized: tuple[str, Pdf]) -> None:
    """Not one word on any page stands nearer to an edge than office printers can reach."""
    _, pdf = sized
    for page in pdf.pages:
        for line in page.lines:
            assert mm_to_pt(5) < line.left < line.right < page.width - mm_to_pt(5)
            assert mm_to_pt(5) < line.baseline - line.size * 0.7 < line.baseline < page.height - mm_to_pt(5)


def test_a_page_is_no_slower_to_read_for_being_larger(sized: tuple[str, Pdf]) -> None:
    """The leading is a third more than the type, within a little."""
    _, pdf = sized
    page = pdf.page(4)
    text = [line for line in page.lines if line.size == page.lines[-3].size]
    leading = text[-1].baseline - text[-2].baseline
    assert 1.3 < leading / text[-1].size < 1.42


@pytest.mark.parametrize("name", PAPERS)
def test_the_last_line_of_a_block_stands_in_it(name: str) -> None:
    """Whatever margins are rounded to, in the usual setting and when pages are fitted."""
    usual = usual_setting(PAPERS[name])
    fitted = [Setting(usual.text_pt, usual.leading_pt + step / 100, usual.widest_em) for step in range(-50, 50)]
    for setting in (usual, *fitted):
        page = geometry_of(PAPERS[name], setting)
        height = mm_to_pt(page.trim.height_mm - page.head_mm - page.foot_mm)
        assert 0 <= height - page.lines * page.leading_pt < 0.02
