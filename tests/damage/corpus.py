"""A seed → a damaged source and the truth of it; or a clean source."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Final

from msgspec import Struct

from .characters import BYTE_DAMAGE, TEXT_DAMAGE
from .damage import KINDS, double_hyphens, straight_quotes
from .origins import ORIGIN_TEXT_DAMAGE
from .rendering import Draft, clean_markdown, draft, join_pieces
from .truth import Truth, write_truth

HOW_MANY: Final = (2, 2, 2, 3, 3, 4)
"""Kinds in a case that has several."""

RARE: Final = 0.2
"""How often a clean statement has what damaged ones have only where a kind needs it."""


class Case(Struct, frozen=True):
    """A source as somebody might send it, and what it ought to become."""

    seed: int
    truth: Truth
    source_bytes: bytes
    kinds: tuple[str, ...]

    @property
    def name(self) -> str:
        """The source's name in its edition."""
        return f"{self.seed}-statement.txt"


def choose_kinds(seed: int, rng: Random) -> tuple[str, ...]:
    """Each kind alone in turn for even seeds; two to four that can meet for odd ones."""
    if seed % 2 == 0:
        return (list(KINDS)[seed // 2 % len(KINDS)],)
    chosen: list[str] = []
    wanted = rng.choice(HOW_MANY)
    for name in rng.sample(list(KINDS), len(KINDS)):
        if len(chosen) < wanted and all(_can_meet(name, other) for other in chosen):
            chosen.append(name)
    return _ordered(chosen)


def _ordered(kinds: Iterable[str]) -> tuple[str, ...]:
    chosen = set(kinds)
    return tuple(name for name in KINDS if name in chosen)


def _can_meet(one: str, other: str) -> bool:
    first, second = KINDS[one], KINDS[other]
    languages = {"en", "fr"} & (first.needs | second.needs)
    english = (first.needs | second.needs) & {"en", "nested-quotes"}
    tongues = len(languages) < 2 and not ("fr" in languages and english)
    apart = first.group != second.group and one not in second.excludes and other not in first.excludes
    return apart and tongues


def undamaged(seed: int, kinds: tuple[str, ...]) -> Draft:
    """The statement that a case of these kinds begins with."""
    needs = frozenset(feature for name in kinds for feature in KINDS[name].needs)
    return draft(write_truth(Random(f"truth {seed}"), needs))  # noqa: S311 - to be repeated, not to be secret


def make_case(seed: int, kinds: Iterable[str] | None = None) -> Case:
    """A damaged statement; without `kinds` the seed chooses one to four."""
    rng = Random(f"damage {seed}")  # noqa: S311 - as above
    names = _ordered(kinds) if kinds is not None else choose_kinds(seed, rng)
    page = undamaged(seed, names)
    for name in names:
        damage = KINDS[name].damage
        page = damage(page, rng) if damage else page
    if "latin_1" in names:
        page = double_hyphens(straight_quotes(page, rng), rng)
    text = join_pieces(page.pieces)
    for name, change in (ORIGIN_TEXT_DAMAGE | TEXT_DAMAGE).items():
        text = change(text, rng, page) if name in names else text
    encode = next((encode for name, encode in BYTE_DAMAGE.items() if name in names), None)
    content = encode(text, rng, page) if encode else text.encode()
    return Case(seed, page.truth, content, names)


def clean_case(seed: int) -> Case:
    """A statement as clean Markdown with a header, which needs no repair."""
    rng = Random(f"clean {seed}")  # noqa: S311 - as above
    features = ("standfirst", "roles", "notes", "verse", "address", "primes", "nested-quotes", "ellipsis", "dash")
    needs = frozenset(feature for feature in features if rng.random() < RARE)
    truth = write_truth(rng, needs, matter=False)
    return Case(seed, truth, clean_markdown(truth).encode(), ())
