"""The model's JSON form: an object a node, and the same model back."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from pamphlet.model import (
    Address,
    Author,
    Block,
    Colophon,
    Contact,
    Cover,
    Date,
    Image,
    Pamphlet,
    Paragraph,
    Source,
    Statement,
    Text,
    from_json,
    to_json,
)

from .trees import EVERY_BLOCK, TEXTS

STATEMENT = Statement(
    slug="quay",
    title=(Text("Who owns the “quay”?"),),
    authors=(Author("Ada Brook", "clerk"),),
    date=Date("3 May 2031", "2031-05-03"),
    language="en",
    blocks=EVERY_BLOCK,
    source="10-quay.md",
)
PAMPHLET = Pamphlet(
    title="Quay",
    subtitle="",
    slug="quay",
    language="en",
    date=None,
    modified="2031-05-03T00:00:00Z",
    publisher="",
    identifier="urn:x:1",
    rights="",
    description="",
    cover=Cover(),
    statements=(STATEMENT,),
    contact=Contact("Harbour Tenants", (Paragraph((Text("Write:"),)), Address("post", "1 Quay\nExampleton"))),
    colophon=Colophon("Pamphlet", (Source("10-quay.md", "0" * 64),)),
    images=(Image("o.png", "image/png", 4, 3, "0" * 64),),
)


def test_the_model_comes_back_as_it_was() -> None:
    """Every kind of node."""
    assert from_json(to_json(PAMPHLET)) == PAMPHLET


@given(TEXTS)
@settings(max_examples=50)
def test_any_blocks_come_back_as_they_were(blocks: tuple[Block, ...]) -> None:
    """However nested."""
    pamphlet = replace(PAMPHLET, statements=(replace(STATEMENT, blocks=blocks),))
    assert from_json(to_json(pamphlet)) == pamphlet


def test_a_node_is_an_object_with_its_kind_as_type() -> None:
    """Other programs can read it."""
    blocks = json.loads(to_json(PAMPHLET))["statements"][0]["blocks"]
    assert [block["type"] for block in blocks] == [
        *("paragraph", "heading", "bulleted-list", "ordered-list", "quotation"),
        *("verse", "figure", "table", "thematic-break", "box", "footnote"),
    ]
    assert blocks[1] == {"type": "heading", "level": 2, "content": [{"type": "text", "text": "h"}]}


def test_the_form_is_text_to_be_read_by_people() -> None:
    """Indented by two spaces, its letters as they are, and a line feed at its end."""
    text = to_json(PAMPHLET).decode()
    assert text.startswith('{\n  "title": "Quay"')
    assert "Who owns the “quay”?" in text
    assert text.endswith("}\n")


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", to_json(PAMPHLET).replace(b'"verse"', b'"prose"')])
def test_what_is_no_model_is_refused(text: bytes) -> None:
    """By the library's own errors."""
    with pytest.raises(msgspec.DecodeError):
        from_json(text)


def test_the_addresses_of_a_contact_are_told_from_its_words() -> None:
    """In their order."""
    assert PAMPHLET.contact.addresses == (Address("post", "1 Quay\nExampleton"),)
