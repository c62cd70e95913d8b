"""What lists the editions of a batch: the OPDS catalogue, the index page and the report."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from msgspec.structs import replace

from pamphlet.batch.extent import Extent
from pamphlet.batch.index import pages
from pamphlet.batch.job import COVER, Facts, File
from pamphlet.batch.journal import Entry
from pamphlet.batch.listing import write_listing
from pamphlet.batch.opds import A_PAGE, feeds
from pamphlet.batch.report import schema
from pamphlet.batch.run import Result
from pamphlet.batch.shelf import Shelved, endings_of

from .archive import run_batch, write_archive
from .opds_schema import faults_in_feed, publications_in

DOCS = Path(__file__).parents[2] / "docs"


def shelved(number: int, language: str = "en", *formats: str) -> Shelved:
    """An edition that is thought to be there, with files of these formats."""
    name = f"été/{number:04}"
    files = tuple(File(f"street {number}.{each}", each, 10, "") for each in formats or ("epub", "pdf"))
    facts = Facts(
        title=f"Street {number}",
        subtitle="",
        languages=(language,),
        authors=("Ada Brook",),
        date="1 May 2031",
        modified="2031-05-01T00:00:00Z",
        identifier="urn:uuid:7d1a3c1e-0000-5000-8000-000000000000",
        publisher="",
        description="",
        extent=Extent(statements=1, words=300),
        files=(*files, File(COVER, "cover", 5, "")),
        repairs=0,
        warnings=(),
    )
    return Shelved(Entry(name, "key"), facts)


def read(made: dict[str, bytes]) -> dict[str, dict]:  # type: ignore[type-arg] # JSON
    """The feeds as other programs see them."""
    return {name: json.loads(content) for name, content in made.items()}


def test_every_feed_is_one_of_opds() -> None:
    """Of one language or several, of none, of one page or several."""
    few = [shelved(1), shelved(2, "fr"), shelved(3, "pt-BR")]
    many = [shelved(number, "en" if number % 3 else "fr") for number in range(2 * A_PAGE + 1)]
    for listed in ([], few[:1], few, many):
        for name, feed in read(feeds(listed, "Streets")).items():
            assert list(faults_in_feed(feed)) == [], name


def test_a_long_list_goes_on_page_by_page() -> None:
    """From `next` to `next`, every edition is met once."""
    listed = [shelved(number) for number in range(2 * A_PAGE + 1)]
    made = read(feeds(listed, "Streets"))
    titles, name = [], "opds.json"
    while name:
        feed = made[name]
        titles += [each["metadata"]["title"] for each in feed["publications"]]
        links = {link["rel"]: link["href"] for link in feed["links"]}
        assert (links["self"], links["first"], links["last"]) == (name, "opds.json", "opds-3.json")
        name = links.get("next", "")
    assert titles == [each.facts.title for each in listed]


def test_editions_are_grouped_by_language() -> None:
    """Under the language's own name, with a feed of its own."""
    made = read(feeds([shelved(1), shelved(2, "fr"), shelved(3, "fr")], "Streets"))
    groups = {group["metadata"]["title"]: group for group in made["opds.json"]["groups"]}
    assert list(groups) == ["English", "français"]
    [link] = groups["français"]["links"]
    assert [each["metadata"]["title"] for each in made[link["href"]]["publications"]] == ["Street 2", "Street 3"]


def test_each_format_can_be_had() -> None:
    """With its media type, from the folder of the edition."""
    [publication] = publications_in(read(feeds([shelved(1, "en", "epub", "booklet", "proof")], "Streets"))["opds.json"])
    assert [(link["href"], link["type"]) for link in publication["links"]] == [
        ("%C3%A9t%C3%A9/0001/street%201.epub", "application/epub+zip"),
        ("%C3%A9t%C3%A9/0001/street%201.booklet", "application/pdf"),
    ]
    assert publication["metadata"]["author"] == ["Ada Brook"]


class _Links(HTMLParser):
    """The addresses that a page names, and how many scripts and sheets come from elsewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.parts: list[str] = []
        self.names: list[str] = []
        self.fetched: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        stated = dict(attrs)
        address = stated.get("href") or stated.get("src") or ""
        self.names.append(stated.get("id") or "")
        if tag in {"a", "img"}:
            (self.parts if address.startswith("#") else self.addresses).append(unquote(address))
        if (tag == "script" and "src" in stated) or (tag == "link" and stated.get("rel") == "stylesheet"):
            self.fetched.append(address)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a batch of three e-books, one of which is in French, and a bad row."""
    folder = tmp_path_factory.mktemp("listing")
    archive = write_archive(folder / "archive", 4, bad=(3,))
    settings = archive / "0002" / "edition.toml"
    settings.write_text('title = "La rue <2>"\nlanguage = "fr"\n', encoding="utf-8")
    code, _, err = run_batch(archive, "-o", folder / "out", "--formats", "epub", "--title", "Streets & lanes", "-j", 1)
    assert code == 1, err
    return folder / "out"


def test_every_link_leads_to_a_file(output: Path) -> None:
    """From index, report and catalogue alike; covers come from the e-book where there is no PDF."""
    for name in ("index.html", "report.html"):
        page = _Links((output / name).read_text(encoding="utf-8"))
        assert page.fetched == []
        assert page.addresses
        assert [each for each in page.addresses if not (output / each).is_file()] == []
        assert {part.removeprefix("#") for part in page.parts} <= {*page.names}
        assert page.parts
    feed = json.loads((output / "opds.json").read_bytes())
    assert list(faults_in_feed(feed)) == []
    for publication in publications_in(feed):
        for link in (*publication["links"], *publication["images"]):
            assert (output / unquote(link["href"])).is_file()


def test_the_index_names_every_edition_without_a_script(output: Path) -> None:
    """The words stand in the page itself, in their language; what needs a script is hidden until it runs."""
    page = (output / "index.html").read_text(encoding="utf-8")
    assert "<h1>Streets &amp; lanes</h1>" in page
    assert '<h3 lang="fr">La rue &lt;2&gt;</h3>' in page
    assert '<form class="search" role="search" hidden>' in page


# What is each file of an edition called beside the others?
@pytest.mark.parametrize(
    ("names", "endings"),
    [
        (("a.epub", "a.pdf", "a-booklet.pdf", "a-proof.html"), ["epub", "pdf", "booklet.pdf", "proof.html"]),
        (("a.md", "a-proof.json"), ["md", "proof.json"]),
        (("a.md",), ["md"]),
        ((), []),
    ],
)
def test_files_are_told_apart_in_a_word(names: tuple[str, ...], endings: list[str]) -> None:
    """What they have in common is the title, which stands above them."""
    assert list(endings_of(names).values()) == endings


def test_the_index_says_how_large_each_file_is() -> None:
    """Who pays for what they fetch may want to know; editions without a date come last, however they are sorted."""
    dated, undated = shelved(1), shelved(2)
    facts = replace(undated.facts, date="", files=(File("a.pdf", "pdf", 2_345_678, ""),))
    page = pages([dated, undated._replace(facts=facts)], "Streets")["index.html"].decode()
    assert '>Pages</a> <span class="aside">2.3 MB</span>' in page
    assert '>E-book</a> <span class="aside">1 kB</span>' in page
    assert 'data-date="2031-05-01"' in page
    assert 'data-date=""' in page


def test_pages_of_a_longer_list_go(output: Path, tmp_path: Path) -> None:
    """A catalogue that has become shorter leaves none behind; an edition's folder stays."""
    (output / "opds-9.json").write_bytes(b"{}")
    (output / "index-fr.html.keep").write_bytes(b"")
    run_batch(output.parent / "archive", "-o", output, "--formats", "epub", "--title", "Streets & lanes")
    assert not (output / "opds-9.json").exists()
    assert (output / "index-fr.html.keep").exists()
    assert tmp_path.is_dir()


def test_the_form_of_the_report_is_published() -> None:
    """docs/batch-report.schema.json says what other programs may count on."""
    assert (DOCS / "batch-report.schema.json").read_bytes() == schema()


def test_an_archive_keeps_its_name(tmp_path: Path) -> None:
    """Who makes it again need not say it again; a feed that somebody has damaged has none."""
    names = []
    for title in ("", "The Harbour archive", "", "Other"):
        write_listing(Result((), 0, ()), tmp_path, title=title)
        names.append(json.loads((tmp_path / "opds.json").read_bytes())["metadata"]["title"])
    assert names == ["Pamphlets", "The Harbour archive", "The Harbour archive", "Other"]
    assert "<title>Other" in (tmp_path / "index.html").read_text(encoding="utf-8")
    (tmp_path / "opds.json").write_text("[]", encoding="utf-8")
    write_listing(Result((), 0, ()), tmp_path, title="")
    assert json.loads((tmp_path / "opds.json").read_bytes())["metadata"]["title"] == "Pamphlets"
