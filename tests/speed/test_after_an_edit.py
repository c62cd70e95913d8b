"""Whatever is changed in an edition, what is built upon what was kept has the bytes of a build from nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from pypdfium2 import PdfDocument

from pamphlet.cache import NO_CACHE, Cache, FolderCache
from pamphlet.means import Means
from pamphlet.pipeline import FinishedFile, Format, make_files, read_edition
from pamphlet.proof import pdf_text
from pamphlet.proof.forms import name_halves, name_pages
from pamphlet.proof.pdf_objects import BY_ITSELF, Objects
from pamphlet.proof.pdf_parts import Anatomy
from pamphlet.proof.printed import Reading

FORMATS: Final[tuple[Format, ...]] = ("epub", "pdf", "booklet")
SETTINGS: Final = 'title = "Five letters"\nslug = "letters"\nlanguage = "en"\n[page]\nsize = "A6"\n'
ROAD: Final = "Nobody has mended it since the flood. "
LETTERS: Final = {
    "1-water": "# The pump is dry\n\nAda Brook\n\n1 May 2031\n\nDry since the *thaw*.[^1]\n\n[^1]: On the door.\n",
    "2-bread": "# Bread for the fair\n\nBo Mill\n\n2 May 2031\n\nBring what you have baked, and a sharp knife.\n",
    "3-quay": "# Who owns the quay\n\nCy Quay\n\n3 May 2031\n\n- Boats\n- Ropes\n\nSee [the list](https://harbour.example).\n",
    "4-road": "# A road to the mill\n\nDi Lane\n\n4 May 2031\n\n" + ROAD * 24 + "0 1 2 3 4 5 6 7 8 9." + "\n",
    "5-bell": "# The bell\n\nEd Tower\n\n5 May 2031\n\nIt rings at noon.\n",
}


def rewrite(name: str, old: str, new: str) -> Callable[[Path], object]:
    """Other words in a file."""

    def edit(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    return edit


# What do people change?
EDITS: Final[dict[str, Callable[[Path], object]]] = {
    "a word": rewrite("2-bread.md", "sharp", "blunt"),
    "a letter that no other word has": rewrite("2-bread.md", "knife", "knife, Ž"),
    "a title": rewrite("3-quay.md", "Who owns", "Whose is"),
    "pages more": rewrite("1-water.md", "Dry since", ROAD * 60 + "Dry since"),
    "a statement that is gone": lambda folder: (folder / "2-bread.md").unlink(),
    "a statement between others": lambda folder: shutil.copy(folder / "5-bell.md", folder / "2-more.md"),
    "the order": rewrite("edition.toml", "[page]", 'statements = ["5-bell.md", "4-road.md", "1-water.md"]\n[page]'),
    "the style": rewrite("edition.toml", "[page]", 'style = "modern"\n[page]'),
    "the page": rewrite("edition.toml", "A6", "A5"),
    "the title of all": rewrite("edition.toml", "Five letters", "Letters to the fair"),
    "the contact": rewrite("edition.toml", "[page]", '[contact]\nweb = "https://mill.example"\n[page]'),
}
QUICK: Final = {"a word", "a statement that is gone"}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five letters."""
    folder = tmp_path_factory.mktemp("sources")
    (folder / "edition.toml").write_text(SETTINGS, encoding="utf-8")
    for name, text in LETTERS.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def kept(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[FolderCache, tuple[FinishedFile, ...]]:
    """All that a first build leaves, and what it made."""
    cache = FolderCache(str(tmp_path_factory.mktemp("cache")))
    return cache, make(sources, cache)


def make(folder: Path, cache: Cache = NO_CACHE) -> tuple[FinishedFile, ...]:
    """All that is proved, and the proof."""
    edition = read_edition([folder], source_date_epoch=None, means=Means(cache))
    return make_files(edition, FORMATS, means=Means(cache))


@pytest.fixture
def edited(sources: Path, tmp_path: Path) -> Path:
    """A copy to be changed, under the same name, which is what the sources are called by."""
    return Path(shutil.copytree(sources, tmp_path / sources.name))


@pytest.mark.parametrize(
    "edit",
    [pytest.param(each, id=name, marks=() if name in QUICK else pytest.mark.slow) for name, each in EDITS.items()],
)
def test_an_edit_gives_the_bytes_of_a_clean_build(
    kept: tuple[FolderCache, tuple[FinishedFile, ...]], edited: Path, edit: Callable[[Path], object]
) -> None:
    """E-book, pages, booklet and proof."""
    edit(edited)
    built = make(edited, kept[0])
    assert built != kept[1]
    assert built == make(edited)


def test_only_what_changed_is_read_back(
    kept: tuple[FolderCache, tuple[FinishedFile, ...]], edited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the pages, those of the statement, the imprint and the colophon, which bear digests."""
    read: list[int] = []
    read_pages = pdf_text.read_pages

    def note(document: PdfDocument, opening: int, count: int) -> Reading:
        read.append(opening)
        return read_pages(document, opening, count)

    monkeypatch.setattr(pdf_text, "read_pages", note)
    rewrite("5-bell.md", "noon", "dusk")(edited)
    made = make(edited, kept[0])
    pages = next(file.content for file in made if file.format == "pdf")
    openings = [part.opening for part in Anatomy(pages).parts]
    assert read == [openings[1], openings[-3], openings[-2]]


def pages_of(kept: tuple[FolderCache, tuple[FinishedFile, ...]], kind: str = "pdf") -> bytes:
    """A finished file of the first build."""
    return next(file.content for file in kept[1] if file.format == kind)


def test_words_are_the_same_from_a_file_that_is_opened_anew(
    kept: tuple[FolderCache, tuple[FinishedFile, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one of many pages is now and then while it is read."""
    at_once = pdf_text.read_pdf(pages_of(kept)).body
    opened: list[int] = []

    def note(pdf: bytes) -> PdfDocument:
        opened.append(len(pdf))
        return PdfDocument(pdf)

    monkeypatch.setattr(pdf_text, "READ_AT_ONCE", 2)
    monkeypatch.setattr("pypdfium2.PdfDocument", note)
    assert pdf_text.read_pdf(pages_of(kept)).body == at_once
    assert len(opened) > 1


def test_a_byte_that_differs_in_the_finished_file_is_read_again(
    kept: tuple[FolderCache, tuple[FinishedFile, ...]],
) -> None:
    """A digest is drawn from what stands in the file: each stream of a part's pages changes its part, and no other."""
    pdf = pages_of(kept)
    objects, before = Objects(pdf), Anatomy(pdf).parts
    for index, part in enumerate(before):
        run = next(run for run, (first, _) in enumerate(objects.runs) if first == part.slot)
        place = next(place for kind, place, _ in objects.rows(run) if kind == BY_ITSELF)
        inside = pdf.index(b"stream\n", place) + 12
        altered = pdf[:inside] + bytes([pdf[inside] ^ 1]) + pdf[inside + 1 :]
        after = Anatomy(altered).parts
        assert [number for number, each in enumerate(after) if each.digest != before[number].digest] == [index]


def test_what_was_once_found_to_have_no_words_is_not_looked_through_again(
    kept: tuple[FolderCache, tuple[FinishedFile, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folios and running heads; and to know them changes no digest."""
    first = Anatomy(pages_of(kept))
    streams: list[int] = []

    def note(_: Objects, number: int) -> bytes:
        streams.append(number)
        return b""

    monkeypatch.setattr(Objects, "stream", note)
    again = Anatomy(pages_of(kept), known=first.wordless)
    assert again.parts == first.parts
    assert again.wordless == first.wordless
    assert first.wordless
    assert streams == []


def test_a_part_whose_numbers_moved_is_the_same_part(
    kept: tuple[FolderCache, tuple[FinishedFile, ...]], edited: Path
) -> None:
    """In another order the statements have other numbers, and yet they need not be read again for that."""
    order = ", ".join(f'"{name}.md"' for name in ("2-bread", "1-water", "3-quay", "4-road", "5-bell"))
    rewrite("edition.toml", "[page]", f"statements = [{order}]\n[page]")(edited)
    files = make_files(
        read_edition([edited], source_date_epoch=None, means=Means(kept[0])), ["pdf"], means=Means(kept[0])
    )
    before, after = (Anatomy(pdf) for pdf in (pages_of(kept), files[0].content))
    apart = [{each.digest_apart(part) for part in each.parts} for each in (before, after)]
    as_they_are = [{part.digest for part in each.parts} for each in (before, after)]
    assert len(apart[0] & apart[1]) > len(as_they_are[0] & as_they_are[1])


def test_every_part_can_be_kept(kept: tuple[FolderCache, tuple[FinishedFile, ...]]) -> None:
    """Nothing outside of what its digest is of could change its words."""
    anatomy = Anatomy(pages_of(kept))
    assert len(anatomy.parts) == len(LETTERS) + 5
    assert all(map(anatomy.tells_all, anatomy.parts))


def test_each_half_of_a_sheet_bears_the_name_of_its_page(kept: tuple[FolderCache, tuple[FinishedFile, ...]]) -> None:
    """So that no letter has to be read; blanks have a name of their own."""
    pages, sides = name_pages(pages_of(kept)), name_halves(pages_of(kept, "booklet"))
    halves = [name for side in sides for name in side]
    assert set(halves) - {"blank"} == set(pages)
    assert halves[:2] == ([pages[-1], pages[0]] if halves[0] != "blank" else ["blank", pages[0]])


def test_a_page_in_another_typeface_has_another_name(kept: tuple[FolderCache, tuple[FinishedFile, ...]]) -> None:
    """The letters that its codes stand for are part of the name."""
    pdf = pages_of(kept)
    objects = Objects(pdf)
    number = next(number for number in range(objects.runs[-1][0], sum(objects.runs[-1])) if _is_map(objects, number))
    place = pdf.index(b"stream\n", pdf.index(b"\n%d 0 obj" % number)) + 12
    altered = pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]
    assert name_pages(altered) != name_pages(pdf)


def _is_map(objects: Objects, number: int) -> bool:
    try:
        return b"begincmap" in objects.stream(number)
    except Exception:  # noqa: BLE001 - not a stream
        return False


def test_a_file_of_another_form_has_no_parts() -> None:
    """Then all of it is read."""
    assert Anatomy(b"%PDF-1.4\nno table\n").parts == ()
    assert name_pages(b"%PDF-1.4\nno table\n") == ()
