"""Damage to the head, the marks, the structure and the contact: draft → draft; and the table of all kinds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from random import Random
from typing import Final

from babel.dates import format_date
from msgspec import Struct
from msgspec.structs import replace

from pamphlet.model import Address, Contact, Date, Heading, Paragraph, Text
from pamphlet.model.walk import map_runs, plain_text, respell, spelled_out

from .characters import BYTE_DAMAGE, TEXT_DAMAGE
from .exports import drawn_tables, exported, numbered_headings
from .lines import (
    cut_after_commas,
    cut_before_names,
    cut_items,
    cut_paragraphs,
    cut_quotations,
    cut_words,
    hard_wrapped,
    hyphenated,
    page_numbers,
    running_heads,
    side_by_side_columns,
    three_columns,
)
from .origins import (
    ORIGIN_TEXT_DAMAGE,
    attributions,
    letter_close,
    lost_bullets,
    no_blank_lines,
    signatories,
)
from .rendering import Draft, Piece, Role, author_words, contact_lines
from .truth import Truth

BY: Final = {"en": ("By ", "by "), "de": ("Von ", "von "), "fr": ("Par ", "par "), "es": ("Por ", "por ")}
AND: Final = {"en": " and ", "de": " und ", "fr": " et ", "es": " y "}
CONTENTS: Final = {"en": "Contents", "de": "Inhalt", "fr": "Sommaire", "es": "Índice"}
STRAIGHT: Final = {**dict.fromkeys("“”„«»″", '"'), **dict.fromkeys("‘’‚′", "'")}


def _retitled(truth: Truth, change: Callable[[str], str]) -> Truth:
    title = tuple(Text(change(plain_text((node,)))) for node in truth.statement.title)
    return replace(truth, statement=replace(truth.statement, title=title))


def _change(draft: Draft, role: Role, *pieces: Piece) -> Draft:
    """The draft with other pieces for the one of a role."""
    (place,) = draft.having(role)
    return replace(draft, pieces=(*draft.pieces[:place], *pieces, *draft.pieces[place + 1 :]))


def _title(draft: Draft) -> str:
    return plain_text(draft.truth.statement.title)


def title_underlined(draft: Draft, rng: Random) -> Draft:
    """A row of equals signs below the title."""
    title = _title(draft)
    return _change(draft, "title", Piece("title", (title, "=" * rng.choice((len(title), 5, 30)))))


def title_plain(draft: Draft, rng: Random) -> Draft:
    """The title in a line of its own without any mark."""
    del rng
    return _change(draft, "title", Piece("title", (_title(draft),)))


def title_in_bold(draft: Draft, rng: Random) -> Draft:
    """The title in a bold line."""
    del rng
    return _change(draft, "title", Piece("title", (f"**{_title(draft)}**",)))


def title_in_capitals(draft: Draft, rng: Random) -> Draft:
    """The title in capital letters, which is all that anybody can know of it."""
    lead = rng.choice(("", "# "))
    changed = replace(draft, truth=_retitled(draft.truth, str.upper))
    return _change(changed, "title", Piece("title", (lead + _title(changed),)))


def title_twice(draft: Draft, rng: Random) -> Draft:
    """The title, and sometimes the byline, on a cover and again above the text."""
    bylines = [draft.pieces[place] for place in draft.having("byline")]
    cover = rng.choice((f"# {_title(draft)}", _title(draft), _title(draft).upper(), f"**{_title(draft)}**"))
    again = rng.choice((f"# {_title(draft)}", _title(draft))) if not cover.startswith("# ") else _title(draft)
    pieces = [Piece("title", (cover,)), *(bylines if rng.random() < 0.4 else []), Piece("title", (again,))]
    return _change(draft, "title", *pieces)


def contents_between(draft: Draft, rng: Random) -> Draft:
    """Title, sometimes byline, list of contents with page numbers, then title and byline again."""
    headings = [block for block in draft.truth.statement.blocks if isinstance(block, Heading)]
    gap = rng.choice(("  ", " ..... ", " . . . . "))
    entries = [f"{plain_text(block.content)}{gap}{page}" for page, block in enumerate(headings, start=2)]
    mark = rng.choice(("", "- "))
    word = CONTENTS[draft.truth.statement.language]
    name = rng.choice((word, word.upper(), f"## {word}"))
    contents = Piece("contents", tuple(f"{mark}{entry}" for entry in entries))
    title = rng.choice((_title(draft), f"# {_title(draft)}"))
    bylines = [draft.pieces[place] for place in draft.having("byline")] if rng.random() < 0.4 else []
    pieces = (Piece("title", (title,)), *bylines, Piece("contents", (name,)), contents, Piece("title", (title,)))
    return _change(draft, "title", *pieces)


def byline_after_by(draft: Draft, rng: Random) -> Draft:
    """“By A, B and C” in one line, the date below."""
    statement = draft.truth.statement
    names = [author.name for author in statement.authors]
    last = AND[statement.language] if rng.random() < 0.8 else " & "
    listed = ", ".join(names[:-1]) + last + names[-1] if len(names) > 1 else names[0]
    line = rng.choice(BY[statement.language]) + listed
    lines = (line, *([statement.date.text] if statement.date else []))
    if rng.random() < 0.3:
        return _change(draft, "byline", *(Piece("byline", (each,)) for each in lines))
    return _change(draft, "byline", Piece("byline", lines))


def byline_with_roles(draft: Draft, rng: Random) -> Draft:
    """Each name in a line, its role or place after a comma or in brackets."""
    statement = draft.truth.statement
    form = rng.choice(("{}, {}", "{} ({})"))
    by = rng.choice(("", BY[statement.language][0]))
    lines = [form.format(author.name, author.role) for author in statement.authors]
    lines[0] = by + lines[0]
    return _change(draft, "byline", Piece("byline", (*lines, *([statement.date.text] if statement.date else []))))


def byline_and_date_in_one_line(draft: Draft, rng: Random) -> Draft:
    """“A. Name | 2 March 2026”."""
    statement = draft.truth.statement
    names = AND[statement.language].join(author_words(author) for author in statement.authors)
    if len(statement.authors) > 2:
        names = ", ".join(author.name for author in statement.authors[:-1])
        names += AND[statement.language] + statement.authors[-1].name
    date = statement.date.text if statement.date else ""
    by = rng.choice(("", BY[statement.language][0]))
    gap = rng.choice((" | ", " – ", " · ", ", "))
    line = f"{by}{names}{gap}{date}" if by or rng.random() < 0.8 or gap == ", " else f"{date}{gap}{names}"
    return _change(draft, "byline", Piece("byline", (line,)))


def date_otherwise(draft: Draft, rng: Random) -> Draft:
    """The date in another order, with a weekday, with an ordinal, in figures."""
    statement = draft.truth.statement
    if statement.date is None:
        return draft
    day = dt.date.fromisoformat(statement.date.iso)
    ordinal = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th") if day.day not in {11, 12, 13} else "th"
    forms = {
        "en": (
            "MMMM d, y",
            f"d'{ordinal}' MMMM y",
            f"d'{ordinal}' 'of' MMMM, y",
            "EEEE d MMMM y",
            "EEEE, MMMM d, y",
            "d MMM y",
            "MMM d, y",
            "y-MM-dd",
            "dd/MM/y",
            "dd.MM.y",
        ),
        "de": ("dd.MM.y", "d. MMM y", "EEEE, 'den' d. MMMM y", "EEEE, d. MMMM y", "'den' d. MMMM y"),
        "fr": ("'le' d MMMM y", "EEEE d MMMM y", "dd/MM/y", "d MMM y"),
        "es": ("EEEE, d 'de' MMMM 'de' y", "d MMMM y", "dd/MM/y", "d 'de' MMMM 'del' y"),
    }[statement.language]
    written = format_date(day, rng.choice(forms), locale=statement.language)
    (place,) = draft.having("byline")
    lines = tuple(line.replace(statement.date.text, written) for line in draft.pieces[place].lines)
    truth = replace(draft.truth, statement=replace(statement, date=Date(written, statement.date.iso)))
    return _change(replace(draft, truth=truth), "byline", replace(draft.pieces[place], lines=lines))


def standfirst(draft: Draft, rng: Random) -> Draft:
    """A standfirst above or below the byline, in italics, in bold, or (above only) plain."""
    (place,) = draft.having("standfirst")
    words = plain_text(draft.truth.statement.standfirst)
    mark, below = rng.choice((("*", False), ("**", False), ("", False), ("*", True), ("**", True)))
    piece = Piece("standfirst", (f"{mark}{words}{mark}",))
    bare = replace(draft, pieces=(*draft.pieces[:place], *draft.pieces[place + 1 :]))
    byline = bare.having("byline")[-1]
    at = byline + 1 if below else place
    return replace(bare, pieces=(*bare.pieces[:at], piece, *bare.pieces[at:]))


def _respell(draft: Draft, change: Callable[[str], str]) -> Draft:
    """The draft with other marks in its lines, but not in link targets."""

    def respell_line(line: str) -> str:
        parts = re.split(r"(\]\([^)]*\))", line)
        return "".join(part if number % 2 else change(part) for number, part in enumerate(parts))

    pieces = tuple(replace(piece, lines=tuple(map(respell_line, piece.lines))) for piece in draft.pieces)
    return replace(draft, pieces=pieces)


def straight_quotes(draft: Draft, rng: Random) -> Draft:
    """All quotation marks and apostrophes straight."""
    del rng
    return _respell(draft, _straighten)


def _straighten(text: str) -> str:
    close = text.replace("«\u202f", "«").replace("\u202f»", "»")
    return "".join(STRAIGHT.get(character, character) for character in close)


def mixed_quotes(draft: Draft, rng: Random) -> Draft:
    """Some marks straight and some curly."""

    def mix(text: str) -> str:
        return re.sub(
            "«\u202f|\u202f»|[“”„«»‘’‚]", lambda mark: _straighten(mark[0]) if rng.random() < 0.5 else mark[0], text
        )

    return _respell(draft, mix)


def double_hyphens(draft: Draft, rng: Random) -> Draft:
    """`--` for dashes."""
    del rng
    return _respell(draft, lambda text: text.replace(" – ", " -- ").replace("—", "--"))


def spaced_hyphens(draft: Draft, rng: Random) -> Draft:
    """` - ` for dashes."""
    del rng
    return _respell(draft, lambda text: text.replace(" – ", " - "))


def three_points(draft: Draft, rng: Random) -> Draft:
    """`...` for the ellipsis."""
    del rng
    return _respell(draft, lambda text: text.replace("…", "..."))


def plain_french_spaces(draft: Draft, rng: Random) -> Draft:
    """Plain spaces, or none, before ; : ! ? and inside « »."""
    space = rng.choice((" ", " ", ""))
    return _respell(draft, lambda text: re.sub("[\u202f\u00a0]", space, text))


def _marked_items(draft: Draft, lead: Callable[[int, bool], str], *, numbered: bool, loose: bool) -> Draft:
    """The draft with other marks before list items; `lead` takes the number of an item and whether it is nested."""
    pieces: list[Piece] = []
    number = 0
    for piece in draft.pieces:
        bare = piece.lead.lstrip()
        if piece.role != "item" or bool(re.fullmatch(r"\d+\. ", bare)) != numbered:
            pieces.append(piece)
            number = 0
            continue
        number += 1
        indent = piece.lead[: len(piece.lead) - len(bare)]
        nested = bool(indent)
        new = indent + lead(number, nested)
        tight = piece.tight and not loose
        pieces.append(replace(piece, lead=new, hang=" " * len(new), tight=tight))
    return replace(draft, pieces=tuple(pieces))


def escaped_bullets(draft: Draft, rng: Random) -> Draft:
    r"""`- \* item`."""
    return _marked_items(draft, lambda _, __: "- \\* ", numbered=False, loose=rng.random() < 0.7)


def glyph_bullets(draft: Draft, rng: Random) -> Draft:
    """`• item`, and `◦` or `–` inside."""
    outer, inner = rng.choice((("• ", "◦ "), ("• ", "– "), ("· ", "– "), ("▪ ", "▫ "), ("•\t", "–\t"), ("● ", "○ ")))
    loose = rng.random() < 0.5
    return _marked_items(draft, lambda _, nested: inner if nested else outer, numbered=False, loose=loose)


def dash_bullets(draft: Draft, rng: Random) -> Draft:
    """`– item`."""
    outer = rng.choice(("– ", "– ", "— "))
    return _marked_items(draft, lambda _, __: outer, numbered=False, loose=rng.random() < 0.5)


def letter_bullets(draft: Draft, rng: Random) -> Draft:
    """`o item`: a hollow bullet of another typeface."""
    return _marked_items(draft, lambda _, __: "o ", numbered=False, loose=rng.random() < 0.5)


def inline_bullets(draft: Draft, rng: Random) -> Draft:
    """`We ask for: • this; • that`, or the items alone in a paragraph of their own."""
    items = [place for place in draft.having("item") if draft.pieces[place].lead == "- "]
    start = items[0]
    stop = next(place for place in range(start, len(draft.pieces) + 1) if place not in items)
    words = [f"• {' '.join(piece.lines)}" for piece in draft.pieces[start:stop]]
    above = draft.pieces[start - 1]
    led = above.role == "paragraph" and above.lines[-1].endswith(":") and rng.random() < 0.5
    line = " ".join((*above.lines, *words) if led else words)
    pieces = (*draft.pieces[: start - led], Piece("paragraph", (line,)), *draft.pieces[stop:])
    return replace(draft, pieces=pieces)


def escaped_numbers(draft: Draft, rng: Random) -> Draft:
    r"""`1\. item`."""
    return _marked_items(draft, lambda number, _: f"{number}\\. ", numbered=True, loose=rng.random() < 0.5)


def bracketed_numbers(draft: Draft, rng: Random) -> Draft:
    """`1) item` or `(1) item`."""
    form = rng.choice(("{}) ", "({}) ", "{}\\) "))
    return _marked_items(draft, lambda number, _: form.format(number), numbered=True, loose=rng.random() < 0.5)


def lettered_items(draft: Draft, rng: Random) -> Draft:
    """`(a) item` or `a) item`."""
    form = rng.choice(("({}) ", "({}) ", "{}) "))
    loose = rng.random() < 0.5
    return _marked_items(draft, lambda number, _: form.format(chr(96 + number)), numbered=True, loose=loose)


def _headed(draft: Draft, write: Callable[[str], tuple[str, str]], change: Callable[[str], str]) -> Draft:
    """The draft with headings written otherwise; the truth's are of level 2, for nothing tells more."""

    def rewrite(piece: Piece) -> Piece:
        if piece.role != "heading":
            return piece
        lead, words = write(piece.lines[0])
        return replace(piece, lines=(words,), lead=lead)

    statement = draft.truth.statement
    blocks = tuple(
        Heading(2, map_runs((block,), lambda run: respell(run, change(spelled_out(run))))[0].content)  # type: ignore[union-attr]
        if isinstance(block, Heading)
        else block
        for block in statement.blocks
    )
    truth = replace(draft.truth, statement=replace(statement, blocks=blocks))
    return Draft(truth, tuple(map(rewrite, draft.pieces)))


def bold_headings(draft: Draft, rng: Random) -> Draft:
    """Headings as bold lines, alone."""
    mark = rng.choice(("**", "**", "__"))
    return _headed(draft, lambda words: ("", f"{mark}{words}{mark}"), str)


def plain_headings(draft: Draft, rng: Random) -> Draft:
    """Headings as lines like others, alone, and no questions; bold letters and links are lost with their marks."""
    del rng

    def bare(line: str) -> str:
        return re.sub(r"\*\*|\[([^\]]+)\]\([^)]+\)", r"\1", line)

    headed = _headed(draft, lambda words: ("", words.strip("¿?")), lambda words: words.strip("¿?"))
    plain = (replace(piece, lines=tuple(map(bare, piece.lines))) for piece in headed.pieces)
    return replace(headed, pieces=tuple(plain))


def unspaced_headings(draft: Draft, rng: Random) -> Draft:
    """Headings without the space behind their marks, closed by marks or not."""
    close = rng.choice(("", "", "#"))

    def close_up(piece: Piece) -> Piece:
        if piece.role != "heading":
            return piece
        marks = piece.lead.strip()
        return replace(piece, lead=marks, lines=(piece.lines[0] + close * len(marks),))

    return replace(draft, pieces=tuple(map(close_up, draft.pieces)))


def letter_spaced_headings(draft: Draft, rng: Random) -> Draft:
    """Headings in letter-spaced capitals: `W H A T   W E   W A N T`."""
    gap = rng.choice(("  ", "   "))
    lead = rng.choice(("", "## ", "**"))

    def space(words: str) -> tuple[str, str]:
        spaced = re.sub(r"(?<=[^\W_])(?=[^\W_])", " ", words.upper().replace(" ", gap))
        return ("", f"**{spaced}**") if lead == "**" else (lead, spaced)

    return _headed(draft, space, str.upper)


def verse_without_marks(draft: Draft, rng: Random) -> Draft:
    """Verse and addresses as plain lines, with or without two spaces at their ends."""
    end = rng.choice(("", "", "  ", "\\"))

    def plain(piece: Piece) -> Piece:
        if piece.role != "verse":
            return piece
        return replace(piece, lines=(*(line + end for line in piece.lines[:-1]), piece.lines[-1]), lead="", hang="")

    return replace(draft, pieces=tuple(map(plain, draft.pieces)))


def address_without_marks(draft: Draft, rng: Random) -> Draft:
    """A postal address in the text as plain lines."""
    return verse_without_marks(draft, rng)


def _noted(draft: Draft, call: Callable[[str], str], lead: Callable[[str], str]) -> Draft:
    def rewrite(piece: Piece) -> Piece:
        if piece.role == "note":
            return replace(piece, lead=lead(piece.lead[2:-3]), hang="")
        return replace(piece, lines=tuple(re.sub(r"\[\^(\w+)\]", lambda note: call(note[1]), x) for x in piece.lines))

    return replace(draft, pieces=tuple(map(rewrite, draft.pieces)))


def superscript_notes(draft: Draft, rng: Random) -> Draft:
    """Calls as ¹, notes as “¹ Words” or “1 Words” at the end."""
    raised = {"1": "¹", "2": "²", "3": "³"}
    form = rng.choice(("¹ ", "¹", "1 "))
    return _noted(draft, raised.__getitem__, lambda label: form.replace("¹", raised[label]).replace("1", label))


def bracketed_notes(draft: Draft, rng: Random) -> Draft:
    """Calls as [1], notes as “[1] Words” or “1. Words” at the end."""
    form = rng.choice(("[{}] ", "[{}] ", "{}. ", "[{}]: "))
    return _noted(draft, "[{}]".format, form.format)


def contact_with_labels(draft: Draft, rng: Random) -> Draft:
    """“E-mail: …”, “Tel.: …” before the addresses."""
    labels = {
        "mail": rng.choice(("Email: ", "E-mail: ", "Mail: ")),
        "telephone": rng.choice(("Tel: ", "Tel.: ", "Phone: ", "☎ ")),
        "web": rng.choice(("Web: ", "Website: ", "")),
        "post": "",
    }
    lines: list[str] = []
    for item in draft.truth.contact.items:
        label = labels[item.kind] if isinstance(item, Address) else ""
        first, *rest = contact_lines(item)
        lines += [label + first, *rest]
    return _change(draft, "contact", Piece("contact", tuple(lines)))


def contact_in_a_sentence(draft: Draft, rng: Random) -> Draft:
    """“Write to us at … or ring ….” as the last paragraph."""
    found = [item for item in draft.truth.contact.addresses if item.kind in {"mail", "telephone", "web"}]
    verbs = {"mail": "write to {}", "telephone": "ring {}", "web": "visit {}"}
    opening = rng.choice(("To contact us, ", "For more information, ", "To join us, "))
    sentence = opening + " or ".join(verbs[item.kind].format(item.text) for item in found) + "."
    truth = replace(draft.truth, contact=Contact(items=(Paragraph((Text(sentence),)),)))
    return _change(replace(draft, truth=truth), "contact", Piece("contact", (sentence,)))


def contact_at_the_top(draft: Draft, rng: Random) -> Draft:
    """The contact between head and text."""
    del rng
    (place,) = draft.having("contact")
    byline = draft.having("byline")[-1]
    contact = draft.pieces[place]
    bare = replace(draft, pieces=(*draft.pieces[:place], *draft.pieces[place + 1 :]))
    return replace(bare, pieces=(*bare.pieces[: byline + 1], contact, *bare.pieces[byline + 1 :]))


def contact_as_links(draft: Draft, rng: Random) -> Draft:
    """Addresses as bold links in groups of their own, below a rule or not."""
    words: list[str] = []
    links: list[str] = []
    for item in draft.truth.contact.items:
        if isinstance(item, Address) and item.target:
            target = item.target.replace("https", rng.choice(("https", "http")), 1)
            links.append(f"**[{item.text}]({target})**")
        else:
            (links or words).extend(contact_lines(item))
    rule = [Piece("rule", (rng.choice(("* * *", "---", "_____")),))] if rng.random() < 0.4 else []
    pieces = (*rule, Piece("contact", tuple(words)), *(Piece("contact", (link,)) for link in links))
    return _change(draft, "contact", *pieces)


def several_addresses(draft: Draft, rng: Random) -> Draft:
    """Web, mail, telephone and post in one block, one to a line, or two to a line."""
    (place,) = draft.having("contact")
    lines = [line.strip() for line in draft.pieces[place].lines]
    if rng.random() < 0.4:
        short = [line for line in lines[1:] if "@" in line or "." in line]
        lines = [line for line in lines if line not in short[:2]]
        lines.insert(1, rng.choice((" | ", " · ", " / ")).join(short[:2]))
    return _change(draft, "contact", Piece("contact", tuple(lines)))


def imprint_line(draft: Draft, rng: Random) -> Draft:
    """The imprint in italics, above the contact, in two lines, or below a rule."""
    (place,) = draft.having("imprint")
    words = draft.truth.imprint
    half = words.index(" ", len(words) // 2)
    form = rng.choice(("italic", "lines", "rule", "before"))
    piece = Piece("imprint", (f"*{words}*" if form == "italic" else words,))
    if form == "lines":
        piece = Piece("imprint", (words[:half], words[half + 1 :]))
    if form == "before" and draft.having("contact"):
        contact = draft.having("contact")[0]
        rest = (*draft.pieces[:place], *draft.pieces[place + 1 :])
        return replace(draft, pieces=(*rest[:contact], piece, *rest[contact:]))
    return _change(draft, "imprint", *([Piece("rule", ("* * *",))] if form == "rule" else []), piece)


class Kind(Struct, frozen=True):
    """What a kind of damage needs of the truth; two kinds of one group never meet, nor do those that it excludes."""

    damage: Callable[[Draft, Random], Draft] | None
    group: str
    needs: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()


def _needs(*features: str) -> frozenset[str]:
    return frozenset(features)


SPACES: Final = _needs("no_break_spaces", "double_spaces")
NOT_WINDOWS: Final = _needs(
    "ligatures", "zero_width_characters", "superscript_notes", "glyph_bullets", "contact_with_labels"
)
CURLY: Final = _needs("straight_quotes", "mixed_quotes", "double_hyphens", "spaced_hyphens", "three_points")
NOT_LATIN: Final = NOT_WINDOWS | CURLY | _needs("inline_bullets", "dash_bullets", "hyphenated", "page_numbers")

PAGES: Final = _needs(
    "cut_paragraphs",
    "cut_quotations",
    "cut_items",
    "cut_before_names",
    "cut_after_commas",
    "cut_words",
    "page_numbers",
    "running_heads",
    "side_by_side_columns",
    "three_columns",
    "form_feeds",
)

# In the order in which they are done: head, marks, structure, contact, pages, lines; then characters and bytes.
KINDS: Final[dict[str, Kind]] = {
    "title_underlined": Kind(title_underlined, "title"),
    "title_plain": Kind(title_plain, "title"),
    "title_in_bold": Kind(title_in_bold, "title"),
    "title_in_capitals": Kind(title_in_capitals, "title"),
    "date_otherwise": Kind(date_otherwise, "date"),
    "byline_after_by": Kind(byline_after_by, "byline"),
    "byline_with_roles": Kind(byline_with_roles, "byline", _needs("roles")),
    "byline_and_date_in_one_line": Kind(byline_and_date_in_one_line, "byline"),
    "title_twice": Kind(title_twice, "title", excludes=_needs("standfirst")),
    "contents_between": Kind(
        contents_between,
        "title",
        _needs("headings"),
        _needs("standfirst", "bold_headings", "plain_headings", "unspaced_headings", "letter_spaced_headings"),
    ),
    "standfirst": Kind(standfirst, "standfirst", _needs("standfirst")),
    "straight_quotes": Kind(straight_quotes, "quotes", _needs("quotes", "nested-quotes")),
    "mixed_quotes": Kind(mixed_quotes, "quotes", _needs("quotes")),
    "double_hyphens": Kind(double_hyphens, "dashes", _needs("dash")),
    "spaced_hyphens": Kind(spaced_hyphens, "dashes", _needs("dash", "spaced-dash")),
    "three_points": Kind(three_points, "ellipsis", _needs("ellipsis")),
    "plain_french_spaces": Kind(plain_french_spaces, "quotes", _needs("fr", "quotes")),
    "escaped_bullets": Kind(escaped_bullets, "bullets", _needs("bullets")),
    "glyph_bullets": Kind(glyph_bullets, "bullets", _needs("bullets")),
    "dash_bullets": Kind(dash_bullets, "bullets", _needs("bullets")),
    "letter_bullets": Kind(letter_bullets, "bullets", _needs("bullets")),
    "inline_bullets": Kind(inline_bullets, "bullets", _needs("bullets", "flat"), PAGES),
    "lost_bullets": Kind(
        lost_bullets, "bullets", _needs("bullets", "flat", "en"), _needs("side_by_side_columns", "three_columns")
    ),
    "attributions": Kind(attributions, "attribution", _needs("quotation"), _needs("latin_1")),
    "letter_close": Kind(letter_close, "closing", _needs("en")),
    "signatories": Kind(signatories, "closing", _needs("en")),
    "escaped_numbers": Kind(escaped_numbers, "numbers", _needs("numbers")),
    "bracketed_numbers": Kind(bracketed_numbers, "numbers", _needs("numbers")),
    "lettered_items": Kind(lettered_items, "numbers", _needs("numbers")),
    "bold_headings": Kind(bold_headings, "headings", _needs("headings")),
    "plain_headings": Kind(plain_headings, "headings", _needs("headings")),
    "unspaced_headings": Kind(unspaced_headings, "headings", _needs("headings")),
    "letter_spaced_headings": Kind(letter_spaced_headings, "headings", _needs("headings"), SPACES),
    "exported": Kind(
        exported,
        "headings",
        _needs("headings", "rule"),
        PAGES | SPACES | _needs("no_blank_lines", "flowed", "latin_1", "windows_1252", "windows_marks_as_controls"),
    ),
    "numbered_headings": Kind(
        numbered_headings,
        "headings",
        _needs("headings"),
        PAGES | _needs("escaped_numbers", "bracketed_numbers", "lettered_items", "contact_as_links", "no_blank_lines"),
    ),
    "drawn_tables": Kind(
        drawn_tables, "table", _needs("table"), PAGES | SPACES | _needs("no_blank_lines", "flowed", "form_feeds")
    ),
    "verse_without_marks": Kind(verse_without_marks, "verse", _needs("verse")),
    "address_without_marks": Kind(address_without_marks, "verse", _needs("address")),
    "superscript_notes": Kind(superscript_notes, "notes", _needs("notes")),
    "bracketed_notes": Kind(bracketed_notes, "notes", _needs("notes")),
    "contact_with_labels": Kind(contact_with_labels, "contact", _needs("contact")),
    "contact_in_a_sentence": Kind(contact_in_a_sentence, "contact", _needs("contact", "en")),
    "contact_at_the_top": Kind(contact_at_the_top, "contact", _needs("contact")),
    "contact_as_links": Kind(contact_as_links, "contact", _needs("contact")),
    "several_addresses": Kind(several_addresses, "contact", _needs("contact", "several-addresses")),
    "imprint_line": Kind(imprint_line, "imprint", _needs("imprint")),
    "cut_paragraphs": Kind(cut_paragraphs, "pages"),
    "cut_items": Kind(cut_items, "pages", _needs("bullets")),
    "cut_quotations": Kind(cut_quotations, "pages", _needs("quotation")),
    "cut_before_names": Kind(cut_before_names, "pages", _needs("en")),
    "cut_after_commas": Kind(cut_after_commas, "pages"),
    "cut_words": Kind(cut_words, "pages"),
    "page_numbers": Kind(page_numbers, "pages"),
    "running_heads": Kind(running_heads, "pages"),
    "side_by_side_columns": Kind(side_by_side_columns, "pages", excludes=SPACES | _needs("hard_wrapped", "hyphenated")),
    "three_columns": Kind(three_columns, "pages", excludes=SPACES | _needs("hard_wrapped", "hyphenated")),
    "hard_wrapped": Kind(hard_wrapped, "lines"),
    "hyphenated": Kind(hyphenated, "lines"),
    "no_blank_lines": Kind(no_blank_lines, "lines", _needs("prose"), SPACES | PAGES),
    **{name: Kind(None, "origin", excludes=SPACES) for name in ORIGIN_TEXT_DAMAGE},
    "flowed": Kind(None, "lines", excludes=SPACES | PAGES),
    "form_feeds": Kind(None, "pages", excludes=_needs("contact_at_the_top")),
    **{name: Kind(None, "characters") for name in TEXT_DAMAGE},
    **{name: Kind(None, "bytes") for name in BYTE_DAMAGE},
    "mojibake": Kind(None, "bytes", _needs("accents"), _needs("no_break_spaces")),
    "windows_marks_as_controls": Kind(None, "bytes", _needs("quotes", "dash"), NOT_WINDOWS | CURLY),
    "windows_1252": Kind(None, "bytes", _needs("accents"), NOT_WINDOWS),
    "latin_1": Kind(None, "bytes", _needs("accents"), NOT_LATIN),
    "windows_line_ends": Kind(None, "line-ends"),
    "carriage_returns": Kind(None, "line-ends"),
    "mixed_line_ends": Kind(None, "line-ends"),
}
