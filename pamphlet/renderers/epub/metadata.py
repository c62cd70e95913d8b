"""The pamphlet → what its package says of it: Dublin Core elements and meta properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pamphlet.model import Pamphlet


@dataclass(frozen=True, slots=True)
class DublinCore:
    """An element of the Dublin Core, `dc:title` and its kin."""

    element: str
    value: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Property:
    """A `meta` with a property: of the whole publication, or of the element it refines."""

    property: str
    value: str
    refines: str = ""
    scheme: str = ""
    language: str = ""


Entry = DublinCore | Property


def describe(pamphlet: Pamphlet) -> Iterator[Entry]:
    """Who, what and when; the identifier and the moment of change belong to the package itself."""
    yield from _titles(pamphlet)
    yield from _creators(pamphlet)
    for element, value in (
        ("publisher", pamphlet.publisher),
        ("date", pamphlet.date.iso if pamphlet.date else ""),
        ("description", pamphlet.description),
        ("rights", pamphlet.rights),
    ):
        if value:
            yield DublinCore(element, value)
    for language in _languages(pamphlet):
        yield DublinCore("language", language)


def _titles(pamphlet: Pamphlet) -> Iterator[Entry]:
    for kind, title in (("main", pamphlet.title), ("subtitle", pamphlet.subtitle)):
        if title:
            name = f"title-{kind}"
            yield DublinCore("title", title, id=name)
            yield Property("title-type", kind, refines=name)


def _creators(pamphlet: Pamphlet) -> Iterator[Entry]:
    """Every signatory once. No file-as: whether a name is a person's or a group's, we cannot know."""
    names = (author.name for statement in pamphlet.statements for author in statement.authors)
    for number, name in enumerate(dict.fromkeys(names), start=1):
        creator = f"creator-{number}"
        yield DublinCore("creator", name, id=creator)
        yield Property("role", "aut", refines=creator, scheme="marc:relators")


def _languages(pamphlet: Pamphlet) -> dict[str, None]:
    """The edition's language, then those of statements in another."""
    return dict.fromkeys((pamphlet.language, *(statement.language for statement in pamphlet.statements)))
