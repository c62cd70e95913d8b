"""A line → the web, mail and telephone addresses that it is, with labels before them or not."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import Final

from pamphlet.model import Address
from pamphlet.patterns import Pattern
from pamphlet.restore.dates import parse_date
from pamphlet.restore.lines import LINES_KNOWN, single_spaced

SIGNS: Final = Pattern(r"\s+[|·•–—/]\s+")
PARTS: Final = Pattern(rf"{SIGNS.pattern}|[,;]\s+|\s{{2,}}")

# Signs that stand for a word such as “telephone”; that of a fax does not, for its number is none to call.
SIGN: Final = "[☎☏✆✉🖂📞📱📲📧📨📩🌐]"
LABEL: Final = Pattern(
    rf"(?:{SIGN}\s*)?(?:"
    r"(?:e-?mail|mail|web(?:site)?|site|tel(?:ephone)?|phone|telefon|téléphone|courriel|correo)\.?\s*:\s*"
    r"|(?:tél|tel(?:efon|ephone)?|phone|téléphone)\.?\s*(?=[+(\d])"
    rf")|{SIGN}\s*",
    re.IGNORECASE,
)
LINK: Final = Pattern(r"\[(?P<text>[^\]]+)\]\((?P<target>[^)\s]+)\)")
MAIL: Final = Pattern(r"(?:mailto:)?(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
WEB: Final = Pattern(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
TELEPHONE: Final = Pattern(r"(?:tel:)?(?P<number>[+(]?\d[\d\s()/.-]{5,}\d)", re.IGNORECASE)
# Every address has one of these; few sentences have.
ADDRESSED: Final = Pattern(r"[@\d.](?:(?<!\.)|[a-z])", re.IGNORECASE)

ACCOUNT: Final = Pattern(
    r"(?:(?:twitter|x|instagram|facebook|mastodon|bluesky|tiktok|telegram|signal|threads|youtube)\s*:?\s*)?@[\w.]{2,}(?:@[\w.-]+)?",
    re.IGNORECASE,
)


def is_labelled(line: str) -> bool:
    """Whether a line begins as an address with its label does: “Tel.: …”, “☎ …”."""
    return bool(LABEL.match(line.strip(" *_>")))


@lru_cache(LINES_KNOWN)
def parse_addresses(line: str) -> tuple[Address, ...]:
    """The addresses that a line is, one or several with signs between."""
    if not ADDRESSED.search(line):
        return ()
    if address := read_address(line):
        return (address,)
    parts = PARTS.split(line.strip())
    addresses = tuple(takewhile(bool, map(parse_address, parts)))
    return tuple(filter(None, addresses)) if 1 < len(parts) == len(addresses) else ()


def parse_address(line: str) -> Address | None:
    """The web, mail or telephone address that the whole of a line is, with a label before it or not."""
    return read_address(line) if ADDRESSED.search(line) else None


def read_address(line: str) -> Address | None:
    """The same, of a line that has something of an address."""
    words = single_spaced(line).strip("*_\\ ")
    bare = LABEL.sub("", words, count=1).strip("*_<> ")
    link = LINK.fullmatch(bare)
    text, target = (link["text"].strip("*_ "), link["target"]) if link else (bare, bare)
    if mail := MAIL.fullmatch(target):
        return Address("mail", text, f"mailto:{mail['mail']}")
    if WEB.fullmatch(target):
        return Address("web", text, target if "://" in target else f"https://{target}")
    if (number := TELEPHONE.fullmatch(target)) and not parse_date(target):
        return Address("telephone", text, "tel:" + re.sub(r"(?!^\+)\D", "", number["number"]))
    # An account has a name and no address that would outlive the service.
    return Address("web", words) if ACCOUNT.fullmatch(bare) else None
