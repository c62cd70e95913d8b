"""The pamphlet → its parts: what each is made from, and the name under which it is kept when it was set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

import msgspec
from msgspec.structs import replace

from pamphlet.cache import digest_of, key_of
from pamphlet.model import (
    Colophon,
    Inline,
    MatterPages,
    NoteReference,
    Pamphlet,
    Statement,
)
from pamphlet.model.walk import find_pictures
from pamphlet.renderers.pdf.joining.bench import Bench
from pamphlet.renderers.pdf.joining.fragment import InseparableError
from pamphlet.renderers.pdf.matter import PARTS
from pamphlet.styles import is_of_base

STATEMENT: Final = "statement"
# Which templates make a part, beside those that they include?
TEMPLATES: Final[Mapping[str, tuple[str, ...]]] = {
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


class PartSource(NamedTuple):
    """What a part is made from: its name, as much of the pamphlet as it needs, and the key that this makes.

    The part that opens the book is the first. `names_pages` if it has to do with places in other parts. `weight` tells
    about how long it takes to be set, beside others.
    """

    name: str
    pamphlet: Pamphlet
    key: str
    names_pages: bool
    weight: int


class Needs(NamedTuple):
    """What a part's templates take of the pamphlet beside what never changes; and whether they link to statements."""

    statements: bool
    volatile: frozenset[str]
    links: bool


def divide(bench: Bench) -> tuple[PartSource, ...]:
    """The parts in order; raises InseparableError where a style's templates make of the pamphlet what they like."""
    if not is_of_base(bench.style, bench.makeup.template):
        raise InseparableError("the style has an outline of its own")
    setup = _looks(bench)
    digests = {name: digest_of(content) for name, content in bench.images.items()}
    parts = []
    for name, reduced, needs in _reduce(bench, _needs_of(tuple(sorted(bench.style.templates.items())))):
        encoded = msgspec.msgpack.encode(reduced)
        key = key_of("part", name, setup, encoded, *(digests[image.name] for image in reduced.images))
        parts.append(PartSource(name, reduced, key, needs.links, len(encoded)))
    return tuple(parts)


def setup_key(bench: Bench) -> str:
    """A name for what the looks of pages depend on that have no words of the pamphlet."""
    return key_of(_looks(bench), bench.pamphlet.language)


def _looks(bench: Bench) -> str:
    style = bench.style
    files: dict[str, str | bytes] = {**style.templates, **style.fonts}
    sheets = msgspec.json.encode((style.print_css, style.facts))
    chosen = repr((bench.geometry, bench.makeup))
    return key_of(sheets, chosen, *(part for file in sorted(files.items()) for part in file))


def _reduce(bench: Bench, needs: Mapping[str, Needs]) -> Iterator[tuple[str, Pamphlet, Needs]]:
    """Each part's name with the pamphlet that it is made from."""
    pamphlet, choice = bench.pamphlet, bench.makeup.matter
    chosen = {"half-title": choice.half_title, "contents": choice.contents}
    listed = tuple(map(_as_listed, pamphlet.statements))
    for name in (name for name in PARTS if name in TEMPLATES and chosen.get(name, True)):
        needed = needs[name]
        if name == STATEMENT:
            if needed.statements or needed.volatile:
                raise InseparableError("a statement's template asks for what is in others")
            for statement in pamphlet.statements:
                yield name, _without(pamphlet, needed, (statement,), _shown(statement)), needed
        else:
            statements = listed if needed.statements else ()
            yield name, _without(pamphlet, needed, statements, {pamphlet.cover.image}), needed


def _without(pamphlet: Pamphlet, needs: Needs, statements: tuple[Statement, ...], shown: set[str]) -> Pamphlet:
    """As much of the pamphlet as a part needs."""
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


def _shown(statement: Statement) -> set[str]:
    return {shown.image for shown in find_pictures(statement)}


def _as_listed(statement: Statement) -> Statement:
    """A statement as others name it."""
    return replace(statement, title=tuple(_without_notes(statement.title)), standfirst=(), blocks=())


def _without_notes(run: Iterable[Inline]) -> Iterator[Inline]:
    for node in run:
        if not isinstance(node, NoteReference):
            content = getattr(node, "content", None)
            yield replace(node, content=tuple(_without_notes(content))) if isinstance(content, tuple) else node


@cache
def _needs_of(templates: tuple[tuple[str, str], ...]) -> dict[str, Needs]:
    """What each part's templates ask for."""
    texts = dict(templates)
    return {name: _needs(texts, names) for name, names in TEMPLATES.items()}


def _needs(texts: Mapping[str, str], names: Sequence[str]) -> Needs:
    from jinja2 import Environment, meta, nodes  # noqa: PLC0415 - only here

    statements, volatile, links = False, set[str](), False
    waiting = list(names)
    for name in waiting:
        tree = Environment(autoescape=True).parse(texts[name])
        for included in meta.find_referenced_templates(tree):
            if included is None:
                raise InseparableError("a template chooses another")
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
