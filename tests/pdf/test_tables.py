"""Tables: a header on every page, rows that stay whole, columns that stay inside the measure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.errors import PamphletError
from pamphlet.model import Alignment, Heading, Row, Table
from pamphlet.renderers.pdf.tables import Columns, fit_columns
from pamphlet.styles import load_style

from .editions import CONTACT, TINY, pamphlet, paragraph, prose, run, set_pdf, slow, statement, table
from .finished import Page, Pdf

ROWS = 80
A5_PT, TEXT_PT = 314.6, 10.5
SIZES = (0.9, 0.667)


@pytest.fixture(scope="module")
def long_table() -> Pdf:
    """Over several pages."""
    rows = (f"Street {row} | {row * 7}" for row in range(ROWS))
    streets = table("Street | Litres", *rows, alignments=("none", "right"))
    return set_pdf(pamphlet(statement(paragraph("The wells:"), streets), contact=CONTACT))


def measure_of(page: Page) -> tuple[float, float]:
    """The left and the right edge of the text block."""
    left = 59.8 if page.number % 2 == 0 else 45.1
    return left, left + 314.7


def test_white_parts_a_table_from_its_heading() -> None:
    """Half a line above it and half a line below, so that what follows stands on the grid."""
    blocks = (
        paragraph("Before."),
        Heading(2, run("The wells")),
        table("Street | Litres", "Mill Lane | 7"),
        paragraph("After."),
    )
    page = set_pdf(pamphlet(statement(*blocks))).opening("Water for all")
    leading = 14.0
    heading, first, after = (page.line(words).baseline for words in ("The wells", "Street", "After."))
    assert first - heading > 1.4 * leading
    assert (after - page.line("Before.").baseline) % leading == pytest.approx(0, abs=0.1)


def test_the_header_stands_on_every_page(long_table: Pdf) -> None:
    """Once, above the rows."""
    pages = long_table.pages_of("Water for all")
    assert len(pages) > 2
    assert [page.drawn.count("Street Litres") for page in pages] == [1] * len(pages)


def test_a_table_over_several_pages_is_one_table_with_one_header(long_table: Pdf) -> None:
    """Overleaf the header is for the eye alone; every cell still names its column's."""
    (tagged,) = long_table.tagged("Table")
    headers, cells = long_table.tagged("TH"), long_table.tagged("TD")
    assert next(str(kid.S) for kid in tagged.K) == "/THead"
    assert (len(headers), len(cells)) == (2, 2 * ROWS)
    assert [str(cell.A.Headers[0]) for cell in cells] == [str(header.ID) for header in headers] * ROWS
    assert [page.text.count("Street Litres") for page in long_table.pages_of("Water for all")][1:] == [0, 0]


def test_every_row_is_there_once_and_in_order(long_table: Pdf) -> None:
    """Over all pages."""
    lines = [line.text for page in long_table.pages_of("Water for all") for line in page.lines]
    assert [line for line in lines if line.startswith("Street ") and "Litres" not in line] == [
        f"Street {row} {row * 7}" for row in range(ROWS)
    ]


@pytest.mark.parametrize("rows", [("a | b", prose(900) + " | c"), (prose(900) + " | b", "a | c")])
def test_a_row_that_no_page_can_hold_is_refused(rows: tuple[str, str]) -> None:
    """Parted, the words of its cells would mix; and a header that high leaves no room below."""
    with pytest.raises(PamphletError, match=r"^a row of a table is higher than a page, or its header is: “.*…”; write"):
        set_pdf(pamphlet(statement(table(*rows, alignments=("none", "none")))))


def test_a_table_is_ruled_above_and_below_its_header_and_at_its_end(book: Pdf) -> None:
    """With nothing in between, and with air above and below the rule below the header."""
    page = book.page(5)
    header, last = page.line("Litres"), page.line("Hill Street")
    rules = sorted({round(edge) for rule in page.rules for edge in (rule["top"], rule["bottom"])})
    assert any(header.baseline - 14 < rule < header.baseline for rule in rules)
    assert any(header.baseline + 5 < rule < header.baseline + 9 for rule in rules)
    assert any(last.baseline < rule < last.baseline + 8 for rule in rules)


def test_columns_are_aligned_as_stated(book: Pdf) -> None:
    """The litres flush right."""
    page = book.page(5)
    ends = [page.line(words).right for words in ("Litres", "Mill Lane", "910")]
    assert ends == pytest.approx([ends[0]] * 3, abs=0.6)


@pytest.mark.parametrize("columns", [slow(1), slow(4), slow(6), slow(7), 10])
def test_columns_stay_inside_the_measure(columns: int) -> None:
    """However many; their type gets smaller before they would leave it."""
    rows = [" | ".join(prose(2, 10 * row + column) for column in range(columns)) for row in range(6)]
    pdf = set_pdf(pamphlet(statement(paragraph("A table."), table(rows[0], *rows[1:])), contact=CONTACT))
    for page in pdf.pages_of("Water for all"):
        left, right = measure_of(page)
        assert left - 1 < min(line.left for line in page.lines)
        assert max(line.right for line in page.lines) < right + 1
    squeezed = "".join(page.text for page in pdf.pages).replace(" ", "").replace("-", "")
    for row in rows:
        for cell in row.split(" | "):
            assert all(word in squeezed for word in cell.split())


def fit(*rows: str) -> Columns:
    """The columns of a table on A5, where a letter is half an em wide."""
    return fit_columns(table(*rows), A5_PT, lambda text: len(text) / 2, text_pt=TEXT_PT, sizes=SIZES)


def test_a_table_of_few_words_is_as_wide_as_they_are() -> None:
    """Nobody has to follow an empty line from a word to its figure."""
    columns = fit("Paper | Weight", "Office | 80 gsm")
    assert columns.width_pt < A5_PT / 2
    assert columns.cell == SIZES[0]


def test_a_date_is_not_broken_to_spare_a_sentence() -> None:
    """Short cells keep their line; what room is left goes to the long ones."""
    columns = fit("Month | Boats | Weather", f"September 2024 | 37 | {'gales and then fog ' * 9}")
    words = columns.cell * TEXT_PT
    assert columns.widths_pt[0] >= len("September 2024") / 2 * words
    assert columns.widths_pt[2] > 2 * columns.widths_pt[1]
    assert columns.width_pt == pytest.approx(A5_PT, abs=1)


def test_a_wide_header_takes_two_lines_before_figures_get_smaller() -> None:
    """There is no need to have a column as wide as its header is long."""
    columns = fit(*["Sailing dinghies | " * 4 + "Sailing dinghies", "1 | " * 4 + "1"])
    assert columns.cell == SIZES[0]
    assert max(columns.widths_pt) < len("Sailing dinghies") / 2 * columns.cell * TEXT_PT


def test_columns_stand_closer_where_that_saves_lines() -> None:
    """Sentences that nearly fit are given what else would be white."""
    header, row = "Month | Boats | Weather", "September 2024 | 37 |"
    usual, sparing = (fit(header, *[f"{row} {'a' * 18} {'b' * letters}"] * 9) for letters in (30, 17))
    assert sparing.gap_pt < usual.gap_pt


def test_words_get_smaller_before_one_is_broken() -> None:
    """Down to the least that anybody can read; only then are words cut."""
    small = fit(*[" | ".join(["10000"] * 10)] * 2)
    assert SIZES[1] <= small.cell < SIZES[0]
    assert small.whole
    broken = fit(*[" | ".join(["1000000000"] * 12)] * 2)
    assert (broken.cell, broken.whole) == (SIZES[1], False)
    assert broken.width_pt <= A5_PT + 0.1


@given(
    st.integers(1, 9).flatmap(
        lambda count: st.lists(
            st.lists(st.text("ab -1", max_size=30), min_size=count, max_size=count), min_size=2, max_size=4
        )
    )
)
def test_no_table_is_wider_than_the_measure(cells: list[list[str]]) -> None:
    """Whatever stands in it; and every column has a width."""
    rows = [Row(tuple(run(cell) for cell in row)) for row in cells]
    plain: Alignment = "none"
    wanted = Table(rows[0], tuple(rows[1:]), (plain,) * len(cells[0]))
    columns = fit_columns(wanted, A5_PT, lambda text: len(text) / 2, text_pt=TEXT_PT, sizes=SIZES)
    assert columns.width_pt <= A5_PT + 0.1
    assert len(columns.widths_pt) == len(cells[0])
    assert min(columns.widths_pt) > 0


@pytest.mark.slow
def test_large_print_on_a_small_page_cuts_no_table_off() -> None:
    """Its words are smaller than the rest, and all there."""
    rows = ("Month | Rowing boats | Kayaks | Sailing dinghies", "September 2024 | 37 | 146 | 12")
    edition = pamphlet(statement(paragraph("A table."), table(*rows)), contact=CONTACT)
    pdf = set_pdf(edition, style=load_style("large-print"))
    for page in pdf.pages_of("Water for all"):
        assert max(line.right for line in page.lines) < measure_of(page)[1] + 1


def test_a_cell_of_one_endless_word_stays_inside_the_measure() -> None:
    """It is broken, in the header as in a row."""
    pdf = set_pdf(pamphlet(statement(table("h" * 100 + " | Short", "c" * 200 + " | Short")), contact=CONTACT))
    _, right = measure_of(pdf.page(4))
    assert max(line.right for line in pdf.page(4).lines) < right + 1


def test_no_row_is_parted(grid: Pdf) -> None:
    """Its cells stand on one page."""
    for page in grid.pages_of("Water for all"):
        rows = [line for line in page.lines if line.size < 8.5 and line.size > 8]
        edge = min((line.left for line in rows), default=0)
        assert not rows or rows[0].left == pytest.approx(edge, abs=1)


@pytest.mark.slow
def test_a_row_of_one_cell_that_is_taller_than_the_page_loses_no_word() -> None:
    """It runs over."""
    pdf = set_pdf(pamphlet(statement(table("One", prose(400)))), TINY)
    words = " ".join(page.text for page in pdf.pages).replace("- ", "")
    assert words.count(prose(400).split()[-1]) >= 1
    assert sum(len(page.lines) for page in pdf.pages) > 60
