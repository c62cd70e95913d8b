"""Finished editions → an OPDS 2.0 catalogue, to which e-book readers subscribe: https://drafts.opds.io/opds-2.0."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct

from pamphlet.batch.job import COVER, Facts, File, to_json
from pamphlet.batch.shelf import Shelved, by_language, href_of, name_of_language, page_name, pages_of
from pamphlet.storage import read_file

FEED: Final = "opds"
FEED_TYPE: Final = "application/opds+json"
OPEN_ACCESS: Final = "http://opds-spec.org/acquisition/open-access"
BOOK: Final = "http://schema.org/Book"
A_PAGE: Final = 100
"""Publications in a feed: some 80 kB, which a telephone reads at once."""
IN_A_GROUP: Final = 6
"""Publications that stand for a language at the beginning."""
# What is each kind of file to a reader? Those that are none of these are no publication.
ACQUIRED: Final = {
    "epub": ("application/epub+zip", "E-book"),
    "pdf": ("application/pdf", "Pages"),
    "booklet": ("application/pdf", "Sheets to print and fold"),
    "html": ("text/html", "Page for the web"),
    "md": ("text/markdown", "Text"),
}
URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")

Feed = dict[str, Any]


def feeds(shelved: Sequence[Shelved], title: str) -> dict[str, bytes]:
    """Every feed by its file's name: all editions, and those of each language, a hundred at a time.

    Editions without a cover, such as those of text alone, are no publications (OPDS 2.0, 5.1).
    """
    listed = [each for each in shelved if _has_cover(each.facts)]
    languages = by_language(listed)
    several = languages if len(languages) > 1 else {}
    made = dict(_paged(listed, FEED, title))
    made[f"{FEED}.json"] |= {"groups": [_group(code, several[code]) for code in several]} if several else {}
    for code, theirs in several.items():
        made |= dict(_paged(theirs, _stem(code), f"{title}: {name_of_language(code)}"))
    return {name: to_json(feed, indent=1) for name, feed in made.items()}


def title_of(folder: Path) -> str:
    """What the catalogue in a folder is called; nothing if there is none."""
    path = folder / f"{FEED}.json"
    try:
        return msgspec.json.decode(read_file(path), type=_Named).metadata.title if path.is_file() else ""
    except msgspec.DecodeError:
        return ""


class _Metadata(Struct):
    title: str


class _Named(Struct):
    """As much of a feed as tells its name."""

    metadata: _Metadata


def _has_cover(facts: Facts) -> bool:
    return any(file.name == COVER for file in facts.files)


def _stem(language: str) -> str:
    return f"{FEED}-{language.lower()}"


def _paged(listed: Sequence[Shelved], stem: str, title: str) -> Iterator[tuple[str, Feed]]:
    """Each page of a list, with links to those around it (OPDS 2.0, 3.2)."""
    pages = pages_of(listed, A_PAGE)
    for number, page in enumerate(pages, start=1):
        metadata: Feed = {"title": title, "numberOfItems": len(listed)}
        if len(pages) > 1:
            metadata |= {"itemsPerPage": A_PAGE, "currentPage": number}
        places = {"self": number, "first": 1, "previous": number - 1, "next": number + 1, "last": len(pages)}
        links = [
            {"rel": rel, "href": href_of(page_name(stem, place, ".json")), "type": FEED_TYPE}
            for rel, place in places.items()
            if 1 <= place <= len(pages) and (rel == "self" or len(pages) > 1)
        ]
        if stem != FEED:
            links.append({"rel": "start", "href": f"{FEED}.json", "type": FEED_TYPE})
        publications = [_publication(each) for each in page]
        empty = {"navigation": [{"href": f"{FEED}.json", "title": title, "type": FEED_TYPE}]}
        body = {"publications": publications} if publications else empty
        yield page_name(stem, number, ".json"), {"metadata": metadata, "links": links, **body}


def _group(language: str, theirs: Sequence[Shelved]) -> Feed:
    """The first editions of a language, with a link to all of them (OPDS 2.0, 2.3)."""
    return {
        "metadata": {"title": name_of_language(language), "numberOfItems": len(theirs)},
        "links": [{"rel": "self", "href": href_of(f"{_stem(language)}.json"), "type": FEED_TYPE}],
        "publications": [_publication(each) for each in theirs[:IN_A_GROUP]],
    }


def _publication(shelved: Shelved) -> Feed:
    entry, facts = shelved
    metadata = {
        "@type": BOOK,
        "title": facts.title,
        "subtitle": facts.subtitle,
        "author": list(facts.authors),
        "language": list(facts.languages),
        "identifier": facts.identifier if URI.fullmatch(facts.identifier) else "",
        "modified": facts.modified,
        "publisher": facts.publisher,
        "description": facts.description,
        "numberOfPages": facts.extent.pages,
    }
    return {
        "metadata": {key: value for key, value in metadata.items() if value},
        "links": list(_acquisitions(entry.name, facts.files)),
        "images": [{"href": href_of(entry.name, COVER), "type": "image/png"}],
    }


def _acquisitions(name: str, files: Iterable[File]) -> Iterator[Feed]:
    for file in files:
        if file.format in ACQUIRED:
            kind, title = ACQUIRED[file.format]
            yield {"rel": OPEN_ACCESS, "href": href_of(name, file.name), "type": kind, "title": title}
