"""The job ticket: numbers worked out by hand, words of four languages, pictures of this very job, one page."""

from __future__ import annotations

import re
import string
from decimal import Decimal
from functools import cache
from io import BytesIO

import pdfplumber
import pytest
from leaflets import leaflet
from lxml import etree

from pamphlet.layouts import LAYOUTS, LayoutName
from pamphlet.press import Binding, Pressed, PressJob, Printer, Stock, page_size_for, press_pdf
from pamphlet.press.ticket import Order, PrintFile, make_ticket, typeset_ticket
from pamphlet.press.ticket.counting import count
from pamphlet.press.ticket.words import Words, read_words, speaks, words_for
from pamphlet.presswork.printing import set_html
from pamphlet.units import PAPERS, Size

A4 = PAPERS["A4"]
FILES = (PrintFile("water-booklet.pdf", "0f" * 32),)
ORDER = Order("Water for All", FILES, copies=500, price_a_sheet=Decimal("0.04"), currency="€")
LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt")
COUNTS: dict[LayoutName, int] = {"letter-fold": 6, "z-fold": 6, "zine": 8, "poster": 1}


@cache
def press(name: LayoutName = "booklet", printer: Printer | None = None, pages: int = 0) -> tuple[Pressed, PressJob]:
    """A job of usual length."""
    page = Size(420, 594) if name == "poster" else page_size_for(name, A4)
    job = PressJob(name, A4, printer=printer or Printer())
    return press_pdf(leaflet(pages or COUNTS.get(name, 30), page), job), job


def words_of(html: str) -> str:
    """The ticket's text in one line."""
    body = re.sub(r"<(svg|style).*?</\1>", "", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def test_numbers_are_those_of_a_careful_clerk() -> None:
    """Thirty pages: 8 sheets, 500 times, are 4000, in 8 reams; a sheet weighs 4.99 g; 16 leaves are 1.6 mm thick."""
    pressed, job = press()
    ticket = count(pressed, job, ORDER)
    assert (ticket.sheets_a_run, ticket.runs, ticket.sheets, ticket.reams) == (8, 500, 4000, 8)
    assert ticket.grams_a_copy == pytest.approx(39.92, abs=0.01)
    assert ticket.kilograms == pytest.approx(19.96, abs=0.01)
    assert ticket.thickness_mm == pytest.approx(1.6)
    assert ticket.cost == Decimal("160.00")


@pytest.mark.parametrize(
    ("name", "copies", "runs", "sheets", "thickness_mm"),
    [
        ("booklet-4up", 501, 251, 251 * 8, 1.6),
        ("handbills-4up", 500, 125, 125 * 15, 1.5),
        ("perfect", 10, 10, 80, 1.6),
        ("letter-fold", 10, 10, 10, 0.3),
        ("zine", 10, 10, 10, 0.8),
        ("poster", 2, 2, 16, 0.1),
    ],
)
def test_copies_that_share_a_sheet_are_counted_once(
    name: LayoutName, copies: int, runs: int, sheets: int, thickness_mm: float
) -> None:
    """Two booklets come from one run of the 4-up file, four handbills from one sheet."""
    pressed, job = press(name)
    ticket = count(pressed, job, Order("x", FILES, copies=copies))
    assert (ticket.runs, ticket.sheets) == (runs, sheets)
    assert ticket.thickness_mm == pytest.approx(thickness_mm)
    assert ticket.cost is None


@pytest.mark.parametrize(("name", "blanks"), [("booklet", 2), ("booklet-4up", 2), ("handbills-4up", 0), ("perfect", 2)])
def test_blanks_are_those_of_one_copy(name: LayoutName, blanks: int) -> None:
    """However many copies share a sheet."""
    assert press(name, pages=6)[0].imposition.blanks == blanks


def test_ticket_says_what_to_choose_and_to_do() -> None:
    """File, paper, scale, edge, copies, cost, moves and checksum, in this order."""
    pressed, job = press()
    said = words_of(make_ticket(pressed, job, ORDER))
    expected = [
        "Water for All",
        "water-booklet.pdf",
        "Pages: 30, blank: 2",
        "A4, 210 × 297 mm, about 80 g/m²",
        "148 × 210 mm",
        "Sheets: 4000 (8 a copy)",
        "Reams of 500: 8",
        "39.9 g a copy, 20 kg in all",
        "1.6 mm",
        "160.00 € in all, 0.32 a copy (0.04 a sheet)",
        "100 % (Actual size",
        "Pages per sheet 1 (not “Booklet”, not “Multiple”)",
        "Landscape",
        "On: flip on short edge",
        "Colour In colour",
        "Copies 500; Collate: On",
        "Try one copy Page 2 must lie behind page 1, both the same way up",
        "Turn it over like the page of a book",
        "Fold the left part over along the dashed line, 148.5 mm from the left edge",
        "Staple through the fold at 53 and 158 mm from the foot",
        "0f" * 32,
    ]
    places = [said.find(words) for words in expected]
    assert -1 not in places, expected[places.index(-1)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("printer", "words"),
    [
        (Printer("short"), "flip on short edge"),
        (Printer("long"), "flip on long edge"),
        (Printer("hand"), "first the file of fronts, then the file of backs"),
    ],
)
def test_ticket_names_the_edge(printer: Printer, words: str) -> None:
    """Or which pages come first."""
    assert words in words_of(make_ticket(*press(printer=printer), ORDER))


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (Order("x", FILES, in_colour=False), "Colour Black and white"),
        (Order("x", FILES, inks=("black", "fluo pink")), "Colour One drum a file: black, fluo pink"),
    ],
)
def test_ticket_says_in_which_inks(order: Order, words: str) -> None:
    """As the dialog asks it; on a Riso, which drum each file is for."""
    assert words in words_of(make_ticket(*press(), order))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("booklet-4up", "Cut along the line, 148.5 mm from the foot. 3 Turn every pile over"),
        ("letter-fold", "2 Turn it over like the page of a book"),
        ("signatures", "Part the pile from the top into 2 piles of 4 and 4 sheets. 3 Turn every pile over"),
        ("zine", "from 74.3 to 222.8 mm from the left edge"),
        ("handbills-4up", "Sheets: 15 (3.75 a copy)"),
    ],
)
def test_words_fit_how_many_there_are(name: LayoutName, words: str) -> None:
    """One pile or several, one line or several, and no sheet more than it takes."""
    order = Order("x", FILES, copies=4)
    assert words in words_of(make_ticket(*press(name), order)).replace("\u00a0", " ")


def test_several_lines_are_cut_along() -> None:
    """Eight leaves on a sheet, cut once across and three times down."""
    job = PressJob("cut-and-stack", A4, up=8)
    html = make_ticket(press_pdf(leaflet(16, page_size_for("cut-and-stack", A4, up=8)), job), job, ORDER)
    assert "Cut along the lines, 74.3, 148.5 and 222.8 mm from the left edge" in words_of(html).replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["zine", "poster"])
def test_one_side_needs_no_trial_of_the_other(name: LayoutName) -> None:
    """Nothing stands behind anything."""
    assert "Try one copy" not in words_of(make_ticket(*press(name), ORDER))


def test_a_sheet_that_is_ready_when_it_is_printed_has_no_moves() -> None:
    """A poster on a sheet of its own size hangs as it comes; a larger one is cut and joined."""
    job = PressJob("poster", A4)
    ready, joined = press_pdf(leaflet(1, A4), job), press("poster")[0]
    assert 'class="steps' not in make_ticket(ready, job, ORDER)
    assert 'class="steps' in make_ticket(joined, job, ORDER)


def test_shops_price_is_its_own() -> None:
    """What one sheet costs on a copier says nothing of single pages."""
    assert "Cost" not in words_of(make_ticket(*press("single", pages=4), ORDER))


def test_a_shop_is_told_how_thick_the_block_is() -> None:
    """For the spine of its cover: two pages a leaf."""
    assert "Thickness 4 mm" in words_of(make_ticket(*press("single", pages=80), ORDER))


def test_the_ticket_has_french_spaces_before_high_marks() -> None:
    """Where it joins words, too."""
    ticket = make_ticket(*press(), Order("x", FILES, copies=500, language="fr"))
    assert "500\u202f; Copies assemblées\u00a0: Oui" in ticket


def test_cropped_page_is_drawn_as_far_as_it_is_printed() -> None:
    """Numbers of pages that are larger than their places stand in the middle of these."""
    job = PressJob("cut-and-stack", A4, up=2, fit="crop")
    html = make_ticket(press_pdf(leaflet(4, Size(180, 240)), job), job, ORDER)
    [sides] = re.findall(r'<ul class="sides">.*?</ul>', html, flags=re.DOTALL)
    places = [float(x) for x in re.findall(r'<text x="([\d.]+)"', sides)]
    assert places == pytest.approx([31, 69, 69, 31], abs=1)


def test_by_hand_the_pile_is_shown_going_back() -> None:
    """In words and with a picture before all other moves."""
    html = make_ticket(*press(printer=Printer("hand", "long")), ORDER)
    steps = html[html.index('<ol class="steps') :]
    first = steps[: steps.index("</li>")]
    assert "turn the whole pile over its long edge" in first
    assert "<svg" in first


def test_losses_stand_on_the_ticket() -> None:
    """What is cut off is said before it is printed five hundred times."""
    job = PressJob("booklet", A4, fit="crop")
    pressed = press_pdf(leaflet(4, A4), job)
    assert "Cut off: page 1 loses 61.5 mm of its width" in words_of(make_ticket(pressed, job, ORDER))


def test_losses_are_told_in_the_tickets_language() -> None:
    """With its comma."""
    job = PressJob("booklet", A4, fit="crop")
    pressed = press_pdf(leaflet(4, A4), job)
    german = words_of(make_ticket(pressed, job, Order("x", FILES, language="de")))
    assert "Abgeschnitten: Seite 1 verliert 61,5 mm in der Breite und 87,0 mm in der Höhe" in german


def test_a_language_that_we_lack_is_english_and_says_so() -> None:
    """A screen reader must not read English aloud as if it were Welsh."""
    html = make_ticket(*press(), Order("Dŵr", FILES, language="cy-GB"))
    assert '<html lang="en">' in html
    assert not speaks("cy-GB")
    assert speaks("pt-BR")


def test_a_print_shop_is_shown_trim_bleed_and_safe_area() -> None:
    """To scale, with their measures, and what each line means."""
    html = make_ticket(*press("single", pages=4), Order("x", FILES, bleed_mm=3.175))
    figure = html[html.index('<table class="shop">') :].replace("\u00a0", " ")
    [bleed, trim, safe] = [
        {name: float(length) for name, length in re.findall(r'(width|height)="([\d.]+)"', box)}
        for box in re.findall(r"<rect [^>]*?/>", figure)[:3]
    ]
    page = press("single", pages=4)[0].imposition.page
    assert page
    scale = trim["width"] / page.width_mm
    assert trim["height"] == pytest.approx(page.height_mm * scale, abs=0.1)
    assert bleed["width"] - trim["width"] == pytest.approx(2 * 3.175 * scale, abs=0.11)
    assert trim["width"] - safe["width"] == pytest.approx(2 * 4 * scale, abs=0.11)
    for said in ("210 × 297 mm", ">210 mm<", ">297 mm<", "3.2 mm", "4 mm from the cut"):
        assert said in figure


def test_creep_is_no_loss() -> None:
    """Pages that cross the fold on purpose are not reported."""
    pressed = press_pdf(leaflet(64), PressJob(stock=Stock(thickness_mm=0.2)))
    assert pressed.losses == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_has_words_and_pictures_in_every_language(name: LayoutName, language: str) -> None:
    """Each move is said and drawn, and every picture is sound SVG."""
    pressed, job = press(name, pages=COUNTS.get(name, 24))
    html = make_ticket(pressed, job, Order("Wasser für alle & <mehr>", FILES, language=language, copies=2))
    pictures = re.findall(r"<svg.*?</svg>", html, flags=re.DOTALL)
    sides = 1 if name in {"zine", "poster"} else 2
    assert len(pictures) == (4 if name == "single" else sides + 1 + len(pressed.imposition.steps))
    for picture in pictures:
        drawn = etree.fromstring(picture)
        assert drawn.get("aria-label") or drawn.get("aria-hidden")
    assert "{" not in words_of(html)
    assert f'<html lang="{language}">' in html
    assert "Wasser für alle &amp; &lt;mehr&gt;" in html


def test_pictures_are_of_this_very_job() -> None:
    """The first sheet's own page numbers, those on their heads turned over."""
    html = make_ticket(*press("zine"), ORDER)
    [picture] = re.findall(r'<ul class="sides">.*?</ul>', html, flags=re.DOTALL)
    numbers = re.findall(r"<text( transform=[^>]*?rotate[^>]*?)?[^>]*>(\d+)</text>", picture)
    assert [(number, bool(turn)) for turn, number in numbers] == [
        *((number, True) for number in "5432"),
        *((number, False) for number in "6781"),
    ]


@pytest.mark.parametrize(("binding", "seen"), [("left", ["2", "5"]), ("right", ["2", "5"])])
def test_a_flap_shows_its_other_side(binding: Binding, seen: list[str]) -> None:
    """Page 4 is folded in: page 2 stays to be seen, and page 5 lies on its back."""
    job = PressJob("letter-fold", A4, binding)
    html = make_ticket(press_pdf(leaflet(6, page_size_for("letter-fold", A4)), job), job, ORDER)
    last = re.findall(r"<svg.*?</svg>", html, flags=re.DOTALL)[-1]
    assert sorted(re.findall(r">(\d+)</text>", last)) == seen
    assert "100 mm from the left edge" in words_of(html)  # of the paper as it lies then


@pytest.mark.slow
@pytest.mark.parametrize("name", ["booklet", "signatures", "zine"])
def test_typeset_ticket_is_one_page(name: LayoutName) -> None:
    """In the program's fonts, with nothing from elsewhere."""
    pressed, job = press(name, Printer("hand"))
    with pdfplumber.open(BytesIO(typeset_ticket(pressed, job, ORDER, set_html))) as opened:
        assert len(opened.pages) == 1
        fonts = {char["fontname"].split("+")[-1] for char in opened.pages[0].chars}
        assert "Water for All" in opened.pages[0].extract_text()
    assert fonts == {"Ticket", "Ticket-Bold"}


@pytest.mark.slow
def test_signs_in_a_title_are_printed_on_the_ticket() -> None:
    """By the fonts of symbols that the pages have them from."""
    pressed, job = press()
    with pdfplumber.open(BytesIO(typeset_ticket(pressed, job, Order("Call ☎ us", FILES), set_html))) as opened:
        assert {"☎", "Call"} <= set(opened.pages[0].extract_text().split())


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LAYOUTS)
def test_every_ticket_fits_one_page(name: LayoutName, language: str) -> None:
    """Whatever the layout, and in the longest words."""
    pressed, job = press(name, Printer("hand"))
    order = Order("A long title that runs over more than one line: " * 2, FILES, language=language, copies=12345)
    with pdfplumber.open(BytesIO(typeset_ticket(pressed, job, order, set_html))) as opened:
        assert len(opened.pages) == 1


def test_all_languages_say_the_same_things() -> None:
    """The same keys, with the same gaps to fill."""

    def gaps(sentence: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}

    tables = read_words()
    assert tuple(tables) == LANGUAGES
    for table in tables.values():
        assert {key: gaps(said) for key, said in table.items()} == {
            key: gaps(said) for key, said in tables["en"].items()
        }
        assert all(said == said.strip() != "" for said in table.values())


@pytest.mark.parametrize(
    ("language", "number", "written"),
    [("en", 39.92, "39.9"), ("de-AT", 39.92, "39,9"), ("fr", 20.0, "20"), ("es", 74.25, "74,3"), ("eo", 1.5, "1.5")],
)
def test_numbers_are_written_as_the_language_writes_them(language: str, number: float, written: str) -> None:
    """An unknown language is given English."""
    words: Words = words_for(language)
    assert words.number(number) == written


def test_same_job_gives_the_same_ticket() -> None:
    """Neither date nor chance."""
    pressed, job = press()
    assert make_ticket(pressed, job, ORDER) == make_ticket(pressed, job, ORDER)
