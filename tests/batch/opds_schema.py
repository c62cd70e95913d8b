"""What OPDS 2.0 and the Readium manifest ask of a catalogue, as checks in our own words.

Sources: https://drafts.opds.io/opds-2.0 (2, 5.1, 5.3) and https://readium.org/webpub-manifest (metadata, link object).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

ACQUISITION: Final = "http://opds-spec.org/acquisition"
COVER_TYPES: Final = ("image/jpeg", "image/png", "image/gif")
URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
REFERENCE: Final = re.compile(
    r"[A-Za-z0-9._~!$&'()*+,;=:@/?#\[\]-]*(%[0-9A-Fa-f]{2}[A-Za-z0-9._~!$&'()*+,;=:@/?#\[\]-]*)*"
)


def faults_in_feed(feed: dict[str, Any]) -> Iterator[str]:
    """Whatever a feed lacks, or has in another form."""
    yield from _unless(isinstance(feed.get("metadata", {}).get("title"), str), "a feed has a title")
    yield from _unless("self" in _relations(feed), "a feed has a link to itself")
    yield from _unless(bool({"publications", "navigation", "groups"} & feed.keys()), "a feed holds something")
    for key in ("numberOfItems", "itemsPerPage", "currentPage"):
        yield from _unless(isinstance(feed["metadata"].get(key, 1), int), f"{key} is a number")
    for link in (*feed["links"], *feed.get("navigation", [])):
        yield from _faults_in_link(link)
    yield from _unless(all("title" in link for link in feed.get("navigation", [])), "navigation has titles")
    for group in feed.get("groups", []):
        yield from _unless("title" in group["metadata"], "a group has a title")
        for link in group["links"]:
            yield from _faults_in_link(link)
    for publication in publications_in(feed):
        yield from _faults_in_publication(publication)


def publications_in(feed: dict[str, Any]) -> list[dict[str, Any]]:
    """Those of the feed and of its groups."""
    groups = feed.get("groups", [])
    return [*feed.get("publications", []), *(each for group in groups for each in group.get("publications", []))]


def _faults_in_publication(publication: dict[str, Any]) -> Iterator[str]:
    metadata = publication["metadata"]
    yield from _unless(isinstance(metadata.get("title"), str), "a publication has a title")
    yield from _unless(bool(URI.fullmatch(metadata.get("identifier", "a:b"))), "an identifier is a URI")
    yield from _unless(bool(URI.fullmatch(metadata.get("@type", "a:b"))), "a type is a URI")
    yield from _unless(bool(MOMENT.fullmatch(metadata["modified"])), "a moment is one of RFC 3339")
    yield from _unless(all(LANGUAGE.fullmatch(each) for each in metadata["language"]), "languages are of BCP 47")
    yield from _unless(metadata.get("numberOfPages", 1) > 0, "no publication has no pages")
    relations = [link.get("rel", "") for link in publication["links"]]
    yield from _unless(any(each.startswith(ACQUISITION) for each in relations), "a publication can be had")
    kinds = [image.get("type") for image in publication.get("images", [])]
    yield from _unless(any(kind in COVER_TYPES for kind in kinds), "a publication has a picture")
    for link in (*publication["links"], *publication["images"]):
        yield from _faults_in_link(link)


def _faults_in_link(link: dict[str, Any]) -> Iterator[str]:
    href = link.get("href", "")
    yield from _unless(bool(href and REFERENCE.fullmatch(href)), f"“{href}” is a reference of RFC 3986")
    yield from _unless(not urlsplit(href).scheme, f"“{href}” is relative")
    yield from _unless("/" in link.get("type", ""), "a link has a media type")


def _relations(holder: dict[str, Any]) -> list[str]:
    return [link.get("rel", "") for link in holder.get("links", [])]


def _unless(holds: bool, fault: str) -> Iterator[str]:  # noqa: FBT001 - what is asked comes first
    if not holds:
        yield fault
