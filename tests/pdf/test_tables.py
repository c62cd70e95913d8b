"""Tables: a header on every page, rows that stay whole, columns that stay inside the measure."""

from __future__ import annotations

import pytest

from .editions import CONTACT, TINY, pamphlet, paragraph, prose, set_pdf, slow, statement, table
from .finished import Page, Pdf

ROWS = 80


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


def test_a_table_is_ruled_above_and_below_its_header_and_at_its_end(book: Pdf) -> None:
    """With nothing in between."""
    page = book.page(5)
    header, last = page.line("Litres"), page.line("Hill Street")
    rules = sorted({round(edge) for rule in page.rules for edge in (rule["top"], rule["bottom"])})
    assert any(header.baseline - 14 < rule < header.baseline for rule in rules)
    assert any(header.baseline < rule < header.baseline + 6 for rule in rules)
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
def test_a_row_taller_than_the_page_loses_no_word() -> None:
    """It runs over."""
    pdf = set_pdf(pamphlet(statement(table("One | Two", f"{prose(400)} | end"))), TINY)
    words = " ".join(page.text for page in pdf.pages).replace("- ", "")
    assert words.count(prose(400).split()[-1]) >= 1
    assert sum(len(page.lines) for page in pdf.pages) > 60
