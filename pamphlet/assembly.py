"""Restored statements and an edition's settings → the pamphlet."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain, count
from typing import Final

from msgspec.structs import replace

from pamphlet import __version__
from pamphlet.edition import ContactSettings, Settings
from pamphlet.model import (
    Address,
    Colophon,
    Contact,
    Contributor,
    Cover,
    Date,
    Evaluation,
    Image,
    Pamphlet,
    Paragraph,
    Repair,
    Series,
    SortName,
    Source,
    Statement,
    Text,
    to_json,
)
from pamphlet.model.walk import Run, plain_text
from pamphlet.restore.address_lines import parse_address
from pamphlet.restore.dates import write_date
from pamphlet.restore.merging import merge_contacts
from pamphlet.restore.quotes import curl_run
from pamphlet.restore.statement import ON_MARKS, QUOTES
from pamphlet.roles import relator_of
from pamphlet.slugs import slug_of
from pamphlet.wording import wording_for

# uuid5 wants a namespace; ours is itself drawn from a name that nobody can own (RFC 2606, .invalid).
NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, "https://pamphlet.invalid/")
UNDATED: Final = "1980-01-01"
"""The earliest day that a zip file can state, for editions in which nothing bears a date."""
UNDATED_LAST: Final = "~"
"""Sorts behind every date."""


def assemble(  # noqa: PLR0913 - each is one thing that the pamphlet is made from
    statements: Sequence[Statement],
    settings: Settings,
    *,
    contact: Contact,
    images: tuple[Image, ...],
    sources: tuple[Source, ...],
    source_date_epoch: int | None,
) -> Pamphlet:
    """The pamphlet of these statements, in this order; what the settings leave open they decide."""
    language = settings.language or _commonest_language(statements)
    title, subtitle = _titles(statements, settings, language)
    date = write_date(settings.date, language) if settings.date else _newest_date(statements, language)
    pamphlet = Pamphlet(
        title=title,
        subtitle=subtitle,
        slug=settings.slug or slug_of(title) or "pamphlet",
        language=language,
        date=date,
        modified=_modified(settings, date, source_date_epoch),
        publisher=settings.publisher,
        identifier=settings.identifier,
        rights=settings.rights,
        description=settings.description,
        cover=Cover(settings.cover.kicker, settings.cover.image, settings.cover.alternative),
        statements=_with_distinct_slugs(statements),
        contact=contact,
        colophon=Colophon(f"Pamphlet {__version__}", sources),
        images=images,
        contributors=tuple(Contributor(each.name, relator_of(each.role)) for each in settings.contributors),
        subjects=settings.subjects,
        series=_series(settings),
        identifiers=settings.identifiers,
        print_identifier=settings.print_identifier,
        sort_names=tuple(SortName(name, file_as) for name, file_as in sorted(settings.file_as.items())),
        evaluation=_evaluation(settings),
        called_after_first=not settings.title,
    )
    return pamphlet if pamphlet.identifier else replace(pamphlet, identifier=_identify(pamphlet))


def _series(settings: Settings) -> Series | None:
    stated = settings.series
    return Series(stated.name, str(stated.position)) if stated.name else None


def _evaluation(settings: Settings) -> Evaluation | None:
    stated = settings.evaluation
    return Evaluation(stated.evaluator, stated.conforms_to, stated.report) if stated.evaluator else None


def order_statements(statements: Sequence[Statement], stated: Sequence[str]) -> list[Statement]:
    """As the edition lists the files; else by date, then by file name, the undated last."""
    if stated:
        return sorted(statements, key=lambda statement: stated.index(statement.source))
    return sorted(statements, key=lambda statement: (_iso(statement) or UNDATED_LAST, statement.source))


def _iso(statement: Statement) -> str:
    """The statement's date; "" where it has none, or one that is words alone."""
    return statement.date.iso if statement.date else ""


def mark_stated(settings: Settings, statements: Sequence[Statement]) -> Settings:
    """The settings with the marks of their language in all words that are printed, as their statements have them.

    Names and addresses keep their hyphens: there, one between spaces may be no dash.
    """
    language = settings.language or _commonest_language(statements)
    curl, set_marks = _setting(language, frozenset(settings.restore.off))
    contact, post = settings.contact, settings.contact.post
    return replace(
        settings,
        title=set_marks(settings.title),
        subtitle=set_marks(settings.subtitle),
        publisher=curl(settings.publisher),
        rights=set_marks(settings.rights),
        description=set_marks(settings.description),
        file_as={curl(name): sorted_as for name, sorted_as in settings.file_as.items()},
        contributors=tuple(replace(each, name=curl(each.name)) for each in settings.contributors),
        series=replace(settings.series, name=curl(settings.series.name)),
        cover=replace(
            settings.cover,
            kicker=set_marks(settings.cover.kicker),
            alternative=set_marks(settings.cover.alternative),
        ),
        contact=replace(
            contact,
            name=curl(contact.name),
            text=set_marks(contact.text) if isinstance(contact.text, str) else tuple(map(set_marks, contact.text)),
            post=curl(post) if isinstance(post, str) else tuple(map(curl, post)),
        ),
        matter=replace(
            settings.matter,
            printed_by=set_marks(settings.matter.printed_by),
            slip=tuple(map(curl, settings.matter.slip)),
        ),
    )


def _setting(language: str, off: frozenset[str]) -> tuple[Callable[[str], str], Callable[[str], str]]:
    """What sets the quotation marks of some words, and what sets all of their marks, by the rules that are left on."""

    def curl(words: str) -> str:
        return words if QUOTES in off else plain_text(curl_run((Text(words),), language).run)

    def set_marks(words: str) -> str:
        run: Run = (Text(curl(words)),)
        for rule in (rule for name, rule in ON_MARKS.items() if name not in off):
            run = rule(run, language).run
        return plain_text(run)

    return curl, set_marks


def merge_contact(found: Sequence[tuple[str, Contact]], settings: Settings) -> tuple[Contact, tuple[Repair, ...]]:
    """One contact: what edition.toml states, then what the statements' contact blocks add to it."""
    return merge_contacts([("edition.toml", _stated_contact(settings.contact)), *found])


def _stated_contact(settings: ContactSettings) -> Contact:
    """The contact that edition.toml states."""
    sentences = (settings.text,) if isinstance(settings.text, str) else settings.text
    words = (Paragraph((Text(" ".join(each.split())),)) for each in sentences if each.strip())
    reached = (
        address
        for stated in (settings.web, settings.mail, settings.telephone)
        for text in ((stated,) if isinstance(stated, str) else stated)
        if (address := parse_address(text))
    )
    lines = settings.post.strip().splitlines() if isinstance(settings.post, str) else settings.post
    post = (Address("post", "\n".join(line.strip() for line in lines)),) if lines else ()
    return Contact(settings.name, (*words, *reached, *post))


def _titles(statements: Sequence[Statement], settings: Settings, language: str) -> tuple[str, str]:
    """A collection is called after its first statement, as collections of essays are: “… and other statements”."""
    if settings.title:
        return settings.title, settings.subtitle
    return plain_text(statements[0].title), settings.subtitle or wording_for(language).and_others(len(statements) - 1)


def _commonest_language(statements: Sequence[Statement]) -> str:
    return Counter(statement.language for statement in statements).most_common(1)[0][0]


def _newest_date(statements: Sequence[Statement], language: str) -> Date | None:
    """As its statement writes it, or in the words of the edition's language where that is another."""
    dates = [(each.date, each.language) for each in statements if each.date and each.date.iso]
    date, written_in = max(dates, key=lambda dated: dated[0].iso, default=(None, language))
    same = written_in.split("-", 1)[0] == language.split("-", 1)[0]
    return date if date is None or same else write_date(date.iso, language)


def _modified(settings: Settings, date: Date | None, source_date_epoch: int | None) -> str:
    """The edition's date, SOURCE_DATE_EPOCH or the newest statement's date, as UTC to the second."""
    if source_date_epoch is not None and not settings.date:
        return dt.datetime.fromtimestamp(source_date_epoch, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    iso = date.iso if date and date.iso else UNDATED
    return f"{iso}-01-01"[:10] + "T00:00:00Z"


def _with_distinct_slugs(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    taken: set[str] = set()
    distinct = []
    for statement in statements:
        numbered = (f"{statement.slug}-{number}" for number in count(2))
        slug = next(slug for slug in chain([statement.slug], numbered) if slug not in taken)
        taken.add(slug)
        distinct.append(replace(statement, slug=slug))
    return tuple(distinct)


def _identify(pamphlet: Pamphlet) -> str:
    return uuid.uuid5(NAMESPACE, to_json(pamphlet).decode()).urn
