"""The ledger, the repairs and the warnings → the proof, as a page to read and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Struct

from pamphlet.cache import NO_CACHE, Cache, key_of
from pamphlet.model import Manuscript, Pamphlet, Repair, Statement, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.model.walk import plain_text
from pamphlet.proof.comparison import compare
from pamphlet.proof.ledger import Ledger


class Proof(Struct, frozen=True):
    """All that was done to the sources of an edition, and where their words went."""

    title: str
    identifier: str
    ledger: Ledger
    repairs: tuple[Repair, ...]
    warnings: tuple[Warning, ...]


def to_json(proof: Proof) -> bytes:
    """The proof as JSON, of the form that docs/proof.schema.json states."""
    return msgspec.json.format(msgspec.json.encode(proof), indent=2) + b"\n"


def schema() -> bytes:
    """The JSON Schema of the proof."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Proof)), indent=2) + b"\n"


def to_html(proof: Proof, pamphlet: Pamphlet, manuscripts: Sequence[Manuscript], *, cache: Cache = NO_CACHE) -> bytes:
    """The proof as one page that needs nothing else: each source beside its statement, every change marked."""
    statements = [
        {
            "title": plain_text(statement.title),
            "file": manuscript.name,
            "rows": _rows(manuscript, statement, cache),
            "language": statement.language,
        }
        for statement, manuscript in zip(pamphlet.statements, manuscripts, strict=True)
    ]
    page = (
        _environment()
        .get_template("proof.html.jinja")
        .render(proof=proof, pamphlet=pamphlet, statements=statements, rules=group_by_rule(proof.repairs))
    )
    return page.encode()


def _rows(manuscript: Manuscript, statement: Statement, cache: Cache) -> Markup:
    """A source beside its statement, as it was set out before or is now."""
    key = key_of("rows", msgspec.msgpack.encode((manuscript, statement)))
    kept = cache.get(key)
    if kept is None:
        rows = _environment().get_template("rows.html.jinja").render(rows=compare(manuscript, statement))
        kept = rows.encode()
        cache.put(key, kept)
    return Markup(kept.decode())  # noqa: S704 - its words were escaped when the rows were rendered


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("pamphlet.proof"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def group_by_rule(repairs: Iterable[Repair]) -> list[tuple[str, list[Repair]]]:
    """The repairs of each rule, rules by name, repairs in their order."""
    ordered = sorted(repairs, key=lambda repair: repair.rule)
    return [(rule, list(group)) for rule, group in groupby(ordered, key=lambda repair: repair.rule)]
