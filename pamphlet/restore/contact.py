"""The closing contact block of a manuscript → the contact, and the text without it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby, takewhile, zip_longest
from typing import Final

from msgspec import Struct

from pamphlet.errors import PamphletError
from pamphlet.model import Address, Contact, Line, Paragraph, Repair, StatedContact, Text
from pamphlet.patterns import Pattern
from pamphlet.restore.address_lines import ADDRESSED, SIGNS, is_labelled, parse_address, parse_addresses
from pamphlet.restore.dates import HOUR
from pamphlet.restore.lines import ENDS_SENTENCE, LINES_KNOWN, Group, as_lines, group_lines, is_structure, single_spaced
from pamphlet.restore.mails import SIGNATURE

MOST_GROUPS: Final = 8
LONGEST_LINE: Final = 110
MOST_LINES: Final = 12
MOST_PROSE: Final = 3
"""Lines of words that stand together in a contact block; more are a paragraph of the text."""

LONGEST_POSTAL_LINE: Final = 45
FEWEST_LETTERHEAD: Final = 3
CARE_OF: Final = Pattern(r"\s*c/o\b", re.IGNORECASE)
EMPHASIS: Final = Pattern(r"\*\*|__|\\(?=\|)")

# How a contact block begins, in the languages of the leaflets that we have seen.
PHRASE: Final = Pattern(
    r"""[*_\s>]*(?:
        to \s (?:contact|reach|join|find|learn|get)\b | contact\b | for \s (?:more|further) \s information\b
        | get \s in \s touch\b | write \s to \s us\b | find \s (?:us|out \s more)\b | reach \s us\b | join \s us\b
        | visit \s (?:us|our)\b | kontakt\b | mehr \s informationen\b | so \s erreich\w+ | schreib\w* \s uns\b
        | contacte[rz]?\b | pour \s (?:nous \s )?contacter\b | nous \s (?:joindre|écrire)\b
        | contacto\b | para \s contactar\b | más \s info(?:rmación)?\b | contatt[io]\b | contato\b
        | more \s info(?:rmation)?\b | (?:e-?mail|call|ring|phone|follow) \s us\b | mehr \s infos?\b
        | infos? \s (?:at|on|unter|bei|auf)\b | folg\w* \s uns\b | plus \s d[’']infos?\b | suivez[-\s]nous\b
        | síguenos\b | seguici\b | więcej \s informacji\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
LONGEST_LEAD: Final = 60
LONGEST_ANNOUNCED: Final = 2 * LONGEST_LINE
"""Of a line that announces addresses and ends with them."""
GAP: Final = Pattern(r"[:,;]?\s+")
MOST_WORDS_BEFORE: Final = 4
"""Words before an address without a colon; more may be a sentence of the text."""
RULE: Final = Pattern(r"\s*([-*_]\s*){3,}")
NOTE: Final = Pattern(r"\s{0,3}(?:\[\^?\w{1,3}\]:?|[⁰¹²³⁴-⁹]+|\d{1,2}\.?)\s*\S")
# Who printed and who published: in some countries election law requires the line, so it stays in the text.
IMPRINT: Final = Pattern(
    r"[*_\s]*(?:(?:printed|published|promoted|herausgegeben|herausgeber|gedruckt|verantwortlich|publié|imprimé|éditeur|édité"
    r"|publicado|impreso|editado|edita)\b|v\.\s?i\.\s?s\.\s?d\.\s?p)",
    re.IGNORECASE,
)


class ContactReading(Struct, frozen=True):
    """A contact, the lines left without it, and the entry for the proof."""

    contact: Contact
    body: tuple[Line, ...]
    repairs: tuple[Repair, ...] = ()


def state_contact(stated: Iterable[StatedContact], file: str) -> Contact:
    """The contact that a header states; raises PamphletError where an address is none of its kind."""
    return Contact(items=tuple(_state_item(each, file) for each in stated if each.text))


def _state_item(stated: StatedContact, file: str) -> Paragraph | Address:
    if stated.kind == "words":
        return _paragraph((stated.text,))
    if stated.kind == "post":
        return Address("post", stated.text)
    address = parse_address(stated.text)
    if address is None or address.kind != stated.kind:
        what = f"`{stated.kind}` in the header's contact is no such address: {stated.text}"
        raise PamphletError(what, advice="mend it, or write it as words, in quotes", where=file, line=stated.line)
    return address


def take_contact(lines: tuple[Line, ...], file: str) -> ContactReading:
    """Part the contact block from the text, where the text begins or ends with one; two organisations may have two."""
    whole = group_lines(lines)
    pairs = zip_longest(whole, whole[1:], fillvalue=())
    groups = tuple(part for group, below in pairs for part in _part_announced(group, below))
    blocks = [block for block in _find_blocks(groups) if _at_an_edge(groups, block)]
    if not blocks:
        return ContactReading(Contact(), lines)
    taken = [groups[block.start : block.stop] for block in blocks]
    gone = {line.number for block in taken for group in block for line in group}
    body = _without_rules(tuple(line for line in lines if line.number not in gone or line.blank), groups, blocks)
    contact = Contact(items=tuple(item for block in taken for group in block for item in _read_group(group)))
    return ContactReading(contact, body, tuple(_moved(block, file) for block in taken))


def _part_announced(group: Group, below: Group) -> tuple[Group, ...]:
    """A group in two, where its last lines announce addresses below a sentence, or have labels, also below a name."""
    for place in range(1, len(group)):
        ended = ENDS_SENTENCE.search(above := group[place - 1].text.rstrip()) or IMPRINT.match(above)
        listed = group[place + 1 :] or below
        addresses = bool(listed) and all(parse_addresses(line.text) for line in listed)
        if ended and addresses and _announced(group[place].text) and group[place].text.rstrip(" *_").endswith(":"):
            return group[:place], group[place:]
        named = ended or _is_postal_line(group[place - 1])
        if named and is_labelled(group[place].text) and _is_listing(group[place:]):
            return group[:place], group[place:]
    return (group,)


def _moved(block: tuple[Group, ...], file: str) -> Repair:
    before = as_lines(line for group in block for line in group)
    return Repair("contact", file, block[0][0].number, before, "", block[-1][-1].number, "moved to the contact page")


def _find_blocks(groups: tuple[Group, ...]) -> list[range]:
    """The runs of groups that announce addresses and list them."""
    blocks: list[range] = []
    start = 0
    while start < len(groups):
        stop = start + 1
        while stop < len(groups) and stop - start < MOST_GROUPS and _goes_on(groups, stop):
            stop += 1
        if _announces(groups[start]) and _is_block(groups[start:stop]):
            blocks.append(range(start, stop))
            start = stop
        else:
            start += 1
    return blocks


def _goes_on(groups: tuple[Group, ...], place: int) -> bool:
    """Whether a group lists addresses, is one line of a postal address, or is a word between addresses."""
    group, below = groups[place], groups[place + 1 : place + 2]
    if SIGNATURE.fullmatch(group[0].text):
        return False
    if _lists_addresses(group):
        return True
    alone = len(group) == 1 and not _announced(group[0].text) and not is_structure(group[0])
    between = (
        bool(below) and len(group[0].text) <= LONGEST_LINE and (_lists_addresses(below[0]) or _is_posted(below[0]))
    )
    return alone and (_is_posted(group) or between)


def _is_posted(group: Group) -> bool:
    """Whether a group is one line of a postal address with its figures, which a salutation or a heading lacks."""
    return len(group) == 1 and _is_postal_line(group[0]) and any(map(str.isdigit, group[0].text))


def _announces(group: Group) -> bool:
    """Whether a group opens a contact block: by its first words, a colon above addresses alone, or as a listing."""
    first = group[0].text.strip(" *_\\")
    if _announced(group[0].text) or _is_letterhead(group) or _is_listing(group):
        return True
    return first.endswith(":") and len(first) <= LONGEST_LEAD and _lists_addresses(group[1:] or group[:0])


def _is_listing(group: Group) -> bool:
    """Whether lines are addresses alone, of several kinds or the first with a label; web pages alone may be sources."""
    if len(group) > MOST_LINES:
        return False
    listed = [parse_addresses(line.text) for line in group]
    kinds = {address.kind for addresses in listed for address in addresses}
    return all(listed) and (len(kinds) > 1 or is_labelled(group[0].text))


def _is_letterhead(group: Group) -> bool:
    """Whether lines are the name of a group, its postal address and another, or all of this in one line."""
    read = [_part_address(line.text) for line in group]
    one = len(group) == 1 and bool(read[0][0]) and len(read[0][1]) > 1
    named = len(group) >= FEWEST_LETTERHEAD and _is_postal_line(group[0])
    rest = all(addresses or _is_postal_line(line) for line, (_, addresses) in zip(group, read, strict=True))
    return one or (named and rest and any(addresses for _, addresses in read) and any(map(_is_street, group)))


def _is_street(line: Line) -> bool:
    return _is_postal_line(line) and any(map(str.isdigit, html.unescape(line.text)))


def _announced(text: str) -> bool:
    """Whether a line begins as contact blocks do."""
    return bool(PHRASE.match(single_spaced(text)))


def _lists_addresses(group: Group) -> bool:
    """Whether every line is an address, one of a postal address, or more words before one."""
    if not group or _announced(group[0].text):
        return False
    return (
        all(_part_address(line.text)[1] for line in group)
        or _is_postal(group)
        or (
            any(_part_address(line.text)[1] for line in group) and all(len(line.text) <= LONGEST_LINE for line in group)
        )
    )


def _is_block(groups: tuple[Group, ...]) -> bool:
    """Whether groups are short lines with addresses among them, and no paragraph of a text."""
    lines = [line for group in groups for line in group]
    addressed = any(_part_address(line.text)[1] for line in lines)
    short = all(len(line.text) <= LONGEST_LINE or _part_address(line.text)[1] for line in lines)
    prose = any(len(_wordy(group)) > MOST_PROSE for group in groups)
    return addressed and short and not prose and len(lines) <= MOST_LINES


def _at_an_edge(groups: tuple[Group, ...], block: range) -> bool:
    """Whether nothing stands above a block, or nothing below it but another block, a rule, an imprint or notes."""
    if block.start == 0:
        return len(groups) > block.stop
    # Whoever sent a mail is no part of its text.
    below = takewhile(lambda group: not SIGNATURE.fullmatch(group[0].text), groups[block.stop :])
    return all(
        _is_rule(group) or IMPRINT.match(group[0].text) or NOTE.match(group[0].text) or _follows(group)
        for group in below
    )


def _follows(group: Group) -> bool:
    return _announces(group) or _lists_addresses(group)


def _is_rule(group: Group) -> bool:
    return len(group) == 1 and bool(RULE.fullmatch(group[0].text))


def _without_rules(lines: tuple[Line, ...], groups: tuple[Group, ...], blocks: list[range]) -> tuple[Line, ...]:
    """The lines without the rules that parted a contact block from the text, and without blank ones at the end."""
    rules = {
        groups[place][0].number
        for block in blocks
        for place in (block.start - 1, block.stop)
        if 0 <= place < len(groups) and _is_rule(groups[place])
    }
    kept = [line for line in lines if line.number not in rules]
    while kept and kept[-1].blank:
        kept.pop()
    return tuple(kept)


def _wordy(group: Group) -> Group:
    """The lines of prose: those that are no address, nor of a postal one, unless prose runs on from them."""
    words = tuple(line for line in group if not parse_addresses(line.text))
    runs_on = any(line.text.lstrip(" *_")[:1].islower() and not CARE_OF.match(line.text) for line in words)
    return words if runs_on else tuple(line for line in words if not _is_postal_line(line))


def _is_postal(group: Group) -> bool:
    """Whether lines are a postal address: several short ones, each with a capital or a figure first, no sentence."""
    return len(group) > 1 and all(map(_is_postal_line, group))


def _is_postal_line(line: Line) -> bool:
    return (
        len(line.text) <= LONGEST_POSTAL_LINE
        and not (line.text.lstrip(" *_")[:1].islower() and not CARE_OF.match(line.text))
        and not ENDS_SENTENCE.search(line.text.rstrip(" \\"))
        and not line.text.rstrip(" \\").endswith(",")
        and not HOUR.search(line.text)
        and not parse_address(line.text)
        and not is_structure(line)
    )


def _read_group(group: Group) -> Iterable[Paragraph | Address]:
    if len(group) == 1 and _is_postal_line(group[0]) and not _announced(group[0].text):
        yield Address("post", _unmarked(group[0].text))
        return
    words: list[str] = []
    for postal, lines in groupby(group, key=lambda line: _is_postal_line(line) and not _announced(line.text)):
        part = tuple(lines)
        if postal and len(part) > 1 and (not words or words[-1].rstrip(" *_\\").endswith(":")):
            yield from [_paragraph(words)] if words else []
            yield Address("post", "\n".join(_unmarked(line.text) for line in part))
            words = []
            continue
        for line in part:
            before, addresses = _part_address(line.text)
            words += [before] if before else []
            yield from [_paragraph(words)] if addresses and words else []
            words = [] if addresses else words
            yield from addresses
    if words:
        yield _paragraph(words)


@lru_cache(LINES_KNOWN)
def _part_address(text: str) -> tuple[str, tuple[Address, ...]]:
    """The words of a line, and the addresses that it is or that stand at its end after a colon."""
    if addresses := parse_addresses(text):
        return "", addresses
    bare = EMPHASIS.sub("", text).strip()
    if not ADDRESSED.search(bare):
        return text, ()
    return (_part_announced_line(bare) if _announced(text) else None) or _part_signs(bare) or (text, ())


def _part_announced_line(text: str) -> tuple[str, tuple[Address, ...]] | None:
    """“For more information: harbour.example”, “Email us at quay@harbour.example”: words, then addresses alone."""
    for gap in GAP.finditer(text) if len(text) <= LONGEST_ANNOUNCED else ():
        words, rest = f"{text[: gap.start()]}{gap[0].rstrip()}", text[gap.end() :]
        if (":" in gap[0] or words.count(" ") < MOST_WORDS_BEFORE) and (addresses := parse_addresses(rest)):
            return words, addresses
    return None


def _part_signs(text: str) -> tuple[str, tuple[Address, ...]] | None:
    """“The Quay Group · quay@harbour.example · harbour.example”: words, then two addresses or more, signs between."""
    words, *rest = SIGNS.split(text)
    addresses = tuple(address for part in rest if (address := parse_address(part)))
    several = len(rest) > 1 and len(addresses) == len(rest) and not parse_address(words)
    return (words, addresses) if several else None


def _unmarked(text: str) -> str:
    return single_spaced(re.sub(r"[*_\\]+", "", text))


def _paragraph(lines: Iterable[str]) -> Paragraph:
    """Words as Markdown in one text; a reader parses it."""
    return Paragraph((Text(" ".join(" ".join(line.rstrip(" \\") for line in lines).split())),))
