"""A catalogue: a folder of folders, or a table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pamphlet.batch import Catalogue, Defaults, read_catalogue
from pamphlet.batch.job import encode
from pamphlet.batch.parcel import pack
from pamphlet.errors import PamphletError

DEFAULTS = Defaults({}, ("epub", "pdf"))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two folders of statements in one of languages, a folder with a statement, and loose statements."""
    for name in ("fr/pain/texte.md", "fr/eau/texte.md", "water/water.md", "loose/one.md", "loose/two.md"):
        path = tmp_path / "archive" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# A title\n\nA sentence.\n", encoding="utf-8")
    (tmp_path / "archive" / ".hidden").mkdir()
    return tmp_path / "archive"


def read(path: Path) -> Catalogue:
    """The catalogue, for editions that are to come elsewhere."""
    return read_catalogue(path, DEFAULTS, output=path.parent.parent / "out")


def read_csv(archive: Path, text: str) -> Catalogue:
    """A table of that text beside the statements."""
    (archive / "list.csv").write_text(text, encoding="utf-8")
    return read(archive / "list.csv")


def test_every_folder_with_statements_is_an_edition(archive: Path) -> None:
    """At any depth, in the order of their names; hidden ones are none."""
    catalogue = read(archive)
    assert [job.name for job in catalogue.jobs] == ["fr/eau", "fr/pain", "loose", "water"]
    assert catalogue.jobs[0].folder == str(archive / "fr/eau")
    assert catalogue.refused == []


def test_of_statements_side_by_side_each_is_an_edition(archive: Path) -> None:
    """Where no folder lies beside them; with an edition.toml they are one, which is no batch."""
    catalogue = read(archive / "loose")
    assert [(job.name, job.folder, job.files) for job in catalogue.jobs] == [
        ("one", str(archive / "loose"), ("one.md",)),
        ("two", str(archive / "loose"), ("two.md",)),
    ]
    (archive / "loose" / "edition.toml").write_text("", encoding="utf-8")
    with pytest.raises(PamphletError, match="this is one edition: make it with `pamphlet build`"):
        read(archive / "loose")


def test_a_text_beside_folders_is_no_edition(archive: Path) -> None:
    """It tells about the archive."""
    (archive / "about.txt").write_text("About\n\nThis archive.\n", encoding="utf-8")
    assert len(read(archive).jobs) == 4


def test_a_row_names_a_folder_or_files(archive: Path) -> None:
    """Files in their order, with semicolons between them, as seen from the catalogue."""
    catalogue = read_csv(archive, "name,statements\none,water\ntwo,loose/two.md;loose/one.md\n")
    whole, listed = catalogue.jobs
    assert (whole.name, whole.folder, whole.files) == ("one", str(archive / "water"), ())
    assert (listed.folder, listed.files) == (str(archive / "loose"), ("two.md", "one.md"))


def test_a_row_states_keys_of_edition_toml(archive: Path) -> None:
    """By their names, with a dot for tables; cells become numbers and choices as the keys want them."""
    [job] = read_csv(
        archive,
        "statements,title,language,page,page.pages,layout,matter.contents,formats\n"
        "water,1984,en,A6,8,zine,false,pdf;epub\n",
    ).jobs
    assert job.stated == {
        "title": "1984",
        "language": "en",
        "page": {"size": "A6", "pages": 8},
        "press": {"layout": "zine"},
        "matter": {"contents": False},
    }
    assert job.formats == ("epub", "pdf")


def test_a_row_of_json_says_the_same(archive: Path) -> None:
    """An object a line; empty lines and what is null count for nothing."""
    rows = [{"statements": ["loose/one.md"], "page": {"size": "A6"}, "title": None}, {"statements": "water"}]
    text = "\n\n".join(json.dumps(row) for row in rows)
    (archive / "list.jsonl").write_text(text, encoding="utf-8")
    first, second = read(archive / "list.jsonl").jobs
    assert (first.name, first.stated, first.line) == ("one", {"page": {"size": "A6"}}, 1)
    assert (second.name, second.formats, second.line) == ("water", ("epub", "pdf"), 3)


def test_a_style_for_all_concerns_those_that_name_none(archive: Path) -> None:
    """A row that names its own, and a folder whose edition.toml does, are what they were, and so not made again."""
    (archive / "loose" / "edition.toml").write_text('style = "classic"\n', encoding="utf-8")
    (archive / "list.csv").write_text(
        "statements,style,title\nfr/pain,modern,Du pain\nfr/eau,,De l’eau\nloose,,\nloose/one.md,,\n", encoding="utf-8"
    )
    with_one = Defaults({"style": "broadside"}, DEFAULTS.formats)
    before, after = (
        read_catalogue(archive / "list.csv", defaults, output=archive.parent / "out")
        for defaults in (DEFAULTS, with_one)
    )
    assert [job.stated.get("style") for job in after.jobs] == ["modern", "broadside", None, "broadside"]
    packed = [[encode(pack(job, source_date_epoch=None)) for job in catalogue.jobs] for catalogue in (before, after)]
    assert [one == other for one, other in zip(*packed, strict=True)] == [True, False, True, False]


def test_names_are_safe_for_any_file_system(archive: Path) -> None:
    """Small letters, figures and hyphens; slashes make folders."""
    [job] = read_csv(archive, "name,statements\nÉtés/Ça ira!,water\n").jobs
    assert job.name == "etes/ca-ira"


# What is said of a row that cannot be used?
BAD = {
    "name,statements\none,water\none,loose\n": "list.csv:3: the name “one” is that of line 2; state another `name`",
    "statements\n../elsewhere\n": "list.csv:2: “../elsewhere” lies outside the edition; name a file inside the edition",
    "statements\n/etc\n": "list.csv:2: “/etc” lies outside the folder of the catalogue; name a folder beside or below",
    "statements\nwater/gone.md\n": "list.csv:2: there is no file “water/gone.md”; check the name",
    "statements,title\n,Water\n": "list.csv:2: no statements are named; name a folder, or files, under `statements`",
    "statements,page\nwater,A9\n": "list.csv:2: ",
    "statements,formats\nwater,docx\n": "list.csv:2: there is no format “docx”; choose from epub, pdf, booklet",
    "statements\nwater,more\n": "list.csv:2: there are 2 cells for 1 columns; put commas in quotes",
    'statements\nwater\n"a"b\n': "list.csv:3: this is no row of CSV",
    "name,statements\n水,water\n": "list.csv:2: “水” makes no name for a folder; state a `name` in letters a to z",
}


@pytest.mark.parametrize(("text", "sentence"), BAD.items())
def test_a_bad_row_gets_one_sentence(archive: Path, text: str, sentence: str) -> None:
    """With its file and line; the rows around it are jobs."""
    [refusal] = read_csv(archive, text).refused
    assert sentence in refusal.sentence
    assert refusal.sentence.startswith(str(archive))


def test_semicolons_part_cells_as_spreadsheets_save_them(archive: Path) -> None:
    """Where the comma stands in numbers; what stands between several files is in quotes then."""
    [job] = read_csv(archive, 'statements;title\n"loose/one.md;loose/two.md";Wells, springs\n').jobs
    assert (job.files, job.stated["title"]) == (("one.md", "two.md"), "Wells, springs")


def test_a_wrong_line_of_json_is_a_bad_row(archive: Path) -> None:
    """The others are read."""
    (archive / "list.jsonl").write_text('{"statements": "water"}\n{"statements": \n[1]\n', encoding="utf-8")
    catalogue = read(archive / "list.jsonl")
    assert len(catalogue.jobs) == 1
    assert [refusal.sentence.partition(": ")[2] for refusal in catalogue.refused] == [
        "this is no JSON; write one object a line",
        "this is no object; write one a line, as {“statements”: [“water.md”]}",
    ]


# What is said of a catalogue that cannot be read at all?
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("list.csv", b"\n", "no columns are named"),
        ("list.csv", b"name,name\na,b\n", "two columns are named “name”"),
        ("list.csv", b"name\n\xff\n", "not UTF-8 text; save it as UTF-8"),
        (
            "list.csv",
            b"statements,titel\nwater,Water\n",
            "list.csv:1: there is no column “titel”; did you mean “title”?",
        ),
        (
            "list.csv",
            b"statements,x\nwater,y\n",
            "list.csv:1: there is no column “x”; the columns are accent, colour, c",
        ),
        ("list.csv", b"statements\n", "no editions are listed here"),
        ("list.xlsx", b"", "this is neither a folder nor a table"),
    ],
)
def test_a_bad_catalogue_is_refused_as_a_whole(archive: Path, name: str, content: bytes, sentence: str) -> None:
    """Nothing of it could be made."""
    (archive / name).write_bytes(content)
    with pytest.raises(PamphletError, match=sentence):
        read(archive / name)


def test_editions_do_not_come_among_their_statements(archive: Path) -> None:
    """The next time they would be taken for some."""
    with pytest.raises(PamphletError, match="choose a folder outside the catalogue"):
        read_catalogue(archive, DEFAULTS, output=archive / "out")
