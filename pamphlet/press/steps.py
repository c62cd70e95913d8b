"""What hands do to the printed pile, one value a move: the ticket puts them into words, the tests carry them out.

The pile lies with the first sheet's front up and its lower left corner at the origin. Lengths are measured on the
table, x to the right and y away from the reader, and the table keeps its measure when paper is folded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal, assert_never

Axis = Literal["x", "y"]
Half = Literal["low", "high"]
Edge = Literal["left", "right"]

OTHER_EDGE: Final[dict[Edge, Edge]] = {"left": "right", "right": "left"}
OTHER_HALF: Final[dict[Half, Half]] = {"low": "high", "high": "low"}


@dataclass(frozen=True, slots=True)
class Gather:
    """Part the pile from the top into piles of so many sheets each."""

    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TurnOver:
    """Turn every pile over like the page of a book."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Cut every pile through along these lines; each piece is a pile of its own.

    The piles are counted from the head down, and from the left or the right edge as `first` says.
    """

    axis: Axis
    at_mm: tuple[float, ...]
    first: Edge = "left"


@dataclass(frozen=True, slots=True)
class Fold:
    """Fold every pile along a line: its low (left, lower) or high half comes to lie on the other, or under it."""

    axis: Axis
    at_mm: float
    moving: Half
    under: bool = False


@dataclass(frozen=True, slots=True)
class Slit:
    """Cut a slit along a level line, from one place to another."""

    y_mm: float
    from_mm: float
    to_mm: float


@dataclass(frozen=True, slots=True)
class Push:
    """Push the ends of the folded strip together until its slit opens into a cross, and wrap the leaves around.

    `creases_mm` are the three upright folds; `cover` is the arm that comes to lie in front.
    """

    creases_mm: tuple[float, float, float]
    cover: Edge


@dataclass(frozen=True, slots=True)
class Stack:
    """Put all piles upon one another, the first on top."""


@dataclass(frozen=True, slots=True)
class Join:
    """Lay the sheets in rows from the upper left, each as far from the last as stated, and glue the overlaps."""

    columns: int
    rows: int
    step_x_mm: float
    step_y_mm: float


@dataclass(frozen=True, slots=True)
class Staple:
    """Staple through the fold at these heights from the foot."""

    x_mm: float
    heights_mm: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sew:
    """Sew the folded signatures to one another through their folds."""

    edge: Edge


@dataclass(frozen=True, slots=True)
class Glue:
    """Glue the leaves along an edge."""

    edge: Edge


@dataclass(frozen=True, slots=True)
class Trim:
    """Cut away what is wider or taller than the page, along the crop marks."""

    width_mm: float
    height_mm: float


Step = Gather | TurnOver | Cut | Fold | Slit | Push | Stack | Join | Staple | Sew | Glue | Trim


def mirror_step(step: Step, width_mm: float) -> Step:
    """The same move for paper that is bound on the other side."""
    match step:
        case Fold(axis="x"):
            return replace(step, at_mm=width_mm - step.at_mm, moving=OTHER_HALF[step.moving])
        case Cut(axis="x"):
            at_mm = tuple(sorted(width_mm - line for line in step.at_mm))
            return Cut("x", at_mm, OTHER_EDGE[step.first])
        case Slit():
            return replace(step, from_mm=width_mm - step.to_mm, to_mm=width_mm - step.from_mm)
        case Push(creases_mm=(first, second, third)):
            creases_mm = (width_mm - third, width_mm - second, width_mm - first)
            return Push(creases_mm, OTHER_EDGE[step.cover])
        case Staple():
            return replace(step, x_mm=width_mm - step.x_mm)
        case Sew() | Glue():
            return replace(step, edge=OTHER_EDGE[step.edge])
        case Gather() | TurnOver() | Cut() | Fold() | Stack() | Join() | Trim():
            return step
        case _:
            assert_never(step)
