"""A package's parts → the members of its container, by EbookLib, which is imported here alone."""

from __future__ import annotations

from datetime import datetime
from html import escape
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from lxml import etree
from msgspec import Struct
from msgspec.msgpack import decode, encode
from msgspec.structs import replace

from pamphlet.cache import NO_CACHE, Cache, key_of
from pamphlet.renderers.epub.items import Document, Item
from pamphlet.renderers.epub.metadata import DublinCore, Entry, Link, Property
from pamphlet.renderers.epub.nav import Landmark

FOLDER: Final = "EPUB"
"""What EbookLib calls it."""
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
# What does the guide of EPUB 2 call a landmark? OPF 2.0.1, 2.6
_GUIDE_TYPES: Final = {
    "cover": "cover",
    "titlepage": "title-page",
    "toc": "toc",
    "bodymatter": "text",
    "colophon": "colophon",
}


class Package(Struct, frozen=True, kw_only=True):
    """Everything that the package document lists; `modified` is UTC in ISO 8601 to the second."""

    identifier: str
    language: str
    modified: str
    metadata: tuple[Entry, ...]
    spine: tuple[Document, ...]
    resources: tuple[Item, ...]
    landmarks: tuple[Landmark, ...]


def bind(package: Package, cache: Cache = NO_CACHE) -> dict[str, bytes]:
    """Member name → bytes, `mimetype` and package document among them.

    What EbookLib writes rests on the names and kinds of the files alone, and is kept; the identifier, which changes
    with every word, is filled in.
    """
    items = (*package.spine, *package.resources)
    names_alone = replace(
        package,
        identifier="",
        spine=tuple(replace(item, content=b"") for item in package.spine),
        resources=tuple(replace(item, content=b"") for item in package.resources),
    )
    key = key_of("package", encode(names_alone))
    # No package can name the digest of itself, so this stands where the identifier is to stand, and nowhere else.
    stand_in = f"urn:x-pamphlet:{key}"
    kept = cache.get(key)
    if kept is None:
        kept = encode(_write(replace(names_alone, identifier=stand_in)))
        cache.put(key, kept)
    identifier = escape(package.identifier, quote=False).encode()
    written = decode(kept, type=dict[str, bytes]).items()
    members = {name: content.replace(stand_in.encode(), identifier) for name, content in written}
    return members | {f"{FOLDER}/{item.path}": item.content for item in items}


def _write(package: Package) -> dict[str, bytes]:
    """What EbookLib makes of a package."""
    from ebooklib import epub  # noqa: PLC0415 - slow to import, and seldom needed after an edit

    book = _book(package)
    # EbookLib stamps its own archive with the clock, so only what is in it is taken.
    archive = BytesIO()
    # Not only does the clock get in without mtime: local time is then labelled as UTC.
    options = {"mtime": datetime.fromisoformat(package.modified), "raise_exceptions": True}
    epub.write_epub(archive, book, options)
    with ZipFile(archive) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    package_document = f"{FOLDER}/content.opf"
    members[package_document] = _name_language(members[package_document], package.language)
    return members


def _book(package: Package) -> Any:  # noqa: ANN401 - EbookLib ships no types
    from ebooklib import epub  # noqa: PLC0415 - as above

    book = epub.EpubBook()
    book.set_identifier(package.identifier)
    for entry in package.metadata:
        _add_entry(book, entry)
    for item in (*package.spine, *package.resources):
        book.add_item(_as_is(item))
        if item.properties == "cover-image":
            # For EPUB 2 readers, which know no properties.
            book.add_metadata(None, "meta", "", {"name": "cover", "content": item.id})
    book.spine = [document.id for document in package.spine]
    book.guide = [
        {"type": _GUIDE_TYPES[place.type], "title": place.title, "href": place.href} for place in package.landmarks
    ]
    return book


def _as_is(item: Item) -> Any:  # noqa: ANN401 - EbookLib ships no types
    """A plain item, even for documents: EpubHtml would parse them anew and drop what it does not know."""
    from ebooklib import epub  # noqa: PLC0415 - as above

    plain = epub.EpubItem(item.id, item.path, item.media_type, item.content)
    plain.properties = item.properties.split()
    return plain


def _add_entry(book: Any, entry: Entry) -> None:  # noqa: ANN401 - EbookLib ships no types
    match entry:
        case DublinCore():
            book.add_metadata("DC", entry.element, entry.value, {"id": entry.id} if entry.id else {})
        case Property():
            attributes = {
                "property": entry.property,
                "refines": f"#{entry.refines}" if entry.refines else "",
                "scheme": entry.scheme,
                _XML_LANG: entry.language,
                "id": entry.id,
            }
            stated = {name: value for name, value in attributes.items() if value}
            book.add_metadata("OPF", "meta", entry.value, stated)
        case Link():
            link = {"rel": entry.relation, "href": entry.href, "refines": f"#{entry.refines}"}
            book.add_metadata(None, "link", None, link)


def _name_language(package_document: bytes, language: str) -> bytes:
    """The same with xml:lang, which EbookLib leaves out; titles and names are read out by it."""
    package = etree.fromstring(package_document)
    package.set(_XML_LANG, language)
    return etree.tostring(package, encoding="utf-8", xml_declaration=True)
