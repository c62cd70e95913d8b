"""Others' words, set off from the text; lines whose ends must stay."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pamphlet.model import Footnote, LineBreak, NoteReference, Paragraph, Quotation, ThematicBreak, Verse

from .editions import CONTACT, TINY, pamphlet, paragraph, prose, run, set_pdf, statement
from .finished import Line, Page


def page_of(*blocks: object) -> Page:
    """The first page of a statement with these blocks between two paragraphs."""
    return set_pdf(pamphlet(statement(paragraph(prose(40)), *blocks, paragraph(prose(40))))).page(4)  # type: ignore[arg-type]


def between(page: Page) -> list[Line]:
    """The lines that stand apart from the text: those that start further in."""
    edge = min(line.left for line in page.lines)
    indented = [line for line in page.lines if line.left > edge + 10]
    return [line for line in indented if line.baseline < page.lines[-2].baseline]


def test_a_quotation_is_indented_on_both_sides() -> None:
    """By as much on either."""
    page = page_of(Quotation((paragraph(prose(60)),)))
    left, right = min(line.left for line in page.lines), max(line.right for line in page.lines)
    quoted = between(page)[:-1]
    assert len(quoted) > 4
    assert quoted[1].left - left == pytest.approx(right - quoted[1].right, abs=1)


def test_whoever_is_quoted_stands_on_the_page_of_the_words() -> None:
    """A name alone overleaf would belong to nothing."""
    said = Quotation((paragraph("Nobody told us, and nobody asked."), paragraph("— Ada Brook")))
    openings = (paragraph(prose(156 + 6 * number)) for number in range(6))
    quoted = [statement(opening, said, slug=f"s-{number}") for number, opening in enumerate(openings)]
    pages = set_pdf(pamphlet(*quoted), TINY).pages
    signed = [page.text for page in pages if "— Ada Brook" in page.text]
    assert len(signed) == len(quoted)
    assert all("nobody asked." in text for text in signed)


def test_a_signature_stands_line_by_line() -> None:
    """Its lines begin where a paragraph does, all of them; prose that ends a line early is a paragraph as any."""
    signed, prosaic = run("Joan Hill", LineBreak(), "Secretary"), run(prose(60), LineBreak(), "Thank you.")
    page = page_of(Paragraph(signed), Paragraph(prosaic))
    edge = min(line.left for line in page.lines)
    lefts = {line.text: line.left - edge for line in page.lines}
    assert lefts["Joan Hill"] == lefts["Secretary"] > 10
    assert lefts["Thank you."] == pytest.approx(0, abs=0.1)


def test_a_line_of_white_stands_before_and_after() -> None:
    """One line each, on the grid."""
    page = page_of(Quotation((paragraph("A matter of trust."),)))
    steps = [round(after.baseline - before.baseline, 1) for before, after in pairwise(page.lines)]
    at = [line.text for line in page.lines].index("A matter of trust.")
    assert steps[at - 1 : at + 1] == [28.0, 28.0]


def test_verse_keeps_its_lines() -> None:
    """Each on a line of its own, ragged, with no hyphen."""
    page = page_of(Verse((run("Drip by drip,"), run("ship by ship."))))
    assert page.line("Drip by drip,").baseline + 14 == pytest.approx(page.line("ship by ship.").baseline)


def test_stanzas_are_parted_by_a_line_of_white() -> None:
    """As they are in the source."""
    page = page_of(Verse((run("Drip by drip,"), (), run("ship by ship."))))
    assert page.line("Drip by drip,").baseline + 28 == pytest.approx(page.line("ship by ship.").baseline)


def test_a_verse_line_longer_than_the_measure_hangs() -> None:
    """What does not fit stands further in, so that nobody takes it for a line of the poem."""
    page = page_of(Verse((run(prose(20)), run("Ship by ship."))))
    lines = between(page)
    first, *turned, second = lines[: [line.text for line in lines].index("Ship by ship.") + 1]
    assert turned
    assert all(line.left > first.left + 10 for line in turned)
    assert second.left == pytest.approx(first.left, abs=0.6)


@pytest.mark.slow
def test_a_poem_longer_than_a_page_loses_no_line() -> None:
    """It is broken where it must be."""
    pdf = set_pdf(pamphlet(statement(Verse(tuple(run(f"Line {number}.") for number in range(60))))), TINY)
    assert [f"Line {number}." in pdf.text for number in range(60)] == [True] * 60


def test_a_note_in_a_quotation_is_set_as_a_note() -> None:
    """Upright, one size down, at the foot."""
    called = Quotation((paragraph("A matter of trust.", NoteReference("a")),))
    page = page_of(called, Footnote("a", (paragraph("Of whom?"),)))
    assert page.line("Of whom?").text == "1. Of whom?"
    assert page.line("Of whom?").baseline > page.height * 0.8


def test_a_pause_is_three_stars() -> None:
    """In the middle of the measure; the text after it begins flush."""
    page = page_of(ThematicBreak())
    stars = page.line("* * *")
    after = page.lines[page.lines.index(stars) + 1]
    left, right = min(line.left for line in page.lines), max(line.right for line in page.lines)
    assert (stars.left + stars.right) / 2 == pytest.approx((left + right) / 2, abs=2)
    assert after.left == pytest.approx(left, abs=1)


@pytest.mark.slow
@pytest.mark.parametrize("text", [prose(8), prose(30)])
def test_a_pause_never_ends_a_page(text: str) -> None:
    """Nor is it the last mark of a page when text follows."""
    for count in range(10, 70, 6):
        blocks = (paragraph(prose(count)), ThematicBreak(), paragraph(text))
        pdf = set_pdf(pamphlet(statement(*blocks), contact=CONTACT), TINY)
        page = next(page for page in pdf.pages_of("Water for all") if "* * *" in page.text)
        assert page.lines[-2].text != "* * *"


def test_stanzas_in_lines_of_their_own_have_white_between_and_around_them() -> None:
    """A line of it, as verse has; a signature or an address by itself has none."""
    first, second = (
        paragraph("The tide came in,", LineBreak(), "the tide went out,"),
        paragraph("the gate", LineBreak(), "stood"),
    )
    page = page_of(first, second)
    leading = page.line("the tide went").baseline - page.line("The tide came").baseline
    stands = [line.baseline for line in between(page)]
    before = max(line.baseline for line in page.lines if line.baseline < stands[0])
    gaps = [round((lower - upper) / leading) for upper, lower in pairwise([before, *stands])]
    assert gaps[:4] == [2, 1, 2, 1]
    alone = page_of(paragraph("Yours,", LineBreak(), "Ada Brook"))
    signed = alone.line("Yours,").baseline
    assert min(signed - line.baseline for line in alone.lines if line.baseline < signed) < 1.5 * leading
