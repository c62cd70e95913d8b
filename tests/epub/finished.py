"""The bytes of an EPUB → the facts that a reading system would find in it."""

from __future__ import annotations

import posixpath
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from lxml import etree

NAMESPACES = {
    "ocf": "urn:oasis:names:tc:opendocument:xmlns:container",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Part:
    """One XML file, asked by XPath; elements come back as parts, attributes and texts as strings."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element

    @property
    def name(self) -> str:
        """The element's name, without its namespace."""
        return etree.QName(self.element).localname

    def all(self, path: str) -> list[Part]:
        """Every element there."""
        return [Part(element) for element in self._find(path) if etree.iselement(element)]

    def one(self, path: str) -> Part:
        """The only element there."""
        (part,) = self.all(path)
        return part

    def texts(self, path: str) -> list[str]:
        """The text of every element or attribute there, white space collapsed."""
        return [" ".join(self._text(found).split()) for found in self._find(path)]

    def text(self, path: str = ".") -> str:
        """The text of the only element or attribute there."""
        (text,) = self.texts(path)
        return text

    def attribute(self, name: str) -> str | None:
        """An attribute by its name or prefixed name."""
        prefix, _, local = name.rpartition(":")
        value = self.element.get(f"{{{NAMESPACES[prefix]}}}{local}" if prefix else name)
        return None if value is None else str(value)

    @staticmethod
    def _text(found: object) -> str:
        return "".join(found.itertext()) if etree.iselement(found) else str(found)

    def _find(self, path: str) -> list[object]:
        found = self.element.xpath(path, namespaces=NAMESPACES)
        assert isinstance(found, list)
        return list(found)


class Epub:
    """An EPUB opened as a reading system opens it: from the container to the package to the spine."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._archive = ZipFile(BytesIO(content))
        container = self.part("META-INF/container.xml")
        self.package_path = container.text("//ocf:rootfile/@full-path")
        self.package = self.part(self.package_path)

    @property
    def entries(self) -> list[ZipInfo]:
        """The archive's entries in their order."""
        return self._archive.infolist()

    @property
    def names(self) -> list[str]:
        """The members' names in their order."""
        return self._archive.namelist()

    def read(self, name: str) -> bytes:
        """A member's bytes."""
        return self._archive.read(name)

    def part(self, name: str) -> Part:
        """A member as XML."""
        return Part(etree.fromstring(self.read(name)))

    def resolve(self, href: str, base: str = "") -> str:
        """The member that a relative address leads to, from the package or from another member."""
        folder = posixpath.dirname(base or self.package_path)
        return posixpath.normpath(posixpath.join(folder, href.partition("#")[0]))

    def document(self, href: str) -> Part:
        """A document by its address in the package."""
        return self.part(self.resolve(href))

    @property
    def manifest(self) -> dict[str, Part]:
        """The manifest's items by id."""
        return {str(item.attribute("id")): item for item in self.package.all("opf:manifest/opf:item")}

    @property
    def spine(self) -> list[str]:
        """The addresses of the documents in reading order."""
        references = self.package.texts("opf:spine/opf:itemref/@idref")
        return [str(self.manifest[reference].attribute("href")) for reference in references]

    @property
    def documents(self) -> dict[str, Part]:
        """Every XHTML document by its member name."""
        return {self.resolve(href): self.document(href) for href in self.spine}

    def described(self, name: str) -> list[str]:
        """The values of a `meta` property that describes the whole publication."""
        return self.package.texts(f"opf:metadata/opf:meta[@property='{name}'][not(@refines)]")
