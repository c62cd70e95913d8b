"""The pamphlet → what an e-book or a page may truly say of its accessibility (EPUB Accessibility 1.1, 2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from msgspec import Struct

from pamphlet.model import Footnote, Pamphlet, Table
from pamphlet.model.walk import all_blocks
from pamphlet.renderers.pictures import shown_pictures
from pamphlet.wording import wording_for

# Which features does every edition have?
_FEATURES: Final = ("tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability")


class Claim(NamedTuple):
    """A property of schema.org, its value, and the language of a value in words."""

    property: str
    value: str
    language: str = ""


class _Contents(Struct, frozen=True):
    """What the content really has."""

    illustrated: bool
    tabular: bool
    annotated: bool
    paginated: bool


def describe_access(pamphlet: Pamphlet, *, has_page_list: bool) -> Iterator[Claim]:
    """By which senses the text can be read, what helps with it, and what may harm."""
    contents = _look_into(pamphlet)
    # A cover adds nothing that the text lacks, so it makes no visual access mode.
    modes = ("textual", "visual") if contents.illustrated else ("textual",)
    # Every picture that says something has words, or the edition is not made.
    sufficient = dict.fromkeys((",".join(modes), "textual"))
    yield from (Claim("accessMode", mode) for mode in modes)
    yield from (Claim("accessModeSufficient", modes) for modes in sufficient)
    yield from (Claim("accessibilityFeature", feature) for feature in _features(contents, has_page_list=has_page_list))
    # Nothing moves or sounds: a picture that runs or moves is refused, and every bitmap is drawn anew as one still.
    yield Claim("accessibilityHazard", "none")
    yield _summarize(pamphlet.language, contents)


def _look_into(pamphlet: Pamphlet) -> _Contents:
    blocks = [block for statement in pamphlet.statements for block in all_blocks(statement.blocks)]
    return _Contents(
        illustrated=any(shown.alternative for shown in shown_pictures(pamphlet)),
        tabular=any(isinstance(block, Table) for block in blocks),
        annotated=any(isinstance(block, Footnote) for block in blocks),
        paginated=pamphlet.pages is not None,
    )


def _features(contents: _Contents, *, has_page_list: bool) -> Iterator[str]:
    yield from _FEATURES
    if contents.illustrated:
        yield "alternativeText"
    if contents.paginated:
        yield from (*(("pageNavigation",) if has_page_list else ()), "pageBreakMarkers")


def _summarize(language: str, contents: _Contents) -> Claim:
    wording = wording_for(language)
    said = (
        (True, wording.access_text),
        (contents.illustrated, wording.access_pictures),
        (contents.tabular, wording.access_tables),
        (contents.annotated, wording.access_notes),
        (contents.paginated, wording.access_pages),
    )
    text = " ".join(sentence for is_true, sentence in said if is_true)
    return Claim("accessibilitySummary", text, language=wording.language)
