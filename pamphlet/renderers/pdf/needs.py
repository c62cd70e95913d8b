"""A style's templates → as much of the pamphlet as each part is made from: where none of that changes, nor does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec
from msgspec.structs import replace

from pamphlet.cache import Cache, key_of
from pamphlet.compiled import keep, recall
from pamphlet.model import Colophon, Inline, MatterPages, NoteReference, Pamphlet, Source, Statement
from pamphlet.styles import Style, is_own

STATEMENT: Final = "statement"
COVER_ALONE: Final = "cover-alone"
# Which templates make a part, beside those that they include?
TEMPLATES: Final[Mapping[str, tuple[str, ...]]] = {
    COVER_ALONE: ("cover-alone.html.jinja",),
    "cover": ("head.html.jinja", "cover.html.jinja"),
    "imprint": ("imprint.html.jinja",),
    "half-title": ("half-title.html.jinja",),
    "contents": ("contents.html.jinja",),
    STATEMENT: ("statement.html.jinja",),
    "closing": ("contact.html.jinja", "colophon.html.jinja"),
    "back-cover": ("back-cover.html.jinja",),
}
# What in a template comes from all statements? And what changes with any word of them?
FROM_STATEMENTS: Final = frozenset({"statements", "authors", "publisher", "title_list"})
OF_STATEMENTS: Final = frozenset({"statements", "pages"})
VOLATILE: Final = frozenset({"identifier", "modified", "colophon"})
NO_DATE: Final = "1980-01-01T00:00:00Z"
UNKNOWN_DIGEST: Final = "8" * 64
"""Stands for the digest of a source in a part that is set without it."""


class Needs(NamedTuple):
    """What a part's templates take of the pamphlet beside what never changes; and whether they link to statements."""

    statements: bool
    volatile: frozenset[str]
    links: bool


def needs_of(style: Style, cache: Cache) -> dict[str, Needs | None]:
    """What each part's templates ask for, by its name; nothing is known of one that chooses another.

    Of the program's own styles it is kept for good, as their compiled templates are.
    """
    parts = ("needs", *(part for template in sorted(style.templates.items()) for part in template))
    own, key = is_own(style), key_of(*parts)
    kept = recall(*parts) if own else cache.get(key)
    if kept is None:
        needs = {name: _needs(style.templates, names) for name, names in TEMPLATES.items()}
        kept = msgspec.msgpack.encode(needs)
        if own:
            keep(kept, *parts)
        else:
            cache.put(key, kept)
    return msgspec.msgpack.decode(kept, type=dict[str, Needs | None])


def reduce(pamphlet: Pamphlet, needs: Needs, statements: tuple[Statement, ...], shown: set[str]) -> Pamphlet:
    """As much of the pamphlet as a part needs, with these statements and the pictures that it may show."""
    kept = needs.volatile
    return replace(
        pamphlet,
        statements=statements,
        images=tuple(image for image in pamphlet.images if image.name in shown),
        identifier=pamphlet.identifier if "identifier" in kept else "",
        modified=pamphlet.modified if "modified" in kept else NO_DATE,
        colophon=pamphlet.colophon if "colophon" in kept else Colophon(pamphlet.colophon.program, ()),
        pages=MatterPages(),
    )


def without_digests(pamphlet: Pamphlet) -> Pamphlet:
    """The same, whatever the sources hold."""
    sources = (Source(source.name, UNKNOWN_DIGEST) for source in pamphlet.colophon.sources)
    return replace(pamphlet, colophon=Colophon(pamphlet.colophon.program, tuple(sources)))


def as_listed(statement: Statement) -> Statement:
    """A statement as others name it."""
    return replace(statement, title=tuple(_without_notes(statement.title)), standfirst=(), blocks=())


def _without_notes(run: Iterable[Inline]) -> Iterator[Inline]:
    for node in run:
        if not isinstance(node, NoteReference):
            content = getattr(node, "content", None)
            yield replace(node, content=tuple(_without_notes(content))) if isinstance(content, tuple) else node


def _needs(texts: Mapping[str, str], names: Sequence[str]) -> Needs | None:
    from jinja2 import Environment, meta, nodes  # noqa: PLC0415 - only here

    statements, volatile, links = False, set[str](), False
    waiting = list(names)
    for name in waiting:
        tree = Environment(autoescape=True).parse(texts[name])
        for included in meta.find_referenced_templates(tree):
            if included is None:
                return None
            waiting.extend({included} - set(waiting))
        of_pamphlet = [node for node in tree.find_all(nodes.Getattr) if _is_pamphlet(node.node)]
        spared = {id(node.node) for node in tree.find_all(nodes.Getattr) if node.attr == "program"}
        asked = {node.attr for node in of_pamphlet if id(node) not in spared}
        if len(of_pamphlet) != sum(map(_is_pamphlet, tree.find_all(nodes.Name))):
            asked |= OF_STATEMENTS | VOLATILE
        statements |= bool(asked & OF_STATEMENTS or FROM_STATEMENTS & meta.find_undeclared_variables(tree))
        volatile |= asked & VOLATILE
        links |= "#statement-" in texts[name]
    return Needs(statements, frozenset(volatile), links)


def _is_pamphlet(node: object) -> bool:
    return getattr(node, "name", None) == "pamphlet"
