"""Parts that were set apart and joined, beside the whole book set at once: nobody can tell the one from the other."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace
from pypdfium2 import PdfDocument

from pamphlet.cache import Cache, FolderCache
from pamphlet.means import Means
from pamphlet.model import Author, Emphasis, Figure, Link, Pamphlet, Source
from pamphlet.renderers import pdf
from pamphlet.renderers.pdf import PagePlan, render, typeset
from pamphlet.renderers.pdf.joining import bench
from pamphlet.renderers.pdf.joining.joiner import FOLIOS_TOGETHER
from pamphlet.renderers.pdf.starting import KNOWN_VERSION
from pamphlet.styles import Style, load_style

from .editions import (
    A5,
    TINY,
    draw,
    everything,
    image,
    note,
    pamphlet,
    paragraph,
    paragraphs,
    prose,
    run,
    slow,
    statement,
)
from .editions import table as set_table
from .sameness import facts, largest_difference

PICTURES = {"well.png": draw(800, 600), "sluice.jpg": draw(300, 200, "JPEG")}
STYLES = {name: load_style(name) for name in ("classic", "modern", "broadside")}
ROWS = tuple(f"Street {number} | {number * 37} | paid" for number in range(60))


@dataclass
class Memory(Cache):
    """A cache that says what was put into it."""

    held: dict[str, bytes] = field(default_factory=dict)
    puts: list[str] = field(default_factory=list)

    def get(self, key: str) -> bytes | None:
        return self.held.get(key)

    def put(self, key: str, content: bytes) -> None:
        self.puts.append(key)
        self.held[key] = content


def illustrated(edition: Pamphlet) -> Pamphlet:
    """The edition with the pictures at hand, and with digests of what its statements say."""
    sources = tuple(Source(each.source, sha256(repr(each).encode()).hexdigest()) for each in edition.statements)
    colophon = replace(edition.colophon, sources=sources)
    return replace(edition, colophon=colophon, images=tuple(image(name, each) for name, each in PICTURES.items()))


def set_joined(edition: Pamphlet, style: Style, means: Means = Means()) -> bytes:  # noqa: B008 - frozen
    """The PDF of its parts; a style that does not let them be parted fails the test."""
    refusals: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: refusals.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("pamphlet.renderers.pdf")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        content = render(edition, style, page=A5, images=PICTURES, means=means)
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    assert refusals == []
    return content


def set_whole(edition: Pamphlet, style: Style) -> bytes:
    """The PDF of all pages at once."""
    return render(edition, style, page=A5, images=PICTURES, means=Means(whole=True))


def varied() -> Pamphlet:
    """Statements that open on either side, and refer to one another, to notes and to pictures."""
    figure = Figure("well.png", "A well", run("The well"))
    return illustrated(
        pamphlet(
            statement(
                paragraph("See ", Link("#statement-rows", run("the ", Emphasis(run("rows")))), " and read on."),
                *paragraphs(6, seed=11),
                figure,
                title="One page, and a little",
                slug="first",
            ),
            statement(set_table("Street | Litres | State", *ROWS), title="Rows over pages", slug="rows"),
            statement(
                *paragraphs(9, seed=12),
                Figure("sluice.jpg", "A sluice", run("The sluice")),
                figure,
                title="Ein Bericht",
                slug="bericht",
                language="de",
            ),
            statement(paragraph(prose(30)), title="Short: 12 0 R; and 3 0 obj", slug="short"),
        )
    )


@pytest.fixture(autouse=True, scope="module")
def few_are_enough() -> Iterator[None]:
    """Let editions of few statements be joined, too: they are quick to set."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "FEWEST_TO_JOIN", 1)
        yield


@pytest.fixture
def parts_set(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """The names of the parts that are set from now on, and whether each was set for a verso."""
    noted: list[tuple[str, bool]] = []
    set_part = bench.SettingPart.do

    def note_part(part: bench.SettingPart, ready: bench.Bench) -> bytes:
        noted.append((part.name, part.verso))
        return set_part(part, ready)

    monkeypatch.setattr(bench.SettingPart, "do", note_part)
    return noted


@pytest.fixture(scope="module", params=STYLES)
def style(request: pytest.FixtureRequest) -> Style:
    """Each of the program's styles."""
    return STYLES[request.param]


@pytest.fixture(scope="module", params=["everything", "varied"])
def edition(request: pytest.FixtureRequest) -> Pamphlet:
    """Everything there is; and statements over several pages that open on either side."""
    return illustrated(everything()) if request.param == "everything" else varied()


@pytest.fixture(scope="module")
def both(edition: Pamphlet, style: Style) -> tuple[bytes, bytes]:
    """The edition set as a whole, and in parts."""
    return set_whole(edition, style), set_joined(edition, style)


@pytest.mark.slow
def test_all_that_can_be_found_is_the_same(both: tuple[bytes, bytes]) -> None:
    """Structure line by line, outline, named places, links, boxes, metadata, and the words of each page as drawn."""
    whole, joined = (facts(content) for content in both)
    for name, found in whole.items():
        assert joined[name] == found, name


@pytest.mark.slow
def test_all_that_can_be_seen_is_the_same(both: tuple[bytes, bytes]) -> None:
    """A place is rounded to a millionth of a point once more: that may tinge a pixel, by one in 255."""
    assert largest_difference(*both) <= 1


@pytest.fixture(scope="module")
def clean() -> bytes:
    """A small edition, set in this process, with nothing kept from before."""
    return set_joined(small(), STYLES["classic"])


def small(word: str = "stale") -> Pamphlet:
    """Three statements, the first with a word that may be another."""
    return illustrated(
        pamphlet(
            statement(paragraph(f"The water is {word}."), *paragraphs(5, seed=2), title="Pump", slug="pump"),
            statement(
                paragraph("Read."), Figure("well.png", "A well"), note("stray", "A note."), title="Well", slug="well"
            ),
            statement(*paragraphs(7, seed=3), title="Weir", slug="weir"),
        )
    )


@pytest.mark.slow
def test_one_process_and_two_give_the_same_bytes(clean: bytes) -> None:
    """Which process sets what, and when it is done, leaves no trace."""
    assert set_joined(small(), STYLES["classic"], Means(jobs=2)) == clean


def test_with_and_without_a_cache_the_bytes_are_the_same(clean: bytes) -> None:
    """Parts from the cache are the parts that would be set now."""
    memory = Memory()
    assert set_joined(small(), STYLES["classic"], Means(memory)) == clean
    memory.puts.clear()
    assert set_joined(small(), STYLES["classic"], Means(memory)) == clean
    assert memory.puts == []


@pytest.mark.slow
def test_an_edited_word_gives_the_bytes_of_a_clean_build(clean: bytes) -> None:
    """Whatever was set before, the file is that of the sources as they are."""
    memory = Memory()
    set_joined(small("old"), STYLES["classic"], Means(memory))
    assert set_joined(small(), STYLES["classic"], Means(memory)) == clean


def test_an_edited_word_sets_one_statement() -> None:
    """Another statement, its section, the contents and the colophon, but for a digest, stay as they are."""
    memory = Memory()
    set_joined(small("least"), STYLES["classic"], Means(memory))
    kept = dict(memory.held)
    memory.puts.clear()
    set_joined(small("stale"), STYLES["classic"], Means(memory))
    # The statement: what is settled, its section, and the rest of it; and no places are wanted.
    assert len(memory.puts) == 4
    assert not set(memory.puts) & set(kept)


def test_an_edited_statement_is_set_once_for_the_side_that_it_opens_on(parts_set: list[tuple[str, bool]]) -> None:
    """What stands before it tells which side that is; its pages cannot end alike whichever it were."""
    memory = Memory()
    for word in ("stale", "clear"):
        parts_set.clear()
        pictured = [each for seed in range(4) for each in (paragraph(prose(50, seed)), Figure("well.png", "A well"))]
        edition = illustrated(pamphlet(statement(paragraph(f"It is {word}."), *pictured)))
        joined = set_joined(edition, STYLES["classic"], Means(memory))
    assert parts_set == [("statement", True)]
    assert joined == set_joined(edition, STYLES["classic"])


def test_folios_that_were_drawn_serve_when_pages_move(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those of kinds of few pages, as behind the last statement, in a book that has many of another kind."""
    drawn: list[object] = []
    draw_folios = bench.DrawingFolios.do

    def note(task: bench.DrawingFolios, ready: bench.Bench) -> bytes:
        drawn.append(task.numbers)
        return draw_folios(task, ready)

    monkeypatch.setattr(bench.DrawingFolios, "do", note)
    memory, books = Memory(), []
    for count in (38, 40):
        drawn.clear()
        book = pamphlet(statement(*paragraphs(count)))
        books.append(render(book, STYLES["classic"], page=TINY, images={}, means=Means(memory)))
    pages = [len(PdfDocument(content)) for content in books]
    assert FOLIOS_TOGETHER < pages[0] < pages[1] < 2 * FOLIOS_TOGETHER
    assert drawn == []
    assert books[1] == render(book, STYLES["classic"], page=TINY, images={})


@pytest.mark.slow
def test_what_was_lost_from_the_cache_is_set_again(clean: bytes, tmp_path: Path) -> None:
    """It can be deleted at any time, and in part."""
    cache = FolderCache(str(tmp_path / "cache"))
    assert set_joined(small(), STYLES["classic"], Means(cache)) == clean
    entries = sorted(path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    for lost in range(3):
        for path in entries[lost::3]:
            path.unlink(missing_ok=True)
        assert set_joined(small(), STYLES["classic"], Means(cache)) == clean


def test_the_library_is_the_one_whose_insides_are_known() -> None:
    """With another WeasyPrint, look through `linesetting.py` and `apart.py` against its source; only then name it."""
    assert version("weasyprint") == KNOWN_VERSION


@pytest.mark.slow
def test_another_library_sets_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that was true of one version is taken to be true of the next."""
    monkeypatch.setattr(bench, "KNOWN_VERSION", "0.0")
    style = STYLES["classic"]
    assert render(small(), style, page=TINY, images=PICTURES) == render(
        small(), style, page=TINY, images=PICTURES, means=Means(whole=True)
    )


@pytest.mark.slow
def test_the_statements_files_are_inside() -> None:
    """Once in the book, as in that which is set as a whole."""
    plan = PagePlan(A5, sources={"pump.md": b"The water is stale.", "wëir.md": b"Weirs."})
    edition, style = small(), STYLES["classic"]
    found = []
    for means in (Means(), Means(whole=True)):
        content = typeset(edition, style, plan, images=PICTURES, means=means).content
        with pikepdf.open(BytesIO(content)) as pdf:
            listed = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
            found.append((listed, [str(each.UF) for each in pdf.Root.AF]))
    assert found[0] == found[1]
    assert found[0][0] == dict(plan.sources)


@pytest.mark.parametrize(
    "rule",
    [
        slow("@page { background: #eee }"),
        "@page :left { margin-top: 40mm }",
        slow("@page :nth(3) { margin-top: 40mm }"),
        slow(".statement { break-before: right }"),
        slow(".closing::before { content: counter(page) }"),
        slow("html { counter-reset: all } .statement h1::before { content: counter(all); counter-increment: all }"),
        slow(".statement p:first-of-type::after { content: target-counter('#statement-weir', page) }"),
        slow("@page statement { @top-center { content: 'page ' counter(pages) } }"),
        slow("@page closing { @top-center { content: string(running) } }"),
        slow(".statement .byline { position: fixed; top: 0 }"),
        slow(".closing { break-before: auto; page: auto }"),
    ],
)
def test_a_style_that_ties_parts_together_is_set_as_a_whole(rule: str) -> None:
    """Where one part depends on another, the whole book is set at once; the pages are those of the whole book."""
    style = STYLES["classic"]
    tied = replace(style, print_css=f"{style.print_css}\n{rule}\n")
    edition = small()
    joined = render(edition, tied, page=TINY, images=PICTURES)
    assert joined == render(edition, tied, page=TINY, images=PICTURES, means=Means(whole=True))


@pytest.mark.parametrize(("authors", "entries"), [((Author("Ada Brook"),), 9), ((), 13)], ids=["signed", "unsigned"])
def test_contents_that_just_fill_their_page_are_set_once(
    parts_set: list[tuple[str, bool]], authors: tuple[Author, ...], entries: int
) -> None:
    """They name pages that move with how many they take themselves: that is reckoned before."""
    titles = [f"The well of ward {number}" for number in range(entries)]
    each = (statement(paragraph("Water."), title=title, slug=title[-2:].strip(), authors=authors) for title in titles)
    render(pamphlet(*each), STYLES["classic"], page=A5, images={})
    assert [name for name, _ in parts_set].count("contents") == 1
