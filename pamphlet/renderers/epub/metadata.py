"""The pamphlet → what its package says of it: Dublin Core elements and meta properties."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from pamphlet.identifiers import parse_identifier
from pamphlet.model import Pamphlet
from pamphlet.renderers.accessibility import describe_access


class DublinCore(Struct, frozen=True):
    """An element of the Dublin Core, `dc:title` and its kin."""

    element: str
    value: str
    id: str = ""


class Property(Struct, frozen=True):
    """A `meta` with a property: of the whole publication, or of the element it refines."""

    property: str
    value: str
    refines: str = ""
    scheme: str = ""
    language: str = ""
    id: str = ""


class Link(Struct, frozen=True):
    """What says more, somewhere else: its relation, its address, and the element it refines."""

    relation: str
    href: str
    refines: str


Entry = DublinCore | Property | Link

# EbookLib gives the package's own identifier this id.
IDENTIFIER_ID: Final = "id"
# What does ONIX call a scheme of identifiers? Code list 5
_SCHEMES: Final = {"isbn": "15", "doi": "06"}
_ISBN_10: Final = "02"


def describe(pamphlet: Pamphlet) -> Iterator[Entry]:
    """Who, what and when; the package itself writes its identifier and the moment of change."""
    yield from _identifiers(pamphlet)
    yield from _titles(pamphlet)
    yield from _people(pamphlet)
    for element, value in (
        ("publisher", pamphlet.publisher),
        ("date", pamphlet.date.iso if pamphlet.date else ""),
        ("description", pamphlet.description),
        ("rights", pamphlet.rights),
    ):
        if value:
            yield DublinCore(element, value)
    yield from (DublinCore("subject", subject) for subject in pamphlet.subjects)
    yield from (DublinCore("language", language) for language in _languages(pamphlet))
    yield from _series(pamphlet)
    yield from _evaluation(pamphlet)
    yield from _access(pamphlet)
    if pamphlet.pages:
        yield DublinCore("source", print_edition(pamphlet))
        yield Property("pageBreakSource", print_edition(pamphlet))


def _identifiers(pamphlet: Pamphlet) -> Iterator[Entry]:
    """Those besides the first, and what each is by its scheme."""
    for number, text in enumerate((pamphlet.identifier, *pamphlet.identifiers)):
        identifier = parse_identifier(text)
        name = f"{IDENTIFIER_ID}-{number}" if number else IDENTIFIER_ID
        if number:
            yield DublinCore("identifier", identifier.uri, id=name)
        if code := _SCHEMES.get(identifier.scheme):
            is_short = identifier.scheme == "isbn" and len(identifier.uri.removeprefix("urn:isbn:")) == 10
            yield Property("identifier-type", _ISBN_10 if is_short else code, refines=name, scheme="onix:codelist5")


def _titles(pamphlet: Pamphlet) -> Iterator[Entry]:
    filed = _filed(pamphlet)
    for kind, title in (("main", pamphlet.title), ("subtitle", pamphlet.subtitle)):
        if title:
            name = f"title-{kind}"
            yield DublinCore("title", title, id=name)
            yield Property("title-type", kind, refines=name)
            if title in filed:
                yield Property("file-as", filed[title], refines=name)


def _people(pamphlet: Pamphlet) -> Iterator[Entry]:
    """Every signatory once, then the contributors.

    Filed as the edition says alone: whether a name is a person's or a group's, we cannot know.
    """
    signed = dict.fromkeys(author.name for statement in pamphlet.statements for author in statement.authors)
    people = (("creator", tuple((name, "aut") for name in signed)),)
    helped = (("contributor", tuple((each.name, each.role) for each in pamphlet.contributors)),)
    filed = _filed(pamphlet)
    for element, named in (*people, *helped):
        for number, (name, role) in enumerate(named, start=1):
            person = f"{element}-{number}"
            yield DublinCore(element, name, id=person)
            yield Property("role", role, refines=person, scheme="marc:relators")
            if name in filed:
                yield Property("file-as", filed[name], refines=person)


def _filed(pamphlet: Pamphlet) -> dict[str, str]:
    return {each.name: each.file_as for each in pamphlet.sort_names}


def _series(pamphlet: Pamphlet) -> Iterator[Entry]:
    if pamphlet.series:
        yield Property("belongs-to-collection", pamphlet.series.name, id="series")
        yield Property("collection-type", "series", refines="series")
        if pamphlet.series.position:
            yield Property("group-position", pamphlet.series.position, refines="series")


def _evaluation(pamphlet: Pamphlet) -> Iterator[Entry]:
    """Who found what (EPUB Accessibility 1.1, 3.2): nothing, unless somebody looked."""
    if evaluation := pamphlet.evaluation:
        yield Property("dcterms:conformsTo", evaluation.conforms_to, id="conformance")
        yield Property("a11y:certifiedBy", evaluation.evaluator, refines="conformance", id="evaluator")
        if evaluation.report:
            yield Link("a11y:certifierReport", evaluation.report, refines="evaluator")


def print_edition(pamphlet: Pamphlet) -> str:
    """What the pamphlet on paper is known by: its own identifier, or one that follows from the e-book's."""
    if pamphlet.print_identifier:
        return parse_identifier(pamphlet.print_identifier).uri
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{parse_identifier(pamphlet.identifier).uri}#print").urn


def _access(pamphlet: Pamphlet) -> Iterator[Entry]:
    for claim in describe_access(pamphlet, has_page_list=True):
        yield Property(f"schema:{claim.property}", claim.value, language=claim.language)


def _languages(pamphlet: Pamphlet) -> dict[str, None]:
    """The edition's language, then those of statements in another."""
    return dict.fromkeys((pamphlet.language, *(statement.language for statement in pamphlet.statements)))
