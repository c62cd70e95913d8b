"""Read → restore → typeset → bind: an edition's files → the finished files, and what was done on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final, Literal, NamedTuple

from pamphlet.assembly import assemble, merge_contact, order_statements
from pamphlet.edition import Settings, line_naming, parse_settings
from pamphlet.errors import PamphletError
from pamphlet.illustrations import load_images
from pamphlet.model import Pamphlet, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.statements import SourceFile, restore_statement
from pamphlet.storage import EditionFiles, find_edition, find_inside, name_inside, read_file
from pamphlet.styles import Style, load_style
from pamphlet.units import PAPERS

Format = Literal["epub", "pdf", "booklet"]
FORMATS: Final[tuple[Format, ...]] = ("epub", "pdf", "booklet")
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Edition:
    """A pamphlet with the folder it lies in, its pictures' bytes, its settings, and its entries for the proof."""

    folder: Path
    pamphlet: Pamphlet
    settings: Settings
    images: Mapping[str, bytes]
    repairs: tuple[Repair, ...]
    warnings: tuple[Warning, ...]


class FinishedFile(NamedTuple):
    """A file that was made: its name, its bytes, and the pages or sides that it has (0 for an e-book)."""

    name: str
    content: bytes
    format: Format
    pages: int


def read_edition(paths: Sequence[Path], *, source_date_epoch: int | None, report: Report = lambda _: None) -> Edition:
    """Read and restore the edition that a folder or some files are."""
    report("Reading the statements")
    files = find_edition(paths)
    stated = _read_stated(files)
    settings = parse_settings(stated, str(files.settings)) if files.settings else Settings()
    sources = _read_sources(files, settings, stated)
    restored = [restore_statement(source, language=settings.language) for source in sources]
    statements = order_statements([each.statement for each in restored], settings.statements)
    contact, merged = merge_contact(
        [(source.path, each.contact) for source, each in zip(sources, restored, strict=True)], settings
    )
    with _paths_as_typed(files.folder):
        images = load_images(statements, settings, partial(_read_image, files, stated, sources))
    pamphlet = assemble(
        statements,
        settings,
        contact=contact,
        images=tuple(images),
        sources=tuple(each.source for each in restored),
        source_date_epoch=source_date_epoch,
    )
    return Edition(
        files.folder,
        pamphlet,
        settings,
        {image.name: content for image, content in images.items()},
        tuple(repair for each in restored for repair in each.repairs) + merged,
        tuple(warning for each in restored for warning in each.warnings) + _unread(files),
    )


def make_files(
    edition: Edition, formats: Sequence[Format], *, style_name: str = "", report: Report = lambda _: None
) -> tuple[FinishedFile, ...]:
    """Every format that is asked for, as finished bytes; nothing is written."""
    style = load_style(style_name or edition.settings.style)
    finished: list[FinishedFile] = []
    with _paths_as_typed(edition.folder):
        if "epub" in formats:
            report("Making the e-book")
            finished.append(_make_epub(edition, style))
        if "pdf" in formats or "booklet" in formats:
            report("Setting the pages")
            pdf = _make_pdf(edition, style)
            finished.extend([pdf] if "pdf" in formats else [])
            if "booklet" in formats:
                report("Imposing the booklet")
                finished.append(_make_booklet(edition, pdf))
    return tuple(finished)


@contextmanager
def _paths_as_typed(folder: Path) -> Iterator[None]:
    """The stages know a file by its name in the edition; the user knows it by the path that leads there."""
    try:
        yield
    except PamphletError as error:
        path = folder / error.where
        where = str(path) if error.where and path.is_file() else error.where
        raise PamphletError(error.what, advice=error.advice, where=where, line=error.line) from error


def _read_stated(files: EditionFiles) -> str:
    """The text of edition.toml, or none."""
    if files.settings is None:
        return ""
    try:
        return read_file(files.settings).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PamphletError("not UTF-8 text", advice="save it as UTF-8", where=str(files.settings), line=1) from None


def _read_sources(files: EditionFiles, settings: Settings, stated: str) -> list[SourceFile]:
    if settings.statements:
        where = str(files.settings)
        paths = {
            name: find_inside(files.folder, name, where=where, line=line_naming(stated, name))
            for name in settings.statements
        }
    else:
        paths = {name_inside(files.folder, path): path for path in files.statements}
    if not paths:
        advice = "put some here as .md or .txt files, or make an example with `pamphlet new`"
        raise PamphletError("no statements lie here", advice=advice, where=str(files.folder))
    return [SourceFile(name, str(path), read_file(path)) for name, path in paths.items()]


def _read_image(files: EditionFiles, stated: str, sources: Sequence[SourceFile], name: str, where: str) -> bytes:
    """The picture that edition.toml or a statement names; a wrong name is refused at its line."""
    texts = {source.name: source.content.decode(errors="replace") for source in sources}
    line = line_naming(texts.get(where, stated), PurePosixPath(name).name)
    return read_file(find_inside(files.folder, name, where=str(files.folder / where), line=line))


def _unread(files: EditionFiles) -> tuple[Warning, ...]:
    message = "not read; save it as plain text or Markdown if it is a statement"
    return tuple(Warning("unread-file", str(path), 1, message) for path in files.unread)


def _make_epub(edition: Edition, style: Style) -> FinishedFile:
    from pamphlet.renderers import epub, pdf  # noqa: PLC0415 - each brings a large library; import what is asked for

    cover = pdf.render_cover(edition.pamphlet, style, images=edition.images)
    content = epub.render(edition.pamphlet, stylesheet=style.epub_css, images=edition.images, cover=cover)
    return FinishedFile(f"{edition.pamphlet.slug}.epub", content, "epub", 0)


def _make_pdf(edition: Edition, style: Style) -> FinishedFile:
    from pamphlet import press  # noqa: PLC0415 - as above
    from pamphlet.renderers import pdf  # noqa: PLC0415 - as above

    content = pdf.render(edition.pamphlet, style, page=PAPERS[edition.settings.page.size], images=edition.images)
    return FinishedFile(f"{edition.pamphlet.slug}.pdf", content, "pdf", press.count_pages(content))


def _make_booklet(edition: Edition, pdf: FinishedFile) -> FinishedFile:
    from pamphlet import press  # noqa: PLC0415 - as above

    content = press.impose_booklet(
        pdf.content,
        sheet=PAPERS[edition.settings.sheet],
        flip=edition.settings.press.flip,
        paper_thickness_mm=edition.settings.press.paper_thickness_mm,
    )
    return FinishedFile(f"{edition.pamphlet.slug}-booklet.pdf", content, "booklet", press.count_pages(content))
