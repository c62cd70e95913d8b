"""Damage to lines and pages: hard wrapping, hyphenation, page ends, furniture, columns."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from itertools import zip_longest
from random import Random
from typing import Final

import pyphen
from msgspec.structs import replace

from pamphlet.model.walk import plain_text

from .characters import HYPHENATION
from .rendering import RUNNING, Draft, Piece

WRAPPED: Final = RUNNING | {"imprint"}
WORD: Final = re.compile(r"(?P<before>[“‘„‚«(\"']*)(?P<word>[^\W\d_]+)(?P<after>[.,;:!?…”’“»)\"']*)")
COMPOUND: Final = re.compile(r"(?P<before>[“‘„‚«(\"']*[^\W\d_]{2,}-)(?P<after>[^\W\d_]{3,}\W*)")
ENDS_SENTENCE: Final = re.compile(r"[.?!:;…*\])][\"'”’“»)]*$|^[\W\d]+$")
FEWEST_DEEP: Final = 6
"""Lines of a column."""

GUTTER: Final = 5
FEWEST_WORDS: Final = 4
Boundary = Callable[[str, str], bool]


@functools.cache
def hyphenation(language: str) -> pyphen.Pyphen:
    """The hyphenation dictionary of a language."""
    return pyphen.Pyphen(lang=HYPHENATION[language], left=2, right=3)


def wrap(text: str, width: int, split: Callable[[str, int], tuple[str, str] | None]) -> tuple[str, ...]:
    """Lines of at most `width` characters; `split` parts a word that does not fit into the room that is left."""
    lines: list[str] = []
    line = ""
    for token in text.split(" "):
        word = token
        while line and len(line) + 1 + len(word) > width and not re.match(r"[-+*#>–=](?!\w)|\d+[.)]$", word):
            parts = split(word, width - len(line) - 1)
            lines.append(f"{line} {parts[0]}" if parts else line)
            line, word = "", parts[1] if parts else word
        line = f"{line} {word}" if line else word
    return (*lines, line)


def _never(word: str, room: int) -> None:
    del word, room


def _wrap_piece(piece: Piece, width: int, split: Callable[[str, int], tuple[str, str] | None], flush: bool) -> Piece:  # noqa: FBT001 - one of two shapes of the page
    if piece.role not in WRAPPED or not piece.lines:
        return piece
    lines = wrap(" ".join(piece.lines), width - len(piece.lead), split)
    return replace(piece, lines=lines, hang="" if flush and piece.role in {"item", "note"} else piece.hang)


def hard_wrapped(draft: Draft, rng: Random) -> Draft:
    """Lines broken at one width between words."""
    width, flush = rng.randint(40, 90), rng.random() < 0.4
    return replace(draft, pieces=tuple(_wrap_piece(piece, width, _never, flush) for piece in draft.pieces))


def hyphenated(draft: Draft, rng: Random) -> Draft:
    """Lines broken at one width, words parted at the ends of most of them."""
    width, flush = rng.randint(40, 80), rng.random() < 0.4
    hyphen = rng.choice(("-", "-", "-", "-", "-", "-", "\u2010", "\u00ad"))
    split = functools.partial(_split, hyphen=hyphen, language=draft.truth.statement.language)
    return replace(draft, pieces=tuple(_wrap_piece(piece, width, split, flush) for piece in draft.pieces))


def _split(word: str, room: int, *, hyphen: str, language: str) -> tuple[str, str] | None:
    """The part of a word that fits with its hyphen, and the rest."""
    if (compound := COMPOUND.fullmatch(word)) and len(compound["before"]) <= room:
        return compound["before"], compound["after"]
    found = WORD.fullmatch(word)
    if not found or not found["word"][1:].islower() or len(found["word"]) < 6:
        return None
    fitting = [
        place
        for place in hyphenation(language).positions(found["word"])
        if len(found["before"]) + place + 1 <= room and found["word"][place - 1] != "’"
    ]
    if not fitting:
        return None
    place = len(found["before"]) + int(fitting[-1])
    return word[:place] + hyphen, word[place:]


def _cut_in_word(before: str, after: str) -> bool:
    del before
    found = WORD.fullmatch(after)
    return bool(found and found["word"].islower() and len(found["word"]) > 6)


def _cut_in_sentence(before: str, after: str) -> bool:
    return before[-1:].isalpha() and after.lstrip("“‘„«\"'")[:1].islower()


def _cut_before_name(before: str, after: str) -> bool:
    return before[-1:].isalpha() and before.islower() and bool(re.match(r"[^\W\d_]{2}", after)) and after[0].isupper()


def _cut_after_comma(before: str, after: str) -> bool:
    return bool(re.search(r"[^\W\d_],$", before)) and bool(re.match(r"[^\W\d_]", after))


def _boundaries(text: str, wanted: Boundary, fewest: int = FEWEST_WORDS) -> list[int]:
    """The places of the spaces at which a page may end so that a reader can tell, outside links and emphasis."""
    places = [space.start() for space in re.finditer(" ", text)][fewest:-fewest]
    return [
        place
        for place in places
        if wanted(text[:place].rsplit(" ", 1)[-1], text[place + 1 :].split(" ", 1)[0])
        and text[:place].count("*") % 2 == 0
        and all(text[:place].count(a) == text[:place].count(b) for a, b in ("[]", "()"))
    ]


def _cut(piece: Piece, place: int) -> tuple[Piece, Piece]:
    text = " ".join(piece.lines)
    lead = "> " if piece.role == "quotation" else ""
    head = replace(piece, lines=(text[:place],))
    return head, replace(piece, lines=(text[place + 1 :],), lead=lead, hang=lead, tight=False)


def _cut_some(draft: Draft, rng: Random, wanted: Boundary, *roles: str) -> Draft:
    """One to three pieces cut, each with an empty line, and sometimes a page number, between its parts."""
    fewest = 2 if "item" in roles else FEWEST_WORDS
    open_pieces = [
        (number, places)
        for number, piece in enumerate(draft.pieces)
        if piece.role in roles and piece.lines and (places := _boundaries(" ".join(piece.lines), wanted, fewest))
    ]
    picked = dict(rng.sample(open_pieces, min(len(open_pieces), rng.randint(1, 3))))
    page, numbered = rng.randint(2, 9), len(picked) > 1 and rng.random() < 0.4
    pieces: list[Piece] = []
    for number, piece in enumerate(draft.pieces):
        if number not in picked:
            pieces.append(piece)
            continue
        head, tail = _cut(piece, rng.choice(picked[number]))
        pieces += [head, *([Piece("furniture", (str(page),))] if numbered else []), tail]
        page += 1
    return replace(draft, pieces=tuple(pieces))


def cut_paragraphs(draft: Draft, rng: Random) -> Draft:
    """Page ends inside sentences of paragraphs."""
    return _cut_some(draft, rng, _cut_in_sentence, "paragraph")


def cut_items(draft: Draft, rng: Random) -> Draft:
    """Page ends inside list items; what follows has no indent."""
    return _cut_some(draft, rng, _cut_in_sentence, "item")


def cut_quotations(draft: Draft, rng: Random) -> Draft:
    """Page ends inside block quotations."""
    return _cut_some(draft, rng, _cut_in_sentence, "quotation")


def cut_before_names(draft: Draft, rng: Random) -> Draft:
    """Page ends before words that have a capital anywhere in a sentence."""
    return _cut_some(draft, rng, _cut_before_name, "paragraph")


def cut_after_commas(draft: Draft, rng: Random) -> Draft:
    """Page ends after a comma."""
    return _cut_some(draft, rng, _cut_after_comma, "paragraph")


def cut_words(draft: Draft, rng: Random) -> Draft:
    """A page end inside a word, which has a hyphen there."""
    language = draft.truth.statement.language
    pieces: list[Piece] = []
    done = False
    for piece in draft.pieces:
        places = _boundaries(" ".join(piece.lines), _cut_in_word) if piece.role == "paragraph" and not done else []
        place = rng.choice(places) if places else 0
        word = " ".join(piece.lines)[place + 1 :].split(" ", 1)[0]
        parts = _split(word, len(word), hyphen="-", language=language) if places else None
        if parts is None:
            pieces.append(piece)
            continue
        done = True
        head, tail = _cut(piece, place)
        pieces.append(replace(head, lines=(f"{head.lines[0]} {parts[0]}",)))
        pieces.append(replace(tail, lines=(tail.lines[0][len(parts[0]) - 1 :],)))
    return replace(draft, pieces=tuple(pieces))


def page_numbers(draft: Draft, rng: Random) -> Draft:
    """Page numbers in a row, in the middle of paragraphs and between blocks."""
    form = rng.choice(("{}", "{}", "- {} -", "– {} –", "Page {}", "[{}]", "{}/12"))
    first = rng.randint(1, 6)
    return _set_furniture(draft, rng, lambda page: [form.format(first + page)])


def running_heads(draft: Draft, rng: Random) -> Draft:
    """The title or the name of a paper on each page, with or without its number."""
    title = plain_text(draft.truth.statement.title)
    head = rng.choice((title, title.upper(), "Harbour Tenants’ Bulletin", "THE MILLBROOK LEAFLET"))
    form = rng.choice(("{head}", "{head} {page}", "{page} {head}", "{head} | {page}", "{head}\n{page}"))
    first = rng.randint(2, 6)
    return _set_furniture(draft, rng, lambda page: form.format(head=head, page=first + page).split("\n"))


def _set_furniture(draft: Draft, rng: Random, furniture: Callable[[int], list[str]]) -> Draft:
    """At least two page ends with furniture, some of them inside paragraphs."""
    places = [
        place
        for place in draft.having("paragraph", "heading", "item", "verse")
        if draft.pieces[place - 1].role in {"paragraph", "item"} and not draft.pieces[place].lead.startswith(" ")
    ]
    cuttable = [
        place
        for place in draft.having("paragraph")
        if _boundaries(" ".join(draft.pieces[place].lines), _cut_in_sentence)
    ]
    candidates = [*((place, False) for place in places), *((place, True) for place in cuttable)]
    picked = dict(rng.sample(candidates, min(len(candidates), rng.randint(3, 5))))
    pieces: list[Piece] = []
    page = 0
    for place, piece in enumerate(draft.pieces):
        if place not in picked:
            pieces.append(piece)
            continue
        lines = [Piece("furniture", (line,)) for line in furniture(page)]
        page += 1
        if picked[place]:
            head, tail = _cut(piece, rng.choice(_boundaries(" ".join(piece.lines), _cut_in_sentence)))
            pieces += [head, *lines, tail]
        else:
            pieces += [*lines, replace(piece, tight=False)]
    return replace(draft, pieces=tuple(pieces))


def side_by_side_columns(draft: Draft, rng: Random) -> Draft:
    """Paragraphs in two columns, each line with its neighbour on the right."""
    return _in_columns(draft, 2, rng.randint(30, 38))


def three_columns(draft: Draft, rng: Random) -> Draft:
    """Paragraphs in three columns, or in two where they are short."""
    return _in_columns(draft, 3, rng.randint(26, 34))


def _in_columns(draft: Draft, count: int, width: int) -> Draft:
    """The longest run of paragraphs as rows of lines that stand side by side."""
    runs: list[list[int]] = [[]]
    for place, piece in enumerate(draft.pieces):
        if piece.role == "paragraph":
            runs[-1].append(place)
        else:
            runs.append([])
    longest = max(runs, key=len)
    lines: list[str] = []
    for place in longest:
        lines += ["", *wrap(" ".join(draft.pieces[place].lines), width, _never)]
    lines = lines[1:]
    several = count if len(lines) >= count * FEWEST_DEEP else 2
    deep = -(-len(lines) // several)
    columns = [lines[start : start + deep] for start in range(0, len(lines), deep)]
    widest = [max(map(len, column)) + GUTTER for column in columns]
    rows = [
        "".join(f"{line:<{wide}}" for line, wide in zip(row, widest, strict=True)).rstrip()
        for row in zip_longest(*columns, fillvalue="")
    ]
    page = Piece("paragraph", tuple(rows))
    return replace(draft, pieces=(*draft.pieces[: longest[0]], page, *draft.pieces[longest[-1] + 1 :]))
