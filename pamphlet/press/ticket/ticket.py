"""A pressed job and an order → the job ticket: one page of HTML, and of PDF through whoever typesets."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from pamphlet.fonts import program_fonts
from pamphlet.press.imposition import Imposition
from pamphlet.press.layout import Rect
from pamphlet.press.sheets import Pressed, PressJob
from pamphlet.press.ticket.counting import Order, Ticket, count
from pamphlet.press.ticket.facts import list_facts, list_settings
from pamphlet.press.ticket.instructions import say_step
from pamphlet.press.ticket.moves import draw_step, draw_turn
from pamphlet.press.ticket.pictures import draw_pile
from pamphlet.press.ticket.scenes import Scene, after_step, see_side, set_scene
from pamphlet.press.ticket.shop import draw_for_shop
from pamphlet.press.ticket.words import Words, words_for
from pamphlet.templating import templates_of

Typeset = Callable[[str, str, dict[str, bytes]], bytes]
"""HTML, a sheet for it, and the files that they name → a PDF."""

Captioned = tuple[str, Markup]
"""Words, and the picture that goes with them."""


def make_ticket(pressed: Pressed, job: PressJob, order: Order) -> str:
    """The ticket as HTML that needs no other file."""
    words = words_for(order.language)
    ticket = count(pressed, job, order)
    for_shop = pressed.imposition.layout.name == "single"
    page = pressed.imposition.page or pressed.imposition.layout.page
    return (
        templates_of("pamphlet.press.ticket", ".")
        .get_template("ticket.html.jinja")
        .render(
            words=words,
            order=order,
            rows=list(list_facts(pressed, order, ticket, words)),
            settings=[] if for_shop else list_settings(pressed, job, order, ticket, words),
            sides=[] if for_shop else draw_sides(pressed.imposition, words),
            steps=[] if for_shop else list_steps(pressed.imposition, job, ticket, words),
            shop=draw_for_shop(page, order.bleed_mm, words) if for_shop else None,
        )
    )


def typeset_ticket(pressed: Pressed, job: PressJob, order: Order, typeset: Typeset) -> bytes:
    """The ticket as a PDF of one page, in the program's own fonts."""
    html = make_ticket(pressed, job, order)
    return typeset(html, *program_fonts("Ticket", html))


def draw_sides(imposition: Imposition, words: Words) -> list[Captioned]:
    """The first sheet's sides as they leave the printer."""
    first, paper = imposition.sheets[0], Rect(0, 0, *imposition.layout.sheet)
    sides = [(words.say("front"), first.front)] + ([(words.say("back"), first.back)] if first.back else [])
    scenes = [(label, Scene(imposition, "short", paper, see_side(side, paper), paper, 1)) for label, side in sides]
    return [(label, Markup(draw_pile(scene, label))) for label, scene in scenes]  # noqa: S704 - drawn by us


def list_steps(imposition: Imposition, job: PressJob, ticket: Ticket, words: Words) -> list[Captioned]:
    """Every move in words, with its picture."""
    scene = set_scene(imposition, job.printer.flip)
    drawn: list[tuple[str, str]] = []
    if job.printer.duplex == "hand" and imposition.sides > len(imposition.sheets):
        said = words.say("reinsert", edge=words.part(f"edge_{job.printer.hand_turn}"))
        drawn.append((said, draw_turn(scene, said, like_page=turns_like_page(job, scene.paper))))
    said = words.say("pile", sheets=scene.sheets) if scene.is_pile else words.say("pile_one")
    drawn.append((said, draw_pile(scene, said)))
    for step in imposition.steps:
        said = say_step(step, scene, ticket.thickness_mm, words)
        drawn.append((said, draw_step(step, scene, said)))
        scene = after_step(step, scene)
    return [(said, Markup(picture)) for said, picture in drawn]  # noqa: S704 - drawn by us


def turns_like_page(job: PressJob, paper: Rect) -> bool:
    """Whether a pile that is turned over the job's edge turns left over right."""
    return job.printer.hand_turn == ("long" if paper.height_mm > paper.width_mm else "short")
