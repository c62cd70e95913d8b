"""The `[press]` table: its values, its limits, and keys that contradict one another."""

from __future__ import annotations

import pytest

from pamphlet.cli.pressing import Request
from pamphlet.edition import PressSettings, parse_settings
from pamphlet.edition.press_table import CHOICES
from pamphlet.errors import PamphletError


def parse(text: str) -> PressSettings:
    """The settings of a text."""
    return parse_settings(f"[press]\n{text}", "edition.toml").press


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ('layout = "zine"', PressSettings(layout="zine")),
        ('layout = "trifold"', PressSettings(layout="letter-fold")),
        ('layout = "Saddle Stitch"', PressSettings(layout="booklet")),
        ('sheet = "a3"', PressSettings(sheet="A3")),
        ('sheet = "320x450"', PressSettings(sheet="320 × 450 mm")),
        ("back_shift_mm = [1.5, -1]", PressSettings(back_shift_mm=(1.5, -1))),
        ('marks = ["folds", "slug"]', PressSettings(marks=("folds", "slug"))),
        ('blanks = "slip.pdf"', PressSettings(blanks="slip.pdf")),
        ("price_sheet = 0.04\ncopies = 500", PressSettings(price_sheet=0.04, copies=500)),
        ('price_sheet = "0,04"\ncurrency = "€"', PressSettings(price_sheet="0,04", currency="€")),
        ('layout = "signatures"\nsignature_sheets = 4', PressSettings(layout="signatures", signature_sheets=4)),
        ('duplex = "hand"\nhand_turn = "short"', PressSettings(duplex="hand", hand_turn="short")),
        ('colour = "plates"\naccent = "#FF4c65"', PressSettings(colour="plates", accent="#FF4c65")),
    ],
)
def test_a_key_is_read(text: str, settings: PressSettings) -> None:
    """Papers by their usual names."""
    assert parse(text) == settings


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ('layout = "zin"', 2, "`press.layout` is “zin”; did you mean zine? choose one of booklet, "),
        ('layout = "origami"', 2, "`press.layout` is “origami”; choose one of booklet, "),
        ("layout = 3", 2, "`press.layout` is a number; choose one of booklet, "),
        ('duplex = "shrot"', 2, "`press.duplex` is “shrot”; choose one of short, long, hand"),
        ('sheet = "A9"', 2, "no sheet is called “A9”; choose one of A3, "),
        ('marks = ["fold"]', 2, "an entry of `press.marks` is “fold”; choose one of folds, crops"),
        ("back_shift_mm = [1]", 2, "`press.back_shift_mm` has a list of 1; it wants a list of 2"),
        ("back_shift_mm = [90, 0]", 2, "`back_shift_mm` is out of range; print the calibration sheet"),
        ("printer_margin_mm = -1", 2, "`printer_margin_mm` is out of range; most office printers"),
        ("copies = 0", 2, "`copies` is out of range; "),
        ("\nup = 3\n", 3, "no sheet is cut into 3 leaves; choose one of 1, 2, 4, 8"),
        ('blanks = "dots"', 2, "`blanks` is “dots”; write white, notes, slip, or the name of a PDF"),
        ('price_sheet = "cheap"', 2, "`price_sheet` is “cheap”; write the price of a sheet as 0.04"),
        ('accent = "red"\ncolour = "plates"', 2, "`accent` is “red”; write the drum's colour as red, green, blue"),
        ('currency = "€"', 2, "`currency` stands there without a price; add `price_sheet`"),
        ('colour = "plates"', 2, "plates need the colour of the second drum; add `accent`, such as #ff4c65"),
        ('colour = "cmyk"', 2, "CMYK needs the print shop's profile; add `icc_profile`"),
        ('\naccent = "#ff4c65"', 3, "`accent` has a meaning only with `colour` plates, not as-is; leave one of"),
        ("signature_sheets = 4", 2, "`signature_sheets` has a meaning only with `layout` signatures, not booklet"),
        ("up = 4", 2, "`up` has a meaning only with `layout` cut-and-stack, not booklet; leave one of the two out"),
        ('hand_turn = "short"', 2, "`hand_turn` has a meaning only with `duplex` hand, not short"),
        ("bleed_mm = 5", 2, "`bleed_mm` has a meaning only with `layout` single, not booklet"),
        ('layout = "single"\nsheet = "A3"', 3, "`sheet` has no meaning for single pages; leave it out"),
        ('layout = "single"\nprice_sheet = 0.04', 3, "`price_sheet` has no meaning for single pages; leave it out"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_line(text: str, line: int, sentence: str) -> None:
    """In one sentence that says what to write instead."""
    with pytest.raises(PamphletError) as refused:
        parse(text)
    assert (refused.value.where, refused.value.line) == ("edition.toml", line)
    assert str(refused.value).startswith(f"edition.toml:{line}: {sentence}")


def test_every_choice_has_values() -> None:
    """Which an error can list."""
    assert set(CHOICES) == {
        *("layout", "binding", "fit", "duplex", "hand_turn", "hand_order", "marks", "colour", "missing_bleed"),
    }


def test_the_second_drum_has_the_colour_of_the_edition() -> None:
    """Where [press] states no other; without plates the edition's colour says nothing of drums."""
    both = 'accent = "#00579c"\n[press]\ncolour = "plates"\n'
    assert parse_settings(both, "edition.toml").press.accent == "#00579c"
    assert parse_settings(f'{both}accent = "#ff4c65"\n', "edition.toml").press.accent == "#ff4c65"
    assert not parse_settings('accent = "#00579c"\n[press]\ncolour = "grey"\n', "edition.toml").press.accent
    with pytest.raises(PamphletError, match="plates need the colour of the second drum"):
        parse_settings('accent = "black"\n[press]\ncolour = "plates"\n', "edition.toml")


def test_it_has_so_where_plates_are_typed() -> None:
    """As `press --colour plates`."""
    settings = parse_settings('accent = "#00579c"', "edition.toml")
    assert Request({"colour": "plates"}).settings(settings).accent == "#00579c"
