"""A pressed job and an order → the job ticket: one page of HTML, and of PDF through whoever typesets."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pamphlet.fonts import load_fonts
from pamphlet.press.imposition import Imposition
from pamphlet.press.layout import Rect
from pamphlet.press.order import Nested, Repeated
from pamphlet.press.sheets import Pressed, PressJob
from pamphlet.press.ticket.instructions import say_step
from pamphlet.press.ticket.pictures import after_step, draw_side, draw_step, draw_turn
from pamphlet.press.ticket.words import Words, words_for

Typeset = Callable[[str, dict[str, bytes]], bytes]
"""HTML and the files that it names → a PDF."""

FONTS: Final = ("SourceSansPro-Regular.otf", "SourceSansPro-Bold.otf")
REAM: Final = 500
# How much paper is in a ream of 80 g/m², and how thick is such paper? Other papers are in proportion.
OFFICE_GRAMMAGE: Final = 80


@dataclass(frozen=True, slots=True)
class Order:
    """How many copies of what are made, on which paper, at which price a sheet."""

    title: str
    file_name: str
    paper_name: str = "A4"
    language: str = "en"
    copies: int = 1
    price_a_sheet: Decimal | None = None
    currency: str = ""
    grammage: float = OFFICE_GRAMMAGE


@dataclass(frozen=True, slots=True)
class Ticket:
    """The numbers on the ticket."""

    runs: int
    sheets_a_run: int
    copies_a_run: int
    sheets: int
    reams: int
    grams_a_copy: float
    kilograms: float
    thickness_mm: float
    cost: Decimal | None
    checksum: str


def count(pressed: Pressed, job: PressJob, order: Order) -> Ticket:
    """What the order needs."""
    imposition = pressed.imposition
    sheets_a_run, copies_a_run = len(imposition.sheets), copies_of(imposition)
    runs = math.ceil(order.copies / copies_a_run)
    sheets = runs * sheets_a_run
    sheet = imposition.layout.sheet
    grams_a_sheet = sheet.width_mm * sheet.height_mm / 1e6 * order.grammage
    layers = sheets_a_run * len(imposition.layout.cells) / copies_a_run
    if imposition.layout.name == "poster":
        layers = 1
    return Ticket(
        runs=runs,
        sheets_a_run=sheets_a_run,
        copies_a_run=copies_a_run,
        sheets=sheets,
        reams=math.ceil(sheets / REAM),
        grams_a_copy=grams_a_sheet * sheets_a_run / copies_a_run,
        kilograms=grams_a_sheet * sheets / 1000,
        thickness_mm=layers * job.stock.thickness_mm,
        cost=None if order.price_a_sheet is None else order.price_a_sheet * sheets,
        checksum=hashlib.sha256(pressed.pdf).hexdigest(),
    )


def copies_of(imposition: Imposition) -> int:
    """How many finished copies one run of the file makes."""
    match imposition.layout.order:
        case Nested(copies=copies):
            return copies
        case Repeated():
            return len(imposition.layout.cells)
        case _:
            return 1


def make_ticket(pressed: Pressed, job: PressJob, order: Order, *, style: str = "") -> str:
    """The ticket as HTML that needs no other file."""
    words = words_for(order.language)
    ticket = count(pressed, job, order)
    environment = Environment(
        loader=PackageLoader("pamphlet.press.ticket", "."), autoescape=True, undefined=StrictUndefined
    )
    template = environment.get_template("ticket.html.jinja")
    return template.render(
        words=words,
        order=order,
        rows=list_facts(pressed, order, ticket, words),
        settings=list_settings(pressed, job, ticket, words),
        sides=draw_sides(pressed.imposition, words),
        steps=list_steps(pressed.imposition, job, ticket, words),
        checksum=ticket.checksum,
        style=Markup(style),  # noqa: S704 - our own style sheet
    )


def typeset_ticket(pressed: Pressed, job: PressJob, order: Order, typeset: Typeset) -> bytes:
    """The ticket as a PDF of one page, in the program's own fonts."""
    faces = "".join(
        f'@font-face {{ font-family: Ticket; src: url("{name}"); font-weight: {weight} }}'
        for name, weight in zip(FONTS, (400, 700), strict=True)
    )
    return typeset(make_ticket(pressed, job, order, style=faces), load_fonts(FONTS))


def list_facts(pressed: Pressed, order: Order, ticket: Ticket, words: Words) -> list[tuple[str, list[str]]]:
    """What the file is, and what the order needs: a label and its lines."""
    imposition = pressed.imposition
    sheet, page = imposition.layout.sheet, imposition.page or imposition.layout.page
    number = words.number
    rows = [
        (words.say("file"), [order.file_name, words.say("pages", pages=imposition.pages, blanks=imposition.blanks)]),
        (
            words.say("paper"),
            [
                words.say(
                    "paper_line",
                    name=order.paper_name,
                    width=number(min(sheet)),
                    height=number(max(sheet)),
                    weight=number(order.grammage),
                )
            ],
        ),
        (words.say("finished"), [f"{number(page.width_mm)} × {number(page.height_mm)} mm"]),
        (
            words.say("quantity"),
            [
                words.say("sheets_line", sheets=ticket.sheets, per_copy=number(ticket.sheets / order.copies)),
                words.say("reams_line", reams=number(ticket.sheets / REAM)),
            ],
        ),
        (
            words.say("weight"),
            [words.say("weight_line", copy=number(ticket.grams_a_copy), total=number(ticket.kilograms))],
        ),
        (words.say("thickness"), [f"{number(ticket.thickness_mm)} mm"]),
    ]
    if ticket.cost is not None and order.price_a_sheet is not None:
        cost = words.say(
            "cost_line",
            total=words.money(ticket.cost),
            currency=order.currency,
            copy=words.money(ticket.cost / order.copies),
            price=words.money(order.price_a_sheet, 3).removesuffix("0"),
        )
        rows.append((words.say("cost"), [cost.replace("  ", " ").replace(" ,", ",")]))
    if pressed.losses:
        rows.append(("!", [words.say("losses", losses="; ".join(map(str, pressed.losses[:3])))]))
    return rows


def list_settings(pressed: Pressed, job: PressJob, ticket: Ticket, words: Words) -> list[tuple[str, str]]:
    """What to choose in the print dialog."""
    sheet = pressed.imposition.layout.sheet
    lying = "landscape" if sheet.width_mm > sheet.height_mm else "portrait"
    return [
        (words.say("scale"), words.say("scale_line")),
        (words.say("orientation"), words.say(lying)),
        (words.say("sides"), say_sides(pressed.imposition, job, words)),
        (words.say("copies"), words.say("copies_line", runs=ticket.runs, copies=ticket.runs * ticket.copies_a_run)),
        ("", words.say("collate")),
    ]


def say_sides(imposition: Imposition, job: PressJob, words: Words) -> str:
    """How the second side is printed."""
    sheets = len(imposition.sheets)
    if imposition.sides == sheets:
        return words.say("one_sided")
    if job.printer.duplex == "hand":
        return words.say("by_hand", fronts=sheets, first_back=sheets + 1, last_back=2 * sheets)
    return words.say(f"flip_{job.printer.duplex}")


def draw_sides(imposition: Imposition, words: Words) -> list[tuple[str, Markup]]:
    """The first sheet's sides as they leave the printer."""
    first, sheet = imposition.sheets[0], imposition.layout.sheet
    sides = [(words.say("front"), first.front)] + ([(words.say("back"), first.back)] if first.back else [])
    return [(label, Markup(draw_side(side, sheet, label))) for label, side in sides]  # noqa: S704 - drawn by us


def list_steps(imposition: Imposition, job: PressJob, ticket: Ticket, words: Words) -> list[tuple[str, Markup | None]]:
    """Every move in words, with its picture."""
    listed: list[tuple[str, Markup | None]] = []
    two_sided = imposition.sides > len(imposition.sheets)
    paper = Rect(0, 0, *imposition.layout.sheet)
    if job.printer.duplex == "hand" and two_sided:
        edge = words.part(f"edge_{job.printer.hand_turn}")
        said = words.say("reinsert", fronts=len(imposition.sheets), edge=edge)
        picture = draw_turn(paper, said, like_page=turns_like_page(job, paper))
        listed.append((said, Markup(picture)))  # noqa: S704 - drawn by us
    listed.append((words.say("pile"), None))
    for step in imposition.steps:
        said = say_step(step, ticket.thickness_mm, words)
        listed.append((said, Markup(draw_step(step, paper, said))))  # noqa: S704 - drawn by us
        paper = after_step(step, paper)
    return listed


def turns_like_page(job: PressJob, paper: Rect) -> bool:
    """Whether a pile that is turned over the job's edge turns left over right."""
    return job.printer.hand_turn == ("long" if paper.height_mm > paper.width_mm else "short")
