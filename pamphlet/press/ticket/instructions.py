"""A step → the sentence that tells hands what to do."""

from __future__ import annotations

from typing import assert_never

from pamphlet.press import steps
from pamphlet.press.ticket.scenes import Scene
from pamphlet.press.ticket.words import Words


def say_step(step: steps.Step, scene: Scene, spine_mm: float, words: Words) -> str:  # noqa: PLR0912 - one return a move
    """The move in words, measured from the edges of the paper as it lies before."""
    number, paper = words.number, scene.paper
    match step:
        case steps.Gather(sizes):
            return words.say("gather", count=len(sizes), sizes=words.listed(sizes))
        case steps.TurnOver():
            return words.say("turn_over" if scene.piles > 1 else "turn_over_one")
        case steps.Cut(axis, at_mm):
            places = words.listed([number(place) for place in at_mm])
            return words.say("cuts" if len(at_mm) > 1 else "cut", places=places, **{"from": say_from(axis, words)})
        case steps.Fold(axis, at_mm, moving, under):
            parts = {"x": ("part_left", "part_right"), "y": ("part_lower", "part_upper")}[axis]
            part = words.part(parts[moving == "high"])
            key = "fold_under" if under else "fold"
            place = number(at_mm - (paper.x_mm if axis == "x" else paper.y_mm))
            return words.say(key, moving=part, place=place, **{"from": say_from(axis, words)})
        case steps.Slit(_, from_mm, to_mm):
            return words.say("slit", start=number(from_mm), end=number(to_mm))
        case steps.Push():
            return words.say("push")
        case steps.Stack():
            return words.say("stack")
        case steps.Join(columns, rows):
            return words.say("join", columns=columns, rows=rows)
        case steps.Staple(_, heights):
            return words.say("staple", places=words.listed([number(height, 0) for height in heights]))
        case steps.Sew():
            return words.say("sew")
        case steps.Glue(edge):
            return words.say("glue", edge=words.part(f"edge_{edge}"), spine=number(spine_mm))
        case steps.Trim(width_mm, height_mm):
            return words.say("trim", width=number(width_mm), height=number(height_mm))
        case _:
            assert_never(step)


def say_from(axis: str, words: Words) -> str:
    """From which edge a place is measured."""
    return words.part("from_left" if axis == "x" else "from_foot")
