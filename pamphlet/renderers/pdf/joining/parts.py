"""The pamphlet → its parts: what each is made from, and the name under which it is kept when it was set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from pamphlet.cache import Cache, digest_of, key_of
from pamphlet.model import Pamphlet, Statement
from pamphlet.model.walk import find_pictures
from pamphlet.renderers.pdf.joining.bench import Bench
from pamphlet.renderers.pdf.joining.fragment import InseparableError
from pamphlet.renderers.pdf.matter import PARTS
from pamphlet.renderers.pdf.needs import STATEMENT, TEMPLATES, Needs, as_listed, needs_of, reduce, without_digests
from pamphlet.styles import is_of_base, is_own


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


def divide(bench: Bench, cache: Cache) -> tuple[PartSource, ...]:
    """The parts in order; those of the program's own styles are set without digests of sources, which are filled in.

    Raises InseparableError where a style's templates make of the pamphlet what they like.
    """
    if not is_of_base(bench.style, bench.makeup.template):
        raise InseparableError("the style has an outline of its own")
    setup = _looks(bench)
    digests = {name: digest_of(content) for name, content in bench.images.items()}
    parts = []
    for name, reduced, needs in _reduce(bench, needs_of(bench.style, cache)):
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


def _reduce(bench: Bench, needs: Mapping[str, Needs | None]) -> Iterator[tuple[str, Pamphlet, Needs]]:
    """Each part's name with the pamphlet that it is made from."""
    pamphlet, choice = bench.pamphlet, bench.makeup.matter
    chosen = {"half-title": choice.half_title, "contents": choice.contents}
    listed = tuple(map(as_listed, pamphlet.statements))
    for name in (name for name in PARTS if name in TEMPLATES and chosen.get(name, True)):
        needed = needs[name]
        if needed is None:
            raise InseparableError("a template chooses another")
        if name == STATEMENT:
            if needed.statements or needed.volatile:
                raise InseparableError("a statement's template asks for what is in others")
            for statement in pamphlet.statements:
                yield name, reduce(pamphlet, needed, (statement,), _shown(statement)), needed
        else:
            statements = listed if needed.statements else ()
            reduced = reduce(pamphlet, needed, statements, {pamphlet.cover.image})
            yield name, without_digests(reduced) if is_own(bench.style) else reduced, needed


def _shown(statement: Statement) -> set[str]:
    return {shown.image for shown in find_pictures(statement)}
