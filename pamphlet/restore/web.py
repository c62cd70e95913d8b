"""Lines copied from a web page → those of its text: what surely served the page goes, what may have is in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pamphlet.model import Line, Repair, Warning  # noqa: A004 - see pamphlet.model.repair
from pamphlet.patterns import Pattern
from pamphlet.restore.lines import as_words, fenced_lines, group_lines
from pamphlet.restore.rule import Context, Outcome

# What no statement says, and pages say beside theirs: the whole of a line.
OF_A_PAGE: Final = Pattern(
    r"[\W_]*(?:"
    r"skip to (?:main |the )?(?:content|navigation)|zum (?:inhalt|hauptinhalt) springen|aller au contenu(?: principal)?"
    r"|(?:ir|saltar) al contenido(?: principal)?|vai al contenuto|naar (?:de )?inhoud"
    r"|share this(?: (?:post|article|page|story|entry))?:?"
    r"|click to (?:share|e?-?mail|print)\b.{0,60}"
    r"|(?:share (?:on|via)|teilen (?:auf|mit)|partager sur|compartir en|condividi su) "
    r"(?:this |a link to |on )*(?:facebook|twitter|x|whatsapp|linkedin|reddit|telegram|e?-?mail|bluesky)\b.{0,40}"
    r"|tweet|pin it|copy link|print this(?: page)?"
    r"|like this:?|like loading\W*|loading\W*"
    r"|(?:we|this (?:web)?site) uses? cookies\b.{0,160}"
    r"|accept(?: all)?(?: cookies)?|reject all|cookie (?:settings|policy)"
    r"|(?:alle )?cookies akzeptieren|accepter (?:tous )?les cookies|aceptar (?:todas )?las cookies"
    r"|\d+ (?:comments?|replies|responses|likes?|shares?|kommentare?|commentaires?|comentarios?|commenti)"
    r"|leave a (?:comment|reply)|no comments(?: yet)?|post a comment|log in to (?:comment|reply)|kommentar schreiben"
    r"|laisser un commentaire|deja un comentario|lascia un commento"
    r"|(?:previous|next|older|newer) (?:post|article|entry)s?\b.{0,60}|related (?:posts?|articles?)|you may also like"
    r"|(?:sign up|subscribe) (?:to|for) (?:our|the|my) (?:newsletter|mailing list)|sign in|log ?in|subscribe(?: now)?"
    r"|thanks for reading\b.{0,80}subscribe\b.{0,100}|[\w’']+ is a reader-supported publication\b.{0,120}"
    r"|(?:for )?immediate release|press release|pressemitteilung|communiqué de presse|nota de prensa|comunicato stampa"
    r"|persbericht|©.{0,60}"
    r"|(?:back to|scroll to) top|(?:all rights reserved|powered by wordpress)\b.{0,40}|\d{1,2} min(?:ute)?s? read"
    r")[\W_]*",
    re.IGNORECASE,
)
# These are words of the text as often: they go only between lines that surely served the page.
OF_EITHER: Final = Pattern(
    r"[\W_]*(?:home|menu|search|about(?: us)?|contact(?: us)?|news|blog|donate|events|join(?: us)?|shop|press|archive"
    r"|read more|continue reading|more|share|print|email|e-mail|comments?|tags?:.*|categor(?:y|ies):.*|filed under:?.*"
    r"|posted in .*|related|start(?:seite)?|über uns|aktuelles|accueil|actualités|inicio|noticias|chi siamo|over ons"
    r"|facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|telegram|bluesky|mastodon|instagram"
    r"|like|comment|privacy(?: policy)?|terms(?: of (?:use|service))?|collection notice|imprint|impressum|datenschutz"
    r"|mentions légales)[\W_]*",
    re.IGNORECASE,
)
PARTING: Final = Pattern(r"\s*[|»›·•/]\s*|\s{2,}")
FEWEST_ITEMS: Final = 3
LONGEST_ITEM: Final = 25


def drop_page_parts(lines: tuple[Line, ...], context: Context) -> Outcome:
    """Navigation, buttons and notices above the text and below it; the like inside it is left, in doubt."""
    if fenced_lines(lines) or not any(_is_of_page(line) for line in lines):
        return Outcome(lines)
    filled = [line for line in lines if not line.blank]
    gone = {line.number: line for line in (*_edge(filled), *_edge(reversed(filled)))}
    if len(gone) == len(filled):
        return Outcome(lines)
    kept = tuple(line for line in lines if line.number not in gone)
    note = "it served the page, or its sending"
    repairs = (Repair("web", context.file, line.number, as_words((line,)), "", note=note) for line in gone.values())
    return Outcome(kept, tuple(sorted(repairs, key=lambda repair: repair.line)), tuple(_doubts(kept, context)))


def _edge(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines from an edge of the text on, up to the last that surely served the page."""
    waiting: list[Line] = []
    for line in lines:
        if _is_of_page(line):
            yield from (*waiting, line)
            waiting = []
        elif OF_EITHER.fullmatch(line.text):
            waiting.append(line)
        else:
            return


def _is_of_page(line: Line) -> bool:
    return bool(OF_A_PAGE.fullmatch(line.text)) or _is_navigation(line)


def _is_navigation(line: Line) -> bool:
    """Whether a line is a row of links: “Home | About us | Join”."""
    text = line.text.strip()
    words = text.split(" ")
    if len(words) > FEWEST_ITEMS and all(map(OF_EITHER.fullmatch, words)):
        return True
    if not PARTING.search(text[: LONGEST_ITEM + 2]):  # the first item is too long, or the only one
        return False
    parts = [part for part in PARTING.split(text) if part]
    known = sum(bool(OF_EITHER.fullmatch(part)) for part in parts)
    return len(parts) >= FEWEST_ITEMS and known > 1 and all(len(part) <= LONGEST_ITEM for part in parts)


def _doubts(lines: tuple[Line, ...], context: Context) -> Iterator[Warning]:
    for group in group_lines(lines):
        for line in group:
            if _is_of_page(line) or OF_EITHER.fullmatch(line.text):
                message = f"“{line.text.strip()}” may have served a web page; take it away if it is no word of the text"
                yield Warning("web", context.file, line.number, message)
