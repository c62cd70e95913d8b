"""One manuscript → what stands above it, its mended lines, its contact; and its blocks with their marks set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.model import (
    Address,
    Author,
    Block,
    Contact,
    Line,
    Manuscript,
    Paragraph,
    Repair,
    Text,
    Warning,  # noqa: A004 - see pamphlet.model.repair
)
from pamphlet.model.walk import Run, map_runs, plain_text, spelled_out
from pamphlet.restore.attributions import part_attributions
from pamphlet.restore.breaks import doubt_breaks
from pamphlet.restore.bullets import mend_bullets
from pamphlet.restore.characters import drop_control_characters, drop_invisible, mend_mojibake, spell_ligatures
from pamphlet.restore.columns import part_columns
from pamphlet.restore.contact import ContactReading, state_contact, take_contact
from pamphlet.restore.edges import drop_page_edges
from pamphlet.restore.exported import drop_exported
from pamphlet.restore.flowed import part_flowed
from pamphlet.restore.foreign import change_by_language
from pamphlet.restore.furniture import drop_furniture
from pamphlet.restore.glued import doubt_glued
from pamphlet.restore.hashes import space_headings
from pamphlet.restore.head import Head, read_head
from pamphlet.restore.headings import doubt_headings, join_letter_spaced, mark_headings
from pamphlet.restore.hidden import RULE as HIDDEN
from pamphlet.restore.hidden import drop_hidden
from pamphlet.restore.hyphens import join_hyphenated, join_soft_hyphens
from pamphlet.restore.inline import part_items
from pamphlet.restore.lists import doubt_levels, doubt_numbers, join_items, part_lists
from pamphlet.restore.lone import mark_lone
from pamphlet.restore.lost import doubt_losses, mark_items, part_lines
from pamphlet.restore.mails import subject_of, unwrap_mail
from pamphlet.restore.margins import set_flush
from pamphlet.restore.marks import set_dashes, set_ellipses, set_french_spaces
from pamphlet.restore.notes import mark_notes
from pamphlet.restore.numbered import mark_numbered
from pamphlet.restore.pages import join_paragraphs
from pamphlet.restore.pairs import find_unpaired, texts_of
from pamphlet.restore.paragraphs import part_paragraphs
from pamphlet.restore.places import Places
from pamphlet.restore.quotes import CurledRun, curl_run, marks_for
from pamphlet.restore.rule import Context, Outcome, Rule, apply_rules, placed
from pamphlet.restore.spacing import close_spaces
from pamphlet.restore.tables import doubt_tables, set_tables
from pamphlet.restore.verse import keep_line_ends
from pamphlet.restore.web import drop_page_parts

ON_CHARACTERS: Final[dict[str, Rule]] = {
    "mojibake": mend_mojibake,
    "page-edge": drop_page_edges,
    "control-character": drop_control_characters,
    HIDDEN: drop_hidden,
    "ligature": spell_ligatures,
    "hyphen": join_soft_hyphens,
    "invisible": drop_invisible,
    "mail": unwrap_mail,
    "export": drop_exported,
    "web": drop_page_parts,
    "heading-space": space_headings,
    "flowed": part_flowed,
    "table": set_tables,
    "margin": set_flush,
    "spacing": close_spaces,
    "letter-spacing": join_letter_spaced,
    "lost-item": mark_items,
    "line": part_lines,
    "paragraph": part_paragraphs,
    "loss": doubt_glued,
}
ON_PAGES: Final[dict[str, Rule]] = {
    "columns": part_columns,
    "furniture": drop_furniture,
    "hyphen": join_hyphenated,
}
ON_STRUCTURE: Final[dict[str, Rule]] = {
    "note": mark_notes,
    "heading": mark_headings,
    "inline-list": part_items,
    "numbered-heading": mark_numbered,
    "line-ends": keep_line_ends,
    "bullet": mend_bullets,
    "list": part_lists,
    "lost-item": mark_items,
    "paragraph": part_paragraphs,
    "attribution": part_attributions,
    "cut-item": join_items,
    "cut-paragraph": join_paragraphs,
    "numbers": doubt_numbers,
    "levels": doubt_levels,
    "table": doubt_tables,
    "loss": doubt_losses,
    "lone-heading": mark_lone,
    "headings": doubt_headings,
    "break": doubt_breaks,
}
ON_MARKS: Final = {"dash": set_dashes, "ellipsis": set_ellipses, "french-space": set_french_spaces}
QUOTES: Final = "quotes"
CONTACT: Final = "contact"
# Without this one a file could hold what no page prints and no XML allows.
ALWAYS_ON: Final = frozenset({"control-character", HIDDEN})
RULES: Final = frozenset({*ON_CHARACTERS, *ON_PAGES, *ON_STRUCTURE, *ON_MARKS, QUOTES, CONTACT}) - ALWAYS_ON
"""The rules that an edition can switch off, by the names that their repairs bear."""


class RestoredText(Struct, frozen=True):
    """A manuscript taken apart, each line still with its number in the source."""

    head: Head
    body: tuple[Line, ...]
    contact: Contact
    repairs: tuple[Repair, ...]
    warnings: tuple[Warning, ...]


class Matter(Struct, frozen=True):
    """All words of a statement, in the order in which they stand in its source."""

    title: Run
    authors: tuple[Author, ...]
    standfirst: Run
    blocks: tuple[Block, ...]
    contact: Contact


class MarkedText(Struct, frozen=True):
    """The words of a statement with the quotation marks of their language."""

    matter: Matter
    repairs: tuple[Repair, ...]
    warnings: tuple[Warning, ...]


def restore_text(manuscript: Manuscript, language: str, off: frozenset[str] = frozenset()) -> RestoredText:
    """The repairs that work on lines, in their order: first what the bytes lost, then the page, then the structure."""

    def left_on(rules: dict[str, Rule]) -> tuple[Rule, ...]:
        return tuple(rule for name, rule in rules.items() if name not in off - ALWAYS_ON)

    context = Context(manuscript.name, language, headed=bool(manuscript.header.title))
    typed = apply_rules(manuscript.lines, left_on(ON_CHARACTERS), context)
    typed_text = Manuscript(manuscript.name, typed.lines, manuscript.header, manuscript.sha256)
    head = read_head(typed_text, subject_of(typed.repairs))
    titled = Context(manuscript.name, language, head.head.title, headed=bool(manuscript.header.title))
    paged = apply_rules(head.body, left_on(ON_PAGES), titled)
    kept = ContactReading(Contact(), paged.lines)
    contact = kept if CONTACT in off else take_contact(paged.lines, manuscript.name)
    built = apply_rules(contact.body, left_on(ON_STRUCTURE), titled)
    repairs = (*typed.repairs, *head.repairs, *paged.repairs, *contact.repairs, *built.repairs)
    warnings = (*typed.warnings, *head.warnings, *paged.warnings, *built.warnings)
    done = placed(Outcome(built.lines, repairs, warnings))
    stated = state_contact(manuscript.header.contact, manuscript.name)
    reached = replace(contact.contact, items=(*stated.items, *contact.contact.items))
    return RestoredText(head.head, done.lines, reached, done.repairs, done.warnings)


def set_marks(matter: Matter, manuscript: Manuscript, language: str, off: frozenset[str] = frozenset()) -> MarkedText:
    """The repairs that work on the model: quotation marks, each placed on its line of the source."""
    places = Places(manuscript.lines)
    repairs: list[Repair] = []
    warnings: list[Warning] = []

    def curl(run: Run) -> Run:
        return change_by_language(run, language, curl_one)

    def curl_one(run: Run, language: str) -> Run:
        curled = CurledRun(run) if QUOTES in off else curl_run(run, language)
        changes = [("quotes", pair) for pair in curled.changed]
        marked = curled.run
        for rule, set_them in [(name, rule) for name, rule in ON_MARKS.items() if name not in off]:
            marked, changed = set_them(marked, language)
            changes += [(rule, pair) for pair in changed]
        for rule, (before, after) in changes:
            repairs.append(Repair(rule, manuscript.name, places.line_of(before), before, after))
        for word in curled.doubtful:
            message = f"a straight mark was left: {word}"
            warnings.append(Warning("quotes", manuscript.name, places.line_of(word), message))
        return marked

    def curl_words(words: str) -> str:
        return plain_text(curl((Text(words),)))

    marked = Matter(
        curl(matter.title),
        tuple(Author(curl_words(author.name), curl_words(author.role)) for author in matter.authors),
        curl(matter.standfirst),
        map_runs(matter.blocks, curl),
        replace(matter.contact, items=tuple(_curl_item(item, curl) for item in matter.contact.items)),
    )
    if QUOTES not in off:
        warnings += _unpaired(marked, manuscript, language)
    return MarkedText(marked, tuple(repairs), tuple(warnings))


def _unpaired(matter: Matter, manuscript: Manuscript, language: str) -> Iterator[Warning]:
    """A warning for each quotation mark without a partner, on the line where its words stand."""
    places = Places(manuscript.lines)
    head = (spelled_out(matter.title), spelled_out(matter.standfirst))
    for each in find_unpaired((*head, *texts_of(matter.blocks)), marks_for(language)):
        line = places.line_of(each.words.strip("“”„‟«»‹› \u00a0\u202f"))
        yield Warning("quotes", manuscript.name, line, each.message)


def _curl_item(item: Paragraph | Address, curl: Callable[[Run], Run]) -> Paragraph | Address:
    """Words and postal addresses; any other address is to be typed as it is."""
    if isinstance(item, Paragraph):
        return Paragraph(curl(item.content))
    return replace(item, text=plain_text(curl((Text(item.text),)))) if item.kind == "post" else item
