"""A pressed job → the sheet of paper that hangs over the copier, and the one that aligns fronts and backs."""

from pamphlet.press.ticket.calibration import make_calibration, shift_for
from pamphlet.press.ticket.counting import Order, PrintFile
from pamphlet.press.ticket.ticket import make_ticket, typeset_ticket
from pamphlet.press.ticket.words import speaks, words_for

__all__ = [
    "Order",
    "PrintFile",
    "make_calibration",
    "make_ticket",
    "shift_for",
    "speaks",
    "typeset_ticket",
    "words_for",
]
