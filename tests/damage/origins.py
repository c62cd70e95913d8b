"""Damage by where a text comes from: pages, mails, web pages, letters, reading machines; draft → draft, text → text."""

from __future__ import annotations

import re
from itertools import pairwise
from random import Random
from typing import Final

from msgspec.structs import replace

from pamphlet.model import Block, BulletedList, Footnote, ListItem, Paragraph, Quotation, Text, Verse
from pamphlet.model.walk import plain_text, runs

from .lines import wrap
from .rendering import Draft, Piece
from .truth import Truth

NAVIGATION: Final = (
    ("Skip to content", "", "Home | About us | News | Contact"),
    ("Skip to main content", "Menu", "", "Home › News › Statements", ""),
    ("We use cookies to improve this site.", "Accept all", "", "Home · About · Blog · Donate"),
    ("Home | News | Events | Join us",),
)
BELOW_A_PAGE: Final = (
    ("Share this:", "Facebook", "Twitter", "", "Like this:", "Loading..."),
    ("Share this", "", "7 comments", "", "Leave a reply"),
    ("Click to share on Facebook (Opens in new window)", "Click to print (Opens in new window)", "", "Related posts"),
    ("Previous post: The lamps again", "Next post: A meeting", "", "Powered by WordPress"),
)
FIELDS: Final = (
    ("From", "Date", "Subject", "To"),
    ("Von", "Datum", "Betreff", "An"),
    ("De", "Date", "Objet", "À"),
    ("From", "Sent", "To", "Subject"),
)
BEGINNINGS: Final = (
    "",
    "---------- Forwarded message ---------",
    "-----Original Message-----",
    "Begin forwarded message:",
)
TELEPHONES: Final = ("Sent from my iPhone", "Sent from Outlook for Android", "Von meinem Telefon gesendet", "")
CLOSINGS: Final = (
    "Yours in solidarity,",
    "In solidarity,",
    "Yours sincerely,",
    "With warm regards,",
    "Yours, and the lamps’,",
)
ORGANISATIONS: Final = (
    "Harbour Tenants",
    "Kingsmead Parents and Teachers",
    "Millbrook Bus Users",
    "Trades Council of Eastport",
    "Friends of the Canal Street Library",
    "Northgate Pensioners’ Forum",
)
SAYERS: Final = ("Ada Brook, 1912", "Owen Pryce, tram driver", "Claire Morvan, Union of the Quay", "a mother of three")
FEWEST_TIGHT: Final = 3
"""Paragraphs that follow another without a blank line: fewer leave open whether blank lines are lost."""

WIDEST: Final = 95


def _with_blocks(draft: Draft, blocks: tuple[Block, ...]) -> Truth:
    """The truth with more blocks at its end, before the notes."""
    truth = draft.truth
    known = truth.statement.blocks
    end = next((n for n, block in enumerate(known) if isinstance(block, Footnote)), len(known))
    return replace(truth, statement=replace(truth.statement, blocks=(*known[:end], *blocks, *known[end:])))


def _at_the_end(draft: Draft, pieces: tuple[Piece, ...]) -> Draft:
    """The draft with more pieces below its text, above notes, contact and imprint."""
    below = {"note", "contact", "imprint"}
    place = next((n for n, piece in enumerate(draft.pieces) if piece.role in below), len(draft.pieces))
    return replace(draft, pieces=(*draft.pieces[:place], *pieces, *draft.pieces[place:]))


def letter_close(draft: Draft, rng: Random) -> Draft:
    """A closing, and the names of those who sign a line each below it."""
    closing = rng.choice(CLOSINGS)
    names = tuple(rng.sample(("Ada Brook", "Owen Pryce", "Mary Anne Dunn", "Tomasz Zielinski"), rng.randint(2, 4)))
    lines = tuple((Text(name),) for name in names)
    if rng.random() < 0.5:
        truth = _with_blocks(draft, (Paragraph((Text(closing),)), Verse(lines)))
        pieces: tuple[Piece, ...] = (Piece("paragraph", (closing,)), Piece("verse", names))
    else:
        truth = _with_blocks(draft, (Verse(((Text(closing),), *lines)),))
        pieces = (Piece("verse", (closing, *names)),)
    return _at_the_end(replace(draft, truth=truth), pieces)


def signatories(draft: Draft, rng: Random) -> Draft:
    """“Signed:”, and organisations a line each, or all in one paragraph."""
    names = tuple(rng.sample(ORGANISATIONS, rng.randint(3, 5)))
    lead = Paragraph((Text("Signed:"),))
    if rng.random() < 0.6:
        truth = _with_blocks(draft, (lead, Verse(tuple((Text(name),) for name in names))))
        return _at_the_end(replace(draft, truth=truth), (Piece("paragraph", ("Signed:",)), Piece("verse", names)))
    row = "; ".join(names) + "."
    truth = _with_blocks(draft, (lead, Paragraph((Text(row),))))
    return _at_the_end(replace(draft, truth=truth), (Piece("paragraph", ("Signed:",)), Piece("paragraph", (row,))))


def attributions(draft: Draft, rng: Random) -> Draft:
    """Who said it, behind a dash in the last line of a quotation."""
    sayer = rng.choice(SAYERS[:3])
    blocks = list(draft.truth.statement.blocks)
    place = max(n for n, block in enumerate(blocks) if isinstance(block, Quotation))
    quotation = blocks[place]
    if not isinstance(quotation, Quotation):
        raise TypeError("a quotation was picked")
    blocks[place] = Quotation((*quotation.blocks, Paragraph((Text(f"— {sayer}"),))))
    truth = replace(draft.truth, statement=replace(draft.truth.statement, blocks=tuple(blocks)))
    last = draft.having("quotation")[-1]
    line = Piece("quotation", (f"— {sayer}",), "> ", "> ", tight=True)
    return Draft(truth, (*draft.pieces[: last + 1], line, *draft.pieces[last + 1 :]))


def lost_bullets(draft: Draft, rng: Random) -> Draft:
    """Items without their bullets, which the page drew: they begin small, and end with semicolons."""
    del rng
    blocks = list(draft.truth.statement.blocks)
    place, found = next((n, block) for n, block in enumerate(blocks) if isinstance(block, BulletedList))
    words = [plain_text(run).rstrip(".;") for run in runs((found,))]
    items = [f"for {each[0].lower()}{each[1:]}" for each in words]
    said = [item + (";" if number < len(items) - 1 else ".") for number, item in enumerate(items)]
    blocks[place] = BulletedList(tuple(ListItem((Paragraph((Text(item),)),)) for item in said))
    truth = replace(draft.truth, statement=replace(draft.truth.statement, blocks=tuple(blocks)))
    pieces = list(draft.pieces)
    bulleted = [at for at in draft.having("item") if pieces[at].lead == "- "][: len(said)]
    for number, at in enumerate(bulleted):
        pieces[at] = Piece("paragraph", (said[number],), tight=number > 0)
    return Draft(truth, tuple(pieces))


def no_blank_lines(draft: Draft, rng: Random) -> Draft:
    """Lines as they stand on a page, and nothing between paragraphs: their last lines alone tell.

    The width is one at which every last line leaves room; at another nobody could tell either.
    """
    below = [
        number
        for number, piece in enumerate(draft.pieces)
        if number and all(_is_long(each) for each in (piece, draft.pieces[number - 1]))
    ]
    running = [" ".join(piece.lines) for piece in draft.pieces if _is_long(piece)]
    widths = [width for width in range(58, WIDEST + 1) if all(_leaves_room(words, width) for words in running)]
    if not widths or len(below) < FEWEST_TIGHT:
        return draft
    width = rng.choice(widths)
    pieces = [
        replace(piece, lines=wrap(" ".join(piece.lines), width, _never), tight=number in below)
        if _is_long(piece)
        else piece
        for number, piece in enumerate(draft.pieces)
    ]
    return replace(draft, pieces=tuple(pieces))


def _is_long(piece: Piece) -> bool:
    return piece.role == "paragraph" and len(" ".join(piece.lines)) > 2 * WIDEST


def _leaves_room(words: str, width: int) -> bool:
    lines = wrap(words, width, _never)
    return len(lines) > 1 and len(lines[-1]) < 0.7 * width


def _never(word: str, room: int) -> None:
    del word, room


def flowed(text: str, rng: Random, draft: Draft) -> str:
    """Format=flowed: prose broken at 72 letters, a space at the end of each line that goes on, and white or none."""
    del draft
    white = rng.random() < 0.5

    def flow(line: str) -> str:
        prose = re.match(r"[^\W\d_“‘„«]", line) and len(line) > 72
        return " \n".join(wrap(line, 72, _never)) if prose else line

    blocks = [(block, "\n".join(map(flow, block.split("\n")))) for block in text.split("\n\n")]
    parts = [blocks[0][1]]
    for (above, _), (below, flowing) in pairwise(blocks):
        # Two paragraphs, of which the second goes on behind its first line: the space tells where it begins.
        told = not white and len(above) > 72 and "\n" not in above + below and flowing.count(" \n") > 0
        parts += ["\n" if told and _is_prose(above) else "\n\n", flowing]
    return "".join(parts)


def _is_prose(block: str) -> bool:
    return bool(re.match(r"[^\W\d_“‘„«]", block)) and block.endswith(".")


def form_feeds(text: str, rng: Random, draft: Draft) -> str:
    """Pages with a running head, a number at the foot and a form feed between them, between blocks."""
    title = plain_text(draft.truth.statement.title)
    head = rng.choice((title, title.upper(), "Harbour Tenants’ Bulletin"))
    blocks = text.strip("\n").split("\n\n")
    places = sorted(rng.sample(range(3, len(blocks) - 1), min(2, max(0, len(blocks) - 4))))
    parts = [blocks[start:stop] for start, stop in zip([0, *places], [*places, len(blocks)], strict=True)]
    number = rng.choice(("{}", "- {} -", "Page {}"))
    pages = [
        "\n\n".join([*([head] if page > 1 else []), *part, f"{' ' * 30}{number.format(page)}"])
        for page, part in enumerate(parts, start=1)
    ]
    return "\n\f".join(pages) + "\n\f"


def page_margin(text: str, rng: Random, draft: Draft) -> str:
    """Every line set in from the edge of the page."""
    del draft
    margin = " " * rng.randint(2, 14)
    return "\n".join(margin + line if line else line for line in text.split("\n"))


def forwarded_mail(text: str, rng: Random, draft: Draft) -> str:
    """The envelope above, quoted or not, and a signature and what a telephone adds below."""
    names = rng.choice(FIELDS)
    values = {"Date": "Tue, 3 Feb 2026 at 09:14", "Subject": plain_text(draft.truth.statement.title)}
    said = {
        name: values.get({"Datum": "Date", "Sent": "Date", "Betreff": "Subject", "Objet": "Subject"}.get(name, name))
        or ("members@harbour.example" if name in {"To", "An", "À"} else "Ada Brook <ada@harbour.example>")
        for name in names
    }
    bold = rng.choice(("", "*"))
    envelope = [f"{bold}{name}:{bold} {value}" for name, value in said.items()]
    begun = rng.choice(BEGINNINGS)
    body = text.rstrip("\n").split("\n")
    if rng.random() < 0.5:
        body = [f"> {line}" if line else ">" for line in body]
    signature = ["", "-- ", "Ada Brook", "Secretary, Harbour Tenants"] if rng.random() < 0.5 else []
    telephone = rng.choice(TELEPHONES)
    below = [*signature, *(["", telephone] if telephone else [])]
    return "\n".join([*([begun] if begun else []), *envelope, "", *body, *below]) + "\n"


def web_page(text: str, rng: Random, draft: Draft) -> str:
    """What serves a page above and below the text: ways through it, buttons, counts."""
    del draft
    return "\n".join([*rng.choice(NAVIGATION), "", text.rstrip("\n"), "", *rng.choice(BELOW_A_PAGE)]) + "\n"


def misread(text: str, rng: Random) -> tuple[str, tuple[str, ...]]:
    """The text with letters that a reading machine took for figures, and the words that hold them."""
    words = list(dict.fromkeys(re.findall(r"(?<!\S)[a-z]{2,}[lo][a-z]{2,}(?=[\s.,;])", text)))
    taken = {word: re.sub("(?<=[a-z])[lo](?=[a-z])", lambda at: "1" if at[0] == "l" else "0", word) for word in words}
    picked = rng.sample(words, min(3, len(words)))
    for word in picked:
        text = re.sub(rf"(?<!\S){word}(?=[\s.,;])", taken[word], text, count=1)
    return text, tuple(taken[word] for word in picked)


ORIGIN_TEXT_DAMAGE: Final = {
    "flowed": flowed,
    "form_feeds": form_feeds,
    "page_margin": page_margin,
    "web_page": web_page,
    "forwarded_mail": forwarded_mail,
}
