"""The shared document model: frozen values that know nothing of any file format."""

from __future__ import annotations

import msgspec

from pamphlet.model.blocks import (
    Alignment,
    Block,
    Box,
    BoxKind,
    BulletedList,
    Figure,
    Footnote,
    Heading,
    ListItem,
    OrderedList,
    Paragraph,
    Quotation,
    Row,
    Table,
    ThematicBreak,
    Verse,
)
from pamphlet.model.inlines import (
    Abbreviation,
    Code,
    Emphasis,
    Inline,
    LanguageSpan,
    LineBreak,
    Link,
    NoteReference,
    PageBreak,
    Picture,
    Strong,
    Superscript,
    Text,
)
from pamphlet.model.manuscript import Header, Line, Manuscript, StatedContact
from pamphlet.model.matter import (
    Address,
    AddressKind,
    Author,
    Colophon,
    Contact,
    Contributor,
    Cover,
    Date,
    EntryPage,
    Evaluation,
    Image,
    MatterPages,
    Pamphlet,
    Series,
    SortName,
    Source,
    Statement,
)
from pamphlet.model.repair import Repair, Warning  # noqa: A004 - see pamphlet.model.repair


def to_json(pamphlet: Pamphlet) -> bytes:
    """The model's JSON form: an object a node, its kind under "type", indented by two spaces."""
    return msgspec.json.format(msgspec.json.encode(pamphlet), indent=2) + b"\n"


def from_json(text: bytes) -> Pamphlet:
    """The model back from its JSON form; raises msgspec.ValidationError where it is none."""
    return msgspec.json.decode(text, type=Pamphlet)


__all__ = [
    "Abbreviation",
    "Address",
    "AddressKind",
    "Alignment",
    "Author",
    "Block",
    "Box",
    "BoxKind",
    "BulletedList",
    "Code",
    "Colophon",
    "Contact",
    "Contributor",
    "Cover",
    "Date",
    "Emphasis",
    "EntryPage",
    "Evaluation",
    "Figure",
    "Footnote",
    "Header",
    "Heading",
    "Image",
    "Inline",
    "LanguageSpan",
    "Line",
    "LineBreak",
    "Link",
    "ListItem",
    "Manuscript",
    "MatterPages",
    "NoteReference",
    "OrderedList",
    "PageBreak",
    "Pamphlet",
    "Paragraph",
    "Picture",
    "Quotation",
    "Repair",
    "Row",
    "Series",
    "SortName",
    "Source",
    "StatedContact",
    "Statement",
    "Strong",
    "Superscript",
    "Table",
    "Text",
    "ThematicBreak",
    "Verse",
    "Warning",
    "from_json",
    "to_json",
]
