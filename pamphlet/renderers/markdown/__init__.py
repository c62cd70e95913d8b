"""The model → clean Markdown: the whole edition in one file, or a statement that reads back as itself."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from pamphlet.identifiers import parse_identifier
from pamphlet.model import (
    Address,
    Author,
    Block,
    BulletedList,
    Contact,
    Link,
    OrderedList,
    Pamphlet,
    Paragraph,
    Statement,
    Text,
)
from pamphlet.model.walk import plain_text
from pamphlet.renderers.markdown.blocks import Setting, render_blocks
from pamphlet.renderers.markdown.inlines import by_number, escape, render_line, render_run
from pamphlet.wording import Wording, wording_for

ENDS_SENTENCE: Final = re.compile(r"[.?!:;…][”’»›)\]]*$")
LONGEST_BYLINE: Final = 100
CLOSING_BLOCKS: Final = 6
"""Among so many at the end of a text a contact is looked for."""


def render(pamphlet: Pamphlet) -> bytes:
    """The whole edition in UTF-8: what stands on the title page, the statements, contact and colophon."""
    return ("\n".join(_edition_lines(pamphlet)) + "\n").encode()


def render_statement(
    statement: Statement,
    contact: Contact = Contact(),  # noqa: B008 - a frozen value
    *,
    veiled: bool = True,
) -> str:
    """A source with a YAML header, from which the same statement and contact are restored without a repair.

    What a reader of sources may take for something else is `veiled`: its first character stands there by its number.
    """
    setting = Setting(folder=posixpath.dirname(statement.source))
    text = "\n".join(render_blocks(statement.blocks, setting, _to_veil(statement) if veiled else frozenset()))
    return "\n".join(("---", *_header(statement, contact), "---", "", text, ""))


def _header(statement: Statement, contact: Contact) -> Iterator[str]:
    folder = posixpath.dirname(statement.source)
    yield f"title: {_quoted(_spaced(render_run(statement.title, folder=folder)))}"
    if statement.authors:
        yield "authors:"
        yield from (f"  - {_quoted(_signed(author))}" for author in statement.authors)
    if statement.date:
        yield f"date: {_quoted(statement.date.text)}"
    yield f"language: {statement.language}"
    if statement.standfirst:
        yield f"standfirst: {_quoted(_spaced(render_run(statement.standfirst, folder=folder)))}"
    if contact.items:
        yield "contact:"
        yield from (f"  - {_contact_entry(item)}" for item in contact.items)


def _contact_entry(item: Paragraph | Address) -> str:
    """Words as Markdown, or an address by its kind; a link where the words do not say where it leads."""
    if isinstance(item, Paragraph):
        return _quoted(_spaced(render_run(item.content)))
    plain = {"web": f"https://{item.text}", "mail": f"mailto:{item.text}"}.get(item.kind, item.target)
    stated = item.text if item.target in ("", item.text, plain) else f"[{item.text}]({item.target})"
    return f"{item.kind}: {_quoted(stated)}"


def _quoted(text: str) -> str:
    """A text as YAML quotes it: https://yaml.org/spec/1.2.2/#731-double-quoted-style, of which JSON is a part."""
    # These end a line for YAML, and no line for us.
    ends = {"\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"}
    return re.sub("[\x85\u2028\u2029]", lambda end: ends[end[0]], json.dumps(text, ensure_ascii=False))


def _spaced(markdown: str) -> str:
    """The text with narrow and unbreakable spaces by their numbers, for a header's are all made plain."""
    return re.sub(r"[^\S ]", lambda space: by_number(space[0]), markdown.replace("\\\n", " "))


def _signed(author: Author) -> str:
    return ", ".join(filter(None, (author.name, author.role)))


def _to_veil(statement: Statement) -> frozenset[int]:
    """The places of the blocks that a reader of sources would take for something else.

    A repeated title, a running head, a byline, the second half of a paragraph that a page end cut, a contact.
    """
    blocks = statement.blocks
    title = _letters(render_run(statement.title))
    places = {place for place in range(min(2, len(blocks))) if _may_be_byline(blocks[place])}
    if blocks and _letters(render_blocks(blocks[:1], Setting())[0]) == title:
        places.add(0)
    places |= {place for place, block in enumerate(blocks) if _may_be_running_head(block, title)}
    places |= {place for place, pair in enumerate(pairwise(blocks), start=1) if _may_be_cut(*pair)}
    if blocks and _may_hold_address(blocks[-1]):
        places |= set(range(max(0, len(blocks) - CLOSING_BLOCKS), len(blocks)))
    return frozenset(places)


def _may_be_running_head(block: Block, title: str) -> bool:
    """Whether a paragraph says the title alone, with a page's number or without."""
    if not isinstance(block, Paragraph):
        return False
    return re.sub(r"\d", "", _letters(plain_text(block.content))) == re.sub(r"\d", "", title)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _may_be_byline(block: Block) -> bool:
    if not isinstance(block, Paragraph):
        return False
    text = plain_text(block.content)
    return len(text) <= 4 * LONGEST_BYLINE and not ENDS_SENTENCE.search(text)


def _may_be_cut(before: Block, after: Block) -> bool:
    last = _last_paragraph(before)
    if not (last and isinstance(after, Paragraph)):
        return False
    first = next(filter(str.isalpha, plain_text(after.content)), "")
    return not ENDS_SENTENCE.search(plain_text(last.content)) and first.islower()


def _last_paragraph(block: Block) -> Paragraph | None:
    """The paragraph that a block ends with, if a page end can have cut it."""
    match block:
        case Paragraph():
            return block
        case BulletedList(items=(*_, item)) | OrderedList(items=(*_, item)) if item.blocks:
            return _last_paragraph(item.blocks[-1])
        case _:
            return None


def _may_hold_address(block: Block) -> bool:
    """Whether one of a paragraph's lines may be all of an address: one word with a point or an at, or figures."""
    if not isinstance(block, Paragraph):
        return False
    lines = render_run(block.content).split("\\\n")
    return any(re.fullmatch(r"\W*(?:[\w-]+:\s*)?(?:\S+[.@]\S+|[+\d][\d\s()/.-]+)\W*", line) for line in lines)


def _edition_lines(pamphlet: Pamphlet) -> Iterator[str]:
    wording = wording_for(pamphlet.language)
    yield f"# {escape(pamphlet.title)}"
    date = pamphlet.date.text if pamphlet.date else ""
    for text in (pamphlet.subtitle, date, pamphlet.publisher):
        yield from (["", render_run(_plain(text).content)] if text else [])
    for number, statement in enumerate(pamphlet.statements, start=1):
        yield from _statement_lines(statement, number)
    yield from _contact_lines(pamphlet, wording)
    yield from _colophon_lines(pamphlet, wording)


def _plain(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _statement_lines(statement: Statement, number: int) -> Iterator[str]:
    # Notes of several statements stand in one file: each is called by the statement's number too.
    setting = Setting(sink=1, name_note=lambda label: f"{number}-{label}")
    yield from ("", f"## {render_line(statement.title, setting.name_note)}")
    byline = ", ".join(map(_signed, statement.authors))
    date = statement.date.text if statement.date else ""
    for text in (byline, date):
        yield from (["", f"*{escape(text)}*"] if text else [])
    if statement.standfirst:
        yield from ("", f"**{render_line(statement.standfirst, setting.name_note)}**")
    yield from ("", *render_blocks(statement.blocks, setting))


def _contact_lines(pamphlet: Pamphlet, wording: Wording) -> Iterator[str]:
    contact = pamphlet.contact
    if contact.name or contact.items:
        yield from ("", f"## {wording.contact}")
    if contact.name:
        yield from ("", f"**{escape(contact.name)}**")
    for item in contact.items:
        yield ""
        yield from _address_lines(item) if isinstance(item, Address) else render_blocks((item,), Setting())


def _address_lines(address: Address) -> Iterator[str]:
    if address.target:
        yield render_run((Link(address.target, (Text(address.text),)),))
    else:
        yield "\\\n".join(map(escape, address.text.splitlines()))


def _colophon_lines(pamphlet: Pamphlet, wording: Wording) -> Iterator[str]:
    yield from ("", f"## {wording.colophon}", "", f"{wording.made_with} {escape(pamphlet.colophon.program)}.")
    for text in (pamphlet.identifier, *pamphlet.identifiers):
        yield from ("", render_run(_plain(parse_identifier(text).label).content))
    if pamphlet.rights:
        yield from ("", render_run(_plain(pamphlet.rights).content))
    if pamphlet.colophon.sources:
        yield from ("", f"{wording.sources}{wording.colon}", "")
        yield from (f"- {escape(each.name)}, SHA-256 `{each.sha256}`" for each in pamphlet.colophon.sources)
