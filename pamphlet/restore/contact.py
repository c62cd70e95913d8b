"""The closing contact block of a manuscript → the contact, and the text without it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.model import Address, Contact, Line, Paragraph, Repair, Text
from pamphlet.model.walk import plain_text
from pamphlet.restore.dates import parse_date
from pamphlet.restore.lines import ENDS_SENTENCE, Group, as_words, group_lines

MOST_GROUPS: Final = 5
LONGEST_LINE: Final = 110
MOST_LINES: Final = 12
MOST_PROSE: Final = 3
"""Lines of words that stand together in a contact block; more are a paragraph of the text."""

LONGEST_POSTAL_LINE: Final = 45

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
WEB: Final = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
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
    # Two organisations have a block each.
    while (earlier := _find_start(groups[:start])) is not None:
        start = earlier
    block = groups[start:]
    first = block[0][0].number
    body = _without_rule(tuple(line for line in lines if line.number < first))
    before = " / ".join(as_words((line,)) for group in block for line in group)
    contact = Contact(items=tuple(item for group in block for item in _read_group(group)))
    repair = Repair("contact", file, first, before, "", block[-1][-1].number, "moved to the contact page")
    return ContactReading(contact, body, (repair,))


def _find_start(groups: tuple[Group, ...]) -> int | None:
    """Where the last contact block begins: a phrase that announces it, and an address at the end."""
    if not groups or not any(_part_address(line.text)[1] for line in groups[-1]):
        return None
    for start in range(len(groups) - 1, max(0, len(groups) - MOST_GROUPS) - 1, -1):
        if PHRASE.match(groups[start][0].text) and start > 0:
            return start if _is_block(groups[start:]) else None
    return None


def _is_block(groups: tuple[Group, ...]) -> bool:
    """Whether groups are short lines with addresses among them, and no paragraph of a text."""
    lines = [line for group in groups for line in group]
    short = all(len(line.text) <= LONGEST_LINE or parse_address(line.text) for line in lines)
    prose = any(len(_wordy(group)) > MOST_PROSE and not _is_postal(group) for group in groups)
    return short and not prose and len(lines) <= MOST_LINES


def _wordy(group: Group) -> Group:
    return tuple(line for line in group if not parse_address(line.text))


def _is_postal(group: Group) -> bool:
    """Whether lines are a postal address: several short ones, each with a capital or a figure first, no sentence."""
    return len(group) > 1 and all(
        len(line.text) <= LONGEST_POSTAL_LINE
        and not line.text.lstrip(" *_")[:1].islower()
        and not ENDS_SENTENCE.search(line.text.rstrip(" \\"))
        and not parse_address(line.text)
        for line in group
    )


def _without_rule(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines without the blank ones and the rule that parted the contact block from the text."""
    kept = list(lines)
    while kept and (kept[-1].blank or re.fullmatch(r"\s*([-*_]\s*){3,}", kept[-1].text)):
        kept.pop()
    return tuple(kept)


def _read_group(group: Group) -> Iterable[Paragraph | Address]:
    if _is_postal(group) and not PHRASE.match(group[0].text):
        yield Address("post", "\n".join(_unmarked(line.text) for line in group))
        return
    words: list[str] = []
    for line in group:
        before, address = _part_address(line.text)
        words += [before] if before else []
        if address and words:
            yield _paragraph(words)
            words = []
        if address:
            yield address
    if words:
        yield _paragraph(words)


def _part_address(text: str) -> tuple[str, Address | None]:
    """The words of a line, and the address that it is or that stands at its end after a colon."""
    if address := parse_address(text):
        return "", address
    words, colon, rest = text.strip().rpartition(": ")
    address = parse_address(rest) if colon and PHRASE.match(text) else None
    return (f"{words}:", address) if address else (text, None)


def _unmarked(text: str) -> str:
    return re.sub(r"[*_\\]+", "", text).strip()


def _paragraph(lines: Iterable[str]) -> Paragraph:
    """Words as Markdown in one text; a reader parses it."""
    return Paragraph((Text(" ".join(" ".join(line.rstrip(" \\") for line in lines).split())),))


def parse_address(line: str) -> Address | None:
    """The web, mail or telephone address that the whole of a line is, with a label before it or not."""
    bare = LABEL.sub("", line.strip().strip("*_\\ "), count=1).strip("*_<> ")
    link = LINK.fullmatch(bare)
    text, target = (link["text"].strip("*_ "), link["target"]) if link else (bare, bare)
    if mail := MAIL.fullmatch(target):
        return Address("mail", text, f"mailto:{mail['mail']}")
    if WEB.fullmatch(target):
        return Address("web", text, target if "://" in target else f"https://{target}")
    if (number := TELEPHONE.fullmatch(target)) and not parse_date(target):
        return Address("telephone", text, "tel:" + re.sub(r"(?!^\+)\D", "", number["number"]))
    return None


def merge_contacts(contacts: Iterable[tuple[str, Contact]]) -> tuple[Contact, tuple[Repair, ...]]:
    """One contact from those of several files: each word and address once, https before http.

    `contacts` gives each with the file it was found in. New words that lead to a known address go above it.
    """
    name = ""
    items: list[Paragraph | Address] = []
    repairs: list[Repair] = []
    for file, contact in contacts:
        name = name or contact.name
        leading: list[Paragraph | Address] = []
        for item in contact.items:
            place = next((index for index, known in enumerate(items) if _key(known) == _key(item)), None)
            known = items[place] if place is not None else None
            if place is None and isinstance(item, Address):
                items += [*leading, item]
            elif place is None:
                leading.append(item)
                continue
            elif isinstance(known, Address) and isinstance(item, Address):
                items[place] = secured = _secured(known, item)
                items[place:place] = leading
                repairs += [Repair("https", file, 1, known.target, secured.target)] if secured != known else []
            else:
                continue
            leading = []
        items += leading
    return Contact(name, tuple(items)), tuple(repairs)


def _key(item: Paragraph | Address) -> tuple[str, str]:
    if isinstance(item, Paragraph):
        return "words", re.sub(r"\W+", " ", _words_of(item)).casefold().strip()
    bare = re.sub(r"^https?://(?:www\.)?|/$", "", item.target or item.text, flags=re.IGNORECASE)
    host, slash, path = bare.partition("/")
    return item.kind, f"{host.casefold()}{slash}{path}"


def _secured(known: Address, other: Address) -> Address:
    """The address with https, if either has it; as the other prints it where the known one prints http."""
    if not (other.target.startswith("https:") and known.target.startswith("http:")):
        return known
    return other if known.text.startswith("http:") else replace(known, target=other.target)


def _words_of(item: Paragraph | Address) -> str:
    if isinstance(item, Address):
        return item.target or item.text.replace("\n", ", ")
    return plain_text(item.content)
