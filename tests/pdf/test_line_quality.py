"""What a typographer would look for in the finished lines: loose ones, ladders, scraps; measured from the PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pytest

from pamphlet.means import Means
from pamphlet.proof.pdf_text import read_pdf
from pamphlet.renderers.pdf import PagePlan, render, typeset
from pamphlet.renderers.pdf.remarks import Blemish, remark_on
from pamphlet.styles import load_style

from .editions import A5, CLASSIC, TINY, pamphlet, paragraph, paragraphs, seeded, slow, statement
from .finished import Found, Page, Pdf

WIDEST_SPACE_EM = 0.5
SMALLEST_TEXT_PT = 9.0
LONG_ONES = (("modern", 28), ("broadside", 28), ("classic", 2), ("classic", 14), ("classic", 19), ("classic", 31))


class Row(NamedTuple):
    """A line of the text: its words, how wide its widest space is in ems, and where it begins and ends."""

    page: int
    words: tuple[str, ...]
    space_em: float
    left: float
    right: float

    @property
    def is_cut(self) -> bool:
        """Whether it ends in a hyphen."""
        return self.words[-1].endswith(("-", "\u2010"))


@pytest.fixture(scope="module", params=[("classic", 28), *(slow(each) for each in LONG_ONES)], ids=str)
def mended(request: pytest.FixtureRequest) -> Pdf:
    """A seeded edition, whose words are hard to cut."""
    style, seed = request.param
    return Pdf(render(seeded(seed), load_style(style), page=A5, images={}))


@pytest.fixture(scope="module")
def pages(mended: Pdf) -> list[list[Row]]:
    """The rows of each page of its statements."""
    return [rows_of(page) for page in mended.pages[3:-2]]


def rows_of(page: Page) -> list[Row]:
    """The lines of running text of a page, without its running head and folio."""
    text = [line for line in page.lines if line.size > SMALLEST_TEXT_PT and not line.text.isdigit()]
    return [row for line in text if (row := row_of(page, line.baseline))]


def row_of(page: Page, baseline: float) -> Row | None:
    """The words of a line with the white between them."""
    glyphs = sorted(
        (glyph for glyph in page.glyphs if abs(page.height - glyph["matrix"][5] - baseline) < 0.01),
        key=lambda glyph: float(glyph["x0"]),
    )
    words = list(split(glyphs))
    if not words:
        return None
    size = max(float(glyph["size"]) for glyph in glyphs)
    gaps = [(float(right[0]["x0"]) - float(left[-1]["x1"])) / size for left, right in pairwise(words)]
    texts = tuple("".join(glyph["text"] for glyph in word) for word in words)
    return Row(page.number, texts, max(gaps, default=0.0), float(glyphs[0]["x0"]), float(glyphs[-1]["x1"]))


def split(glyphs: list[Found]) -> Iterator[list[Found]]:
    """Glyphs, parted at spaces."""
    word: list[Found] = []
    for glyph in glyphs:
        if glyph["text"].isspace():
            if word:
                yield word
            word = []
        else:
            word.append(glyph)
    if word:
        yield word


def test_hardly_a_line_is_loose(pages: list[list[Row]]) -> None:
    """A word space above half an em in one line of fifteen at most: the invented words are hard to cut."""
    rows = [row for page in pages for row in page]
    loose = [row for row in rows if row.space_em > WIDEST_SPACE_EM + 0.02]
    assert len(loose) <= len(rows) / 15


def test_no_line_reaches_over_the_edge(pages: list[list[Row]]) -> None:
    """Every line ends at the edge at which most lines of its side of the sheet end, or before it."""
    for side in (0, 1):
        rows = [row for page in pages for row in page if row.page % 2 == side]
        edge = sorted(row.right for row in rows)[len(rows) // 2]
        assert [row for row in rows if row.right > edge + 1.5 and row.space_em] == []


def test_no_more_than_two_hyphens_in_a_row(pages: list[list[Row]]) -> None:
    """Nor is a word cut by the turn of a leaf."""
    for page in pages:
        cut = "".join("-" if row.is_cut else " " for row in page)
        assert "---" not in cut
        assert page[0].page % 2 == 0 or not page[-1].is_cut


def test_words_that_were_cut_anew_are_read_back_whole(mended: Pdf, pages: list[list[Row]]) -> None:
    """Each hyphen at a line's end stands in the same piece of the page as its word, or a reader would hear two."""
    cut = Counter(row.words[-1].rstrip("-\u2010").lower() for page in pages for row in page if row.is_cut)
    joints = Counter(word.text.lower() for word in read_pdf(mended.content).body if word.joint)
    assert cut - joints == Counter()


def test_no_word_stands_alone_at_the_end_of_a_paragraph(pages: list[list[Row]]) -> None:
    """The last line, which the next paragraph's indent shows, has two words at least."""
    for page in pages:
        left = min(row.left for row in page)
        indented = [row.left > left + 5 for row in page]
        for row, (_, next_is_indented) in zip(page[1:], pairwise(indented[1:]), strict=False):
            assert not (next_is_indented and len(row.words) == 1 and row.left < left + 1)


@pytest.mark.parametrize("style", ["classic", slow("modern")])
def test_a_long_title_has_lines_of_like_length(style: str) -> None:
    """No scrap of a word below a full line."""
    title = "What was said at the meeting of the whole valley in May"
    pdf = Pdf(render(pamphlet(statement(title=title)), load_style(style), page=A5, images={}))
    lines = [line for line in pdf.page(4).lines if line.size > 16]
    widths = [line.right - line.left for line in lines]
    assert len(lines) > 1
    assert min(widths) > 0.55 * max(widths)


def test_what_is_loose_is_told() -> None:
    """With the pages, whether statements were set apart or not; here no word can be cut."""
    text = " ".join(f"a {'bcdfghjklmnpqrst'[: 9 + number % 7]}" for number in range(24))
    edition = pamphlet(*(statement(paragraph(text), slug=f"s{number}") for number in range(4)))
    apart, whole = (
        typeset(edition, CLASSIC, PagePlan(TINY), images={}, means=Means(whole=is_whole)) for is_whole in (False, True)
    )
    assert re.match(r"\d+ loose lines \(pages 4, 6, 8 and 10\)", apart.remarks[0])
    assert apart.remarks == whole.remarks


def test_remarks_name_each_page_once() -> None:
    """And say nothing where there is nothing to say."""
    assert remark_on({}) == ()
    assert remark_on({4: Blemish(2), 9: Blemish(1, 1)}) == ("3 loose lines (pages 4 and 9), 1 river (page 9)",)
    assert remark_on({7: Blemish(1)}) == ("1 loose line (page 7)",)


def test_remarks_say_which_facing_pages_end_unevenly_and_why() -> None:
    """A verso faces the recto after it; a recto faces nothing that comes."""
    uneven = {4: Blemish(uneven="text"), 7: Blemish(uneven="text"), 8: Blemish(uneven="held")}
    (said,) = remark_on(uneven)
    assert said.split(": ")[1].split(", 8") == [
        "4 and 5 (no paragraph there can give or take a line)",
        " and 9 (a picture, a table or notes stand there)",
    ]


def test_text_is_ragged_where_it_is_wished() -> None:
    """No word space is wider than another, and lines end where they may."""
    edition = pamphlet(statement(*paragraphs(3)))
    pdf = Pdf(typeset(edition, CLASSIC, PagePlan(A5, ragged=True), images={}).content)
    rows = [row for row in rows_of(pdf.opening("Water for all")) if len(row.words) > 6]
    assert len({round(row.right) for row in rows}) > len(rows) / 2
    assert max(row.space_em for row in rows[3:]) < 0.3
