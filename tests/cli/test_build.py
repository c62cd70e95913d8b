"""`pamphlet build`: what it makes, what it says, and what it leaves alone."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest

from .conftest import STATEMENT, Built, contents, run, run_apart, write_edition

NAMES = ["our-harbour.epub", "our-harbour.pdf", "our-harbour-booklet.pdf"]
PROOFS = ["our-harbour-proof.html", "our-harbour-proof.json"]
PROOF = ["our-harbour-proof.html", "our-harbour-proof.json"]


@pytest.fixture
def outcome(built: Built) -> dict[str, Any]:
    """The object that `--json` printed."""
    found: dict[str, Any] = json.loads(built.as_json.stdout)
    return found


def made_in(folder: Path) -> list[str]:
    """The names of the files there, without the proof that goes with them."""
    return [name for name in contents(folder) if "-proof." not in name]


def test_a_build_makes_three_files_and_the_proof(built: Built) -> None:
    """An e-book, a PDF and a booklet, and no hidden file stays behind."""
    assert sorted(contents(built.folder / "build")) == sorted([*NAMES, *PROOF])


def test_anybody_may_read_the_files(built: Built) -> None:
    """They are written beside their places, where only the owner may read."""
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (built.folder / "build").iterdir()}
    assert modes == {0o644}


def test_json_is_one_object_alone_on_stdout(built: Built, outcome: dict[str, Any]) -> None:
    """Progress and warnings stay out of it."""
    assert built.as_json.exit_code == 0
    assert built.as_json.stderr == ""
    assert list(outcome) == ["title", "files", "repairs", "warnings"]
    assert outcome["title"] == "Our Harbour"


def test_json_tells_the_facts_of_each_file(built: Built, outcome: dict[str, Any]) -> None:
    """Path as it can be opened from here, format, size, digest and pages, in the order in which they are made."""
    assert [file["path"] for file in outcome["files"]] == [f"build/{name}" for name in (*NAMES, *PROOF)]
    assert [file["format"] for file in outcome["files"]] == ["epub", "pdf", "booklet", "proof", "proof"]
    for file in outcome["files"]:
        content = (built.folder / file["path"]).read_bytes()
        assert list(file) == ["path", "format", "bytes", "sha256", "pages", "paper", "remarks"]
        assert file["bytes"] == len(content)
        assert file["sha256"] == hashlib.sha256(content).hexdigest()


def test_json_counts_pages_and_sides(built: Built, outcome: dict[str, Any]) -> None:
    """Pages of the PDF and sides of the booklet; nothing else has any."""
    epub, pdf, booklet, *proof = (file["pages"] for file in outcome["files"])
    assert [epub, *proof] == [0, 0, 0]
    for pages, name in ((pdf, NAMES[1]), (booklet, NAMES[2])):
        with pikepdf.open(built.folder / "build" / name) as opened:
            assert pages == len(opened.pages)


def test_json_lists_repairs_and_warnings(outcome: dict[str, Any]) -> None:
    """Each with its rule, its file as it was named, and its line."""
    assert all(list(repair) == ["rule", "file", "line", "before", "after"] for repair in outcome["repairs"])
    assert [repair["file"] for repair in outcome["repairs"]] == ["leaflet/10-first-statement.md"]
    assert [(warning["rule"], warning["file"], warning["line"]) for warning in outcome["warnings"]] == [
        ("unread-file", "leaflet/letter.docx", 1)
    ]
    assert all(list(warning) == ["rule", "file", "line", "message"] for warning in outcome["warnings"])


def test_json_lists_by_file_and_line() -> None:
    """In an order that does not hang on the order in which rules ran."""
    write_edition(Path("sources"), {"b.txt": STATEMENT + '\n"One."\n\n"Two."\n', "a.txt": STATEMENT + '\n"Three."\n'})
    repairs = json.loads(run("build", "--json", "--formats", "md").stdout)["repairs"]
    places = [(repair["file"], repair["line"]) for repair in repairs]
    assert places == sorted(places)
    assert {file for file, _ in places} == {"sources/a.txt", "sources/b.txt"}


def test_people_are_told_what_was_made_and_where(built: Built) -> None:
    """Every file with its extent, how the pages were set, the repairs by rule, and what comes next."""
    assert built.for_people.exit_code == 0
    lines = built.for_people.stdout.splitlines()
    assert lines[0] == "Our Harbour"
    for line, name, extent in zip(lines[1:4], NAMES, ("e-book", " pages of A5", "1 sheet of A4"), strict=True):
        assert f"build/{name}" in line
        assert extent in line
    assert all(f"build/{name}" in line for line, name in zip(lines[4:6], PROOF, strict=True))
    assert lines[6].endswith("which saves a sheet a copy")
    assert lines[7:9] == ["1 repair: quotes 1", "1 warning: unread-file 1"]
    assert lines[9].startswith("Next: print build/our-harbour-booklet.pdf")


def test_people_are_told_of_pages_that_stay_blank(built: Built, outcome: dict[str, Any]) -> None:
    """And what to do about it."""
    pages, sides = (
        next(file["pages"] for file in outcome["files"] if file["format"] == each) for each in ("pdf", "booklet")
    )
    blank = 2 * sides - pages
    said = f" {blank} page{'s stay' if blank > 1 else ' stays'} blank; --fit sets the text so that it fills the sheets."
    assert built.for_people.stdout.rstrip().endswith(said) == bool(blank)


def test_a_warning_is_a_line_that_editors_jump_from(built: Built) -> None:
    """On stderr, as `file:line: message`."""
    (warning,) = built.for_people.stderr.splitlines()
    assert warning.startswith("leaflet/letter.docx:1: not read")


def test_a_pipe_gets_no_colour(built: Built) -> None:
    """Neither in the lines for people nor on stderr."""
    assert "\x1b" not in built.for_people.stdout + built.for_people.stderr


@pytest.mark.parametrize(
    ("formats", "endings"),
    [
        ("md", [".md"]),
        ("booklet", ["-booklet.pdf"]),
        pytest.param("pdf,epub", [".epub", ".pdf"], marks=pytest.mark.slow),
        (" MD ,html,", [".html", ".md"]),
    ],
)
def test_only_the_formats_that_are_asked_for(formats: str, endings: list[str]) -> None:
    """In any order and case; a booklet alone leaves no PDF of its pages behind."""
    write_edition(Path("sources"), {"pump.md": STATEMENT})
    assert run("build", "--formats", formats, "-o", "out").exit_code == 0
    assert sorted(made_in(Path("out"))) == [f"the-pump-is-dry{ending}" for ending in endings]


@pytest.mark.parametrize("formats", ["docx", "epub,docx", "", ","])
def test_an_unknown_format_is_refused(formats: str) -> None:
    """And those that exist are named."""
    refused = run("build", "--formats", formats)
    assert refused.exit_code == 2
    assert "choose from epub, pdf, booklet" in refused.stderr


def test_an_unknown_style_is_refused() -> None:
    """And those that exist are named."""
    write_edition(Path("sources"), {"pump.md": STATEMENT})
    refused = run("build", "--style", "baroque")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("pamphlet: no style is called “baroque”; choose one of ")


def test_statement_files_alone_are_an_edition() -> None:
    """Without a folder and without an edition.toml; errors and repairs name them as they were typed."""
    write_edition(Path(), {"mail/a.txt": STATEMENT + '\n"Dry."\n', "notes/b.md": STATEMENT})
    made = json.loads(run("build", "mail/a.txt", "notes/b.md", "--json", "--formats", "md").stdout)
    assert {repair["file"] for repair in made["repairs"]} == {"mail/a.txt"}


def test_an_edition_toml_can_be_named_itself() -> None:
    """It stands for its folder."""
    write_edition(Path("leaflet"), {"edition.toml": 'title = "Wells"', "pump.md": STATEMENT})
    assert run("build", "leaflet/edition.toml", "--formats", "md").exit_code == 0
    assert made_in(Path("build")) == ["wells.md"]


def test_a_folder_that_is_an_edition_is_built_from_within() -> None:
    """Where there is no `sources`, but an edition.toml."""
    write_edition(Path(), {"edition.toml": 'title = "Wells"', "pump.md": STATEMENT})
    assert run("build", "--formats", "md").exit_code == 0
    assert made_in(Path("build")) == ["wells.md"]


def test_a_second_build_leaves_equal_files_alone(built: Built) -> None:
    """Their time still tells when they changed."""
    pdf = built.folder / "build" / NAMES[1]
    os.utime(pdf, (1, 1))
    again = run("build", str(built.folder / "leaflet"), "-o", str(pdf.parent), "--formats", "pdf")
    assert again.exit_code == 0
    assert pdf.stat().st_mtime == 1


def test_files_are_not_made_among_the_statements() -> None:
    """The next build would take them for some."""
    write_edition(Path("sources"), {"pump.md": STATEMENT})
    refused = run("build", "-o", "sources")
    assert refused.exit_code == 2
    assert refused.stderr == "pamphlet: sources: the statements lie in this folder; choose another with -o\n"
    assert list(contents(Path("sources"))) == ["pump.md"]


def test_a_statement_is_never_overwritten() -> None:
    """Even one whose name is that of a file to be made."""
    write_edition(Path(), {"the-pump-is-dry.md": STATEMENT})
    refused = run("build", "the-pump-is-dry.md", "-o", ".", "--formats", "md")
    assert refused.exit_code == 2
    assert "this would overwrite a statement" in refused.stderr
    assert Path("the-pump-is-dry.md").read_text(encoding="utf-8") == STATEMENT


def test_the_epub_is_an_epub(built: Built) -> None:
    """What was written is what was made."""
    with ZipFile(built.folder / "build" / NAMES[0]) as container:
        assert container.testzip() is None
        assert container.read("mimetype") == b"application/epub+zip"


def test_a_character_that_no_font_has_stops_the_pages_and_not_the_e_book() -> None:
    """A reader has fonts of its own; the error says so."""
    write_edition(Path("sources"), {"pump.md": STATEMENT + "\nThe sign said 水.\n"})
    refused = run("build")
    assert refused.exit_code == 2
    assert "sources/pump.md:9: no font of the style can print “水” (U+6C34)" in refused.stderr
    assert run("build", "--formats", "epub").exit_code == 0


def test_characters_that_no_font_has_are_told_all_at_once_with_their_lines() -> None:
    """Whoever mends one need not build again to hear of the next."""
    files = {"a.md": "# Pump 😀\n\nDry.\n\nVery 🌳, 😀.\n", "b.txt": "Lamp\n\nOut 📣.\n"}
    write_edition(Path("sources"), {"edition.toml": 'subtitle = "Now 🙏"\n', **files})
    refused = run("press")
    assert refused.exit_code == 2
    assert "sources/a.md:1: no font of the style can print “😀” (U+1F600)," in refused.stderr
    for told in (
        "“🌳” (U+1F333) at sources/a.md:5,",
        "at sources/b.txt:3,",
        "“🙏” (U+1F64F) at sources/edition.toml:1;",
    ):
        assert f" nor {told}" in refused.stderr or told in refused.stderr


def test_a_character_that_a_file_has_lost_is_to_be_looked_up() -> None:
    """To write it in other letters is no advice where nobody knows what it was."""
    write_edition(Path("sources"), {"pump.md": STATEMENT + "\nIt was �20.\n"})
    refused = run("build")
    assert refused.exit_code == 2
    assert "the file has lost what stood there; look it up" in refused.stderr


def test_pages_that_no_usual_paper_holds_twice_make_no_booklet_without_a_sheet() -> None:
    """The e-book and the pages can still be made."""
    write_edition(Path("sources"), {"edition.toml": '[page]\nsize = "A3"', "pump.md": STATEMENT})
    refused = run("build")
    assert refused.exit_code == 2
    assert "no usual paper holds two pages of A3 for a booklet; name a `sheet` in [press]" in refused.stderr
    assert run("build", "--formats", "md").exit_code == 0


def test_large_print_is_refused_in_other_formats() -> None:
    """They would be missed; readers of e-books and web pages choose their own size."""
    write_edition(Path("sources"), {"a.md": STATEMENT})
    refused = run("build", "--edition", "large-print", "--formats", "epub,pdf")
    assert refused.exit_code == 2
    assert "--edition large-print makes pages alone; leave --formats out" in refused.stderr


@pytest.mark.slow
def test_the_large_print_edition_is_one_more_pdf() -> None:
    """Pages alone, on A4 whatever the edition's page is, under a name of their own."""
    run("new", "leaflet")
    told = run("build", "leaflet", "--edition", "large-print").stdout.splitlines()[-1]
    assert told == "Next: print build/our-harbour-large-print.pdf at full size, and staple it at the left."
    made = run("build", "leaflet", "--edition", "large-print", "--json")
    assert made.exit_code == 0
    assert [name for name in made_in(Path("build")) if "proof" not in name] == ["our-harbour-large-print.pdf"]
    with pikepdf.open("build/our-harbour-large-print.pdf") as pdf:
        assert [round(float(edge)) for edge in pdf.pages[0].mediabox][2:] == [595, 842]


@pytest.mark.slow
def test_nothing_is_left_among_temporary_files(tmp_path: Path) -> None:
    """The fonts that lie at hand while pages are set are taken away, though the process ends at once."""
    write_edition(tmp_path, {"leaflet/a.md": STATEMENT, "temporary/.keep": ""})
    temporary = tmp_path / "temporary"
    built = run_apart("build", "leaflet", "--no-cache", folder=tmp_path, TMPDIR=str(temporary))
    assert built.returncode == 0
    assert [path.name for path in temporary.iterdir()] == [".keep"]
