"""The ledger, the repairs and the warnings → the proof, as a page to read and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO
from itertools import groupby
from typing import NamedTuple

import msgspec
from jinja2 import Environment
from markupsafe import Markup
from msgspec import Struct

from pamphlet.cache import key_of
from pamphlet.means import Means
from pamphlet.model import Manuscript, Pamphlet, Repair, Statement, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.model.walk import plain_text
from pamphlet.proof.comparison import compare
from pamphlet.proof.ledger import FEWEST_TO_SHARE, Ledger
from pamphlet.templating import templates_of
from pamphlet.workers import recall


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


def to_html(
    proof: Proof,
    pamphlet: Pamphlet,
    manuscripts: Sequence[Manuscript],
    *,
    means: Means = Means(),  # noqa: B008 - frozen
) -> bytes:
    """The proof as one page that needs nothing else: each source beside its statement, every change marked."""
    pairs = [_Pair(*pair) for pair in zip(manuscripts, pamphlet.statements, strict=True)]
    statements = [_SetOut(*each) for each in zip(pairs, recall(pairs, means, few=FEWEST_TO_SHARE - 1), strict=True)]
    template = _environment().get_template("proof.html.jinja")
    pieces = template.generate(
        proof=proof, pamphlet=pamphlet, statements=statements, rules=group_by_rule(proof.repairs)
    )
    # It may be longer than all sources together: no more of it at a time is text, which takes twice the room.
    page = BytesIO()
    page.writelines(map(str.encode, pieces))
    return page.getvalue()


class _Pair(NamedTuple):
    """A source and its statement, to be set out side by side."""

    manuscript: Manuscript
    statement: Statement

    @property
    def key(self) -> str:
        """A name for both."""
        return key_of("rows", msgspec.msgpack.encode(self))

    @property
    def weight(self) -> int:
        """As many lines as the source has."""
        return len(self.manuscript.lines)

    def do(self) -> bytes:
        """Rows of a table, as HTML."""
        rows = _environment().get_template("rows.html.jinja").render(rows=compare(*self))
        return rows.encode()


class _SetOut(NamedTuple):
    """A source beside its statement, as it was set out before or is now."""

    pair: _Pair
    written: bytes

    @property
    def title(self) -> str:
        """The statement's, without its marks."""
        return plain_text(self.pair.statement.title)

    @property
    def file(self) -> str:
        """The name of the source."""
        return self.pair.manuscript.name

    @property
    def language(self) -> str:
        """The statement's."""
        return self.pair.statement.language

    @property
    def rows(self) -> Markup:
        """Rows of a table, whose words were escaped when they were rendered."""
        return Markup(self.written.decode())  # noqa: S704 - as said


@cache
def _environment() -> Environment:
    return templates_of("pamphlet.proof", trim_blocks=True, lstrip_blocks=True)


def group_by_rule(repairs: Iterable[Repair]) -> list[tuple[str, list[Repair]]]:
    """The repairs of each rule, rules by name, repairs in their order."""
    ordered = sorted(repairs, key=lambda repair: repair.rule)
    return [(rule, list(group)) for rule, group in groupby(ordered, key=lambda repair: repair.rule)]
