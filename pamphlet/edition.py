"""edition.toml → typed, validated settings."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from collections.abc import Callable
from typing import Any, Final, Literal, NoReturn

import msgspec
from msgspec import Struct

from pamphlet.errors import PamphletError
from pamphlet.identifiers import is_wrong_isbn
from pamphlet.model.characters import UNPRINTABLE
from pamphlet.model.matter import LANGUAGE_TAG
from pamphlet.restore.contact import parse_address
from pamphlet.roles import RELATORS, relator_of
from pamphlet.units import PAPERS, SHEET_FOR_PAGE, find_paper

ISO_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# EPUB Accessibility 1.1, 3.2 Conformance reporting
CONFORMANCE: Final = re.compile(r"EPUB Accessibility 1\.1 - WCAG 2\.[0-2] Level (?:A|AA|AAA)")
# How does one write what [contact] states, so that a link can lead there?
REACHED_BY: Final = {
    "web": "write an address such as https://harbour.example",
    "mail": "write an address such as print@harbour.example",
    "telephone": "write the number alone, and what is to be said of it in `text`",
}
SLUG: Final = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")


Refuse = Callable[[tuple[str, ...], str, str], NoReturn]
"""Raise the error for a key: the key's path, what is wrong, and what to do."""


class CoverSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[cover]` table."""

    kicker: str = ""
    image: str = ""
    alternative: str = ""


class ContactSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[contact]` table; `post` is a postal address, a string a line."""

    name: str = ""
    text: str = ""
    web: str | tuple[str, ...] = ()
    mail: str | tuple[str, ...] = ()
    telephone: str | tuple[str, ...] = ()
    post: tuple[str, ...] = ()


class ContributorSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[contributors]]` table: somebody who helped and signed nothing."""

    name: str = ""
    role: str = "contributor"


class SeriesSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[series]` table; `position` is the pamphlet's number in it."""

    name: str = ""
    position: str | int | float = ""


class EvaluationSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[evaluation]` table: who evaluated the e-book's accessibility, and what they found."""

    evaluator: str = ""
    conforms_to: str = ""
    report: str = ""


class EpubSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[epub]` table: whether the e-book brings the style's fonts along."""

    fonts: bool = False


class PinSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[restore.pin]]` table: what a line of a source ought to read, whatever the rules make of it."""

    file: str
    line: int
    text: str


class RestoreSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[restore]` table: rules that are not to be used, and lines whose reading is known."""

    off: tuple[str, ...] = ()
    pin: tuple[PinSettings, ...] = ()


class PageSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[page]` table: the trimmed page by its paper name."""

    size: str = "A5"


class PressSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[press]` table: the sheet to print on ("" for the one that holds two pages) and how it turns."""

    sheet: str = ""
    flip: Literal["short", "long"] = "short"
    paper_thickness_mm: float = 0.1


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """All of edition.toml; "" and () mean that the statements themselves decide."""

    title: str = ""
    subtitle: str = ""
    slug: str = ""
    language: str = ""
    date: str = ""
    publisher: str = ""
    identifier: str = ""
    rights: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    print_identifier: str = ""
    style: str = "classic"
    statements: tuple[str, ...] = ()
    contributors: tuple[ContributorSettings, ...] = ()
    series: SeriesSettings = SeriesSettings()
    file_as: dict[str, str] = {}
    evaluation: EvaluationSettings = EvaluationSettings()
    epub: EpubSettings = EpubSettings()
    cover: CoverSettings = CoverSettings()
    contact: ContactSettings = ContactSettings()
    restore: RestoreSettings = RestoreSettings()
    page: PageSettings = PageSettings()
    press: PressSettings = PressSettings()

    @property
    def sheet(self) -> str:
        """The paper that the booklet is printed on, by name."""
        return self.press.sheet or SHEET_FOR_PAGE.get(self.page.size, self.page.size)


def parse_settings(text: str, name: str) -> Settings:
    """The settings that edition.toml's text states; `name` is its path as the user would type it."""
    try:
        stated = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        _refuse_syntax(str(error), text, name)
    except RecursionError:
        _refuse_syntax("Nested too deep", text, name)
    _refuse_unprintable(stated, (), text, name)
    try:
        settings = msgspec.convert(_dates_as_text(stated), Settings)
    except msgspec.ValidationError as error:
        _refuse_value(str(error), text, name)
    _refuse_unreachable(settings.contact, text, name)
    return _checked(settings, text, name)


def _refuse_unprintable(value: Any, path: tuple[str, ...], text: str, name: str) -> None:  # noqa: ANN401 - whatever TOML holds
    match value:
        case str() if held := UNPRINTABLE.search(value):
            raise PamphletError(
                f"`{'.'.join(path)}` holds the character U+{ord(held[0]):04X}",
                advice="take it out, for nothing can print it",
                where=name,
                line=_line_of(text, path),
            )
        case dict():
            for key, inner in value.items():
                _refuse_unprintable(inner, (*path, key), text, name)
        case list():
            for inner in value:
                _refuse_unprintable(inner, path, text, name)
        case _:
            pass


def _refuse_unreachable(contact: ContactSettings, text: str, name: str) -> None:
    for kind, advice in REACHED_BY.items():
        stated = getattr(contact, kind)
        for words in (stated,) if isinstance(stated, str) else stated:
            address = parse_address(words)
            if words.strip() and (address is None or address.kind != kind):
                raise PamphletError(
                    f"`{kind}` is “{words}”", advice=advice, where=name, line=_line_of(text, ("contact", kind))
                )


def _dates_as_text(value: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
    match value:
        case dict():
            return {key: _dates_as_text(inner) for key, inner in value.items()}
        case dt.datetime():
            return value.date().isoformat()
        case dt.date():
            return value.isoformat()
        case _:
            return value


def _checked(settings: Settings, text: str, name: str) -> Settings:
    def refuse(path: tuple[str, ...], what: str, advice: str) -> NoReturn:
        raise PamphletError(what, advice=advice, where=name, line=_line_of(text, path))

    if settings.date and not _is_date(settings.date):
        refuse(("date",), f"`date` is “{settings.date}”", "write it as 2026-11-21, 2026-11 or 2026")
    if settings.slug and not SLUG.fullmatch(settings.slug):
        refuse(
            ("slug",),
            f"`slug` is “{settings.slug}”",
            "use small letters a to z, figures and hyphens, for it names files",
        )
    if twice := [file for file in settings.statements if settings.statements.count(file) > 1]:
        refuse(("statements",), f"“{twice[0]}” is listed twice", "take one of them out")
    if settings.language and not LANGUAGE_TAG.fullmatch(settings.language):
        refuse(
            ("language",),
            f"`language` is “{settings.language}”",
            'write a code such as "en", "de" or "pt-BR"',
        )
    if not 0 <= settings.press.paper_thickness_mm <= 1:
        refuse(
            ("press", "paper_thickness_mm"),
            "`paper_thickness_mm` is out of range",
            "office paper is about 0.1",
        )
    if settings.cover.image and not settings.cover.alternative:
        refuse(("cover", "image"), "the cover's image has no words for it", "add `alternative` to [cover]")
    _check_catalogue(settings, refuse)
    size = find_paper(settings.page.size)
    sheet = find_paper(settings.sheet)
    if size is None:
        refuse(
            ("page", "size"),
            f"no page is called “{settings.page.size}”",
            f"choose one of {', '.join(PAPERS)}",
        )
    if sheet is None:
        refuse(("press", "sheet"), f"no sheet is called “{settings.sheet}”", f"choose one of {', '.join(PAPERS)}")
    press = msgspec.structs.replace(settings.press, sheet=sheet if settings.press.sheet else "")
    return msgspec.structs.replace(settings, page=PageSettings(size), press=press)


def _check_catalogue(settings: Settings, refuse: Refuse) -> None:
    """Refuse what would stand wrong in a library's catalogue."""
    stated = {"identifier": (settings.identifier,), "print_identifier": (settings.print_identifier,)}
    for key, identifiers in {**stated, "identifiers": settings.identifiers}.items():
        for identifier in filter(is_wrong_isbn, identifiers):
            refuse(
                (key,), f"“{identifier}” is no ISBN", "compare it with the one that you were given, figure by figure"
            )
    for contributor in settings.contributors:
        if not contributor.name:
            refuse(("contributors",), "a contributor has no name", 'add `name = "…"` to [[contributors]]')
        if not relator_of(contributor.role):
            known = ", ".join(RELATORS)
            refuse(("contributors", "role"), f"no role is called “{contributor.role}”", f"choose one of {known}")
    if settings.series.position and not settings.series.name:
        refuse(("series",), "the series has no name", 'add `name = "…"` to [series]')
    if settings.evaluation != EvaluationSettings():
        _check_evaluation(settings.evaluation, refuse)


def _check_evaluation(evaluation: EvaluationSettings, refuse: Refuse) -> None:
    if not evaluation.evaluator:
        refuse(
            ("evaluation",), "nobody is named who evaluated the e-book", 'add `evaluator = "…"` or drop [evaluation]'
        )
    if not CONFORMANCE.fullmatch(evaluation.conforms_to):
        refuse(
            ("evaluation", "conforms_to"),
            f"`conforms_to` is “{evaluation.conforms_to}”",
            'write it as the standard does: "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"',
        )


def _is_date(text: str) -> bool:
    if not ISO_DATE.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def _refuse_syntax(message: str, text: str, name: str) -> NoReturn:
    place = re.search(r"at line (\d+)", message)
    what = message.split(" (at ", 1)[0]
    raise PamphletError(
        f"not valid TOML ({what[:1].lower()}{what[1:]})",
        advice="put text in quotes, one `key = value` a line",
        where=name,
        line=int(place[1]) if place else text.count("\n", 0, len(text.rstrip())) + 1,
    )


# What does the user call it that msgspec calls …?
KINDS: Final = {
    "str": "text in quotes",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list in [ ]",
    "object": "a table",
    "str | array": "text in quotes or a list of them",
    "null": "nothing",
}


def _refuse_value(message: str, text: str, name: str) -> NoReturn:
    path = tuple(re.findall(r"[A-Za-z_]\w*", message.rsplit("`$", 1)[1])) if "`$" in message else ()
    if unknown := re.search(r"unknown field `(.+?)`", message):
        key = unknown[1]
        raise PamphletError(
            f"`{key}` is no key {f'of [{path[0]}]' if path else 'of an edition'}",
            advice=_suggestion(key, path),
            where=name,
            line=_line_of(text, (*path, key)),
        )
    expected, got = re.findall(r"`([^`$]+)`", message)[:2] if "got" in message else ("", "")
    subject = f"an entry of `{'.'.join(path)}`" if message.endswith("]`") else f"`{'.'.join(path)}`"
    wanted = KINDS.get(expected, "one of the values that the guide names")
    raise PamphletError(
        f"{subject} is {KINDS[got]}" if got in KINDS else f"{subject} has another value",
        advice=f"it wants {wanted}" if path != ("press", "flip") else 'write "short" or "long"',
        where=name,
        line=_line_of(text, path),
    )


def _suggestion(key: str, path: tuple[str, ...]) -> str:
    table = (
        ContributorSettings() if path[:1] == ("contributors",) else getattr(Settings(), path[0]) if path else Settings()
    )
    known = table.__struct_fields__
    close = difflib.get_close_matches(key, known, n=1)
    return f"did you mean `{close[0]}`?" if close else f"the keys are {', '.join(known)}"


def line_naming(text: str, name: str) -> int | None:
    """The line, from 1, that first holds a file's name."""
    return next((number for number, line in enumerate(text.splitlines(), start=1) if name in line), None)


def _line_of(text: str, path: tuple[str, ...]) -> int:
    """The line, from 1, on which a key of a table is set; the nearest that can be told, else 1."""
    table: tuple[str, ...] = ()
    nearest = 1
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
            table = tuple(part.strip(" \"'") for part in header[1].split("."))
            nearest = number if table == path[: len(table)] else nearest
        elif key := re.match(r"\s*([A-Za-z0-9_.\"' -]+?)\s*=", line):
            stated = (*table, *(part.strip(" \"'") for part in key[1].split(".")))
            if stated == path[: len(stated)]:
                return number
    return nearest
