"""A pressed job and an order → the rows at the ticket's head, and what to choose in the print dialog."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.press.fit import Loss
from pamphlet.press.imposition import Imposition
from pamphlet.press.sheets import Pressed, PressJob
from pamphlet.press.ticket.counting import REAM, Order, Ticket
from pamphlet.press.ticket.words import Words

Row = tuple[str, list[str]]
"""A label and its lines."""
Setting = tuple[str, str]
"""What the dialog calls a choice, and what to choose."""


def list_facts(pressed: Pressed, order: Order, ticket: Ticket, words: Words) -> Iterator[Row]:
    """What the file is, and what the order needs."""
    imposition = pressed.imposition
    yield say_files(imposition, order, words)
    if imposition.layout.name == "single":
        yield from list_shop_facts(imposition, order, ticket, words)
    else:
        yield say_paper(imposition, order, words)
        yield from list_amounts(imposition, ticket, words)
    if ticket.cost is not None and order.price_a_sheet is not None:
        yield say_cost(order, ticket, words)
    if pressed.losses:
        more = " …" if len(pressed.losses) > 3 else ""
        losses = words.marked("; ").join(say_loss(loss, words) for loss in pressed.losses[:3])
        yield "!", [words.say("losses", losses=losses + more)]


def say_loss(loss: Loss, words: Words) -> str:
    """What a page loses."""
    width, height = (f"{length:.1f}".replace(".", words.part("decimal")) for length in (loss.width_mm, loss.height_mm))
    return words.part("loss").format(page=loss.page + 1, width=width, height=height)


def say_files(imposition: Imposition, order: Order, words: Words) -> Row:
    """The names, and how many pages are in them."""
    label = words.say("file") if len(order.files) == 1 else words.say("files")
    names = [file.name for file in order.files]
    return label, [*names, words.say("pages", pages=imposition.pages, blanks=imposition.blanks)]


def list_shop_facts(imposition: Imposition, order: Order, ticket: Ticket, words: Words) -> Iterator[Row]:
    """What a print shop asks first; the thickness is that of a spine."""
    yield words.say("form"), [words.say("form_line")]
    yield words.say("finished"), [words.millimetres(imposition.page or imposition.layout.page)]
    yield words.say("bleed"), [words.say("bleed_line", bleed=words.number(order.bleed_mm))]
    yield words.say("copies"), [str(order.copies)]
    yield words.say("paper"), [words.say("weight_only", weight=words.number(order.grammage))]
    yield words.say("thickness"), [f"{words.number(ticket.thickness_mm)} mm"]
    if order.checks:
        yield words.say("checked"), [words.say("checked_line", count=order.checks)]


def say_paper(imposition: Imposition, order: Order, words: Words) -> Row:
    """Which paper goes into the tray."""
    sheet, weight = imposition.layout.sheet, words.number(order.grammage)
    width, height = words.number(min(sheet)), words.number(max(sheet))
    if order.paper_name and not order.paper_name[0].isdigit():
        said = words.say("paper_line", name=order.paper_name, width=width, height=height, weight=weight)
    else:
        said = words.say("paper_unnamed", width=width, height=height, weight=weight)
    return words.say("paper"), [said]


def list_amounts(imposition: Imposition, ticket: Ticket, words: Words) -> Iterator[Row]:
    """The finished copy, the sheets, their weight and thickness."""
    number = words.number
    yield words.say("finished"), [words.millimetres(imposition.page or imposition.layout.page)]
    per_copy = number(ticket.sheets_a_run / ticket.copies_a_run, 2)
    made = [words.say("sheets_line", sheets=ticket.sheets, per_copy=per_copy)]
    if ticket.sheets >= REAM / 10:
        made.append(words.say("reams_line", reams=number(ticket.sheets / REAM)))
    yield words.say("quantity"), made
    grams = 1000 * ticket.kilograms
    total = f"{number(grams)} g" if grams < 1000 else f"{number(ticket.kilograms)} kg"
    yield words.say("weight"), [words.say("weight_line", copy=number(ticket.grams_a_copy), total=total)]
    yield words.say("thickness"), [f"{number(ticket.thickness_mm)} mm"]


def say_cost(order: Order, ticket: Ticket, words: Words) -> Row:
    """What it costs, in all, a copy and a sheet."""
    if ticket.cost is None or order.price_a_sheet is None:
        return words.say("cost"), []
    cost = words.say(
        "cost_line",
        total=words.money(ticket.cost),
        currency=order.currency,
        copy=words.money(ticket.cost / order.copies),
        price=words.money(order.price_a_sheet, 3).removesuffix("0"),
    )
    return words.say("cost"), [cost.replace("  ", " ").replace(" ,", ",")]


def list_settings(pressed: Pressed, job: PressJob, order: Order, ticket: Ticket, words: Words) -> Iterator[Setting]:
    """What to choose in the print dialog, and how to tell from one copy whether it was chosen."""
    sheet, copies = pressed.imposition.layout.sheet, ticket.runs * ticket.copies_a_run
    lying = "landscape" if sheet.width_mm > sheet.height_mm else "portrait"
    made = str(copies) if copies == ticket.runs else words.say("copies_line", runs=ticket.runs, copies=copies)
    yield words.say("scale"), words.say("scale_line")
    yield words.say("per_sheet"), words.say("per_sheet_line")
    yield words.say("orientation"), words.say(lying)
    yield words.say("sides"), say_sides(pressed.imposition, job, words)
    yield words.say("colour"), say_colour(order, words)
    yield words.say("copies"), words.marked(f"{made}; {words.say('collate')}: {words.say('collate_line')}")
    if pressed.imposition.sides > len(pressed.imposition.sheets) and pressed.imposition.pages > 1:
        yield words.say("trial"), words.say("trial_line")


def say_colour(order: Order, words: Words) -> str:
    """In how many inks the printer prints."""
    if order.inks:
        return words.say("plates_line", inks=", ".join(order.inks))
    return words.say("in_colour" if order.in_colour else "in_black")


def say_sides(imposition: Imposition, job: PressJob, words: Words) -> str:
    """How the second side is printed."""
    if imposition.sides == len(imposition.sheets):
        return words.say("one_sided")
    if job.printer.duplex == "hand":
        return words.say("by_hand")
    return words.say(f"flip_{job.printer.duplex}")
