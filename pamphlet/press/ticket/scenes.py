"""A pile of printed paper, step by step: its outline on the table, and the pages that can be seen on top of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from pamphlet.press.imposition import Flip, Imposition, Side, turn_side, turns_head_over_foot
from pamphlet.press.layout import Rect, Rotation
from pamphlet.press.steps import Cut, Fold, Gather, Stack, Step, TurnOver


class Seen(NamedTuple):
    """A page that lies face up: where, its number from 1 (None is a blank), and which way up."""

    ground: Rect
    number: int | None
    rotation: Rotation = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """The topmost of the piles: its outline, the pages on top, the part of the front that it is, and its sheets."""

    imposition: Imposition
    flip: Flip
    paper: Rect
    pages: tuple[Seen, ...]
    piece: Rect
    sheets: int
    piles: int = 1

    @property
    def is_pile(self) -> bool:
        """Whether more than one sheet lies there."""
        return self.sheets > 1


def set_scene(imposition: Imposition, flip: Flip) -> Scene:
    """The printed pile, first sheet on top, its front up."""
    sheet = Rect(0, 0, *imposition.layout.sheet)
    pages = see_side(imposition.sheets[0].front, sheet)
    return Scene(imposition, flip, sheet, pages, sheet, len(imposition.sheets))


def see_side(side: Side, piece: Rect) -> tuple[Seen, ...]:
    """The pages of a side that lie on a piece of it, measured from the piece's corner."""
    seen = []
    for placement in side.placements:
        ground = placement.ground.within(placement.window)
        x_mm, y_mm = ground.x_mm + ground.width_mm / 2, ground.y_mm + ground.height_mm / 2
        if piece.x_mm < x_mm < piece.right_mm and piece.y_mm < y_mm < piece.head_mm:
            number = None if placement.page is None else placement.page + 1
            seen.append(Seen(ground.moved(-piece.x_mm, -piece.y_mm), number, placement.rotation))
    return tuple(seen)


def see_back(scene: Scene, sheet: int) -> tuple[Seen, ...]:
    """The pages behind the piece, on a sheet counted from 0, when it is turned like the page of a book."""
    back, size = scene.imposition.sheets[sheet].back, scene.imposition.layout.sheet
    if back is None:
        return ()
    upright = turn_side(back, size) if turns_head_over_foot(size, scene.flip) else back
    return see_side(upright, scene.piece.mirrored(size))


def after_step(step: Step, scene: Scene) -> Scene:
    """The topmost pile as it lies after the step."""
    match step:
        case Gather(sizes):
            return replace(scene, sheets=sizes[0], piles=len(sizes))
        case Stack():
            return replace(scene, piles=1)
        case TurnOver():
            return replace(scene, pages=see_back(scene, scene.sheets - 1))
        case Cut():
            return cut_off(step, scene)
        case Fold():
            return fold_over(step, scene)
        case _:
            return scene


def cut_off(step: Cut, scene: Scene) -> Scene:
    """The first piece: the one at the head, or at the side that is counted first."""
    paper, piece = scene.paper, scene.piece
    if step.axis == "y":
        height_mm = paper.height_mm - step.at_mm[-1]
        kept = Rect(0, step.at_mm[-1], paper.width_mm, height_mm)
    elif step.first == "left":
        kept = Rect(0, 0, step.at_mm[0], paper.height_mm)
    else:
        kept = Rect(step.at_mm[-1], 0, paper.width_mm - step.at_mm[-1], paper.height_mm)
    piece = Rect(piece.x_mm + kept.x_mm, piece.y_mm + kept.y_mm, kept.width_mm, kept.height_mm)
    pages = see_side(scene.imposition.sheets[0].front, piece)
    piles = scene.piles * (len(step.at_mm) + 1)
    return replace(scene, paper=Rect(0, 0, *kept.size), piece=piece, pages=pages, piles=piles)


def fold_over(step: Fold, scene: Scene) -> Scene:
    """What stays on the table; on it lies the other side of what was folded over, unless that went behind."""
    paper = scene.paper
    low_mm, high_mm = (paper.x_mm, paper.right_mm) if step.axis == "x" else (paper.y_mm, paper.head_mm)
    start, end = (low_mm, step.at_mm) if step.moving == "high" else (step.at_mm, high_mm)
    left = (
        paper._replace(x_mm=start, width_mm=end - start)
        if step.axis == "x"
        else paper._replace(y_mm=start, height_mm=end - start)
    )
    pages = tuple(page for page in scene.pages if lies_on(page.ground, left))
    if not step.under:
        pages = see_flap(step, scene, pages)
    if step == last_fold(scene.imposition) and step.axis == "x":
        pages = (Seen(left, 1),)  # every folded copy ends with its cover on top
    return replace(scene, paper=left, pages=pages)


def see_flap(step: Fold, scene: Scene, pages: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """The pages that the flap leaves to be seen, and those on its other side; a sheet is folded with its back up."""
    sheet = scene.imposition.layout.sheet
    if step.axis == "y" or scene.sheets > 1 or scene.paper.size != sheet:
        return ()
    front = see_side(scene.imposition.sheets[0].front, Rect(0, 0, *sheet))
    behind = [page._replace(ground=page.ground.mirrored(sheet)) for page in front]
    moving = [page for page in behind if (page.ground.x_mm >= step.at_mm - 1) == (step.moving == "high")]
    flap = [page._replace(ground=page.ground._replace(x_mm=2 * step.at_mm - page.ground.right_mm)) for page in moving]
    free = [page for page in pages if not any(lies_on(page.ground, each.ground) for each in flap)]
    return (*free, *flap)


def last_fold(imposition: Imposition) -> Fold | None:
    """The fold after which the copy has its shape."""
    return next((step for step in reversed(imposition.steps) if isinstance(step, Fold)), None)


def lies_on(ground: Rect, paper: Rect) -> bool:
    """Whether the middle of a page lies there."""
    x_mm, y_mm = ground.x_mm + ground.width_mm / 2, ground.y_mm + ground.height_mm / 2
    return paper.x_mm < x_mm < paper.right_mm and paper.y_mm < y_mm < paper.head_mm
