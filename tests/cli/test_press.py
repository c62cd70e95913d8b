"""`pamphlet press` and `pamphlet preflight`: what they make of an edition or a PDF, what they say and refuse."""

from __future__ import annotations

import json
from contextlib import chdir
from pathlib import Path
from typing import Any, NamedTuple

import click
import pikepdf
import pytest
from click.testing import Result

from pamphlet.cli.press_options import GROUPS, Number, name_option
from pamphlet.edition import PressSettings
from pamphlet.layouts import LAYOUTS
from pamphlet.units import PAPERS, Size, mm_to_pt

from .conftest import STATEMENT, contents, run, write_edition

EDITION = 'title = "Wells"\nlanguage = "en"\n[contact]\nmail = "wells@harbour.example"\n'


class PressedOnce(NamedTuple):
    """A folder with an edition in `sources`, and what a command said of it."""

    folder: Path
    said: Result


def press_in(folder: Path, *arguments: str, settings: str = "") -> PressedOnce:
    """Two statements as an edition, which take two sheets, pressed."""
    files = {"edition.toml": EDITION + settings, "pump.md": STATEMENT, "well.md": STATEMENT.replace("pump", "well")}
    with chdir(folder):
        write_edition(Path("sources"), files)
        return PressedOnce(folder, run("press", *arguments))


@pytest.fixture(scope="module")
def booklet(tmp_path_factory: pytest.TempPathFactory) -> PressedOnce:
    """As most people will: a booklet, with prices."""
    folder = tmp_path_factory.mktemp("booklet")
    return press_in(folder, "--copies", "500", "--price-sheet", "0.04", "--currency", "€")


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """By hand in two inks with slips, all of it stated in edition.toml but for what is typed."""
    stated = (
        '[press]\nduplex = "hand"\ncolour = "plates"\naccent = "#ff4c65"\naccent_name = "Fluo Pink"\nsheet = "A3"\n'
    )
    folder = tmp_path_factory.mktemp("by_hand")
    pressed = press_in(folder, "--json", "--blanks", "slip", "--sheet", "A4", settings=stated)
    assert pressed.said.exit_code == 0, pressed.said.stderr
    said: dict[str, Any] = json.loads(pressed.said.stdout)
    return said | {"folder": folder}


def sides_of(path: Path) -> int:
    """How many pages the PDF has."""
    with pikepdf.open(path) as opened:
        return len(opened.pages)


def text_of(path: Path) -> str:
    """The words of a ticket."""
    return path.read_text(encoding="utf-8")


def foreign(path: str, pages: int = 4, size: Size = PAPERS["A4"]) -> None:
    """A PDF from elsewhere: blank pages do."""
    with pikepdf.Pdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(mm_to_pt(size.width_mm), mm_to_pt(size.height_mm)))
        pdf.save(path)


def test_an_edition_becomes_sheets_and_a_ticket(booklet: PressedOnce) -> None:
    """The ticket as a PDF of one page and as a page for the screen; no hidden file stays behind."""
    assert booklet.said.exit_code == 0
    made = contents(booklet.folder / "build")
    assert sorted(made) == ["wells-booklet-ticket.html", "wells-booklet-ticket.pdf", "wells-booklet.pdf"]
    assert sides_of(booklet.folder / "build/wells-booklet.pdf") == 4
    assert sides_of(booklet.folder / "build/wells-booklet-ticket.pdf") == 1


def test_people_are_told_what_lies_on_what_and_what_comes_next(booklet: PressedOnce) -> None:
    """Pages, sheets, files, and which edge to choose."""
    first, *files, following = booklet.said.stdout.splitlines()
    assert first.startswith("Wells: ")
    assert first.endswith(" on 2 sheets of A4 (booklet)")
    assert [line.split()[0] for line in files] == [
        f"build/wells-booklet{ending}" for ending in (".pdf", "-ticket.pdf", "-ticket.html")
    ]
    assert following == (
        "Next: print one copy of build/wells-booklet.pdf at 100 %, both sides, flip on short edge; "
        "then do as build/wells-booklet-ticket.pdf says."
    )


def test_the_ticket_counts_copies_sheets_and_money(booklet: PressedOnce) -> None:
    """500 copies of two sheets are 1000, at four cents 40 €."""
    ticket = text_of(booklet.folder / "build/wells-booklet-ticket.html")
    assert "Sheets: 1000 (2 a copy)" in ticket
    assert "40.00 € in all" in ticket


def test_by_hand_each_pass_is_a_file_of_its_own(by_hand: dict[str, Any]) -> None:
    """And so is each ink, named after it; files stand in the order of printing."""
    names = [Path(file["path"]).name for file in by_hand["files"]]
    assert names == [
        "wells-booklet-black-1-fronts.pdf",
        "wells-booklet-black-2-backs.pdf",
        "wells-booklet-fluo-pink-1-fronts.pdf",
        "wells-booklet-fluo-pink-2-backs.pdf",
        "wells-booklet-ticket.pdf",
        "wells-booklet-ticket.html",
    ]
    assert [file["sides"] for file in by_hand["files"]] == [2, 2, 2, 2, 1, 0]
    for file in by_hand["files"][:5]:
        assert sides_of(by_hand["folder"] / file["path"]) == file["sides"]


def test_an_option_overrides_the_key_of_its_name(by_hand: dict[str, Any]) -> None:
    """The edition says A3, the command A4; what the command does not say stays as the edition has it."""
    assert by_hand["sheet"] == [297, 210]
    assert by_hand["page"] == [148, 210]
    assert by_hand["layout"] == "booklet"


@pytest.mark.parametrize(
    ("arguments", "page", "sheet"),
    [
        (["--sheet", "A3"], [210, 297], [420, 297]),
        pytest.param(["--sheet", "A3", "--page", "A5"], [148, 210], [420, 297], marks=pytest.mark.slow),
        pytest.param(["--layout", "single"], [148, 210], [148, 210], marks=pytest.mark.slow),
    ],
)
def test_text_is_set_at_the_size_of_its_place(
    arguments: list[str], page: list[float], sheet: list[float], tmp_path: Path
) -> None:
    """It fills its place on the sheet unless a page is named; nothing is scaled."""
    said = json.loads(press_in(tmp_path, "--json", *arguments).said.stdout)
    assert (said["page"], said["sheet"]) == (page, sheet)


def test_a_build_makes_its_booklet_by_the_same_keys() -> None:
    """Byte for byte what the command makes."""
    settings = '[press]\nbinding = "right"\nduplex = "long"\nmarks = ["folds"]\nblanks = "notes"\n'
    press_in(Path(), settings=settings)
    assert run("build", "-o", "built", "--formats", "booklet").exit_code == 0
    assert Path("built/wells-booklet.pdf").read_bytes() == Path("build/wells-booklet.pdf").read_bytes()


def test_a_pdf_from_elsewhere_keeps_its_size() -> None:
    """It goes onto the smallest sheet that holds its pages in the layout."""
    foreign("minutes.pdf", 6)
    said = json.loads(run("press", "minutes.pdf", "--json").stdout)
    assert (said["title"], said["sheet"], said["page"]) == ("minutes", [420, 297], [210, 297])
    assert (said["pages"], said["blanks"], said["sheets_a_copy"]) == (6, 2, 2)
    assert sorted(contents(Path("build"))) == [
        "minutes-booklet-ticket.html",
        "minutes-booklet-ticket.pdf",
        "minutes-booklet.pdf",
    ]


def test_a_pdf_that_is_too_large_is_refused_or_cropped() -> None:
    """With the sheet that would do, or with what is lost on stderr."""
    foreign("minutes.pdf")
    refused = run("press", "minutes.pdf", "--sheet", "A4")
    assert refused.exit_code == 2
    assert refused.stderr == (
        "pamphlet: minutes.pdf: two pages of 210 × 297 mm do not fit on a sheet of 297 × 210 mm; print on A3\n"
    )
    cropped = run("press", "minutes.pdf", "--sheet", "A4", "--fit", "crop")
    assert cropped.exit_code == 0
    assert cropped.stderr.startswith(
        "cut off: page 1 loses 61.5 mm of its width and 87.0 mm of its height, and so do 3"
    )


def test_copies_that_come_out_together_are_counted() -> None:
    """Four handbills on a sheet: three pages take two sheets for four copies, and half a sheet is a copy's."""
    foreign("bill.pdf", 3, Size(105, 148.5))
    told = run("press", "bill.pdf", "--layout", "handbills-4up")
    assert told.stdout.startswith(
        "bill: 3 pages of 105 × 148.5 mm and 1 blank on 2 sheets of A4 (handbills-4up, 4 copies at once)\n"
    )
    said = json.loads(run("press", "bill.pdf", "--layout", "handbills-4up", "--json").stdout)
    assert (said["sheets_a_copy"], said["copies_a_run"]) == (0.5, 4)


def test_losses_that_differ_are_not_told_as_one() -> None:
    """Handbills may be of several sizes."""
    foreign("bill.pdf", 2, Size(120, 160))
    with pikepdf.Pdf.open("bill.pdf", allow_overwriting_input=True) as pdf:
        pdf.pages[1].MediaBox[2] = mm_to_pt(130)
        pdf.save("bill.pdf")
    cropped = run("press", "bill.pdf", "--layout", "handbills-4up", "--sheet", "A4", "--fit", "crop")
    sentence = "cut off: page 1 loses 15.0 mm of its width and 11.5 mm of its height; of 1 other page something else\n"
    assert sentence in cropped.stderr


def test_a_pdf_can_be_pressed_as_an_edition_says() -> None:
    """With the keys of its printer and paper."""
    write_edition(Path("sources"), {"edition.toml": '[press]\nsheet = "Tabloid"\nduplex = "long"'})
    foreign("minutes.pdf", size=PAPERS["Letter"])
    said = run("press", "minutes.pdf", "--like", "sources")
    assert "on 1 sheet of Tabloid (booklet)" in said.stdout
    assert "flip on long edge" in said.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--sheet", "A9"], "--sheet: no sheet is called “A9”; choose one of A3, "),
        (["--up", "4"], "--up has a meaning only with --layout cut-and-stack, not booklet; leave one of"),
        (["--accent", "#ff4c65"], "--accent has a meaning only with --colour plates, not as-is"),
        (["--colour", "cmyk"], "--colour: CMYK needs the print shop's profile; add --icc-profile"),
        (["--layout", "single", "--sheet", "A3"], "--sheet has no meaning for single pages"),
        (["--copies", "0"], "--copies is out of range; "),
        (["--page", "A9"], "--page: no page is called “A9”; choose one of A3, "),
        (["--blanks", "none.pdf"], "none.pdf: no such file or folder; check the name"),
    ],
)
def test_options_that_make_no_sense_are_refused(arguments: list[str], sentence: str, tmp_path: Path) -> None:
    """As they were typed, in one sentence, and nothing is written."""
    refused = press_in(tmp_path, *arguments).said
    assert refused.exit_code == 2
    assert refused.stderr.startswith(f"pamphlet: {sentence}")
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["a.pdf", "b.pdf"], "a.pdf: one PDF is pressed at a time; name it alone"),
        (["a.pdf"], "a.pdf: no such file or folder; check the name"),
        (["broken.pdf"], "broken.pdf: the PDF is damaged and cannot be read; export it anew"),
        (["broken.pdf", "--page", "A5"], "--page: the pages of a PDF are set already; leave this option out"),
        (["broken.pdf", "--like", "nowhere"], "nowhere: no such file or folder; check the name"),
    ],
)
def test_a_pdf_that_cannot_be_pressed_is_named(arguments: list[str], sentence: str) -> None:
    """With what to do, and nothing is written."""
    Path("broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    refused = run("press", *arguments)
    assert refused.exit_code == 2
    assert refused.stderr.startswith(f"pamphlet: {sentence}")
    assert not Path("build").exists()


def test_calibration_is_printed_and_read_off() -> None:
    """A sheet first; then the line for edition.toml, on top of the shift that stands there."""
    made = run("press", "--calibrate", "--duplex", "long")
    assert made.exit_code == 0
    assert "flip on long edge" in made.stdout
    assert sides_of(Path("build/calibration-A4.pdf")) == 2
    assert "back_shift_mm = [1.5, 0.5]" in run("press", "--calibrate", "--seen", "1.5,-0.5").stdout
    write_edition(Path("sources"), {"edition.toml": "[press]\nback_shift_mm = [1, 1]"})
    assert "back_shift_mm = [2.5, 1.5]" in run("press", "sources", "--seen", "1.5,-0.5").stdout


@pytest.mark.parametrize(
    ("written", "number"), [("0.12", 0.12), ("0,12", 0.12), ("0.12mm", 0.12), ("0,12 mm", 0.12), ("-3", -3)]
)
def test_a_number_may_have_a_comma_and_its_unit(written: str, number: float) -> None:
    """As people of most countries write it."""
    assert Number("mm").convert(written, None, None) == number


@pytest.mark.parametrize(
    ("whole", "said"), [(False, "“6 sheets” is no number"), (True, "“6 sheets” is no whole number")]
)
def test_what_is_no_number_is_told_in_plain_words(whole: bool, said: str) -> None:  # noqa: FBT001 - a row of the table
    """And not in a programmer's."""
    with pytest.raises(click.BadParameter, match=said):
        Number("mm", whole=whole).convert("6 sheets", None, None)


def test_there_is_an_option_for_every_key() -> None:
    """Of the same name; and the help names every layout."""
    options = [option.key for group in GROUPS.values() for option in group]
    assert sorted(options) == sorted(PressSettings.__struct_fields__)
    shown = run("press", "--help").stdout
    assert all(name in shown for name in LAYOUTS)
    assert all(f"  {name_option(key)} " in shown for key in options)


def test_a_misspelt_layout_is_answered_with_the_nearest() -> None:
    """And a usual name with the layout that it means."""
    refused = run("press", "--layout", "zien")
    assert refused.exit_code == 2
    assert "no layout is called “zien”; did you mean zine? choose one of booklet, " in refused.stderr
    foreign("minutes.pdf", 6, Size(97, 210))
    assert "(letter-fold)" in run("press", "minutes.pdf", "--layout", "trifold").stdout


def test_preflight_is_a_table_json_and_an_exit_code() -> None:
    """0 where it can be printed, with notes; 1 where a shop could not take it; 2 where it cannot be read."""
    foreign("minutes.pdf", 6)
    fine = run("preflight", "minutes.pdf")
    assert fine.exit_code == 0
    assert "page count" in fine.stdout
    assert "6 pages leave 2 blank" in fine.stdout
    for_shop = run("preflight", "minutes.pdf", "--shop", "--json")
    assert for_shop.exit_code == json.loads(for_shop.stdout)["exit_code"] == 1
    assert json.loads(for_shop.stdout)["checks"]["boxes"] == "error"
    missing = run("preflight", "none.pdf")
    assert missing.exit_code == 2
    assert missing.stderr == "pamphlet: none.pdf: no such file or folder; check the name\n"
