"""The contacts of several files → one contact, each word and address once, https before http."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from pamphlet.model import Address, Contact, Paragraph, Repair
from pamphlet.model.walk import plain_text


def merge_contacts(contacts: Iterable[tuple[str, Contact]]) -> tuple[Contact, tuple[Repair, ...]]:
    """One contact from those of several files, each with the name of its file.

    New words that lead to a known address go above it.
    """
    secured, repairs = secure_contacts(tuple(contacts))
    name = ""
    items: list[Paragraph | Address] = []
    for contact in secured:
        name = name or contact.name
        leading: list[Paragraph | Address] = []
        for item in contact.items:
            place = next((index for index, known in enumerate(items) if _key(known) == _key(item)), None)
            if place is None and not isinstance(item, Address):
                leading.append(item)
            elif place is None or isinstance(item, Address):
                at = len(items) if place is None else place
                items[at:at] = [*leading, *([item] if place is None else [])]
                leading = []
        items += leading
    return Contact(name, tuple(items)), repairs


def secure_contacts(contacts: Sequence[tuple[str, Contact]]) -> tuple[tuple[Contact, ...], tuple[Repair, ...]]:
    """The contacts with https wherever one of them has it for the same address, and an entry for each that changed."""
    safe: dict[tuple[str, str], Address] = {}
    for _, contact in contacts:
        for address in contact.addresses:
            if address.target.startswith("https:"):
                safe.setdefault(_key(address), address)
    secured: list[Contact] = []
    repairs: list[Repair] = []
    for file, contact in contacts:
        items = tuple(_secured(item, safe) for item in contact.items)
        secured.append(replace(contact, items=items))
        for known, item in zip(contact.items, items, strict=True):
            if isinstance(known, Address) and isinstance(item, Address) and known != item:
                repairs.append(Repair("https", file, 1, known.target, item.target))
    return tuple(secured), tuple(repairs)


def _secured(item: Paragraph | Address, safe: Mapping[tuple[str, str], Address]) -> Paragraph | Address:
    """The address with https, if another has it; as that one prints it where this one prints http."""
    if not isinstance(item, Address) or not item.target.startswith("http:") or _key(item) not in safe:
        return item
    other = safe[_key(item)]
    return other if item.text.startswith("http:") else replace(item, target=other.target)


def _key(item: Paragraph | Address) -> tuple[str, str]:
    if isinstance(item, Paragraph):
        return "words", re.sub(r"\W+", " ", plain_text(item.content)).casefold().strip()
    bare = re.sub(r"^https?://(?:www\.)?|/$", "", item.target or item.text, flags=re.IGNORECASE)
    host, slash, path = bare.partition("/")
    return item.kind, f"{host.casefold()}{slash}{path}"
