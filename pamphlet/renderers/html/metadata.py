"""The pamphlet → what its page says of it: named metadata for catalogues, linked data for search engines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from pamphlet.identifiers import parse_identifier
from pamphlet.model import Author, Pamphlet, Statement
from pamphlet.model.walk import plain_text
from pamphlet.renderers.accessibility import describe_access

SEVERAL = frozenset({"accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard"})
"""The properties of schema.org that are lists."""


class Named(NamedTuple):
    """A `meta` element."""

    name: str
    content: str


def describe_in_names(pamphlet: Pamphlet) -> Iterator[Named]:
    """What browsers and catalogues look for: the plain names, and those of the Dublin Core."""
    date = pamphlet.date.iso if pamphlet.date else ""
    authors = _authors(pamphlet)
    stated = (
        *(("author", name) for name in authors),
        ("description", pamphlet.description),
        ("keywords", ", ".join(pamphlet.subjects)),
        ("generator", pamphlet.colophon.program),
        ("dcterms.title", pamphlet.title),
        *(("dcterms.creator", name) for name in authors),
        *(("dcterms.contributor", each.name) for each in pamphlet.contributors),
        ("dcterms.publisher", pamphlet.publisher),
        ("dcterms.date", date),
        ("dcterms.modified", pamphlet.modified),
        ("dcterms.language", pamphlet.language),
        *(("dcterms.subject", subject) for subject in pamphlet.subjects),
        ("dcterms.description", pamphlet.description),
        ("dcterms.rights", pamphlet.rights),
        *(("dcterms.identifier", uri) for uri in _identifiers(pamphlet)),
    )
    yield from (Named(name, content) for name, content in stated if content)


def describe_linked(pamphlet: Pamphlet) -> str:
    """The same as JSON-LD in the words of schema.org, safe inside a `script` element."""
    access: dict[str, Any] = {}
    for claim in describe_access(pamphlet, has_page_list=False):
        if claim.property in SEVERAL:
            access.setdefault(claim.property, []).append(claim.value)
        else:
            access[claim.property] = claim.value
    series = pamphlet.series
    work = {
        "@context": "https://schema.org",
        "@type": "Book",
        "name": pamphlet.title,
        "alternativeHeadline": pamphlet.subtitle,
        "author": [{"name": name} for name in _authors(pamphlet)],
        "contributor": [{"name": each.name} for each in pamphlet.contributors],
        "publisher": {"@type": "Organization", "name": pamphlet.publisher} if pamphlet.publisher else "",
        "datePublished": pamphlet.date.iso if pamphlet.date else "",
        "dateModified": pamphlet.modified,
        "inLanguage": pamphlet.language,
        "description": pamphlet.description,
        "keywords": list(pamphlet.subjects),
        "copyrightNotice": pamphlet.rights,
        "identifier": list(_identifiers(pamphlet)),
        "isPartOf": _stated({"@type": "BookSeries", "name": series.name, "position": series.position})
        if series
        else "",
        "hasPart": [_part(statement) for statement in pamphlet.statements],
        **access,
    }
    # "</script>" in a title would end the element.
    return msgspec.json.encode(_stated(work)).decode().replace("<", "\\u003c")


def _part(statement: Statement) -> dict[str, Any]:
    return _stated(
        {
            "@type": "Article",
            "@id": f"#statement-{statement.slug}",
            "headline": plain_text(statement.title),
            "author": [_author(author) for author in statement.authors],
            "datePublished": statement.date.iso if statement.date else "",
            "inLanguage": statement.language,
        }
    )


def _author(author: Author) -> dict[str, Any]:
    return _stated({"name": author.name, "description": author.role})


def _stated(properties: dict[str, Any]) -> dict[str, Any]:
    """The properties that have a value."""
    return {name: value for name, value in properties.items() if value}


def _authors(pamphlet: Pamphlet) -> tuple[str, ...]:
    return tuple(dict.fromkeys(author.name for each in pamphlet.statements for author in each.authors))


def _identifiers(pamphlet: Pamphlet) -> Iterator[str]:
    return (parse_identifier(text).uri for text in (pamphlet.identifier, *pamphlet.identifiers))
