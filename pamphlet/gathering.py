"""An edition's files → the edition: its pamphlet, its pictures, its settings, and its entries for the proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pamphlet.assembly import assemble, mark_stated, merge_contact, order_statements
from pamphlet.cache import key_of
from pamphlet.edition import CoverSettings, Settings, line_naming, line_setting, parse_settings
from pamphlet.errors import LimitReached, PamphletError, UnprintableError
from pamphlet.illustrations import load_images, shown_by
from pamphlet.limits import HOW_TO_ALLOW, MOST_SETTINGS_BYTES, Limits
from pamphlet.means import Means
from pamphlet.model import Manuscript, Pamphlet, Repair, Statement, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.readers.decoding import is_mail
from pamphlet.restore.merging import secure_contacts
from pamphlet.restore.statement import RULES
from pamphlet.statements import RestoredStatement, SourceFile, restore_statement
from pamphlet.storage import (
    EDITION_FILE,
    STATEMENT_SUFFIXES,
    EditionFiles,
    find_edition,
    find_inside,
    holds_edition,
    list_folders,
    name_inside,
    read_file,
)
from pamphlet.twins import find_twins
from pamphlet.workers import recall

FEWEST_TO_SHARE: Final = 8
"""With fewer sources, to start processes takes as long as they save."""


class Edition(Struct, frozen=True):
    """A pamphlet with the folder it lies in, its pictures' bytes, its settings, and its entries for the proof.

    `manuscripts` are the sources as they were read, in the order of the pamphlet's statements. Their names and those
    in repairs and warnings are paths as the user typed them; `names` gives each as the edition has it. `sources` are
    the bytes of the statements' files by those names, without mails: these tell who else got them.
    """

    folder: Path
    pamphlet: Pamphlet
    manuscripts: tuple[Manuscript, ...]
    settings: Settings
    images: Mapping[str, bytes]
    repairs: tuple[Repair, ...]
    warnings: tuple[Warning, ...]
    names: Mapping[str, str]
    sources: Mapping[str, bytes]

    def named_within(self) -> Edition:
        """The same with every file named as the edition does, wherever the edition lies."""
        return replace(
            self,
            manuscripts=tuple(replace(each, name=self.names[each.name]) for each in self.manuscripts),
            repairs=tuple(replace(each, file=self.names.get(each.file, each.file)) for each in self.repairs),
            warnings=tuple(replace(each, file=self.names.get(each.file, each.file)) for each in self.warnings),
        )


def gather_edition(
    paths: Sequence[Path],
    *,
    source_date_epoch: int | None,
    means: Means = Means(),  # noqa: B008 - frozen
) -> Edition:
    """Read and restore the edition that a folder or some files are."""
    files = find_edition(paths)
    settings, stated = _read_settings(files)
    sources = _read_sources(files, settings, stated)
    _refuse_unknown_pins(settings, sources, str(files.settings), stated)
    restored = _restore_all(sources, settings, means)
    _refuse_stray_pins(settings, restored, str(files.settings), stated)
    statements = order_statements([each.statement for each in restored], settings.statements)
    settings = mark_stated(settings, statements)
    contact, merged = merge_contact(
        [(source.path, each.contact) for source, each in zip(sources, restored, strict=True)], settings
    )
    with paths_as_typed(files.folder), shown_by(_texts(files, stated, sources)):
        images = load_images(statements, settings, partial(_read_image, files, settings.limits, stated, sources))
    named = tuple(each.source for each in restored)
    by_source = {each.source.name: each.manuscript for each in restored}
    return Edition(
        files.folder,
        assemble(
            statements,
            settings,
            contact=contact,
            images=tuple(images),
            sources=named,
            source_date_epoch=source_date_epoch,
        ),
        tuple(by_source[statement.source] for statement in statements),
        settings,
        {image.name: content for image, content in images.items()},
        tuple(repair for each in restored for repair in each.repairs) + merged,
        tuple(warning for each in restored for warning in each.warnings) + _doubts(statements, sources, files),
        {source.path: source.name for source in sources} | {str(path): path.name for path in files.unread},
        {source.name: source.content for source in sources if not is_mail(source.name)},
    )


class RestoredSource(NamedTuple):
    """A source restored by itself: the rules that were off, and the pictures that it names, by name."""

    source: SourceFile
    restored: RestoredStatement
    off: frozenset[str]
    images: Mapping[str, bytes]


def gather_sources(paths: Sequence[Path]) -> tuple[RestoredSource, ...]:
    """Read and restore the statements of folders, and of files alone as the edition.toml beside them says."""
    sources = [source for path in paths for source in _gather_beside(path)]
    contacts, secured = secure_contacts([(each.source.path, each.restored.contact) for each in sources])
    return tuple(
        source._replace(
            restored=source.restored._replace(
                contact=contact,
                repairs=(*source.restored.repairs, *(each for each in secured if each.file == source.source.path)),
            )
        )
        for source, contact in zip(sources, contacts, strict=True)
    )


def _gather_beside(path: Path) -> Iterator[RestoredSource]:
    files = find_edition([path])
    alone = path.is_file() and path.name != EDITION_FILE
    if alone and (beside := path.parent / EDITION_FILE).is_file():
        files = replace(files, settings=beside)
    settings, stated = _read_settings(files)
    settings = replace(settings, cover=CoverSettings(), statements=() if alone else settings.statements)
    sources = _read_sources(files, settings, stated)
    for source in sources:
        restored = _restore(source, settings)
        _refuse_stray_pins(settings, [restored], str(files.settings), stated)
        with paths_as_typed(files.folder), shown_by(_texts(files, stated, [source])):
            read = partial(_read_image, files, settings.limits, stated, [source])
            images = load_images([restored.statement], settings, read)
        by_name = {image.name: content for image, content in images.items()}
        yield RestoredSource(source, restored, frozenset(settings.restore.off), by_name)


def _restore_all(sources: Sequence[SourceFile], settings: Settings, means: Means) -> list[RestoredStatement]:
    """All sources, of which those that were restored before with the same words and settings are not restored again."""
    restored = recall([_Restoring(source, settings) for source in sources], means, few=FEWEST_TO_SHARE - 1)
    return [msgspec.msgpack.decode(each, type=RestoredStatement) for each in restored]


class _Restoring(NamedTuple):
    """A source to be restored as the settings say."""

    source: SourceFile
    settings: Settings

    @property
    def key(self) -> str:
        """A name for all that it depends on."""
        source, settings = self
        stated = (settings.language, sorted(settings.restore.off), _pins_of(source, settings), settings.limits)
        return key_of("statement", source.name, source.path, source.content, msgspec.json.encode(stated))

    @property
    def weight(self) -> int:
        """As long as it is."""
        return len(self.source.content)

    def do(self) -> bytes:
        """A `RestoredStatement`."""
        return msgspec.msgpack.encode(_restore(*self))


def _pins_of(source: SourceFile, settings: Settings) -> dict[int, str]:
    return {pin.line: pin.text for pin in settings.restore.pin if pin.file == source.name}


def _restore(source: SourceFile, settings: Settings) -> RestoredStatement:
    """A source as the settings say: their language, the rules left on, and the readings that are known."""
    off, pins = frozenset(settings.restore.off), _pins_of(source, settings)
    try:
        return restore_statement(source, language=settings.language, off=off, pins=pins, limits=settings.limits)
    except LimitReached as limit:
        raise PamphletError(limit.what, advice=limit.advice, where=source.path) from None


def gather_settings(path: Path) -> tuple[Path, Settings]:
    """The folder and the settings alone of the edition that a folder or an edition.toml is."""
    files = find_edition([path])
    if files.settings is None:
        raise PamphletError("there is no edition.toml here", advice="name an edition", where=str(files.folder))
    return files.folder, parse_settings(_read_stated(files), str(files.settings))


def _refuse_unknown_rules(settings: Settings, name: str, stated: str) -> None:
    for rule in settings.restore.off:
        if rule not in RULES:
            what = f"no rule is called “{rule}”"
            advice = f"`off` takes {', '.join(sorted(RULES))}"
            raise PamphletError(what, advice=advice, where=name, line=line_naming(stated, rule))


def _refuse_unknown_pins(settings: Settings, sources: Sequence[SourceFile], name: str, stated: str) -> None:
    for pin in settings.restore.pin:
        if pin.file not in {source.name for source in sources}:
            what = f"a pin names “{pin.file}”, which is no statement of the edition"
            raise PamphletError(what, advice="check the name", where=name, line=line_naming(stated, pin.file))


def _refuse_stray_pins(settings: Settings, restored: Sequence[RestoredStatement], name: str, stated: str) -> None:
    lines = {each.source.name: {line.number for line in each.manuscript.lines} for each in restored}
    for pin in settings.restore.pin:
        if pin.line not in lines.get(pin.file, {pin.line}):
            what = f"“{pin.file}” has no line {pin.line} below its header"
            line = line_setting(stated, "line", pin.line)
            raise PamphletError(what, advice="mend the pin in [restore]", where=name, line=line)


@contextmanager
def paths_as_typed(folder: Path) -> Iterator[None]:
    """The stages know a file by its name in the edition; the user knows it by the path that leads there."""
    try:
        yield
    except UnprintableError:
        raise
    except PamphletError as error:
        path = folder / error.where
        where = str(path) if error.where and path.is_file() else error.where
        raise PamphletError(error.what, advice=error.advice, where=where, line=error.line) from error


def _read_stated(files: EditionFiles) -> str:
    """The text of edition.toml, or none."""
    if files.settings is None:
        return ""
    try:
        return read_file(files.settings, most_bytes=MOST_SETTINGS_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PamphletError("not UTF-8 text", advice="save it as UTF-8", where=str(files.settings), line=1) from None


def _read_settings(files: EditionFiles) -> tuple[Settings, str]:
    """What edition.toml states, and its text: nothing where there is none."""
    stated = _read_stated(files)
    settings = parse_settings(stated, str(files.settings)) if files.settings else Settings()
    _refuse_unknown_rules(settings, str(files.settings), stated)
    return settings, stated


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
        raise _no_statements(files)
    limits = settings.limits
    if len(paths) > limits.statements:
        advice = f"make several pamphlets, or {HOW_TO_ALLOW}"
        raise PamphletError(f"over {limits.statements} statements", advice=advice, where=str(files.folder))
    return [SourceFile(name, str(path), _read_source(path, limits)) for name, path in paths.items()]


def _read_source(path: Path, limits: Limits) -> bytes:
    advice = f"split it, or {HOW_TO_ALLOW}"
    if path.suffix.lower() not in STATEMENT_SUFFIXES:
        advice = "name a file of text, such as .md or .txt; a picture is named in one, as ![words for it](file)"
    return read_file(path, most_bytes=limits.statement_kb * 1000, advice=advice)


def _no_statements(files: EditionFiles) -> PamphletError:
    """What lies in the folder instead, and what to do with it."""
    what, advice = (
        "no statements lie here",
        "put some here as .md or .txt files, or make an example with `pamphlet new`",
    )
    if files.unread:
        first, more = files.unread[0].name, len(files.unread) - 1
        what += f", but “{first}”" + (f" and {more} more that cannot be read" if more else ", which cannot be read")
        advice = _way_to_read(files.unread[0])
    elif below := next((folder for folder in list_folders(files.folder) if holds_edition(folder)), None):
        advice = f"name a folder inside it, such as {below}, or make an edition of each with `pamphlet batch`"
    return PamphletError(what, advice=advice, where=str(files.folder))


def _read_image(  # noqa: PLR0913, PLR0917 - the first four are what every picture of an edition shares
    files: EditionFiles, limits: Limits, stated: str, sources: Sequence[SourceFile], name: str, where: str
) -> bytes:
    """The picture that edition.toml or a statement names; a wrong name is refused at its line."""
    texts = {source.name: source.content.decode(errors="replace") for source in sources}
    line = line_naming(texts.get(where, stated), PurePosixPath(name).name)
    path = find_inside(files.folder, name, where=str(files.folder / where), line=line)
    return read_file(path, most_bytes=limits.picture_mb * 1_000_000, advice=f"save it smaller, or {HOW_TO_ALLOW}")


def _texts(files: EditionFiles, stated: str, sources: Sequence[SourceFile]) -> dict[str, str]:
    """What may name a picture, by the path as the user typed it."""
    return {str(files.settings): stated} | {each.path: each.content.decode(errors="replace") for each in sources}


def _doubts(statements: Sequence[Statement], sources: Sequence[SourceFile], files: EditionFiles) -> tuple[Warning, ...]:
    """What is in doubt of the folder as a whole."""
    return (*_doubt_twins(statements, sources), *_unread(files))


def _doubt_twins(statements: Sequence[Statement], sources: Sequence[SourceFile]) -> Iterator[Warning]:
    """A doubt about each text that lies in the folder twice, as where somebody has sent another version."""
    paths = {source.name: source.path for source in sources}
    for one, other in find_twins(statements):
        message = (
            f"much the same as {paths[one.source]}, with the same title; name the files that you want in `statements`"
        )
        yield Warning("twin", paths[other.source], 1, message)


def _unread(files: EditionFiles) -> tuple[Warning, ...]:
    return tuple(
        Warning("unread-file", str(path), 1, f"not read; {_way_to_read(path)} if it is a statement")
        for path in files.unread
    )


def _way_to_read(path: Path) -> str:
    """What makes a statement of a file that is no text."""
    if path.suffix.lower() == ".pdf":
        return "copy its words into a .txt file"
    if path.suffix.lower() in {".htm", ".html"}:
        return "open it in a browser and copy its words into a .txt file"
    return "save it as plain text or Markdown"
