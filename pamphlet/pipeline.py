"""Read → restore → typeset → bind → prove: an edition's files → the finished files, and the proof of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from pamphlet.basis import name_basis
from pamphlet.cache import Cache, key_of
from pamphlet.errors import PamphletError, UnaccountedError
from pamphlet.gathering import Edition, RestoredSource, gather_edition
from pamphlet.means import Means
from pamphlet.model import Pamphlet
from pamphlet.statements import RestoredStatement, SourceFile, restore_statement
from pamphlet.styles import Style, load_style
from pamphlet.telling import place_of_style, told_by
from pamphlet.units import PAPERS

if TYPE_CHECKING:
    from pamphlet.presswork import Matter, Plan, PressedFile, Printed, Supplies
    from pamphlet.proof import Proof, Sheets
    from pamphlet.proof.printed import PrintedText

Format = Literal["epub", "pdf", "booklet", "html", "md"]
FORMATS: Final[tuple[Format, ...]] = ("epub", "pdf", "booklet", "html", "md")
PROVED: Final[tuple[Format, ...]] = ("epub", "pdf", "booklet")
"""The formats that are read back."""

LARGE_PRINT: Final = "large-print"
LARGE_PRINT_PAGES: Final = {"Letter": "Letter", "half-letter": "Letter"}
"""The page of a large-print edition, where A4 is not the paper of the country."""

Report = Callable[[str], None]


class FinishedFile(NamedTuple):
    """A file that was made: its name, its bytes, and the pages or sides that it has (0 for an e-book or a proof).

    `paper` is what a page or a sheet of it is called; `remarks` say how it was set.
    """

    name: str
    content: bytes
    format: Format | Literal["proof"]
    pages: int = 0
    paper: str = ""
    remarks: tuple[str, ...] = ()


class Made(NamedTuple):
    """Finished files, and what the proof reads: the words of the pages, read back, and the sheets."""

    files: tuple[FinishedFile, ...]
    printed: PrintedText | None
    sheets: Sheets | None


def read_edition(
    paths: Sequence[Path],
    *,
    source_date_epoch: int | None,
    report: Report = lambda _: None,
    means: Means = Means(),  # noqa: B008 - frozen
) -> Edition:
    """Read and restore the edition that a folder or some files are."""
    report("Reading the statements")
    return gather_edition(paths, source_date_epoch=source_date_epoch, means=means)


def make_files(
    edition: Edition,
    formats: Sequence[Format],
    *,
    style_name: str = "",
    report: Report = lambda _: None,
    means: Means = Means(),  # noqa: B008 - frozen
) -> tuple[FinishedFile, ...]:
    """Every format that is asked for, as finished bytes, and the proof of them; nothing is written.

    The proof reads the bytes back that are to be written, wherever they come from.
    """
    made = _make(edition, formats, _style_of(edition, style_name), report, means)
    report("Proving every word")
    return (*(file for file in made.files if file.format in formats), *_proof_files(edition, made, means))


def in_large_print(edition: Edition) -> Edition:
    """The same edition by the clear-print guidelines: in a style and on a page of its own, under another name."""
    settings = edition.settings
    page = replace(settings.page, size=LARGE_PRINT_PAGES.get(settings.page.size, "A4"))
    settings = replace(settings, style=LARGE_PRINT, accent="", page=page, press=replace(settings.press, sheet=""))
    named = replace(edition.pamphlet, slug=f"{edition.pamphlet.slug}-{LARGE_PRINT}")
    return replace(edition, pamphlet=named, settings=settings)


def prove_edition(edition: Edition, *, report: Report = lambda _: None, means: Means = Means()) -> Proof:  # noqa: B008 - frozen
    """The proof of every format, made and read back; nothing is written."""
    made = _make(edition, PROVED, _style_of(edition), report, means)
    report("Proving every word")
    return _prove(edition, made, means)


def write_back(source: RestoredSource) -> FinishedFile:
    """A restored statement as clean Markdown, read back: it holds every word, and gives the same statement again."""
    from pamphlet.proof.ledger import Entry, draw_up

    file, restored, _, _ = source
    ledger = draw_up([Entry(restored.statement, restored.manuscript, restored.repairs)])
    if losses := ledger.unaccounted:
        raise UnaccountedError(losses[0].sentence, where=file.path, line=losses[0].line)
    # Veils keep every text as it is, and people from reading it with pleasure: first without.
    for veiled in (False, True):
        content, again = _write_and_read(source, veiled=veiled)
        same = (again.statement, again.contact) == (restored.statement, restored.contact)
        if same and (veiled or not (again.repairs or len(again.warnings) > len(restored.warnings))):
            return FinishedFile(_written_name(file), content, "md")
    raise UnaccountedError("what would be written reads otherwise than what was restored", where=file.path)


def _write_and_read(source: RestoredSource, *, veiled: bool) -> tuple[bytes, RestoredStatement]:
    from pamphlet.renderers.markdown import render_statement

    restored, written = source.restored, _written_name(source.source)
    content = render_statement(restored.statement, restored.contact, veiled=veiled).encode()
    again = restore_statement(SourceFile(written, written, content), off=source.off)
    return content, again._replace(statement=replace(again.statement, source=source.source.name))


def _written_name(source: SourceFile) -> str:
    return PurePosixPath(source.name).with_suffix(".md").as_posix()


def _style_of(edition: Edition, chosen: str = "") -> Style:
    """The style that was chosen, by its name or its path from here; else the edition's own."""
    if chosen:
        return load_style(chosen, accent=edition.settings.accent)
    try:
        return load_style(edition.settings.style, beside=edition.folder, accent=edition.settings.accent)
    except PamphletError as error:
        where, line = place_of_style(edition.folder)
        if error.where or not line:
            raise
        raise PamphletError(error.what, advice=error.advice, where=where, line=line) from error


def _make(edition: Edition, formats: Sequence[Format], style: Style, report: Report, means: Means) -> Made:
    """The formats that are asked for, and the pages that a booklet is made from."""
    basis, cache = name_basis(edition, style), means.cache
    made: dict[str, tuple[FinishedFile, ...]] = {}
    printed = sheets = None
    with told_by(edition):
        if {"pdf", "booklet"} & set(formats):
            report("Setting the pages")
            key = key_of("pdf", basis, str(means.whole))
            made["pdf"] = (_once(cache, key, lambda: _make_pdf(edition, style, means)),)
            report("Reading the pages back")
            printed = _read_back(edition.pamphlet, made["pdf"][0], means)
        if "epub" in formats:
            report("Making the e-book")
            key = key_of("epub", basis, "with pages" if printed else "")
            made["epub"] = (_once(cache, key, lambda: _make_epub(edition, style, printed, means)),)
        if "booklet" in formats:
            report("Imposing the booklet")
            made["booklet"], sheets = _make_booklet(edition, style, made["pdf"][0], means)
        made |= {each: (_make_text(edition, style, each),) for each in ("html", "md") if each in formats}
    return Made(tuple(file for each in FORMATS for file in made.get(each, ())), printed, sheets)


def _once(cache: Cache, key: str, make: Callable[[], FinishedFile]) -> FinishedFile:
    """The file as it was made before, or else made now."""
    if kept := cache.get(key):
        return msgspec.msgpack.decode(kept, type=FinishedFile)
    file = make()
    cache.put(key, msgspec.msgpack.encode(file))
    return file


def press_edition(  # noqa: PLR0913 - what is pressed, how, and by which means
    edition: Edition,
    plan: Plan,
    supplies: Supplies,
    *,
    style_name: str = "",
    report: Report = lambda _: None,
    means: Means = Means(),  # noqa: B008 - frozen
) -> tuple[Matter, Printed, tuple[PressedFile, ...]]:
    """The edition set at the plan's page, on sheets, with the ticket; nothing is written."""
    from pamphlet import presswork

    report(f"Setting pages of {plan.page_name}")
    matter = presswork.set_matter(edition, _style_of(edition, style_name), plan, means)
    report("Laying them on sheets")
    printed, files = presswork.print_with_ticket(matter, plan, supplies)
    report("Proving every word")
    presswork.prove_printed(edition, printed, matter.pdf, means=means)
    return matter, printed, files


def _read_back(pamphlet: Pamphlet, pdf: FinishedFile, means: Means) -> PrintedText:
    """The words of the finished pages: the e-book’s page breaks and the proof rest on the same reading."""
    from pamphlet.pagination import places_wanted
    from pamphlet.proof.pdf_text import read_pdf

    return read_pdf(pdf.content, places_wanted(pamphlet), means=means)


def _make_epub(edition: Edition, style: Style, printed: PrintedText | None, means: Means) -> FinishedFile:
    """The e-book; where pages were made in the same run, it bears their numbers."""
    from pamphlet.pagination import paginate
    from pamphlet.renderers import epub
    from pamphlet.renderers.pdf import render_cover

    content = epub.render(
        paginate(edition.pamphlet, printed, means=means) if printed else edition.pamphlet,
        stylesheet=style.epub_css,
        images=edition.images,
        cover=render_cover(edition.pamphlet, style, images=edition.images, cache=means.cache),
        fonts=style.fonts if edition.settings.epub.fonts else None,
        cache=means.cache,
    )
    return FinishedFile(f"{edition.pamphlet.slug}.epub", content, "epub")


def _make_text(edition: Edition, style: Style, kind: Literal["html", "md"]) -> FinishedFile:
    from pamphlet.renderers import html, markdown

    if kind == "md":
        return FinishedFile(f"{edition.pamphlet.slug}.md", markdown.render(edition.pamphlet), "md")
    content = html.render(edition.pamphlet, stylesheet=style.epub_css, images=edition.images)
    return FinishedFile(f"{edition.pamphlet.slug}.html", content, "html")


def _make_pdf(edition: Edition, style: Style, means: Means) -> FinishedFile:
    from pamphlet.page_plans import plan_pages
    from pamphlet.proof.pdf_text import count_pages
    from pamphlet.renderers import pdf

    paper = edition.settings.page.size
    stated = edition.settings.page
    plan = plan_pages(edition, PAPERS[paper], stated.aim, sources=edition.sources if stated.sources else {})
    content, remarks = pdf.typeset(edition.pamphlet, style, plan, images=edition.images, means=means)
    return FinishedFile(f"{edition.pamphlet.slug}.pdf", content, "pdf", count_pages(content), paper, remarks)


def _make_booklet(
    edition: Edition, style: Style, pdf: FinishedFile, means: Means
) -> tuple[tuple[FinishedFile, ...], Sheets]:
    """The sheets as [press] wants them; pages of another size than the PDF's are set anew."""
    from pamphlet import presswork

    settings = edition.settings
    plan = presswork.plan_edition(settings.press, settings.page.size)
    supplies = presswork.read_supplies(settings.press, edition.folder)
    if reused := plan.page == PAPERS[settings.page.size]:
        matter = presswork.matter_of(edition, pdf.content, plan.page)
    else:
        matter = presswork.set_matter(edition, style, plan, means)
    printed = presswork.print_sheets(matter, plan, supplies, checked=False, cache=means.cache)
    if not reused:
        presswork.prove_printed(edition, printed, matter.pdf, means=means)
    files = tuple(
        FinishedFile(file.name, file.content, "booklet", file.sides, plan.sheet_name) for file in printed.files
    )
    return files, presswork.sheets_of(printed, matter.pdf)


def _prove(edition: Edition, made: Made, means: Means) -> Proof:
    """Read the finished files back and account for every word; the proof names sources as the edition does."""
    from pamphlet import proof

    named = edition.named_within()
    return proof.prove(
        named.pamphlet,
        named.manuscripts,
        named.repairs,
        named.warnings,
        {file.format: file.content for file in made.files},
        printed=made.printed,
        sheets=made.sheets,
        means=means,
    )


def _proof_files(edition: Edition, made: Made, means: Means) -> tuple[FinishedFile, ...]:
    """The proof as a page and as JSON; a word that is not accounted for stops the build."""
    from pamphlet import proof

    drawn_up = _prove(edition, made, means)
    drawn_up.ledger.refuse_losses()
    name = f"{edition.pamphlet.slug}-proof"
    page = proof.to_html(drawn_up, edition.pamphlet, edition.named_within().manuscripts, means=means)
    return (
        FinishedFile(f"{name}.html", page, "proof"),
        FinishedFile(f"{name}.json", proof.to_json(drawn_up), "proof"),
    )
