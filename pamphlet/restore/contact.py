"""The closing contact block of a manuscript → the contact, and the text without it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.model import Address, Contact, Line, Paragraph, Repair, Text
from pamphlet.restore.lines import Group, as_words, group_lines

MOST_GROUPS: Final = 5
LONGEST_LINE: Final = 110
MOST_LINES: Final = 12

# How a contact block begins, in the languages of the leaflets that we have seen.
PHRASE: Final = re.compile(
    r"""[*_\s>]*(?:
        to \s (?:contact|reach|join|find|learn|get)\b | contact\b | for \s (?:more|further) \s information\b
        | get \s in \s touch\b | write \s to \s us\b | find \s (?:us|out \s more)\b | reach \s us\b
        | visit \s (?:us|our)\b | kontakt\b | mehr \s informationen\b
        | contacte[rz]?\b | pour \s (?:nous \s )?contacter\b | nous \s (?:joindre|écrire)\b
        | contacto\b | para \s contactar\b | más \s información\b | contatt[io]\b | contato\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
LABEL: Final = re.compile(
    r"(?:e-?mail|mail|web(?:site)?|site|tel(?:ephone)?|phone|telefon|téléphone|courriel|correo)\.?\s*:\s*",
    re.IGNORECASE,
)
LINK: Final = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<target>[^)\s]+)\)")
MAIL: Final = re.compile(r"(?:mailto:)?(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
WEB: Final = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:/\S*)?", re.IGNORECASE)
TELEPHONE: Final = re.compile(r"(?:tel:)?(?P<number>[+(]?\d[\d\s()/.-]{5,}\d)", re.IGNORECASE)


class ContactReading(Struct, frozen=True):
    """A contact, the lines left without it, and the entry for the proof."""

    contact: Contact
    body: tuple[Line, ...]
    repairs: tuple[Repair, ...] = ()


def take_contact(lines: tuple[Line, ...], file: str) -> ContactReading:
    """Part the closing contact block from the text, if the text ends in one."""
    groups = group_lines(lines)
    start = _find_start(groups)
    if start is None:
        return ContactReading(Contact(), lines)
    block = groups[start:]
    first = block[0][0].number
    body = _without_rule(tuple(line for line in lines if line.number < first))
    before = " / ".join(as_words((line,)) for group in block for line in group)
    contact = Contact(items=tuple(item for group in block for item in _read_group(group)))
    after = " / ".join(_words_of(item) for item in contact.items)
    return ContactReading(contact, body, (Repair("contact", file, first, before, f"→ contact page: {after}"),))


def _find_start(groups: tuple[Group, ...]) -> int | None:
    """Where the contact block begins: a phrase that announces it, and an address at the end."""
    if not groups or not any(parse_address(line.text) for line in groups[-1]):
        return None
    for start in range(len(groups) - 1, max(0, len(groups) - MOST_GROUPS) - 1, -1):
        if PHRASE.match(groups[start][0].text) and start > 0:
            lines = [line for group in groups[start:] for line in group]
            short = all(len(line.text) <= LONGEST_LINE or parse_address(line.text) for line in lines)
            return start if short and len(lines) <= MOST_LINES else None
    return None


def _without_rule(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines without the blank ones and the rule that parted the contact block from the text."""
    kept = list(lines)
    while kept and (kept[-1].blank or re.fullmatch(r"\s*([-*_]\s*){3,}", kept[-1].text)):
        kept.pop()
    return tuple(kept)


def _read_group(group: Group) -> Iterable[Paragraph | Address]:
    words: list[Line] = []
    for line in group:
        address = parse_address(line.text)
        if address is None:
            words.append(line)
            continue
        if words:
            yield _paragraph(words)
            words = []
        yield address
    if words:
        yield _paragraph(words)


def _paragraph(lines: Iterable[Line]) -> Paragraph:
    return Paragraph((Text(re.sub(r"[*_\\]+", "", as_words(lines))),))


def parse_address(line: str) -> Address | None:
    """The web, mail or telephone address that the whole of a line is, with a label before it or not."""
    bare = LABEL.sub("", line.strip().strip("*_\\ "), count=1).strip("*_<> ")
    link = LINK.fullmatch(bare)
    text, target = (link["text"].strip("*_ "), link["target"]) if link else (bare, bare)
    if mail := MAIL.fullmatch(target):
        return Address("mail", text, f"mailto:{mail['mail']}")
    if WEB.fullmatch(target):
        return Address("web", text, target if "://" in target else f"https://{target}")
    if number := TELEPHONE.fullmatch(target):
        return Address("telephone", text, "tel:" + re.sub(r"(?!^\+)\D", "", number["number"]))
    return None


def merge_contacts(contacts: Iterable[tuple[str, Contact]]) -> tuple[Contact, tuple[Repair, ...]]:
    """One contact from those of several files: each word and address once, https before http.

    `contacts` gives each with the file it was found in.
    """
    name = ""
    items: dict[tuple[str, str], Paragraph | Address] = {}
    repairs: list[Repair] = []
    for file, contact in contacts:
        name = name or contact.name
        for item in contact.items:
            known = items.setdefault(_key(item), item)
            if isinstance(known, Address) and isinstance(item, Address) and known.target != item.target:
                items[_key(item)] = _secured(known, item)
                repairs.append(Repair("https", file, 1, known.target, _secured(known, item).target))
    return Contact(name, tuple(items.values())), tuple(repairs)


def _key(item: Paragraph | Address) -> tuple[str, str]:
    if isinstance(item, Paragraph):
        return "words", re.sub(r"\W+", " ", _words_of(item)).casefold().strip()
    target = item.target or item.text
    return item.kind, re.sub(r"^https?://(?:www\.)?|/$", "", target.casefold())


def _secured(known: Address, other: Address) -> Address:
    secure = next((target for target in (known.target, other.target) if target.startswith("https:")), known.target)
    return replace(known, target=secure)


def _words_of(item: Paragraph | Address) -> str:
    if isinstance(item, Address):
        return item.target or item.text
    return "".join(node.text for node in item.content if isinstance(node, Text))
