"""A finished EPUB → its words, document by document in reading order."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from lxml import etree

from pamphlet.cache import digest_of
from pamphlet.proof.printed import PrintedWord, Reading
from pamphlet.proof.words import split_words

XHTML: Final = "{http://www.w3.org/1999/xhtml}"
OPS_TYPE: Final = "{http://www.idpf.org/2007/ops}type"
CHAPTER: Final = re.compile(rb'<[^<>]*\brole="doc-chapter"')
CONTAINER: Final = "{urn:oasis:names:tc:opendocument:xmlns:container}"
OPF: Final = "{http://www.idpf.org/2007/opf}"
# What the book adds to the author's words: the number that calls a note, and the link back from it.
ADDED_ROLES: Final = frozenset({"doc-noteref", "doc-backlink"})
# Elements that end a word even where no space stands between them.
INLINE: Final = frozenset(f"{XHTML}{tag}" for tag in ("a", "em", "strong", "sup", "span", "code", "time", "b", "i"))


class ReadDocument:
    """A document of the spine: its path, and what it holds, which is parsed when its words are asked for."""

    def __init__(self, path: str, content: bytes) -> None:
        self.path, self._content = path, content

    @property
    def key(self) -> str:
        """A name for these words."""
        return digest_of(self._content)

    @property
    def is_statement(self) -> bool:
        """Whether it is what somebody states, and no matter around it."""
        return CHAPTER.search(self._content) is not None

    def reading(self) -> Reading:
        """The words of its text, and those of its notes."""
        notes = [element for element in self._body.iter(f"{XHTML}aside") if element.get(OPS_TYPE) == "footnote"]
        said = "".join(_texts(self._body, skip=set(notes)))
        noted = "".join("".join(_texts(note, skip=set())) + "\n" for note in notes)
        return Reading(*(_as_printed(split_words(text)) for text in (said, noted)))

    @cached_property
    def _body(self) -> etree._Element:
        return next(etree.fromstring(self._content).iter(f"{XHTML}body"))


def _as_printed(words: Sequence[str]) -> tuple[PrintedWord, ...]:
    """The words on no page; nearly all stand there more than once."""
    printed = {word: PrintedWord(word, 0) for word in dict.fromkeys(words)}
    return tuple(printed[word] for word in words)


def read_epub(epub: bytes) -> tuple[ReadDocument, ...]:
    """The documents of the spine in order, each with its words."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        return tuple(ReadDocument(path, archive.read(path)) for path in _spine(archive))


def _spine(archive: zipfile.ZipFile) -> Iterator[str]:
    container = etree.fromstring(archive.read("META-INF/container.xml"))
    package_path = next(container.iter(f"{CONTAINER}rootfile")).attrib["full-path"]
    package = etree.fromstring(archive.read(package_path))
    items = {item.attrib["id"]: item.attrib["href"] for item in package.iter(f"{OPF}item")}
    for reference in package.iter(f"{OPF}itemref"):
        yield posixpath.join(posixpath.dirname(package_path), items[reference.attrib["idref"]])


def _texts(element: etree._Element, *, skip: set[etree._Element]) -> Iterator[str]:
    """The text inside an element in order, a line feed where a block or a picture stands."""
    if not isinstance(element.tag, str) or element in skip or element.get("role") in ADDED_ROLES:
        return
    apart = element.tag not in INLINE
    yield "\n" if apart else ""
    if element.tag == f"{XHTML}img":
        yield element.get("alt", "")
    yield element.text or ""
    for child in element:
        yield from _texts(child, skip=skip)
        yield child.tail or ""
    yield "\n" if apart else ""
